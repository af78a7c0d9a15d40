"""The pages, the windows and colours they are looked at in, and the browser: for tests and pictures of them."""

from __future__ import annotations

import os
import shutil
from typing import Literal, TypedDict
from urllib.parse import urlencode

Scheme = Literal["light", "dark"]


class Window(TypedDict):
    """The size of a window in CSS pixels."""

    width: int
    height: int


SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WINDOWS: dict[str, Window] = {"desktop": {"width": 1280, "height": 800}, "mobile": {"width": 390, "height": 844}}
MALI = "/reports/interim/mli/2010-02-24"
_TIES = "CONSTRUCT WHERE { ?one <https://w3id.org/servanda/ontology#partneredWith> ?other }"
_TYPES = "SELECT ?type (COUNT(*) AS ?n) { ?thing a ?type } GROUP BY ?type"
PAGES = {
    "explorer": "/",
    "country-network": "/?country=MLI&status=claimed&status=planned",
    "reports": "/reports",
    "report": MALI,
    "commitments": "/commitments",
    "commitments-chosen": "/commitments?country=MLI&status=noEvidence&sort=who",
    "country": "/countries/MLI",
    "actor": "/actors/mli/ministry-of-justice",
    "described-actor": f"{MALI}/actor/malis-leading-anti-slavery-ngo",
    "instrument": "/instruments/int/convention-on-the-rights-of-the-child",
    "search": "/search?q=slavery",
    "questions": "/questions",
    "question": "/questions/who-partnered-with-whom?country=MLI",
    "sparql": "/query",
    "sparql-answer": "/query?query=SELECT+%3Fs+%3Fp+%3Fo+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+20",
    "sparql-fault": "/query?query=SELECT+*%0AWHERE+%7B+%3Fs+%3Fp+%7D",
    "sparql-network": f"/query?view=network&{urlencode({'query': _TIES})}",
    "question-network": "/questions/who-partnered-with-whom?country=MLI&view=network",
    "sparql-chart": f"/query?view=chart&{urlencode({'query': _TYPES})}",
    "upload": "/upload",
    "about": "/about",
    "interface": "/docs",
}
"""Addresses by name, over a store of the bundled sample reports."""
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def chromium() -> str | None:
    """Return the browser: what SERVANDA_CHROMIUM names, or the system's, or None where there is none."""
    named = os.environ.get("SERVANDA_CHROMIUM")
    return named or next((found for name in _NAMES if (found := shutil.which(name))), None)
