"""Which law each report means by a description such as "the anti-trafficking law"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from servanda.graph.citations.described import antecedent
from servanda.graph.store import Store
from servanda.ontology.exchange import Instrument
from servanda.ontology.vocab import DCTERMS, INSTRUMENT_TYPES, RDFS, SKOS, SV

_TYPES = {str(iri): name for name, iri in INSTRUMENT_TYPES.items()}
_REFERENCES = f"""SELECT ?report ?entity ?type ?label ?alias ?state WHERE {{ GRAPH ?graph {{
    ?reference a <{SV.Reference}> ; <{SV.inReport}> ?report ; <{SV.refersTo}> ?entity ;
               <{DCTERMS.type}> ?type ; <{RDFS.label}> ?label .
    OPTIONAL {{ ?reference <{SKOS.altLabel}> ?alias }}
    OPTIONAL {{ ?reference <{SV.country}> ?state }} }} }}"""


def referents(store: Store) -> Iterator[tuple[str, str]]:
    """Yield described instruments and the named ones that they mean, as IRIs, report by report."""
    for report, things in sorted(_instruments(store).items()):
        named = [thing for iri, thing in sorted(things.items()) if not iri.startswith(report)]
        for iri, thing in sorted(things.items()):
            found = antecedent(thing, named) if iri.startswith(report) else None
            if found is not None:
                yield iri, str(found.iri)


def _instruments(store: Store) -> dict[str, dict[str, Instrument]]:
    """Return the instruments that each report refers to, by their IRIs."""
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    facts: dict[tuple[str, str], tuple[str, str | None]] = {}
    for row in store.select(_REFERENCES).rows:
        kind = _TYPES.get(str(row["type"]))
        if kind is None:
            continue
        place = (str(row["report"]), str(row["entity"]))
        state = str(row["state"]).rpartition("/")[2].upper() if "state" in row else None
        facts[place] = (kind, state)
        names[place] += [str(row[name]) for name in ("label", "alias") if name in row]
    found: dict[str, dict[str, Instrument]] = defaultdict(dict)
    for (report, iri), (kind, state) in facts.items():
        forms = tuple(dict.fromkeys(names[report, iri]))
        found[report][iri] = Instrument(
            "", forms[0], kind, state, aliases=forms[1:], named=not iri.startswith(report), iri=iri
        )
    return found
