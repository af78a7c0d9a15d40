"""How well identity across reports does, on pairs of names of different reports that were judged by reading.

`pairs.tsv` holds what two reports call an actor or instrument, and whether that is the same: drawn at random from pairs
that are joined, from pairs that are alike, and from namesakes in two states. Described groups ("labor inspectors") are
never the same. What the reports leave open, such as a ministry that may have been renamed, is not in it.
`pairs_later.tsv` was drawn in the same way from other reports, and judged before the matcher was run on it. One of its
45 joins was wrong then: a parliament's "Human Rights Committee" taken for that of the UN. The rule on names that
several bodies bear came after it, so that its precision is no longer that of an unseen sample.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from servanda.graph import names
from servanda.graph.candidates import LEAST, likeness
from servanda.graph.identity import resolve
from servanda.graph.matching.entries import Entry
from servanda.ontology.exchange import Actor, Extraction, Instrument, Software
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import ACTOR_TYPES

IRIS = Iris()
PARTS = ("pairs.tsv", "pairs_later.tsv")


def rows(part: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(part).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def resolved(row: dict[str, str], side: str, report: str) -> Actor | Instrument:
    """Return one side of a pair as its report alone makes it."""
    kind, name, country = row[f"{side}type"], row[f"{side}name"], row[f"{side}country"] or None
    aliases = tuple(filter(None, row[f"{side}aliases"].split("|")))
    actors = (Actor("a", name, kind, country, aliases=aliases),) if kind in ACTOR_TYPES else ()
    things = () if actors else (Instrument("i", name, kind, country, aliases=aliases),)
    found = resolve(Extraction(report, country, "", Software("x", "1"), actors=actors, instruments=things), IRIS)
    return found.actors[0] if found.actors else found.instruments[0]


def entry(found: Actor | Instrument) -> Entry:
    """Return what the registry would hold of it."""
    country = found.country if isinstance(found, Actor) else found.of
    used = {acronym for name in (found.name, *found.aliases) for acronym in names.acronyms(name)}
    used |= {names.plain(alias) for alias in found.aliases if names.is_name(alias, country)}
    family = "actor" if isinstance(found, Actor) else "instrument"
    return Entry(str(found.iri), family, found.type, names.plain(found.name), tuple(sorted(used)), (), country)  # type: ignore[arg-type]  # one of the two families


def outcomes(part: str) -> Iterator[tuple[bool, bool, bool]]:
    """Yield for each pair whether it is the same, is joined, and is joined or offered as a candidate."""
    for row in rows(part):
        one, other = resolved(row, "", "one"), resolved(row, "other_", "other")
        joined = one.iri == other.iri
        alike = one.named and other.named and likeness(entry(one), entry(other))[0] >= LEAST
        yield row["judgement"] == "same", joined, joined or alike


def test_the_sample_is_large_and_has_both_kinds() -> None:
    judged = [row["judgement"] for part in PARTS for row in rows(part)]
    assert len(judged) >= 300 and set(judged) == {"same", "different"}
    assert min(judged.count("same"), judged.count("different")) >= 60


@pytest.mark.parametrize("parts", [PARTS[:1], PARTS[1:], PARTS], ids=["first", "later", "all"])
def test_joins_are_right_and_candidates_complete(
    parts: tuple[str, ...], record_property: Callable[[str, object], None]
) -> None:
    found = [outcome for part in parts for outcome in outcomes(part)]
    joined = [same for same, is_joined, _ in found if is_joined]
    precision = sum(joined) / len(joined)
    alone = sum(is_joined for same, is_joined, _ in found if same) / sum(same for same, _, _ in found)
    recall = sum(reached for same, _, reached in found if same) / sum(same for same, _, _ in found)
    for name, value in (("precision", precision), ("recall of joins", alone), ("recall with candidates", recall)):
        record_property(name, round(value, 3))
    assert precision >= 0.98
    assert recall >= 0.85


def test_no_public_body_of_two_states_is_one() -> None:
    for row in (row for part in PARTS for row in rows(part)):
        if row["country"] and row["other_country"] and row["country"] != row["other_country"]:
            assert resolved(row, "", "one").iri != resolved(row, "other_", "other").iri


def test_an_organisation_is_one_in_every_spelling() -> None:
    spellings = ("ILO", "International Labor Organization", "International Labour Organisation",
                 "International Labour Organization (ILO)", "the ILO")  # fmt: skip
    actors = tuple(Actor(f"a{n}", name, "InternationalBody") for n, name in enumerate(spellings))
    found = resolve(Extraction("x", "MLI", "", Software("x", "1"), actors=actors), IRIS)
    assert len({actor.iri for actor in found.actors}) == 1
