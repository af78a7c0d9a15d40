import pytest

from tests.shapes.faults import Fault, assert_reported, faults_of, values

POLARITY, MODALITY = "https://w3id.org/servanda/vocab/polarity/", "https://w3id.org/servanda/vocab/modality/"
CERTAINTY = "https://w3id.org/servanda/vocab/certainty/"

FAULTS = [
    *faults_of(
        "statement-report",
        "r:s1",
        "stands in one report",
        *values("r:s1 sv:inReport", "minCount, maxCount=d:other, class=c:mli"),
    ),
    *faults_of(
        "statement-passage", "r:s1", "proved by a passage", *values("r:s1 sv:groundedIn", "minCount, class=r:x")
    ),
    Fault(
        "statement-passage-report",
        "sparql",
        "r:s1",
        "mli/2010-02-24/p1 lies in another report",
        "r:p1 oa:hasSource [] .",
        "r:p1 oa:hasSource d:other .",
    ),
    Fault("statement-sentence", "minCount", "r:s1", "names no sentence", "r:p1 sv:inSentence [] .", severity="Warning"),
    *faults_of(
        "statement-content",
        "r:s1",
        "tells of one activity",
        *values("r:s1 sv:expresses", "minCount, maxCount=r:s5-act, class=r:x"),
    ),
    *faults_of(
        "statement-speaker",
        "r:s1",
        "has one speaker",
        *values("r:s1 sv:statedBy", "minCount, maxCount=a:officials, class=r:x"),
    ),
    *faults_of(
        "statement-reporter",
        "r:s1",
        "has one reporter",
        *values("r:s1 sv:reportedBy", "minCount, maxCount=a:officials, class=r:x"),
    ),
    *faults_of(
        "statement-reporter-is-author",
        "r:s2",
        "the report's author https://w3id.org/servanda/id/actor/int/state",
        *values("r:s2 sv:reportedBy", "sparql=int:unodc"),
    ),
    *faults_of(
        "statement-polarity",
        "r:s1",
        "has one polarity",
        *values("r:s1 sv:polarity", f"minCount, maxCount=<{POLARITY}negated>, in=<{POLARITY}maybe>"),
    ),
    *faults_of(
        "statement-modality",
        "r:s1",
        "has one modality",
        *values("r:s1 sv:modality", f"minCount, maxCount=<{MODALITY}planned>, in=<{MODALITY}wished>"),
    ),
    *faults_of(
        "statement-certainty",
        "r:s1",
        "has one certainty",
        *values("r:s1 sv:certainty", f'minCount, maxCount=<{CERTAINTY}possible>, in="certain"'),
    ),
    *faults_of(
        "statement-confidence",
        "r:s1",
        "from 0 to 1",
        *values(
            "r:s1 sv:confidence",
            'minCount, maxCount=0.5, datatype="0.9"^^xsd:double, minInclusive=-0.1, maxInclusive=1.1',
        ),
    ),
    *faults_of(
        "statement-rule", "r:s1", "one extraction rule at most", *values("r:s1 sv:rule", 'maxCount="noun", datatype=1')
    ),
    *faults_of(
        "statement-run",
        "r:s1",
        "one extraction run",
        *values("r:s1 prov:wasGeneratedBy", "minCount, maxCount=d:run, class=r:x"),
    ),
    *faults_of(
        "run-software", "r:run", "names the program", *values("r:run sv:software", 'minCount, maxCount="y", datatype=1')
    ),
    *faults_of(
        "run-version",
        "r:run",
        "names the version",
        *values("r:run sv:softwareVersion", 'minCount, maxCount="2", datatype=0.1'),
    ),
    *faults_of("run-report", "r:run", "names the report", *values("r:run prov:used", "minCount, class=c:mli")),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_fault_is_reported(fault: Fault) -> None:
    assert_reported(fault)
