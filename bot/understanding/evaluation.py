"""Scores a bank of questions: was the decision right, wrong, or cautious?"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.knowledge.model import Knowledge
from bot.understanding.decision import (
    Answer,
    Claim,
    Clarify,
    Comparison,
    Decision,
    Kind,
    LookUp,
    NotReported,
    Sum,
)


class Outcome(StrEnum):
    """What became of a question."""

    RIGHT = "richtig"
    CAUTIOUS = "vorsichtig"
    """Asked back or passed: no wrong figure was shown."""
    WRONG = "falsch"
    """Another figure, topic or gap than the right one was given as the answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """A line of a bank: what was asked and what the right decision is."""

    kind: Kind
    topics: tuple[str, ...]
    figures: tuple[str, ...]
    style: str
    text: str


def read_bank(path: Path) -> tuple[Question, ...]:
    """A bank's questions: tab-separated columns kind, topic, figures, style, question; ``-`` for none."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(
        Question(
            Kind(row["kind"]),
            tuple(part for part in row["topic"].split("|") if part != "-"),
            tuple(part for part in row["figures"].split(",") if part != "-"),
            row["style"],
            row["question"],
        )
        for row in rows
    )


def judge(question: Question, decision: Decision, knowledge: Knowledge) -> Outcome:
    """Whether a decision is right for a question."""
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
        case Answer(operation=None):
            if question.topics:
                return decision.topic in question.topics
            return _states(decision.topic or "", knowledge) == set(question.figures)
        case Answer(operation=operation):
            assert operation is not None
            operands = _operands(operation)
            if question.figures and operands == set(question.figures):
                return True
            return bool(question.topics) and decision.topic in question.topics
        case NotReported(gap=gap):
            return gap in question.topics or (not question.topics and gap is None)
        case Clarify(options=options):
            return set(question.topics) <= set(options)
    return True


def _states(topic: str, knowledge: Knowledge) -> set[str]:
    found = knowledge.topics[topic]
    return {found.figure} if found.figure else set()


def _operands(operation: LookUp | Sum | Comparison | Claim) -> set[str]:
    return {operation.figure} if isinstance(operation, Claim) else set(operation.figures)
