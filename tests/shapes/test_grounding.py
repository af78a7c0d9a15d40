import pytest

from tests.shapes.faults import Fault, assert_reported, faults_of, values

BYTES = "𝔐ali. The Ministry of Justice drafted a bill with a local NGO in late 2009".encode()

FAULTS = [
    Fault("thing", "nodeKind", "[]", "in place of the blank node", plus="[] a sv:Period ; sv:label 'now' ."),
    *faults_of(
        "report-title",
        "r:x",
        "A report has a title",
        *values("r:x dcterms:title", 'minCount, nodeKind=c:mli, minLength=""'),
    ),
    *faults_of(
        "report-identifier",
        "r:x",
        "one document name",
        *values("r:x dcterms:identifier", 'minCount, maxCount="y", datatype=1'),
    ),
    *faults_of(
        "report-input-hash", "r:x", "one hash of its input", *values("r:x sv:inputHash", 'maxCount="y", pattern="ab"')
    ),
    *faults_of("report-series", "r:x", "one series at most", *values("r:x sv:inSeries", "maxCount=d:y, class=c:mli")),
    *faults_of(
        "report-text",
        "r:x",
        "once and as a plain string",
        *values("r:x sv:text", 'minCount, maxCount="y", datatype="y"@en'),
    ),
    *faults_of(
        "report-hash",
        "r:x",
        "64 hexadecimal digits",
        *values("r:x sv:textHash", f'minCount, maxCount="{"a" * 64}", pattern="ab"'),
    ),
    Fault(
        "report-text-unchanged",
        "sparql",
        "r:x",
        "not the one that was hashed",
        "r:x sv:textHash [] .",
        f'r:x sv:textHash "{"a" * 64}" .',
    ),
    Fault("report-issued", "minCount", "r:x", "date is not known", "r:x dcterms:issued [] .", severity="Warning"),
    *faults_of(
        "report-issued-form",
        "r:x",
        "xsd:gYearMonth or xsd:gYear",
        *values("r:x dcterms:issued", 'maxCount="2010"^^xsd:gYear, or="2010"'),
    ),
    *faults_of(
        "report-author",
        "r:x",
        "A report has one author",
        *values("r:x dcterms:creator", "minCount, maxCount=int:unodc, class=i:law"),
    ),
    *faults_of("report-publisher", "r:x", "publisher is an actor", *values("r:x dcterms:publisher", "class=i:law")),
    *faults_of(
        "report-country",
        "r:x",
        "about one country at most",
        *values("r:x sv:country", 'maxCount=c:ner, nodeKind="Mali"'),
    ),
    *faults_of(
        "report-period",
        "r:x",
        "assesses one period",
        *values("r:x sv:assessmentPeriod", "maxCount=r:late, class=c:mli"),
    ),
    *faults_of(
        "report-exchange", "r:x", "as rdf:JSON", *values("r:x sv:exchange", 'maxCount="[]"^^rdf:JSON, datatype="{}"')
    ),
    *faults_of(
        "passage-source",
        "r:p1",
        "lies in one report",
        *values("r:p1 oa:hasSource", "minCount, maxCount=d:other, class=c:mli"),
    ),
    *faults_of(
        "passage-start",
        "r:p1",
        "one first offset",
        *values("r:p1-pos oa:start", 'minCount, maxCount="7"^^xsd:nonNegativeInteger, or="6", pattern=-6'),
    ),
    *faults_of(
        "passage-end",
        "r:p1",
        "one end offset",
        *values("r:p1-pos oa:end", 'minCount, maxCount="9"^^xsd:nonNegativeInteger, or="76", pattern=-76'),
    ),
    *faults_of(
        "passage-exact",
        "r:p1",
        "one exact quotation",
        *values("r:p1-quote oa:exact", 'minCount, maxCount="y", datatype="y"@en'),
    ),
    *faults_of(
        "passage-prefix",
        "r:p1",
        "text right before it",
        *values("r:p1-quote oa:prefix", 'minCount, maxCount="y", datatype="y"@en'),
    ),
    *faults_of(
        "passage-suffix",
        "r:p1",
        "text right after it",
        *values("r:p1-quote oa:suffix", 'minCount, maxCount="y", datatype="y"@en'),
    ),
    Fault(
        "passage-order",
        "sparql",
        "r:p0",
        "ends after it starts",
        "r:p0-pos oa:end [] .",
        'r:p0-pos oa:end "0"^^xsd:nonNegativeInteger .',
    ),
    *faults_of(
        "passage-quotation",
        "r:p2",
        "count code points",
        ("sparql", "r:p2-quote oa:exact [] .", 'r:p2-quote oa:exact "they arrested an offender" .'),
        ("sparql", "r:p2-quote oa:exact [] .", 'r:p2-quote oa:exact "they arrested offender" .'),
        ("sparql", "r:p2-quote oa:prefix [] .", 'r:p2-quote oa:prefix "Officials claim which " .'),
        ("sparql", "r:p2-quote oa:suffix [] .", 'r:p2-quote oa:suffix ". But" .'),
        ("sparql", "r:p2-pos oa:start [] .", 'r:p2-pos oa:start "101"^^xsd:nonNegativeInteger .'),
        ("sparql", "r:p2-pos oa:end [] .", 'r:p2-pos oa:end "99999"^^xsd:nonNegativeInteger .'),
    ),
    Fault(
        "passage-quotation",
        "sparql",
        "r:p0",
        "reads “𝔐ali.”",
        "r:p0-quote oa:prefix [] .",
        'r:p0-quote oa:prefix "Mali" .',
    ),
    Fault(
        "passage-quotation",
        "sparql",
        "r:p1",
        "reads “he Ministry",
        "r:p1-pos oa:start [] . r:p1-pos oa:end [] .",
        f'r:p1-pos oa:start "7"^^xsd:nonNegativeInteger ; oa:end "{len(BYTES) - 2}"^^xsd:nonNegativeInteger .',
    ),
    *faults_of(
        "passage-sentence", "r:p2", "stands in one sentence", *values("r:p2 sv:inSentence", "maxCount=r:p2, class=r:x")
    ),
    *faults_of(
        "passage-within-sentence",
        "r:p2",
        "starts outside the sentence",
        *values("r:p2 sv:inSentence", "sparql=r:p5"),
        severity="Warning",
    ),
    *faults_of(
        "reference-report",
        "r:ref",
        "belongs to one report",
        *values("r:ref sv:inReport", "minCount, maxCount=d:other, class=c:mli"),
    ),
    *faults_of(
        "reference-id", "r:ref", "has the id", *values("r:ref sv:localId", 'minCount, maxCount="a2", datatype=1')
    ),
    *faults_of(
        "reference-id-once", "r:x", "has 2 references with the id “a1”", *values("r:ref2 sv:localId", 'sparql="a1"')
    ),
    *faults_of(
        "reference-target",
        "r:ref",
        "one actor, instrument, series or document",
        *values("r:ref sv:refersTo", "minCount, maxCount=a:government, or=c:mli"),
    ),
    *faults_of(
        "reference-name",
        "r:ref",
        "the name that its report gives",
        *values("r:ref rdfs:label", 'minCount, maxCount="y", datatype="y"@en'),
    ),
    *faults_of(
        "reference-type",
        "r:ref",
        "the type that its report implies",
        *values("r:ref dcterms:type", 'minCount, maxCount=sv:Agency, nodeKind="y"'),
    ),
    *faults_of(
        "reference-whole",
        "r:ref",
        "a part of one other reference",
        *values("r:ref dcterms:isPartOf", "maxCount=r:ref2, class=a:government"),
    ),
    *faults_of("reference-mentions", "r:ref", "a passage of the report", *values("r:ref sv:mentionedIn", "class=r:x")),
    *faults_of(
        "reference-mentioned", "r:ref", "No passage names", *values("r:ref sv:mentionedIn", "minCount"), severity="Info"
    ),
    *faults_of(
        "quarantine-reason",
        "d:quarantined",
        "in quarantine for reasons",
        *values("d:quarantined sv:reason", "minCount, datatype=1"),
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_fault_is_reported(fault: Fault) -> None:
    assert_reported(fault)
