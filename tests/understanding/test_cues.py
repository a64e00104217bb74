"""What kind of question it is, by its grammar; the texts are folded as in a real message."""

import pytest

from bot.understanding import cues
from bot.understanding.numbers import quantities
from bot.understanding.text import fold
from bot.understanding.understanding import Understanding


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Wofür stehen die 19 Prozent?", True),
        ("Was bedeuten die 34 %?", True),
        ("Worauf beziehen sich die 60 Prozent?", True),
        ("Was hat es mit den 2 % auf sich?", True),
        ("Können Sie mir die 5 % erklären?", True),
        ("Haben 60 % einen Plan?", False),
        ("Wie viele haben einen Plan?", False),
    ],
)
def test_questions_for_a_meaning(question: str, asked: bool) -> None:
    assert cues.asks_meaning(fold(question)) is asked


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("What is the capital of France?", True),
        ("How many of the firms have a plan?", True),
        ("Was ist das?", False),
        ("Wie viele KMU haben einen Plan?", False),
        ("Was ist Social Media?", False),
        ("the", False),
        ("", False),
    ],
)
def test_english_is_told_by_its_small_words(text: str, english: bool) -> None:
    assert cues.is_english(fold(text)) is english


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wie viele verzichten auf TikTok?", "wie viele nicht tiktok"),
        ("Wie viele haben bewusst auf TikTok verzichtet?", "wie viele haben bewusst nicht tiktok"),
        ("Wie viele, die auf TikTok fehlen?", "wie viele die nicht tiktok"),
        ("die Betriebe, die dort fehlen", "die betriebe die nicht"),
        ("Wie viele sind auf TikTok?", "wie viele sind auf tiktok"),
    ],
)
def test_verbs_that_negate_are_read_as_not(text: str, expected: str) -> None:
    assert cues.plainly_negated(fold(text)) == expected


def test_a_year_in_digits_is_named_unless_it_is_a_beginning() -> None:
    assert cues.with_years_named("im jahr 2030") == f"im jahr {cues.YEAR}"
    assert cues.with_years_named("seit 2016 aktiv") == "seit 2016 aktiv"


@pytest.mark.parametrize(
    ("text", "refuses"),
    [
        ("Sie lehnen eine Strategie nicht ab", True),
        ("Sie schließen es nicht aus", True),
        ("wollen das nicht ausschließen", True),
        ("Sie lehnen eine Strategie ab", False),
        ("ein Team, das nicht ausschließlich dafür da ist", False),
    ],
)
def test_who_refuses_to_refuse_agrees(text: str, refuses: bool) -> None:
    assert cues.refuses_to_refuse(fold(text)) is refuses


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("Wofür steht diese Zahl?", "wofur steht 44 prozent"),
        ("Was bedeutet der Wert?", "was bedeutet 44 prozent"),
        ("Wie hoch ist diese Zahl?", None),
        ("Wofür steht das?", "wofur steht 44 prozent"),
        ("Wer macht das?", None),
    ],
)
def test_a_number_named_before_is_put_where_a_question_points_at_it(part: str, expected: str | None) -> None:
    (number,) = quantities("44 prozent")

    assert cues.with_number(fold(part), number) == expected


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Wieso wollen 2 % keine?", True),
        ("Wie kommt es, dass 20 % …", True),
        ("Wie viele wollen keine?", False),
    ],
)
def test_questions_for_a_reason(question: str, why: bool) -> None:
    assert cues.asks_why(fold(question)) is why


def test_an_ordinal_is_no_typing_error(understanding: Understanding) -> None:
    assert cues.corrected(understanding.ranker.read("jedes zehnte KMU").tokens) == "jedes zehnte kmu"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Wie viele posten täglich, aber nicht mehrmals?", "wie viele posten taglich"),
        ("Wie viele posten nicht täglich?", "wie viele posten nicht taglich"),
        ("Täglich, aber nicht öfter, wie viele?", "taglich wie viele"),
        (
            "Wie viele sind dran und haben noch nichts fertig?",
            "wie viele sind dran und haben noch nichts fertig",
        ),
        ("Wie viele sind dran und sind noch nicht fertig?", "wie viele sind dran"),
    ],
)
def test_an_exception_is_no_negation(text: str, rest: str) -> None:
    assert cues.without_exception(fold(text)) == rest
