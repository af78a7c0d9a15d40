"""Every page in every window and colour: nothing goes wrong, nothing sticks out, everybody can use it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from scripts.browsing import PAGES, SCHEMES, WINDOWS

from . import harm
from .conftest import Opened
from .watching import Watch, overflow, violations

HARMFUL = {
    "harm: explorer": f"/?country={harm.COUNTRY}&status=claimed&status=planned",
    "harm: report": harm.ADDRESS,
    "harm: country": f"/countries/{harm.COUNTRY}",
    "harm: question": f"/questions/who-partnered-with-whom?country={harm.COUNTRY}",
    "harm: search": "/search?q=%3Cscript%3Ealert('ministry')%3C/script%3E",
    "harm: query": "/query?query=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E",
}
"""Pages that show what the harmful report says."""


@pytest.mark.parametrize("size", WINDOWS)
@pytest.mark.parametrize("address", [*PAGES.values(), *HARMFUL.values()], ids=[*PAGES, *HARMFUL])
def test_a_page_is_whole_in_both_colours(window: Opened, site: str, address: str, size: str) -> None:
    page = window(size).new_page()
    watch = Watch(page, site)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        if scheme == SCHEMES[0]:
            page.goto(address)
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        assert not violations(page), scheme
    assert overflow(page) <= 0
    page.close()
    assert not watch.faults
