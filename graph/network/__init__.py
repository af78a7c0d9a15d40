"""The network of actors: derived ties as networkx graphs, what can be measured in them, and files for other tools."""
