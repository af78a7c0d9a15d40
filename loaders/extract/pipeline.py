"""The rule extractor: tag, recognise, parse, resolve, then read statements and assessments."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from servanda import __version__
from servanda.loaders.document import Document
from servanda.loaders.english import english
from servanda.loaders.extract.assessments import assessments
from servanda.loaders.extract.coreference import resolve
from servanda.loaders.extract.layout import running
from servanda.loaders.extract.mention import Entity
from servanda.loaders.extract.model import Model, load
from servanda.loaders.extract.parse import parse, tag
from servanda.loaders.extract.recogniser import recognise
from servanda.loaders.extract.statements import Judge, statements
from servanda.loaders.sentences import sentences
from servanda.ontology.exchange import Actor, Extraction, Instrument, Software, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's narrative as the grammar sees it."""

    document: Document
    doc: Doc
    entities: tuple[Entity, ...]
    stretches: tuple[tuple[int, int], ...]
    """The running text (offsets, in order)."""
    notices: tuple[str, ...] = ()
    """What of the narrative was not read, and why."""


class RuleExtractor:
    """Extracts by grammar, lexicon and a statistical parser; equal documents give equal extractions.

    The language model is loaded when it is first needed.
    """

    _loaded: Model | None = None

    @property
    def _model(self) -> Model:
        """Return the language model."""
        if self._loaded is None:
            self._loaded = load()
        return self._loaded

    @property
    def software(self) -> Software:
        """Return the program's name and version, and the language model that it uses.

        Raises:
            ModelError: the language model is missing or not the official one.
        """
        return Software("servanda", __version__, self._model.identity)

    def software_for(self, document: Document) -> Software:
        """Return the same for all documents: the program and its language model.

        Raises:
            ModelError: the language model is missing or not the official one.
        """
        return self.software

    def extract(self, document: Document) -> Extraction:
        """Return what a document's narrative tells.

        Raises:
            UnsupportedLanguage: the narrative is not in English.
            ModelError: the language model is missing or not the official one.
        """
        return self.told(self.parsed(document))

    def parsed(self, document: Document) -> Reading:
        """Return a document's narrative parsed, with its actors and instruments.

        Raises:
            UnsupportedLanguage: the narrative is not in English.
            ModelError: the language model is missing or not the official one.
        """
        text, country = document.text, document.metadata.country
        readable, notices = english(document)
        spans = [(span.start, span.end) for span in readable]
        language = self._model.language
        tagged = tag(text, spans, language)
        mentions = recognise(text, spans, country, tagged)
        doc = parse(tagged, mentions, language)
        stretches = tuple(stretch for start, end in spans for stretch in running(text, start, end))
        return Reading(document, doc, tuple(resolve(doc, mentions, country)), stretches, notices)

    def told(self, reading: Reading, by: Judge | None = None) -> Extraction:
        """Return what a parsed document tells, its statements decided by a judge other than the package's if given."""
        document, entities = reading.document, reading.entities
        text, facts = document.text, document.metadata
        lines = [Span(a + s.start, a + s.end) for a, b in reading.stretches for s in sentences(text[a:b])]
        return Extraction(
            doc=document.name,
            country=facts.country,
            text_sha256=document.sha256,
            extractor=self.software,
            title=facts.title,
            date=facts.date,
            actors=tuple(actor(entity, text) for entity in entities if entity.kind == "actor"),
            instruments=tuple(instrument(entity, text) for entity in entities if entity.kind == "instrument"),
            statements=tuple(statements(reading.doc, entities, reading.stretches, facts, by)),
            assessments=tuple(assessments(text, lines, entities, facts.country)),
            notices=(*document.notes, *reading.notices),
        )


def actor(entity: Entity, text: str) -> Actor:
    """Return an actor in the exchange form."""
    return Actor(
        id=entity.id,
        name=entity.name,
        type=entity.type,
        country=entity.country,
        part_of=entity.part_of,
        aliases=_aliases(entity, text),
        mentions=_mentions(entity),
        named=entity.named,
    )


def instrument(entity: Entity, text: str) -> Instrument:
    """Return an instrument in the exchange form."""
    return Instrument(
        id=entity.id,
        name=entity.name,
        type=entity.type,
        of=entity.country,
        number=entity.number,
        aliases=_aliases(entity, text),
        mentions=_mentions(entity),
        named=entity.named,
    )


def _aliases(entity: Entity, text: str) -> tuple[str, ...]:
    """Return the expressions that mean an entity, each once, in the order of the text; pronouns are none."""
    return tuple(dict.fromkeys(text[m.start : m.end] for m in entity.mentions if not m.anaphor))


def _mentions(entity: Entity) -> tuple[Span, ...]:
    return tuple(Span(m.start, m.end) for m in entity.mentions)
