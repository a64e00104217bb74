"""Why a question was understood as it was: what each word matched, the evidence, and what decided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.understanding.candidates import Candidate, Ranking
from bot.understanding.choice import chosen
from bot.understanding.confidence import SURE, Evidence
from bot.understanding.decision import Answer, Clarify, Decision, NotReported
from bot.understanding.forms import LOOK_UP
from bot.understanding.lexicon import Token
from bot.understanding.several import Asked
from bot.understanding.text import readable
from bot.understanding.understanding import POSSIBLE, Understanding

SHOWN = 3
"""Topics that an explanation tells of."""


class Way(StrEnum):
    """What led to a decision."""

    EMPTY = "empty"
    """There is nothing to read."""
    CHOICE = "choice"
    """One of the choices just offered was picked."""
    OPERATION = "operation"
    """Numbers and grammar: a look-up, a claim, a sum, a comparison."""
    SURE = "sure"
    """The best topic is sure enough."""
    BREAKDOWN = "breakdown"
    """A topic is meant, but broken down as no source reports it."""
    CONTEXT = "context"
    """An incomplete question, read with the area of the topic before."""
    AMBIGUOUS = "ambiguous"
    """Its like is known to mean several topics."""
    ALIKE = "alike"
    """Several topics are as likely, or a word or two may mean each of them."""
    SIGNAL = "signal"
    """A word asks for a gap, whatever topic the question names besides."""
    DOUBT = "doubt"
    """A part of the message is about a topic, but the whole speaks for something else."""
    CLOSE = "close"
    """No topic is sure enough, but some are possible."""
    LOOK_UP = "look_up"
    """It looks like a look-up most, but lacks a number or is not sure enough to be one."""
    UNSURE = "unsure"
    """No topic is sure enough, and no choice is worth offering."""


@dataclass(frozen=True, slots=True)
class Step:
    """One question of a message and its way to a decision."""

    reading: str
    """The part of the message that decided."""
    whole: bool
    """Whether that is the whole message."""
    way: Way
    """What led to the decision."""
    decision: Decision
    tokens: tuple[Token, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    """The best topics for the reading, best first, whether or not a topic decided."""
    evidence: Evidence | None = None
    """What speaks for the best of them."""
    breakdown: tuple[str, ...] = ()
    """The concepts of a breakdown that no source reports."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The questions of a message, in order, and the thresholds that hold for all."""

    question: str
    steps: tuple[Step, ...]
    sure: float = SURE
    possible: float = POSSIBLE

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What was decided."""
        return tuple(dict.fromkeys(step.decision for step in self.steps))


def explain(
    understanding: Understanding, question: str, before: tuple[str, ...] = (), offered: tuple[str, ...] = ()
) -> Explanation:
    """Decide a message as ``Understanding.decide`` does, and tell what led there."""
    asked = understanding.asked(question, before, offered)
    text = readable(question)
    if len(asked) == 1:
        way = Way.CHOICE if _picked(understanding, text, offered) else None
        return Explanation(question, (_step(understanding, text, asked[0][1], before, way),))
    return Explanation(question, tuple(_several(understanding, asked, before)))


def _several(understanding: Understanding, asked: Sequence[Asked], before: tuple[str, ...]) -> Iterator[Step]:
    """The questions of one message; each is read after the one before it."""
    context = before
    for part, decision in asked:
        yield _step(understanding, part, decision, context)
        topic = decision.topic if isinstance(decision, Answer) else None
        context = (topic or "",)


def _picked(understanding: Understanding, text: str, offered: tuple[str, ...]) -> bool:
    knowledge = understanding.knowledge
    titles = {key: topic.title for key, topic in knowledge.topics.items()}
    titles |= {key: gap.title for key, gap in knowledge.gaps.items()}
    return bool(chosen(text, {topic: titles[topic] for topic in offered if topic in titles}))


def _step(
    understanding: Understanding,
    text: str,
    decision: Decision,
    before: tuple[str, ...],
    way: Way | None = None,
) -> Step:
    readings = list(understanding.readings(text))
    if way or not readings:
        return Step(text, True, way or Way.EMPTY, decision)
    read = (*readings, *understanding.parts(text))
    taken = next((reading for reading in read if understanding.read(reading) == decision), None)
    reading = taken or text
    ranking = understanding.ranker.rank(reading)
    if taken is None and understanding.doubts.clarified(decision, text):
        led = Way.DOUBT
    else:
        led = Way.CONTEXT if taken is None and before else _way(understanding, reading, decision, ranking)
    asked = {concept for token in ranking.text.tokens for concept, _ in token.concepts}
    gap = understanding.knowledge.gaps.get(decision.gap or "") if isinstance(decision, NotReported) else None
    return Step(
        reading,
        reading == text,
        led,
        decision,
        ranking.text.tokens,
        ranking.candidates[:SHOWN],
        ranking.evidence,
        tuple(concept for concept in gap.breakdown if concept in asked)
        if gap and led is Way.BREAKDOWN
        else (),
    )


def _way(understanding: Understanding, reading: str, decision: Decision, ranking: Ranking) -> Way:
    if isinstance(decision, NotReported) and decision.gap and decision.nearest:
        return Way.BREAKDOWN
    if (
        isinstance(decision, Clarify)
        and not decision.ambiguity
        and understanding.signalled(reading, decision) == decision.options[-1]
    ):
        return Way.SIGNAL
    if understanding.operations.find(reading, ranking):
        return Way.OPERATION
    if ranking.best.label == LOOK_UP:
        return Way.LOOK_UP
    if isinstance(decision, Clarify):
        if decision.ambiguity:
            return Way.AMBIGUOUS
        return Way.ALIKE if ranking.best.confidence >= SURE else Way.CLOSE
    return Way.SURE if ranking.best.confidence >= SURE else Way.UNSURE
