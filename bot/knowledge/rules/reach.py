"""Whatever is written down is of use: topics can be come by, sources are drawn from."""

from collections.abc import Iterator

from bot.knowledge.model import Gap, Topic
from bot.knowledge.problems import Problem, quoted
from bot.knowledge.reading import Reading


def topics_are_led_to(reading: Reading) -> Iterator[Problem]:
    """A topic that no answer offers is found only by those who ask for it; one topic alone needs no other."""
    knowledge = reading.knowledge
    if _incomplete(reading) or len(knowledge.topics) < 2:
        return
    entries: tuple[Topic | Gap, ...] = (*knowledge.topics.values(), *knowledge.gaps.values())
    led_to = {name for entry in entries for name in entry.related}
    for key in knowledge.topics:
        if key not in led_to:
            yield reading.place("themen", key).warning(
                f"Zu {quoted(key)} führt keine Antwort; bitte bei einem verwandten Thema "
                "unter „weiter“ nennen."
            )


def sources_are_used(reading: Reading) -> Iterator[Problem]:
    """A source that nothing is taken from is left over, or its figures are still missing."""
    knowledge = reading.knowledge
    if _incomplete(reading):
        return
    used = {figure.source for figure in knowledge.figures.values()}
    used |= {distribution.source for distribution in knowledge.distributions.values()}
    used |= {evidence.source for topic in knowledge.topics.values() for evidence in topic.evidence}
    for key in knowledge.sources:
        if key not in used:
            yield reading.place("quellen", key).warning(
                f"Aus der Quelle {quoted(key)} stammen weder Kennzahlen noch Belege; "
                "bitte ergänzen oder löschen."
            )


def _incomplete(reading: Reading) -> bool:
    """Whether something could not be read that may lead to what seems to be left over."""
    knowledge = reading.knowledge
    entries = (
        ("themen", knowledge.topics),
        ("lücken", knowledge.gaps),
        ("kennzahlen", knowledge.figures),
        ("verteilungen", knowledge.distributions),
    )
    return bool(reading.unread) or any(reading.ids(section) - read.keys() for section, read in entries)
