import pytest

from tests.shapes.faults import Fault, assert_reported, faults_of, values

JUDGEMENT = "https://w3id.org/servanda/vocab/judgement/"

FAULTS = [
    *faults_of(
        "decision-subject",
        "d:decision",
        "the first",
        *values("d:decision sv:subjectEntity", 'minCount, maxCount=r:ngo, nodeKind="Justice"'),
    ),
    *faults_of(
        "decision-object",
        "d:decision",
        "the second",
        *values("d:decision sv:objectEntity", 'minCount, maxCount=r:ngo, nodeKind="Justice"'),
    ),
    *faults_of(
        "decision-two",
        "d:decision",
        "two different things",
        *values("d:decision sv:objectEntity", "disjoint=a:justice"),
    ),
    *faults_of(
        "decision-judgement",
        "d:decision",
        "has one judgement",
        *values("d:decision sv:judgement", f"minCount, maxCount=<{JUDGEMENT}negative>, in=<{JUDGEMENT}perhaps>"),
    ),
    *faults_of(
        "decision-score",
        "d:decision",
        "from 0 to 1",
        *values("d:decision sv:score", "maxCount=0.5, minInclusive=-0.5, maxInclusive=7"),
    ),
    *faults_of(
        "decision-country", "d:decision", "never the same", *values("d:decision sv:objectEntity", "sparql=int:state")
    ),
    *faults_of(
        "correction-target",
        "d:correction",
        "about one thing",
        *values("d:correction sv:corrects", 'minCount, maxCount=r:s2, nodeKind="s1"'),
    ),
    *faults_of(
        "correction-property",
        "d:correction",
        "names what was wrong",
        *values("d:correction sv:correctedProperty", 'minCount, maxCount="agents", pattern="colour"'),
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_fault_is_reported(fault: Fault) -> None:
    assert_reported(fault)
