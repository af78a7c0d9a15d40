"""Tagging and parsing of a report, with names that the parser would break replaced by a stand-in word first.

The small statistical parser breaks one institutional name in eight ("the UN Office on Drugs and Crime sample
legislation" is one noun phrase to it). `tag` therefore only tags; the recogniser finds the names; `parse` then parses a
text in which each name is one harmless word. Both return a Doc over the whole text, so `token.idx` is an offset in the
report and `doc.text` the report's text; what is not narrative is one opaque token.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from servanda.loaders.extract.lexicon import word_sets
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.model import ABBREVIATIONS
from servanda.loaders.extract.retagging import retag

OPAQUE = "opaque"
"""Dependency label of a token that stands for text that is not read."""
LONGEST = 4_000
"""Characters of a stretch that is parsed at once; longer paragraphs are cut at a sentence end."""
BATCH = 64

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_SENTENCE_END = re.compile(r"[.;!?][”\"')]*\s+(?=[A-Z“\"])")
_FINITE, _NOUN = {"VBD", "VBZ", "VBP", "MD"}, {"NN", "NNS", "NNP", "NNPS"}


@dataclass(frozen=True, slots=True)
class _Word:
    """One token to be: its offsets in the report and its analysis; `head` counts in the same list of words."""

    start: int
    end: int
    tag: str
    pos: str
    lemma: str
    head: int
    dep: str


def tag(text: str, spans: Iterable[tuple[int, int]], language: Language) -> Doc:
    """Tokenise and tag the stretches `spans` of a text (offsets, in order, not overlapping)."""
    pieces = [piece for start, end in spans for piece in _pieces(text, start, end)]
    words: list[_Word] = []
    stretches: list[tuple[int, int]] = []
    with language.select_pipes(disable=[p for p in ("parser", "lemmatizer") if language.has_pipe(p)]):
        docs = language.pipe((text[start:end] for start, end in pieces), batch_size=BATCH)
        for (start, _), doc in zip(pieces, docs, strict=True):
            first = len(words)
            for token in doc:
                if not token.is_space:
                    place = start + token.idx
                    end = place + len(token)
                    words.append(_Word(place, end, token.tag_, token.pos_, token.norm_, len(words), "ROOT"))
            if len(words) > first:
                stretches.append((words[first].start, words[-1].end))
    doc = _assembled(text, words, language.vocab)
    doc.user_data["stretches"] = stretches
    return doc


def parse(tagged: Doc, mentions: Sequence[Mention], language: Language) -> Doc:
    """Parse a tagged text; every long name among the mentions is one token of the result."""
    stretches: list[tuple[int, int]] = tagged.user_data["stretches"]
    tokens = [token for token in tagged if token.dep_ != OPAQUE and not token.is_space]
    names = _names(mentions, tokens)
    inputs, places = [], []
    for stretch in _grouped(tokens, stretches):
        words, spaces, offsets = _substituted(stretch, names)
        doc = Doc(language.vocab, words=words, spaces=spaces)
        for i in _breaks(stretch, offsets):
            doc[i].is_sent_start = True
        for before, token in pairwise(doc):
            if before.text in ABBREVIATIONS and not token.is_sent_start:
                token.is_sent_start = False
        inputs.append(doc)
        places.append(offsets)
    text = text_of(tagged)
    rows: list[_Word] = []
    for doc, offsets in zip(language.pipe(inputs, batch_size=BATCH), places, strict=True):
        base = len(rows)
        for token, (start, end, is_name) in zip(doc, offsets, strict=True):
            tag_, pos = ("NNPS" if token.text in _PLURALS else "NNP", "PROPN") if is_name else (token.tag_, token.pos_)
            form = text[start:end] if is_name else token.lemma_
            rows.append(_Word(start, end, tag_, pos, form, base + token.head.i, token.dep_))
    return retag(_assembled(text, rows, language.vocab))


def text_of(doc: Doc) -> str:
    """Return the text of a report that was tagged or parsed; `doc.text` joins all its words anew at every call."""
    return str(doc.user_data["text"])


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch into paragraphs, and overlong paragraphs at sentence ends."""
    for paragraph in _PARAGRAPH.finditer(text, start, end):
        left, right = paragraph.span()
        while right - left > LONGEST:
            ends = [m.end() for m in _SENTENCE_END.finditer(text, left, left + LONGEST)]
            space = text.rfind(" ", left + 1, left + LONGEST)
            cut = ends[-1] if ends else space + 1 if space > 0 else left + LONGEST
            yield left, cut
            left = cut
        yield left, right


def _grouped(tokens: Sequence[Token], stretches: Sequence[tuple[int, int]]) -> Iterator[list[Token]]:
    """Return the tokens of each stretch."""
    position = 0
    for _, end in stretches:
        first = position
        while position < len(tokens) and tokens[position].idx < end:
            position += 1
        yield list(tokens[first:position])


# --- stand-ins ----------------------------------------------------------------------------------------------------


def _names(mentions: Sequence[Mention], tokens: Sequence[Token]) -> dict[int, Mention]:
    """Return the names to replace, outermost only, by the offset of their first token."""
    starts = {token.idx for token in tokens}
    ends = {token.idx + len(token) for token in tokens}
    chosen: dict[int, Mention] = {}
    reach = -1
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.start < reach or mention.start not in starts or mention.end not in ends:
            continue
        if mention.named and not mention.anaphor and " " in mention.name:
            chosen[mention.start] = mention
            reach = mention.end
    return chosen


CALENDAR = word_sets("actors_words.toml")["calendar"]
_PLURALS = frozenset({"them", "they", "Americans"})


def _substituted(
    stretch: Sequence[Token], names: dict[int, Mention]
) -> tuple[list[str], list[bool], list[tuple[int, int, bool]]]:
    """Return words, spaces and offsets of a stretch with names replaced by stand-ins."""
    words: list[str] = []
    spaces: list[bool] = []
    offsets: list[tuple[int, int, bool]] = []
    i = 0
    while i < len(stretch):
        token = stretch[i]
        mention = names.get(token.idx)
        last = i
        if mention is not None:
            while last + 1 < len(stretch) and stretch[last + 1].idx < mention.end:
                last += 1
        end = stretch[last].idx + len(stretch[last])
        follower = stretch[last + 1] if last + 1 < len(stretch) else None
        words.append(token.text if mention is None else _stand_in(stretch, i, last))
        spaces.append(follower is not None and follower.idx > end)
        offsets.append((token.idx, end, mention is not None))
        i = last + 1
    return words, spaces, offsets


def _stand_in(stretch: Sequence[Token], first: int, last: int) -> str:
    """Choose the word that stands for a name: a pronoun, which cannot modify or be modified, beside a noun or date."""
    follower = stretch[last + 1] if last + 1 < len(stretch) else None
    plural = _is_plural(stretch[first : last + 1])
    if first and (stretch[first - 1].lower_ in CALENDAR or stretch[first - 1].shape_ == "dddd"):
        return "they" if plural else "it"  # "In October the World Bank reported"
    if follower is not None and follower.tag_ in _NOUN and last - first > 2:
        return "them" if plural else "it"
    return "Americans" if plural else "Smith"


def _is_plural(name: Sequence[Token]) -> bool:
    """Tell whether a name's head, the last noun before "of", "for", "on" …, is plural."""
    head = None
    for token in name:
        if head is not None and token.tag_ in {"IN", ",", "-LRB-", "CC"}:
            break
        if token.tag_ in _NOUN:
            head = token
    return head is not None and head.tag_ in {"NNS", "NNPS"}


def _breaks(stretch: Sequence[Token], offsets: Sequence[tuple[int, int, bool]]) -> list[int]:
    """Return the words that begin a clause of their own after a semicolon, or after a dash that ends a label."""
    tags = {token.idx: token.tag_ for token in stretch}
    texts = {token.idx: token.text for token in stretch}
    marks = [i for i, (start, _, name) in enumerate(offsets) if not name and texts[start] in {";", "—"}]
    finite = [tags[start] in _FINITE and not name for start, _, name in offsets]
    breaks: list[int] = []
    left = 0
    for k, mark in enumerate(marks):
        right = marks[k + 1] if k + 1 < len(marks) else len(offsets)
        if any(finite[mark + 1 : right]) and (texts[offsets[mark][0]] == ";") == any(finite[left:mark]):
            breaks.append(mark + 1)
            left = mark + 1
    return breaks


# --- one Doc over the whole text ----------------------------------------------------------------------------------


def _assembled(text: str, rows: Sequence[_Word], vocab: Vocab) -> Doc:
    """Build a Doc whose text is the report's: unread stretches become one opaque token, odd white space its own."""
    words: list[str] = []
    spaces: list[bool] = []
    analyses: list[tuple[str, str, str, str]] = []
    heads: list[int] = []
    moved: list[int] = []

    def fill(start: int, end: int) -> None:
        gap = text[start:end]
        if words and gap.startswith(" ") and not spaces[-1]:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            is_space = gap.isspace()
            heads.append(len(words) - 1 if is_space and words else len(words))
            words.append(gap)
            spaces.append(False)
            analyses.append(("_SP", "SPACE", gap, "dep") if is_space else ("XX", "X", gap, OPAQUE))

    position = 0
    links: list[tuple[int, int]] = []
    for row in rows:
        fill(position, row.start)
        moved.append(len(words))
        links.append((len(words), row.head))
        heads.append(len(words))
        words.append(text[row.start : row.end])
        spaces.append(False)
        analyses.append((row.tag, row.pos, row.lemma, row.dep))
        position = row.end
    fill(position, len(text))
    for place, head in links:
        heads[place] = moved[head]
    tags, poses, lemmas, deps = ([a[k] for a in analyses] for k in range(4))
    doc = Doc(vocab, words=words, spaces=spaces, tags=tags, pos=poses, lemmas=lemmas, heads=heads, deps=deps)
    doc.user_data["text"] = text
    return doc
