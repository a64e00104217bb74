"""A quiz question built from a figure: the right share among three that are plausible and surely wrong."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Literal, cast

from bot.answering.citing import citation
from bot.answering.reply import Citation, plain
from bot.answering.template import fill
from bot.knowledge.model import Figure, Knowledge, Topic
from bot.knowledge.placeholders import Placeholder, parse
from bot.knowledge.value import Value

OPTIONS = 4
Place = Literal[0, 1, 2, 3]

QUESTION_LENGTH = 300
EXPLANATION_LENGTH = 200
"""Telegram's limits of a poll; another channel may show more, but nobody wants to read more."""

GAP = 4
"""Points that two options differ at least: nearer ones would be a matter of rounding."""

REACH = 30
"""Points that a wrong option is off at most: farther ones nobody believes."""


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question with options in ascending order, of which the one at ``right`` is true."""

    figure: str
    question: str
    options: tuple[str, ...]
    right: Place
    explanation: str
    """Says the figure and its source; the source's title is in it word for word if it fits."""
    citation: Citation


def askable(knowledge: Knowledge) -> tuple[str, ...]:
    """The figures that a question can be built from."""
    return tuple(key for key in knowledge.figures if _question(key, knowledge))


def next_quiz(knowledge: Knowledge, last: str | None, random: Random) -> Quiz | None:
    """A question about some figure, never about the last one; None if there is no other."""
    figures = [key for key in askable(knowledge) if key != last]
    random.shuffle(figures)
    return next((quiz for key in figures if (quiz := build(key, knowledge, random))), None)


def build(key: str, knowledge: Knowledge, random: Random) -> Quiz | None:
    """The question about a figure; None if there is no honest one with three wrong options."""
    question = _question(key, knowledge)
    figure = knowledge.figures[key]
    wrong = _wrong(figure.value.low, _stated(key, knowledge), random) if question else None
    if not question or wrong is None:
        return None
    numbers = sorted((figure.value.low, *wrong))
    return Quiz(
        figure=key,
        question=question,
        options=tuple(Value.of(number).with_unit(figure.unit) for number in numbers),
        right=cast(Place, numbers.index(figure.value.low)),
        explanation=_explanation(figure, knowledge),
        citation=citation(figure.source, figure.locator, knowledge),
    )


def _question(key: str, knowledge: Knowledge) -> str:
    """„Wie viel Prozent der befragten KMU …?“; empty if the figure is no exact share or it gets too long."""
    figure = knowledge.figures[key]
    if not figure.value.exact or figure.unit != "%" or not 0 <= figure.value.low <= 100:
        return ""
    question = f"Wie viel Prozent der {figure.population} {_statement(figure, knowledge)}?"
    return question if _length(question) <= QUESTION_LENGTH else ""


def _statement(figure: Figure, knowledge: Knowledge) -> str:
    return " ".join(plain((fill(figure.statement, knowledge).line,)).split())


def _stated(key: str, knowledge: Knowledge) -> tuple[Value, ...]:
    """Every share that is stated on the same subject: a wrong option must not be true of another one."""
    distribution = knowledge.distribution_of(key)
    related = set(knowledge.distributions[distribution].figures) if distribution else set()
    # A topic without a figure of its own, such as a summary, brings different subjects together.
    topics = [topic for topic in knowledge.topics.values() if topic.figure or topic.distribution]
    areas = {topic.area for topic in topics if key in _figures_of(topic, knowledge)}
    for topic in topics:
        if topic.area in areas:
            related.update(_figures_of(topic, knowledge))
    return tuple(knowledge.figures[other].value for other in sorted(related | {key}))


def _figures_of(topic: Topic, knowledge: Knowledge) -> set[str]:
    named = {
        figure
        for part in (*parse(topic.answer), *parse(topic.short))
        if isinstance(part, Placeholder)
        for figure in part.figures
    }
    if topic.distribution:
        named |= set(knowledge.distributions[topic.distribution].figures)
    return (named | ({topic.figure} if topic.figure else set())) & set(knowledge.figures)


def _wrong(right: float, stated: Collection[Value], random: Random) -> list[float] | None:
    """Three wrong shares, so placed that the right one is as often the least as the greatest of the four."""
    possible = [number for number in _near(right) if not any(_true_of(number, value) for value in stated)]
    below = [number for number in possible if number < right]
    above = [number for number in possible if number > right]
    for lower in random.sample(range(OPTIONS), OPTIONS):
        low, high = _apart(below, lower, random), _apart(above, OPTIONS - 1 - lower, random)
        if low is not None and high is not None:
            return [*low, *high]
    return None


def _near(right: float) -> Iterator[float]:
    """Shares as exact as the right one, neither too near nor too far, and never none or all."""
    whole = range(GAP, REACH + 1)
    yield from (number for off in whole if (number := round(right - off, 6)) > 0)
    yield from (number for off in whole if (number := round(right + off, 6)) < 100)


def _true_of(number: float, value: Value) -> bool:
    """Whether somebody could say that the number is what this value states; a bound leaves more open."""
    if value.exact:
        return abs(number - value.low) < 1
    return value.low <= number and (value.high is None or number <= value.high)


def _apart(numbers: Iterable[float], count: int, random: Random) -> list[float] | None:
    """So many of the numbers, no two too near to each other; None if there are not enough."""
    chosen: list[float] = []
    for number in random.sample(pool := list(numbers), len(pool)):
        if len(chosen) < count and all(abs(number - other) >= GAP for other in chosen):
            chosen.append(number)
    return chosen if len(chosen) == count else None


def _explanation(figure: Figure, knowledge: Knowledge) -> str:
    """Figure and source, as much of both as the length allows; the source is named in any case."""
    source = knowledge.sources[figure.source]
    said = f"{figure.text} {_statement(figure, knowledge)}."
    places = (
        f"Quelle: „{source.title}“, {figure.locator}",
        f"Quelle: „{source.title}“",
        f"Quelle: {source.publisher}",
    )
    for text in (f"{said} {place}" for place in places):
        if _length(text) <= EXPLANATION_LENGTH:
            return text
    for place in places:
        if _length(text := f"{figure.text}. {place}") <= EXPLANATION_LENGTH:
            return text
    return _cut(f"{figure.text}. {places[-1]}", EXPLANATION_LENGTH)


def _cut(text: str, most: int) -> str:
    while _length(text) > most:
        text = f"{text[:-2]}…"
    return text


def _length(text: str) -> int:
    """In UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
