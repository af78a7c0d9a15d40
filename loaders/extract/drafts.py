"""Drafts: what each clause would tell if it were a statement, before it is decided which of them are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Token

from servanda.loaders.extract.attribution import speaker
from servanda.loaders.extract.clauses import Clause, Kind, clauses, extent
from servanda.loaders.extract.doers import helping_hands, listed_before, named_after, outer_agents, public, told_before
from servanda.loaders.extract.draft import NONE, Draft
from servanda.loaders.extract.infinitives import colours
from servanda.loaders.extract.modality import modality
from servanda.loaders.extract.polarity import polarity
from servanda.loaders.extract.predicates import action_type, lemma, lexicon, noun_classes
from servanda.loaders.extract.restraints import restrainer
from servanda.loaders.extract.roles import Places, Roles, merged, roles


def drafts(doc: Doc, spoken: Places, read: frozenset[int]) -> dict[int, Draft]:
    """Return the drafts of a report by the position of the word that reports the action.

    Args:
        doc: the parsed text.
        spoken: its actors and instruments by the position of their head words.
        read: the positions of the words in running text.
    """
    found = {clause.verb.i: _draft(clause, spoken) for clause in clauses(doc) if clause.verb.i in read}
    _join(found, spoken)
    states = {entity.id for entity in spoken.values() if entity.type == "Government"}
    for place, draft in found.items():
        if draft.roles.agents:
            continue
        doers = public(draft, spoken) or named_after(draft, found) or outer_agents(draft, found)
        doers = doers or told_before(draft, found) or listed_before(draft, found, states)
        if doers:
            found[place] = replace(draft, roles=merged(Roles(doers), *_others(draft.roles)))
    for place, draft in found.items():
        found[place] = replace(draft, roles=_with_company(draft, found, spoken))
    for place, draft in found.items():
        main = main_draft(draft.verb, found)
        helped = (main.roles.agents or main.roles.recipients) if main is not None else ()
        helpers = tuple(a for a in helping_hands(draft, spoken) if a not in helped)
        if helpers:
            found[place] = replace(draft, roles=Roles(helpers, (), helped, draft.roles.instruments))
    return found


def _with_company(draft: Draft, found: dict[int, Draft], spoken: Places) -> Roles:
    """Return a draft's roles with those whom only the clause that it hangs on names.

    An infinitive is done with the partners of its main clause, a coordinated verb with those named before the first
    verb; a noun of action that is the object or subject of a verb has the verb's partners and recipients.
    """
    main = main_draft(draft.verb, found)
    if main is None:
        return draft.roles
    clause, own = draft.clause, draft.roles
    gerund = draft.verb.dep_ in {"nsubj", "nsubjpass"} and draft.verb.head == main.verb
    if clause.kind is Kind.NOUN or gerund:
        if not gerund and (clause.governor is None or clause.governor.i != main.verb.i):
            return own
        further = tuple(a for a in main.roles.agents if a not in own.agents) if draft.type == "cooperate" else ()
        return merged(own, partners=(*main.roles.partners, *further), recipients=main.roles.recipients)
    if clause.own_subject or own.agents != main.roles.agents:
        return own
    if draft.verb.tag_ == "VB":
        return merged(own, partners=main.roles.partners)
    if draft.verb.dep_ != "conj":
        return own
    ahead = {spoken[t.i].id for t in draft.verb.sent[: _first(draft.verb).i - draft.verb.sent.start] if t.i in spoken}
    return merged(own, partners=tuple(p for p in main.roles.partners if p in ahead))


def _first(verb: Token) -> Token:
    """Return the first of coordinated verbs."""
    while verb.dep_ == "conj" and verb.head is not verb:
        verb = verb.head
    return verb


def retyped(draft: Draft, type_: str, spoken: Places) -> Draft:
    """Return a draft with the roles that a type other than the lexicon's gives; who takes part already stays."""
    if type_ == draft.type:
        return draft
    anew = roles(draft.clause, draft.words, type_, spoken)
    if not anew.agents:
        doers = tuple(a for a in draft.roles.agents if a not in anew.everybody)
        anew = merged(Roles(doers), *_others(anew))
    told = draft.roles
    return replace(draft, roles=merged(anew, (), told.partners, told.recipients, told.instruments))


def _others(filled: Roles) -> tuple[tuple[str, ...], ...]:
    """Return roles without their agents, in the order of `merged`."""
    return (), filled.partners, filled.recipients, filled.instruments


def _draft(clause: Clause, spoken: Places) -> Draft:
    """Read a clause as a statement."""
    type_, rule = _told(clause, spoken)
    words = extent(clause)
    filled = roles(clause, words, type_, spoken)
    return Draft(clause, words, type_, rule, filled, polarity(clause), modality(clause), speaker(clause.verb, spoken))


def _told(clause: Clause, spoken: Places) -> tuple[str, str]:
    """Return the type that the lexicon gives a clause, and the rule's name."""
    if clause.kind is Kind.NOUN:
        name = next(name for name in noun_classes(clause.verb) if name in lexicon().deverbal)
        return lexicon().acts[name], f"noun:{name}"
    return action_type(clause.verb, clause.objects or reached(clause.verb), spoken) or (NONE, NONE)


def reached(verb: Token) -> tuple[Token, ...]:
    """Return the complements that a verb without an object reaches through a preposition."""
    return tuple(c for p in verb.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj")


def _join(found: dict[int, Draft], spoken: Places) -> None:
    """Join a clause that only tells with whom or at what to the one that tells what was done."""
    for place, draft in list(found.items()):
        verb = draft.verb
        governor = colours(verb)
        if governor is not None and governor.i in found:
            outer = found.pop(governor.i)
            found[place] = _joined(draft, outer, outer.roles.partners)
        elif verb.dep_ == "acl" and verb.head.dep_ == "pobj" and lemma(verb) in lexicon().words["hosting"]:
            outer_verb = verb.head.head.head
            if outer_verb.i in found and lemma(outer_verb) in lexicon().words["attending"]:
                outer = found.pop(outer_verb.i)
                found[place] = _joined(draft, outer, (*outer.roles.agents, *outer.roles.partners))
        elif (spared := _spared(draft)) is not None and spared.i in found:
            outer = found.pop(spared.i)
            holder = restrainer(verb, spoken)
            if holder is not None:
                draft = replace(draft, roles=merged(Roles((holder,)), *_others(draft.roles)))
            found[place] = _joined(draft, outer, (), outer.roles.agents or outer.roles.recipients)


def _spared(draft: Draft) -> Token | None:
    """Return the verb of who was spared what a noun tells: "NGOs operated without government restriction"."""
    noun = draft.verb
    if draft.clause.kind is not Kind.NOUN or noun.dep_ != "pobj" or draft.polarity != "negated":
        return None
    words = lexicon().words
    above = noun.head.head
    verb = above.head if above.lower_ in words["free"] else above
    befallen = not lexicon().suffered.isdisjoint(noun_classes(noun))
    return verb if befallen and lemma(verb) in words["proceeding"] else None


def _joined(draft: Draft, outer: Draft, partners: tuple[str, ...], recipients: tuple[str, ...] = ()) -> Draft:
    """Return a draft that covers an outer clause too, whose actors take part as partners or recipients."""
    words = tuple(sorted({*outer.words, *draft.words}, key=lambda t: t.i))
    return replace(draft, roles=merged(draft.roles, partners=partners, recipients=recipients), words=words)


def main_draft(verb: Token, found: dict[int, Draft]) -> Draft | None:
    """Return the draft of the clause that a clause hangs on."""
    token = verb
    while token.head != token:
        token = token.head
        if token.i in found:
            return found[token.i]
    return None


def readable(doc: Doc, stretches: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return the positions of the words in stretches of a text (offsets)."""
    todo = sorted(stretches)
    found: list[int] = []
    k = 0
    for token in doc:
        while k < len(todo) and token.idx >= todo[k][1]:
            k += 1
        if k < len(todo) and todo[k][0] <= token.idx:
            found.append(token.i)
    return frozenset(found)
