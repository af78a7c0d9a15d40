"""What a text is about, as features that can be compared: topics, and the stems of its telling words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from servanda.ingest.fulfilment.rules import topics
from servanda.ontology import authority

_WORD = re.compile(r"[^\W\d_][\w’']*|\d+")
_ENDINGS = (
    "ization", "isation", "ational", "ations", "ation", "ments", "ment", "ities", "ity", "ings", "ing", "ions", "ion",
    "ized", "ises", "izes", "ize", "ied", "ies", "ers", "er", "ed", "es", "al", "s", "e", "y",
)  # fmt: skip
_LEAST = 3
"""Letters that are left of a word at least."""
_INHABITANTS = 4
"""Letters by which the name of a people is longer than its state's."""
_SMALL = frozenset(
    """the a an of and or to in on for with by from at as is are was were be been being that this these those it its
    their his her they which who whom whose than then there here not no nor when where however although because due may
    can could should would will shall has have had do does did into over between among against during within without
    while so such if but about both each more most some many much up out off own same only very still yet per via
    including one two three four five""".split()
)

Features = dict[str, float]
"""Features of a text with their weights; topics begin with a number sign."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word without its ending, so that its forms are one."""
    lower = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= _LEAST:
            return lower[: -len(ending)]
    return lower


@lru_cache(maxsize=16384)
def features(text: str) -> Features:
    """Return the features of a text, which are not to be changed."""
    known = topics()
    found: Features = {}
    lower = _lower(text)
    covered: set[int] = set()
    for name, pattern in known.patterns.items():
        hints = known.hints[name]
        if (not hints or any(hint in lower for hint in hints)) and pattern.search(lower):
            found[f"#{name}"] = 1.0 if name in known.weak or name in known.ubiquitous else known.weight
            for match in pattern.finditer(lower):
                covered.update(range(*match.span()))
    for match in _WORD.finditer(text):
        word, place = match[0], match.start()
        if place in covered or len(word) == 1 or word.isdigit() or word.lower() in _SMALL or stem(word) in _generic():
            continue
        is_capital = word[0].isupper()
        if is_capital and _is_state(word):
            continue
        is_name = is_capital and place > 0 and text[:place].rstrip(" ")[-1:] not in ("", ".", ";", ":")
        found[stem(word)] = max(found.get(stem(word), 0.0), known.name if is_name else 1.0)
    return found


@lru_cache(maxsize=16384)
def word_stems(text: str) -> frozenset[str]:
    """Return the stems of all words of a text but the small ones."""
    words = (match[0] for match in _WORD.finditer(text))
    return frozenset(stem(word) for word in words if word.lower() not in _SMALL and not word.isdigit())


def _lower(text: str) -> str:
    """Return a text in lower case, each letter in its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@cache
def _generic() -> frozenset[str]:
    return frozenset(stem(word) for word in topics().generic)


@lru_cache(maxsize=8192)
def _is_state(word: str) -> bool:
    """Tell whether a word is the name of a state, or of its people: all sentences on a state may have it."""
    lower = word.lower().removesuffix("'s").removesuffix("’s")
    return any(lower.startswith(name) and len(lower) - len(name) <= _INHABITANTS for name in _states())


@cache
def _states() -> frozenset[str]:
    words = (word for known in authority.countries() for word in known.name.split() if word[0].isupper())
    return frozenset(word.lower().rstrip("aeiouy") for word in words if len(word) > _LEAST)
