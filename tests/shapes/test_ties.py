import pytest

from tests.shapes.faults import Fault, assert_reported, faults_of, values

KIND = "https://w3id.org/servanda/vocab/tie-kind/"

FAULTS = [
    *faults_of(
        "tie-kind",
        "d:towards",
        "has one kind",
        *values("d:towards sv:tieKind", f'minCount, maxCount=<{KIND}partner>, pattern="partner"'),
    ),
    *faults_of(
        "tie-source",
        "d:towards",
        "starts from one actor",
        *values("d:towards sv:tieSource", "minCount, maxCount=r:ngo, class=i:law"),
    ),
    *faults_of(
        "tie-target",
        "d:towards",
        "leads to one actor",
        *values("d:towards sv:tieTarget", "minCount, maxCount=r:ngo, class=i:law"),
    ),
    *faults_of(
        "tie-loop", "d:towards", "two different actors", *values("d:towards sv:tieTarget", "disjoint=a:parliament")
    ),
    *faults_of(
        "tie-weight",
        "d:towards",
        "has one weight",
        *values("d:towards sv:weight", "minCount, maxCount=2, datatype=1.0, minInclusive=0"),
    ),
    *faults_of(
        "tie-normalised-weight",
        "d:towards",
        "one normalised weight",
        *values("d:towards sv:normalisedWeight", "minCount, maxCount=0.5, datatype=1, minInclusive=0.0"),
    ),
    *faults_of(
        "event-participants",
        "r:s5-act",
        "more than two",
        *values("r:s5-act sv:participants", "maxCount=4, datatype=3.0, minInclusive=2"),
    ),
    *faults_of(
        "tie-weight-counts",
        "d:towards",
        "The weight 2 is not the number of the tie's statements, 1",
        *values("d:towards sv:weight", "sparql=2"),
    ),
    *faults_of(
        "tie-evidence",
        "d:towards",
        "derived from statements",
        *values("d:towards prov:wasDerivedFrom", "minCount, class=r:x"),
    ),
    *faults_of(
        "tie-from-occurrences",
        "d:towards",
        "s2 does not tell of an occurrence",
        *values("d:towards prov:wasDerivedFrom", "sparql=r:s2"),
    ),
    *faults_of(
        "tie-from-occurrences",
        "d:towards",
        "s6 does not tell of an occurrence",
        *values("d:towards prov:wasDerivedFrom", "sparql=r:s6"),
    ),
    *faults_of(
        "tie-dates",
        "d:partners",
        "does not lie after its last",
        *values("d:partners sv:lastDate", 'sparql="2009-08-31"^^xsd:date'),
    ),
    *faults_of(
        "claimed-tie-from-claims",
        "d:claimed",
        "s1 does not tell",
        *values("d:claimed prov:wasDerivedFrom", "sparql=r:s1"),
    ),
    *faults_of(
        "planned-tie-from-plans",
        "d:planned",
        "s2 does not tell",
        *values("d:planned prov:wasDerivedFrom", "sparql=r:s2"),
    ),
    Fault("tie-not-hidden", "sparql", "d:claimed", "no tie between actors", plus="d:claimed a sv:Tie ."),
    Fault("partners-both-ways", "sparql", "a:justice", "not the other way round", "r:ngo sv:partneredWith [] ."),
    Fault(
        "tie-explained",
        "sparql",
        "a:justice",
        "how the actor relates to https://w3id.org/servanda/id/actor/mli/government",
        plus="a:justice sv:supported a:government .",
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_fault_is_reported(fault: Fault) -> None:
    assert_reported(fault)
