"""Bodies and groups: phrases that a head noun makes an actor, capitalised or described."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from servanda.loaders.extract.fields import governed, portfolio
from servanda.loaders.extract.left import APOSTROPHES, name_left, small_left
from servanda.loaders.extract.lexicon import Head, word_sets
from servanda.loaders.extract.lists import parted
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.naming import actor_type
from servanda.loaders.extract.nouns import Found, head_nouns, outermost
from servanda.loaders.extract.right import name_right
from servanda.loaders.extract.words import Words

WORDS = word_sets("actors_words.toml")
_INNER = frozenset({"of", "the"})
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "its", "their"})


def bodies(words: Words, stops: frozenset[int], owners: dict[int, int], country: str | None) -> Iterator[Mention]:
    """Find bodies and groups.

    Args:
        words: the text.
        stops: words that belong to names known otherwise (countries, gazetteer).
        owners: first word of a country's name by its last one, for "Mali's leading NGO".
        country: the state that the report is about.
    """
    blockers = WORDS["blockers"]
    nouns = {found.last: found for found in outermost(head_nouns(words))}
    reach = -1
    for found in nouns.values():
        if found.last <= reach:
            continue
        called = _international(words, found, stops)
        if called is not None:
            yield called
            continue
        span = _name(words, found, stops, blockers) if found.head.singular != "international" else None
        if span is not None:
            reach = span[1]
            if words.lower[span[0]] in WORDS["past"]:
                continue
            head = _last_head(words, found, reach, nouns)
            type_ = actor_type(words.phrase(*span), head.type, country)
            mention = replace(_mention(words, *span, head, "name", named=True), type=type_)
            yield from parted(words, mention, head, found.last) if found.head.is_plural else (mention,)
            continue
        described = _described(words, found, stops, owners)
        if described is not None:
            yield described


def _name(words: Words, found: Found, stops: frozenset[int], blockers: frozenset[str]) -> tuple[int, int] | None:
    """Return the first and last word of the capitalised name around a head noun, if there is one."""
    inside = range(found.first, found.last + 1)
    capital = words.title[found.first] and all(words.title[i] or words.lower[i] in _INNER for i in inside)
    if not capital:
        return _half_small(words, found, stops)
    if not _is_name(words, found) or found.head.singular in {"ngo", "ingo", "cso"}:
        return None
    first = _proper_start(words, name_left(words, found.first, stops), found.first)
    if found.head.is_plural and first > 0 and words.lower[first - 1] in WORDS["tiers"]:
        first -= 1
    last = name_right(words, found.last, stops, blockers)
    if _last_title(words, found.last, last) in WORDS["not_bodies"] | WORDS["schemes"]:
        return None
    if found.head.singular in WORDS["final"] and last > found.last and words.title[found.last + 1]:
        return None
    alone = first == found.first and last == found.last
    return None if alone and (found.first == found.last or found.head.is_plural) else (first, last)


def _proper_start(words: Words, first: int, head: int) -> int:
    """Leave out a word that only the beginning of a sentence makes capital and that counts or points: "Many NGOs"."""
    while first < head and words.first[first] and words.lower[first] in WORDS["not_modifiers"] | WORDS["quantifiers"]:
        first += 1
    return first


def _last_title(words: Words, i: int, last: int) -> str:
    """Return the last word of a name before its first preposition."""
    while i < last and words.title[i + 1]:
        i += 1
    return words.lower[i]


def _half_small(words: Words, found: Found, stops: frozenset[int]) -> tuple[int, int] | None:
    """Read a name whose head noun alone is written small: "the Papua New Guinea Customs service"."""
    before = found.first - 1
    body = found.head.small == "modified" and found.head.type in {"Agency", "Ministry"}
    if found.head.is_plural or before < 0 or not (body or found.head.singular == "party"):
        return None
    if words.forms[before] in APOSTROPHES and not words.fresh[before]:
        before -= 1
    if words.fresh[found.first] or words.first[before] or not words.title[before] or words.tags[before] != "NNP":
        return None
    first = name_left(words, found.first, stops)
    return (first, found.last) if first < found.first else None


def _last_head(words: Words, found: Found, last: int, nouns: dict[int, Found]) -> Head:
    """Return the last head noun before a name's first preposition, which decides what the name is of."""
    head = found.head
    for i in range(found.last + 1, last + 1):
        if not words.title[i] and words.forms[i] not in APOSTROPHES:
            break
        head = nouns[i].head if i in nouns else head
    return head


def _is_name(words: Words, found: Found) -> bool:
    """Tell whether a capitalised head is part of a name and not merely the first word of a sentence."""
    if not words.first[found.first]:
        return True
    if found.head.type == "Official" and found.head.is_plural:
        return False
    after = found.last + 1
    return found.last > found.first or (
        after < len(words) and (words.title[after] or words.lower[after] in {"of", "for"})
    )


def _described(words: Words, found: Found, stops: frozenset[int], owners: dict[int, int]) -> Mention | None:
    """Read a phrase whose head is written small: "provincial councils", "Mali's leading anti-slavery NGO"."""
    head = found.head
    if head.small == "never":
        return _pointing(words, found)
    if head.singular in WORDS["places_governed"]:
        last = governed(words, found.last)
    elif head.type == "Official" and head.singular in WORDS["offices"]:
        last = portfolio(words, found.last)
    else:
        last = found.last
    follows = words.tags[found.last + 1] if found.last + 1 < len(words) else "."
    if follows in {"NN", "NNS"} and not words.fresh[found.last + 1] and not head.is_plural:
        return None
    first = small_left(words, found.first, stops)
    if first > 0 and words.lower[first - 1] in WORDS["past"]:
        return None
    if head.type == "Official" and head.is_plural and first > 0 and words.lower[first - 1] in WORDS["renewing"]:
        first -= 1
    if head.singular == "authority" and not head.is_plural and not _determined(words, first):
        return None
    if head.singular in WORDS["groupings"] and _only_counts(words, first, found):
        return None
    if head.type == "Official" and not head.is_plural and first > 0 and words.tags[first - 1] == "CD":
        return None
    if head.singular in WORDS["child_victims"] and words.lower[found.first - 1 : found.first] == ["child"]:
        return None
    if first == found.first and head.is_plural and first > 0 and words.lower[first - 1] in head.modifiers:
        first -= 1
    rule = "described" if last > found.last else _standing(words, first, found)
    if rule is None:
        return None
    if head.plural and not head.is_plural and first == found.first:
        return None
    if first >= 2 and words.lower[first - 1] in {"’s", "'s"} and first - 2 in owners and not words.fresh[first]:
        first = owners[first - 2]
    return _mention(words, first, last, head, rule, named=False)


def _pointing(words: Words, found: Found) -> Mention | None:
    """Read a noun that only points back to a name: "the institute"."""
    follows = words.tags[found.last + 1] if found.last + 1 < len(words) and not words.fresh[found.last + 1] else "."
    alone = follows not in {"NN", "NNS", "NNP", "NNPS"} and words.lower[found.last + 1 : found.last + 2] != ["of"]
    if found.head.is_plural or found.head.singular not in WORDS["pointing"] or not alone:
        return None
    if words.lower[found.first - 1 : found.first] not in (["the"], ["this"]) or words.fresh[found.first]:
        return None
    return _mention(words, found.first, found.last, found.head, "anaphor", named=False)


def _only_counts(words: Words, first: int, found: Found) -> bool:
    """Tell whether a group is one of suspects or victims, or only counts what follows: "a group of experts"."""
    counts = words.lower[found.last + 1 : found.last + 2] == ["of"] and not found.head.is_plural
    return counts or not WORDS["no_groups"].isdisjoint(words.lower[first : found.first])


def _standing(words: Words, first: int, found: Found) -> str | None:
    """Return how a small phrase stands for an actor: by itself, pointing back, or weakly: created, or one of many."""
    head = found.head
    bare = first == found.first
    if head.small == "modified" and head.modifiers.isdisjoint(words.lower[first : found.first]):
        qualified = False
    elif head.small == "any":
        qualified = not bare
    else:
        qualified = not (head.anaphor and bare and not head.is_plural)
    if qualified:
        return "described"
    if head.anaphor and bare and _definite(words, first):
        return "anaphor"
    if head.is_plural and head.modifiers:
        return "loose"
    if head.type == "Official" and bare and not head.is_plural and words.title[first] and _definite(words, first):
        return "post"
    article = first > 0 and words.lower[first - 1] in {"a", "an", "one"} and not words.fresh[first]
    return "weak" if head.anaphor and article and head.type in {"Agency", "NGO"} else None


def _international(words: Words, found: Found, stops: frozenset[int]) -> Mention | None:
    """Read the name of an organisation that ends with "International": "Winrock International"."""
    if found.head.singular != "international" or not words.title[found.last]:
        return None
    after = found.last + 1
    if after < len(words) and words.title[after] and not words.fresh[after]:
        return None
    first = name_left(words, found.first, stops)
    if first == found.first:
        return None
    return _mention(words, first, found.last, found.head, "name", named=True)


def _determined(words: Words, first: int) -> bool:
    return first > 0 and words.lower[first - 1] in _DETERMINERS


def _definite(words: Words, first: int) -> bool:
    return first > 0 and words.lower[first - 1] in {"the", "this", "that", "these"} and not words.fresh[first]


def _mention(words: Words, first: int, last: int, head: Head, rule: str, *, named: bool) -> Mention:
    """Make a mention of the words, with the article before them."""
    start = first
    if first > 0 and words.lower[first - 1] in _DETERMINERS and not words.fresh[first]:
        start = first - 1
    end = words.ends[last] - (words.done_by(last) if named else 0)
    return Mention(words.starts[start], end, "actor", head.type, words.text[words.starts[first] : end],
                   f"{rule}:{head.singular}", named=named)  # fmt: skip
