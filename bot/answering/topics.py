"""What a topic says: its answer, then the other options of its distribution, then what to know of the sum."""

from bot.answering.body import Body
from bot.answering.distributions import note, options, others
from bot.answering.template import Filled, fill
from bot.knowledge.model import Knowledge, Topic


def topic_body(topic: Topic, knowledge: Knowledge) -> Body:
    """The body of a topic's reply."""
    figure = knowledge.figures[topic.figure] if topic.figure else None
    distribution = topic.distribution or (knowledge.distribution_of(topic.figure) if topic.figure else None)
    about = figure or (knowledge.distributions[distribution] if distribution else None)
    population = about.population if about else ""
    answer = fill(topic.answer, knowledge, population)
    short = fill(topic.short, knowledge, population) if topic.short else answer
    lines = [answer.line]
    figures = [*answer.figures]
    if distribution:
        listed = knowledge.distributions[distribution].figures
        if topic.figure:
            rest = others(distribution, answer.figures, knowledge)
            lines += [rest] if rest else []
        else:
            lines += options(distribution, knowledge)
        lines += note(distribution, knowledge)
        figures += listed
    return Body(
        lines=tuple(lines),
        short=(short.line,),
        figures=_asked_first(topic, answer, figures),
        evidence=topic.evidence,
        related=topic.related,
        distribution=distribution,
        short_figures=short.figures,
    )


def _asked_first(topic: Topic, answer: Filled, figures: list[str]) -> tuple[str, ...]:
    """The topic's own figure leads where the answer begins with it."""
    first = [topic.figure] if topic.figure and topic.figure in answer.figures[:1] else []
    return tuple(dict.fromkeys([*first, *figures]))
