"""Roles: which actors and instruments take part in an action, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from servanda.loaders.extract.clauses import Clause, Kind, with_conjuncts
from servanda.loaders.extract.concerns import concerned
from servanda.loaders.extract.governors import first_of
from servanda.loaders.extract.mention import Entity
from servanda.loaders.extract.neighbours import before_verb, helping, series
from servanda.loaders.extract.predicates import group_of, lemma, lexicon
from servanda.loaders.extract.referents import counting, owner, them
from servanda.loaders.extract.standing import head_token
from servanda.loaders.extract.topics import distant, enabled

Places = dict[int, Entity]


@dataclass(frozen=True, slots=True)
class Roles:
    """Ids by role, in the order of the text."""

    agents: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether any role is filled."""
        return bool(self.everybody)

    @property
    def everybody(self) -> frozenset[str]:
        """Return all the ids."""
        return frozenset((*self.agents, *self.partners, *self.recipients, *self.instruments))


def merged(
    roles: Roles,
    agents: tuple[str, ...] = (),
    partners: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    instruments: tuple[str, ...] = (),
) -> Roles:
    """Return roles with further actors in them; an actor keeps the first role that it has."""
    agents = tuple(_unique((*roles.agents, *agents)))
    partners = tuple(a for a in _unique((*roles.partners, *partners)) if a not in agents)
    taken = {*agents, *partners}
    recipients = tuple(a for a in _unique((*roles.recipients, *recipients)) if a not in taken)
    return Roles(agents, partners, recipients, tuple(_unique((*roles.instruments, *instruments))))


def places(doc: Doc, entities: Iterable[Entity]) -> Places:
    """Return the entities by the position of their mentions' head words; of several the widest mention's."""
    pairs = [(mention, entity) for entity in entities for mention in entity.mentions]
    found: Places = {}
    for mention, entity in sorted(pairs, key=lambda row: (row[0].start - row[0].end, row[0].start)):
        token = head_token(doc, mention)
        if token is not None:
            found.setdefault(token.i, entity)
    return found


def roles(clause: Clause, words: Sequence[Token], type_: str, spoken: Places) -> Roles:
    """Fill the roles of a clause.

    Args:
        clause: the clause.
        words: its words, clauses that hang on it excluded.
        type_: the type of its action.
        spoken: the entities by the position of their head words.
    """
    own = group_of(clause.verb) if clause.kind is Kind.VERB else None
    inverse = not clause.passive and ((own is not None and type_ in own.inverse) or _endowed(clause, type_))
    doing, helped_by = _subjects(clause, inverse and type_ in _JUSTICE, spoken)
    found: dict[str, list[str]] = {"agents": [], "partners": helped_by, "recipients": []}
    found["recipients" if inverse else "agents"] += (a for a in doing if a not in helped_by)
    table = lexicon().roles | (own.roles if own else {}) | ({"from": "agents"} if inverse else {})
    found[table.get("object") or _patient(clause, type_)] += _patients(clause, type_, spoken)
    for role, actor in _complements(clause, words, _prepositions(table, clause, type_), spoken):
        found[role].append(actor)
    if found["agents"] and not clause.passive:
        for token in _channels(clause):
            own_body = token.lower_.startswith("its ") or any(c.dep_ == "poss" for c in token.children)
            found["agents" if own_body else "partners"] += actors([token], spoken)
    found["recipients"] += actors((c for c in clause.verb.children if c.dep_ == "dative"), spoken)
    for role, named in (*distant(clause, type_, inverse, spoken), *enabled(clause, type_)):
        if not found[role]:
            found[role] = list(actors(listed([named]), spoken))
    if clause.kind is Kind.STATE and type_ == "cooperate" and not found["partners"]:
        found["partners"] = [e for e in found["recipients"] if e not in found["agents"]] or [
            meant for meant in [owner(words, spoken)] if meant is not None
        ]
        found["recipients"] = []
    agents = _unique(found["agents"])
    partners = [a for a in _unique(found["partners"]) if a not in agents]
    recipients = [a for a in _unique(found["recipients"]) if a not in agents and a not in partners]
    return Roles(tuple(agents), tuple(partners), tuple(recipients), concerned(clause, words, spoken))


def _subjects(clause: Clause, tried: bool, spoken: Places) -> tuple[list[str], list[str]]:
    """Return the actors among a clause's subjects, and those of them that only help; none where they are `tried`."""
    if tried:
        return [], []
    doers = list(listed(clause.subjects))
    doing = list(actors(doers, spoken))
    if not doing and clause.kind is Kind.VERB and not clause.passive:
        beside = before_verb(clause.verb, spoken)
        doers += listed([beside]) if beside is not None else []
        doing = list(actors(doers, spoken))
    helpers = helping((t for t in doers if t.i in spoken), spoken) if len(doing) > 1 else ()
    return doing, list(helpers)


def _prepositions(table: dict[str, str], clause: Clause, type_: str) -> dict[str, str]:
    """Return the roles that prepositions give in a clause of a type."""
    if type_ == "report":  # "of" and "on" name what is reported
        return {form: role for form, role in table.items() if form not in {"of", "on"}}
    if type_ == "cooperate" and clause.kind is Kind.NOUN:
        return table | {"between": "agents", "among": "agents"}
    return table


def _complements(
    clause: Clause, words: Sequence[Token], table: dict[str, str], spoken: Places
) -> Iterator[tuple[str, str]]:
    """Yield the actors after the prepositions among a clause's words, each with the role that its preposition gives."""
    within = {token.i for token in words}
    for preposition in words:
        if first_of(preposition).dep_ not in {"prep", "agent", "dative"}:
            continue
        role = _role(preposition, clause, table)
        if role is not None:
            complements = listed(c for c in preposition.children if c.dep_ == "pobj")
            yield from ((role, actor) for actor in actors((c for c in complements if c.i in within), spoken))


def _explained(token: Token, spoken: Places) -> Entity | None:
    """Return who a noun that names nobody is by its apposition: "the commission's head, Minister Diallo"."""
    return next((spoken[c.i] for c in token.children if c.dep_ == "appos" and c.i in spoken), None)


def _endowed(clause: Clause, type_: str) -> bool:
    """Tell whether a clause says what money its subject has, or how many staff there are: "had a budget of"."""
    form = lemma(clause.verb)
    if type_ == "appoint":
        transitive = clause.kind is Kind.VERB and bool(clause.objects)
        return clause.kind is not Kind.NOUN and not transitive and form in lexicon().words["counted"]
    return type_ == "fund" and clause.kind is Kind.VERB and form in lexicon().words["endowed"]


def _patient(clause: Clause, type_: str) -> str:
    """Return the role of an action's objects."""
    joint = type_ in {"cooperate", "convene"} and not clause.passive
    return "partners" if joint and clause.kind is not Kind.NOUN else "recipients"


def _patients(clause: Clause, type_: str, spoken: Places) -> Iterator[str]:
    """Yield the actors among the objects; people whom justice deals with are suspects, no actors."""
    things = list(clause.objects)
    if type_ == "report" and not _addresses(clause):
        return
    if type_ == "cooperate":
        things += [c for thing in clause.objects for c in thing.children if c.dep_ == "compound"]
    if type_ in lexicon().words["owned"]:
        things += [c for thing in clause.objects for c in thing.children if c.dep_ == "poss"]
    for entity in acting(listed(things), spoken):
        if type_ not in _JUSTICE or entity.named or entity.type not in _SUSPECTS:
            yield entity.id


def _addresses(clause: Clause) -> bool:
    """Tell whether an object is told: "informed the police", "provided NGOs with data", not "reported inspectors"."""
    group = group_of(clause.verb) if clause.kind is Kind.VERB else None
    return lemma(clause.verb) in lexicon().words["addressed"] or (group is not None and group.given)


_SUSPECTS = frozenset({"Official", "Person", "Company"})
_JUSTICE = frozenset({"investigate", "arrest", "prosecute", "convict"})


def listed(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield nouns with those coordinated with them, and those that "including" or "such as" names."""
    for token in with_conjuncts(tokens):
        yield token
        near = (token, *(c for p in token.children if p.lower_ == "with" for c in p.children if c.dep_ == "pobj"))
        for child in (child for noun in near for child in noun.children):
            if child.lower_ in {"including", "as", "like"} and child.dep_ == "prep":
                yield from with_conjuncts(c for c in child.children if c.dep_ == "pobj")
            elif child.dep_ == "relcl" and child.lemma_ == "include":
                yield from with_conjuncts(c for c in child.children if c.dep_ == "dobj")


def actors(tokens: Iterable[Token], spoken: Places) -> Iterator[str]:
    """Yield the ids of the actors that words mean."""
    return (entity.id for entity in acting(tokens, spoken))


def acting(tokens: Iterable[Token], spoken: Places) -> Iterator[Entity]:
    """Yield the actors that words mean."""
    for token in tokens:
        entity = counting(token, spoken) or spoken.get(token.i) or them(token, spoken) or _explained(token, spoken)
        if entity is not None and entity.kind == "actor":
            yield from (entity if near == token else spoken[near.i] for near in series(token, spoken))


def _channels(clause: Clause) -> Iterator[Token]:
    """Yield through whom somebody acts: a body of its own ("through its labor division") or others."""
    through = (p for p in clause.verb.children if p.lower_ == "through")
    return (c for p in through for c in p.children if c.dep_ == "pobj")


def _role(preposition: Token, clause: Clause, table: dict[str, str]) -> str | None:
    """Return the role that a preposition, or one coordinated with another, gives in a clause."""
    first, form = first_of(preposition), preposition.lower_
    head = first.head
    if first.dep_ == "agent":
        return table.get(form) if head == clause.verb else None
    if head.dep_ == "pobj" and head.lemma_ in lexicon().words["joint"] and form in {"with", "from", "of", "by"}:
        return "partners" if head.head.lower_ in {"in", "with", "through"} else None
    if head != clause.verb and head not in clause.objects:
        return None
    if form == "by":
        return "agents" if clause.passive or head in clause.objects else None
    if form == "of" and head == clause.verb:
        return table.get("of") if "of" in table else None
    return table.get(form)


def _unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
