"""A choice is picked by its number or by its words, and by nothing else."""

import pytest

from bot.understanding.choice import chosen

OPTIONS = {"plan_ja": "Plan vorhanden", "mail": "E-Mail", "gross": "Größe der Firmen"}


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("1", "plan_ja"),
        ("2", "mail"),
        ("2.", "mail"),
        ("3)", "gross"),
        ("eins", "plan_ja"),
        ("zwei", "mail"),
        ("die zweite", "mail"),
        ("das Erste bitte", "plan_ja"),
        ("ich meine das dritte", "gross"),
        ("Nummer 3", "gross"),
        ("nr. 2", "mail"),
        ("Option 1", "plan_ja"),
        ("Plan vorhanden", "plan_ja"),
        ("plan vorhanden!", "plan_ja"),
        ("PLAN VORHANDNE", "plan_ja"),
        ("e-mail", "mail"),
        ("groesse der firmen", "gross"),
        ("4", None),
        ("0", None),
        ("12", None),
        ("1 2", None),
        ("60", None),
        ("", None),
        ("bitte", None),
        ("Wie viele haben einen Plan?", None),
        ("Plan", None),
        ("die letzte", "gross"),
        ("das Letzte bitte", "gross"),
        ("ja", None),
    ],
)
def test_a_choice_is_recognised(typed: str, topic: str | None) -> None:
    assert chosen(typed, OPTIONS) == topic


@pytest.mark.parametrize("typed", ["1", "eins", "Plan vorhanden", ""])
def test_without_choices_nothing_is_picked(typed: str) -> None:
    assert chosen(typed, {}) is None


def test_the_last_of_five_choices_has_a_number_too() -> None:
    options = {f"thema_{number}": f"Titel {number}" for number in "abcde"}

    assert chosen("5", options) == "thema_e"
    assert chosen("die vierte", options) == "thema_d"


@pytest.mark.parametrize(("typed", "topic"), [("Ja", "mail"), ("ja genau", "mail"), ("nein", None)])
def test_yes_picks_the_only_choice(typed: str, topic: str | None) -> None:
    assert chosen(typed, {"mail": "E-Mail"}) == topic
