"""A decision and the knowledge in, the reply out."""

from collections.abc import Iterable

from bot.answering.body import Body, line
from bot.answering.citing import citations, cited
from bot.answering.distributions import chart
from bot.answering.operations import operation_body, topics_of
from bot.answering.reply import BULLET, Line, Option, Reply, Span
from bot.answering.template import fill, text
from bot.answering.topics import topic_body
from bot.knowledge.model import RELATED_LIMIT, Gap, Knowledge, Topic
from bot.understanding.decision import (
    Answer,
    Clarify,
    Decision,
    Kind,
    LookUp,
    NotReported,
    OutOfScope,
    SmallTalk,
)

SUBJECT = "wie kleine und mittlere Unternehmen (KMU) soziale Medien nutzen"

POPULATION_LIMIT = (
    "Vorweg: Die Zahlen gelten nur für die befragten KMU, die in sozialen Medien vertreten sind, "
    "nicht für alle Unternehmen."
)
OFF_SUBJECT = f"Dazu kann ich nichts sagen. Ich kenne Zahlen dazu, {SUBJECT}; eine Übersicht gibt /themen."
GERMAN_ONLY = f"Ich verstehe nur Deutsch. Fragen Sie mich gern auf Deutsch, {SUBJECT}."
NO_WORDS = f"Bitte fragen Sie mich in Worten, {SUBJECT}."
NO_SOURCE = "Dazu nennt keine unserer Quellen etwas."
NO_SUCH_NUMBER = "Diese Zahl nennt keine unserer Quellen."
NO_OPPOSITE = "Diesen Anteil nennt keine unserer Quellen. Bekannt ist das Gegenteil:"
NEAREST_FIGURES = "Am nächsten liegen, jeweils bezogen auf die befragten KMU:"
NO_PART = "Wie viele sich darauf beschränken oder es verbinden, nennt keine unserer Quellen. Bekannt ist:"
WHICH = "Was meinen Sie?"
THIS = "Meinen Sie das?"


def compose(decision: Decision, knowledge: Knowledge) -> Reply:
    """The one reply to a decision. Every number in it comes from a figure of the knowledge."""
    match decision:
        case Answer():
            return _answer(decision, knowledge)
        case Clarify(confidence, choices):
            options = _options(choices, knowledge, limit=len(choices))
            lines = (line(WHICH if len(options) > 1 else THIS), *_numbered(options))
            return Reply(Kind.CLARIFY, confidence, lines, lines, options=options)
        case NotReported():
            return _not_reported(decision, knowledge)
        case OutOfScope(confidence, foreign_language, wordless):
            said = line(NO_WORDS if wordless else GERMAN_ONLY if foreign_language else OFF_SUBJECT)
            return Reply(Kind.OUT_OF_SCOPE, confidence, (said,), (said,))
        case SmallTalk(confidence, talk):
            said = line(knowledge.small_talk[talk].answer)
            return Reply(Kind.SMALL_TALK, confidence, (said,), (said,), topic=talk)


def _answer(decision: Answer, knowledge: Knowledge) -> Reply:
    # A number that stands for one thing is best explained by its topic; of all firms no claim is true.
    explained = isinstance(decision.operation, LookUp) or decision.beyond_population
    if decision.operation and not (explained and decision.topic):
        body = operation_body(decision.operation, knowledge)
    else:
        body = topic_body(knowledge.topics[decision.topic or ""], knowledge)
    limit = (line(POPULATION_LIMIT),) if decision.beyond_population else ()
    return Reply(
        kind=Kind.ANSWER,
        confidence=decision.confidence,
        lines=(*limit, *body.lines),
        short=(*limit, *body.short),
        topic=decision.topic,
        title=knowledge.topics[decision.topic].title if decision.topic else "",
        figures=cited(body.figures, knowledge),
        citations=citations(body.figures, knowledge, body.evidence),
        short_citations=citations(body.short_figures, knowledge),
        options=_options(body.related, knowledge),
        alternatives=_options(decision.alternatives, knowledge),
        chart=chart(body.distribution, knowledge) if body.distribution else None,
    )


def _not_reported(decision: NotReported, knowledge: Knowledge) -> Reply:
    gap = knowledge.gaps.get(decision.gap or "")
    if gap:
        said = fill(gap.answer, knowledge)
        body = Body((said.line,), (said.line,), said.figures, related=(*decision.nearest, *gap.related))
    elif decision.opposite:
        known = topic_body(knowledge.topics[decision.opposite], knowledge)
        lines = (line(NO_OPPOSITE), *known.short)
        body = Body(lines, lines, known.short_figures, related=decision.nearest)
    elif decision.part:
        parts = [topic_body(knowledge.topics[key], knowledge) for key in decision.nearest]
        lines = (line(NO_PART), *(said for part in parts for said in part.short))
        shown = dict.fromkeys(figure for part in parts for figure in part.short_figures)
        body = Body(lines, lines, tuple(shown), related=decision.nearest)
    elif decision.number is not None:
        near = decision.nearest_figures
        listed = tuple((Span(BULLET), *text(knowledge.figures[key], knowledge).line) for key in near)
        lines = (line(NO_SUCH_NUMBER), *((line(NEAREST_FIGURES), *listed) if listed else ()))
        body = Body(lines, lines, near, related=topics_of(near, knowledge))
    else:
        body = Body((line(NO_SOURCE),), (line(NO_SOURCE),), related=decision.nearest)
    return Reply(
        kind=Kind.NOT_REPORTED,
        confidence=decision.confidence,
        lines=body.lines,
        short=body.short,
        topic=decision.gap,
        title=gap.title if gap else "",
        figures=cited(body.figures, knowledge),
        citations=citations(body.figures, knowledge),
        options=_options(body.related, knowledge),
        alternatives=_options(decision.alternatives, knowledge),
    )


def _options(topics: Iterable[str], knowledge: Knowledge, limit: int = RELATED_LIMIT) -> tuple[Option, ...]:
    titled: dict[str, Topic | Gap] = {**knowledge.topics, **knowledge.gaps}
    known = [topic for topic in dict.fromkeys(topics) if topic in titled]
    return tuple(Option(topic, titled[topic].title) for topic in known[:limit])


def _numbered(options: tuple[Option, ...]) -> tuple[Line, ...]:
    return tuple(line(f"{place}. {option.title}") for place, option in enumerate(options, 1))
