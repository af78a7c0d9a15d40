"""Attribution: in whose mouth the report puts a statement; of nested speakers the innermost."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from servanda.loaders.extract.clauses import clause_of, is_passive, with_conjuncts
from servanda.loaders.extract.predicates import lexicon, noun_classes
from servanda.loaders.extract.roles import Places, actors

_LINKS = frozenset({"conj", "xcomp", "advcl", "relcl", "acl", "acomp", "pcomp", "prep", "pobj", "dobj", "attr"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CONTENT = frozenset({"ccomp", "parataxis"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


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
            if _says(head):
                return _teller(head, spoken)
        elif _is_told(token):
            return _teller(head, spoken)
        elif _is_voiced(token):
            return _voice(token, spoken)
        elif token.dep_ not in _LINKS | _SUBJECTS:
            return None
        token = head
    return None


def _says(verb: Token) -> bool:
    """Tell whether a verb puts a content clause in somebody's mouth."""
    return verb.lemma_.lower() in lexicon().words["reporting"] | lexicon().words["saying"]


def _is_told(token: Token) -> bool:
    """Tell whether a word is what a verb of telling tells.

    "Reported raids", "reported arresting …", "claimed to have …", "raids were reported by …", and the second clause of
    "said that …, and officials refused".
    """
    head, form = token.head, token.head.lemma_.lower()
    if token.dep_ == "conj":
        before = [c for c in head.children if c.i < token.i]
        own = any(c.dep_ in _SUBJECTS for c in token.children)
        if own and _says(head) and any(c.dep_ == "ccomp" and _is_introduced(c) for c in before):
            return True
        gerund = token.tag_ == "VBG" and head.tag_ in _FINITE
        return gerund and form in lexicon().words["telling"] and any(c.dep_ in {"dobj", "xcomp"} for c in before)
    if form not in lexicon().words["telling"]:
        return False
    perfect = token.tag_ != "VBG" and any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children)
    return token.dep_ in {"dobj", "nsubjpass"} or (token.dep_ == "xcomp" and (token.tag_ == "VBG" or perfect))


def _is_introduced(clause: Token) -> bool:
    """Tell whether "that" introduces a content clause."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _is_voiced(token: Token) -> bool:
    """Tell whether a word is what an accusation or a concern is about: "accused it of …", "raised concern over …"."""
    words = lexicon().words
    if token.dep_ == "prep":
        return token.head.lemma_.lower() in words["accusing"] | words["speech"] and token.lower_ in words["about"]
    if token.dep_ not in {"acl", "relcl"} or token.head.lemma_.lower() not in words["speech"]:
        return False
    subjects = {c.dep_: c for c in token.children}.keys() & _SUBJECTS
    return _is_introduced(token) or (token.dep_ == "acl" and token.tag_ != "VB" and bool(subjects))


def _voice(token: Token, spoken: Places) -> str | None:
    """Return who accuses, or whose concern is voiced: that of the verb whose object it is, or whom the noun names."""
    head = token.head
    if head.pos_ == "VERB":
        return _teller(head, spoken)
    own = next(actors(_authors((head,)), spoken), None)
    if own is None and head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_.lower() in lexicon().words["voicing"]:
        return _teller(head.head, spoken)
    return own


def _teller(verb: Token, spoken: Places) -> str | None:
    """Return whom a verb of saying makes speak: its subject, its author, or who published what says it.

    Who "did not report …" something says nothing of it.
    """
    while verb.dep_ == "xcomp" and verb.head != verb:
        verb = verb.head
    if any(c.dep_ == "neg" for c in verb.children):
        return None
    subjects = clause_of(verb).subjects
    if is_passive(verb):
        subjects = tuple(c for p in verb.children if p.dep_ == "agent" for c in with_conjuncts(p.children))
    known = [*actors(subjects, spoken), *actors(_authors(subjects), spoken), *actors(_examples(subjects), spoken)]
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


def _examples(subjects: tuple[Token, ...]) -> Iterator[Token]:
    """Yield who is named as an example of those who speak: "several groups, such as the Red Cross"."""
    for subject in subjects:
        for child in subject.children:
            if child.lower_ in {"as", "including", "like"}:
                yield from with_conjuncts(c for c in child.children if c.dep_ == "pobj")


def only_speaks(verb: Token) -> bool:
    """Tell whether a verb only introduces what somebody says."""
    saying = verb.lemma_.lower() in lexicon().words["reporting"]
    return saying and any(c.dep_ == "ccomp" for c in verb.children)


def certainty(verb: Token) -> str:
    """Return `probable` where the clause is reported without a source."""
    hedged = any(c.lower_ in {"reportedly", "allegedly"} for c in verb.children)
    return "probable" if hedged else "certain"


def _according(token: Token, spoken: Places) -> str | None:
    """Return the source of "according to …", also of "according to the ILO's advice" and "based on police statistics".

    At the end of a sentence it holds for all of the coordinated clauses: "funds vanished, and few profited, according
    to the union".
    """
    later = (c for joined in token.conjuncts for c in joined.children if joined.i > token.i and c.i > joined.i)
    for child in (*token.children, *later):
        if child.lower_ in {"according", "based"}:
            found = [t for p in child.children for t in p.children if t.dep_ == "pobj"]
            if child.lower_ == "based" and all("data" not in noun_classes(t) for t in found):
                continue
            near = [t for word in found for t in word.subtree]
            return next(actors([*found, *near], spoken), None)
    return None
