"""Namespaces and terms: the only module that names IRIs.

`SV` lists every term of the ontology; a test holds it equal to what `*.ttl` defines.
"""

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import (
    DCAT,
    DCTERMS,
    FOAF,
    ODRL2,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SH,
    SKOS,
    TIME,
    VOID,
    XSD,
    DefinedNamespace,
)

__all__ = [
    "ACTOR_TYPES",
    "CITO",
    "DCAT",
    "DCTERMS",
    "ELI",
    "FOAF",
    "FORMATS",
    "INSTRUMENT_TYPES",
    "MEDIA_TYPES",
    "OA",
    "ODRL2",
    "ORG",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SD",
    "SH",
    "SHAPES",
    "SKOS",
    "SV",
    "TIME",
    "VOCAB",
    "VOID",
    "XSD",
    "concept",
]  # fmt: skip


class SV(DefinedNamespace):
    """The Servanda ontology."""

    _fail = True
    _NS = Namespace("https://w3id.org/servanda/ontology#")

    # document
    Report: URIRef
    ReportSeries: URIRef
    Passage: URIRef
    Period: URIRef
    inSeries: URIRef
    country: URIRef  # of a report, an actor
    assessmentPeriod: URIRef
    baseline: URIRef
    text: URIRef
    textHash: URIRef
    inputHash: URIRef  # of all that a report's graph is made from
    Quarantine: URIRef
    refuses: URIRef
    reason: URIRef
    exchange: URIRef  # the extraction as JSON
    inReport: URIRef
    inSentence: URIRef  # passage of a quotation -> passage of its sentence
    start: URIRef  # of a period, xsd:date
    end: URIRef
    label: URIRef  # of a period, as written
    edtf: URIRef
    precision: URIRef

    # statement
    Statement: URIRef
    ExtractionRun: URIRef
    statedBy: URIRef
    reportedBy: URIRef
    polarity: URIRef
    modality: URIRef
    certainty: URIRef
    confidence: URIRef
    groundedIn: URIRef
    expresses: URIRef
    rule: URIRef
    software: URIRef
    softwareVersion: URIRef
    languageModel: URIRef

    # content
    Activity: URIRef
    Occurrence: URIRef
    NonOccurrence: URIRef
    ClaimedActivity: URIRef
    ClaimedNonOccurrence: URIRef
    PlannedActivity: URIRef
    RecommendedActivity: URIRef
    activityType: URIRef
    participant: URIRef  # super-property of the three roles below
    agent: URIRef
    partner: URIRef
    recipient: URIRef
    concerns: URIRef
    time: URIRef
    quantity: URIRef  # as written

    # actors
    Actor: URIRef
    PublicBody: URIRef
    Government: URIRef
    Ministry: URIRef
    Agency: URIRef
    Legislature: URIRef
    Court: URIRef
    Official: URIRef
    InternationalBody: URIRef
    NGO: URIRef
    CivilSociety: URIRef
    Company: URIRef
    Person: URIRef
    partOf: URIRef
    named: URIRef  # xsd:boolean
    Country: URIRef
    Reference: URIRef  # an actor or instrument as one report names it
    refersTo: URIRef
    localId: URIRef
    mentionedIn: URIRef

    # instruments
    LegalInstrument: URIRef
    Treaty: URIRef
    Agreement: URIRef
    Law: URIRef
    Bill: URIRef
    ModelLaw: URIRef
    Regulation: URIRef
    Plan: URIRef
    Procedure: URIRef
    number: URIRef
    article: URIRef
    jurisdiction: URIRef
    legalStatus: URIRef
    LegislativeProcess: URIRef
    processOf: URIRef  # legislative process -> its bill
    resultsIn: URIRef  # legislative process -> the law it became
    basedOn: URIRef

    # commitments
    Commitment: URIRef
    Recommendation: URIRef
    StatusAssessment: URIRef
    debtor: URIRef
    beneficiary: URIRef
    action: URIRef
    strength: URIRef
    dueDate: URIRef
    expressedIn: URIRef
    respondsTo: URIRef
    issuer: URIRef
    addressee: URIRef
    repeats: URIRef
    standsSince: URIRef  # of a repeated recommendation: date of its first report
    yearsStanding: URIRef
    assesses: URIRef
    status: URIRef
    statusDate: URIRef
    judge: URIRef
    supportedBy: URIRef
    evidence: URIRef  # of a status: the kind of evidence
    FulfilmentCandidate: URIRef
    FulfilmentDecision: URIRef
    decidedFor: URIRef
    candidateFor: URIRef
    Derivation: URIRef
    rules: URIRef  # of a derivation

    # judgement
    Assessment: URIRef
    EvidenceGap: URIRef
    assessor: URIRef
    assessee: URIRef
    rating: URIRef
    tier: URIRef
    progress: URIRef  # as the series grades it
    disputes: URIRef  # evidence gap -> claim
    shownBy: URIRef  # evidence gap -> the assessor's statement

    # identity
    IdentityDecision: URIRef
    subjectEntity: URIRef
    objectEntity: URIRef
    judgement: URIRef
    score: URIRef
    Correction: URIRef
    corrects: URIRef
    correctedProperty: URIRef
    correctedValue: URIRef
    edits: URIRef  # of a report: patch by decisions and corrections

    # ties
    Tie: URIRef
    ClaimedTie: URIRef
    PlannedTie: URIRef
    tieKind: URIRef
    tieSource: URIRef
    tieTarget: URIRef
    weight: URIRef
    normalisedWeight: URIRef
    participants: URIRef  # of an activity, where they are more than two
    firstDate: URIRef
    lastDate: URIRef
    partneredWith: URIRef
    supported: URIRef
    requestedFrom: URIRef
    referredTo: URIRef
    appointed: URIRef
    reportedTo: URIRef
    actedTowards: URIRef

    # links to legal datasets
    ExternalLink: URIRef
    linkSubject: URIRef
    linkScheme: URIRef
    linkPredicate: URIRef
    linkTarget: URIRef
    linkConfidence: URIRef
    ambiguousLabel: URIRef
    TreatyAction: URIRef
    treatyActionKind: URIRef
    treaty: URIRef  # of a treaty action
    party: URIRef  # of a treaty action
    partyTo: URIRef  # country -> treaty
    ProcessStep: URIRef
    stepKind: URIRef
    stepOf: URIRef  # process step -> legislative process


VOCAB = Namespace("https://w3id.org/servanda/vocab/")
SHAPES = Namespace("https://w3id.org/servanda/shapes#")
OA = Namespace("http://www.w3.org/ns/oa#")
CITO = Namespace("http://purl.org/spar/cito/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
MEDIA_TYPES = Namespace("https://www.iana.org/assignments/media-types/")

PREFIXES: dict[str, str] = {
    "sv": str(SV._NS),
    "act": str(VOCAB) + "activity-type/",
    "cito": str(CITO),
    "dcterms": str(DCTERMS._NS),
    "eli": str(ELI),
    "foaf": str(FOAF._NS),
    "oa": str(OA),
    "org": str(ORG._NS),
    "owl": str(OWL._NS),
    "prov": str(PROV._NS),
    "rdf": str(RDF._NS),
    "rdfs": str(RDFS._NS),
    "skos": str(SKOS._NS),
    "time": str(TIME._NS),
    "xsd": str(XSD._NS),
}
"""Prefixes of the ontology, of the named queries and of every serialisation."""

ACTOR_TYPES: dict[str, URIRef] = {
    name: SV[name]
    for name in (
        "Government", "Ministry", "Agency", "Legislature", "Court", "Official",
        "InternationalBody", "NGO", "CivilSociety", "Company", "Person",
    )
}  # fmt: skip
INSTRUMENT_TYPES: dict[str, URIRef] = {
    name: SV[name] for name in ("Treaty", "Agreement", "Law", "Bill", "ModelLaw", "Regulation", "Plan", "Procedure")
}


def concept(scheme: str, name: str) -> URIRef:
    """Return the IRI of a concept, such as `concept("activity-type", "request")`."""
    return URIRef(f"{VOCAB}{scheme}/{name}")
