"""The model: ontology, SKOS schemes, authority data, IRIs, and the exchange form of an extraction."""
