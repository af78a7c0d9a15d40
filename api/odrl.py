"""Commitments as duties of ODRL 2.2 in JSON-LD, for systems that manage policies.

Each commitment is a policy of its own, an `odrl:Set`, whose only rule obliges the debtors. Its action is our activity
type, which the profile defines and which is declared beside it; a treaty obliges to implement it. What ODRL has no
term for stays in terms of Dublin Core and of our ontology. The context stands in the document: nothing is fetched.

Source: ODRL Information Model 2.2 (https://www.w3.org/TR/odrl-model/), sections 2.1 (policy), 2.5 (constraint), 2.6.2
(obligation) and 3.1 (profiles); ODRL Vocabulary 2.2 (https://www.w3.org/TR/odrl-vocab/).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from servanda.api.models import Commitment, Named
from servanda.ontology.vocab import DCTERMS, ODRL2, PREFIXES, RDFS, SV, XSD, concept

MEDIA_TYPE = "application/ld+json"
PROFILE = str(SV._NS).rstrip("#")
"""What defines the actions."""
_IMPLEMENT = "implement"
"""What a treaty obliges to."""


def _link(term: str) -> dict[str, str]:
    return {"@id": term, "@type": "@id"}


_ROLES = ("profile", "obligation", "assigner", "assignee", "action", "target", "constraint", "leftOperand", "operator")
CONTEXT: dict[str, Any] = {
    "odrl": str(ODRL2._NS),
    **{prefix: PREFIXES[prefix] for prefix in ("act", "dcterms", "rdfs", "sv", "xsd")},
    "uid": "@id",
    "type": "@type",
    **{role: _link(str(ODRL2[role])) for role in _ROLES},
    "rightOperand": {"@id": str(ODRL2.rightOperand), "@type": str(XSD.date)},
    "includedIn": _link(str(ODRL2.includedIn)),
    "label": str(RDFS.label),
    "description": str(DCTERMS.description),
    "since": str(DCTERMS.date),
    "source": _link(str(DCTERMS.source)),
    "strength": _link(str(SV.strength)),
}
"""Terms of the document, by the names that the JSON-LD context of ODRL gives its own."""


def policies(found: Sequence[Commitment]) -> dict[str, Any]:
    """Return commitments as a JSON-LD document of policies and the actions that they use."""
    actions = sorted({_action(one) for one in found})
    declared = [{"uid": _act(name), "type": "odrl:Action", "label": name, "includedIn": "odrl:use"} for name in actions]
    return {"@context": CONTEXT, "@graph": [*(_policy(one) for one in found), *declared]}


def _policy(one: Commitment) -> dict[str, Any]:
    return {
        "uid": f"{one.iri}/policy",
        "type": "odrl:Set",
        "profile": PROFILE,
        "obligation": [_duty(one)],
    }


def _duty(one: Commitment) -> dict[str, Any]:
    duty: dict[str, Any] = {
        "uid": one.iri,
        "type": "odrl:Duty",
        "assignee": _iris(one.debtors),
        "action": _act(_action(one)),
    }
    if one.beneficiaries:
        duty["assigner"] = _iris(one.beneficiaries)
    if one.instruments:
        duty["target"] = _iris(one.instruments)
    if one.due:
        until = {"leftOperand": "odrl:dateTime", "operator": "odrl:lteq", "rightOperand": one.due}
        duty["constraint"] = [{"type": "odrl:Constraint", **until}]
    if one.strength:
        duty["strength"] = str(concept("commitment-strength", one.strength))
    told = {"description": one.sentence or one.quotation, "source": one.report, "since": one.date}
    return duty | {name: value for name, value in told.items() if value}


def _iris(things: Iterable[Named]) -> list[str]:
    return [thing.iri for thing in things]


def _action(one: Commitment) -> str:
    return one.type or _IMPLEMENT


def _act(name: str) -> str:
    return str(concept("activity-type", name))
