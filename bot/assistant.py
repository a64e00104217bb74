"""The one door: a question and what came before it go in, a reply comes out."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.answering.composer import compose
from bot.answering.joining import joined
from bot.answering.reply import Reply
from bot.knowledge.model import Knowledge
from bot.understanding.decision import Answer, Clarify, Decision, Kind, NotReported
from bot.understanding.suggestions import Suggestion, Suggestions
from bot.understanding.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Context:
    """What a conversation remembers of its last turn: ids only, never a text."""

    topics: tuple[str, ...] = ()
    """The topics answered last, the latest at the end: one each of the last two replies, or those whose
    figures the last one added or compared."""
    options: tuple[str, ...] = ()
    """The topics that the last reply offered, in the order shown."""

    @classmethod
    def after(cls, reply: Reply, before: "Context | None" = None) -> "Context":
        """What to remember once ``reply`` was shown; small talk and what is off the subject end nothing."""
        offered = tuple(option.topic for option in reply.options)
        if before and reply.kind in (Kind.OUT_OF_SCOPE, Kind.SMALL_TALK):
            return cls(before.topics, offered)
        if reply.topic:
            earlier = before.topics[-1:] if before and before.topics[-1:] != (reply.topic,) else ()
            return cls((*earlier, reply.topic), offered)
        return cls(offered if reply.kind is Kind.ANSWER else (), offered)


NOTHING_BEFORE = Context()


class Assistant:
    """Answers questions from one knowledge base. Pure: no clock, no network, no state between calls."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.understanding = Understanding(knowledge)
        self._suggestions = Suggestions(knowledge)

    def reply(self, question: str, context: Context = NOTHING_BEFORE) -> Reply:
        """Answer whatever a person wrote; any string is allowed."""
        decisions = self.understanding.decide(question, context.topics, context.options)
        return joined(tuple(compose(decision, self.knowledge) for decision in decisions))

    def topic(self, topic: str) -> Reply | None:
        """The reply of one topic or gap, as a button or a deep link asks for it; None if there is none."""
        decision: Decision
        if topic in self.knowledge.topics:
            decision = Answer(1.0, topic)
        elif topic in self.knowledge.gaps:
            decision = NotReported(1.0, gap=topic)
        else:
            return None
        return compose(decision, self.knowledge)

    def choice(self, topics: Iterable[str]) -> Reply | None:
        """A clarification that offers these topics and gaps; None if none of them is there any more."""
        known = tuple(topic for topic in topics if self._has(topic))
        return compose(Clarify(1.0, known), self.knowledge) if known else None

    def suggestions(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """Topics for what somebody has typed so far; for nothing at all the most asked ones."""
        return self._suggestions.find(typed, limit)

    def _has(self, topic: str) -> bool:
        return topic in self.knowledge.topics or topic in self.knowledge.gaps
