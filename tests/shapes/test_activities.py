import pytest

from tests.shapes.faults import Fault, assert_reported, faults_of, values

VOCAB = "https://w3id.org/servanda/vocab/"


def classes(statement: str, factuality: str, wrong: str, right: str) -> Fault:
    """Give an activity a class that the factuality of its statement does not allow."""
    polarity, modality, speaker = factuality.split()
    return Fault(
        "activity-class",
        "sparql",
        f"r:{statement}-act",
        f"of the class https://w3id.org/servanda/ontology#{right}:",
        f"r:{statement}-act a [] . r:{statement} sv:polarity [] ; sv:modality [] ; sv:statedBy [] .",
        f"r:{statement}-act a sv:Activity, sv:{wrong} . r:{statement} sv:polarity <{VOCAB}polarity/{polarity}> ; "
        f"sv:modality <{VOCAB}modality/{modality}> ; sv:statedBy {speaker} .",
    )


FAULTS = [
    Fault(
        "activity-stated",
        "minCount",
        "r:s9-act",
        "No statement tells",
        plus="r:s9-act a sv:Activity ; sv:activityType act:other ; sv:agent r:ngo .",
    ),
    classes("s3", "affirmed actual int:state", "NonOccurrence", "Occurrence"),
    classes("s3", "negated actual int:state", "Occurrence", "NonOccurrence"),
    classes("s3", "affirmed actual a:officials", "Occurrence", "ClaimedActivity"),
    classes("s3", "negated actual a:officials", "ClaimedActivity", "ClaimedNonOccurrence"),
    classes("s3", "affirmed planned a:officials", "ClaimedActivity", "PlannedActivity"),
    classes("s3", "negated recommended int:state", "NonOccurrence", "RecommendedActivity"),
    Fault("activity-class", "sparql", "r:s2-act", "and no other", plus="r:s2-act a sv:Occurrence ."),
    Fault(
        "activity-class", "sparql", "r:s2-act", "s2, this activity is of the class", "r:s2-act a sv:ClaimedActivity ."
    ),
    *faults_of(
        "activity-type",
        "r:s1-act",
        "has one type",
        *values("r:s1-act sv:activityType", "minCount, maxCount=act:fund, in=act:dance"),
    ),
    *faults_of("activity-agent", "r:s1-act", "correct sv:agent", *values("r:s1-act sv:agent", "class=i:law")),
    *faults_of("activity-partner", "r:s1-act", "correct sv:partner", *values("r:s1-act sv:partner", "class=i:law")),
    *faults_of(
        "activity-recipient", "r:s5-act", "correct sv:recipient", *values("r:s5-act sv:recipient", "class=i:law")
    ),
    *faults_of(
        "activity-instrument", "r:s1-act", "correct sv:concerns", *values("r:s1-act sv:concerns", "class=r:ngo")
    ),
    Fault("activity-empty", "minCount", "r:s3-act", "Nobody takes part", "r:s3-act sv:agent [] .", severity="Warning"),
    Fault(
        "activity-own-partner",
        "disjoint",
        "r:s1-act",
        "its own partner",
        plus="r:s1-act sv:partner a:justice .",
        severity="Warning",
    ),
    Fault(
        "activity-own-recipient",
        "disjoint",
        "r:s5-act",
        "does this to itself",
        plus="r:s5-act sv:agent a:justice .",
        severity="Info",
    ),
    *faults_of(
        "activity-time", "r:s1-act", "one time at most", *values("r:s1-act sv:time", 'maxCount=r:window, class="2009"')
    ),
    *faults_of(
        "activity-quantity",
        "r:s2-act",
        "one quantity at most",
        *values("r:s2-act sv:quantity", 'maxCount="47", datatype=47'),
    ),
    Fault(
        "activity-future",
        "sparql",
        "r:s1-act",
        "The report of 2009-08 tells of this as done, yet it begins on 2009-09-01",
        "r:x dcterms:issued [] .",
        'r:x dcterms:issued "2009-08"^^xsd:gYearMonth .',
        severity="Warning",
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_fault_is_reported(fault: Fault) -> None:
    assert_reported(fault)
