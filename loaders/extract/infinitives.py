"""Infinitives: what governs them, whether they tell what for, and whose auxiliary they share."""

from __future__ import annotations

from spacy.tokens import Token

from servanda.loaders.extract.predicates import lexicon

VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
"""Tags of verb forms."""
_RAISING = ("actual", "negated", "planned", "recommended")


def raised(verb: Token) -> Token | None:
    """Return the verb or gerund that a raising verb or adjective only colours: "adopt" for "plans to adopt"."""
    kinds = lexicon().words
    words = [verb] if verb.pos_ != "AUX" else [c for c in verb.children if c.dep_ in {"acomp", "oprd"}]
    known = [w for w in words if any(w.lemma_.lower() in kinds[kind] for kind in _RAISING) or is_yet(w)]
    if not known or any(child.dep_ == "dobj" for child in verb.children):
        return None
    below = [*known[0].children, *(verb.children if verb.pos_ == "AUX" else ())]
    linking = {"for", "to"} if verb.pos_ == "AUX" else {"to"}
    gerunds = (g for p in below if p.dep_ == "prep" and p.lower_ in linking for g in p.children if g.dep_ == "pcomp")
    infinitives = (c for c in below if c.dep_ == "xcomp" and c.tag_ in VERBAL)
    return next(iter((*infinitives, *gerunds)), None)


def is_yet(verb: Token) -> bool:
    """Tell whether a verb is the "have" of "have yet to …"."""
    infinitives = (c for c in verb.children if c.dep_ == "xcomp")
    near = (*verb.children, *(t for c in infinitives for t in c.children))
    return verb.lemma_ == "have" and any(t.lower_ == "yet" for t in near)


def colours(verb: Token) -> Token | None:
    """Return the verb of "working with somebody to …" that only tells with whom the infinitive is done."""
    head = verb.head
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    joint = head.pos_ == "VERB" and head.lemma_.lower() in _JOINT and not any(c.dep_ == "dobj" for c in head.children)
    return head if infinitive and joint and verb.dep_ in {"xcomp", "advcl"} else None


_JOINT = frozenset({"work", "collaborate", "cooperate", "partner", "coordinate", "team", "join"})


def is_purpose(verb: Token) -> bool:
    """Tell whether a verb is an infinitive of purpose, or coordinated with one."""
    licensing = licensor(verb)
    if licensing is not None:
        return is_purpose(licensing) or colours(licensing) is not None
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        has_subject = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
        return verb.tag_ == "VB" and not has_subject and is_purpose(verb.head)
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) and colours(verb) is None
    return to and (verb.dep_ in {"advcl", "acl", "relcl"} or (verb.dep_ == "xcomp" and raised(verb.head) is None))


def licensor(verb: Token) -> Token | None:
    """Return the infinitive before a bare one whose "to" or auxiliary the bare one shares, where the parser missed it.

    "Did not reform the system, prosecute or convict any offender": the parser hangs "prosecute" on "system". "Is
    working to finalize the draft and introduce it": it joins "introduce" to "working", which takes no infinitive.
    """
    if verb.tag_ != "VB" or any(c.dep_ in _LICENSED for c in verb.children):
        return None
    head = verb.head
    if verb.dep_ not in {"conj", "acl", "relcl"} or (verb.dep_ == "conj" and head.tag_ == "VB"):
        return None
    above = (t for t in verb.ancestors if t.tag_ == "VB" and _has_auxiliary(t))
    before = (c for c in head.children if head.i < c.i < verb.i and c.dep_ in {"xcomp", "advcl", "acl"})
    beside = (c for c in before if c.tag_ == "VB" and _has_auxiliary(c)) if verb.dep_ == "conj" else iter(())
    return next(beside, None) or next(above, None)


_LICENSED = frozenset({"aux", "auxpass", "nsubj", "nsubjpass", "mark"})


def _has_auxiliary(verb: Token) -> bool:
    """Tell whether a verb has an auxiliary or "to" of its own."""
    return any(c.dep_ == "aux" for c in verb.children)
