"""Bytes of a text file into its characters."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from servanda.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 200_000
"""Bytes that the detection of an encoding looks at."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOJIBAKE = re.compile("â€[\u0098-\u009d™œž˜“”¦¢]|Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ]|Â[\u00a0-\u00bf]|\ufffd|ï¿½")
"""UTF-8 that was read as Windows-1252 and saved again, and the sign that a character was lost."""

_TYPOGRAPHY = re.compile("[\u00a0‘’“”„‚«»‹›–—…•·€£¥§©®°ªº¡¿]")
_WESTERN = re.compile("[àáâãäåæçèéêëìíîïñòóôõöøœùúûüÿßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜŸ]")
"""Letters of Western European languages and marks of their typography; with any other a file is not Windows-1252."""


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the characters of a file, with Unix line ends and no byte order mark, and notes about what is odd in them.

    Args:
        data: the file.
        name: its name, for messages.
        declared: the encoding that the file itself declares, which is tried after UTF-8.

    Raises:
        ReadError: the file is no text, or in an encoding that cannot be told.
    """
    text, encoding = _decoded(data, name, declared)
    if len(_CONTROL.findall(text[:_SAMPLE])) * 200 > len(text[:_SAMPLE]):
        raise ReadError(f"{name}: this is a binary file, not a report: give text, HTML, PDF or DOCX")
    notes = (
        []
        if encoding in ("utf-8", declared)
        else [f"{name}: not in UTF-8, read as {encoding}: check its accented letters"]
    )
    garbled = _MOJIBAKE.findall(text)
    if garbled:
        notes.append(
            f"{name}: {len(garbled)} garbled characters such as {garbled[0]!r}: "
            "get the file again from its source, or repair its encoding"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), tuple(notes)


def _decoded(data: bytes, name: str, declared: str | None) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), "utf-8"
            except UnicodeDecodeError as error:
                raise ReadError(
                    f"{name}: begins as {encoding} but breaks it at byte {error.start}: save the file again as UTF-8"
                ) from None
    if b"\0" in data:
        raise ReadError(f"{name}: this is a binary file, not a report: give text, HTML, PDF or DOCX")
    for known in ("utf-8", declared or "utf-8"):
        try:
            return data.decode(known), known
        except (UnicodeDecodeError, LookupError):
            continue
    detected = _detected(data)
    if detected is None:
        raise ReadError(f"{name}: its encoding cannot be told: save the file as UTF-8")
    return data.decode(detected, errors="replace"), detected


def _detected(data: bytes) -> str | None:
    """Return the likeliest encoding: Windows-1252, the commonest, where it makes sense, else the detector's best."""
    sample = data[:_SAMPLE]
    try:
        western = sample.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    foreign = [c for c in western if c > "\x7f" and not _TYPOGRAPHY.match(c)]
    letters = sum(map(str.isalpha, western))
    if western and len(foreign) * 6 < letters and all(_WESTERN.match(c) for c in foreign):
        return "cp1252"
    best = from_bytes(sample).best()
    return best.encoding if best else None
