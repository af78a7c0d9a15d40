"""Names of actors and instruments: what tells a name from a description, and when two spellings are one name.

The annotation guidelines list actors under the words of the report. Only a name says the same thing in two reports:
"Ministry of Justice" does, "labor inspectors" and "the leading NGO" do not.
"""

from __future__ import annotations

import re

from servanda.ontology.authority import country_of

PUBLIC_TYPES = frozenset({"Government", "Ministry", "Agency", "Legislature", "Court", "Official"})
"""Actor types that belong to a state: their names may carry that state's name."""

_ARTICLE = re.compile(r"^(?:the|a|an|its|their)\s+", re.IGNORECASE)
_ACRONYM = re.compile(r"\s*[(\[]\s*(?:[A-Z][\w.&/-]*[A-Z][\w.]*)\s*[)\]]")
_DETAIL = re.compile(
    r"\s*[,;:(]|\s+(?:who|that|which|whose|from|at|in|with|by|under|including|such as|led|registered|responsible)\b"
)
_CONNECTORS = frozenset(
    "of for the a an and on to in de la le les du des et y e against with from by at or d l’ &".split()
)
_GENERIC_ACRONYMS = frozenset("NGO NGOs NGO's CSO CSOs INGO INGOs IO IOs SOP SOPs MoU MOU MoUs NAP".split())
_GROUPS = frozenset(
    """authorities officials inspectors prosecutors judges courts police agencies ministries organizations groups
    ngos officers workers members representatives leaders personnel staff media journalists unions
    investigators magistrates governments experts partners shelters teachers soldiers employers companies
    parties employees activists observers professionals lawyers researchers stakeholders individuals
    institutions departments donors embassies associations police-officers embassy government state committee
    commission ministry agency court council unit department""".split()
)
_INSTITUTIONS = frozenset(
    """parliament|national assembly|national parliament|senate|house of representatives|congress|national congress
    |legislature|chamber of deputies|supreme court|constitutional court|judiciary|president|prime minister
    |vice president|cabinet|council of ministers|attorney general|prosecutor general|office of the attorney general
    |office of the prosecutor general|office of the prime minister|office of the president|ombudsman
    |office of the ombudsman|king""".replace("\n    ", "").split("|")
)
"""What a state has once, so that the bare words name it whatever their case."""

_COMMON = frozenset(
    """un united nations u.n eu osce au international joint special independent national regional country field
    technical steering working human rights criminal security impunity affairs office mission delegation center bureau
    team group panel experts monitoring observer observers tribunal court commission committee subcommittee council
    board assembly secretariat agency organization organizations community fund forum""".split()
)
"""Words that the names of many international bodies are made of."""
_HEADS: dict[str, str] = {
    **dict.fromkeys("ministry".split(), "Ministry"),
    **dict.fromkeys("government".split(), "Government"),
    **dict.fromkeys(
        "parliament assembly senate congress legislature duma knesset majlis house chamber".split(), "Legislature"
    ),
    **dict.fromkeys("court courts tribunal judiciary".split(), "Court"),
    **dict.fromkeys(
        """minister president governor mayor commissioner rapporteur secretary general prosecutor king queen prince
        ambassador director chairman spokesperson advisor deputy lady ombudsman""".split(),
        "Official",
    ),
    **dict.fromkeys(
        """police commission committee council office agency authority directorate bureau inspectorate service services
    army forces force department unit institute secretariat administration embassy center board cabinet
    brigade division prosecution gendarmerie corps shelter guard commissariat cell desk taskforce""".split(),
        "Agency",
    ),
    **dict.fromkeys("organization union bank fund nations community".split(), "InternationalBody"),
    **dict.fromkeys("company corporation ltd inc chambers".split(), "Company"),
    **dict.fromkeys("confederation church party federation unions".split(), "CivilSociety"),
}
_SPELLINGS = {
    r"\blabour": "labor",
    r"\borganis": "organiz",
    r"\bprogramme": "program",
    r"\bdefence\b": "defense",
    r"\bcentre": "center",
    r"\binter-(?=\w)": "inter",
    r"\boffence": "offense",
    r"\s*&\s*": " and ",
}


def plain(name: str) -> str:
    """Return a name without article, acronym in parentheses, quotation marks and needless space."""
    text = " ".join(_ACRONYM.sub("", name).split()).strip(" .,;:\"“”'‘")
    return _ARTICLE.sub("", text).strip()


def acronyms(name: str) -> list[str]:
    """Return the acronyms that a name gives itself in parentheses."""
    return [match.strip(" ()[]") for match in _ACRONYM.findall(name)]


def spelled(name: str) -> str:
    """Return a name in one spelling: American words, "Ministry of X" for "X Ministry", "Office of X" for "X's"."""
    text = plain(name)
    for pattern, word in _SPELLINGS.items():
        text = re.sub(pattern, lambda m, word=word: word.capitalize() if m[0][:1].isupper() else word, text, flags=re.I)  # type: ignore[misc]
    text = re.sub(r"^(.+?)(?:['’]s|s['’])\s+[Oo]ffice$", lambda m: f"Office of the {m[1]}", text)
    text = re.sub(r"^((?:\w+)(?: and \w+)?) Ministry$", lambda m: f"Ministry of {m[1]}", text)
    return re.sub(r"^(Ministry|Department) of the ", r"\1 of ", text)


def without_country(name: str, country: str | None) -> str:
    """Return a public body's name without the name of its own state, in front ("Malian police") or behind.

    The name stays whole where too little would be left of it ("Bank of Mali").
    """
    if country is None:
        return name
    words = name.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        if _is_country(" ".join(words[:size]), country) and _stands_alone(rest := plain(" ".join(words[size:]))):
            return rest
    for joint in re.finditer(r" (?:of|in) (?:the )?", name):
        if _is_country(name[joint.end() :], country) and _stands_alone(name[: joint.start()]):
            return name[: joint.start()]
    return name


def _is_country(phrase: str, country: str) -> bool:
    """Return whether a phrase is the state's name, its adjective, or "the government's" and the like."""
    bare = re.sub(r"(?:['’]s|(?<=s)['’])$", "", phrase)
    return country_of(bare) == country or (bare != phrase and plain(bare).lower() in {"government", "country"})


def _stands_alone(rest: str) -> bool:
    return rest.lower() in _INSTITUTIONS or (len(rest.split()) > 1 and rest.split()[0].lower() not in _CONNECTORS)


def is_institution(name: str) -> bool:
    """Return whether bare words name something that a state has once ("parliament", "the president")."""
    return spelled(name).lower() in _INSTITUTIONS


def is_common(name: str) -> bool:
    """Return whether several international bodies may bear a name, since it tells neither whose it is nor of what."""
    words = re.findall(r"[\w.]*\w", spelled(name).lower())
    return all(word in _COMMON or word in _CONNECTORS for word in words)


def is_name(name: str, country: str | None = None) -> bool:
    """Return whether an expression is a name, not a description.

    A name's head is capitalised beyond its first letter (which may only begin a sentence), or is an acronym; the names
    of states, words for groups and "NGO" do not count.
    """
    head = _DETAIL.split(plain(name), maxsplit=1)[0]
    if country is not None:
        head = without_country(head, country)
    words = [w for w in re.findall(r"[\w'’.&/-]+", head) if w.lower() not in _CONNECTORS]
    if not words or not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    if re.split(r"\s(?:of|for|on)\s", head)[0].split()[-1].lower() in _GROUPS and len(words) == 1:
        return False
    telling = [w for w in words if w not in _GENERIC_ACRONYMS and country_of(w) is None]
    capitals = [w for w in telling if w[0].isupper()]
    if len(words) == 1:
        return bool(capitals) and words[0].lower() not in _GROUPS
    head_noun = re.split(r"\s(?:of|for|on)\s", head)[0].split()[-1]
    return len(capitals) >= 2 and not (head_noun.lower() in _GROUPS and head_noun.lower().endswith("s"))


def implied_type(name: str) -> str:
    """Return the actor type that a name's head noun tells; NGO where it tells none."""
    head = re.split(r"\s(?:of|for|on|to|against)\s", spelled(name).lower())[0]
    if spelled(name).lower().startswith("department of "):
        return "Ministry"
    words = re.findall(r"\w+", head)
    if words[:1] in (["un"], ["united"]):
        return "InternationalBody"
    return _HEADS.get(words[-1], "NGO") if words else "NGO"
