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


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("Wie viele der Firmen, die täglich posten, haben Ruhe?", ("täglich posten", "haben Ruhe")),
        ("Anteil derjenigen, die filmen, ist der froh?", ("filmen", "ist der froh")),
        ("Welcher Anteil der Betriebe, die filmen, ist froh?", ("filmen", "ist froh")),
        ("Sind Firmen, bei denen der Chef filmt, froher?", ("der Chef filmt", "froher")),
        ("Stimmt es, dass Unternehmen, die filmen, froh sind?", ("filmen", "froh sind")),
        ("Wie viele Firmen filmen, die Kurse besucht haben?", None),
        ("Wie viele der Firmen filmen?", None),
        # It goes on with the clause, or sets another group beside it.
        ("Wie viele Firmen, die planen, aber nicht filmen, gibt es?", None),
        ("Anteil der Firmen, die planen, und Anteil derer, die filmen?", None),
        ("Gibt es mehr Firmen, die planen, als solche, die filmen?", None),
    ],
)
def test_a_group_within_which_a_share_is_asked(text: str, within: tuple[str, str] | None) -> None:
    assert population.within(text) == within


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Um wie viel Uhr posten sie?", "um wie viel uhr"),
        ("Um wie viel Prozent der Firmen geht es?", None),
        ("Wieveil Influenzer buchen sie?", "influnzer"),  # folded, „ue“ is „u“
        ("Wat kost dat?", "wat kost"),
        ("Wie ungewöhnlich ist das?", None),
        ("Wie üblich ist das?", None),
        ("Um wie viele Prozentpunkte liegt A vor B?", None),
        ("Haben Sie Namen?", "sie namen"),
        ("Die Namen der Betriebe bitte", "namen der betriebe"),
        ("Der Dienst mit dem alten Namen Twitter", None),
        ("An welchem Wochentag posten sie?", "wochentag"),
        ("Wofür geben sie das Geld aus?", "wofur"),
        ("Wofür stehen die 41 Prozent?", None),
        ("Ich weiß nicht mehr, wofür", None),
        ("Sie hätten lieber ein Team?", "hatten lieber"),
        ("Planen sie Beiträge im Voraus?", "im voraus"),
        ("Wie viele haben ein Team?", None),
        ("Wie ville ham mehr als eene Facebook-Seite?", "mehr als eene"),
        ("Wia vui ham mehra wia oan Kanal?", None),
    ],
)
def test_what_a_question_measures(text: str, measure: str | None) -> None:
    assert population.measure(fold(text)) == measure
