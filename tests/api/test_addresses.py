from __future__ import annotations

import pytest

from servanda.api.addresses import page_of


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("actor/mli/ministry-of-justice", "/actors/mli/ministry-of-justice"),
        ("country/mli", "/countries/mli"),
        ("tie/partner/1a2b", "/ties/partner/1a2b"),
        ("report/wfcl/mli/2019", "/reports/wfcl/mli/2019"),
        ("report/interim/mli/2010-02-24", "/reports/interim/mli/2010-02-24"),
        ("report/document/own-report", "/reports/document/own-report"),
        ("report/wfcl/mli/2019/actor/local-ngo", "/reports/wfcl/mli/2019/actor/local-ngo"),
        ("report/document/own/instrument/a-bill", "/reports/document/own/instrument/a-bill"),
        ("report/wfcl/mli/2019/passage/12-40", "/reports/wfcl/mli/2019#p12-40"),
        ("report/wfcl/mli/2019/statement/12-40-train-1a2b3c4d", "/reports/wfcl/mli/2019#p12-40"),
        ("report/wfcl/mli/2019/statement/12-40-train-1a2b3c4d/activity", "/reports/wfcl/mli/2019#p12-40"),
        ("report/wfcl/mli/2019/run", "/query?query=DESCRIBE+%3Chttps%3A%2F%2Fx%2Freport%2Fwfcl%2Fmli%2F2019%2Frun%3E"),
        ("series/wfcl", "/query?query=DESCRIBE+%3Chttps%3A%2F%2Fx%2Fseries%2Fwfcl%3E"),
        ("actor/<b>/x", "/actors/%3Cb%3E/x"),
    ],
)
def test_things_have_pages_and_what_stands_in_a_report_a_place_in_it(path: str, address: str) -> None:
    assert page_of(path, "https://x/") == address
