"""Fills an answer's placeholders with figures and remembers which were used."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.answering.reply import Line, Span
from bot.knowledge.model import Figure, Knowledge
from bot.knowledge.placeholders import Literal, Placeholder, parse
from bot.knowledge.value import Value


@dataclass(frozen=True, slots=True)
class Filled:
    """A line of text and the figures in it, in the order of their first mention."""

    line: Line
    figures: tuple[str, ...]


def fill(template: str, knowledge: Knowledge, population: str = "") -> Filled:
    """The template as a line; a figure at its beginning is capitalised, figures inside statements count."""
    spans: list[Span] = []
    used: list[str] = []
    for part in parse(template):
        match part:
            case Literal(text):
                spans.append(Span(text))
            case Placeholder(population=True):
                spans.append(Span(population))
            case Placeholder(figures, signs):
                spans.append(Span(result(figures, signs, knowledge), strong=True))
                used += figures
    if spans and spans[0].strong:
        spans[0] = Span(spans[0].text[:1].upper() + spans[0].text[1:], strong=True)
    return Filled(tuple(spans), tuple(dict.fromkeys(used)))


def result(figures: Iterable[str], signs: Iterable[int], knowledge: Knowledge) -> str:
    """One figure as its source states it, or the sum of several, with the unit."""
    chosen = [knowledge.figures[figure] for figure in figures]
    if len(chosen) == 1:
        return chosen[0].text
    return total(chosen, signs)


def total(figures: Iterable[Figure], signs: Iterable[int]) -> str:
    """The signed sum of figures that share a unit; decimals as precise as the figures."""
    chosen = list(figures)
    return Value.of(amount(chosen, signs)).with_unit(chosen[0].unit)


def amount(figures: Iterable[Figure], signs: Iterable[int]) -> float:
    """The signed sum of exact figures, in their unit."""
    return round(sum(sign * figure.value.low for sign, figure in zip(signs, figures, strict=True)), 6)


def text(figure: Figure, knowledge: Knowledge) -> Filled:
    """A figure with its statement, e.g. ``60 % haben eine Strategie``."""
    statement = fill(figure.statement, knowledge)
    return Filled((Span(figure.text, strong=True), Span(" "), *statement.line), statement.figures)
