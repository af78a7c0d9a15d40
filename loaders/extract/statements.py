"""Statements: the actions that a parsed report tells of, each with its type, roles, modality and source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from servanda.loaders.document import Metadata
from servanda.loaders.extract.attribution import certainty
from servanda.loaders.extract.classifier import Classifier, classifier
from servanda.loaders.extract.confidence import assured
from servanda.loaders.extract.draft import NONE, Draft
from servanda.loaders.extract.drafts import drafts, main_draft, readable, retyped
from servanda.loaders.extract.features import features
from servanda.loaders.extract.mention import Entity
from servanda.loaders.extract.network import Network, network
from servanda.loaders.extract.parse import text_of
from servanda.loaders.extract.predicates import lemma, lexicon
from servanda.loaders.extract.quantities import quantity
from servanda.loaders.extract.quoting import quoted
from servanda.loaders.extract.roles import Places, merged, places
from servanda.loaders.extract.timing import date_of
from servanda.ontology.exchange import Span, Statement

_EVENTS = frozenset({"convene", "train", "campaign"})
KEPT = 0.28
"""Probability of being a statement of its type from which on a draft is kept: the lowest of those with the best F1."""


@dataclass(frozen=True, slots=True)
class Judge:
    """What decides which drafts are statements."""

    types: Classifier | Network
    """The type of the statement that a draft is; `none` where it is none."""
    right: Classifier | None = None
    """How likely a statement is right; without it, its confidence is the probability of being one of its type."""


@cache
def judge() -> Judge:
    """Return the judge that travels with the package."""
    return Judge(network("statements_types"), classifier("statements_right"))


@dataclass(frozen=True, slots=True)
class Decided:
    """A draft that is a statement of a type, with the probability that it is one of it."""

    draft: Draft
    type: str
    confidence: float


def statements(
    doc: Doc,
    entities: Sequence[Entity],
    stretches: Iterable[tuple[int, int]],
    facts: Metadata,
    by: Judge | None = None,
) -> Iterator[Statement]:
    """Yield the statements of a report in the order of the text.

    Args:
        doc: the parsed text.
        entities: its actors and instruments, with their ids.
        stretches: its running text (offsets, in order).
        facts: what is known about the report; its year completes dates.
        by: what decides; the one that travels with the package where none is given.
    """
    spoken = places(doc, entities)
    found = drafts(doc, spoken, readable(doc, stretches))
    judging = by or judge()
    for statement in finished(decide(found, spoken, judging), spoken, facts):
        yield assured(statement, judging.right) if judging.right is not None else statement


def decide(found: dict[int, Draft], spoken: Places, by: Judge) -> dict[int, Decided]:
    """Return which drafts are statements, and of which type."""
    chosen: dict[int, Decided] = {}
    for place, draft in found.items():
        if _belongs(draft, found):
            continue
        odds = by.types.probabilities(features(draft, found, spoken))
        type_ = max((name for name in odds if name != NONE), key=lambda name: (odds[name], name))
        if odds[type_] >= KEPT:
            chosen[place] = Decided(retyped(draft, type_, spoken), type_, odds[type_])
    _fold(chosen)
    _adopt(chosen, found)
    return _distinct(chosen)


def _adopt(decided: dict[int, Decided], found: dict[int, Draft]) -> None:
    """Let a statement also concern the instruments of a clause that hangs on it and is no statement of its own.

    "Officials were arrested for violating the act"; "plans as required by the law".
    """
    for place, draft in found.items():
        hanging = draft.verb.dep_ in _HANGING and not draft.clause.purpose
        if place in decided or not hanging or (draft.clause.own_subject and draft.verb.dep_ == "advcl"):
            continue
        main = main_draft(draft.verb, found)
        if main is not None and main.verb.i in decided:
            row = decided[main.verb.i]
            wider = merged(row.draft.roles, instruments=draft.roles.instruments)
            decided[main.verb.i] = replace(row, draft=replace(row.draft, roles=wider))


_HANGING = frozenset({"acl", "pcomp", "advcl"})


def _belongs(draft: Draft, found: dict[int, Draft]) -> bool:
    """Tell whether a draft is a purpose that belongs to its main clause: it adds nobody and no instrument."""
    if not draft.clause.purpose or draft.modality != "planned":
        return False
    main = main_draft(draft.verb, found)
    return main is not None and draft.roles.everybody <= main.roles.everybody


def _distinct(decided: dict[int, Decided]) -> dict[int, Decided]:
    """Return the statements without those that tell again what a surer one of the same type and stretch tells."""
    groups: dict[tuple[int, str], list[int]] = {}
    for place in sorted(decided, key=lambda p: (-decided[p].confidence, p)):
        row = decided[place]
        same = groups.setdefault((row.draft.verb.sent.start, row.type), [])
        if all(_shared(row.draft, decided[other].draft) < _SAME for other in same):
            same.append(place)
    return {place: decided[place] for same in groups.values() for place in same}


_SAME = 0.5
"""Share of the shorter stretch from which on two statements of one type tell the same."""


def _shared(one: Draft, other: Draft) -> float:
    """Return the common part of two drafts' stretches as a share of the shorter one."""
    (a, b), (c, d) = _extent(one), _extent(other)
    return max(0, min(b, d) - max(a, c)) / max(1, min(b - a, d - c))


def _extent(draft: Draft) -> tuple[int, int]:
    """Return the stretch of the text that a draft's words cover."""
    return draft.words[0].idx, draft.words[-1].idx + len(draft.words[-1])


def _fold(decided: dict[int, Decided]) -> None:
    """Give an event the audience and the text that "designed to introduce … to …" tells of it."""
    found = {place: row.draft for place, row in decided.items()}
    for place, draft in found.items():
        verb = draft.verb
        if verb.dep_ != "xcomp" or verb.head.dep_ != "acl" or lemma(verb.head) not in lexicon().words["meant"]:
            continue
        main = main_draft(verb.head, found)
        if main is not None and main.verb.i in decided and decided[main.verb.i].type in _EVENTS:
            decided.pop(verb.head.i, None)
            del decided[place]
            told = draft.roles
            both = merged(main.roles, recipients=told.recipients, instruments=told.instruments)
            decided[main.verb.i] = replace(decided[main.verb.i], draft=replace(main, roles=both))


def finished(decided: dict[int, Decided], spoken: Places, facts: Metadata) -> Iterator[Statement]:
    """Yield the statements in the order of the text, numbered."""
    year = facts.date[:4] if facts.date else None
    for number, place in enumerate(sorted(decided), start=1):
        yield replace(_statement(decided[place], spoken, year), id=f"s{number}")


def _statement(decided: Decided, spoken: Places, year: str | None) -> Statement:
    """Return the statement that a draft makes."""
    draft = decided.draft
    words, verb, filled = draft.words, draft.verb, draft.roles
    (start, end), (opened, closed) = quoted(draft, spoken), _extent(draft)
    text = text_of(verb.doc)
    sentence = verb.sent
    return Statement(
        id="",
        quote=text[start:end],
        start=start,
        end=end,
        type=decided.type,
        agents=filled.agents,
        partners=filled.partners,
        recipients=filled.recipients,
        instruments=filled.instruments,
        polarity=draft.polarity,
        modality=draft.modality,
        attributed_to=draft.speaker,
        date=date_of(text[opened:closed], sentence.text, _before(sentence), year),
        quantity=quantity(draft.clause, words, text),
        certainty=certainty(verb),
        confidence=round(decided.confidence, 3),
        rule=draft.rule,
        sentence=Span(sentence.start_char, sentence.end_char),
    )


def _before(sentence: SpacySpan) -> str:
    """Return the sentence before, in the same paragraph."""
    if sentence.start == 0 or "\n" in sentence.doc[sentence.start - 1].text:
        return ""
    return sentence.doc[sentence.start - 1].sent.text
