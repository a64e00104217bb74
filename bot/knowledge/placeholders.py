"""The template language of answers: ``{figure}``, ``{a + b - c}``, ``{grundgesamtheit}``, ``{{``, ``}}``."""

import re
from dataclasses import dataclass

POPULATION = "grundgesamtheit"
"""The placeholder for whom a topic's figures describe; no figure may have this id."""

_BRACE = re.compile(r"\{\{|\}\}|[{}]")
_NAME = re.compile(r"[a-z0-9_]{1,40}")
_SIGN = re.compile(r"\s*([+-])\s*")


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that stands as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One figure, several to be added and subtracted, or the population (then without figures)."""

    figures: tuple[str, ...] = ()
    signs: tuple[int, ...] = ()
    """+1 or -1 for each figure; the first is always +1."""
    population: bool = False


Part = Literal | Placeholder


class PlaceholderError(ValueError):
    """A template that cannot be read; ``position`` counts characters from 0."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


def parse(template: str) -> tuple[Part, ...]:
    """The template's parts in order; neighbouring literals are one, empty ones left out."""
    parts: list[Part] = []
    text: list[str] = []
    position = 0
    while brace := _BRACE.search(template, position):
        text.append(template[position : brace.start()])
        position = brace.end()
        if len(brace[0]) == 2:
            text.append(brace[0][0])
        elif brace[0] == "}":
            raise PlaceholderError("Zu „}“ fehlt die öffnende Klammer „{“.", brace.start())
        else:
            end = template.find("}", position)
            if end < 0:
                raise PlaceholderError("Zu „{“ fehlt die schließende Klammer „}“.", brace.start())
            if literal := "".join(text):
                parts.append(Literal(literal))
            text.clear()
            parts.append(_placeholder(template[position:end], position))
            position = end + 1
    if literal := "".join(text) + template[position:]:
        parts.append(Literal(literal))
    return tuple(parts)


def placeholders(template: str) -> tuple[Placeholder, ...]:
    """Only the placeholders of the template, in order."""
    return tuple(part for part in parse(template) if isinstance(part, Placeholder))


def _placeholder(inside: str, start: int) -> Placeholder:
    """Read what stands between the braces, which begins at ``start`` of the template."""
    expression = inside.strip()
    if not expression:
        raise PlaceholderError("Der Platzhalter „{}“ ist leer.", start)
    if expression == POPULATION:
        return Placeholder(population=True)
    figures: list[str] = []
    signs = [1]
    position = 0
    while True:
        name = _NAME.match(expression, position)
        if not name:
            raise PlaceholderError(_unreadable(expression), start)
        figures.append(name[0])
        position = name.end()
        if position == len(expression):
            break
        sign = _SIGN.match(expression, position)
        if not sign:
            raise PlaceholderError(_unreadable(expression), start)
        signs.append(1 if sign[1] == "+" else -1)
        position = sign.end()
    if POPULATION in figures:
        raise PlaceholderError(f"Mit „{POPULATION}“ lässt sich nicht rechnen.", start)
    return Placeholder(tuple(figures), tuple(signs))


def _unreadable(expression: str) -> str:
    shown = " ".join(expression.split())[:60]
    return f"Der Platzhalter „{{{shown}}}“ ist nicht lesbar; erlaubt sind Namen von Kennzahlen, „+“ und „-“."
