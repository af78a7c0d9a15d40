"""Surroundings: features of what stands around the word that reports an action, whatever the parser makes of it.

The words beside it hold where the parse is wrong; the clauses above it tell content of laws, mandates and hearsay from
what was done; the sentence's first words and its words of want or doubt colour all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from servanda.loaders.extract.draft import Draft
from servanda.loaders.extract.mention import Entity
from servanda.loaders.extract.predicates import lemma, lexicon

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FARTHEST = 8
"""Words above one that are looked at."""
_PATH = 4
_SHARING = frozenset({"conj", "xcomp", "advcl", "acl", "ccomp"})
"""Relations to a word whose modal verb may hold for a word below it: "can respond to complaints, investigate cases"."""
_EDGE = "|"
"""What stands beside the first and the last word of a sentence."""


def surroundings(draft: Draft, spoken: Mapping[int, Entity]) -> Iterator[str]:
    """Yield the names of the features of what stands around a draft's verb or noun of action."""
    sentence = draft.verb.sent
    yield from _beside(draft.verb, sentence)
    yield from _above(draft, spoken)
    yield from _modal(draft)
    yield from _sentence(sentence)


def _beside(verb: Token, sentence: SpacySpan) -> Iterator[str]:
    """Yield the two words before a word and the two after it, in its sentence, alone and together."""
    doc, i = verb.doc, verb.i
    places = (i - 2, i - 1, i + 1, i + 2)
    second, before, after, next_ = (doc[k].lower_ if sentence.start <= k < sentence.end else _EDGE for k in places)
    form = lemma(verb)
    yield f"form={verb.lower_}"
    yield f"-1={before}"
    yield f"+1={after}"
    yield f"-2={second} {before}"
    yield f"+2={after} {next_}"
    yield f"-1+1={before} {after}"
    yield f"-1 verb={before} {form}"
    yield f"verb +1={form} {after}"


def _above(draft: Draft, spoken: Mapping[int, Entity]) -> Iterator[str]:
    """Yield the verbs that a word hangs on, with their subjects, objects and negations, and the way up to them."""
    token = draft.verb
    path: list[str] = []
    while token.head != token and len(path) < _FARTHEST:
        path.append(token.dep_)
        token = token.head
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        for child in token.children:
            if child.dep_ in _SUBJECTS:
                name = spoken[child.i].type if child.i in spoken else lemma(child)
                yield f"above subject={name}"
                yield f"above subject={name}:{draft.type}"
            elif child.dep_ == "neg":
                yield "above denied"
                yield f"above denied={lemma(token)}"
            elif child.dep_ == "dobj":
                yield f"above object={lemma(child)}"
    yield f"root={lemma(token)}"
    yield f"path={'>'.join(path[:_PATH])}"
    yield f"far={min(len(path), 5)}"


def _modal(draft: Draft) -> Iterator[str]:
    """Yield the nearest modal verb of a word or of one whose modal verb may hold for it."""
    token = draft.verb
    for _ in range(_FARTHEST):
        found = next((c.lower_ for c in token.children if c.dep_ == "aux" and c.tag_ == "MD"), None)
        if found is not None:
            yield f"modal scope={found}"
            yield f"modal scope={found}:{draft.type}"
            return
        if token.dep_ not in _SHARING:
            return
        token = token.head


def _sentence(sentence: SpacySpan) -> Iterator[str]:
    """Yield how a sentence begins, how long it is, and its words that colour it."""
    words = [token.lower_ for token in sentence if not token.is_space]
    yield f"first={words[0]}"
    yield f"first two={' '.join(words[:2])}"
    yield f"length={min(len(words) // 10, 6)}"
    yield from (f"tinged={word}" for word in sorted(lexicon().words["tinged"].intersection(words)))
