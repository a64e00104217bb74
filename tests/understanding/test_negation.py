"""What topics negate, and what is the opposite of what they say."""

import pytest

from bot.understanding.negation import Negations
from bot.understanding.ranking import Ranker

FILMS = [
    ("filme", "Wie viele drehen Filme?"),
    ("filme", "Wer macht Filme selbst?"),
    ("filme", "Filme ohne Musik, wie viele?"),
    ("filme", "Sind Filme verbreitet?"),
    ("filme", "Gibt es viele Filme?"),
    ("filme", "Wie beliebt sind Filme?"),
    ("keine", "Wie viele haben keinen Plan?"),
    ("keine", "Wer plant nichts?"),
]


@pytest.mark.parametrize(
    ("topic", "text", "negates"),
    [
        ("filme", "wie viele drehen filme ohne musik", True),  # only named to say that it is missing
        ("filme", "wie viele drehen nicht", False),
        ("filme", "wie viele machen keine filme", False),
        ("keine", "wie viele haben keinen plan", True),  # it is about what is not
        ("keine", "wie viele haben nicht mal eine idee", True),
    ],
)
def test_a_topic_may_negate_what_a_text_negates(topic: str, text: str, negates: bool) -> None:
    assert Negations(FILMS, Ranker(FILMS)).negates(topic, text) is negates


@pytest.mark.parametrize(("told", "negated"), [("nicht, wichtig ist", set()), ("nicht wichtig", {"wichtig"})])
def test_what_stands_behind_a_comma_is_not_negated(told: str, negated: set[str]) -> None:
    assert Ranker(FILMS).read(f"Sag das {told} das schon.").negated - {"das", "schon", "ist"} == negated


@pytest.mark.parametrize(("rare", "opposite"), [(1, True), (60, False)])
def test_a_word_is_no_opposite_of_one_that_a_single_example_uses(rare: int, opposite: bool) -> None:
    told = [("plan", f"Wer hat einen Plan {day}?") for day in range(rare)]
    told += [("plan", "Ungelesen liegt er da, der Plan."), ("anderes", "Wer hat das gelesen?")]

    assert Negations(told, Ranker(told)).turns_round("plan", "Ich hab das gelesen.") is opposite


def test_a_negation_in_a_phrase_for_what_a_topic_is_about_is_its_own() -> None:
    told = [("kurz", f"Wie viele Neulinge sind es in drei Jahren {day}?") for day in range(9)]
    told.append(("anderes", "Wer hat einen Plan?"))
    lexicon = {"unter_drei": ("keine drei Jahre", "Neulinge")}
    known = Negations(told, Ranker(told, lexicon))

    assert known.negates("kurz", "wie viele sind keine drei jahre aktiv")
    assert not known.negates("kurz", "wie viele sind keine drei wochen aktiv")


@pytest.mark.parametrize(
    ("question", "opposite"),
    [
        ("Für wie viele ist das verzichtbar?", True),
        ("Für wie viele ist das unverzichtbar?", False),
        ("Für wie viele ist das wichtig?", False),
        ("Wie viele machen das mit Hilfe?", False),
    ],
)
def test_a_word_may_be_the_opposite_of_one_that_the_examples_use(question: str, opposite: bool) -> None:
    examples = [
        "Für wie viele ist das unverzichtbar?",
        "Wem ist das unverzichtbar?",
        "Ist das unverzichtbar?",
    ]
    told = [*(("nötig", text) for text in examples), ("anderes", "Wer macht das ohne Hilfe?")]
    known = Negations(told, Ranker(told))

    assert known.turns_round("nötig", question) is opposite
    assert known.turns_round("anderes", "Wer macht das mit Hilfe?")
