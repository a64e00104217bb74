"""Comparisons of shares that have no distribution in common."""

import pytest

from bot.understanding.comparisons import Comparisons
from bot.understanding.decision import Answer, Comparison
from bot.understanding.text import fold
from bot.understanding.understanding import Understanding
from tests.understanding.asking import one


@pytest.fixture(scope="module")
def comparisons(understanding: Understanding) -> Comparisons:
    return Comparisons(understanding.knowledge, understanding.ranker)


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        (
            "Haben mehr Betriebe eine Strategie, als Social Media für unverzichtbar halten?",
            ("strategie_vorhanden", "unerlaesslich"),
        ),
        ("Drehen mehr Firmen Kurzvideos, als auf TikTok vertreten sind?", ("kurzvideos", "tiktok")),
        (
            "Wollen genauso viele ihr Budget anheben, wie Social Media für unverzichtbar halten?",
            ("budget_erhoehung", "unerlaesslich"),
        ),
        (
            "Was ist häufiger: eine Strategie haben oder ohne Tool arbeiten?",
            ("strategie_vorhanden", "ohne_tool"),
        ),
        (
            "Ist der Anteil derer, die mehr ausgeben wollen, größer als der Anteil mit Strategie?",
            ("budget_erhoehung", "strategie_vorhanden"),
        ),
        # Options of one distribution are compared elsewhere, and with more care.
        ("Nutzen mehr Firmen TikTok als Instagram?", None),
        # How answers are related is no comparison of two shares.
        ("Posten Firmen mit Strategie öfter täglich als Firmen ohne?", None),
        ("Sind die auf TikTok eher ohne Tool unterwegs als die auf Facebook?", None),
        # Nor is a comparison with the past, or with what no figure tells.
        ("Nutzen heute mehr Betriebe TikTok als noch vor drei Jahren?", None),
        ("Nutzen mehr Firmen TikTok, als in Bayern Kühe leben?", None),
        ("Wurden mehr Firmen befragt, als auf TikTok sind?", None),
        # One share has nothing to be compared with, nor what merely sounds like one.
        ("Arbeiten mehr Firmen ohne Tool, als ohne spezielles Werkzeug arbeiten?", None),
        ("Haben mehr Betriebe eine Strategie, als ein Team Kaffee trinkt?", None),
    ],
)
def test_which_shares_are_compared(
    comparisons: Comparisons, question: str, figures: tuple[str, ...] | None
) -> None:
    found = comparisons.find(fold(question))
    compared = found.operation if isinstance(found, Answer) else None
    assert compared == (Comparison(figures) if figures else None)


def test_a_comparison_of_two_shares_is_an_answer(understanding: Understanding) -> None:
    found = one(understanding, "Gibt es mehr Betriebe mit Strategie oder mehr, die ohne Tool arbeiten?")
    assert isinstance(found, Answer)
    assert found.operation == Comparison(("strategie_vorhanden", "ohne_tool"))
