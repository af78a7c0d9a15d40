"""Short reports in our own words, which the demonstration and the examples of the documentation run on.

Each re-tells facts of a published report; its sidecar `NAME.meta.json` names that report's author, and us as publisher.
"""

from __future__ import annotations

from pathlib import Path

from servanda.loaders.read import SUFFIXES


def paths() -> list[Path]:
    """Return the sample reports, in the order of their names."""
    return sorted(path for path in Path(__file__).parent.iterdir() if path.suffix in SUFFIXES)
