"""The graph: stores, named queries, identity, ties."""
