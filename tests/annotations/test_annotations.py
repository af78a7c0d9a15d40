from pathlib import Path

import pytest

from tests.annotations.unfold import HERE, unfold

REPORTS = HERE.parents[2] / "shared" / "reports"
ANNOTATIONS = sorted(HERE.rglob("*.ann"))


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the reports that the annotations quote are not beside the repository")
@pytest.mark.parametrize("path", ANNOTATIONS, ids=lambda path: path.stem)
def test_annotation_fits_its_text(path: Path) -> None:
    text, annotation = unfold(path, REPORTS)
    actors = {entry["id"] for entry in annotation["actors"]}
    instruments = {entry["id"] for entry in annotation["instruments"]}
    for statement in annotation["statements"]:
        assert statement["quote"] in text
        assert {*statement["agents"], *statement["partners"], *statement["recipients"]} <= actors
        assert set(statement["instruments"]) <= instruments
        assert statement["attributed_to"] in {None, *actors}
    assert all(assessment["subject"] in actors for assessment in annotation["assessments"])
