"""Which law a report means by "the anti-trafficking law": the one that it names, if it names just one that fits."""

from __future__ import annotations

import re
from collections.abc import Iterable

from servanda.graph.citations.phrases import folded
from servanda.ontology.exchange import Instrument

_EMPTY = frozenset(
    """a an and anti act acts bill code codes decree draft existing for in law laws legislation national new no of on
    order persons regulation regulations relating the to with against concerning combating prevention protection
    suppression republic federal its current this that domestic law's plan policy strategy""".split()
)
_STEMS = {"children": "child", "women": "woman", "trafficked": "trafficking", "labour": "labor", "penal": "criminal"}


def antecedent(described: Instrument, instruments: Iterable[Instrument]) -> Instrument | None:
    """Return the named law of the same state and type that a description means, or None.

    The words of the description that tell something ("trafficking") must all stand in the title, and in the title of
    one law only. A description without such words ("the law") stays described.
    """
    wanted = telling(described.name)
    if not wanted or described.named:
        return None
    fitting = {
        other.iri or other.name: other
        for other in instruments
        if other.named and other.type == described.type and other.of == described.of
        and wanted <= set().union(*(telling(name) for name in (other.name, *other.aliases)))
    }  # fmt: skip
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def telling(name: str) -> set[str]:
    """Return the words of a title or description that tell what it is about, in one spelling."""
    words = re.findall(r"[a-z]+(?:'s)?", folded(name))
    return {_STEMS.get(word, word) for word in (w.removesuffix("'s") for w in words) if word not in _EMPTY}
