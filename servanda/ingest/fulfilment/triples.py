"""Repeats, statuses and candidates as RDF."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence

from rdflib import Literal, URIRef

from servanda.graph.ntriples import Triple, decimal
from servanda.ingest.fulfilment import rules
from servanda.ingest.fulfilment.assessing import Assessed, Candidate
from servanda.ingest.fulfilment.findings import Finding, Kind
from servanda.ingest.fulfilment.gathering import Later, Told
from servanda.ingest.fulfilment.judgement import FULFILLED, PARTLY
from servanda.ingest.fulfilment.repeats import Repeat
from servanda.loaders.periods import date_literal
from servanda.ontology.iris import Iris, digest
from servanda.ontology.vocab import OA, PROV, RDF, RDFS, SV, XSD, concept

_CONTEXT = 32
"""Characters before and after a quotation that its selector holds."""
_SHOWN = 4
"""Sentences of a report at most that support a status."""
_CLASSES = {
    Kind.DONE: "Occurrence",
    Kind.MET: "Occurrence",
    Kind.REACHED: "Occurrence",
    Kind.CLAIMED: "ClaimedActivity",
    Kind.GAP: "NonOccurrence",
    Kind.UNTOLD: "NonOccurrence",
    Kind.ABANDONED: "Occurrence",
}
_TELLS = {
    Kind.DONE: "tells that it was done",
    Kind.MET: "tells that it is met",
    Kind.REACHED: "tells that the number asked for is reached",
    Kind.CLAIMED: "tells that someone claims it",
    Kind.PREPARED: "tells of a step on the way",
    Kind.GAP: "tells that it is missing or falls short",
    Kind.UNTOLD: "tells that nothing could be learned",
    Kind.ABANDONED: "tells that it was done away with",
}


class Triples:
    """The triples of what was derived for a country.

    Args:
        iris: mints the IRIs of data.
        country: IRI of the country.
        reports: its reports by IRI.
        told: the statements of reports that support something.
    """

    def __init__(
        self, iris: Iris, country: str, reports: Mapping[URIRef, Later], told: Mapping[URIRef, Sequence[Told]]
    ) -> None:
        """Start with nothing."""
        self.all: set[Triple] = set()
        self._iris, self._country, self._reports, self._told = iris, country, reports, told
        self._iso3 = country.rpartition("/")[2]
        self._judge = iris("software", "fulfilment", rules.digest())

    def add_run(self, input_hash: str) -> None:
        """Add the run, and the set of rules that judges."""
        add, run = self.all.add, self._iris("derivation", "fulfilment", self._iso3)
        add((run, RDF.type, SV.Derivation))
        add((run, SV.country, URIRef(self._country)))
        add((run, SV.inputHash, Literal(input_hash)))
        add((run, SV.rules, self._judge))
        add((self._judge, RDF.type, PROV.SoftwareAgent))
        add((self._judge, RDFS.label, Literal(f"Servanda's rules of fulfilment, version {rules.VERSION}", lang="en")))
        add((self._judge, SV.softwareVersion, Literal(rules.digest())))

    def add_repeats(self, found: Mapping[URIRef, Repeat]) -> None:
        """Add what recommendations repeat."""
        for recommendation, repeat in found.items():
            self.all.add((recommendation, SV.repeats, repeat.forerunner))
            self.all.add((recommendation, SV.standsSince, date_literal(repeat.since)))
            self.all.add((recommendation, SV.yearsStanding, Literal(str(repeat.years), datatype=XSD.integer)))

    def add(self, result: Assessed | Candidate) -> None:
        """Add a status, or a candidate."""
        if isinstance(result, Assessed):
            self._add_status(result)
        else:
            self._add_candidate(result)

    def _add_status(self, result: Assessed) -> None:
        add, node = self.all.add, self._iri("status", result.wish, result.issued)
        add((node, RDF.type, SV.StatusAssessment))
        add((node, SV.assesses, result.wish))
        add((node, SV.status, concept("commitment-status", result.status)))
        add((node, SV.statusDate, Literal(_last_day(result.issued), datatype=XSD.date)))
        add((node, SV.judge, self._judge))
        add((node, SV.inReport, result.report))
        add((node, SV.evidence, concept("evidence", _evidence(result))))
        shown = sorted(result.support, key=lambda f: (-f.score, f.sentence.start))[:_SHOWN]
        if shown:
            add((node, SV.score, decimal(max(f.score for f in shown))))
            add((node, SV.reason, Literal(_reason(shown))))
        for finding in shown:
            add((node, SV.supportedBy, self._passage(result.report, finding)))
            for statement in self._statements(result.report, finding):
                add((node, SV.supportedBy, statement))

    def _add_candidate(self, result: Candidate) -> None:
        add, node = self.all.add, self._iri("candidate", result.wish, str(result.report))
        add((node, RDF.type, SV.FulfilmentCandidate))
        add((node, SV.candidateFor, result.wish))
        add((node, SV.inReport, result.report))
        add((node, SV.groundedIn, self._passage(result.report, result.finding)))
        add((node, SV.score, decimal(result.finding.score)))
        add((node, SV.reason, Literal(_reason([result.finding]))))

    def _iri(self, kind: str, wish: URIRef, other: str) -> URIRef:
        return self._iris(kind, self._iso3, digest(str(wish), other) + digest(other, str(wish)))

    def _passage(self, report: URIRef, finding: Finding) -> URIRef:
        """Describe the passage of a sentence, as the report's own graph would, and return its IRI."""
        sentence, add = finding.sentence, self.all.add
        passage = self._iris.passage(report, sentence.start, sentence.end)
        for kind in (SV.Passage, OA.SpecificResource):
            add((passage, RDF.type, kind))
        add((passage, OA.hasSource, report))
        add((passage, SV.inSentence, passage))
        position, quote = URIRef(f"{passage}/position"), URIRef(f"{passage}/quote")
        add((passage, OA.hasSelector, position))
        add((position, RDF.type, OA.TextPositionSelector))
        for term, offset in ((OA.start, sentence.start), (OA.end, sentence.end)):
            add((position, term, Literal(str(offset), datatype=XSD.nonNegativeInteger)))
        add((passage, OA.hasSelector, quote))
        add((quote, RDF.type, OA.TextQuoteSelector))
        text = self._reports[report].text
        before, behind = (
            text[max(0, sentence.start - _CONTEXT) : sentence.start],
            text[sentence.end : sentence.end + _CONTEXT],
        )
        for term, words in ((OA.exact, sentence.text), (OA.prefix, before), (OA.suffix, behind)):
            add((quote, term, Literal(words)))
        return passage

    def _statements(self, report: URIRef, finding: Finding) -> list[URIRef]:
        """Return the statements in a sentence that tell what it was taken to tell."""
        wanted = {_CLASSES[kind] for kind in finding.kinds if kind in _CLASSES}
        return [
            told.iri
            for told in self._told.get(report, ())
            if finding.sentence.start <= told.start < finding.sentence.end and told.activity in wanted
        ]


def _evidence(result: Assessed) -> str:
    kinds = {kind for finding in result.support for kind in finding.kinds}
    if not kinds or kinds == {Kind.UNTOLD}:
        return "none"
    if result.status in (FULFILLED, PARTLY) and kinds & {Kind.DONE, Kind.MET, Kind.REACHED}:
        return "official"
    return "claimed" if kinds == {Kind.CLAIMED} else "reported"


def _reason(shown: Sequence[Finding]) -> str:
    kinds = sorted({kind for finding in shown for kind in finding.kinds})
    count = f"{len(shown)} sentence{'s' if len(shown) > 1 else ''}"
    return f"{count}, at best {max(f.score for f in shown):.0%} likely to tell of it: " + "; ".join(
        _TELLS[kind] for kind in kinds
    )


def _last_day(issued: str) -> str:
    """Return the last day of a date of any precision."""
    if len(issued) == 4:
        return f"{issued}-12-31"
    if len(issued) == 7:
        return f"{issued}-{calendar.monthrange(int(issued[:4]), int(issued[5:]))[1]:02}"
    return issued[:10]
