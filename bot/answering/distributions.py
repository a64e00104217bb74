"""Distributions in a reply: the other options in a line, all options as a list, a chart's bars."""

from collections.abc import Iterable

from bot.answering.citing import citation
from bot.answering.reply import BULLET, OTHERS, Bar, Chart, Line, Span
from bot.answering.template import fill, text
from bot.knowledge.model import Knowledge


def others(distribution: str, without: Iterable[str], knowledge: Knowledge) -> Line:
    """„Außerdem: 34 % …; 5 % ….“ – the options that were not asked for; empty if there are none."""
    left = [key for key in knowledge.distributions[distribution].figures if key not in set(without)]
    line: list[Span] = [Span(OTHERS)]
    for key in left:
        line += [*text(knowledge.figures[key], knowledge).line, Span("; ")]
    return (*line[:-1], Span(".")) if left else ()


def options(distribution: str, knowledge: Knowledge) -> tuple[Line, ...]:
    """One line for each option."""
    figures = knowledge.distributions[distribution].figures
    return tuple((Span(BULLET), *text(knowledge.figures[key], knowledge).line) for key in figures)


def note(distribution: str, knowledge: Knowledge) -> tuple[Line, ...]:
    """What a reader must know of the sum, as a line of its own."""
    written = knowledge.distributions[distribution].note
    return (fill(written, knowledge).line,) if written else ()


def chart(distribution: str, knowledge: Knowledge) -> Chart:
    """The distribution as bars."""
    found = knowledge.distributions[distribution]
    bars = tuple(
        Bar(
            figure.label, figure.value.low if figure.value.exact and figure.unit == "%" else None, figure.text
        )
        for figure in (knowledge.figures[key] for key in found.figures)
    )
    written = "".join(span.text for line in note(distribution, knowledge) for span in line)
    cited = citation(found.source, found.locator, knowledge)
    return Chart(distribution, found.question, bars, written, cited, found.population)
