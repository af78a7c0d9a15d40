"""SHACL shapes and the check that applies them."""
