"""What `/api/review` takes and answers, as types: the OpenAPI document is made of them."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from servanda.graph import reviews
from servanda.graph.reviews import JUDGEMENTS, PROPERTIES
from servanda.ontology.iris import Iris

Verdict = Literal["accepted", "spurious"]
VERDICTS: tuple[Verdict, ...] = ("accepted", "spurious")
"""What people may find of a statement as a whole."""
_ACTOR = "https://w3id.org/servanda/id/actor/mli/ministry-of-justice"
_STATEMENT = "https://w3id.org/servanda/id/report/wfcl/mli/2021/statement/119-213-enact-fca11b50"
_AT = "2026-01-31T12:00:00Z"

Iri = Annotated[str, Field(min_length=1, max_length=2000, description="an IRI, or what follows the base of all data")]
Text = Annotated[str, Field(max_length=2000)]
Who = Annotated[str, Field(min_length=1, max_length=200, description="who decides", examples=["Aminata Traoré"])]


class GivenDecision(BaseModel):
    """A judgement on whether two actors, or two instruments, are one; if so, the subject goes by the object's IRI.

    Where the object is a passage: whether this sentence tells of the recommendation or commitment that is the subject.
    """

    model_config = ConfigDict(extra="forbid")
    subject: Iri
    object: Iri
    judgement: Annotated[
        str, Field(description="the same, not the same, or left open", json_schema_extra={"enum": list(JUDGEMENTS)})
    ]
    reason: Text = ""
    score: Annotated[float | None, Field(ge=0, le=1, description="likeness that was shown with the candidate")] = None


class GivenCorrection(BaseModel):
    """A judgement on what was read: that a statement is right, or none, or what its type or a role of it should be."""

    model_config = ConfigDict(extra="forbid")
    target: Annotated[
        Iri, Field(description="a statement; for `type` also an actor or instrument", examples=[_STATEMENT])
    ]
    property: Annotated[
        str,
        Field(
            description="`accepted` and `spurious` are one property: the later record stands",
            json_schema_extra={"enum": list(PROPERTIES)},
        ),
    ]
    values: Annotated[
        list[Iri],
        Field(max_length=100, description="one type, or the IRIs of all who play the role"),
    ] = []
    reason: Text = ""


class Given(BaseModel):
    """Decisions and corrections, kept all together or none of them."""

    model_config = ConfigDict(extra="forbid")
    by: Who
    reason: Annotated[Text, Field(description="why, where a record does not say itself")] = ""
    decisions: Annotated[list[GivenDecision], Field(max_length=10_000)] = []
    corrections: Annotated[list[GivenCorrection], Field(max_length=10_000)] = []


class Entity(BaseModel):
    """An actor or instrument of a candidate."""

    iri: str = Field(examples=[_ACTOR])
    label: str = Field(examples=["Ministry of Justice"])
    type: str = Field(examples=["Ministry"])
    country: str | None = Field(default=None, examples=["MLI"])
    aliases: list[str] = []


class Candidate(BaseModel):
    """Two entities that may be one; the subject is the one that would go by the other's IRI."""

    subject: Entity
    object: Entity
    score: float = Field(description="likeness, 0 to 1")
    value: int = Field(description="statements that hang on the subject: what a judgement is worth")
    why: list[str] = Field(description="what the score rests on", examples=[["same name “Ministry of Justice”"]])


class Candidates(BaseModel):
    """A page of candidates, those that most statements hang on first."""

    candidates: list[Candidate]
    total: int


class Match(BaseModel):
    """A sentence that may tell what became of a recommendation or commitment; a decision is on `wish` and `passage`."""

    wish: str = Field(description="IRI of the recommendation or commitment: subject of a decision")
    passage: str = Field(description="IRI of the sentence: object of a decision")
    asked: str = Field(description="what is recommended or promised, in the words of its report")
    asked_in: str = Field(description="date of that report", examples=["2014"])
    sentence: str
    told_in: str = Field(description="date of the report of the sentence", examples=["2016"])
    report: str = Field(description="IRI of that report")
    score: float = Field(description="how likely it tells of it, 0 to 1")
    reason: str


class Matches(BaseModel):
    """A page of sentences that may tell what became of something, the likest first."""

    matches: list[Match]
    total: int


class Record(BaseModel):
    """A decision or correction that is kept."""

    iri: str = Field(examples=["https://w3id.org/servanda/id/decision/0123456789abcdef"])
    kind: Literal["decision", "correction"]
    by: str
    at: str = Field(description="ISO 8601 with time", examples=[_AT])
    reason: str = ""
    subject: str | None = Field(default=None, description="of a decision")
    object: str | None = None
    judgement: str | None = Field(default=None, examples=["positive"])
    score: float | None = None
    target: str | None = Field(default=None, description="of a correction")
    property: str | None = Field(default=None, examples=["type"])
    values: list[str] = []
    report: str | None = Field(default=None, description="the report of the statement that is corrected")
    start: int | None = Field(default=None, description="place of that statement in the report's text")
    end: int | None = None

    @classmethod
    def of(cls, record: reviews.Record, iris: Iris) -> Self:
        """Return a record as the service shows it."""
        iri = str(record.iri(iris))
        if isinstance(record, reviews.Decision):
            return cls(
                iri=iri, kind="decision", by=record.by, at=record.at, reason=record.reason, subject=str(record.subject),
                object=str(record.object), judgement=record.judgement, score=record.score,
            )  # fmt: skip
        start, end = _place(record.target)
        return cls(
            iri=iri, kind="correction", by=record.by, at=record.at, reason=record.reason, target=str(record.target),
            property=record.property, values=list(record.values), report=reviews.report_of(record.target), start=start,
            end=end,
        )  # fmt: skip


class Records(BaseModel):
    """A page of records, the newest first."""

    records: list[Record]
    total: int


class Kept(BaseModel):
    """What was kept, and how many reports changed by it."""

    records: list[Record]
    reports: int


class Withdrawn(BaseModel):
    """The record that was taken back, and how many reports changed by it."""

    record: Record
    reports: int


class Player(BaseModel):
    """Who or what plays a role."""

    iri: str
    label: str


class Content(BaseModel):
    """What a statement tells of."""

    type: str = Field(examples=["train"])
    agents: list[Player]
    partners: list[Player]
    recipients: list[Player]
    instruments: list[Player]


class Revision(BaseModel):
    """A statement as it was read and as it stands."""

    iri: str = Field(examples=[_STATEMENT])
    local: str | None = Field(description="its id in the report's exchange form", examples=["s1"])
    start: int = Field(description="first character in the report's text, counted from 0")
    end: int = Field(description="character after the last")
    quote: str
    manner: str = Field(description="actual, negated, claimed, planned or recommended", examples=["actual"])
    verdict: Verdict | None
    read: Content
    stands: Content | None = Field(description="null where people found that it is no statement")
    records: list[Record] = Field(description="what people said of it")


class Revisions(BaseModel):
    """The statements of a report in the order of its text."""

    report: str
    statements: list[Revision]


def _place(statement: str) -> tuple[int | None, int | None]:
    """Return the offsets that a statement's IRI tells."""
    first, _, rest = statement.partition(reviews.STATEMENT)[2].partition("-")
    last = rest.partition("-")[0]
    return (int(first), int(last)) if first.isdigit() and last.isdigit() else (None, None)
