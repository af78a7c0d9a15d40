"""Referents: whom and what pronouns, possessives and words of number in a clause speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from servanda.loaders.extract.mention import Entity

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OWNERS = frozenset({"their", "its"})
_THINGS = frozenset({"it", "this", "they", "them", "these", "both", "neither"})
_GROUPS = frozenset({"group", "organization", "organisation", "ngo", "association", "institution"})
_Places = Mapping[int, Entity]


def counting(token: Token, spoken: _Places) -> Entity | None:
    """Return the actor whose mention begins with a word of number or membership: "a number of NGOs"."""
    if token.dep_ != "pobj" or token.head.lower_ != "of":
        return None
    found = spoken.get(token.head.head.i)
    return found if found is not None and found.kind == "actor" else None


def them(token: Token, spoken: _Places) -> Entity | None:
    """Return the group that "them" speaks of: the last one named before it in its sentence."""
    if token.lower_ != "them":
        return None
    before = (i for i in range(token.i - 1, token.sent.start - 1, -1) if i in spoken)
    groups = (spoken[i] for i in before if token.doc[i].tag_ in {"NNS", "NNPS"})
    return next((entity for entity in groups if entity.kind == "actor"), None)


def pointed_at(thing: Token, spoken: _Places) -> Entity | None:
    """Return the instrument that a pronoun speaks of: the last one named in its sentence or the one before."""
    if thing.lower_ not in _THINGS and not any(c.lower_ == "neither" for c in thing.children):
        return None
    first = thing.doc[max(0, thing.sent.start - 1)].sent.start
    known = (spoken[i] for i in range(thing.i - 1, first - 1, -1) if i in spoken)
    return next((entity for entity in known if entity.kind == "instrument"), None)


def both(thing: Token, spoken: _Places) -> tuple[Entity, ...]:
    """Return the two instruments that "both" or "neither" speaks of: those named last in its sentence or before."""
    if thing.lower_ not in _PAIRS and not any(c.lower_ in _PAIRS for c in thing.children):
        return ()
    first = thing.doc[max(0, thing.sent.start - 1)].sent.start
    known = (spoken[i] for i in range(thing.i - 1, first - 1, -1) if i in spoken)
    last = {entity.id: entity for entity in known if entity.kind == "instrument"}
    return tuple(last.values())[:2]


_PAIRS = frozenset({"both", "neither"})


def owner(words: Sequence[Token], spoken: _Places) -> str | None:
    """Return whom "responsive to their views" or "to the views of these groups" speaks of.

    The actor that "these groups" means; else a subject named before it in its sentence, but not the one that its own
    clause tells about; else the sentence before's subject, or else whom that sentence names first. Views are those of
    the groups named last.
    """
    pronoun = next((t for t in words if _owns(t)), None)
    if pronoun is None:
        return None
    named = spoken.get(pronoun.head.i) if pronoun.dep_ != "poss" else None
    if named is not None and named.kind == "actor":
        return named.id
    sentence = pronoun.sent
    own = {spoken[t.i].id for t in words if t.i in spoken}
    ahead = [t for t in sentence if t.i < words[0].i and t.dep_ in _SUBJECTS]
    before = pronoun.doc[sentence.start - 1].sent if sentence.start > 0 else ()
    subjects = [t for t in before if t.dep_ in _SUBJECTS]
    near = (*reversed(ahead), *subjects, *before)
    if pronoun.dep_ != "poss" or (pronoun.lower_ == "their" and pronoun.head.lemma_.lower() in _VOICED):
        voices = [t for t in (*near, *_earlier(sentence.start, pronoun)) if t.i in spoken]
        near = (*(t for t in voices if spoken[t.i].type in _VOICES), *near)
    return next((actor for actor in _actors(near, spoken) if actor not in own), None)


def _earlier(start: int, pronoun: Token) -> Sequence[Token]:
    """Return the words of the sentences before the one before, the nearest first."""
    return tuple(reversed(pronoun.doc[max(0, start - _BACK) : start]))


_BACK = 120
"""Words back to which those whose views are meant may have been named."""
_VOICED = frozenset({"view", "concern", "inquiry", "request", "recommendation", "finding"})
_VOICES = frozenset({"NGO", "CivilSociety"})


def _owns(token: Token) -> bool:
    """Tell whether a word points back to whose something is: "their views", "the views of these groups"."""
    if token.dep_ in {"det", "amod"} and token.lower_ in {"these", "those", "such"}:
        return token.head.dep_ == "pobj" and token.head.lemma_.lower() in _GROUPS
    return token.lower_ in _OWNERS and token.dep_ == "poss"


def _actors(tokens: Sequence[Token], spoken: _Places) -> Iterator[str]:
    return (spoken[t.i].id for t in tokens if t.i in spoken and spoken[t.i].kind == "actor")
