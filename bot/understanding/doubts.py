"""What speaks against a decision: the whole of a message, or that it sounds like what nobody reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from bot.knowledge.model import Knowledge
from bot.understanding import clauses, messages
from bot.understanding.candidates import Candidate
from bot.understanding.decision import CHOICES, Answer, Clarify, Decision, NotReported
from bot.understanding.operations import Operations
from bot.understanding.ranking import Ranker
from bot.understanding.text import fold, sentences

AGREED = 0.5
"""Confidence that a whole message gives a topic from which one of its parts may decide on it."""

LIKELY = 0.2
"""Confidence that it gives another from which that is offered besides."""

UNDENIED = 0.99
"""Confidence from which neither the story around a question nor what sounds like a gap speaks against it."""

UNDOUBTED = 0.92
"""Confidence from which a single word raises no doubt."""

TIMES_AS_OFTEN = 3
"""How many times as often as a topic's examples those of all gaps use a word that raises one."""

UNREPORTED = 0.6
"""Support for any gap, of about 2, from which a question sounds like what nobody reports."""


class Reason(StrEnum):
    """What raises a doubt."""

    WHOLE = "whole"
    """All of a message speaks for something else than the part that decided."""
    WORD = "word"
    """One word is used far more often to ask for what nobody reports."""
    GAPS = "gaps"
    """What is asked sounds like that as a whole."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What may be meant: what was decided on, then what else, most probable first."""

    choices: tuple[str, ...]
    reason: Reason
    word: str | None = None
    """The word that is the reason."""


class Doubts:
    """Weighs what was decided against what the message says besides. Built once for a knowledge base."""

    def __init__(self, knowledge: Knowledge, ranker: Ranker, operations: Operations) -> None:
        self._gaps = frozenset(knowledge.gaps)
        self._entries = self._gaps | knowledge.topics.keys()
        self._ranker = ranker
        self._operations = operations

    def about(self, decision: Decision, text: str) -> Doubt | None:
        """What a message says against a decision on a part of it; numbers and grammar leave no doubt."""
        match decision:
            case Answer(sure, topic=str(label), operation=None):
                doubt = (
                    self._at_odds(label, sure, text)
                    or self._foreign_word(label, sure, text)
                    or self._unreported(label, sure, text)
                )
            case NotReported(sure, gap=str(label), nearest=()):
                doubt = self._at_odds(label, sure, text)
            case _:
                return None
        return None if doubt and self._operations.find(text, self._ranker.rank(text)) else doubt

    def clarified(self, decision: Decision, text: str) -> Doubt | None:
        """The doubt for which a decision offers choices; None if it has another reason."""
        if not isinstance(decision, Clarify):
            return None
        sure, first = decision.confidence, decision.options[0]
        doubt = self.about(NotReported(sure, first) if first in self._gaps else Answer(sure, first), text)
        return doubt if doubt and doubt.choices == decision.options else None

    def _at_odds(self, label: str, sure: float, text: str) -> Doubt | None:
        candidates = self._ranker.rank(text).candidates
        agreed = any(found.label == label and found.confidence >= AGREED for found in candidates)
        if agreed or (sure >= UNDENIED and len(sentences(text)) > 1):
            return None
        others = self._likely(candidates, self._entries - {label})
        return Doubt((label, *others)[:CHOICES], Reason.WHOLE) if others else None

    def _foreign_word(self, topic: str, sure: float, text: str) -> Doubt | None:
        found = self._ranker.foreign_word(text, topic) if sure < UNDOUBTED else None
        if found is None or found[1] < TIMES_AS_OFTEN:
            return None
        return Doubt(self._or_gap(topic, text), Reason.WORD, found[0])

    def _unreported(self, topic: str, sure: float, text: str) -> Doubt | None:
        if sure >= UNDENIED or fold(text) in self._ranker.told(topic):
            return None
        asked = " ".join(map(messages.without_asker, clauses.asked(text)))  # a story sounds like anything
        loud = all(self._ranker.unreported(said) >= UNREPORTED for said in (text, asked))
        return Doubt(self._or_gap(topic, text), Reason.GAPS) if loud else None

    def _or_gap(self, topic: str, text: str) -> tuple[str, ...]:
        gaps = self._likely(self._ranker.rank(text).candidates, self._gaps)
        return (topic, *gaps[:1])

    @staticmethod
    def _likely(candidates: Sequence[Candidate], among: frozenset[str]) -> tuple[str, ...]:
        likely = (found for found in candidates if found.label in among and found.confidence >= LIKELY)
        return tuple(found.label for found in sorted(likely, key=attrgetter("confidence"), reverse=True))
