"""The language of a text.

Reports in English are full of foreign names, and names are what a detector by byte sequences errs on. So words with a
capital are left out, and a text with as many English function words as English has is English whatever it looks like.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

import py3langid  # type: ignore[import-untyped]  # loads its model at the first text, and keeps it

_SAMPLE = 20_000
"""Characters that are looked at; the detector needs no more than a page or two."""
_LEAST = 20
"""Letters below which a language would be a guess."""
_ENGLISH_SHARE = 0.15
"""Share of function words from which on a text is English; other languages have less than 0.1 of them."""

_FUNCTION_WORDS = frozenset(
    "the of and to were are that which with by from for not been has have had this their its".split()
)
_NAME = re.compile(r"\b[A-ZÀ-ÖØ-ÞŒŠŽ][\w'’.-]*|https?://\S+|\d+")
"""What begins with a capital, in the scripts whose capitals mark names; addresses; figures."""
_CREOLES = frozenset(("pcm", "sco"))
"""What the detector takes formal English for now and then, and no report is written in."""
_RUN_TOGETHER = re.compile("[A-Za-z]{41,}")
"""Longer than any word: those of English reports have up to some twenty-five letters."""
_NONE = "zxx"
"""The tag of ISO 639 for what is in no language, as a text whose spaces are lost."""


def language_of(text: str) -> str | None:
    """Return the BCP 47 tag of the language that a text begins in, or None where there is too little text to tell."""
    sample = text[:_SAMPLE].strip()
    # The detector counts byte sequences of running text, in which capitals are rare.
    sample = sample.lower() if sample.isupper() else sample
    if sum(map(str.isalpha, sample)) < _LEAST:
        return None
    if 2 * sum(map(len, _RUN_TOGETHER.findall(sample))) > len(sample):
        return _NONE
    words = sample.lower().split()
    if sum(map(_FUNCTION_WORDS.__contains__, words)) >= _ENGLISH_SHARE * len(words):
        return "en"
    plain = _NAME.sub(" ", sample)
    tag, _ = py3langid.classify(plain if sum(map(str.isalpha, plain)) >= _LEAST else sample)
    return "en" if tag in _CREOLES else str(tag)


def language_name(tag: str) -> str:
    """Return the English name of a language, or its tag where we have no name for it."""
    return _names().get(tag, tag)


@cache
def _names() -> dict[str, str]:
    table = files("servanda.loaders").joinpath("languages.tsv").read_text("utf-8")
    return {row["tag"]: row["name"] for row in csv.DictReader(table.splitlines(), delimiter="\t")}
