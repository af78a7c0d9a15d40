"""The recogniser: finds what speaks of actors and instruments, before the text is parsed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from servanda.loaders.extract import acronyms, bodies, gazetteer, states
from servanda.loaders.extract.companions import companions
from servanda.loaders.extract.instruments import instruments
from servanda.loaders.extract.introduced import called
from servanda.loaders.extract.layout import running
from servanda.loaders.extract.lexicon import word_sets
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.modifiers import modifiers
from servanda.loaders.extract.persons import persons
from servanda.loaders.extract.posts import posts
from servanda.loaders.extract.regions import regions
from servanda.loaders.extract.variants import variants
from servanda.loaders.extract.wordings import is_plural
from servanda.loaders.extract.words import words_of

WORDS = word_sets("actors_words.toml")


def recognise(text: str, spans: Sequence[tuple[int, int]], country: str | None, tagged_doc: Doc) -> list[Mention]:
    """Find the mentions of actors and instruments in a report.

    Args:
        text: the report's text.
        spans: the stretches to read (offsets, in order).
        country: ISO 3166-1 alpha-3 of the state that the report is about.
        tagged_doc: the text, tokenised and tagged within the spans.

    Returns:
        The mentions in the order of the text. They overlap only where one is a wider wording of
        another: a name with its acronym in brackets, a group with its number, place or office.
    """
    words = words_of(tagged_doc, [stretch for start, end in spans for stretch in running(text, start, end)])
    places = states.places(words, country)
    named = {i for place in places if not place.demonym for i in range(place.first, place.last + 1)}
    known = list(gazetteer.known(words, {p.first: (p.last, p.country) for p in places if not p.demonym}))
    stops = frozenset(named | {i for first, last, _ in known for i in range(first, last + 1)})
    nations = stops | {i for place in places for i in range(place.first, place.last + 1)}
    owners = {place.last: place.first for place in places if not place.demonym}
    found = [
        *states.governments(words, places), *states.acting(words, places), *(mention for _, _, mention in known),
        *bodies.bodies(words, stops, owners, country), *regions(words, nations),
        *called(words, stops), *instruments(words, stops),
    ]  # fmt: skip
    if not any(mention.rule == "government" and mention.country in {None, country} for mention in found):
        found.extend(states.modifying(words))
    found.extend(modifiers(words, found))
    scopes = [mention for mention in found if "+scope" in mention.rule]
    chosen = longest(mention for mention in found if "+scope" not in mention.rule)
    introduced = list(acronyms.bracketed(words, chosen))
    forms = [(text[acronym.start : acronym.end], acronym) for _, acronym, _ in introduced]
    table = {form: replace(acronym, name=form) for form, acronym in forms}
    table |= {mention.name: mention for mention in chosen if mention.rule.startswith("called")}
    explained = {*table, *(mention.name for _, _, mention in known), *WORDS["no_bodies"]}
    found.extend(acronyms.unexplained(words, explained, country))
    found = _uncalled([*companions(words, longest(found), nations), *found])
    chosen = longest(mention for mention in found if "+scope" not in mention.rule)
    short = list(acronyms.later(words, table))
    employed = _employers(chosen, [*short, *(m for m in found if m.rule.startswith(("unexplained", "name:")))])
    chosen = longest([*(both for _, _, both in introduced), *chosen, *short])
    inner = [mention for name, acronym, _ in introduced for mention in (name, acronym)]
    countries = {place.first: place.last for place in places if not place.demonym}
    scopes = [scope for scope in scopes if not _cuts(scope, chosen)]
    wider = [*variants(words, chosen, countries), *posts(words, chosen), *persons(words, chosen)]
    return sorted({*chosen, *inner, *wider, *scopes, *employed}, key=lambda m: (m.start, -m.end, -len(m.name)))


def _employers(chosen: Iterable[Mention], short: Iterable[Mention]) -> list[Mention]:
    """Return the bodies whose names open the description of their officials: "MTESS officials"."""
    openings = {m.end - len(m.name): m for m in chosen if m.type == "Official" and m.rule.startswith("described")}
    inside = [(m, m.end - len(m.name)) for m in short if m.type != "Official"]
    return [replace(m, start=place) for m, place in inside if place in openings and m.end < openings[place].end]


def _uncalled(found: Sequence[Mention]) -> list[Mention]:
    """Leave out the noun that a name follows: "the human rights NGO" of "the human rights NGO Memorial"."""
    opening = {m.end - len(m.name) for m in found if m.type == "NGO" and m.named}
    return [m for m in found if m.type != "NGO" or m.named or is_plural(m) or m.end + 1 not in opening]


def _cuts(scope: Mention, chosen: Iterable[Mention]) -> bool:
    """Tell whether a wider wording begins inside a name that another rule read better."""
    return any(m.named and m.kind == scope.kind and m.start < scope.start < m.end for m in chosen)


def longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Keep the longest of mentions that overlap; of equally long ones the first; instruments without a name last.

    "The ministry plans more" is about the ministry: a plan that only its words describe gives way to any actor.
    """
    chosen: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(mentions, key=lambda m: (_only_described(m), m.start - m.end, m.start)):
        if taken.isdisjoint(range(mention.start, mention.end)):
            chosen.append(mention)
            taken.update(range(mention.start, mention.end))
    return sorted(chosen, key=lambda m: m.start)


def _only_described(mention: Mention) -> bool:
    return mention.kind == "instrument" and mention.rule.startswith("described")
