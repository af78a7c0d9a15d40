"""Addresses of the pages about things of our data, by the path of their IRIs below the base."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

_PAGES = {"actor": "actors", "country": "countries", "instrument": "instruments", "report": "reports", "tie": "ties"}
"""First step of a page's address, by the first step of the path of what has one."""
_WHOLE = 4
"""Steps of the path of a report: `report`, series, country and date; one without them has fewer."""
_DESCRIBED = re.compile(r"report/.+/(?:actor|instrument)/[^/]+")
_PLACED = re.compile(
    r"report/(?P<report>.+)/(?:passage|statement|commitment|recommendation|gap|assessment)"
    r"/(?P<start>\d+)-(?P<end>\d+)(?:[-/].*)?"
)


def page_of(path: str, base: str) -> str:
    """Return the address of the page about a thing.

    What stands at a place of a report (a passage, statement, commitment …) is shown there; what has no page of its own
    is described in RDF.

    Args:
        path: what follows the base in its IRI.
        base: the base of IRIs.
    """
    if placed := _PLACED.fullmatch(path):
        return f"/reports/{quote(placed['report'])}#p{placed['start']}-{placed['end']}"
    first, _, rest = path.partition("/")
    if first in _PAGES and (first != "report" or path.count("/") < _WHOLE or _DESCRIBED.fullmatch(path)):
        return f"/{_PAGES[first]}/{quote(rest)}"
    return "/query?" + urlencode({"query": f"DESCRIBE <{base}{path}>"})
