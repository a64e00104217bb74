"""Signs that a question leans on what was said before it."""

import pytest

from bot.understanding import follow_ups
from bot.understanding.text import fold


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("Und der Chef?", True),
        ("und wie viele planen eine?", True),
        ("Aber warum?", True),
        ("Oder keine?", True),
        ("Wie viele davon?", True),
        ("Wie viele KMU haben einen Plan?", False),
        ("Wer ist zuständig?", False),
        ("", False),
    ],
)
def test_a_question_that_leans_on_the_last_one(text: str, leans: bool) -> None:
    assert follow_ups.is_elliptic(fold(text)) is leans


@pytest.mark.parametrize(
    ("text", "refers"),
    [
        ("Wie vielen geht es genauso?", True),
        ("Wie viele sind dort?", True),
        ("Wie viele sind in der gleichen Lage?", True),
        ("Wie viele nutzen TikTok?", False),
    ],
)
def test_a_question_that_refers_to_the_sentence_before(text: str, refers: bool) -> None:
    assert follow_ups.refers_back(fold(text)) is refers


@pytest.mark.parametrize(
    ("text", "opposite"),
    [("Und wie viele nicht?", True), ("wie viele denn nicht", True), ("Und wie viele nicht täglich?", False)],
)
def test_the_bare_opposite(text: str, opposite: bool) -> None:
    assert follow_ups.asks_the_opposite(fold(text)) is opposite


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("mehr als Insta", 2),
        ("ist das mehr als beim Chef", 4),
        ("im Vergleich zu TikTok", 2),
        ("TikTok", None),
    ],
)
def test_where_a_comparison_names_the_other(text: str, place: int | None) -> None:
    assert follow_ups.compared_with(fold(text)) == place


@pytest.mark.parametrize(
    ("text", "place"), [("Wie viele sind da denn?", True), ("Wie viele sind das?", False)]
)
def test_a_place_may_have_been_named_before(text: str, place: bool) -> None:
    assert follow_ups.names_a_place(fold(text)) is place


def test_bare_sums_and_differences() -> None:
    assert follow_ups.is_bare_sum(fold("Und zusammen?"))
    assert not follow_ups.is_bare_sum(fold("Und zusammen mit TikTok?"))
    assert follow_ups.is_bare_difference(fold("Um wie viel?"))
    assert follow_ups.is_bare_difference(fold("Wie groß ist der Unterschied?"))
    assert not follow_ups.is_bare_difference(fold("Wie groß ist die Stichprobe?"))


def test_what_says_nothing_but_a_name() -> None:
    assert follow_ups.is_bare("und beim chef", (2,))
    assert follow_ups.is_bare("beim chef", (1,))
    assert not follow_ups.is_bare("was ist ein chef", (3,))


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Wie viele kleine Firmen sind dort noch aktiv?", True),
        ("Wie viele sind da überhaupt schon?", True),
        ("Wie viele nutzen Facebook?", False),
        ("Wie viele planen da einen Werbefilm?", False),
    ],
)
def test_a_place_that_was_named_before(text: str, there: bool) -> None:
    assert follow_ups.points_there(fold(text)) is there
