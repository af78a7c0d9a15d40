"""Wishes: what a recommendation or pledge asks to be done, read off its first verb without a parser.

Such rows are imperatives ("Ratify the Convention", "Continue to train inspectors") or infinitives of promises, and come
by the ten thousand. The verbs and nouns are those of the statement lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, takewhile

from servanda.loaders.extract.predicates import OTHER, Group, lexicon
from servanda.ontology import authority
from servanda.ontology.authority import AuthorityInstrument
from servanda.ontology.exchange import Span

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_NAME_PART = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_REACH = 40
"""Words among which the verb is looked for."""
_OBJECT = 9
"""Words after the verb among which its object is looked for."""
_COLOURLESS = frozenset(
    """continue consider take make ensure strengthen intensify increase step pursue redouble enhance improve keep
    promote seek strive work start begin commit pledge undertake remain accelerate expedite complete finalize study
    explore envisage examine do further maintain reinforce be have is are will shall""".split()
)
"""Verbs that say how, not what; they count where no other verb follows."""
_PHRASE_ENDS = frozenset(
    "of for to on in with by between among against at from that which who and or under through including".split()
)
"""Words that end the noun phrase of a verb's object."""
_SHORTEST_NAME = 4


def action_type(text: str) -> str:
    """Return the activity type that a wish asks for, a concept of the scheme `activity-type`."""
    words = [match[0].lower() for match in islice(_WORD.finditer(text), _REACH)]
    fallback = OTHER
    for place, word in enumerate(words):
        group = _group(word, words[place + 1] if place + 1 < len(words) else "")
        if group is None:
            continue
        found = _with_object(group, words[place + 1 : place + 1 + _OBJECT])
        if not _COLOURLESS.isdisjoint(_lemmas(word)):
            fallback = found if fallback == OTHER else fallback
            continue
        return found or OTHER
    return fallback or OTHER


def _group(word: str, following: str) -> Group | None:
    """Return the verb group of a word, a particle after it counted in."""
    verbs = lexicon().verbs
    for lemma in _lemmas(word):
        if found := verbs.get(f"{lemma} {following}") or verbs.get(lemma):
            return found
    return None


@cache
def _lemmas(word: str) -> tuple[str, ...]:
    """Return the verbs that a form may be of: itself, or what its ending is taken off."""
    found = [word]
    for ending in ("ing", "ed", "es", "s"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            found += [stem, f"{stem}e"]
            if stem.endswith("i"):
                found.append(f"{stem[:-1]}y")
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return tuple(found)


def _with_object(group: Group, following: Sequence[str]) -> str:
    """Return the type that a verb has with its object: the last noun before a preposition that the lexicon knows."""
    known = lexicon()
    phrase = list(takewhile(lambda word: word not in _PHRASE_ENDS, following))
    for word in reversed(phrase):
        for lemma in (word, word.removesuffix("s"), re.sub(r"ies$", "y", word)):
            for name in known.classes.get(lemma, ()):
                if name in group.objects:
                    return group.objects[name]
                if group.light and known.acts[name]:
                    return known.acts[name]
    return group.type


def instruments(text: str) -> Iterator[tuple[Span, AuthorityInstrument]]:
    """Yield the well-known instruments that a text names without doubt, in order, of overlapping names the longest."""
    words = [(match[0], match.start(), match.end()) for match in _NAME_PART.finditer(text)]
    lower = [word.lower() for word, _, _ in words]
    place = 0
    while place < len(words):
        size = 1
        for name, entry in _names().get(lower[place], ()):
            spelled = tuple(word for word, _, _ in words[place : place + len(name)])
            if spelled == name or (not _is_acronym(name) and tuple(lower[place : place + len(name)]) == name):
                size = len(name)
                yield Span(words[place][1], words[place + size - 1][2]), entry
                break
        place += size


Name = tuple[str, ...]


def _is_acronym(name: Name) -> bool:
    return all(word.isupper() for word in name)


def _name(text: str) -> Name:
    """Return a name as words: in lower case, but for acronyms, whose case counts."""
    words = tuple(_NAME_PART.findall(text))
    return words if _is_acronym(words) else tuple(word.lower() for word in words)


@cache
def _names() -> dict[str, list[tuple[Name, AuthorityInstrument]]]:
    """Return the names that mean one instrument, by their first word in lower case, the longest first."""
    owners: dict[Name, set[str]] = {}
    found: dict[Name, AuthorityInstrument] = {}
    for entry in authority.instruments():
        for name in map(_name, (entry.name, *entry.aliases)):
            owners.setdefault(name, set()).add(entry.name)
            found[name] = entry
    unclear = {_name(alias) for entry in authority.instruments() for alias in entry.ambiguous_aliases}
    by_first: dict[str, list[tuple[Name, AuthorityInstrument]]] = {}
    for name in sorted(found, key=lambda name: (-len(name), name)):
        if name and name not in unclear and len(owners[name]) == 1 and len("".join(name)) >= _SHORTEST_NAME:
            by_first.setdefault(name[0].lower(), []).append((name, found[name]))
    return by_first
