from __future__ import annotations

from servanda.loaders.series import known_series


def test_known_series_name_who_publishes_and_who_speaks() -> None:
    for name in ("wfcl", "monitorlabor", "tipsummary", "interim"):
        series = known_series()[name]
        assert series.title and series.publisher and series.author
    assert known_series()["wfcl"].author == "U.S. Department of Labor"
    # The Factbook summarises findings that are another's.
    assert known_series()["tipsummary"].publisher != known_series()["tipsummary"].author
