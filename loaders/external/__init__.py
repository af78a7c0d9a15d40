"""External legal datasets as named graphs beside our own: ratification tables, RDF, and tables with a mapping."""
