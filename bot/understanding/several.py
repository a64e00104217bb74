"""Several questions in one message: which of them are asked for themselves, and what each means."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import attrgetter

from bot.knowledge.model import Knowledge
from bot.understanding import follow_ups, messages, signs
from bot.understanding.confidence import SURE, settles
from bot.understanding.coordination import listed, side_by_side
from bot.understanding.decision import (
    Answer,
    Clarify,
    Comparison,
    Decision,
    NotReported,
    OutOfScope,
    Sum,
)
from bot.understanding.distributions import Distributions
from bot.understanding.pieces import CLEARLY, NAMING
from bot.understanding.ranking import Ranker
from bot.understanding.text import fold

APART = 0.95
"""Confidence from which one of several questions counts for itself although it names nothing."""

MOST_QUESTIONS = 3
"""Questions in one message that are answered; more would not be read."""

Asked = tuple[str, Decision]
"""A question as it is read, and what is decided on it."""

_OF_THEM = re.compile(r"\b(?:davon|darunter|von (?:denen|ihnen|diesen)|dieser)\b", re.IGNORECASE)


class Several:
    """Reads messages that ask several questions. Built once for a knowledge base."""

    def __init__(
        self,
        knowledge: Knowledge,
        ranker: Ranker,
        distributions: Distributions,
        decide: Callable[[str, tuple[str, ...]], Decision],
    ) -> None:
        """``decide`` decides on one question, after the topics that were answered before it."""
        self._knowledge = knowledge
        self._ranker = ranker
        self._distributions = distributions
        self._decide = decide

    def find(self, text: str, before: tuple[str, ...]) -> tuple[Asked, ...]:
        """The questions that a message asks, in order, with their decisions; empty if it asks only one."""
        return self._joined(text, before) or self._listed(text) or self._parted(text, before)

    def _joined(self, text: str, before: tuple[str, ...]) -> tuple[Asked, ...]:
        """„Wie viele posten täglich und wie viele haben eine Strategie?“"""
        parts = side_by_side(text)
        if not 1 < len(parts) <= MOST_QUESTIONS:
            return ()
        found: list[Decision] = []
        for part in parts:
            found.append(self._decide(*self._after(part, found[-1] if found else None, before)))
        told = [decision for decision in found if settles(decision, SURE)]
        told = [self._settled(part, decision, told) for part, decision in zip(parts, found, strict=True)]
        distinct = {self._bare(decision) for decision in told}
        if len(distinct) < len(parts) or not all(settles(decision, SURE) for decision in told):
            return ()
        if self._tells_another(told):
            return ()  # „Unklar, wer zuständig ist, wer macht was – ist das verbreitet?“
        whole = self._decide(text, before)
        operation = whole.operation if isinstance(whole, Answer) else None
        done = isinstance(operation, Sum | Comparison) and len(operation.figures) >= len(parts)
        return ((text, whole),) if done else tuple(zip(parts, told, strict=True))

    def _tells_another(self, told: Sequence[Decision]) -> bool:
        """Whether one answer is the overview of another's area."""
        topics = [self._knowledge.topics[topic] for decision in told for topic in self._topic(decision)]
        overviews = {topic.area for topic in topics if topic.distribution}
        return any(topic.area in overviews for topic in topics if not topic.distribution)

    def _listed(self, text: str) -> tuple[Asked, ...]:
        """„Zwei Werte: Instagram und Influencer-Kampagnen“: figures of different questions."""
        named: dict[str, str] = {}
        for piece in listed(text):
            if topic := self._named(piece):
                named.setdefault(topic, piece)
        areas = {self._knowledge.topics[topic].area for topic in named}
        if not 1 < len(named) <= MOST_QUESTIONS or len(areas) == 1:
            return ()  # options of one distribution are compared
        return tuple((piece, Answer(SURE, topic)) for topic, piece in named.items())

    def _named(self, piece: str) -> str | None:
        """The topic with a figure that a piece of a list surely names."""
        text = self._ranker.read(piece)
        named = self._distributions.named(text)
        if named:
            return named[0] if len(named) == 1 else None
        best = max(
            (self._ranker.rank(said).best for said in (piece, f"{signs.ASKED} {piece}")),
            key=attrgetter("confidence"),
        )
        topic = self._knowledge.topics.get(best.label)
        return best.label if topic and topic.figure and best.confidence >= SURE else None

    def _after(
        self, part: str, last: Decision | None, before: tuple[str, ...]
    ) -> tuple[str, tuple[str, ...]]:
        """A question after the decision on the one before it: „250 sind befragt, und wie viele davon …?“"""
        if last is None:
            return part, before
        topics = self._topic(last)
        everybody = topics and not any(map(self._knowledge.share_of, topics))
        return (_OF_THEM.sub("", part) if everybody else part), topics

    def _settled(self, part: str, decision: Decision, told: Sequence[Decision]) -> Decision:
        """An unsure part means the option beside the one that another part surely means that fits it best."""
        if settles(decision, SURE):
            return decision
        sure = {topic for other in told for topic in self._topic(other)}
        for options in self._distributions.of.values():
            left = options - sure
            if not left or left == options:
                continue
            best, *others = self._ranker.rank(part, among=left).candidates
            if best.score >= NAMING and (not others or best.score > CLEARLY * others[0].score):
                return Answer(SURE, best.label)
        return decision

    def _parted(self, text: str, before: tuple[str, ...]) -> tuple[Asked, ...]:
        """„Nutzen viele TikTok? Wer ist zuständig?“"""
        questions = messages.questions(text)
        if not 1 < len(questions) <= MOST_QUESTIONS:
            return ()
        several: list[Decision] = []
        for question in questions:
            several.append(self._decide(question, self._topic(several[-1]) if several else before))
        # What two questions agree on is one answer, however sure each is.
        asked = tuple(zip(questions, several, strict=True))
        distinct = {self._bare(found): (question, found) for question, found in reversed(asked)}
        told = tuple(
            pair for pair in reversed(distinct.values()) if isinstance(pair[1], Answer | NotReported)
        )
        apart = 1 < len(told) == len(distinct)
        if apart and all(map(self._stands_alone, questions, several)):
            return told
        whole = self._decide(text, before)
        if apart:
            return ((text, whole),) if self._bare(whole) in distinct else told
        return told if told and isinstance(whole, Clarify | OutOfScope) else ((text, whole),)

    def _stands_alone(self, question: str, decision: Decision) -> bool:
        """Whether a question is one of its own: „Machen das viele? Wer macht das, wie viele?“ are one."""
        named = self._distributions.named(self._ranker.read(question))
        folded = fold(question)
        bare = signs.asks_quantity(folded) and follow_ups.points_back(folded)
        return (decision.confidence >= APART and not bare) or not {*self._topic(decision)}.isdisjoint(named)

    @staticmethod
    def _bare(decision: Decision) -> Decision:
        """What a decision is about, however sure it is and whoever is asked about."""
        if isinstance(decision, Answer):
            decision = replace(decision, beyond_population=False)
        return replace(decision, confidence=1.0)

    @staticmethod
    def _topic(decision: Decision) -> tuple[str, ...]:
        """What the next question of the message may lean on."""
        return (decision.topic,) if isinstance(decision, Answer) and decision.topic else ()
