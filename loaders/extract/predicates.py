"""Predicates: which words report which type of action (lexicon: `data/statements.toml`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from servanda.loaders.extract.lexicon import table
from servanda.loaders.extract.mention import Entity
from servanda.loaders.extract.referents import pointed_at

if TYPE_CHECKING:  # tables of wishes use the lexicon without a parser
    from spacy.tokens import Token

OTHER = "other"

_LISTS = (
    "stative",
    "background",
    "reporting",
    "saying",
    "telling",
    "accusing",
    "speech",
    "voicing",
    "about",
    "attending",
    "hosting",
    "meant",
    "general",
    "amounts",
    "instead",
    "absent",
    "standing",
    "means",
    "told before",
    "owned",
    "addressed",
    "enabling",
    "endowed",
    "counted",
    "undergoing",
    "proceeding",
    "ordering",
    "free",
    "asking",
    "tinged",
    "control",
    "judging",
)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of verbs that report the same type of action."""

    name: str
    type: str
    light: bool
    objects: dict[str, str]
    roles: dict[str, str]
    inverse: frozenset[str]
    """Types whose subject receives: "officials received training from the ILO"."""
    given: bool
    """True where what is given may stand after "with": "provided inspectors with laptops"."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The predicate lexicon, laid out for look-up by lemma."""

    verbs: dict[str, Group]
    acts: dict[str, str]
    """Type of action by noun class."""
    classes: dict[str, tuple[str, ...]]
    """Noun classes by lemma, in the order of the lexicon."""
    suffered: frozenset[str]
    """Noun classes whose action befalls whoever reports it: "NGOs reported harassment"."""
    deverbal: frozenset[str]
    """Noun classes that report an action without a verb."""
    roles: dict[str, str]
    distant: dict[str, dict[str, str]]
    """Roles by type of action and preposition, for prepositions that stand behind the action's topic."""
    entities: dict[str, str]
    """Noun classes by type of actor or instrument."""
    qualified: dict[str, str]
    """Noun classes by the adjective that gives them."""
    words: dict[str, frozenset[str]]
    """Lists of lemmas by name: `joint`, `stative`, `background`, `reporting`, and the kinds of raising verbs."""


@cache
def lexicon() -> Lexicon:
    """Read the lexicon, once."""
    data = table("statements.toml")
    verbs: dict[str, Group] = {}
    for name, row in data["verbs"].items():
        group = Group(
            name,
            row["type"],
            row.get("light", False),
            row.get("objects", {}),
            row.get("roles", {}),
            frozenset(row.get("inverse", ())),
            row.get("given", False),
        )
        for lemma in row["lemmas"]:
            verbs.setdefault(lemma, group)
    classes: dict[str, list[str]] = {}
    for name, row in data["nouns"].items():
        for lemma in row["lemmas"]:
            classes.setdefault(lemma, []).append(name)
    return Lexicon(
        verbs,
        {name: row["act"] for name, row in data["nouns"].items()},
        {lemma: tuple(names) for lemma, names in classes.items()},
        _marked(data, "suffered"),
        _marked(data, "deverbal"),
        data["roles"],
        data["distant"],
        data["entities"],
        data["qualified"],
        _words(data),
    )


def _marked(data: dict[str, Any], mark: str) -> frozenset[str]:
    """Return the noun classes that bear a mark."""
    return frozenset(name for name, row in data["nouns"].items() if row.get(mark))


def _words(data: dict[str, Any]) -> dict[str, frozenset[str]]:
    """Return the plain lists of lemmas."""
    found = {name: frozenset(data[name]["lemmas"]) for name in _LISTS}
    found |= {name: frozenset(lemmas) for name, lemmas in data["raising"].items()}
    return found | {"joint": frozenset(data["joint"]["nouns"]), "rare": frozenset(data["rare"]["adverbs"])}


def lemma(token: Token) -> str:
    """Return a word's dictionary form in lower case; forms that the language model makes up are put right."""
    form: str = token.lemma_.lower()
    if form.endswith("e") and form not in lexicon().verbs and form[:-1] in lexicon().verbs:
        return form[:-1]
    return form


def group_of(verb: Token) -> Group | None:
    """Return a verb's group, its particle or preposition counted in where the lexicon knows both together."""
    verbs = lexicon().verbs
    form = lemma(verb)
    beside = [c for c in verb.children if c.dep_ in _BESIDE]
    if verb.i + 1 < len(verb.doc):
        beside.append(verb.nbor())
    for child in beside:
        if f"{form} {child.lower_}" in verbs:
            return verbs[f"{form} {child.lower_}"]
    return verbs.get(form)


_BESIDE = frozenset({"prt", "prep", "acomp", "oprd", "advmod", "ccomp", "amod"})


def noun_classes(noun: Token) -> tuple[str, ...]:
    """Return the classes of a noun, the most telling first.

    A general noun takes those of the noun before it: a "training session" is a training. Of a name the last word
    before "of" or "for" counts.
    """
    known = lexicon().classes
    if noun.pos_ == "NUM" and any(c.pos_ == "SYM" for c in noun.children):
        return known["$"]
    words = noun.lemma_.lower().split(" of ")[0].split(" for ")[0].split()
    form = words[-1] if words else ""
    own = known.get(form) or known.get(form.rstrip("s")) or ()
    if form not in lexicon().words["general"]:
        return own
    before = [word for child in noun.children if child.dep_ in _MODIFIERS for word in _modifier(child)]
    more = [name for word in (*reversed(before), *words[-2:-1]) for name in known.get(word, ())]
    return tuple(dict.fromkeys((*(name for name in more if name in lexicon().deverbal), *own)))


_MODIFIERS = frozenset({"compound", "amod", "nmod"})


def _modifier(token: Token) -> list[str]:
    """Return the lemmas of a noun that modifies another, and of the nouns coordinated with it."""
    forms = [lemma(token), token.lower_]
    return forms + [lemma(child) for child in token.children if child.dep_ == "conj"]


def thing_classes(thing: Token, spoken: Mapping[int, Entity]) -> tuple[str, ...]:
    """Return the classes of a noun, or of the actor or instrument that it names."""
    entity = spoken.get(thing.i) or (pointed_at(thing, spoken) if thing.lower_ in _NEUTER else None)
    found = _qualified(thing) + noun_classes(thing)
    if entity is None or (found and entity.kind == "actor"):
        return found
    return (lexicon().entities[entity.type], *found) if entity.type in lexicon().entities else found


_NEUTER = frozenset({"it", "both", "neither"})
"""Pronouns that seldom speak of people, so that an instrument named before them is what they mean."""


def _qualified(noun: Token) -> tuple[str, ...]:
    """Return the classes that an adjective gives a noun: "financial support" is money."""
    words = lexicon().qualified
    near = [c.lower_ for c in noun.children if c.dep_ in _MODIFIERS]
    return tuple(dict.fromkeys(words[word] for word in near if word in words))


def action_type(verb: Token, things: Sequence[Token], spoken: Mapping[int, Entity]) -> tuple[str, str] | None:
    """Return the type of action that a verb reports with its objects, and the rule's name; None if it reports none."""
    group = group_of(verb)
    classes = [name for thing in things for name in thing_classes(thing, spoken)]
    if group is None:
        words = lexicon().words
        known = any(lemma(verb) in words[kind] for kind in ("stative", "background", "reporting"))
        return None if known else (OTHER, "verb:unlisted")
    if group.given:
        given = [c for p in verb.children if p.lower_ == "with" for c in p.children if _is_given(c)]
        classes = [name for thing in given for name in thing_classes(thing, spoken)] + classes
    found = _of_objects(group, classes)
    if found is None or not found[0]:
        return None if found else ((group.type, f"verb:{group.name}") if group.type else None)
    return ("assist", found[1]) if found[0] == "support" and _for_victims(verb, things) else found


def _is_given(noun: Token) -> bool:
    """Tell whether what "with" adds to a verb of giving is given, not whose help it is given with."""
    helping = noun.lemma_ in lexicon().words["joint"] and any(c.lower_ in {"from", "of"} for c in noun.children)
    return noun.dep_ == "pobj" and not helping


def _of_objects(group: Group, classes: Sequence[str]) -> tuple[str, str] | None:
    """Return the type that the objects' classes give a verb of a group, and the rule's name; None where none does."""
    for name in classes:
        if name in group.objects:
            return group.objects[name], f"{group.name}:{name}"
    acts = [name for name in classes if lexicon().acts[name]] if group.light else []
    return (lexicon().acts[acts[0]], f"{group.name}:{acts[0]}") if acts else None


def _for_victims(verb: Token, things: Sequence[Token]) -> bool:
    """Tell whether help goes to victims and not to another actor."""
    anchors = [verb, *things]
    reached = [c for a in anchors for p in a.children if p.lower_ in {"to", "for"} for c in p.children]
    return any("victim" in noun_classes(noun) for noun in (*things, *reached))
