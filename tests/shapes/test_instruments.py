import pytest

from tests.shapes.faults import Fault, assert_reported, faults_of, values

STATUS = "https://w3id.org/servanda/vocab/legal-status/"

FAULTS = [
    *faults_of(
        "instrument-label",
        "i:law",
        "has a title",
        *values("i:law skos:prefLabel", 'minCount, nodeKind=c:mli, minLength=""'),
    ),
    Fault(
        "instrument-label",
        "uniqueLang",
        "i:law",
        "one in each language",
        plus='i:law skos:prefLabel "law"@en, "act"@en .',
    ),
    Fault("instrument-type", "sparql", "i:law", "this one has 2", plus="i:law a sv:Bill ."),
    Fault("instrument-type", "sparql", "i:protocol", "this one has 0", "i:protocol a sv:Treaty ."),
    *faults_of(
        "instrument-jurisdiction",
        "i:law",
        "one jurisdiction at most",
        *values("i:law sv:jurisdiction", 'maxCount=c:ner, nodeKind="MLI"'),
    ),
    Fault(
        "law-jurisdiction", "minCount", "i:law", "which state's law", "i:law sv:jurisdiction [] .", severity="Warning"
    ),
    Fault(
        "treaty-jurisdiction",
        "maxCount",
        "i:protocol",
        "no single state",
        plus="i:protocol sv:jurisdiction c:mli .",
        severity="Warning",
    ),
    *faults_of(
        "instrument-status",
        "i:law",
        "scheme legal-status",
        *values("i:law sv:legalStatus", f'maxCount=<{STATUS}draft>, pattern="in force"'),
    ),
    *faults_of(
        "bill-not-in-force",
        "i:bill",
        "A bill is not in force",
        *values("i:bill sv:legalStatus", f"not=<{STATUS}inForce>"),
    ),
    *faults_of("instrument-number", "i:law", "plain string", *values("i:law sv:number", "datatype=12")),
    *faults_of("instrument-model", "i:bill", "based on an instrument", *values("i:bill sv:basedOn", "class=r:ngo")),
    *faults_of(
        "process-bill",
        "i:process",
        "that of one bill",
        *values("i:process sv:processOf", "minCount, maxCount=i:bill2, class=i:law"),
    ),
    *faults_of(
        "process-law",
        "i:process",
        "one law at most",
        *values("i:process sv:resultsIn", "maxCount=i:law2, class=i:bill"),
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_fault_is_reported(fault: Fault) -> None:
    assert_reported(fault)
