"""What tells an instrument's scope: "legislation criminalizing slavery", "an agreement with Burkina Faso to …"."""

from __future__ import annotations

from servanda.loaders.extract.lexicon import word_sets
from servanda.loaders.extract.words import Words

WORDS = word_sets("instruments_words.toml")
_NOMINAL = frozenset({"NN", "NNS", "JJ", "VBG", "VBN"})
_CLAUSE_ENDS = frozenset({"VBZ", "VBD", "MD", "VBP", "WDT", "WRB", "WP", "PRP", ".", ":", "-LRB-", ","})


def scopes_after(words: Words, last: int) -> list[int]:
    """Return the last words of what tells a scope: "criminalizing slavery", "with Burkina Faso [to …]"."""
    i = last + 1
    if i + 1 >= len(words) or words.fresh[i]:
        return []
    listed = words.lower[last] in {"list", "lists"} and words.lower[i] == "of" and _of_work(words, i)
    noun = words.lower[last]
    noun = noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.rstrip("s")
    special = words.lower[i] in WORDS.get(noun + "_openers", frozenset())
    if words.tags[i] != "VBG" and words.lower[i] not in WORDS["scope_openers"] and not listed and not special:
        return []
    ends: list[int] = []
    opener = i
    while i < min(len(words), last + 24) and not words.fresh[i]:
        if words.tags[i] in _CLAUSE_ENDS and not _listed(words, i):
            break
        if i > opener + 1 and (words.tags[i] == "TO" or words.lower[i] in WORDS["scope_ends"]):
            ends.append(i - 1)
        i += 1
    while i - 1 > opener and words.tags[i - 1] in {"CC", ","}:
        i -= 1
    ends.append(i - 1)
    return [end for end in ends if end > opener]


def clause_end(words: Words, first: int) -> int:
    """Return the last word before the clause that a word begins is over or another verb takes it up."""
    i = first
    while i < len(words) and not words.fresh[i] and (words.tags[i] not in _CLAUSE_ENDS or _listed(words, i)):
        i += 1
    while i > first and words.tags[i - 1] in {"CC", ",", "RB", "IN"}:
        i -= 1
    return i - 1


def _listed(words: Words, comma: int) -> bool:
    """Tell whether a comma stands in a list of nouns that "and" ends: "fishing, forced labor, and child labor"."""
    if words.forms[comma] != ",":
        return False
    i, reach = comma + 1, min(len(words), comma + 12)
    while i < reach and not words.fresh[i] and (words.tags[i] in _NOMINAL or words.forms[i] == ","):
        i += 1
    return (
        i + 1 < len(words) and words.lower[i] == "and" and words.forms[i - 1] == "," and words.tags[i + 1] in _NOMINAL
    )


def _of_work(words: Words, i: int) -> bool:
    """Tell whether a list is one of kinds of work, as laws have them annexed."""
    return not WORDS["list_subjects"].isdisjoint(words.lower[i : i + 8])
