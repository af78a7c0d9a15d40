"""Attribution: in whose mouth the report puts a statement; of nested speakers the innermost."""

from __future__ import annotations

from spacy.tokens import Token

from servanda.loaders.extract.clauses import clause_of
from servanda.loaders.extract.predicates import lexicon
from servanda.loaders.extract.roles import Places, actors

_LINKS = frozenset({"conj", "xcomp", "advcl", "relcl", "acl", "pcomp", "prep", "pobj", "dobj", "attr"})


def speaker(verb: Token, spoken: Places) -> str | None:
    """Return the actor that a verb's clause is attributed to, by "officials claim that …" or "according to …"."""
    token = verb
    for _ in range(12):
        source = _according(token, spoken)
        if source is not None:
            return source
        head = token.head
        if head == token:
            return None
        if token.dep_ in {"ccomp", "parataxis"}:
            if head.lemma_.lower() in lexicon().words["reporting"]:
                return next(actors(clause_of(head).subjects, spoken), None)
        elif token.dep_ not in _LINKS:
            return None
        token = head
    return None


def only_speaks(verb: Token) -> bool:
    """Tell whether a verb only introduces what somebody says."""
    saying = verb.lemma_.lower() in lexicon().words["reporting"]
    return saying and any(c.dep_ == "ccomp" for c in verb.children)


def certainty(verb: Token) -> str:
    """Return `probable` where the clause is reported without a source."""
    hedged = any(c.lower_ in {"reportedly", "allegedly"} for c in verb.children)
    return "probable" if hedged else "certain"


def _according(token: Token, spoken: Places) -> str | None:
    """Return the source of "according to …", also of "according to the ILO's advice"."""
    for child in token.children:
        if child.lower_ == "according":
            found = [t for p in child.children for t in p.children if t.dep_ == "pobj"]
            near = [t for word in found for t in word.subtree]
            return next(actors([*found, *near], spoken), None)
    return None
