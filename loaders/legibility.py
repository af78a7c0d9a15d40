"""Notes on texts that are read without much coming of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from servanda.loaders.document import Section, SectionKind


def notes_on(name: str, sections: Sequence[Section]) -> Iterator[str]:
    """Yield one-line notes on what of a text is not read, where that is most of it."""
    sizes = {kind: sum(s.end - s.start for s in sections if s.kind is kind) for kind in SectionKind}
    if sizes[SectionKind.TABLE] > sizes[SectionKind.NARRATIVE]:
        yield (
            f"{name}: {sizes[SectionKind.TABLE]:,} characters stand in tables, which are not read: "
            "load a table of recommendations or pledges as CSV or JSON Lines"
        )
