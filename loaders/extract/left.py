"""How far a phrase reaches to the left of its head noun."""

from __future__ import annotations

from servanda.loaders.extract.lexicon import word_sets
from servanda.loaders.extract.words import Words

WORDS = word_sets("actors_words.toml")
INSTRUMENTS = word_sets("instruments_words.toml")
_MODIFIERS = frozenset({"JJ", "NN", "NNP", "NNPS", "AFX", "JJR"})
APOSTROPHES = frozenset({"’s", "'s", "’", "'"})


def name_left(words: Words, head: int, stops: frozenset[int]) -> int:
    """Return the first word of the capitalised name whose head noun starts at `head`.

    Args:
        words: the text.
        head: first word of the head noun.
        stops: words that end a search: country names and names that are known.
    """
    i = head
    while i > 0 and not words.fresh[i]:
        form = words.forms[i - 1]
        calls = words.lower[i - 1] in WORDS["calling"] and words.lower[i] not in WORDS["ngo_parts"]
        if calls or words.lower[i - 1] in WORDS["calendar"] or _restarts(words, i - 1):
            break
        if (words.title[i - 1] and words.tags[i - 1] not in {"MD", "WDT"}) or _in_country(words, i - 1, stops):
            i -= 1
        elif form in APOSTROPHES and i >= 2 and words.title[i - 2] and _owner_inside(words, i - 2, stops):
            i -= 2
        elif form == ")" and (opening := _bracket(words, i - 1)) is not None:
            i = opening
        elif (
            (words.lower[i - 1] == "in" and _in_persons(words, i))
            or (words.title[i] and (_of_aim(words, i - 1) or (form == "/" and words.title[i - 2])))
            or (form in {"and", "&"} and i >= 2 and all(words.lower[k] in WORDS["tiers"] for k in (i, i - 2)))
        ):
            i -= 2
        elif form in {"and", "&"} and _joint(words, i - 1, stops):
            i -= 3 if words.lower[i - 2] == "," else 2
            while words.lower[i - 1] == ",":
                i -= 2
        else:
            break
    return i


def _restarts(words: Words, i: int) -> bool:
    """Tell whether a capitalised small word ends a heading that runs into the name: "… CHILD LABOR The Council"."""
    return words.title[i] and words.lower[i] in WORDS["restarting"]


def _bracket(words: Words, close: int) -> int | None:
    """Return the word "(" of an acronym in brackets inside a name: "Trafficking in Persons (TIP) Unit"."""
    opening = close - 2
    inside = opening > 0 and words.forms[opening] == "(" and words.title[opening + 1] and words.title[opening - 1]
    return opening if inside and words.starts[opening + 1] == words.ends[opening] else None


def _in_persons(words: Words, i: int) -> bool:
    """Tell whether "in" joins what stands before it to a name's next word: "Anti-Trafficking in Persons Bureau"."""
    return i >= 2 and words.title[i] and words.lower[i] in WORDS["in_objects"] and "trafficking" in words.lower[i - 2]


def _of_aim(words: Words, i: int) -> bool:
    """Tell whether "of" joins an aim to what it is about: "the Prevention of People Smuggling Task Force"."""
    return i >= 1 and words.lower[i] == "of" and words.title[i - 1] and words.lower[i - 1] in WORDS["aim_nouns"]


def _owner_inside(words: Words, owner: int, stops: frozenset[int]) -> bool:
    """Tell whether a possessor is a part of the name that follows: "the Prosecutor General's Office"."""
    form = words.forms[owner]
    if (
        owner in stops
        or words.lower[owner] in WORDS["owning"]
        or (len(form) > 2 and sum(letter.isupper() for letter in form) > 1)
    ):
        return False
    if words.lower[owner] in WORDS["owners"]:
        return True
    if words.lower[owner] in WORDS["holders"] and words.lower[owner + 2 : owner + 3] == ["office"]:
        return True
    i = owner
    while i > 0 and words.title[i - 1] and not words.fresh[i]:
        i -= 1
    return not (i > 0 and words.lower[i - 1] in {"of", "for", "and", ","} and not words.first[i])


def _joint(words: Words, conjunction: int, stops: frozenset[int]) -> bool:
    """Tell whether "and" joins two words inside one name: "the Truth, Justice, and Reconciliation Commission"."""
    before = conjunction - (2 if words.lower[conjunction - 1] == "," else 1)
    if before < 1 or before in stops or not words.title[before] or words.forms[before].isupper():
        return False
    i = before
    while i > 0 and (words.title[i - 1] or (words.lower[i - 1] == "," and words.title[i - 2]) or _of_aim(words, i - 1)):
        i -= 1
    names = words.lower[i : before + 1] if "," in words.lower[i : before + 1] else words.lower[before : before + 1]
    if any(name in WORDS["blockers"] for name in names):
        return False
    opened = words.lower[i - 1] in {"the", "a", "an", "its", "their", ")"} or words.tags[i - 1] == "CD"
    return i > 0 and (opened or words.forms[i - 1] in APOSTROPHES)


def small_left(words: Words, head: int, stops: frozenset[int]) -> int:
    """Return the first word of a described group or body, its adjectives and nouns included, its article not."""
    i = head
    while i > 0 and not words.fresh[i]:
        tag, form = words.tags[i - 1], words.lower[i - 1]
        if _in_country(words, i - 1, stops):
            i -= 1
            continue
        if (i - 1 in stops and tag not in {"JJ", "NNP"}) or (words.title[i - 1] and _ends_other(words, i - 1)):
            break
        if form in WORDS["calendar"]:
            break
        if form == "law" and words.lower[i] == "enforcement":
            i -= 1
            continue
        if (
            ((tag in {"JJ", "JJR", "JJS", "NN", "NNP", "AFX"} or "-" in form) and form not in WORDS["not_modifiers"])
            or (tag in {"NNS", "NNPS"} and form in WORDS["plural_modifiers"])
            or (tag in {"VBN", "VBG"} and (form in WORDS["participles"] or _after_article(words, i - 1)))
        ):
            i -= 1
        elif form in APOSTROPHES and i >= 2 and _possesses(words, i - 2, i):
            i -= 2
        elif form == "persons" and i >= 3 and words.lower[i - 2] == "in" and "trafficking" in words.lower[i - 3]:
            i -= 3
        elif form in {"and", "or"} and (_pairs(words, i) or _hangs(words, i - 2)):
            i -= 2
        else:
            break
    return i


def _possesses(words: Words, owner: int, i: int) -> bool:
    """Tell whether a possessor belongs to what it has: "a prosecutor's office", "the children's ombudsman"."""
    office = words.lower[i] in {"office", "offices"} and words.tags[owner] == "NN"
    return office or words.lower[owner] in WORDS["owners"]


def _in_country(words: Words, i: int, stops: frozenset[int]) -> bool:
    """Tell whether a small word stands inside a country's name: "Trinidad and Tobago Police Service"."""
    return words.lower[i] in {"and", "of"} and i in stops and i + 1 in stops


def _ends_other(words: Words, i: int) -> bool:
    """Tell whether a capitalised word ends the name of a body: "the Ministry of Health | finance director"."""
    while i > 1 and not words.fresh[i]:
        if words.title[i - 1]:
            i -= 1
        elif words.lower[i - 1] in {"and", ","} and words.title[i - 2]:
            i -= 2
        else:
            break
    named = i >= 2 and words.lower[i - 1] in {"of", "for"} and words.title[i - 2] and not words.fresh[i - 1]
    return named and words.lower[i - 2] in WORDS["blockers"]


def _hangs(words: Words, i: int) -> bool:
    """Tell whether a word ends with a hyphen that waits for what follows: "short- or long-term care facilities"."""
    return i >= 0 and words.forms[i].endswith("-") and len(words.forms[i]) > 1


def _pairs(words: Words, i: int) -> bool:
    """Tell whether a conjunction joins modifiers of one noun; "the government and police officials" are two."""
    paired = i >= 2 and all(words.lower[k].removesuffix("-level") in WORDS["paired"] for k in (i, i - 2))
    return paired and not (words.lower[i - 2] == "government" and i >= 3 and words.lower[i - 3] == "the")


def _after_article(words: Words, i: int) -> bool:
    """Tell whether a participle belongs to the phrase that an article opens: "an interagency working committee"."""
    if words.tags[i] != "VBG":
        return False
    while i > 0 and words.tags[i - 1] in {"JJ", "NN"} and not words.fresh[i]:
        i -= 1
    return i > 0 and words.lower[i - 1] in {"a", "an", "the", "’s", "'s"} and not words.fresh[i]


def instrument_left(words: Words, head: int) -> int:
    """Return the first word of a described instrument, its article not included."""
    i = head
    while i > 0 and not words.fresh[i]:
        form, tag = words.lower[i - 1], words.tags[i - 1]
        if form == "persons" and i >= 3 and words.lower[i - 2] == "in" and "trafficking" in words.lower[i - 3]:
            i -= 3
            continue
        if form in INSTRUMENTS["not_modifiers"] or (
            words.title[i - 1] and not words.first[i - 1] and not words.forms[i - 1].isupper() and tag != "JJ"
        ):
            break
        if (
            tag in _MODIFIERS
            or "-" in form
            or form in INSTRUMENTS["modifiers"]
            or form.startswith("anti")
            or (tag == "VBN" and i > 1 and words.lower[i - 2] in {"a", "an", "the", "its"})
            or (tag == "VBG" and i < head and _nominal(words, i - 2))
        ):
            i -= 1
        elif form in {"”", '"'} and (quote := _quote(words, i - 1)) is not None:
            i = quote
        elif (
            form == "and"
            and i < head
            and i >= 2
            and words.tags[i - 2] in _MODIFIERS | {"VBG"}
            and (_opened(words, i - 2) or (words.tags[head] == "NNS" and words.tags[i - 2] == "NN"))
        ):
            i -= 2
        else:
            break
    return i


def _nominal(words: Words, i: int) -> bool:
    """Tell whether a gerund after a word belongs to a noun phrase: "a monitoring plan", not "by applying laws"."""
    return i >= 0 and words.tags[i] in {"DT", "JJ", "NN", "NNP", "PRP$", "POS"}


def _quote(words: Words, close: int) -> int | None:
    """Return the word that opens a short quotation: "the “foreign agents” law"."""
    for i in range(close - 1, max(-1, close - 6), -1):
        if words.forms[i] in {"“", '"'}:
            return i
    return None


def _opened(words: Words, i: int) -> bool:
    """Tell whether a noun phrase with an article goes on without a break up to a word."""
    while i > 0 and (words.tags[i] in _MODIFIERS or words.tags[i] == "VBG"):
        i -= 1
    return words.lower[i] in {"a", "an", "the"}
