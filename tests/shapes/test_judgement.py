import pytest

from tests.shapes.faults import Fault, assert_reported, faults_of, values

FAULTS = [
    *faults_of(
        "assessment-assessor",
        "d:assessment",
        "made by one actor",
        *values("d:assessment sv:assessor", "minCount, maxCount=int:unodc, class=i:law"),
    ),
    *faults_of(
        "assessment-assessee",
        "d:assessment",
        "judges one actor",
        *values("d:assessment sv:assessee", "minCount, maxCount=a:justice, class=i:law"),
    ),
    *faults_of(
        "assessment-of-itself",
        "d:assessment",
        "judges itself",
        *values("d:assessment sv:assessee", "disjoint=int:state"),
        severity="Warning",
    ),
    *faults_of(
        "assessment-rating",
        "d:assessment",
        "has one rating",
        *values("d:assessment sv:rating", 'minCount, maxCount="none", datatype=1, minLength=""'),
    ),
    *faults_of(
        "assessment-tier",
        "d:assessment",
        "one tier at most",
        *values("d:assessment sv:tier", 'maxCount="Tier 3", datatype=1, minLength=""'),
    ),
    *faults_of(
        "assessment-progress",
        "d:assessment",
        "grades the progress once",
        *values("d:assessment sv:progress", 'maxCount="no progress", datatype=1, minLength=""'),
    ),
    *faults_of(
        "assessment-passage",
        "d:assessment",
        "proved by a passage",
        *values("d:assessment sv:groundedIn", "minCount, class=r:x"),
    ),
    *faults_of(
        "assessment-period",
        "d:assessment",
        "one period at most",
        *values("d:assessment sv:assessmentPeriod", 'maxCount=r:late, class="2009"'),
    ),
    *faults_of(
        "assessment-window",
        "d:assessment",
        "begins later, on 2010-06-01",
        *values("r:window sv:start", 'sparql="2010-06-01"^^xsd:date'),
    ),
    *faults_of("gap-claim", "d:gap", "disputes a statement", *values("d:gap sv:disputes", "minCount, class=r:x")),
    *faults_of("gap-disputes-claim", "d:gap", "s1 is no claim", *values("d:gap sv:disputes", "sparql=r:s1")),
    *faults_of("gap-shown", "d:gap", "shown by a statement", *values("d:gap sv:shownBy", "minCount, class=r:x")),
    *faults_of("gap-shown-by-author", "d:gap", "only a negated statement", *values("d:gap sv:shownBy", "sparql=r:s1")),
    *faults_of("gap-shown-by-author", "d:gap", "the report's own author", *values("d:gap sv:shownBy", "sparql=r:s2")),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_fault_is_reported(fault: Fault) -> None:
    assert_reported(fault)
