from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.store import GraphChange
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import RDF, SKOS, SV

IRIS = Iris()
LAW = IRIS.instrument("NER", "Ordinance 2010-086")


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SERVANDA_AUTHORITY": str(folder / "authority")}
    return subprocess.run(
        [sys.executable, "-m", "servanda", "link", *words],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


def test_links_are_made_and_counted_and_a_table_can_be_added(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        triples = (
            f"<{LAW}> <{RDF.type}> <{SV.LegalInstrument}> .\n<{LAW}> <{RDF.type}> <{SV.Law}> .\n"
            f'<{LAW}> <{SKOS.prefLabel}> "Niger TIP law" .\n'
            f"<{LAW}> <{SV.jurisdiction}> <{IRIS.country('NER')}> .\n"
        )
        store.apply([GraphChange(str(IRIS.graph("registry")), triples)])
    first = run(tmp_path, "--store", str(tmp_path / "store"))
    assert first.returncode == 0, first.stderr
    assert "0%" in first.stdout
    table = tmp_path / "ours.csv"
    table.write_text("id,name,type,of,aliases\nNER-1,Ordonnance 2010-086,Law,NER,Niger TIP law\n", encoding="utf-8")
    second = run(tmp_path, "--add", str(table), "--store", str(tmp_path / "store"))
    assert second.returncode == 0, second.stderr
    assert "100%" in second.stdout
    third = run(tmp_path, "--store", str(tmp_path / "store"))
    assert "unchanged" in third.stderr and "100%" in third.stdout


def test_a_faulty_table_is_told_in_one_line(tmp_path: Path) -> None:
    table = tmp_path / "ours.csv"
    table.write_text("id,name,type\nA,x,Statute\n", encoding="utf-8")
    failed = run(tmp_path, "--add", str(table), "--store", str(tmp_path / "store"))
    assert failed.returncode == 1
    assert "line 2" in failed.stderr and len(failed.stderr.strip().splitlines()) == 1
