from __future__ import annotations

import random
from urllib.parse import parse_qsl, quote, quote_plus

import pytest

from servanda.api.fields import fields


@pytest.mark.parametrize(
    "data",
    [
        b"", b"&&", b"a", b"a=", b"=b", b"a=b=c", b"a=1&a=2", b"a+b=c+d", b"a=%", b"a=%4", b"a=%zz%41", b"a=%ff%41",
        b"a=%E2%82%AC", "a=\u20ac".encode(), b"a=%3D=%3d_%5F", b"a=x%20%0A%0D%00y%20", b"a=%3D%0A.", b"a=\xff%41",
        b"a;b=c",
    ],
)  # fmt: skip
def test_fields_are_read_as_the_standard_library_reads_them(data: bytes) -> None:
    assert fields(data) == parse_qsl(data.decode("utf-8", "replace"), keep_blank_values=True)


def test_any_text_comes_back() -> None:
    chance = random.Random(1)
    for _ in range(500):
        text = "".join(chance.choice('aZ09 =%&+_.\r\n\t\0"<>{}?\u00e9\u20ac\U0001f600') for _ in range(40))
        assert fields(f"a={quote(text)}&b={quote_plus(text)}".encode()) == [("a", text), ("b", text)]
