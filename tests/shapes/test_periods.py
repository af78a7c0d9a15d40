import pytest

from tests.shapes.faults import Fault, assert_reported, faults_of, values

VOCAB = "https://w3id.org/servanda/vocab/"

FAULTS = [
    *faults_of(
        "period-start",
        "r:late",
        "one first day",
        *values("r:late sv:start", 'maxCount="2009-10-01"^^xsd:date, datatype="2009"^^xsd:gYear'),
    ),
    *faults_of(
        "period-end",
        "r:late",
        "one last day",
        *values("r:late sv:end", 'maxCount="2009-12-30"^^xsd:date, datatype="2009-12"^^xsd:gYearMonth'),
    ),
    *faults_of(
        "period-order",
        "r:late",
        "does not end before it starts",
        *values("r:late sv:end", 'sparql="2009-08-31"^^xsd:date'),
    ),
    *faults_of(
        "period-precision",
        "r:window",
        "one precision at most",
        *values("r:window sv:precision", f'maxCount=<{VOCAB}precision/day>, in="day"'),
    ),
    *faults_of(
        "period-edtf", "r:window", "in the exchange form", *values("r:window sv:edtf", 'maxCount="2009", datatype=2009')
    ),
    Fault("period-given", "minCount", "r:empty", "says nothing", plus="r:empty a sv:Period .", severity="Warning"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_fault_is_reported(fault: Fault) -> None:
    assert_reported(fault)
