from __future__ import annotations

from servanda.loaders.states import state_in, state_of


def test_a_title_names_its_state() -> None:
    assert state_in("Mali: Interim Assessment") == "MLI"
    assert state_in("MALI: INTERIM ASSESSMENT") == "MLI"
    assert state_in("Agreement between Mali and Burkina Faso") is None
    assert state_in("Annual Report") is None


def test_a_text_is_about_the_state_that_it_names_most() -> None:
    text = (
        "The Government of Mali adopted a law. Mali ratified the protocol. Malian officials met the police of Senegal."
    )
    assert state_of(text) == "MLI"
    assert state_of(text + " Senegal and Senegal.") is None
    assert state_of("The police of Senegal acted.") is None
