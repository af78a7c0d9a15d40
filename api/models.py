"""What `/api` answers, as types: the OpenAPI document is made of them."""

from __future__ import annotations

from pydantic import BaseModel, Field

_ACTOR = "https://w3id.org/servanda/id/actor/mli/ministry-of-justice"
_REPORT = "https://w3id.org/servanda/id/report/monitorlabor/mli/2010-02-24"


class Named(BaseModel):
    """Something with a name."""

    iri: str = Field(examples=[_ACTOR])
    label: str | None = Field(None, examples=["Ministry of Justice"])


class Report(BaseModel):
    """A report."""

    iri: str = Field(examples=[_REPORT])
    title: str | None = Field(None, examples=["Interim assessment of Mali"])
    country: str | None = Field(None, description="ISO 3166-1 alpha-3", examples=["MLI"])
    date: str | None = Field(None, description="day of issue", examples=["2010-02-24"])
    publisher: str | None = Field(None, description="IRI of who issued it")
    period: str | None = Field(None, description="what it assesses, as written", examples=["2009"])
    statements: int = Field(0, description="number of statements read from it", examples=[21])


class Passage(BaseModel):
    """A stretch of a report's text."""

    iri: str = Field(examples=[f"{_REPORT}/passage/10-35"])
    report: str = Field(examples=[_REPORT])
    start: int | None = Field(None, description="first character, counted from 0", examples=[10])
    end: int | None = Field(None, description="character after the last", examples=[35])
    text: str | None = Field(None, description="the exact words")


class Actor(BaseModel):
    """Somebody who acts: a government, body, official, organisation or person."""

    iri: str = Field(examples=[_ACTOR])
    label: str | None = Field(None, examples=["Ministry of Justice"])
    type: str | None = Field(None, examples=["Ministry"])
    country: str | None = Field(None, examples=["MLI"])
    part_of: str | None = Field(None, description="IRI of the body that it belongs to")
    aliases: list[str] = Field(default_factory=list)


class Instrument(BaseModel):
    """A treaty, law, bill, plan or the like."""

    iri: str = Field(examples=["https://w3id.org/servanda/id/instrument/int/palermo-protocol"])
    label: str | None = Field(None, examples=["Palermo Protocol"])
    type: str | None = Field(None, examples=["Treaty"])
    country: str | None = Field(None, description="jurisdiction, where it is one state's", examples=["MLI"])
    number: str | None = Field(None, examples=["2012-023"])
    links: list[str] = Field(default_factory=list, description="the same instrument elsewhere")


class Statement(BaseModel):
    """What a report says: who does what with whom, how it is told, and the words that say so."""

    iri: str
    report: str = Field(examples=[_REPORT])
    told_as: str | None = Field(None, examples=["Occurrence"])
    type: str | None = Field(None, description="type of the activity", examples=["request"])
    quotation: str | None = Field(None, description="the exact words")
    sentence: str | None = Field(None, description="the sentence around them")
    date: str | None = Field(None, description="day of the report", examples=["2010-02-24"])
    speaker: str | None = Field(None, description="IRI of who says it, by the report")
    confidence: float | None = Field(None, ge=0, le=1, examples=[0.9])
    agents: list[Named] = Field(default_factory=list)
    partners: list[Named] = Field(default_factory=list)
    recipients: list[Named] = Field(default_factory=list)
    instruments: list[Named] = Field(default_factory=list)


class Commitment(BaseModel):
    """What an actor has bound itself to do, with the status that the last judge gave."""

    iri: str
    report: str | None = Field(None, description="IRI of the first report that tells of it", examples=[_REPORT])
    sources: list[str] = Field(
        default_factory=list, description="titles of the reports, and names of the datasets, that tell of it"
    )
    date: str | None = Field(None, description="day of the report, or since when it binds", examples=["2010-02-24"])
    country: str | None = Field(None, description="of the debtor, ISO 3166-1 alpha-3", examples=["MLI"])
    debtors: list[Named] = Field(default_factory=list)
    beneficiaries: list[Named] = Field(default_factory=list)
    strength: str | None = Field(
        None,
        description="legalObligation, acceptedRecommendation, pledge, plan or intention",
        examples=["plan"],
    )
    type: str | None = Field(None, description="type of the activity", examples=["implement"])
    due: str | None = Field(None, description="day by which it is to be done", examples=["2010-12-31"])
    instruments: list[Named] = Field(default_factory=list)
    quotation: str | None = Field(None, description="the exact words")
    sentence: str | None = Field(None, description="the sentence around them")
    status: str = Field("noEvidence", description="noEvidence where nobody has judged", examples=["underway"])
    status_date: str | None = Field(None, description="day of the judgement", examples=["2011-06-27"])
    evidence: str | None = Field(None, description="official, reported, claimed or none", examples=["reported"])
    judge: str | None = Field(None, description="name of who judged")
    responds_to: list[str] = Field(default_factory=list, description="IRIs of the recommendations that it answers")


class Recommendation(BaseModel):
    """What an actor was asked or advised to do, with the status that the last judge gave."""

    iri: str
    report: str | None = Field(None, description="IRI of the report that makes it", examples=[_REPORT])
    date: str | None = Field(None, description="day of the report", examples=["2014"])
    country: str | None = Field(None, description="of the addressee, ISO 3166-1 alpha-3", examples=["MLI"])
    issuers: list[Named] = Field(default_factory=list)
    addressees: list[Named] = Field(default_factory=list)
    type: str | None = Field(None, description="type of the activity", examples=["ratify"])
    instruments: list[Named] = Field(default_factory=list)
    quotation: str | None = Field(None, description="the exact words")
    sentence: str | None = Field(None, description="the sentence around them")
    repeats: list[str] = Field(
        default_factory=list, description="IRIs of the earlier recommendations that it says again"
    )
    since: str | None = Field(None, description="day of the first report that recommended the same", examples=["2013"])
    status: str = Field("noEvidence", description="noEvidence where nobody has judged", examples=["notStarted"])
    status_date: str | None = Field(None, description="day of the judgement", examples=["2015-12-31"])
    evidence: str | None = Field(None, description="official, reported, claimed or none", examples=["none"])
    judge: str | None = Field(None, description="name of who judged")


class Gap(BaseModel):
    """A claim for which the report's author misses the evidence."""

    iri: str
    report: str | None = Field(None, description="IRI of the report", examples=[_REPORT])
    date: str | None = Field(None, description="day of the report", examples=["2010-02-24"])
    country: str | None = Field(None, description="that the report is about, ISO 3166-1 alpha-3", examples=["MLI"])
    speakers: list[Named] = Field(default_factory=list, description="who claims")
    claims: list[Named] = Field(default_factory=list, description="the disputed statements, with their words")
    sentence: str | None = Field(None, description="the sentence of the claims")
    shown_by: str | None = Field(None, description="IRI of the author's statement")
    objection: str | None = Field(None, description="the sentence in which the author says that evidence is missing")


class Reports(BaseModel):
    """A page of reports."""

    reports: list[Report]
    next: str | None = Field(None, description="cursor of the next page; null on the last")


class Passages(BaseModel):
    """A page of passages."""

    passages: list[Passage]
    next: str | None = Field(None, description="cursor of the next page; null on the last")


class Actors(BaseModel):
    """A page of actors."""

    actors: list[Actor]
    next: str | None = Field(None, description="cursor of the next page; null on the last")


class Instruments(BaseModel):
    """A page of instruments."""

    instruments: list[Instrument]
    next: str | None = Field(None, description="cursor of the next page; null on the last")


class Statements(BaseModel):
    """A page of statements."""

    statements: list[Statement]
    next: str | None = Field(None, description="cursor of the next page; null on the last")


class Commitments(BaseModel):
    """A page of commitments."""

    commitments: list[Commitment]
    next: str | None = Field(None, description="cursor of the next page; null on the last")


class Recommendations(BaseModel):
    """A page of recommendations."""

    recommendations: list[Recommendation]
    next: str | None = Field(None, description="cursor of the next page; null on the last")


class Gaps(BaseModel):
    """A page of evidence gaps."""

    gaps: list[Gap]
    next: str | None = Field(None, description="cursor of the next page; null on the last")


class Found(BaseModel):
    """Something whose label or words hold what was searched for."""

    iri: str = Field(examples=[_ACTOR])
    kind: str = Field(description="actor, instrument, report or passage", examples=["actor"])
    label: str = Field(description="its label, or its words round what was found", examples=["Ministry of Justice"])
    type: str | None = Field(None, examples=["Ministry"])
    country: str | None = Field(None, examples=["MLI"])
    report: str | None = Field(None, description="IRI of the report, for a passage")


class Search(BaseModel):
    """What a search has found, the best first."""

    results: list[Found]


class Fault(BaseModel):
    """Something that breaks a shape."""

    severity: str = Field(examples=["Violation"])
    message: str = Field(description="what is wrong, and what to do")
    focus: str | None = Field(None, description="the node at fault")
    path: str | None = Field(None, description="the property at fault")
    value: str | None = Field(None, description="the value at fault")
    shape: str | None = Field(None, description="the shape that it breaks")


class Validation(BaseModel):
    """The outcome of a validation."""

    conforms: bool = Field(description="whether nothing is a violation")
    findings: list[Fault]
