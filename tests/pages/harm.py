"""A report that means harm: its text and all names in it are full of markup, quotation marks, marks of direction."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from servanda.loaders.document import Document
from servanda.ontology.exchange import Actor, Assessment, Extraction, Instrument, Software, Span, Statement

COUNTRY = "AND"
ADDRESS = "/reports/harm/and/2020"
RIGHT_TO_LEFT, EMBEDDED, ISOLATE = "\u202e", "\u202b", "\u2067"
MINISTRY = "Ministry of <script>alert('ministry')</script> \"Truth\""
NGO = f"</mark></script><img src=x onerror=alert('ngo')>{RIGHT_TO_LEFT} Foundation & Sons"
LAW = f"Law \"on\" 'quotes'{ISOLATE} <svg/onload=alert('law')>"
TITLE = "</title><script>alert('title')</script> {{ 7 * 7 }} \"Report\""
_WORK = f"The {MINISTRY} worked with {NGO} on the {LAW}."
_CLAIM = f"The {MINISTRY} claims that it supported {NGO}."
_PLAN = f"The {MINISTRY} plans to enact the {LAW} in 2022 {EMBEDDED}<!-- ' onmouseover='alert(1)' -->."
_ADVICE = f"The {MINISTRY} should implement the {LAW}; `${{alert('template')}}` \\u003cscript\\u003e."
_SENTENCES = {"s1": _WORK, "s2": _CLAIM, "s3": _PLAN, "s4": _ADVICE}
_LONG = f"{'x' * 400}<iframe src=javascript:alert(2)>"
TEXT = f"Prosecution <b>and</b> Law\n\n{_WORK} {_CLAIM}\n\n{_PLAN} {_ADVICE}\n\n{_LONG}\n"


def report(folder: Path) -> list[Path]:
    """Write the report and what is known about it into a folder, and return its file."""
    file = folder / "harm.txt"
    file.write_text(TEXT, encoding="utf-8")
    known = {"title": TITLE, "country": COUNTRY, "date": "2020", "series": "harm", "publisher": MINISTRY, "author": NGO}
    (folder / "harm.meta.json").write_text(json.dumps({**known, "language": "en"}), encoding="utf-8")
    return [file]


class Fabulist:
    """An extractor that finds in the report what no rule of ours would: the worst names that it can."""

    software = Software("fabulist", "1 <script>alert('software')</script>")

    def software_for(self, document: Document) -> Software:
        """Return what makes the extraction."""
        return self.software

    def extract(self, document: Document) -> Extraction:
        """Return the same for every document."""
        text = document.text
        spoken = {id: _statement(text, sentence, id) for id, sentence in _SENTENCES.items()}
        work = spoken["s1"]
        return Extraction(
            doc=document.name,
            country=COUNTRY,
            text_sha256=document.sha256,
            extractor=self.software,
            title=TITLE,
            date="2020",
            actors=(
                Actor("a1", MINISTRY, "Ministry", COUNTRY, aliases=("<i>MoT</i>",), mentions=_found(text, MINISTRY)),
                Actor("a2", NGO, "NGO", COUNTRY, mentions=_found(text, NGO)),
            ),
            instruments=(Instrument("i1", LAW, "Law", COUNTRY, number="<b>1</b>", mentions=_found(text, LAW)),),
            statements=(
                replace(work, type="cooperate", partners=("a2",), instruments=("i1",), date="<b>2020</b>"),
                replace(spoken["s2"], type="support", recipients=("a2",), attributed_to="a1"),
                replace(spoken["s3"], type="enact", instruments=("i1",), modality="planned", date="2022"),
                replace(spoken["s4"], type="implement", instruments=("i1",), modality="recommended"),
            ),
            assessments=(Assessment("a1", "<b>no</b> progress", work.quote, work.start, work.end),),
            notices=("<script>alert('notice')</script>",),
        )


def _statement(text: str, sentence: str, id: str) -> Statement:
    span = Span(text.index(sentence), text.index(sentence) + len(sentence))
    return Statement(
        id, sentence, span.start, span.end, type="other", agents=("a1",), rule="<b>rule</b>", sentence=span
    )


def _found(text: str, name: str) -> tuple[Span, ...]:
    starts = [at for at in range(len(text)) if text.startswith(name, at)]
    return tuple(Span(start, start + len(name)) for start in starts)
