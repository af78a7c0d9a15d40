"""Polarity and modality: whether an action was done, not done, planned or recommended."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from servanda.loaders.extract.clauses import Clause, Kind, is_purpose
from servanda.loaders.extract.predicates import lexicon

_PLANNED = frozenset({"will", "shall"})
_RECOMMENDED = frozenset({"should", "must", "ought"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LINKS = frozenset({"xcomp", "pcomp", "acl", "acomp", "dobj", "attr"})
_PASSING = frozenset({"from", "of", "to", "in", "for", "on", "without", "than"})
"""Prepositions through which a governing word colours a gerund: "prevented from", "lack of", not "by"."""
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def governors(verb: Token) -> Iterator[Token]:
    """Yield a verb and the words that colour it: raising verbs, adjectives and nouns, coordinated heads."""
    token: Token = verb
    for _ in range(8):
        yield token
        head = token.head
        if head == token or not _colours(token, head):
            return
        token = head


def _colours(token: Token, head: Token) -> bool:
    """Tell whether what is said of a word's head holds for the word too."""
    if token.dep_ == "prep":
        return token.lower_ in _PASSING
    if token.dep_ == "conj":
        own = any(c.dep_ in _SUBJECTS for c in token.children) or (token.tag_ in _FINITE and head.tag_ not in _FINITE)
        return not own
    if token.dep_ == "advcl":
        return _lacks(head)
    return token.dep_ in _LINKS or (token.dep_ == "ccomp" and head.lemma_ in {"appear", "seem"})


def polarity(clause: Clause) -> str:
    """Return `negated` where the text says that the action was not done."""
    words = lexicon().words
    count = 0
    verb = clause.governor or clause.verb
    denied = any(_denies(argument) for argument in (*clause.objects, *_own_subjects(verb)))
    if clause.kind is Kind.NOUN:
        noun = clause.verb
        denied = denied or _denies(_first(noun))
        count += noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in words["negated"]
        if clause.governor is None:
            return "negated" if (count + denied) % 2 else "affirmed"
    count += denied
    chain = list(governors(verb))
    for k, token in enumerate(chain):
        below = chain[k - 1] if k else None
        if token != clause.verb and _withholds(token, below):
            count += 1
        if k and token.pos_ in {"VERB", "AUX"} and not _transparent(token, chain[:k]):
            break
        if any(c.dep_ == "neg" or c.lower_ in words["rare"] for c in token.children):
            count += 1
            break
    if any(c.lower_ in words["absent"] for c in verb.children if c.dep_ == "acomp"):
        count += 1
    count += _instead(verb)
    return "negated" if count % 2 else "affirmed"


def _instead(verb: Token) -> bool:
    """Tell whether "rather than" or "instead of" stands right before a verb."""
    before = verb.doc[max(0, verb.i - 3) : verb.i].text.lower()
    return "rather than" in before and verb.dep_ == "conj"


def _withholds(token: Token, below: Token | None) -> bool:
    """Tell whether a word that governs an action says that it is not done: "failed to", "instead of", "lack of"."""
    words = lexicon().words
    if token.lemma_.lower() in words["negated"]:
        return True
    if token.dep_ == "prep" and (token.lower_ in words["instead"] or _phrase(token) in words["instead"]):
        return True
    if below is not None and _is_yet(token, below):
        return True
    return token.pos_ == "NOUN" and any(c.lower_ == "no" for c in token.children)


def _is_yet(token: Token, below: Token) -> bool:
    """Tell whether words say "have yet to …"."""
    near = (*token.children, *below.children)
    return token.lemma_ == "have" and below.dep_ == "xcomp" and any(c.lower_ == "yet" for c in near)


def _phrase(token: Token) -> str:
    """Return a preposition with the adverb before it: "rather than"."""
    before = token.nbor(-1).lower_ if token.i else ""
    return f"{before} {token.lower_}"


def _lacks(verb: Token) -> bool:
    """Tell whether a verb says that means are missing: "lack transportation to carry out inspections"."""
    return verb.lemma_.lower() in lexicon().words["negated"]


def _transparent(token: Token, chain: list[Token]) -> bool:
    """Tell whether the negation of a governing verb negates the action: "do not have a mandate to inspect"."""
    if chain[-1].dep_ == "conj":
        return True
    kinds = lexicon().words
    raising = any(token.lemma_.lower() in kinds[kind] for kind in ("actual", "negated", "planned", "recommended"))
    return raising or token.lemma_ in {"have", "be", "make", "take", "appear", "seem"}


def _own_subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in _SUBJECTS]


def _denies(argument: Token) -> bool:
    """Tell whether a subject or object is none: "no cases", "none of the cases", "not all violations"."""
    if argument.lower_ in {"none", "neither", "nobody"}:
        return True
    if argument.dep_ == "pobj" and argument.head.lower_ == "of" and argument.head.head.lower_ == "none":
        return True
    near = [*argument.children, *(g for c in argument.children if c.lower_ in {"all", "every"} for g in c.children)]
    return any(c.lower_ in {"no", "neither", "not"} for c in near)


def modality(clause: Clause) -> str:
    """Return `actual`, `planned` or `recommended`."""
    words = lexicon().words
    if clause.kind is Kind.NOUN and clause.governor is None:
        return _of_noun(clause.verb)
    verb = clause.governor or clause.verb
    chain = list(governors(verb))
    if any(_is_yet(token, below) for below, token in pairwise(chain)):
        return "actual"
    if is_purpose(verb):
        return "actual" if _standing(verb) else "planned"
    for below, token in pairwise((verb, *chain)):
        auxiliaries = {c.lower_ for c in token.children if c.dep_ == "aux"}
        if auxiliaries & _RECOMMENDED or ("would" in auxiliaries and _advised(token)):
            return "recommended"
        if auxiliaries & (_PLANNED | {"would"}):
            return "planned"
        if token == verb or below.dep_ == "conj" or (token.dep_ == "acl" and token.lower_ == "needed"):
            continue
        for kind in ("planned", "recommended"):
            if token.lemma_.lower() in words[kind]:
                return kind
        if below.dep_ == "xcomp" and token.lemma_ == "help" and is_purpose(token):
            return "planned"
    return "actual"


def _of_noun(noun: Token) -> str:
    """Return the modality that the noun before "for" gives a noun of action: "plans for inspections"."""
    preposition = _first(noun).head
    if preposition.dep_ != "prep" or preposition.lower_ not in {"for", "of"} or preposition.head.pos_ != "NOUN":
        return "actual"
    words = lexicon().words
    kinds = (kind for kind in ("planned", "recommended") if preposition.head.lemma_.lower() in words[kind])
    return next(kinds, "actual")


def _advised(verb: Token) -> bool:
    """Tell whether "would" tells what a standard asks for: "would need to employ", "according to its advice"."""
    return verb.lemma_ == "need" or any(c.lower_ == "according" for c in verb.children)


def _first(noun: Token) -> Token:
    """Return the first of coordinated nouns."""
    while noun.dep_ == "conj" and noun.head != noun:
        noun = noun.head
    return noun


def _standing(verb: Token) -> bool:
    """Tell whether an infinitive tells what somebody can do, or cannot, rather than what for: "has authority to …"."""
    words = lexicon().words
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    head = verb.head
    return head.lemma_.lower() in words["standing"] or _lacks(head) or _instead(verb)
