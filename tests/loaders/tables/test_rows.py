from __future__ import annotations

from pathlib import Path

import pytest

from servanda.errors import DataError, ReadError
from servanda.loaders.tables.rows import Row, RowFault, rows


def written(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_rows_are_numbered_whatever_ends_a_line(tmp_path: Path) -> None:
    for ending in (b"\n", b"\r\n", b"\r"):
        path = written(tmp_path, "t.csv", ending.join((b"a,b", b'1,"x, y"', b"2,z")))
        assert list(rows(path)) == [Row(1, {"a": "1", "b": "x, y"}), Row(2, {"a": "2", "b": "z"})]


def test_tabs_and_json_lines_are_read_too(tmp_path: Path) -> None:
    assert list(rows(written(tmp_path, "t.tsv", b"a\tb\n1\t2\n"))) == [Row(1, {"a": "1", "b": "2"})]
    line = '{"a": "one\u2028two"}\n'.encode()
    assert list(rows(written(tmp_path, "t.jsonl", line + b"\n"))) == [Row(1, {"a": "one\u2028two"})]


def test_rows_that_cannot_be_read_are_told_and_the_others_kept(tmp_path: Path) -> None:
    found = list(rows(written(tmp_path, "t.jsonl", b'{"a": 1}\nnothing\n[1]\n{"a": 2}\n')))
    assert [type(row) for row in found] == [Row, RowFault, RowFault, Row]
    assert [row.number for row in found] == [1, 2, 3, 4]
    assert list(rows(written(tmp_path, "t.csv", b"a,b\n1,2,3\n4,5\n"))) == [
        RowFault(1, "more cells than columns"),
        Row(2, {"a": "4", "b": "5"}),
    ]


def test_a_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="column"):
        list(rows(written(tmp_path, "t.csv", b"only one column\n1\n")))
    with pytest.raises(ReadError, match=r"none\.csv"):
        list(rows(tmp_path / "none.csv"))
