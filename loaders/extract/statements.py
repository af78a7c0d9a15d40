"""Statements: the actions that a parsed report tells of, each with its type, roles, modality and source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from servanda.loaders.document import Metadata
from servanda.loaders.extract.attribution import certainty, only_speaks, speaker
from servanda.loaders.extract.clauses import Clause, clauses, colours, extent, is_purpose
from servanda.loaders.extract.mention import Entity
from servanda.loaders.extract.modality import modality, polarity
from servanda.loaders.extract.predicates import OTHER, action_type, lemma
from servanda.loaders.extract.quantities import quantity
from servanda.loaders.extract.roles import Places, Roles, merged, places, roles
from servanda.loaders.extract.timing import date_in
from servanda.ontology.exchange import Span, Statement

_ATTENDING = frozenset({"participate", "attend", "join", "take"})
_HOSTING = frozenset(
    {"organize", "organise", "host", "co-host", "hold", "convene", "lead", "sponsor", "run", "conduct"}
)
_MEANT = frozenset({"design", "aim", "intend", "mean"})
_EVENTS = frozenset({"convene", "train", "campaign"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What one clause tells, before clauses that tell of the same action are joined."""

    clause: Clause
    words: tuple[Token, ...]
    type: str
    rule: str
    roles: Roles


def statements(
    doc: Doc, entities: Sequence[Entity], stretches: Iterable[tuple[int, int]], facts: Metadata
) -> Iterator[Statement]:
    """Yield the statements of a report in the order of the text.

    Args:
        doc: the parsed text.
        entities: its actors and instruments, with their ids.
        stretches: its running text (offsets, in order).
        facts: what is known about the report; its year completes dates.
    """
    spoken = places(doc, entities)
    read = _readable(doc, stretches)
    drafts = {
        clause.verb.i: draft for clause in clauses(doc) if clause.verb.i in read if (draft := _draft(clause, spoken))
    }
    _join(drafts)
    _fold(drafts)
    year = facts.date[:4] if facts.date else None
    told = (draft for draft in drafts.values() if _counts(draft, drafts))
    for number, draft in enumerate(told, start=1):
        yield replace(_statement(draft, spoken, year), id=f"s{number}")


def _readable(doc: Doc, stretches: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return the positions of the words in running text."""
    todo = sorted(stretches)
    found: list[int] = []
    k = 0
    for token in doc:
        while k < len(todo) and token.idx >= todo[k][1]:
            k += 1
        if k < len(todo) and todo[k][0] <= token.idx:
            found.append(token.i)
    return frozenset(found)


def _draft(clause: Clause, spoken: Places) -> Draft | None:
    """Return what a clause tells, or None where it tells of no action."""
    if only_speaks(clause.verb):
        return None
    told = action_type(clause.verb, clause.objects or _reached(clause.verb))
    if told is None:
        return None
    type_, rule = told
    words = extent(clause)
    return Draft(clause, words, type_, rule, roles(clause, words, type_, spoken))


def _reached(verb: Token) -> tuple[Token, ...]:
    """Return the complements that a verb without an object reaches through a preposition."""
    return tuple(c for p in verb.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj")


def _join(drafts: dict[int, Draft]) -> None:
    """Join a clause that only tells with whom or at what to the one that tells what was done."""
    for place, draft in list(drafts.items()):
        verb = draft.clause.verb
        governor = colours(verb)
        if governor is not None and governor.i in drafts:
            outer = drafts.pop(governor.i)
            drafts[place] = replace(
                draft, roles=merged(draft.roles, partners=outer.roles.partners), words=_span(outer, draft)
            )
        elif verb.dep_ == "acl" and verb.head.dep_ == "pobj" and lemma(verb) in _HOSTING:
            outer_verb = verb.head.head.head
            if outer_verb.i in drafts and lemma(outer_verb) in _ATTENDING:
                outer = drafts.pop(outer_verb.i)
                both = merged(draft.roles, partners=(*outer.roles.agents, *outer.roles.partners))
                drafts[place] = replace(draft, roles=both, words=_span(outer, draft))


def _fold(drafts: dict[int, Draft]) -> None:
    """Give an event the audience and the text that "designed to introduce … to …" tells of it."""
    for place, draft in list(drafts.items()):
        verb = draft.clause.verb
        if verb.dep_ == "xcomp" and verb.head.dep_ == "acl" and lemma(verb.head) in _MEANT:
            main = _main(verb.head, drafts)
            if main is not None and main.type in _EVENTS:
                drafts.pop(verb.head.i, None)
                del drafts[place]
                drafts[main.clause.verb.i] = replace(
                    main,
                    roles=merged(main.roles, recipients=draft.roles.recipients, instruments=draft.roles.instruments),
                )


def _span(first: Draft, second: Draft) -> tuple[Token, ...]:
    return tuple(sorted({*first.words, *second.words}, key=lambda t: t.i))


def _statement(draft: Draft, spoken: Places, year: str | None) -> Statement:
    """Return the statement that a draft makes."""
    clause, words = draft.clause, draft.words
    verb = clause.verb
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    text = verb.doc.text
    sentence = verb.sent
    return Statement(
        id="",
        quote=text[start:end],
        start=start,
        end=end,
        type=draft.type,
        agents=draft.roles.agents,
        partners=draft.roles.partners,
        recipients=draft.roles.recipients,
        instruments=draft.roles.instruments,
        polarity=polarity(clause),
        modality=modality(clause),
        attributed_to=speaker(verb, spoken),
        date=date_in(text[start:end], year),
        quantity=quantity(clause, words, text),
        certainty=certainty(verb),
        rule=draft.rule,
        sentence=Span(sentence.start_char, sentence.end_char),
    )


def _counts(draft: Draft, drafts: dict[int, Draft]) -> bool:
    """Tell whether a clause has participants enough to be an action of the response to a problem."""
    clause, verb = draft.clause, draft.clause.verb
    if is_purpose(verb) or _is_use(verb):
        main = _main(verb, drafts)
        if main is not None:
            new = draft.roles.everybody - main.roles.everybody
            return bool(new)
    if clause.passive and verb.dep_ == "acl" and not draft.roles:
        return False
    return bool(draft.roles.agents) or (clause.passive and draft.type != OTHER)


def _is_use(verb: Token) -> bool:
    """Tell whether a gerund tells what a thing is for: "a system for collecting data"."""
    return verb.dep_ == "pcomp" and verb.head.lower_ in {"for", "of", "in", "by", "on"}


def _main(verb: Token, drafts: dict[int, Draft]) -> Draft | None:
    """Return the draft of the clause that a clause hangs on."""
    token = verb
    while token.head != token:
        token = token.head
        if token.i in drafts:
            return drafts[token.i]
    return None
