"""Asking the engine one question, and what the answer is about."""

from bot.understanding.decision import Answer, Decision
from bot.understanding.understanding import Understanding


def one(understanding: Understanding, question: str, *before: str) -> Decision:
    (decision,) = understanding.decide(question, before)
    return decision


def topic(decision: Decision) -> str | None:
    """The topic of a plain answer."""
    return decision.topic if isinstance(decision, Answer) and not decision.operation else None
