"""Whom a question counts: firms, more of them than were asked, or something else."""

import pytest

from bot.understanding import population
from bot.understanding.text import fold


@pytest.mark.parametrize(
    ("question", "beyond"),
    [
        ("Haben alle Unternehmen einen Plan?", True),
        ("Wie viel Prozent aller Firmen planen?", True),
        ("Gilt das für sämtliche Betriebe?", True),
        ("Hat jedes Unternehmen einen Plan?", True),
        ("Wie viele KMU in Deutschland planen?", True),
        ("Wie viele deutsche Unternehmen planen?", True),
        ("bundesweit", True),
        ("Wie viele KMU planen?", False),
        ("Haben alle einen Plan?", False),
        ("Wie viele der befragten Unternehmen planen?", False),
        ("Nennen Sie mir alle Zahlen", False),
    ],
)
def test_questions_about_more_firms_than_were_asked(question: str, beyond: bool) -> None:
    assert population.asks_beyond_population(fold(question)) is beyond


def test_what_remains_without_all_firms_may_still_name_a_country() -> None:
    assert (
        population.without_everybody("Wie viele aller Betriebe in Österreich?") == "wie viele in osterreich"
    )


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("51 % der Beiträge sind Kurzvideos", True),
        ("Wie hoch ist der Anteil der Influencer?", True),
        ("Haben sie 59 % Marktanteil?", True),
        ("51 % der kleinen Firmen drehen Videos", False),
        ("Anteil der Betriebe mit Influencern", False),
    ],
)
def test_a_share_may_be_one_of_something_else_than_firms(text: str, others: bool) -> None:
    assert population.says_of_others(fold(text)) is others


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Firmen, die jünger als drei Jahre sind", True),
        ("Betriebe, die seit drei Jahren bestehen, also älter als zwei Jahre sind", True),
        ("Ihr Auftritt ist jünger als drei Jahre", False),
        ("Sie sind kürzer als drei Jahre dabei", False),
    ],
)
def test_the_age_of_a_firm_is_not_that_of_its_presence(text: str, age: bool) -> None:
    assert population.asks_for_age(fold(text)) is age
