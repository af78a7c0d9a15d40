import pytest

from tests.shapes.faults import Fault, assert_reported, faults_of, values

VOCAB = "https://w3id.org/servanda/vocab/"
EVIDENCE = "https://w3id.org/servanda/vocab/evidence/"
STATUS = VOCAB + "commitment-status/"

FAULTS = [
    *faults_of(
        "commitment-debtor",
        "d:commitment",
        "binds an actor",
        *values("d:commitment sv:debtor", "minCount, class=i:law"),
    ),
    *faults_of(
        "commitment-beneficiary", "d:commitment", "A beneficiary", *values("d:commitment sv:beneficiary", "class=i:law")
    ),
    *faults_of(
        "commitment-strength",
        "d:commitment",
        "has one strength",
        *values("d:commitment sv:strength", f'minCount, maxCount=<{VOCAB}commitment-strength/plan>, in="plan"'),
    ),
    *faults_of(
        "commitment-instrument",
        "d:commitment",
        "What a commitment concerns",
        *values("d:commitment sv:concerns", "class=r:ngo"),
    ),
    *faults_of(
        "commitment-due",
        "d:commitment",
        "one due date",
        *values("d:commitment sv:dueDate", 'maxCount="2011-12-31"^^xsd:date, datatype="2010-02-30"^^xsd:date'),
    ),
    *faults_of(
        "commitment-expressed",
        "d:commitment",
        "expressed in a statement",
        *values("d:commitment sv:expressedIn", "minCount, or=r:x"),
    ),
    *faults_of(
        "commitment-expressed",
        "d:bound",
        "follows from a treaty action",
        *values("d:bound prov:wasDerivedFrom", "minCount, or=r:x"),
    ),
    Fault("commitment-obligation", "sparql", "d:bound", "follows from a treaty or law", "d:bound sv:concerns [] ."),
    *faults_of("commitment-since", "d:bound", "since when", *values("d:bound dcterms:date", 'or="2002"')),
    *faults_of(
        "commitment-response",
        "d:commitment",
        "responds to a recommendation",
        *values("d:commitment sv:respondsTo", "class=r:s6"),
    ),
    Fault(
        "commitment-accepted",
        "sparql",
        "d:commitment",
        "which recommendation was accepted",
        "d:commitment sv:respondsTo [] .",
        severity="Warning",
    ),
    Fault(
        "commitment-no-status",
        "maxCount",
        "d:commitment",
        "no status of its own",
        plus=f"d:commitment sv:status <{STATUS}underway> .",
    ),
    *faults_of(
        "recommendation-issuer",
        "d:recommendation",
        "made by an actor",
        *values("d:recommendation sv:issuer", "minCount, class=i:law"),
    ),
    *faults_of(
        "recommendation-addressee",
        "d:recommendation",
        "addressed to an actor",
        *values("d:recommendation sv:addressee", "minCount, class=i:law"),
    ),
    *faults_of(
        "recommendation-expressed",
        "d:recommendation",
        "proved by a statement or a passage",
        *values("d:recommendation sv:expressedIn", "minCount, or=r:x"),
    ),
    *faults_of(
        "recommendation-repeats",
        "d:repeated",
        "repeats a recommendation",
        *values("d:repeated sv:repeats", "class=d:commitment"),
    ),
    *faults_of(
        "status-commitment",
        "d:status",
        "judges one commitment or recommendation",
        *values("d:status sv:assesses", "minCount, maxCount=d:recommendation, or=r:s5"),
    ),
    *faults_of(
        "status-value",
        "d:status",
        "has one value",
        *values("d:status sv:status", f"minCount, maxCount=<{STATUS}partly>, in=<{STATUS}kept>"),
    ),
    *faults_of(
        "status-date",
        "d:status",
        "from one date on",
        *values("d:status sv:statusDate", 'minCount, maxCount="2010-02-25"^^xsd:date, datatype="2010"'),
    ),
    *faults_of(
        "status-judge",
        "d:status",
        "judged by one actor",
        *values("d:status sv:judge", "minCount, maxCount=int:unodc, or=i:law"),
    ),
    Fault(
        "status-support",
        "sparql",
        "d:status",
        "evidence of this status is not shown",
        "d:status sv:supportedBy [] ; sv:status [] .",
        f"d:status sv:status <{STATUS}underway> .",
    ),
    *faults_of(
        "status-evidence",
        "d:status",
        "one kind of evidence",
        *values("d:status sv:evidence", f"minCount, maxCount=<{EVIDENCE}reported>, in=<{EVIDENCE}hearsay>"),
    ),
    *faults_of(
        "status-fulfilled",
        "d:status",
        "Fulfilled needs official evidence",
        ("sparql", "d:status sv:supportedBy [] .", ""),
        ("sparql", "d:status sv:supportedBy [] .", "d:status sv:supportedBy r:s1 ."),  # a bill was drafted
        ("sparql", "d:status sv:supportedBy [] .", "d:status sv:supportedBy r:s4 ."),  # data will be published
        ("sparql", "d:status sv:supportedBy [] .", "d:status sv:supportedBy i:bill ."),
        ("sparql", "d:status sv:supportedBy [] .", "d:status sv:supportedBy r:p6 ."),  # a person names the statement
        ("sparql", "d:status sv:evidence [] .", f"d:status sv:evidence <{EVIDENCE}reported> ."),
    ),
    *faults_of(
        "recommendation-stands",
        "d:repeated",
        "has stood for a number of years",
        *values("d:repeated sv:yearsStanding", 'maxCount=2, datatype="four", minInclusive=-1'),
    ),
    *faults_of(
        "candidate-for",
        "d:candidate",
        "may tell of one commitment",
        *values("d:candidate sv:candidateFor", "minCount, maxCount=d:commitment, or=i:law"),
    ),
    *faults_of(
        "candidate-sentence",
        "d:candidate",
        "is a sentence of a report",
        *values("d:candidate sv:groundedIn", "minCount, class=i:law"),
    ),
    *faults_of(
        "match-for",
        "d:match",
        "about one recommendation",
        *values("d:match sv:decidedFor", 'minCount, maxCount=d:commitment, nodeKind="it"'),
    ),
    *faults_of(
        "match-sentence",
        "d:match",
        "about one sentence",
        *values("d:match sv:groundedIn", 'minCount, maxCount=r:p6, nodeKind="it"'),
    ),
    *faults_of(
        "match-judgement",
        "d:match",
        "has one judgement",
        *values(
            "d:match sv:judgement",
            f"minCount, maxCount=<{VOCAB}judgement/negative>, in=<{VOCAB}judgement/perhaps>",
        ),
    ),
    *faults_of(
        "status-not-before",
        "d:status",
        "before what it judges was said, 2010-02-24",
        *values("d:status sv:statusDate", 'sparql="2010-02-23"^^xsd:date'),
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_fault_is_reported(fault: Fault) -> None:
    assert_reported(fault)
