"""Servanda: a knowledge graph of actors and commitments."""

from importlib.metadata import version

__version__ = version("servanda")
