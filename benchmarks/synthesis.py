"""Reports made from the model, as N-Quads of any number: for measuring, where real ones would be too few.

    python -m benchmarks.synthesis 5000 > reports.nq

The same number always gives the same quads. One graph per report, one registry of actors, one of ties.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rdflib import URIRef

from servanda.ontology.iris import Iris
from servanda.ontology.vocab import DCTERMS, OA, PROV, RDF, RDFS, SV, XSD, concept

STATEMENTS = 40
"""Statements of a report."""
_ACTORS = 24  # of a country, beside its government
_BODIES = 30  # international ones
_COUNTRIES = 180
_YEARS = range(1990, 2026)
_TYPES = ("draft", "train", "fund", "arrest", "report", "support", "request", "enact")
_ACTOR_TYPES = (SV.Ministry, SV.Agency, SV.Court, SV.Legislature, SV.NGO, SV.Official)
_CLASSES = ("Occurrence",) * 6 + ("ClaimedActivity",) * 2 + ("PlannedActivity", "NonOccurrence")
_WORDS = """the government ministry of justice labour interior trained inspectors on trafficking in persons and child
    work""".split()


class Scale(NamedTuple):
    """How many quads there are, and in how many reports."""

    reports: int
    quads: int


def quads(reports: int, iris: Iris | None = None) -> Iterator[str]:
    """Yield lines of N-Quads, a report's together, then the ties and the registry."""
    made = iris or Iris()
    ties: dict[tuple[URIRef, URIRef], list[URIRef]] = defaultdict(list)
    for number in range(reports):
        yield from _report(number, made, ties)
    yield from _ties(ties, made)
    yield from _registry(made)


def _report(number: int, iris: Iris, ties: dict[tuple[URIRef, URIRef], list[URIRef]]) -> Iterator[str]:
    chance = random.Random(number)
    country = _country(number % _COUNTRIES)
    year = _YEARS[number // _COUNTRIES % len(_YEARS)]
    series = f"series-{number // (_COUNTRIES * len(_YEARS))}"
    report = iris.report(f"{country}-{year}-{series}", series, country, f"{year}-06-01")
    graph = iris.report_graph(report)
    run = iris.within(report, "run")

    def line(subject: URIRef, predicate: URIRef, value: str) -> str:
        return f"<{subject}> <{predicate}> {value} <{graph}> .\n"

    yield line(report, RDF.type, f"<{SV.Report}>")
    yield line(report, DCTERMS.title, f'"Report on {country.upper()}, {year}"')
    yield line(report, DCTERMS.issued, f'"{year}-06-01"^^<{XSD.date}>')
    yield line(report, SV.country, f"<{iris.country(country)}>")
    yield line(report, SV.inSeries, f"<{iris('series', series)}>")
    yield line(report, SV.textHash, f'"{chance.getrandbits(256):064x}"')
    yield line(run, RDF.type, f"<{SV.ExtractionRun}>")
    yield line(run, SV.software, '"servanda"')
    start = 0
    for _ in range(STATEMENTS):
        words = " ".join(chance.choices(_WORDS, k=18))
        end = start + len(words)
        passage = iris.passage(report, start, end)
        kind, activity_class = chance.choice(_TYPES), chance.choice(_CLASSES)
        agent, other = (_actor(iris, country, chance) for _ in "ab")
        role = chance.choice((SV.partner, SV.recipient))
        statement = iris.statement(report, start, end, kind, (str(agent), str(other)))
        activity = iris.within(statement, "activity")
        position, quote = iris.within(passage, "position"), iris.within(passage, "quote")
        yield line(passage, RDF.type, f"<{SV.Passage}>")
        yield line(passage, OA.hasSource, f"<{report}>")
        yield line(passage, OA.hasSelector, f"<{position}>")
        yield line(passage, OA.hasSelector, f"<{quote}>")
        yield line(position, RDF.type, f"<{OA.TextPositionSelector}>")
        yield line(position, OA.start, f'"{start}"^^<{XSD.nonNegativeInteger}>')
        yield line(position, OA.end, f'"{end}"^^<{XSD.nonNegativeInteger}>')
        yield line(quote, RDF.type, f"<{OA.TextQuoteSelector}>")
        yield line(quote, OA.exact, f'"{words}"')
        yield line(statement, RDF.type, f"<{SV.Statement}>")
        yield line(statement, SV.inReport, f"<{report}>")
        yield line(statement, SV.groundedIn, f"<{passage}>")
        yield line(statement, SV.expresses, f"<{activity}>")
        yield line(statement, SV.polarity, f"<{concept('polarity', 'affirmed')}>")
        yield line(statement, SV.modality, f"<{concept('modality', 'actual')}>")
        yield line(statement, SV.confidence, f'"0.{chance.randrange(50, 99)}"^^<{XSD.decimal}>')
        yield line(statement, PROV.wasGeneratedBy, f"<{run}>")
        yield line(activity, RDF.type, f"<{SV.Activity}>")
        yield line(activity, RDF.type, f"<{SV[activity_class]}>")
        yield line(activity, SV.activityType, f"<{concept('activity-type', kind)}>")
        yield line(activity, SV.agent, f"<{agent}>")
        yield line(activity, role, f"<{other}>")
        if role == SV.partner and activity_class == "Occurrence" and agent != other:
            ties[min(agent, other), max(agent, other)].append(statement)
        start = end + 1


def _ties(ties: dict[tuple[URIRef, URIRef], list[URIRef]], iris: Iris) -> Iterator[str]:
    graph = iris.graph("ties")
    for (one, other), statements in ties.items():
        tie = iris.tie(one, "partner", other)
        yield f"<{tie}> <{RDF.type}> <{SV.Tie}> <{graph}> .\n"
        yield f"<{tie}> <{SV.tieKind}> <{concept('tie-kind', 'partner')}> <{graph}> .\n"
        yield f"<{tie}> <{SV.tieSource}> <{one}> <{graph}> .\n"
        yield f"<{tie}> <{SV.tieTarget}> <{other}> <{graph}> .\n"
        yield f'<{tie}> <{SV.weight}> "{len(statements)}"^^<{XSD.integer}> <{graph}> .\n'
        yield f"<{one}> <{SV.partneredWith}> <{other}> <{graph}> .\n"
        yield f"<{other}> <{SV.partneredWith}> <{one}> <{graph}> .\n"
        for statement in statements:
            yield f"<{tie}> <{PROV.wasDerivedFrom}> <{statement}> <{graph}> .\n"


def _registry(iris: Iris) -> Iterator[str]:
    graph = iris.graph("registry")
    places = [(_country(n), number) for n in range(_COUNTRIES) for number in range(_ACTORS)]
    places += [("", number) for number in range(_BODIES)]
    for country, number in places:
        actor = _named(iris, country, number)
        kind = _ACTOR_TYPES[number % len(_ACTOR_TYPES)] if country else SV.InternationalBody
        yield f"<{actor}> <{RDF.type}> <{SV.Actor}> <{graph}> .\n"
        yield f"<{actor}> <{RDF.type}> <{kind}> <{graph}> .\n"
        yield f'<{actor}> <{RDFS.label}> "{_name(number)}" <{graph}> .\n'
        if country:
            yield f"<{actor}> <{SV.country}> <{iris.country(country)}> <{graph}> .\n"


def _actor(iris: Iris, country: str, chance: random.Random) -> URIRef:
    if chance.random() < 0.15:
        return _named(iris, "", chance.randrange(_BODIES))
    return _named(iris, country, min(int(chance.paretovariate(0.8)) - 1, _ACTORS - 1))


def _named(iris: Iris, country: str, number: int) -> URIRef:
    return iris.actor(country or None, _name(number))


def _name(number: int) -> str:
    return f"Body {number}"


def _country(number: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return letters[number // 26 % 26] + letters[number % 26] + "z"


def write(path: Path, least: int) -> Scale:
    """Write reports to a file until there are at least so many quads; return how many there are."""
    per_report = sum(1 for _ in _report(0, Iris(), defaultdict(list)))
    reports = max(1, least // per_report)
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for line in quads(reports):
            out.write(line)
            count += 1
    return Scale(reports, count)


if __name__ == "__main__":
    sys.stdout.writelines(quads(int(sys.argv[1])))
