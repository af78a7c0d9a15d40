"""Traits of a described actor or instrument: how it is worded, and what the sentences that speak of it let it do."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from servanda.loaders.extract.lexicon import word_sets
from servanda.loaders.extract.mention import Entity, Mention
from servanda.loaders.extract.standing import head_token, is_created, is_dealt_with, is_enforced, outermost, takes_part
from servanda.loaders.extract.wordings import head, is_bare, is_plural, key

WORDS = word_sets("coreference.toml")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MANY = 3
_DEEP = 4
_NEAR = 2
_CLASSES = ("judging", "speaking", "requiring", "giving", "working", "enforcing")


def traits(doc: Doc, entity: Entity) -> frozenset[str]:
    """Return the traits that an entity has.

    Args:
        doc: the parsed report.
        entity: an actor or instrument with at least one mention.
    """
    found = {f"{entity.kind}", f"type {entity.type}", f"mentions {min(len(entity.mentions), _MANY)}"}
    found.update(f"{entity.kind} {name}" for name in _standing(doc, entity))
    for mention in entity.mentions:
        found.update(_worded(mention))
        token = head_token(doc, mention)
        if token is not None:
            found.update(f"{entity.kind} {name}" for name in _placed(token))
            found.update(_nested(token, mention) if entity.kind == "actor" else _around(doc, mention))
    return frozenset(found)


def _nested(token: Token, mention: Mention) -> Iterator[str]:
    """Yield an actor's whole wording and how deep in its sentence it stands."""
    yield f"wording {key(mention.name)}"
    yield f"actor depth {min(_DEEP, sum(1 for _ in token.ancestors))}"


def _around(doc: Doc, mention: Mention) -> Iterator[str]:
    """Yield the words near an instrument: the two before it, and the second before and after it."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return
    if span.start >= _NEAR:
        second, first = doc[span.start - _NEAR], doc[span.start - 1]
        yield f"before {second.lower_} {first.lower_}"
        yield f"instrument before {second.lemma_.lower()}"
    if span.end + 1 < len(doc):
        yield f"instrument after {doc[span.end + 1].lemma_.lower()}"


def _standing(doc: Doc, entity: Entity) -> Iterator[str]:
    """Yield what the rules of thumb say: that an entity has a part in an event, is created, enforced, dealt with."""
    if entity.kind == "actor":
        if takes_part(doc, entity):
            yield "part"
        if is_created(doc, entity):
            yield "created"
        if any(head(m) in WORDS["posts"] for m in entity.mentions) and not any(map(is_plural, entity.mentions)):
            yield "high post"
        return
    if is_dealt_with(doc, entity):
        yield "dealt with"
    if any(is_enforced(doc, mention) for mention in entity.mentions):
        yield "enforced"


def _worded(mention: Mention) -> Iterator[str]:
    """Yield what the words of a mention tell."""
    noun = head(mention)
    number = "plural" if is_plural(mention) else "singular"
    yield f"head {noun}"
    yield f"head {noun} {number}"
    yield f"{mention.type} {number}"
    rule, *wider = mention.rule.partition(":")[0::2][0], *mention.rule.split("+")[1:]
    yield f"{mention.kind} rule {rule}"
    yield from (f"{mention.kind} wider {name}" for name in wider)
    if is_bare(mention):
        yield f"{mention.kind} bare"
        yield f"bare {noun}"
    for word in key(mention.name).split()[:-1]:
        if word not in noun.split():
            yield f"modifier {word}"


def _placed(token: Token) -> Iterator[str]:
    """Yield what the sentence around a mention's head word tells."""
    articles = [child.lower_ for child in token.lefts if child.dep_ in {"det", "poss"}]
    yield f"article {articles[0] if articles else 'none'}"
    if any(child.dep_ == "nummod" for child in token.lefts):
        yield "counted"
    if any(child.dep_ in {"relcl", "acl"} for child in token.rights):
        yield "clause"
    top = outermost(token)
    if top is not token:
        yield "listed"
    verb = top.head
    yield f"role {top.dep_}"
    if top.dep_ == "pobj":
        yield f"role {verb.lower_}"
        yield f"{verb.lower_} {verb.head.lemma_.lower()}"
        yield f"below {verb.head.lemma_.lower()}"
        yield f"role {verb.lower_} {verb.head.pos_}"
        above = verb.head.head
        yield f"above {above.lemma_.lower()}"
        verb = verb.head
    else:
        yield f"{top.dep_} {verb.lemma_.lower()}"
        yield f"below {verb.lemma_.lower()}"
    clause = _clause(verb)
    if clause is not None:
        yield from _claused(clause, top)
    yield from (f"{name} {top.dep_}" for name in _CLASSES if verb.lemma_ in WORDS[name])
    if verb.lemma_ in WORDS["idle_verbs"] or verb.lemma_ in WORDS["idle_nouns"]:
        yield "idle"


def _clause(token: Token) -> Token | None:
    """Return the verb that governs a word, the word itself included."""
    for _ in range(5):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        token = token.head
    return None


def _claused(verb: Token, top: Token) -> Iterator[str]:
    """Yield what the governing verb's clause tells: its subject, negation and mood."""
    for child in verb.children:
        if child.dep_ in _SUBJECTS and child is not top:
            yield f"subject {child.lemma_.lower()}"
        elif child.dep_ == "neg":
            yield "negated"
        elif child.dep_ == "aux" and child.tag_ == "MD":
            yield f"mood {child.lower_}"
    yield f"verb {verb.lemma_.lower()}"
