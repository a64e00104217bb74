"""Scores a bank of questions: was each decision right, wrong or cautious, and did its confidence hold?"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.knowledge.model import Knowledge
from bot.understanding.bank import Question
from bot.understanding.confidence import SURE
from bot.understanding.decision import (
    Answer,
    Claim,
    Clarify,
    Comparison,
    Decision,
    Kind,
    LookUp,
    NotReported,
    OutOfScope,
    SmallTalk,
    Sum,
)
from bot.understanding.misspelling import SEED, misspell

BINS = (0.0, SURE, 0.8, 0.9, 0.95, 0.99)
"""Where the steps of the reliability table begin; below ``SURE`` nothing is answered."""

UNANSWERABLE = (Kind.NOT_REPORTED, Kind.OUT_OF_SCOPE)
"""Kinds of question that must not be answered."""


class Outcome(StrEnum):
    """What became of a question."""

    RIGHT = "richtig"
    CAUTIOUS = "vorsichtig"
    """Asked back or passed: no wrong figure was shown."""
    WRONG = "falsch"
    """Another figure, topic or gap than the right one was given as the answer."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A question with what was decided about it."""

    question: Question
    decisions: tuple[Decision, ...]
    outcome: Outcome
    held: bool
    """Whether what the confidence promises came true: of a clarification, that it offers what was meant."""

    @property
    def clarified(self) -> bool:
        """Whether the bot asked back."""
        return any(isinstance(decision, Clarify) for decision in self.decisions)

    @property
    def confidence(self) -> float:
        """Of the decision; of several the least."""
        return min(decision.confidence for decision in self.decisions)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some questions came out how."""

    total: int
    right: int
    cautious: int
    wrong: int
    clarified: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """Decisions of about the same confidence, and how many of them held."""

    passed: bool
    """True for those that asked back or passed, false for those that answered."""
    low: float
    high: float
    count: int
    confidence: float
    """The mean."""
    held: int


def misspelt(questions: Iterable[Question], seed: int = SEED) -> tuple[Question, ...]:
    """The same questions with one random typing error each; the same ones for the same seed."""
    source = random.Random(seed)  # noqa: S311 - typing errors are no secret
    return tuple(replace(question, text=misspell(question.text, source)) for question in questions)


def score(
    questions: Iterable[Question], decide: Callable[[str], tuple[Decision, ...]], knowledge: Knowledge
) -> tuple[Scored, ...]:
    """Ask every question, each by itself."""
    return tuple(_scored(question, decide(question.text), knowledge) for question in questions)


def tally(scored: Iterable[Scored]) -> Tally:
    """Count the outcomes."""
    listed = tuple(scored)
    count = Counter(found.outcome for found in listed)
    return Tally(
        total=len(listed),
        right=count[Outcome.RIGHT],
        cautious=count[Outcome.CAUTIOUS],
        wrong=count[Outcome.WRONG],
        clarified=sum(found.clarified for found in listed),
    )


def tallies(scored: Iterable[Scored], key: Callable[[Scored], str]) -> dict[str, Tally]:
    """The outcomes by some property of the questions, in the order in which its values appear."""
    groups: dict[str, list[Scored]] = {}
    for found in scored:
        groups.setdefault(key(found), []).append(found)
    return {value: tally(group) for value, group in groups.items()}


def confusions(scored: Iterable[Scored]) -> list[tuple[str, str, int]]:
    """What was expected, what was decided instead, and how often; most frequent first."""
    count = Counter(
        (expected(found.question), " + ".join(map(decided, found.decisions)))
        for found in scored
        if found.outcome is not Outcome.RIGHT
    )
    ordered = sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(wanted, got, number) for (wanted, got), number in ordered]


def expected(question: Question) -> str:
    """What should be decided, in ids."""
    return "|".join(question.topics) or ", ".join(question.figures) or f"({question.kind})"


def decided(decision: Decision) -> str:
    """What was decided, in ids."""
    match decision:
        case Answer(topic=str(topic), operation=None):
            return topic
        case Answer(operation=operation) if operation is not None:
            return f"{type(operation).__name__}({', '.join(sorted(_operands(operation)))})"
        case NotReported(gap=str(name)) | SmallTalk(talk=name):
            return name
    return f"({decision.kind})"


def reliability(scored: Iterable[Scored]) -> list[Reliability]:
    """The decisions in steps of confidence: those that answered first, then those that did not."""
    steps: dict[tuple[bool, int], list[Scored]] = {}
    for found in scored:
        passed = any(isinstance(decision, Clarify | OutOfScope) for decision in found.decisions)
        step = sum(found.confidence >= low for low in BINS) - 1
        steps.setdefault((passed, step), []).append(found)
    return [
        Reliability(
            passed,
            low=BINS[step],
            high=(*BINS, 1.0)[step + 1],
            count=len(group),
            confidence=sum(found.confidence for found in group) / len(group),
            held=sum(found.held for found in group),
        )
        for (passed, step), group in sorted(steps.items())
    ]


def calibration_error(steps: Sequence[Reliability]) -> float:
    """The mean distance between confidence and the share that held (expected calibration error)."""
    total = sum(step.count for step in steps)
    return sum(abs(step.confidence * step.count - step.held) for step in steps) / total if total else 0.0


def judge(question: Question, decisions: Decision | Sequence[Decision], knowledge: Knowledge) -> Outcome:
    """Whether what was decided is right for a question.

    Several decisions on one message are right if together they state exactly the figures that were asked for.
    """
    several = (decisions,) if isinstance(decisions, Decision) else tuple(decisions)
    if len(several) == 1:
        return _judge(question, several[0], knowledge)
    if question.kind is Kind.ANSWER and question.figures:
        stated = {figure for decision in several for figure in _stated(decision, knowledge)}
        if stated == set(question.figures):
            return Outcome.RIGHT
    shown = any(_judge(question, decision, knowledge) is Outcome.WRONG for decision in several)
    return Outcome.WRONG if shown else Outcome.CAUTIOUS


def _scored(question: Question, decisions: tuple[Decision, ...], knowledge: Knowledge) -> Scored:
    outcome = judge(question, decisions, knowledge)
    return Scored(question, decisions, outcome, held=_held(question, decisions, outcome))


def _held(question: Question, decisions: Sequence[Decision], outcome: Outcome) -> bool:
    match decisions:
        case [Clarify(options=options)] if question.topics:
            return bool(set(question.topics) & set(options))
    return outcome is Outcome.RIGHT


def _judge(question: Question, decision: Decision, knowledge: Knowledge) -> Outcome:
    if _is_right(question, decision, knowledge):
        return Outcome.RIGHT
    shown = isinstance(decision, Answer) or (
        isinstance(decision, NotReported) and question.kind is Kind.ANSWER
    )
    return Outcome.WRONG if shown else Outcome.CAUTIOUS


def _is_right(question: Question, decision: Decision, knowledge: Knowledge) -> bool:
    if decision.kind is not question.kind:
        return False
    match decision:
        case Answer(operation=None) if question.topics:
            return decision.topic in question.topics
        case Answer():
            # The figures decide: a claim checked against another one is wrong even if the topic fits.
            if question.figures:
                return _stated(decision, knowledge) == set(question.figures)
            return decision.topic in question.topics
        case NotReported(gap=gap):
            return gap in question.topics if question.topics else gap is None
        case Clarify(options=options):
            return set(question.topics) <= set(options)
        case SmallTalk(talk=talk):
            return talk in question.topics if question.topics else True
    return True


def _stated(decision: Decision, knowledge: Knowledge) -> set[str]:
    """The figures that a decision is about."""
    match decision:
        case Answer(operation=None, topic=topic):
            found = knowledge.topics[topic or ""]
            if found.figure:
                return {found.figure}
            whole = knowledge.distributions.get(found.distribution or "")
            return {*whole.figures} if whole else set()
        case Answer(operation=operation) if operation is not None:
            return _operands(operation)
    return set()


def _operands(operation: LookUp | Sum | Comparison | Claim) -> set[str]:
    if isinstance(operation, Claim):
        return {operation.figure, *operation.added}
    return set(operation.figures)
