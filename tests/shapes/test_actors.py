import pytest

from tests.shapes.faults import Fault, assert_reported, faults_of, values

FAULTS = [
    *faults_of(
        "actor-label",
        "a:justice",
        "people can read",
        *values("a:justice rdfs:label", 'minCount, nodeKind=c:mli, minLength=""'),
    ),
    Fault(
        "actor-preferred-label",
        "uniqueLang",
        "a:justice",
        "one preferred label",
        plus='a:justice skos:prefLabel "Justice"@en, "Law"@en .',
    ),
    Fault("actor-type", "sparql", "a:justice", "this one has 2", plus="a:justice a sv:Agency ."),
    Fault("actor-type", "sparql", "r:ngo", "this one has 0", "r:ngo a sv:NGO ."),
    *faults_of(
        "actor-named",
        "r:ngo",
        "named or only described",
        *values("r:ngo sv:named", 'minCount, maxCount=true, datatype="no"'),
    ),
    *faults_of(
        "actor-country",
        "a:justice",
        "one country at most",
        *values("a:justice sv:country", 'maxCount=c:ner, nodeKind="MLI"'),
    ),
    Fault(
        "public-body-class",
        "hasValue",
        "a:government",
        "would miss",
        "a:government a sv:PublicBody .",
        severity="Warning",
    ),
    Fault("public-body-country", "sparql", "a:justice", "namesakes in other states", "a:justice sv:country [] ."),
    Fault(
        "described-body-country",
        "sparql",
        "a:justice",
        "not known which state",
        "a:justice sv:country [] ; sv:named [] .",
        "a:justice sv:named false .",
        severity="Warning",
    ),
    Fault(
        "international-body-country",
        "maxCount",
        "int:unodc",
        "no single state",
        plus="int:unodc sv:country c:mli .",
        severity="Warning",
    ),
    *faults_of("actor-part-of", "a:officials", "correct sv:partOf", *values("a:officials sv:partOf", "class=i:law")),
    Fault("actor-part-of-itself", "sparql", "a:justice", "a part of itself", plus="a:government sv:partOf a:justice ."),
    Fault("actor-part-of-itself", "sparql", "r:ngo", "a part of itself", plus="r:ngo sv:partOf r:ngo ."),
    Fault(
        "ministry-government",
        "sparql",
        "a:justice",
        "and https://w3id.org/servanda/id/actor/mli/government is not",
        "a:government sv:country [] .",
        "a:government sv:country c:ner .",
    ),
    Fault(
        "ministry-one-government",
        "sparql",
        "a:justice",
        "this one to 2",
        plus="a:justice sv:partOf a:junta . a:junta a sv:Actor, sv:Government ; "
        'rdfs:label "Junta" ; sv:named true ; sv:country c:mli .',
    ),
    Fault(
        "ministry-no-government",
        "sparql",
        "a:justice",
        "not known which government",
        minus="a:justice sv:partOf [] .",
        severity="Warning",
    ),
    *faults_of(
        "public-body-abroad",
        "a:parliament",
        "belongs to another state",
        *values("a:parliament sv:country", "sparql=c:ner"),
        severity="Warning",
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_fault_is_reported(fault: Fault) -> None:
    assert_reported(fault)
