from __future__ import annotations

from servanda.ontology.exchange import Statement
from tests.loaders.extract.telling import extract, named


def cast(text: str, type_: str) -> dict[str, list[str]]:
    """Return the names in the roles of the one statement of a type."""
    extraction = extract(text)
    (statement,) = [s for s in extraction.statements if s.type == type_]
    return {
        role: named(extraction, ids)
        for role in ("agents", "partners", "recipients")
        if (ids := ids_of(statement, role))
    }


def ids_of(statement: Statement, role: str) -> tuple[str, ...]:
    """Return the ids in a role."""
    ids: tuple[str, ...] = getattr(statement, role)
    return ids


def test_collaboration_names_the_partner() -> None:
    found = cast("In 2010, the Ministry of Labor drafted a national action plan in collaboration with UNICEF.", "draft")
    assert found["agents"] == ["Ministry of Labor"]
    assert len(found["partners"]) == 1 and "recipients" not in found


def test_doer_of_a_passive_stands_after_by() -> None:
    found = cast("A national action plan was adopted by the Ministry of Labor in 2010.", "enact")
    assert found == {"agents": ["Ministry of Labor"]}


def test_whom_one_refers_to_is_the_recipient() -> None:
    found = cast("The police referred 12 victims to the Ministry of Health.", "refer")
    assert found["recipients"] == ["Ministry of Health"]


def test_suspects_are_no_recipients() -> None:
    assert "recipients" not in cast("In 2010, the High Court convicted three police officers.", "convict")


def test_coordinated_subjects_act_together() -> None:
    found = cast("The Ministry of Justice and the Ministry of Labor trained judges on trafficking.", "train")
    assert found["agents"] == ["Ministry of Justice", "Ministry of Labor"]
