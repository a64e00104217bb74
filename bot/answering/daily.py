"""Which fact a chat gets next: all of them in turn, in an order that survives changes of the knowledge."""

import hashlib
from random import Random

from bot.knowledge.model import Knowledge


def facts(knowledge: Knowledge) -> tuple[str, ...]:
    """The topics that state a figure of their own, mixed, but always in the same order."""
    return tuple(sorted((key for key, topic in knowledge.topics.items() if topic.figure), key=_place))


def next_fact(knowledge: Knowledge, last: str | None, random: Random) -> str | None:
    """The topic after the last one, in a circle; anywhere at first. None if there is no fact at all.

    A place in the circle depends on the topic's id alone: a topic that comes or goes moves no other.
    """
    circle = facts(knowledge)
    if last is None:
        return random.choice(circle) if circle else None
    return next((topic for topic in circle if _place(topic) > _place(last)), next(iter(circle), None))


def _place(topic: str) -> str:
    return hashlib.sha256(topic.encode("utf-8", "surrogatepass")).hexdigest()
