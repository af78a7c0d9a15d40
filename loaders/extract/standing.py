"""Which described groups are actors: those that some sentence gives a part in what happens."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from spacy.tokens import Doc, Token

from servanda.loaders.extract.lexicon import word_sets
from servanda.loaders.extract.mention import Entity, Mention

WORDS = word_sets("coreference.toml")
_EXPLAINS = re.compile(r", (?:an? |the country[’']s )(?:[\w-]+ ){0,3}")
_ARTICLE = re.compile(r"an? ")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "mark", "agent"})
_OBJECTS = frozenset({"dobj", "dative", "appos", "oprd"})


def head_token(doc: Doc, mention: Mention) -> Token | None:
    """Return the word of a mention that the rest of it hangs on; "that" before it may open its clause instead."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is not None and len(span) > 1 and span[0].dep_ == "mark":
        span = span[1:]
    return span.root if span is not None else None


def join_appositions(doc: Doc, entities: list[Entity]) -> None:
    """Join an entity to the one that it explains: "This individual, a technical advisor at the ministry"."""
    owner: dict[int, Entity] = {}
    for entity in entities:
        owner |= {token.i: entity for m in entity.mentions if (token := head_token(doc, m)) is not None}
    for place, entity in sorted(owner.items()):
        token = doc[place]
        other = owner.get(token.head.i)
        if token.dep_ != "appos" or other is None or other is entity or entity not in entities:
            continue
        if other.kind == entity.kind and other.type == entity.type and not (other.named and entity.named):
            other.mentions += entity.mentions
            owner |= {i: other for i, e in owner.items() if e is entity}
            entities.remove(entity)


def join_explanations(text: str, entities: list[Entity]) -> None:
    """Join a body to the description that explains it between commas: "The Control Board, an independent agency,"."""
    spoken = sorted(((m, e) for e in entities for m in e.mentions if not m.anaphor), key=lambda row: row[0].start)
    for (mention, entity), (following, other) in pairwise(spoken):
        if entity is other or entity.kind != other.kind or entity.type != other.type or other.named:
            continue
        explains = _EXPLAINS.fullmatch(text[mention.end : following.start]) or (
            text[mention.end : following.start] == ", " and _ARTICLE.match(text[following.start : following.end])
        )
        if explains and entity.named and text[following.end : following.end + 1] in {",", ".", ";", ")"}:
            entity.mentions += other.mentions
            other.mentions = []
    entities[:] = [entity for entity in entities if entity.mentions]


def takes_part(doc: Doc, entity: Entity) -> bool:
    """Tell whether any of an entity's mentions has a role in an event."""
    return any(has_role(token) for m in entity.mentions if (token := head_token(doc, m)) is not None)


def is_dealt_with(doc: Doc, entity: Entity) -> bool:
    """Tell whether some action is about a described instrument."""
    return any(_is_object(token) for m in entity.mentions if (token := head_token(doc, m)) is not None)


def _is_object(token: Token) -> bool:
    """Tell whether a noun is what a verb or a noun of making or using an instrument acts on."""
    while token.dep_ in {"conj", "nmod"} and token.head is not token:
        token = token.head
    if token.dep_ in {"dobj", "nsubjpass"}:
        return token.head.lemma_ in WORDS["instrument_verbs"]
    if token.dep_ == "nsubj" and token.head.lemma_ in WORDS["content_verbs"]:
        return True
    if token.dep_ == "pobj":
        anchors = [token.head.head, *islice(token.head.head.ancestors, 2 if token.head.lower_ == "on" else 0)]
        if token.head.head.lemma_ == "enforcement" and any(a.lemma_ == "mechanism" for a in token.ancestors):
            return False
        return any(a.lemma_ in WORDS["instrument_verbs"] or a.lower_ in WORDS["instrument_nouns"] for a in anchors)
    return any(child.dep_ == "acl" and child.lemma_ in WORDS["instrument_verbs"] for child in token.children)


def is_pending(doc: Doc, entity: Entity) -> bool:
    """Tell whether a law is only drafted or proposed, as far as the report tells."""
    tokens = [token for m in entity.mentions if (token := head_token(doc, m)) is not None]
    signs = [_stage(token) for token in tokens]
    return "pending" in signs and "enacted" not in signs


def _stage(token: Token) -> str | None:
    """Return "pending" or "enacted" where a sentence tells the stage that a law has reached."""
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    verb = token.head
    if any(child.lower_ in WORDS["pending_words"] for child in verb.children if verb.pos_ in {"VERB", "AUX"}):
        return "pending"
    if token.dep_ not in {"dobj", "nsubjpass", "nsubj"}:
        return None
    if verb.dep_ == "xcomp" and token.dep_ == "nsubj":
        verb = verb.head
    if token.dep_ == "nsubj":
        below = [child for child in verb.children if child.dep_ == "xcomp" and child.lemma_ in WORDS["enacting_verbs"]]
        return "pending" if below and any(child.lower_ == "yet" for child in verb.children) else None
    if verb.lemma_ in WORDS["drafting_verbs"]:
        return "pending"
    if verb.lemma_ in WORDS["enforcing_verbs"]:
        return "enacted"
    if verb.lemma_ in WORDS["enacting_verbs"]:
        refused = any(child.dep_ == "neg" or child.lower_ == "yet" for child in verb.children)
        waits = verb.dep_ == "xcomp" and any(child.lower_ == "yet" for child in verb.head.children)
        return "pending" if refused or waits else "enacted"
    return None


def is_enforced(doc: Doc, mention: Mention) -> bool:
    """Tell whether "the law" is what someone enforces or changes."""
    token = head_token(doc, mention)
    while token is not None and token.dep_ == "conj" and token.head is not token:
        token = token.head
    if token is None:
        return False
    if token.dep_ == "pobj":
        return token.head.head.lower_ == "enforcement"
    return token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_ in WORDS["enforcing_verbs"]


def only_modifies(doc: Doc, entity: Entity) -> bool:
    """Tell whether a body's name only stands before other nouns: "an ILO member state"."""
    tokens = [token for m in entity.mentions if (token := head_token(doc, m)) is not None]
    return bool(tokens) and all(t.dep_ in {"compound", "amod"} and t.head.i > t.i for t in tokens)


def is_created(doc: Doc, entity: Entity) -> bool:
    """Tell whether some sentence founds, convenes or appoints a body that only an indefinite noun names."""
    tokens = (token for m in entity.mentions if (token := head_token(doc, m)) is not None)
    return any(
        t.dep_ in {"dobj", "nsubjpass"} and t.head.lemma_ in WORDS["creating_verbs"] for t in map(outermost, tokens)
    )


def outermost(token: Token) -> Token:
    """Return the noun whose role a noun shares: the first of a list, "variety" of "a variety of groups"."""
    while token.head is not token:
        counted = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_ in WORDS["amounts"]
        if not counted and token.dep_ not in {"conj", "nmod"}:
            break
        token = token.head.head if counted else token.head
    return token


def has_role(token: Token) -> bool:
    """Tell whether a noun does, receives or is asked for something."""
    token = outermost(token)
    verb = token.head
    if token.dep_ in _SUBJECTS:
        governed = any(child.dep_ == "acomp" and child.lower_ == "subject" for child in verb.children)
        return (
            verb.lemma_ not in WORDS["idle_verbs"] and not governed and not (verb.lemma_ == "be" and verb.i < token.i)
        )
    if token.dep_ in _OBJECTS:
        return verb.lemma_ not in WORDS["idle_verbs"]
    if token.dep_ == "pobj":
        anchor = verb.head
        if anchor.lemma_ in WORDS["idle_verbs"] or anchor.lemma_ in WORDS["idle_nouns"]:
            return False
        if verb.lower_ in {"on", "upon"} and anchor.lemma_ in WORDS["relying_verbs"]:
            return True
        return verb.lower_ in WORDS["role_prepositions"] or (
            verb.lower_ in WORDS["noun_prepositions"] and anchor.lemma_ in WORDS["action_nouns"]
        )
    return token.dep_ in {"poss", "ROOT", "dep", "compound", "npadvmod"}
