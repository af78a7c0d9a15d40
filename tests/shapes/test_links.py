import pytest

from tests.shapes.faults import Fault, assert_reported, faults_of, values

VOCAB = "https://w3id.org/servanda/vocab/"

FAULTS = [
    *faults_of(
        "link-subject",
        "d:link",
        "one actor, instrument or country",
        *values("d:link sv:linkSubject", 'minCount, maxCount=i:law, nodeKind="protocol"'),
    ),
    *faults_of(
        "link-scheme",
        "d:link",
        "one external dataset",
        *values("d:link sv:linkScheme", f'minCount, maxCount=<{VOCAB}link-scheme/unts>, pattern="untc"'),
    ),
    *faults_of(
        "link-predicate",
        "d:link",
        "skos:exactMatch, skos:closeMatch",
        *values("d:link sv:linkPredicate", "minCount, maxCount=skos:exactMatch, in=owl:sameAs"),
    ),
    *faults_of(
        "link-identifier",
        "d:link",
        "identifier in the external dataset",
        *values("d:link dcterms:identifier", 'minCount, maxCount="XVIII-12", nodeKind=i:protocol, minLength=""'),
    ),
    *faults_of(
        "link-target",
        "d:link",
        "one target at most",
        *values("d:link sv:linkTarget", 'maxCount=i:law, nodeKind="https://treaties.un.org/"'),
    ),
    *faults_of("link-source", "d:link", "where this link was found", *values("d:link dcterms:source", "minCount")),
    *faults_of(
        "link-date",
        "d:link",
        "the day on which it was found",
        *values("d:link dcterms:date", 'minCount, maxCount="2026-02-01"^^xsd:date, datatype="2026"^^xsd:gYear'),
    ),
    *faults_of(
        "link-confidence",
        "d:link",
        "from 0 to 1",
        *values(
            "d:link sv:linkConfidence",
            'minCount, maxCount=0.5, datatype="high", minInclusive=-0.1, maxInclusive=1.1',
        ),
    ),
    Fault("link-not-same", "maxCount", "i:law", "every error spread", plus="i:law owl:sameAs i:bill ."),
    *faults_of(
        "treaty-action-treaty",
        "d:action",
        "about one treaty",
        *values("d:action sv:treaty", 'minCount, maxCount=i:law, nodeKind="Palermo"'),
    ),
    *faults_of(
        "treaty-action-party",
        "d:action",
        "that of one state",
        *values("d:action sv:party", 'minCount, maxCount=c:ner, nodeKind="MLI"'),
    ),
    *faults_of(
        "treaty-action-kind",
        "d:action",
        "scheme treaty-action",
        *values("d:action sv:treatyActionKind", f'minCount, maxCount=<{VOCAB}treaty-action/bound>, pattern="bound"'),
    ),
    *faults_of(
        "step-process",
        "d:step",
        "one legislative process",
        *values("d:step sv:stepOf", "minCount, maxCount=d:other, class=i:law"),
    ),
    *faults_of(
        "step-kind",
        "d:step",
        "scheme process-step",
        *values("d:step sv:stepKind", f'minCount, maxCount=<{VOCAB}process-step/inForce>, pattern="enacted"'),
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_fault_is_reported(fault: Fault) -> None:
    assert_reported(fault)
