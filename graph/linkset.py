"""The links of a store as a linkset: N-Triples, a table, or its description with VoID.

Source: Describing Linked Datasets with the VoID Vocabulary, W3C Interest Group Note, 3 March 2011.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable

from rdflib import BNode, Graph, Literal, Namespace, URIRef

from servanda.graph.store import Row, Solutions
from servanda.ontology.iris import Iris
from servanda.ontology.targets import schemes
from servanda.ontology.vocab import DCTERMS, PREFIXES, RDF, SKOS, SV, VOCAB

Select = Callable[[str], Solutions]

COLUMNS = ("subject", "predicate", "target", "scheme", "identifier", "source", "date", "confidence")
FORMATS = {"nt": "application/n-triples", "csv": "text/csv", "void": "text/turtle"}
"""Forms of a linkset, with their media types."""

_VOID = Namespace("http://rdfs.org/ns/void#")
_RECORDS = f"""SELECT DISTINCT ?subject ?predicate ?target ?scheme ?identifier ?source ?date ?confidence WHERE {{
  GRAPH ?graph {{
    ?link a <{SV.ExternalLink}> ; <{SV.linkSubject}> ?subject ; <{SV.linkPredicate}> ?predicate ;
      <{SV.linkScheme}> ?scheme ; <{DCTERMS.identifier}> ?identifier ; <{DCTERMS.source}> ?source ;
      <{DCTERMS.date}> ?date ; <{SV.linkConfidence}> ?confidence .
    OPTIONAL {{ ?link <{SV.linkTarget}> ?target }} }} }} ORDER BY ?subject ?scheme ?identifier"""


def linkset(select: Select, form: str, iris: Iris) -> str:
    """Return the links of a store; N-Triples hold the verified ones and candidates with a target, never identifiers.

    Args:
        select: answers queries on the store.
        form: a key of `FORMATS`.
        iris: mints the IRIs of data.
    """
    rows = select(_RECORDS).rows
    if form == "csv":
        return _table(rows)
    if form == "nt":
        return "".join(sorted(_triples(rows)))
    return _described(rows, iris)


def _triples(rows: tuple[Row, ...]) -> set[str]:
    return {
        f"{row['subject'].n3()} {row['predicate'].n3()} {row['target'].n3()} .\n"
        for row in rows
        if "target" in row and row["predicate"] != DCTERMS.identifier
    }


def _table(rows: tuple[Row, ...]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = {name: str(row[name]) if name in row else "" for name in COLUMNS}
        cells["predicate"] = _short(cells["predicate"])
        cells["scheme"] = cells["scheme"].removeprefix(f"{VOCAB}link-scheme/")
        writer.writerow([_harmless(cells[name]) for name in COLUMNS])
    return out.getvalue()


def _harmless(cell: str) -> str:
    """Return a cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _short(iri: str) -> str:
    return next((f"{p}:{iri[len(n) :]}" for p, n in PREFIXES.items() if iri.startswith(n)), iri)


def _described(rows: tuple[Row, ...], iris: Iris) -> str:
    """Return one void:Linkset for each external dataset and predicate."""
    graph = Graph()
    graph.bind("void", _VOID)
    graph.bind("dcterms", DCTERMS)
    graph.bind("skos", SKOS)
    ours = iris("dataset")
    graph.add((ours, RDF.type, _VOID.Dataset))
    graph.add((ours, _VOID.uriSpace, Literal(iris.base)))
    counts = Counter((str(row["scheme"]), row["predicate"]) for row in rows)
    for (scheme, predicate), number in sorted(counts.items(), key=str):
        name = scheme.removeprefix(f"{VOCAB}link-scheme/")
        known = schemes().get(name)
        node, other = iris("linkset", f"{name}-{_short(str(predicate)).partition(':')[2]}"), BNode(name)
        graph.add((node, RDF.type, _VOID.Linkset))
        graph.add((node, DCTERMS.title, Literal(known.label if known else name, lang="en")))
        graph.add((node, _VOID.subjectsTarget, ours))
        graph.add((node, _VOID.linkPredicate, URIRef(str(predicate))))
        graph.add((node, _VOID.triples, Literal(number)))
        graph.add((node, _VOID.objectsTarget, other))
        graph.add((other, RDF.type, _VOID.Dataset))
        pattern = known.iri_pattern or known.page_pattern if known else ""
        if pattern and not pattern.startswith("{"):
            graph.add((other, _VOID.uriSpace, Literal(pattern.partition("{")[0])))
    return str(graph.serialize(format="turtle"))
