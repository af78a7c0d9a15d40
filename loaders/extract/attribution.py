"""Attribution: in whose mouth the report puts a statement; of nested speakers the innermost."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from servanda.loaders.extract.clauses import clause_of
from servanda.loaders.extract.predicates import lexicon
from servanda.loaders.extract.roles import Places, actors

_LINKS = frozenset({"conj", "xcomp", "advcl", "relcl", "acl", "acomp", "pcomp", "prep", "pobj", "dobj", "attr"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CONTENT = frozenset({"ccomp", "parataxis"})


def speaker(verb: Token, spoken: Places) -> str | None:
    """Return the actor that an action is attributed to: "officials claim that …", "according to …", "reported arrests".

    Args:
        verb: the word that reports the action.
        spoken: the entities by the position of their head words.
    """
    token = verb
    for _ in range(14):
        source = _according(token, spoken)
        if source is not None:
            return source
        head = token.head
        if head == token:
            return None
        if token.dep_ in _CONTENT:
            if head.lemma_.lower() in lexicon().words["reporting"] | lexicon().words["saying"]:
                return _teller(head, spoken)
        elif _is_told(token):
            return _teller(head, spoken)
        elif token.dep_ not in _LINKS and not (token.dep_ in _SUBJECTS and head.dep_ in _CONTENT):
            return None
        token = head
    return None


def _is_told(token: Token) -> bool:
    """Tell whether a noun or gerund is what a verb of telling tells: "reported raids", "reported arresting …"."""
    if token.dep_ not in {"dobj", "xcomp"} or token.head.lemma_.lower() not in lexicon().words["telling"]:
        return False
    return token.dep_ == "dobj" or token.tag_ == "VBG"


def _teller(verb: Token, spoken: Places) -> str | None:
    """Return whom a verb of saying makes speak: its subject, its author, or who published what says it."""
    while verb.dep_ == "xcomp" and verb.head != verb:
        verb = verb.head
    subjects = clause_of(verb).subjects
    known = [*actors(subjects, spoken), *actors(_authors(subjects), spoken)]
    if not known and verb.dep_ == "acl" and verb.head.dep_ == "dobj":
        known = list(actors(clause_of(verb.head.head).subjects, spoken))
    return known[0] if known else None


def _authors(subjects: tuple[Token, ...]) -> Iterator[Token]:
    """Yield whose report, study or figures speak: "a UNICEF report", "the ministry's data", "a study by the ILO"."""
    for subject in subjects:
        for child in subject.children:
            if child.dep_ in {"poss", "compound", "nmod"}:
                yield child
            elif child.lower_ in {"by", "from", "of"}:
                yield from (c for c in child.children if c.dep_ == "pobj")


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
