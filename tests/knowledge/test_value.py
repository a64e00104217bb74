"""A value keeps what its source states, and its words."""

import pytest
from pydantic import ValidationError

from bot.knowledge.value import Value


@pytest.mark.parametrize(
    ("raw", "words", "low", "high", "with_unit"),
    [
        (60, "60", 60, 60, "60 %"),
        ("60", "60", 60, 60, "60 %"),
        (2.5, "2,5", 2.5, 2.5, "2,5 %"),
        ("2,5", "2,5", 2.5, 2.5, "2,5 %"),
        ("über 40", "mehr als 40", 40, None, "mehr als 40 %"),
        ("Mehr als 40", "mehr als 40", 40, None, "mehr als 40 %"),
        ("21 bis 30", "21 bis 30", 21, 30, "21 bis 30 %"),
        ("21–30", "21 bis 30", 21, 30, "21 bis 30 %"),
        ("über ein Drittel", "über ein Drittel", 100 / 3, None, "über ein Drittel"),
    ],
)
def test_a_value_is_read(raw: object, words: str, low: float, high: float | None, with_unit: str) -> None:
    value = Value.model_validate(raw)

    assert (value.words, value.low, value.high) == (words, low, high)
    assert value.exact == (low == high)
    assert value.with_unit("%") == with_unit
    assert value.with_unit("") == words


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        ("60 %", "Bitte den Wert ohne „%“ schreiben"),
        ("30 bis 21", "beginnt nicht mit der kleineren Zahl"),
        ("21 bis 21", "beginnt nicht mit der kleineren Zahl"),
        ("1.000", "„1.000“ ist kein Wert"),
        ("über viele", "„über viele“ ist kein Wert"),
        ("-5", "„-5“ ist kein Wert"),
        ("", "„“ ist kein Wert"),
        (True, "Ein Wert ist eine Zahl oder ein Text"),
        ([60], "Ein Wert ist eine Zahl oder ein Text"),
        (None, "Ein Wert ist eine Zahl oder ein Text"),
    ],
)
def test_what_is_no_value_is_refused(raw: object, complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        Value.model_validate(raw)


@pytest.mark.parametrize("raw", [60, 2.5, "mehr als 40", "21 bis 30", "über ein Drittel"])
def test_a_value_survives_being_written_and_read(raw: object) -> None:
    value = Value.model_validate(raw)

    assert value.model_dump() == raw
    assert Value.model_validate(value.model_dump()) == value
