"""What a reply says, before its limits, citations and follow-ups are added."""

from dataclasses import dataclass

from bot.answering.reply import Line, Span
from bot.knowledge.model import Locator


@dataclass(frozen=True, slots=True)
class Body:
    """Lines with the figures they state, in the order of their mention."""

    lines: tuple[Line, ...]
    short: tuple[Line, ...]
    figures: tuple[str, ...] = ()
    evidence: tuple[Locator, ...] = ()
    related: tuple[str, ...] = ()
    distribution: str | None = None
    """The distribution to draw, if any."""
    short_figures: tuple[str, ...] = ()
    """The figures that ``short`` states, where they are fewer."""


def line(text: str) -> Line:
    """A line without a figure."""
    return (Span(text),)
