"""How far a name reaches to the right of its head noun."""

from __future__ import annotations

from servanda.loaders.extract.left import APOSTROPHES
from servanda.loaders.extract.lexicon import word_sets
from servanda.loaders.extract.words import Words

WORDS = word_sets("actors_words.toml")
CONNECTORS = frozenset(
    {"of", "for", "on", "against", "to", "in", "&", "towards", "toward", "concerning", "regarding", "with", "at"}
)
_CARED_FOR = frozenset({"disabilities", "disability", "special", "albinism"})


def name_right(words: Words, head: int, stops: frozenset[int], heads: frozenset[str]) -> int:
    """Return the last word of the capitalised name whose head noun ends at `head`.

    Args:
        words: the text.
        head: last word of the head noun.
        stops: first words of names that are known and of countries.
        heads: the head nouns at which another name begins.
    """
    last, linked = head, words.lower[head] == "commerce"
    while last + 1 < len(words) and not words.fresh[last + 1] and not words.done_by(last):
        step = _onward(words, last, linked, stops, heads)
        if step is None:
            break
        last, linked = step
    return last


def _onward(
    words: Words, last: int, linked: bool, stops: frozenset[int], heads: frozenset[str]
) -> tuple[int, bool] | None:
    """Return the next word that belongs to the name and whether a connector was passed; None at its end."""
    i = last + 1
    form = words.lower[i]
    if form in {"concerning", "regarding"}:
        return _after_connector(words, i, stops, heads)
    known = i in stops and not (last in stops and linked)
    if words.title[i] and form in CONNECTORS and (step := _capital_connector(words, i)) is not None:
        return step, True
    if words.title[i] and not known and words.lower[last] not in WORDS["calendar"]:
        return i, linked
    if form in WORDS["foreign_connectors"]:
        j = i + 1
        while j < len(words) and words.lower[j] in WORDS["foreign_connectors"]:
            j += 1
        return (j, linked) if j < len(words) and words.forms[j][0].isupper() and not words.fresh[j] else None
    if form in CONNECTORS:
        return _after_connector(words, i, stops, heads)
    if form in APOSTROPHES and _titled(words, i + 1) and _owns(words, last):
        return i + 1, linked
    if form in {"the", "all"} and linked and words.lower[last] in WORDS["aims"] and _titled(words, i + 1):
        return i + 1, linked
    if linked and form in {",", "and", "&"}:
        return _after_comma(words, i, stops, heads)
    return None


def _capital_connector(words: Words, i: int) -> int | None:
    """Return the word that a connector with a capital letter leads to: "Roadmap Towards the Elimination"."""
    j = i + 1
    while j < len(words) and words.lower[j] in {"the", "all"}:
        j += 1
    return j if j > i + 1 and _titled(words, j) else None


def _owns(words: Words, i: int) -> bool:
    """Tell whether a possessor goes on inside a name: "Office of the Children's Advocate", "… General's Office"."""
    holds = words.lower[i] in WORDS["holders"] and words.lower[i + 2 : i + 3] == ["office"]
    return holds or words.lower[i] in WORDS["owners"]


def _titled(words: Words, i: int) -> bool:
    return i < len(words) and words.title[i] and not words.fresh[i]


def _after_connector(words: Words, i: int, stops: frozenset[int], heads: frozenset[str]) -> tuple[int, bool] | None:
    """Go on after "of", "for", "on", "against", "to", "in"."""
    form = words.lower[i]
    j = i + 1
    while j < len(words) and words.lower[j] in {"the", "all"}:
        j += 1
    if j >= len(words) or words.fresh[j]:
        return None
    word = words.lower[j]
    if form == "to":
        if words.lower[i - 1] == "access" and words.title[j]:
            return j, True
        if words.forms[j][0].isupper() and (word in WORDS["aims"] or words.tags[j] == "VB"):
            return j, True
        return _small(words, i, j) if word in WORDS["fights"] else None
    if form == "in":
        return (j, True) if word in WORDS["in_objects"] else _in_charge(words, i)
    if form in {"with", "at"}:
        inside = word in (_CARED_FOR if form == "with" else {"work"}) and words.title[j]
        return (j, True) if inside else None
    if word in WORDS["calendar"]:
        return None
    if form != "of" and (word in heads or j in stops):
        return None
    if form == "of" and j > i + 1 and _complete(words, i) and _names_body(words, j, heads):
        return None
    if form == "of" and (word == "ministry" or (word == "government" and j > i + 1)):
        return None
    if words.forms[j][0].isupper():
        return j, True
    return _small(words, i, j)


def _in_charge(words: Words, i: int) -> tuple[int, bool] | None:
    """Go on with what a body is in charge of: "the Directorate General in charge of labor"."""
    j = i + 2
    if words.lower[i + 1 : j + 1] != ["charge", "of"]:
        return None
    j += words.lower[j + 1 : j + 2] == ["the"]
    while j + 1 < len(words) and words.tags[j + 1] in {"NN", "NNS", "JJ", "NNP", "NNPS"} and not words.fresh[j + 1]:
        j += 1
    return (j, True) if j > i + 2 and words.lower[j] != "the" else None


def _complete(words: Words, connector: int) -> bool:
    """Tell whether a name has words of its own before its connector: "Immediate Response Team | of the Commission"."""
    before = connector - 2
    if words.lower[connector - 1] == "office" and words.tags[before] == "JJ":  # "the Colombian Office of the …"
        return False
    return before >= 0 and (words.title[before] or words.forms[before] in APOSTROPHES) and not words.fresh[before + 1]


def _names_body(words: Words, first: int, heads: frozenset[str]) -> bool:
    """Tell whether another body's name begins at a word."""
    return any(word in heads for word in words.lower[first : _segment_end(words, first) + 1])


def _small(words: Words, connector: int, first: int) -> tuple[int, bool] | None:
    """Go on with small words that name a subject: "for the prevention of child labor"."""
    run = connector
    while run > 0 and words.title[run - 1] and not words.fresh[run]:
        run -= 1
    if run == connector or (words.lower[connector] == "on" and connector - run > 3):
        return None
    j = first
    while j < len(words) and words.lower[j] in WORDS["subjects"] | WORDS["aims"] | {"to"}:
        j += 1
    while j > first and words.lower[j - 1] in {"and", "of", "the", "in", "against", "to"}:
        j -= 1
    return (j - 1, True) if j - first >= 2 or (j > first and words.lower[first] in {"women", "children"}) else None


def _after_comma(words: Words, i: int, stops: frozenset[int], heads: frozenset[str]) -> tuple[int, bool] | None:
    """Go on with a further subject of a list: "Women, Children, and the Family"; not with another body."""
    j = i + 1
    if words.lower[i] == "," and j < len(words) and words.lower[j] in {"and", "&"}:
        j += 1
    conjunct = words.lower[j - 1] in {"and", "&"}
    if j < len(words) and words.lower[j] == "the" and conjunct:
        j += 1
        article = True
    else:
        article = False
    if conjunct and not article and j + 1 < len(words) and words.lower[j] == "of" and words.title[j + 1]:
        return _segment_end(words, j + 1), True
    if (
        j >= len(words)
        or not words.forms[j][0].isupper()
        or words.fresh[j]
        or j in stops
        or words.lower[j] in WORDS["calendar"]
    ):
        return None
    last = _segment_end(words, j)
    segment = words.lower[j : last + 1]
    if conjunct and (
        _opens_body(words, last, heads)
        or _goes_on_to_body(words, last, heads)
        or (words.forms[j].isupper() and last > j)
    ):
        return None
    if (
        any(word in heads for word in segment)
        or _is_service(segment)
        or (words.forms[last].isupper() and len(words.forms[last]) > 2)
    ):
        return None
    if any(tag in {"PRP", "DT", "WDT"} for tag in words.tags[j : last + 1]):
        return None
    governs = last == j and last + 1 < len(words) and words.lower[last + 1] in {"of", "for"}
    if article and governs and words.lower[j] not in WORDS["subjects"]:
        return None
    if not conjunct and not _list_ends(words, last, heads):
        return None
    return last, True


def _opens_body(words: Words, last: int, heads: frozenset[str]) -> bool:
    """Tell whether a further body begins: "… and the Trafficking in Persons Permanent Commission"."""
    if words.lower[last + 1 : last + 2] != ["in"] or last + 2 >= len(words) or not words.title[last + 2]:
        return False
    return any(word in heads for word in words.lower[last + 2 : _segment_end(words, last + 2) + 1])


def _goes_on_to_body(words: Words, last: int, heads: frozenset[str]) -> bool:
    """Tell whether a second "and" leads to a body's head: "… and the | Family and Child Protection Unit"."""
    if words.lower[last + 1 : last + 2] != ["and"] or not _titled(words, last + 2):
        return False
    return words.lower[last + 2] not in heads and words.lower[_segment_end(words, last + 2)] in heads


def _is_service(segment: list[str]) -> bool:
    """Tell whether a segment names a service of its own: "State Social Services"."""
    return (
        len(segment) > 1 and segment[0] in {"state", "national", "federal"} and segment[-1] in {"services", "service"}
    )


def _segment_end(words: Words, i: int) -> int:
    while i + 1 < len(words) and words.title[i + 1] and not words.fresh[i + 1]:
        i += 1
    return i


def _list_ends(words: Words, last: int, heads: frozenset[str]) -> bool:
    """Tell whether the list goes on to an "and" with a further capitalised subject."""
    i = last + 1
    while i + 1 < len(words) and i < last + 14 and not words.fresh[i]:
        form = words.lower[i]
        if form == "and":
            j = i + 2 if words.lower[i + 1] == "the" else i + 1
            return j < len(words) and words.forms[j][0].isupper() and words.lower[j] not in heads
        if not (words.title[i] or form in {",", "of", "the"}):
            return False
        i += 1
    return False
