"""A fact that nobody asked for by name: for /fakt without words."""

import secrets
from collections.abc import Sequence

from bot.assistant import Assistant

CHOICE_OF = 20
"""The fact is one of that many most asked ones."""


def some_fact(assistant: Assistant, not_again: str | None) -> str | None:
    """A topic that states a figure, another one than last time; None if there is none at all."""
    known = [found.topic for found in assistant.suggestions("", CHOICE_OF) if found.value]
    others: Sequence[str] = [topic for topic in known if topic != not_again] or known
    return secrets.choice(others) if others else None
