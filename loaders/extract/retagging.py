"""Retagging: verbs that the parser takes for nouns or for another form of the verb.

"Will train officers, maintain a shelter, and create a fund": it takes "maintain" for a present tense; "have not
drafted, published, or implemented plans": it takes "implemented" for a past tense. The form that the first of
coordinated verbs has tells. "Several NGOs operated freely": it takes "operated" for a participle, and leaves the
sentence without a verb.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from servanda.loaders.extract.governors import SUBJECTS, first_of
from servanda.loaders.extract.predicates import lexicon

_OWN = SUBJECTS | {"aux", "auxpass", "mark"}
_NOMINAL = frozenset({"det", "poss", "compound", "nummod", "amod"})


def retag(doc: Doc) -> Doc:
    """Put right the verbs of a parsed text, in place, and return it."""
    for token in doc:
        if token.dep_ == "acl" and token.tag_ == "VBN" and _is_verb(token):
            _raise(token)
        if token.dep_ != "conj" or any(child.dep_ in _OWN for child in token.children):
            continue
        head = token.head
        if head.tag_ == "VB" and (token.tag_ == "VBP" or _is_infinitive(token)):
            token.tag_, token.pos_, token.lemma_ = "VB", "VERB", token.lower_
        elif head.tag_ == "VBN" and token.tag_ == "VBD" and token.lower_.endswith("ed") and _is_perfect(first_of(head)):
            token.tag_ = "VBN"
    return doc


def _is_infinitive(token: Token) -> bool:
    """Tell whether what is tagged as a noun or adjective is a bare infinitive: it has an object and no article."""
    kinds = {child.dep_ for child in token.children}
    known = token.lower_ in lexicon().verbs
    return token.tag_ in {"NN", "JJ", "RB"} and known and "dobj" in kinds and kinds.isdisjoint(_NOMINAL)


def _is_perfect(verb: Token) -> bool:
    """Tell whether a verb is an active perfect: "has drafted"."""
    auxiliaries = {child.dep_: child.lemma_ for child in verb.children}
    return auxiliaries.get("aux") == "have" and "auxpass" not in auxiliaries


def _is_verb(participle: Token) -> bool:
    """Tell whether what is taken for a participle is the verb of a sentence that has no other but its conjuncts."""
    noun = participle.head
    if noun.dep_ != "ROOT" or noun.pos_ not in {"NOUN", "PROPN"} or any(c.dep_ in _OWN for c in participle.children):
        return False
    words = [token for token in noun.sent if not token.is_space]
    other = (token for token in words if token.tag_ in _FINITE and first_of(token) != participle)
    return words[-1].text == "." and next(other, None) is None


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _raise(verb: Token) -> None:
    """Make a verb the top of its sentence, and the noun that it hung on its subject."""
    noun = verb.head
    below = [child for child in noun.children if child.i > verb.i]
    verb.head = verb
    noun.head = verb
    for child in below:
        child.head = verb
    verb.dep_, noun.dep_, verb.tag_ = "ROOT", "nsubj", "VBD"
