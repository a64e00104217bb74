"""Where a question leads: one comparable value for all that was decided about it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.knowledge.model import Knowledge
from bot.knowledge.problems import quoted
from bot.understanding.decision import (
    Answer,
    Claim,
    Clarify,
    Decision,
    NotReported,
    OutOfScope,
    SmallTalk,
)
from bot.understanding.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Goal:
    """What somebody gets to who asks a question."""

    entries: frozenset[str]
    """The topics, gaps or courtesies that are answered; none if the bot asks back or passes."""
    offered: tuple[str, ...]
    """What a clarification offers."""
    text: str
    """In German, as in „führt zu …“."""


Ask = Callable[[str], Goal]
"""A question's goal in one knowledge base."""


def asking(knowledge: Knowledge) -> Ask:
    """Builds the index of the knowledge, which takes seconds, and asks it."""
    understanding = Understanding(knowledge)
    return lambda question: goal(understanding.decide(question), knowledge)


def goal(decisions: tuple[Decision, ...], knowledge: Knowledge) -> Goal:
    """Where decisions lead."""
    goals = [_goal(decision, knowledge) for decision in decisions]
    return Goal(
        entries=frozenset(entry for found in goals for entry in found.entries),
        offered=tuple(entry for found in goals for entry in found.offered),
        text=" und ".join(found.text for found in goals),
    )


def _goal(decision: Decision, knowledge: Knowledge) -> Goal:
    match decision:
        case Answer(topic=str(topic)):
            return _to(topic)
        case Answer(operation=operation):
            if operation is None:
                figures: tuple[str, ...] = ()
            else:
                figures = (
                    (operation.figure, *operation.added)
                    if isinstance(operation, Claim)
                    else operation.figures
                )
            about = [key for key, topic in knowledge.topics.items() if topic.figure in figures]
            return Goal(frozenset(about), (), f"einer Antwort aus {_listed(figures)}")
        case NotReported(gap=str(gap)):
            return _to(gap)
        case NotReported():
            return Goal(frozenset(), (), "„dazu nennt keine Quelle etwas“")
        case Clarify(options=options):
            return Goal(frozenset(), options, f"einer Rückfrage ({_listed(options)})")
        case SmallTalk(talk=talk):
            return _to(talk)
        case OutOfScope():
            return Goal(frozenset(), (), "„gehört nicht zum Thema“")


def _to(entry: str) -> Goal:
    return Goal(frozenset({entry}), (), quoted(entry))


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, names))
