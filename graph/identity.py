"""Identity: which actor or instrument of the world an expression of a report means, as an IRI.

Same type, same country slot, same normalised name or known alias give the same IRI, in whatever order reports are
loaded, since the IRI follows from the expression alone. What is only described ("local NGOs", "a draft law") stays in
its report. Anything less certain is left to the people who judge candidates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TypeVar

from rdflib import URIRef

from servanda.graph import names, titles
from servanda.graph.citations.reading import citations
from servanda.graph.citations.treaties import by_id
from servanda.ontology import authority
from servanda.ontology.authority import AuthorityBody, AuthorityInstrument
from servanda.ontology.exchange import Actor, Extraction, Instrument, with_actors
from servanda.ontology.iris import Iris, slug

_EXECUTIVE = frozenset(
    """government|authorities|national government|federal government|central government|national authorities|state
    |government authorities|federal authorities|executive branch|state authorities""".replace("\n    ", "").split("|")
)
"""Expressions that mean the executive of the country at hand as a whole."""
_UNITED_NATIONS = re.compile(r"\b(?:United Nations|U\.N\.|UN)(?:['’]s?)?(?!\w)")
_OF_UNITED_NATIONS = re.compile(r"^(.+) of (?:the )?UN$")
_GOVERNMENT_OF = re.compile(r"^government of (?:the )?", re.IGNORECASE)


def resolve(extraction: Extraction, iris: Iris, report: URIRef | None = None) -> Extraction:
    """Return the extraction with an IRI on every actor and instrument.

    Args:
        extraction: what was read from a report. IRIs of this base that it already has (corrections) stay.
        iris: mints the IRIs.
        report: the report's IRI, below which what is only described is named; by the document's name if None.
    """
    report = report or iris.report(extraction.doc, None, None, None)
    taken: Counter[str] = Counter()
    actors = tuple(_resolved_actor(actor, extraction.country, iris, report, taken) for actor in extraction.actors)
    things = tuple(_resolved_instrument(thing, iris, report, taken) for thing in extraction.instruments)
    return with_actors(extraction, actors, things)


def named_body(name: str, iris: Iris) -> Actor:
    """Return the resolved actor of a body known by name alone, such as a report's publisher."""
    if known := _body(name):
        return Actor("", name, known.type, known.country, iri=str(body_iri(known, iris)))
    words = name.split()
    country = next((c for n in range(3, 0, -1) if (c := authority.country_of(" ".join(words[:n])))), None)
    kind = names.implied_type(names.without_country(name, country))
    return Actor("", name, kind, country, iri=str(_actor_iri(name, kind, country, iris)))


def body_iri(body: AuthorityBody, iris: Iris) -> URIRef:
    """Return the IRI of a body of the authority files, by its official name."""
    return iris.actor(body.country, body.name)


def instrument_iri(instrument: AuthorityInstrument, iris: Iris) -> URIRef:
    """Return the IRI of an instrument of the authority files, by its official name."""
    return iris.instrument(instrument.of, instrument.name)


@cache
def official_names(iris: Iris) -> dict[str, str]:
    """Return the official name of every body, instrument and government that the authority files know, by IRI."""
    known = {str(body_iri(body, iris)): body.name for body in authority.bodies()}
    known |= {str(instrument_iri(thing, iris)): thing.name for thing in authority.instruments()}
    governments = (f"Government of {country.name}" for country in authority.countries())
    return known | {
        str(iris.actor(country.iso3, name)): name
        for country, name in zip(authority.countries(), governments, strict=True)
    }


def _resolved_actor(actor: Actor, country: str | None, iris: Iris, report: URIRef, taken: Counter[str]) -> Actor:
    if actor.iri and actor.iri.startswith(str(iris("actor", ""))):
        return replace(actor, named=True)
    if iri := _global_actor(actor, country, iris):
        return replace(actor, iri=str(iri), named=True)
    return replace(actor, iri=_local(report, "actor", actor.name, iris, taken), named=False)


def _global_actor(actor: Actor, reported: str | None, iris: Iris) -> URIRef | None:
    """Return the IRI of an actor that the reports of the world share, or None for a described one.

    Reports on one state, `reported`, share a name that several international bodies bear ("International Tribunal").
    """
    if actor.type == "Government" and (country := _governed(actor)):
        return iris.actor(country.iso3, f"Government of {country.name}")
    if actor.type != "Government" and names.is_institution(
        names.without_country(names.spelled(actor.name), actor.country)
    ):
        return _actor_iri(actor.name, actor.type, actor.country, iris) if actor.country else None
    if not actor.named:
        return None
    for expression in _expressions(actor):
        body = _body(expression)
        if body and body.type == actor.type and actor.country in (None, body.country):
            return body_iri(body, iris)
    if actor.type in authority.PUBLIC_BODIES and actor.country is None:
        return None  # it could be that of any state
    if actor.type != "Person" and not names.is_name(actor.name, actor.country):
        return None
    if actor.type == "InternationalBody" and actor.country is None and names.is_common(actor.name):
        return _actor_iri(actor.name, actor.type, reported, iris) if reported else None
    return _actor_iri(actor.name, actor.type, actor.country, iris)


def _body(expression: str) -> AuthorityBody | None:
    """Return the body of the authority files that an expression names, or None.

    A name that bodies of states have as well, such as "Human Rights Committee", names that of the United Nations only
    where the expression says so.
    """
    key = _body_key(expression)
    return _bodies().get(key) or _bodies().get(key.removeprefix("un-"))


def _governed(actor: Actor) -> authority.Country | None:
    """Return the country whose executive as a whole an actor is, or None."""
    iso3 = actor.country or authority.country_of(names.plain(actor.name))
    country = authority.country(iso3) if iso3 else None
    if country is None:
        return None
    for expression in (actor.name, *actor.aliases):
        text = names.plain(expression)
        rest = _GOVERNMENT_OF.sub("", text)  # its case stays: "Mali" is a state, "mali" is none
        if text.lower() in _EXECUTIVE or iso3 in (authority.country_of(text), authority.country_of(rest)):
            return country
        first, _, last = text.rpartition(" ")
        if last.lower() in _EXECUTIVE and authority.country_of(first) == iso3:
            return country
    return None


def _actor_iri(name: str, kind: str, country: str | None, iris: Iris) -> URIRef:
    text = names.spelled(name)
    if kind in names.PUBLIC_TYPES:
        text = names.spelled(names.without_country(text, country))
    return iris.actor(country, text, "" if names.implied_type(text) == kind else slug(kind))


def _resolved_instrument(thing: Instrument, iris: Iris, report: URIRef, taken: Counter[str]) -> Instrument:
    if thing.iri and thing.iri.startswith(str(iris("instrument", ""))):
        return replace(thing, named=True)
    for expression in _expressions(thing):
        known = _instruments().get(_key(titles.title(expression)))
        if known and thing.of in (None, known.of) and thing.type == known.type:
            iri = str(instrument_iri(known, iris))
            return replace(thing, iri=iri, named=True, links=tuple(dict.fromkeys((*thing.links, *known.links))))
    if cited := _cited(thing):
        links = tuple(dict.fromkeys((*thing.links, *cited.links)))
        return replace(thing, iri=str(instrument_iri(cited, iris)), named=True, links=links)
    if (thing.of or thing.type == "Treaty") and titles.is_title(thing.name):
        text = titles.title(names.without_country(names.plain(thing.name), thing.of), thing.number)
        kind = "" if titles.implied_type(text) == thing.type else f" {slug(thing.type)}"
        return replace(thing, iri=str(iris.instrument(thing.of, text + kind)), named=True)
    return replace(thing, iri=_local(report, "instrument", thing.name, iris, taken), named=False)


def _cited(thing: Instrument) -> AuthorityInstrument | None:
    """Return the instrument of the authority files that an expression cites by number or in other words, or None."""
    for expression in _expressions(thing):
        found = {citation.instrument for citation in citations(expression, thing.of)}
        known = by_id().get(found.pop() or "") if len(found) == 1 else None
        if known and thing.of in (None, known.of) and thing.type == known.type:
            return known
    return None


def _local(report: URIRef, kind: str, name: str, iris: Iris, taken: Counter[str]) -> str:
    """Return an IRI inside the report; the second bearer of a description gets a number."""
    iri = str(iris.within(report, kind, slug(name)))
    taken[iri] += 1
    return iri if taken[iri] == 1 else f"{iri}-{taken[iri]}"


def _expressions(entry: Actor | Instrument) -> Iterator[str]:
    """Yield what may be looked up: the name, what it has in parentheses, and the aliases that are names."""
    for text in (entry.name, *entry.aliases):
        yield text
        yield from names.acronyms(text)


def _key(name: str) -> str:
    """Return the form in which names are compared."""
    return slug(names.spelled(name).removeprefix("UN "))


Entry = TypeVar("Entry", bound=AuthorityBody | AuthorityInstrument)


def _body_key(name: str) -> str:
    """Return the form in which names of bodies are compared: "UN X" for "United Nations X" and "X of the UN"."""
    text = _UNITED_NATIONS.sub("UN", names.spelled(name))
    return slug(_OF_UNITED_NATIONS.sub(r"UN \1", text))


def _index(entries: Iterable[Entry], key_of: Callable[[str], str]) -> dict[str, Entry]:
    """Return entries by every name that means one of them only; what is marked as ambiguous does not count."""
    owners: dict[str, set[str]] = {}
    found: dict[str, Entry] = {}
    for entry in entries:
        unclear = set(map(key_of, entry.ambiguous_aliases))
        for key in set(map(key_of, (entry.name, *entry.aliases))) - unclear:
            owners.setdefault(key, set()).add(entry.name)
            found[key] = entry
    return {key: found[key] for key, bearers in owners.items() if len(bearers) == 1}


@cache
def _bodies() -> dict[str, AuthorityBody]:
    return _index(authority.bodies(), _body_key)


@cache
def _instruments() -> dict[str, AuthorityInstrument]:
    return _index(authority.instruments(), _key)
