"""The language of a text."""

from __future__ import annotations

import py3langid  # type: ignore[import-untyped]  # loads its model at the first text, and keeps it

_SAMPLE = 20_000
"""Characters that are looked at; the detector needs no more than a page or two."""
_LEAST = 20
"""Letters below which a language would be a guess."""


def language_of(text: str) -> str | None:
    """Return the BCP 47 tag of the language that a text begins in, or None where there is too little text to tell."""
    sample = text[:_SAMPLE].strip()
    if sum(map(str.isalpha, sample)) < _LEAST:
        return None
    # The detector counts byte sequences of running text, in which capitals are rare.
    tag, _ = py3langid.classify(sample.lower() if sample.isupper() else sample)
    return str(tag)
