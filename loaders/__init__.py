"""From a file to RDF: readers, extraction, mapping."""
