"""Tables of recommendations and pledges, read by declarative mappings into documents and their extractions."""
