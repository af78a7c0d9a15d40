"""A tagged text as plain lists, which the recogniser's rules read far faster than the language model's tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from servanda.loaders.extract.lexicon import word_sets

_SENTENCE_MARKS = frozenset({".", "?", "!", ":", ";", "•", "-", "—", "–", "“", '"', "("})
_FUNCTION_TAGS = frozenset({"DT", "IN", "PRP", "PRP$", "WDT", "WP", "WRB", "MD", "CC", "TO", "EX", "RB", "PDT"})
_DONE_BY = re.compile(rf"(?<=\w)-(?:{'|'.join(sorted(word_sets('actors_words.toml')['done_by']))})$")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the stretches that are read, in order; all lists run in parallel."""

    text: str
    forms: list[str]
    lower: list[str]
    tags: list[str]
    starts: list[int]
    ends: list[int]
    first: list[bool]
    """True for the first word of a sentence, item or paragraph, whose capital letter says nothing."""
    fresh: list[bool]
    """True where a new paragraph or an unread stretch lies before the word: no name runs across."""
    title: list[bool]
    """True for a capitalised word that can be part of a name."""

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.forms)

    def done_by(self, i: int) -> int:
        """Return how many characters of a word tell what its body does: "-run" of "Ministry of Interior-run"."""
        match = _DONE_BY.search(self.forms[i])
        return len(match[0]) if match else 0

    def phrase(self, first: int, last: int) -> str:
        """Return the text from one word to another, both included."""
        return self.text[self.starts[first] : self.ends[last]]


def words_of(tagged: Doc, spans: Sequence[tuple[int, int]]) -> Words:
    """Lay out the words of a tagged text that lie within the spans (offsets, in order)."""
    text = tagged.text
    words = Words(text, [], [], [], [], [], [], [], [])
    spans = sorted(spans)
    position, reach, last_form = 0, 0, "."
    for token in tagged:
        start = token.idx
        form = token.text
        while position < len(spans) and spans[position][1] <= start:
            position += 1
        if position == len(spans):
            break
        if start < spans[position][0] or start + len(form) > spans[position][1] or form.isspace():
            continue
        fresh = "\n" in text[reach:start] or not words.forms
        first = fresh or last_form in _SENTENCE_MARKS
        capital = form[0].isupper()
        words.forms.append(form)
        words.lower.append(form.lower())
        words.tags.append(token.tag_)
        words.starts.append(start)
        words.ends.append(start + len(form))
        words.fresh.append(fresh)
        words.first.append(first)
        words.title.append(capital and not (first and (token.tag_ in _FUNCTION_TAGS or token.tag_.startswith("VB"))))
        reach, last_form = start + len(form), form
    return words
