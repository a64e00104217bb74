"""What speaks against a decision on a part of a message: the message as a whole."""

from operator import attrgetter

from bot.knowledge.model import Knowledge
from bot.understanding.decision import CHOICES, Answer, Clarify, Decision, NotReported
from bot.understanding.operations import Operations
from bot.understanding.ranking import UNREPORTED, Ranker
from bot.understanding.text import sentences

AGREED = 0.5
"""Confidence that a whole message gives a topic from which one of its parts may decide on it."""

LIKELY = 0.2
"""Confidence that it gives another from which that is offered besides."""

UNDENIED = 0.95
"""Confidence from which the sentences around a question do not speak against it."""


class Doubts:
    """Weighs what was decided against what the message says besides. Built once for a knowledge base."""

    def __init__(self, knowledge: Knowledge, ranker: Ranker, operations: Operations) -> None:
        self._gaps = frozenset(knowledge.gaps)
        self._entries = self._gaps | knowledge.topics.keys()
        self._ranker = ranker
        self._operations = operations

    def about(self, decision: Decision, text: str) -> tuple[str, ...]:
        """What may be meant if a message as a whole speaks against a decision on a part of it; else nothing.

        That is what was decided on, then what else, most probable first. Numbers and grammar leave no doubt.
        """
        match decision:
            case Answer(sure, topic=str(label), operation=None) | NotReported(
                sure, gap=str(label), nearest=()
            ):
                choices = self._at_odds(label, sure, text)
                return () if choices and self._operations.find(text, self._ranker.rank(text)) else choices
        return ()

    def clarified(self, decision: Decision, text: str) -> bool:
        """Whether a decision offers choices for such a doubt."""
        if not isinstance(decision, Clarify):
            return False
        sure, first = decision.confidence, decision.options[0]
        choices = self.about(NotReported(sure, first) if first in self._gaps else Answer(sure, first), text)
        return choices == decision.options

    def _at_odds(self, label: str, sure: float, text: str) -> tuple[str, ...]:
        candidates = self._ranker.rank(text).candidates
        agreed = any(found.label == label and found.confidence >= AGREED for found in candidates)
        if agreed or (sure >= UNDENIED and len(sentences(text)) > 1):
            return ()
        likely = [found for found in candidates if found.confidence >= LIKELY and found.label != label]
        ordered = sorted(likely, key=attrgetter("confidence"), reverse=True)
        others = [found.label for found in ordered if found.label in self._entries]
        elsewhere = others or (label not in self._gaps and any(found.label == UNREPORTED for found in likely))
        return (label, *others)[:CHOICES] if elsewhere else ()
