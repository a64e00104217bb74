"""Which shares one sentence asks for side by side, and what a list names."""

import pytest

from bot.understanding.coordination import listed, side_by_side


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Wie viele filmen und wie viele planen?", ["Wie viele filmen?", "wie viele planen?"]),
        ("Wie viele filmen, wie viele planen?", ["Wie viele filmen?", "wie viele planen?"]),
        (
            "Wie viele filmen, und bei wie vielen plant die Chefin?",
            ["Wie viele filmen?", "bei wie vielen plant die Chefin?"],
        ),
        ("wievile filmen udn wieviele planen", ["wievile filmen?", "wieviele planen?"]),
        ("Wia vui filman und wia vui plana?", ["Wia vui filman?", "wia vui plana?"]),
        ("Wüvü filman, wüvü plana?", ["Wüvü filman?", "wüvü plana?"]),
        ("How many film and how many plan?", ["How many film?", "how many plan?"]),
        ("wie viele filmen 🤔 wie viele planen", ["wie viele filmen?", "wie viele planen?"]),
        ("Anteil der Filmer und Anteil der Planer", ["Anteil der Filmer?", "Anteil der Planer?"]),
        (
            "Ich hätte gern den Insta-Anteil und den Videoanteil.",
            ["Ich hätte gern den Insta-Anteil?", "den Videoanteil?"],
        ),
        (
            "Der Anteil derer, die filmen, sowie derer, die planen.",
            ["Der Anteil derer, die filmen?", "Anteil derer, die planen?"],
        ),
        # What is told before belongs to the first.
        ("Ja. Wie viele filmen, wie viele planen?", ["Ja. Wie viele filmen?", "wie viele planen?"]),
        ("Wie viele filmen, wie viele planen und wie viele warten?",
         ["Wie viele filmen?", "wie viele planen?", "wie viele warten?"]),
        # … but for an announcement.
        ("Zwei Fragen: Wie viele filmen, wie viele planen?", ["Wie viele filmen?", "wie viele planen?"]),
        # One question, or several that have marks of their own.
        ("Wie viele filmen?", []),
        ("Wie viele filmen? Und wie viele planen?", []),
        ("Filmen mehr, als planen, und um wie viele Punkte?", []),
        ("Wie viele filmen, wie viel Prozent sind das?", []),
        ("Wie viele sind das, also wie viele filmen?", []),
        ("Wie viele filmen im Haus wie viele andere auch?", []),
        ("", []),
        # More than anybody could be told.
        (", ".join(["Wie viele filmen"] * 7), []),
    ],
)  # fmt: skip
def test_shares_that_are_asked_side_by_side(text: str, parts: list[str]) -> None:
    assert side_by_side(text) == parts


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "Zeig uns zwei Werte: Instagram und Influencer.",
            ["Zeig uns zwei Werte", "Instagram", "Influencer"],
        ),
        ("drei zahlen: filme, pläne + teams", ["drei zahlen", "filme", "pläne", "teams"]),
        ("Filme und Pläne jeweils", ["Filme", "Pläne jeweils"]),
        ("Mein Chef fragt. Filme sowie Pläne, bitte beides.", ["Filme", "Pläne"]),
        ("Filme und Pläne", []),
        ("Beide Chefs filmen und planen", []),
        ("Es gibt zwei Chefs, Müller und Maier", []),
    ],
)
def test_the_pieces_of_a_list(text: str, pieces: list[str]) -> None:
    assert listed(text) == pieces
