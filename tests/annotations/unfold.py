"""Unfold the annotations beside this file into the form of the guidelines: `python unfold.py REPORTS OUT [FOLDER]`.

An annotation file names an excerpt of a public report by file and offsets, and holds one record per line:

    # dol-wfcl/afg-2016-wfcl.txt 4731-6799
    A id type country part_of | name | alias; alias …
    I id type country number | name | alias; alias …
    S type | first words … last words | ag=a1,a2 pa= re= in= att= d=2016 q="47 victims" neg pl rec
    R subject | rating | first words … last words

`.` stands for the excerpt's own country, `-` for none. A name that stands in the excerpt is an alias without being
repeated. ` … ` in a quotation skips words of the excerpt; it always means the shortest stretch. `neg` is negated
polarity; `pl` and `rec` are planned and recommended modality; `att` names the actor that the claim is attributed to.

A source in `samples/` is one of the sample reports that travel with the package, as `read` gives its text.
Without FOLDER the annotations beside this file and the samples are unfolded, with FOLDER those of that folder alone.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import servanda.samples
from servanda.loaders.read import read

HERE = Path(__file__).parent
SAMPLES = "samples"
"""The folder of annotations of the package's own sample reports, and the beginning of their sources."""
FRESH = "fresh"
"""The folder of annotations that nothing has been trained on: a measure until they are moved beside this file."""
_ROLES = {"ag": "agents", "pa": "partners", "re": "recipients", "in": "instruments"}
_FLAGS = {"neg": ("polarity", "negated"), "pl": ("modality", "planned"), "rec": ("modality", "recommended")}
_VALUES = {"att": "attributed_to", "d": "date", "q": "quantity"}
_MARK = re.compile(r'\w+(?:=(?:"[^"]*"|\S+))?')


def located(text: str, quotation: str) -> str:
    """Return the stretch of the text that a quotation with ` … ` means.

    Raises:
        ValueError: a part of the quotation is not in the text.
    """
    parts = [part.strip() for part in quotation.split(" … ")]
    start = end = text.index(parts[0])
    for part in parts:
        end = text.index(part, end) + len(part)
    return text[start:end]


def entry(line: str, text: str, own: str) -> dict[str, Any]:
    """Read an actor or instrument record."""
    head, name, *rest = (part.strip() for part in line[2:].split("|"))
    identifier, kind, country, *more = head.split()
    aliases = [alias.strip() for alias in (rest[0].split(";") if rest else []) if alias.strip()]
    if name in text and name not in aliases:
        aliases.insert(0, name)
    if stray := [alias for alias in aliases if alias not in text] or ([] if aliases else [name]):
        raise ValueError(f"not in the text: {stray}")
    state = {".": own, "-": None}.get(country, country)
    if line[0] == "I":
        number = " ".join(more) or None
        return {"id": identifier, "name": name, "type": kind, "of": state, "number": number, "aliases": aliases}
    parent = None if more[0] == "-" else more[0]
    return {"id": identifier, "name": name, "type": kind, "country": state, "part_of": parent, "aliases": aliases}


def statement(line: str, text: str, identifier: str) -> dict[str, Any]:
    """Read a statement record."""
    kind, quotation, marks = (part.strip() for part in [*line[2:].split("|"), ""][:3])
    out: dict[str, Any] = {"id": identifier, "quote": located(text, quotation), "type": kind}
    out |= {role: [] for role in _ROLES.values()} | {"polarity": "affirmed", "modality": "actual"}
    out |= dict.fromkeys(_VALUES.values())
    for mark in _MARK.findall(marks):
        key, _, value = mark.partition("=")
        if key in _ROLES:
            out[_ROLES[key]] = value.split(",")
        elif key in _FLAGS:
            out[_FLAGS[key][0]] = _FLAGS[key][1]
        else:
            out[_VALUES[key]] = value.strip('"')
    return out


def source_text(source: str, reports: Path) -> str:
    """Return the text of a report, or of a sample report."""
    folder, _, name = source.partition("/")
    if folder == SAMPLES:
        return read(Path(servanda.samples.__file__).parent / name).text
    return (reports / source).read_text(encoding="utf-8")


def unfold(path: Path, reports: Path) -> tuple[str, dict[str, Any]]:
    """Return an excerpt's text and its annotation.

    Raises:
        ValueError: a quotation or an alias is not in the excerpt.
    """
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    source, span = head[2:].split()
    start, end = map(int, span.split("-"))
    text = source_text(source, reports)[start:end]
    country = path.stem[:3].upper()
    out: dict[str, Any] = {"doc": path.stem, "country": country}
    out |= {"actors": [], "instruments": [], "statements": [], "assessments": []}
    for line in filter(None, lines):
        if line[0] in "AI":
            out["actors" if line[0] == "A" else "instruments"].append(entry(line, text, country))
        elif line[0] == "S":
            out["statements"].append(statement(line, text, f"s{len(out['statements']) + 1}"))
        else:
            subject, rating, quotation = (part.strip() for part in line[2:].split("|"))
            quote = located(text, quotation)
            out["assessments"].append({"subject": subject, "rating": rating, "quote": quote})
    return text, out


def main(reports: Path, target: Path, folder: str | None = None) -> None:
    """Write NAME.txt and NAME.json for every annotation to train on, or for every one in a folder."""
    target.mkdir(parents=True, exist_ok=True)
    found = (HERE / folder).glob("*.ann") if folder else [*HERE.glob("*.ann"), *(HERE / SAMPLES).glob("*.ann")]
    for path in sorted(found):
        text, annotation = unfold(path, reports)
        name = f"{path.stem}-sample" if path.parent.name == SAMPLES else path.stem
        (target / f"{name}.txt").write_text(text, encoding="utf-8")
        (target / f"{name}.json").write_text(json.dumps(annotation, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
