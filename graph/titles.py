"""Titles of laws, treaties and plans: when an expression names one, and when two spellings name the same one."""

from __future__ import annotations

import re

from servanda.graph.names import plain, spelled

_GENERIC = frozenset(
    """a an the of for on in to and its new draft national federal state country first second third fourth revised
    updated current previous proposed action plan plans strategy policy policies law laws legislation act bill
    decree order orders regulation regulations directive convention protocol treaty agreement agreements
    memorandum understanding mou mous nap sop sops standard operating procedure procedures guidelines roadmap
    framework program strategic referral mechanism bilateral resolution resolutions amendment amendments
    optional code report constitutional declaration""".split()
)
"""Words that do not tell one instrument of a state from its next ("National Action Plan")."""
_CODE = re.compile(r"^(?:\w[\w'’.-]*\s+){1,3}code$|^(?:national |federal )?constitution$", re.IGNORECASE)
_CONNECTORS = frozenset("of for the a an and on to in de la le les du des et y against with from by at or no".split())
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBERED = re.compile(r"\b(?:no\.?\s*|n°\s*|number\s+)?\d+(?:[-/.]\d+)*\b", re.IGNORECASE)
_SHORT_FORMS = {
    r"\br\.?\s?a\.?(?=\s*(?:no\b|\d))": "Republic Act",
    r"\be\.?\s?o\.?(?=\s*(?:no\b|\d))": "Executive Order",
    r"\bp\.?\s?d\.?(?=\s*(?:no\b|\d))": "Presidential Decree",
    r"\bno\.?\s*(?=\d)": "",
}
_HEADS: dict[str, str] = {
    **dict.fromkeys("convention conventions covenant treaty charter protocol".split(), "Treaty"),
    **dict.fromkeys("agreement memorandum mou accord understanding".split(), "Agreement"),
    **dict.fromkeys("bill".split(), "Bill"),
    **dict.fromkeys("decree order directive regulation resolution circular regulations".split(), "Regulation"),
    **dict.fromkeys("plan strategy policy program framework roadmap plans".split(), "Plan"),
    **dict.fromkeys("procedure procedures guidelines mechanism manual".split(), "Procedure"),
}


def is_title(name: str) -> bool:
    """Return whether an expression names one instrument: a capitalised title of its own, a code of law, a constitution.

    A title whose words any plan or agreement could bear is none, unless a year or a number tells it apart.
    """
    text = plain(name)
    if _CODE.match(text):
        return not re.match(r"(?:new|draft|revised|this|that|amended|proposed) ", text, re.IGNORECASE)
    words = [w for w in re.findall(r"[\w'’/-]+", text) if w.lower() not in _CONNECTORS]
    if not words or not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    if all(w.lower() in _GENERIC for w in words if not w[0].isdigit()) and not _NUMBERED.search(text):
        return False
    capitals = sum(w[0].isupper() or w[0].isdigit() for w in words)
    return capitals * 2 > len(words) and (len(words) > 1 or sum(c.isupper() for c in words[0]) > 1)


def title(name: str, number: str | None = None) -> str:
    """Return a title in one spelling, its official number if it has one: "Republic Act 11310" for "R.A. No.11310"."""
    numbered = number if number and re.search(r"\d", number) and not re.match(r"art", number, re.IGNORECASE) else None
    text = spelled(numbered if numbered and re.search(r"[A-Za-z]{2}|\w\.", numbered) else name)
    for pattern, words in _SHORT_FORMS.items():
        text = re.sub(pattern, words, text, flags=re.IGNORECASE)
    return text


def implied_type(name: str) -> str:
    """Return the instrument type that a title's head noun tells; Law where it tells none."""
    text = plain(name).lower()
    if text.startswith(("draft ", "bill ")):
        return "Bill"
    if text.startswith("model "):
        return "ModelLaw"
    head = re.split(r"\s(?:of|for|on|to|against|concerning|between|with)\s", text)[0]
    found = [_HEADS[w] for w in re.findall(r"\w+", head) if w in _HEADS]
    return found[-1] if found else "Law"
