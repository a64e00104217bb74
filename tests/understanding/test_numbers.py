"""Numbers in questions: digits, words, fractions and what qualifies them."""

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.decision import Bound
from bot.understanding.numbers import (
    digits,
    durations,
    is_arithmetic,
    masked,
    parts,
    quantities,
    replaced,
    without,
)
from bot.understanding.text import fold

IN_WORDS = re.compile(
    "Achtel|Zwanzigste|Hälfte|Drittel|dritte|Viertel|Vierte|Fünftel|fünfte|Zehntel|Zehnte|Zweite"
)
"""Shares that nobody means to the decimal."""


@pytest.mark.parametrize(
    ("question", "number", "share"),
    [
        ("die 19 Prozent", 19, True),
        ("die 19%", 19, True),
        ("41,5 Prozent", 41.5, True),
        ("41.5 %", 41.5, True),
        ("neunzehn Prozent", 19, True),
        ("sechzig Prozent", 60, True),
        ("einundsiebzig Prozent", 71, True),
        ("fünfundfünfzig Prozent", 55, True),
        ("FUENFUNDFUENFZIG PROZENT", 55, True),
        ("hundert Prozent", 100, True),
        ("null Prozent", 0, True),
        ("die Hälfte", 50, True),
        ("ein Drittel der Firmen", 100 / 3, True),
        ("zwei Drittel", 200 / 3, True),
        ("ein Viertel", 25, True),
        ("drei Viertel", 75, True),
        ("ein Fünftel", 20, True),
        ("vier Fünftel", 80, True),
        ("ein Zehntel", 10, True),
        ("jeder Zweite", 50, True),
        ("jedes dritte Unternehmen", 100 / 3, True),
        ("jeder Vierte", 25, True),
        ("jede fünfte Firma", 20, True),
        ("jeder Zehnte", 10, True),
        ("jeder Zwanzigste", 5, True),
        ("ein Achtel", 12.5, True),
        ("ein Zwanzigstel", 5, True),
        ("die 250", 250, False),
        ("zwölf", 12, False),
    ],
)
def test_a_number_is_read_however_it_is_written(question: str, number: float, share: bool) -> None:
    (found,) = quantities(fold(question))

    assert found.number == pytest.approx(number)
    assert found.share is share
    assert found.bound is (Bound.ABOUT if IN_WORDS.search(question) else Bound.EXACTLY)


@pytest.mark.parametrize(
    ("question", "bound"),
    [
        ("60 Prozent", Bound.EXACTLY),
        ("genau 60 Prozent", Bound.EXACTLY),
        ("mehr als 60 Prozent", Bound.MORE),
        ("über 60 Prozent", Bound.MORE),
        ("more than 60 percent", Bound.MORE),
        ("mindestens 60 Prozent", Bound.AT_LEAST),
        ("wenigstens 60 Prozent", Bound.AT_LEAST),
        ("nicht weniger als 60 Prozent", Bound.AT_LEAST),
        ("weniger als 60 Prozent", Bound.LESS),
        ("unter 60 Prozent", Bound.LESS),
        ("nicht einmal 60 Prozent", Bound.LESS),
        ("höchstens 60 Prozent", Bound.AT_MOST),
        ("maximal 60 Prozent", Bound.AT_MOST),
        ("nicht mehr als 60 Prozent", Bound.AT_MOST),
        ("etwa 60 Prozent", Bound.ABOUT),
        ("rund 60 Prozent", Bound.ABOUT),
        ("ungefähr 60 Prozent", Bound.ABOUT),
        ("circa sechzig Prozent", Bound.ABOUT),
        ("mehr als die Hälfte", Bound.MORE),
        ("über ein Drittel", Bound.MORE),
        ("weniger als jeder Vierte", Bound.LESS),
    ],
)
def test_the_words_before_a_number_qualify_it(question: str, bound: Bound) -> None:
    (found,) = quantities(fold(f"Stimmt es, dass {question} einen Plan haben?"))

    assert found.bound is bound


@pytest.mark.parametrize(
    "question",
    [
        "",
        "Wie viele haben einen Plan?",
        "21 bis 30 Prozent",
        "zwischen 21 und 30 Prozent",
        "21–30 %",
        "seit 3 Jahren",
        "seit drei Jahren",
        "sechs Monate",
        "für 100 Euro",
        "mit 12 Mitarbeitern",
        "B2B",
        "ein Plan",
        "in der vierten Woche",
    ],
)
def test_ranges_durations_and_other_words_are_no_share(question: str) -> None:
    assert quantities(fold(question)) == []


def test_several_numbers_come_in_their_order() -> None:
    found = quantities(fold("Sind es 60 % oder die Hälfte oder 34?"))

    assert [number.number for number in found] == [60, 50, 34]


def test_a_number_gives_way_to_another_word_with_its_qualifier() -> None:
    folded = fold("Haben mehr als 70 % einen Plan?")
    (found,) = quantities(folded)

    assert without(folded, found) == "haben einen plan"
    assert replaced(folded, found, "zahl") == "haben zahl prozent einen plan"


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("vier von fünf", 80.0),
        ("Sechs von zehn Betrieben", 60.0),
        ("3 von 4 Firmen", 75.0),
        ("fünf von vier", None),
        ("2 von 30 Betrieben", None),
        ("1 von 3,5 Millionen", None),
    ],
)
def test_some_out_of_a_few_are_a_share(text: str, share: float | None) -> None:
    shares = [found.number for found in quantities(fold(text)) if found.share]

    assert shares == ([share] if share else [])


def test_a_bare_number_gives_way_without_a_unit() -> None:
    folded = fold("Wofür steht die 250?")
    (found,) = quantities(folded)

    assert replaced(folded, found, "zahl") == "wofur steht die zahl"


@given(st.text(max_size=120))
@settings(max_examples=200, deadline=None)
def test_any_text_has_its_numbers_in_order_inside_the_text(raw: str) -> None:
    _check(fold(raw))


@given(
    st.lists(
        st.sampled_from(
            [
                "60",
                "%",
                "100000",
                "2",
                "fünf",
                "mehr",
                "als",
                "über",
                "nicht",
                "höchstens",
                "ein",
                "einem",
                "drittel",
                "jeder",
                "vierte",
                "hälfte",
                "bis",
                "und",
                "prozent",
                "jahre",
                "rund",
                "21",
                "30",
                "0",
                ",",
                "null",
                "siebzehn",
            ]
        ),
        max_size=12,
    )
)
@settings(max_examples=300, deadline=None)
def test_any_words_around_numbers_are_read_without_overlap(pieces: list[str]) -> None:
    _check(fold(" ".join(pieces)))


def _check(folded: str) -> None:
    text = digits(folded)
    end = 0
    for found in quantities(folded):
        assert math.isfinite(found.number)
        assert found.number >= 0
        assert 0 <= found.start < found.end <= len(text)
        assert found.end > end
        end = found.end
        assert len(without(folded, found)) < len(text)
        assert "zahl" in replaced(folded, found, "zahl")


@pytest.mark.parametrize(
    ("question", "bound"),
    [
        ("70 % oder weniger haben eine Strategie", Bound.AT_MOST),
        ("60 Prozent oder mehr", Bound.AT_LEAST),
        ("bis zu 40 %", Bound.AT_MOST),
        ("ab 50 Prozent", Bound.AT_LEAST),
        ("70 % oder keine", Bound.EXACTLY),
    ],
)
def test_the_words_after_a_number_qualify_it_too(question: str, bound: Bound) -> None:
    (quantity,) = quantities(fold(question))

    assert quantity.bound is bound


def test_two_numbers_joined_by_and_are_no_range() -> None:
    assert [quantity.number for quantity in quantities(fold("60 und 34 Prozent"))] == [60, 34]
    assert quantities(fold("zwischen 21 und 30 Prozent")) == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Was bedeuten die 60 % und die 34 %?", "was bedeuten die zahl prozent"),
        ("71 und 80 Prozent: wie passt das?", "zahl prozent wie passt das"),
        ("60 % haben eine Strategie und 34 % nicht", None),
    ],
)
def test_several_numbers_give_way_to_one_word(question: str, expected: str | None) -> None:
    folded = fold(question)

    assert masked(folded, quantities(folded), "zahl") == expected


def test_a_text_is_cut_before_each_further_number() -> None:
    folded = fold("60 % haben eine Strategie und 34 % arbeiten daran")

    assert parts(folded, quantities(folded)) == [
        "60 prozent haben eine strategie",
        "34 prozent arbeiten daran",
    ]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("seit mehr als drei Jahren", {("3", "jahr")}),
        ("seit einem Jahr und sechs Monaten", {("1", "jahr"), ("6", "monat")}),
        ("in zwei Wochen", {("2", "woche")}),
        ("seit 36 Monaten", {("3", "jahr")}),
        ("seit 30 Monaten", {("30", "monat")}),
        ("drei Firmen", set()),
    ],
)
def test_durations_are_read(question: str, expected: set[tuple[str, str]]) -> None:
    assert durations(fold(question)) == expected


@pytest.mark.parametrize(
    ("question", "bound", "rest"),
    [
        ("nur 60 % haben eine", Bound.EXACTLY, "haben eine"),
        ("schon etwa 60 Prozent haben eine", Bound.ABOUT, "haben eine"),
        ("gerade mal ein Drittel hat eine", Bound.ABOUT, "hat eine"),
    ],
)
def test_words_that_only_stress_a_number_go_with_it(question: str, bound: Bound, rest: str) -> None:
    folded = fold(question)
    (quantity,) = quantities(folded)

    assert quantity.bound is bound
    assert without(folded, quantity) == rest


@pytest.mark.parametrize("text", ["die neuen firmen", "neun", "viele neue und neuen"])
def test_new_is_not_nine(text: str) -> None:
    assert quantities(fold(text)) == []


@pytest.mark.parametrize(
    ("text", "number"), [("neun Prozent", 9), ("neun von zehn", 90), ("tausend Firmen", 1000)]
)
def test_nine_and_a_thousand_are_numbers(text: str, number: float) -> None:
    assert quantities(fold(text))[0].number == number


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("zweihundertfünfzig, was war das", [250.0]),
        ("einhundert Firmen", [100.0]),
        ("welche der zwei Varianten", []),
        ("alle vier zusammen", []),
        ("die 5 bedeutet was", [5.0]),
        ("fünf Prozent planen", [5.0]),
    ],
)
def test_a_few_in_words_is_no_number_that_a_source_states(question: str, numbers: list[float]) -> None:
    assert [found.number for found in quantities(fold(question))] == numbers


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        ("Was ist 2+2?", True),
        ("und was sind 60 minus 34", True),
        ("34 + 33 + 19", True),
        ("17 mal 23", True),
        ("60 %?", False),
        ("Sind es 60 oder 34 Prozent?", False),
        ("Wie viele posten 2 mal die Woche?", False),
        ("60 % + 34 %: Was heißt das?", False),
    ],
)
def test_what_only_wants_to_be_worked_out(text: str, arithmetic: bool) -> None:
    assert is_arithmetic(text) is arithmetic
