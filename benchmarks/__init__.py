"""Measurements of extraction, store and service; each module is a command, `python -m benchmarks.NAME --help`."""
