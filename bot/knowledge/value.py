"""What a figure is worth: one number, a lower bound or a range, read from the words of an editor."""

import re
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, model_serializer, model_validator

FRACTIONS: dict[str, float] = {
    "die hälfte": 50.0,
    "ein drittel": 100 / 3,
    "zwei drittel": 200 / 3,
    "ein viertel": 25.0,
    "drei viertel": 75.0,
    "ein fünftel": 20.0,
    "ein zehntel": 10.0,
}
"""Shares in words, in per cent. A value written so keeps its words: the source gave no number."""

_NUMBER = r"\d+(?:,\d+)?"
_EXACT = re.compile(rf"({_NUMBER})")
_RANGE = re.compile(rf"({_NUMBER})\s*(?:bis|–|-)\s*({_NUMBER})")
_ABOVE = re.compile(r"(?:über|mehr als)\s+(.+)")


class Value(BaseModel):
    """One value as its source states it.

    Written in a knowledge file as ``60``, ``2,5``, ``über 40``, ``21 bis 30`` or ``über ein Drittel``.

    ``low``/``high`` bound the value (``high`` is None for "more than"); ``words`` is what people
    read, without the unit; ``exact`` is true for a single number.
    """

    model_config = ConfigDict(frozen=True)

    words: str
    low: float
    high: float | None
    in_words: bool = False

    @model_validator(mode="before")
    @classmethod
    def _read(cls, raw: Any) -> Any:
        if isinstance(raw, dict):
            return raw
        if isinstance(raw, bool) or not isinstance(raw, str | int | float):
            raise ValueError("Ein Wert ist eine Zahl oder ein Text wie „über 40“ oder „21 bis 30“.")
        return cls._parse(str(raw).strip().replace(".", ",") if not isinstance(raw, str) else raw.strip())

    @classmethod
    def _parse(cls, text: str) -> dict[str, Any]:
        if text.endswith("%"):
            raise ValueError("Bitte den Wert ohne „%“ schreiben; die Einheit steht in „einheit“.")
        if match := _EXACT.fullmatch(text):
            number = _to_float(match[1])
            return {"words": text, "low": number, "high": number}
        if match := _RANGE.fullmatch(text):
            low, high = _to_float(match[1]), _to_float(match[2])
            if low >= high:
                raise ValueError(f"Der Bereich „{text}“ beginnt nicht mit der kleineren Zahl.")
            return {"words": f"{match[1]} bis {match[2]}", "low": low, "high": high}
        if match := _ABOVE.fullmatch(text.lower()):
            rest = match[1].strip()
            if rest in FRACTIONS:
                return {"words": text, "low": FRACTIONS[rest], "high": None, "in_words": True}
            if _EXACT.fullmatch(rest):
                return {"words": f"mehr als {rest}", "low": _to_float(rest), "high": None}
        raise ValueError(
            f"„{text}“ ist kein Wert. Möglich sind zum Beispiel 60, „2,5“, „über 40“, „21 bis 30“ "
            "oder „über ein Drittel“."
        )

    @property
    def plain(self) -> str | int | float:
        """A number if the source states one number, else the words."""
        if not self.exact:
            return self.words
        return int(self.low) if self.low.is_integer() else self.low

    @model_serializer
    def _write(self) -> str | int | float:
        return self.plain

    @property
    def exact(self) -> bool:
        """True if the source states one number rather than a bound, a range or words."""
        return self.low == self.high

    def with_unit(self, unit: str) -> str:
        """The value as people read it, e.g. ``60 %``; a share in words stands alone."""
        return self.words if self.in_words or not unit else f"{self.words} {unit}"

    @classmethod
    def of(cls, number: float) -> Self:
        """An exact value, e.g. the result of a sum."""
        number = round(number, 6)
        return cls.model_validate(int(number) if float(number).is_integer() else number)


def _to_float(text: str) -> float:
    return float(text.replace(",", "."))
