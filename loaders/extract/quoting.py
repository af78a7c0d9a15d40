"""Quoting: the shortest stretch of the text that carries a statement with those who take part in it."""

from __future__ import annotations

from spacy.tokens import Token

from servanda.loaders.extract.clauses import Kind, clause_of, extent
from servanda.loaders.extract.draft import Draft
from servanda.loaders.extract.roles import Places

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_NEAR = 4
"""Words up to which a coordinated verb shares what follows it with the verb before: "hired and promptly trained"."""


def quoted(draft: Draft, spoken: Places) -> tuple[int, int]:
    """Return the offsets of the stretch that tells a draft.

    What stands before the subject is left out ("In addition, …", "Although …", a heading run into the sentence) unless
    it names somebody who takes part. What coordinated verbs share belongs to each: "hired and trained 33 inspectors".
    """
    first, last = draft.words[0], draft.words[-1]
    if draft.clause.kind is not Kind.NOUN:
        first = _opening(draft, spoken) or first
        last = _closing(draft.verb, last)
    return first.idx, last.idx + len(last)


def _opening(draft: Draft, spoken: Places) -> Token | None:
    """Return the first word of the subject, or of what stands before it and names somebody who takes part."""
    inside = set(draft.words)
    before = [c for c in draft.verb.children if c.i < draft.verb.i and c in inside]
    subjects = [c for c in before if c.dep_ in _SUBJECTS]
    if not subjects:
        return None
    start = subjects[-1]
    naming = (c for c in before if c.i < start.i and c not in subjects and _names(c, draft, spoken))
    return min((t for t in next(naming, start).subtree if t in inside), key=lambda t: t.i)


def _names(word: Token, draft: Draft, spoken: Places) -> bool:
    """Tell whether a phrase names somebody who takes part."""
    return any(t.i in spoken and spoken[t.i].id in draft.roles.everybody for t in word.subtree)


def _closing(verb: Token, last: Token) -> Token:
    """Return the last word of a stretch, with what a verb shares with the coordinated one right behind it."""
    if last.i > verb.i + 1:
        return last
    joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and 0 < c.i - verb.i <= _NEAR]
    if not joined or any(c.dep_ in _SUBJECTS for c in joined[0].children):
        return last
    further = extent(clause_of(joined[0]))[-1]
    return _closing(joined[0], further) if further.i > last.i else last
