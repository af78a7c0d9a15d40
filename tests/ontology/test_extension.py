from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda import settings
from servanda.errors import DataError, ReadError
from servanda.ontology import authority, extension


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for a user's tables, and authority data that is read anew."""
    monkeypatch.setenv("SERVANDA_AUTHORITY", str(tmp_path / "authority"))
    caches = (settings.settings, authority.instruments, authority.bodies, authority._links)
    for cache in caches:
        cache.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    for cache in caches:
        cache.cache_clear()


def written(folder: Path, text: str, name: str = "ours.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_laws_becomes_part_of_the_authority_data(folder: Path) -> None:
    path = written(folder, "id,name,type,of,date,aliases\nNER-1,Ordonnance 2010-086,Law,NER,2010-12-16,Niger TIP law\n")
    assert extension.add(path) == ("instruments", 1)
    law = next(i for i in authority.instruments() if i.id == "NER-1")
    assert (law.of, law.date, law.aliases) == ("NER", "2010-12-16", ("Niger TIP law",))


def test_links_are_added_to_entries_of_ours(folder: Path) -> None:
    with pytest.raises(DataError, match=r"line 2: there is no link scheme 'viaf'"):
        extension.add(written(folder, "subject,scheme,identifier,source,date\nILO-C182,viaf,1,test,2026-01-31\n"))
    path = written(folder, "subject\tscheme\tidentifier\tsource\tdate\nILO-C182\twikidata\tQ1\ttest\t2026-01-31\n")
    assert extension.add(path) == ("links", 1)
    treaty = next(i for i in authority.instruments() if i.id == "ILO-C182")
    assert ("wikidata", "Q1") in {(link.scheme, link.identifier) for link in treaty.records}


def test_a_row_with_a_known_id_replaces_it(folder: Path) -> None:
    extension.add(written(folder, "id,name,type\nILO-C182,Convention 182 in our words,Treaty\n"))
    extension.add(written(folder, "id,name,type\nNER-1,Some law,Law\n"))
    found = {i.id: i.name for i in authority.instruments()}
    assert found["ILO-C182"] == "Convention 182 in our words"
    assert found["NER-1"] == "Some law"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,type\nx,Law\n", "no table of authority data"),
        ("id,name,type\nA,x,Statute\n", "line 2: 'Statute' is no type"),
        ("id,name,type\n,x,Law\n", "line 2: id is empty"),
        ("id,name,type,of\nA,x,Law,Mali\n", "line 2: 'Mali' is no ISO"),
        ("id,name,type,of,date\nA,x,Law,MLI,12/7/2012x\n", "line 2: '12/7/2012x' is no date"),
        ("", "no table"),
    ],
)
def test_faults_are_told_with_their_line_and_nothing_changes(folder: Path, text: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        extension.add(written(folder, text))
    assert not (folder / "authority").exists()


def test_a_file_that_is_not_there_is_told(folder: Path) -> None:
    with pytest.raises(ReadError, match="check the path"):
        extension.add(folder / "missing.csv")
