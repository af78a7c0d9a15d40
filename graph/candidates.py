"""Candidates: pairs of actors or instruments that may be one, for people to judge, each score explained.

What is certainly one has one IRI already (`graph.identity`). Here names are only alike: a misspelling, an acronym, a
longer form, a ministry that was renamed. Pairs of different states, or that were judged, are never offered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein
from rdflib import URIRef

from servanda.graph.joins import joins
from servanda.graph.matching.entries import Entry, named
from servanda.graph.matching.index import Index
from servanda.graph.matching.scores import Query, digits, key
from servanda.graph.names import PUBLIC_TYPES
from servanda.graph.reviews import Decision, Record
from servanda.graph.store import Store
from servanda.ontology.authority_graph import authority_graph
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import SV

LEAST = 0.75
"""Score from which on a pair is offered."""
_WEIGHTS = {"name": 0.7, "type": 0.15, "country": 0.15}
_CONTAINED = 0.85
"""Likeness of names of which one has all words of the other ("Ministry of Labor and Social Affairs")."""
_ACRONYM = 0.9
"""Likeness of a name and its initials."""
_BLOCK = 12  # entries that one is compared with at most
_UNTOLD = 0.6
"""Likeness at most of names that share none of the words that tell of what they are."""
_LIKE = 80.0
"""Likeness of words, 0 to 100, from which on they count as shared."""
_TYPICAL = frozenset(
    """international national interministerial regional world general special joint ministry minister department office
    agency authority commission committee council center institute unit service services organization association union
    federation network forum bureau directorate court law act bill code decree convention protocol agreement treaty plan
    action strategy policy program initiative project regulation order against fight fighting combat combating
    prevention""".split()
)
"""Words that many names have: alone they make no two alike."""
_SMALL = frozenset("of for the a an and on to in de la le les du des et y".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities that may be one; `subject` is the one that would go by the other's IRI."""

    subject: Entry
    object: Entry
    score: float
    """Likeness, 0 to 1."""
    reasons: tuple[str, ...]
    """What the score rests on, for people."""
    value: int
    """How many statements hang on the subject: what a judgement is worth."""


def candidates(
    store: Store, iris: Iris, decided: Iterable[Record] = (), country: str | None = None, least: float = LEAST
) -> list[Candidate]:
    """Return the pairs of a store that may be one, those that most statements hang on first.

    Args:
        store: where reports were loaded.
        iris: mints the IRIs of data.
        decided: pairs in it are not offered again.
        country: ISO 3166-1 alpha-3 of a state, to look at its actors and instruments alone.
        least: score below which a pair is not offered.
    """
    known = named(store.select, iris, country)
    used = _statements(store, [entry.iri for entry in known] if country is not None else ())
    official = {str(node) for node in authority_graph(iris).subjects()}
    settled = _settled(decided)
    found: dict[frozenset[str], Candidate] = {}
    for own, index in _blocks(known, country):
        for entry in own:
            if entry.iri not in used:
                continue
            for match in index.match(Query(entry.name, _family(entry), entry.country), _BLOCK):
                other = match.entry
                pair = frozenset((entry.iri, other.iri))
                if len(pair) < 2 or pair in found or pair in settled or {entry.iri, other.iri} <= official:
                    continue
                value, reasons = likeness(entry, other)
                if value >= least:
                    one, into = sorted((entry, other), key=lambda e: (e.iri in official, used.get(e.iri, 0), e.iri))
                    found[pair] = Candidate(one, into, value, reasons, used.get(one.iri, 0))
    return sorted(found.values(), key=lambda c: (-c.value, -c.score, c.subject.iri, c.object.iri))


def _blocks(known: Iterable[Entry], country: str | None) -> Iterator[tuple[list[Entry], Index]]:
    """Yield what may be one: the entries of each state, or of this one, with an index of them and of those of none."""
    states: dict[str | None, list[Entry]] = defaultdict(list)
    for entry in known:
        states[entry.country].append(entry)
    shared = states.pop(None, [])
    for own in states.values():
        yield own, Index([*own, *shared])
    if country is None:
        yield shared, Index(shared)


def likeness(one: Entry, other: Entry) -> tuple[float, tuple[str, ...]]:
    """Return how alike two entries are, 0 to 1, and why; 0 where they cannot be the same."""
    if one.family != other.family or (one.country and other.country and one.country != other.country):
        return 0.0, ()
    public = {one.type, other.type} & PUBLIC_TYPES
    if one.type != other.type and public and not {one.type, other.type} <= PUBLIC_TYPES:
        return 0.0, ()
    if one.number and other.number and digits(one.number) != digits(other.number):
        return 0.0, ()
    name, why = max((_names(a, b) for a in one.names for b in other.names), key=lambda found: found[0])
    same_type, same_country = one.type == other.type, one.country == other.country
    kind = 1.0 if same_type else 0.6 if public else 0.5
    state = 1.0 if same_country else 0.5
    score = _WEIGHTS["name"] * name + _WEIGHTS["type"] * kind + _WEIGHTS["country"] * state
    reasons = (
        why,
        f"same type {one.type}" if same_type else f"types {one.type} and {other.type}",
        (f"same country {one.country}" if one.country else "both international")
        if same_country else "the country of one is not known",
    )  # fmt: skip
    return round(score, 3), reasons


def _names(one: str, other: str) -> tuple[float, str]:
    """Return how alike two names are, and why."""
    a, b = key(one), key(other)
    if a == b:
        return 1.0, f"same name “{one}”"
    if _initials(one) == other.replace(".", "") or _initials(other) == one.replace(".", ""):
        return _ACRONYM, f"“{min(one, other, key=len)}” are the initials of “{max(one, other, key=len)}”"
    alike = max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b)) / 100
    words, others = set(a.split()) - _SMALL, set(b.split()) - _SMALL
    if not _share(words - _TYPICAL, others - _TYPICAL):
        return min(alike, _UNTOLD), f"“{one}” and “{other}” share only words that many names have"
    if min(len(words), len(others)) > 1 and (words <= others or others <= words) and alike < _CONTAINED:
        return _CONTAINED, f"“{max(one, other, key=len)}” has all words of “{min(one, other, key=len)}”"
    edits = Levenshtein.distance(a, b)
    if edits <= 2:
        return alike, f"“{one}” and “{other}”, {edits} edit{'s' if edits > 1 else ''}"
    return min(alike, 0.99), f"“{one}” and “{other}” {alike:.0%} alike"


def _share(words: set[str], others: set[str]) -> bool:
    """Return whether sets of words have one in common, perhaps misspelt; an empty set tells nothing against it."""
    return not words or not others or any(fuzz.ratio(a, b) >= _LIKE for a in words for b in others)


def _initials(name: str) -> str:
    """Return the initials of a name of three words or more, without small words; nothing for a shorter one."""
    words = [word for word in key(name).split() if word not in _SMALL]
    return "".join(word[0] for word in words).upper() if len(words) > 2 else ""


def _family(entry: Entry) -> str:
    return "Actor" if entry.family == "actor" else "LegalInstrument"


def _statements(store: Store, entities: Iterable[str]) -> dict[str, int]:
    """Return how many statements name each of some actors and instruments, or each of all, in a role.

    Engines read the index of roles where all are asked for, that of entities for a few.
    """
    roles = [f"<{term}>" for term in (SV.agent, SV.partner, SV.recipient, SV.concerns)]
    listed = " ".join(f"<{iri}>" for iri in entities)
    first = f"VALUES ?entity {{ {listed} }}" if listed else f"VALUES ?role {{ {' '.join(roles)} }}"
    last = f"FILTER (?role IN ({', '.join(roles)}))" if listed else ""
    rows = store.select(f"""SELECT ?entity (COUNT(DISTINCT ?activity) AS ?n) WHERE {{ {first}
        GRAPH ?graph {{ ?activity ?role ?entity }} {last} }} GROUP BY ?entity""").rows
    return {str(row["entity"]): int(str(row["n"])) for row in rows if "entity" in row}


def _settled(decided: Iterable[Record]) -> set[frozenset[str]]:
    """Return the pairs that were judged one way or the other; what was left open is offered again."""
    known = list(decided)
    joined = joins(known)

    def stays(entity: URIRef) -> str:
        return str(joined.get(entity, entity))

    return {
        frozenset((stays(record.subject), stays(record.object)))
        for record in known
        if isinstance(record, Decision) and record.judgement != "unsure"
    }
