"""A small graph with something of every layer, in which every shape finds what it wants."""

from __future__ import annotations

import hashlib

from rdflib import Graph, Literal

from servanda.ontology.vocab import PREFIXES, VOCAB

TEXT = (
    "𝔐ali. The Ministry of Justice drafted a bill with a local NGO in late 2009. Officials claim that they arrested "
    "offenders, but the government was unable to provide data. The ministry plans to publish data. Parliament enacted "
    "the law in 2010. The government should ratify the protocol. The government made some progress."
)
"""The text of the report; its first letter lies outside the basic plane, so that only code points count right."""

HEADER = (
    "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    + """
@prefix r: <https://w3id.org/servanda/id/report/interim/mli/2010-02-24/> .
@prefix a: <https://w3id.org/servanda/id/actor/mli/> .
@prefix int: <https://w3id.org/servanda/id/actor/int/> .
@prefix i: <https://w3id.org/servanda/id/instrument/mli/> .
@prefix c: <https://w3id.org/servanda/id/country/> .
@prefix d: <https://w3id.org/servanda/id/> .
"""
)


def turtle(text: str) -> Graph:
    """Parse Turtle with the prefixes of the tests."""
    return Graph().parse(data=HEADER + text, format="turtle")


def passage(name: str, quote: str, sentence: str | None = None) -> str:
    """Return the Turtle of a passage of the report."""
    start = TEXT.index(quote)
    end = start + len(quote)
    before, after = Literal(TEXT[max(0, start - 32) : start]).n3(), Literal(TEXT[end : end + 32]).n3()
    return f"""
    r:{name} a sv:Passage, oa:SpecificResource ; oa:hasSource r:x ; oa:hasSelector r:{name}-pos, r:{name}-quote ;
        sv:inSentence r:{sentence or name} .
    r:{name}-pos a oa:TextPositionSelector ;
        oa:start "{start}"^^xsd:nonNegativeInteger ; oa:end "{end}"^^xsd:nonNegativeInteger .
    r:{name}-quote a oa:TextQuoteSelector ; oa:exact {Literal(quote).n3()} ; oa:prefix {before} ; oa:suffix {after} .
    """


def statement(name: str, where: str, speaker: str, factuality: str, content: str) -> str:
    """Return the Turtle of a statement and its activity; `factuality` is class, polarity and modality."""
    kind, polarity, modality = factuality.split()
    return f"""
    r:{name} a sv:Statement ; sv:inReport r:x ; sv:groundedIn r:{where} ; sv:expresses r:{name}-act ;
        sv:statedBy {speaker} ; sv:reportedBy int:state ; sv:polarity <{VOCAB}polarity/{polarity}> ;
        sv:modality <{VOCAB}modality/{modality}> ; sv:certainty <{VOCAB}certainty/certain> ;
        sv:confidence 0.9 ; sv:rule "verb" ; prov:wasGeneratedBy r:run .
    r:{name}-act a sv:Activity, sv:{kind} ; {content} .
    """


REPORT = f"""
r:x a sv:Report ; dcterms:title "Mali, interim" ; dcterms:identifier "mli-2010-interim" ; sv:text {Literal(TEXT).n3()} ;
    sv:textHash "{hashlib.sha256(TEXT.encode()).hexdigest()}" ; dcterms:issued "2010-02-24"^^xsd:date ;
    dcterms:creator int:state ; dcterms:publisher int:state ; sv:country c:mli ; sv:assessmentPeriod r:window ;
    sv:exchange "{{}}"^^rdf:JSON ; sv:inputHash "{"0" * 64}" ; sv:inSeries d:interim .
r:run a sv:ExtractionRun, prov:Activity ; sv:software "servanda" ; sv:softwareVersion "0.1" ; prov:used r:x .
r:window a sv:Period ; sv:label "June to November 2009" ; sv:edtf "2009-06/2009-11" ;
    sv:precision <https://w3id.org/servanda/vocab/precision/interval> ;
    sv:start "2009-06-01"^^xsd:date ; sv:end "2009-11-30"^^xsd:date .
r:late a sv:Period ; sv:label "2009-late" ; sv:start "2009-09-01"^^xsd:date ; sv:end "2009-12-31"^^xsd:date .
r:ref a sv:Reference ; sv:inReport r:x ; sv:localId "a1" ; rdfs:label "the ministry" ; dcterms:type sv:Ministry ;
    dcterms:isPartOf r:ref3 ; sv:refersTo a:justice ; sv:mentionedIn r:p1 .
r:ref2 a sv:Reference ; sv:inReport r:x ; sv:localId "i1" ; rdfs:label "a bill" ; dcterms:type sv:Bill ;
    sv:refersTo i:bill ; sv:mentionedIn r:p1 .
r:ref3 a sv:Reference ; sv:inReport r:x ; sv:localId "a2" ; rdfs:label "the government" ; dcterms:type sv:Government ;
    sv:refersTo a:government ; sv:mentionedIn r:p1 .
"""

CONTENT = "".join(
    (
        passage("p1", "The Ministry of Justice drafted a bill with a local NGO in late 2009."),
        passage("p0", "𝔐ali.", "p0"),
        passage("p2", "they arrested offenders", "p3"),
        passage("p3", "Officials claim that they arrested offenders, but the government was unable to provide data."),
        passage("p4", "The ministry plans to publish data."),
        passage("p5", "Parliament enacted the law in 2010."),
        passage("p6", "The government should ratify the protocol."),
        passage("p7", "The government made some progress."),
        statement(
            "s1", "p1", "int:state", "Occurrence affirmed actual",
            "sv:activityType act:draft ; sv:agent a:justice ; sv:partner r:ngo ; sv:concerns i:bill ; sv:time r:late",
        ),
        statement(
            "s2", "p2", "a:officials", "ClaimedActivity affirmed actual",
            'sv:activityType act:arrest ; sv:agent a:officials ; sv:quantity "offenders"',
        ),
        statement(
            "s3", "p3", "int:state", "NonOccurrence negated actual",
            "sv:activityType act:report ; sv:agent a:government",
        ),
        statement(
            "s4", "p4", "int:state", "PlannedActivity affirmed planned",
            "sv:activityType act:report ; sv:agent a:justice",
        ),
        statement(
            "s5", "p5", "int:state", "Occurrence affirmed actual",
            "sv:activityType act:enact ; sv:agent a:parliament ; sv:concerns i:law ; sv:recipient a:justice",
        ),
        statement(
            "s6", "p6", "int:state", "RecommendedActivity affirmed recommended",
            "sv:activityType act:ratify ; sv:agent a:government ; sv:concerns i:protocol",
        ),
    )
)  # fmt: skip

REGISTRY = """
a:government a sv:Actor, sv:PublicBody, sv:Government ; rdfs:label "Government of Mali" ; sv:country c:mli ;
    sv:named true .
a:justice a sv:Actor, sv:PublicBody, sv:Ministry ; rdfs:label "Ministry of Justice" ;
    skos:prefLabel "Ministry of Justice" ; sv:country c:mli ; sv:partOf a:government ; sv:named true .
a:parliament a sv:Actor, sv:PublicBody, sv:Legislature ; rdfs:label "Parliament" ; sv:country c:mli ;
    sv:partOf a:government ; sv:named true .
a:officials a sv:Actor, sv:Official ; rdfs:label "Malian officials" ; sv:country c:mli ; sv:partOf a:government ;
    sv:named false .
r:ngo a sv:Actor, sv:NGO ; rdfs:label "a local NGO" ; sv:country c:mli ; sv:named false .
int:unodc a sv:Actor, sv:InternationalBody ; rdfs:label "UNODC" ; sv:named true .
int:state a sv:Actor, sv:PublicBody, sv:Agency ; rdfs:label "Department of State" ; sv:country c:usa ; sv:named true .
i:bill a sv:LegalInstrument, sv:Bill ; skos:prefLabel "anti-trafficking bill" ; sv:jurisdiction c:mli ;
    sv:legalStatus <https://w3id.org/servanda/vocab/legal-status/draft> ; sv:basedOn i:protocol .
i:law a sv:LegalInstrument, sv:Law ; skos:prefLabel "Law 2012-023" ; sv:number "2012-023" ; sv:jurisdiction c:mli ;
    sv:legalStatus <https://w3id.org/servanda/vocab/legal-status/inForce> .
i:protocol a sv:LegalInstrument, sv:Treaty ; skos:prefLabel "Palermo Protocol" .
d:interim a sv:ReportSeries ; rdfs:label "Interim Assessments" .
d:correction a sv:Correction ; sv:corrects r:s1 ; sv:correctedProperty "type" ; sv:correctedValue "train" .
d:quarantined a sv:Quarantine ; sv:reason "A report has a title: give it with dcterms:title." .
i:process a sv:LegislativeProcess ; sv:processOf i:bill ; sv:resultsIn i:law .
"""

DERIVED = """
d:commitment a sv:Commitment ; sv:debtor a:government ; sv:beneficiary int:state ; sv:concerns i:protocol ;
    sv:strength <https://w3id.org/servanda/vocab/commitment-strength/acceptedRecommendation> ;
    sv:dueDate "2010-12-31"^^xsd:date ; sv:expressedIn r:s4 ; sv:respondsTo d:recommendation .
d:bound a sv:Commitment ; sv:debtor a:government ; sv:concerns i:protocol ; dcterms:date "2002"^^xsd:gYear ;
    sv:strength <https://w3id.org/servanda/vocab/commitment-strength/legalObligation> ; prov:wasDerivedFrom d:action .
d:recommendation a sv:Recommendation ; sv:issuer int:state ; sv:addressee a:government ; sv:expressedIn r:s6 .
d:repeated a sv:Recommendation ; sv:issuer int:state ; sv:addressee a:government ; sv:groundedIn r:p6 ;
    sv:repeats d:recommendation ; sv:yearsStanding 1 .
d:candidate a sv:FulfilmentCandidate ; sv:candidateFor d:recommendation ; sv:groundedIn r:p7 .
d:match a sv:FulfilmentDecision ; sv:decidedFor d:recommendation ; sv:groundedIn r:p7 ;
    sv:judgement <https://w3id.org/servanda/vocab/judgement/positive> .
d:judged-by-rules a sv:StatusAssessment ; sv:assesses d:recommendation ; sv:statusDate "2010-02-24"^^xsd:date ;
    sv:status <https://w3id.org/servanda/vocab/commitment-status/fulfilled> ; sv:judge d:rules ; sv:supportedBy r:p7 ;
    sv:evidence <https://w3id.org/servanda/vocab/evidence/official> .
d:rules a prov:SoftwareAgent .
d:status a sv:StatusAssessment ; sv:assesses d:commitment ; sv:statusDate "2010-02-24"^^xsd:date ; sv:judge int:state ;
    sv:status <https://w3id.org/servanda/vocab/commitment-status/fulfilled> ; sv:supportedBy r:s5 ;
    sv:evidence <https://w3id.org/servanda/vocab/evidence/official> .
d:assessment a sv:Assessment ; sv:assessor int:state ; sv:assessee a:government ; sv:rating "some progress" ;
    sv:inReport r:x ; sv:groundedIn r:p7 ; sv:assessmentPeriod r:window ; sv:tier "Tier 2" ;
    sv:progress "some progress" .
d:gap a sv:EvidenceGap ; sv:disputes r:s2 ; sv:shownBy r:s3 .
d:decision a sv:IdentityDecision ; sv:subjectEntity a:justice ; sv:objectEntity a:government ; sv:score 0.4 ;
    sv:judgement <https://w3id.org/servanda/vocab/judgement/positive> .
a:justice sv:partneredWith r:ngo . r:ngo sv:partneredWith a:justice . a:parliament sv:actedTowards a:justice .
d:partners a sv:Tie ; sv:tieKind <https://w3id.org/servanda/vocab/tie-kind/partner> ; sv:tieSource a:justice ;
    sv:tieTarget r:ngo ; sv:weight 1 ; sv:normalisedWeight 1.0 ; prov:wasDerivedFrom r:s1 ;
    sv:firstDate "2009-09-01"^^xsd:date ; sv:lastDate "2009-12-31"^^xsd:date .
d:claimed a sv:ClaimedTie ; sv:tieKind <https://w3id.org/servanda/vocab/tie-kind/partner> ; sv:tieSource a:officials ;
    sv:tieTarget r:ngo ; sv:weight 1 ; sv:normalisedWeight 1.0 ; prov:wasDerivedFrom r:s2 .
d:planned a sv:PlannedTie ; sv:tieKind <https://w3id.org/servanda/vocab/tie-kind/partner> ; sv:tieSource a:justice ;
    sv:tieTarget a:parliament ; sv:weight 1 ; sv:normalisedWeight 1.0 ; prov:wasDerivedFrom r:s4 .
d:towards a sv:Tie ; sv:tieKind <https://w3id.org/servanda/vocab/tie-kind/actedTowards> ; sv:tieSource a:parliament ;
    sv:tieTarget a:justice ; sv:weight 1 ; sv:normalisedWeight 1.0 ; prov:wasDerivedFrom r:s5 .
r:s5-act sv:participants 3 .
"""


LINKS = """
d:link a sv:ExternalLink ; sv:linkSubject i:protocol ; sv:linkPredicate dcterms:identifier ;
    sv:linkScheme <https://w3id.org/servanda/vocab/link-scheme/untc> ; dcterms:identifier "XVIII-12-a" ;
    sv:linkTarget <https://treaties.un.org/pages/ViewDetails.aspx> ; dcterms:source "index" ;
    dcterms:date "2026-01-31"^^xsd:date ; sv:linkConfidence 1.0 .
d:action a sv:TreatyAction ; sv:treaty i:protocol ; sv:party c:mli ; dcterms:date "2002"^^xsd:gYear ;
    sv:treatyActionKind <https://w3id.org/servanda/vocab/treaty-action/ratification> .
d:step a sv:ProcessStep ; sv:stepOf i:process ; dcterms:date "2010"^^xsd:gYear ;
    sv:stepKind <https://w3id.org/servanda/vocab/process-step/enacted> ; prov:wasDerivedFrom r:s5 .
"""


def report() -> Graph:
    """Return the report's own graph."""
    return turtle(REPORT + CONTENT)


def registry() -> Graph:
    """Return the graph of the actors and instruments that the report points to, and of one that it does not."""
    return turtle(REGISTRY)


def everything() -> Graph:
    """Return report, registry, commitments, judgements, decisions, ties and links in one graph."""
    return turtle(REPORT + CONTENT + REGISTRY + DERIVED + LINKS)
