"""Measurements of the store and the service; each module is a command, `python -m benchmarks.NAME --help`."""
