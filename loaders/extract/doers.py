"""Doers: who does what a clause leaves open, told by the clauses around it or before it."""

from __future__ import annotations

from spacy.tokens import Token

from servanda.loaders.extract.clauses import Kind, befalls
from servanda.loaders.extract.draft import Draft
from servanda.loaders.extract.governors import first_of
from servanda.loaders.extract.predicates import lemma, lexicon
from servanda.loaders.extract.restraints import restrainer
from servanda.loaders.extract.roles import Places, actors, listed


def outer_agents(draft: Draft, found: dict[int, Draft]) -> tuple[str, ...]:
    """Return who does what a clause without a doer of its own tells: the doer of a clause that it hangs on.

    A passive names its doer or leaves it open; a clause whose subject is no actor tells what that subject does, unless
    a relative clause tells what is done by means of it ("workshops that trained inspectors").
    """
    clause, means = draft.clause, _by_means(draft)
    if clause.passive or (clause.own_subject and clause.kind is not Kind.NOUN and not means):
        return ()
    below = draft.verb
    owners = {subject.head for subject in clause.subjects} if clause.kind is Kind.VERB and not means else set()
    for token in draft.verb.ancestors:
        if token in owners and token.i not in found:
            return ()
        if clause.kind is Kind.NOUN and _only_tells(token, below, draft.verb):
            return ()
        below = token
        outer = found.get(token.i)
        if outer is not None and outer.roles.agents and not outer.clause.passive:
            return outer.roles.agents
        if outer is not None and outer.clause.own_subject and outer.clause.kind is Kind.VERB and token.dep_ != "relcl":
            return ()
    return ()


def named_after(draft: Draft, found: dict[int, Draft]) -> tuple[str, ...]:
    """Return who does what a passive leaves open, where the next of coordinated passives names the doer.

    "Cases were investigated and prosecuted by the police."
    """
    if not draft.clause.passive:
        return ()
    joined = [c for c in draft.verb.children if c.dep_ == "conj" and c.i in found and 0 < c.i - draft.verb.i <= _NEAR]
    after = [found[c.i] for c in joined if found[c.i].clause.passive and not found[c.i].clause.own_subject]
    return next((d.roles.agents or named_after(d, found) for d in after), ())


_NEAR = 6
"""Words up to which coordinated passives share their doer."""


def public(draft: Draft, spoken: Places) -> tuple[str, ...]:
    """Return the state where a noun of action, or money given, is the government's: "government raids", "funding"."""
    clause = draft.clause
    given = draft.type in {"fund", "support", "assist"} and clause.passive
    for noun in clause.objects if given else [draft.verb] if clause.kind is Kind.NOUN else []:
        holder = restrainer(first_of(noun), spoken)
        if holder is not None and holder not in draft.roles.everybody:
            return (holder,)
    return ()


def helping_hands(draft: Draft, spoken: Places) -> tuple[str, ...]:
    """Return who helps, where a noun after "with" tells of their support: "with support from UNICEF"."""
    noun = draft.verb
    if draft.clause.kind is not Kind.NOUN or draft.type not in {"support", "fund"} or noun.dep_ != "pobj":
        return ()
    if noun.head.lower_ not in {"with", "without", "despite", "under", "through"}:
        return ()
    from_ = (p for p in noun.children if p.lower_ in {"from", "of", "by"})
    return tuple(dict.fromkeys(actors(listed(c for p in from_ for c in p.children if c.dep_ == "pobj"), spoken)))


def _by_means(draft: Draft) -> bool:
    """Tell whether a relative clause is about the noun that it hangs on: "workshops that trained inspectors"."""
    return draft.verb.dep_ == "relcl" and draft.clause.subjects[:1] == (draft.verb.head,)


def told_before(draft: Draft, found: dict[int, Draft]) -> tuple[str, ...]:
    """Return who does what a passive leaves open, where its type lets the doer be told before.

    That is the first doer that its own sentence names before it, or else the sentence before, in the same paragraph.
    """
    clause = draft.clause
    if not (clause.passive and clause.own_subject) or draft.type not in lexicon().words["told before"]:
        return ()
    sentence = draft.verb.sent
    start = sentence.start
    earlier = [found[i] for i in range(start, draft.verb.i) if i in found]
    if start > 0 and "\n" not in sentence.doc[start - 1].text:
        earlier += [found[i] for i in range(sentence.doc[start - 1].sent.start, start) if i in found]
    return next((other.roles.agents for other in earlier if other.roles.agents), ())


def listed_before(draft: Draft, found: dict[int, Draft], states: set[str]) -> tuple[str, ...]:
    """Return the government that does what an item of a list parted by semicolons leaves open: an earlier item's doer.

    In "the government increased funding; fewer victims were identified", every item tells of the first one's subject.
    """
    if draft.clause.subjects or not (draft.clause.passive or draft.clause.kind is Kind.NOUN):
        return ()
    doc, start = draft.verb.doc, draft.verb.sent.start
    while start > 1 and doc[start - 1].text == ";":
        end, start = start, doc[start - 1].sent.start
        earlier = (found[i] for i in range(start, end) if i in found)
        doers = next((d.roles.agents for d in earlier if d.roles.agents), ())
        if doers:
            return doers if states.issuperset(doers) and draft.roles.everybody.isdisjoint(doers) else ()
    return ()


def _only_tells(outer: Token, below: Token, noun: Token) -> bool:
    """Tell whether a word says that an action took place, or befell its subject, so that its subject did not act."""
    return befalls(noun, outer) or (below.dep_ == "ccomp" and lemma(outer) in lexicon().words["reporting"])
