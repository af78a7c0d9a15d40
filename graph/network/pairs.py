"""A network of any pairs: of the rows of an answer, or of the triples of a graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import networkx as nx  # type: ignore[import-untyped]

About = Mapping[str, tuple[str, str]]
"""Name and type of a thing, by its IRI."""


def paired(pairs: Iterable[tuple[str, str]], about: About) -> nx.MultiDiGraph:
    """Return the network of pairs; the weight of a tie is the number of times that its pair comes.

    Args:
        pairs: things by their IRIs; a thing paired with itself is passed over.
        about: what is known of each; a thing that is not there goes by its IRI.
    """
    network = nx.MultiDiGraph()
    counted = Counter((source, target) for source, target in pairs if source != target)
    for iri in sorted({iri for pair in counted for iri in pair}):
        label, kind = about.get(iri, (iri, ""))
        network.add_node(iri, label=label, type=kind)
    for (source, target), weight in sorted(counted.items()):
        network.add_edge(
            source, target, key=f"{source} {target}", kind="", status="occurrence", mutual=False, weight=weight,
            normalised=float(weight), evidence=(),
        )  # fmt: skip
    return network
