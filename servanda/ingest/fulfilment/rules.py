"""The rules of fulfilment, as the data files give them: acts, topics and cues, with the patterns compiled."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

VERSION = "2"
"""Version of the rules; the digest of the data files stands beside it where results are kept."""
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789 -")
_FILES = ("acts.toml", "bearing.toml", "cues.toml", "topics.toml")


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """What a wish asks to be done; the header of `acts.toml` says what the fields mean."""

    name: str
    wish: re.Pattern[str]
    passing: re.Pattern[str] | None
    done: re.Pattern[str]
    topic: re.Pattern[str] | None
    meets: re.Pattern[str] | None
    missing: re.Pattern[str] | None
    prepared: re.Pattern[str] | None
    broad: bool
    implied: str | None
    recurring: bool
    silent: str | None
    only_untold: bool
    strict: bool
    goes_on: bool
    statement: frozenset[str]

    def fits(self, text: str) -> bool:
        """Tell whether a wish asks for this act."""
        return bool(self.wish.search(self.passing.sub("", text) if self.passing else text))


@dataclass(frozen=True, slots=True)
class Topics:
    """Patterns of topics with their weights, and the words that tell nothing."""

    patterns: dict[str, re.Pattern[str]]
    hints: dict[str, tuple[str, ...]]
    """Letters of which a text has some wherever the pattern of a topic fits; none where no such letters are known."""
    weak: frozenset[str]
    ubiquitous: frozenset[str]
    treaties: frozenset[str]
    generic: frozenset[str]
    weight: float
    """Weight of a topic in plain words."""
    name: float
    """Weight of a capitalised word."""


@cache
def acts() -> tuple[Act, ...]:
    """Return the acts in the order in which they are tried."""
    return tuple(_act(entry) for entry in _data("acts.toml")["act"])


@cache
def topics() -> Topics:
    """Return the topics."""
    data = _data("topics.toml")
    return Topics(
        {name: re.compile(pattern.lower()) for name, pattern in data["topic"].items()},
        {name: hints(pattern.lower()) for name, pattern in data["topic"].items()},
        frozenset(data["weak"]["topics"]),
        frozenset(data["ubiquitous"]["topics"]),
        frozenset(data["treaties"]["topics"]),
        frozenset(data["generic"]["words"]),
        data["settings"]["weight"],
        data["settings"]["name"],
    )


@cache
def weights() -> dict[str, float]:
    """Return the weights of `bearing`, by the names of its measures."""
    return {name: float(weight) for name, weight in _data("bearing.toml")["weights"].items()}


@cache
def cue(name: str) -> re.Pattern[str]:
    """Return the pattern of a list of cues."""
    return _pattern(_data("cues.toml")[name])


@cache
def digest() -> str:
    """Return the version of the rules with the digest of their data."""
    content = "\0".join(_text(name) for name in _FILES)
    return f"{VERSION}-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def hints(pattern: str) -> tuple[str, ...]:
    """Return for each alternative of a pattern the longest run of letters that it needs; nothing if one needs none.

    Groups, classes and what may be repeated or left out are passed over; the patterns of topics have no flags.
    """
    runs, run, depth, k = [""], "", 0, 0
    while k < len(pattern):
        letter, following = pattern[k], pattern[k + 1 : k + 2]
        if letter == "[":
            k = pattern.index("]", k)
        depth += (letter == "(") - (letter == ")")
        is_needed = letter in _LETTERS and not depth and following not in ("?", "*", "{")
        run = run + letter if is_needed else ""
        if letter == "|" and not depth:
            runs.append("")
        runs[-1] = max(runs[-1], run, key=len)
        k += 2 if letter == "\\" else 1
    return tuple(runs) if all(runs) else ()


def _act(entry: dict[str, Any]) -> Act:
    def optional(key: str) -> re.Pattern[str] | None:
        return _pattern([entry[key]]) if key in entry else None

    return Act(
        name=entry["name"],
        wish=_pattern([entry["wish"]]),
        passing=optional("passing"),
        done=_pattern([entry["done"]]),
        topic=optional("topic"),
        meets=optional("meets"),
        missing=optional("missing"),
        prepared=optional("prepared"),
        broad=entry.get("broad", False),
        implied=entry.get("implied"),
        recurring=entry.get("recurring", False),
        silent=entry.get("silent"),
        only_untold=entry.get("only-untold", False),
        strict=entry.get("strict", False),
        goes_on=entry.get("goes-on", False),
        statement=frozenset(entry["statement"]),
    )


def _pattern(alternatives: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in alternatives), re.IGNORECASE)


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(_text(name))


def _text(name: str) -> str:
    return files("servanda.ingest.fulfilment").joinpath("data", name).read_text(encoding="utf-8")
