"""Every id that is referred to exists."""

from collections.abc import Iterable, Iterator

from bot.knowledge.document import Path
from bot.knowledge.merge import SIGNALS
from bot.knowledge.nearest import proposal
from bot.knowledge.problems import Problem, quoted
from bot.knowledge.reading import Reading

_KINDS = {
    "quellen": "Eine Quelle",
    "kennzahlen": "Eine Kennzahl",
    "verteilungen": "Eine Verteilung",
    "lücken": "Eine Lücke",
    "themen": "Ein Thema oder eine Lücke",
    "wortschatz": "Ein Wort im Wortschatz namens",
}

Reference = tuple[Path, str, str]
"""Where it stands, the section it points into, the id."""


def references_exist(reading: Reading) -> Iterator[Problem]:
    """Whatever an entry names is there; silent while a file is unreadable."""
    if reading.unread:
        return
    for path, section, name in _references(reading):
        known = reading.ids(section)
        if section == "themen":
            known |= reading.ids("lücken")
        if name not in known:
            message = f"{_KINDS[section]} {quoted(name)} gibt es nicht.{proposal(name, known)}"
            yield reading.place(*path).error(message)


def no_topic_leads_to_itself(reading: Reading) -> Iterator[Problem]:
    """A follow-up is another topic."""
    knowledge = reading.knowledge
    for section, entries in (("themen", knowledge.topics), ("lücken", knowledge.gaps)):
        for key, entry in entries.items():
            if key in entry.related:
                place = reading.place(section, key, "weiter", entry.related.index(key))
                yield place.error(f"{quoted(key)} führt unter „weiter“ zu sich selbst.")


def meanings_differ(reading: Reading) -> Iterator[Problem]:
    """A choice between a topic and itself is none."""
    for key, ambiguity in reading.knowledge.ambiguities.items():
        for index, name in enumerate(ambiguity.meant):
            if name in ambiguity.meant[:index]:
                place = reading.place("rückfragen", key, "gemeint", index)
                yield place.error(
                    f"{quoted(name)} steht schon unter „gemeint“; bitte ein anderes Thema nennen."
                )


def _references(reading: Reading) -> Iterator[Reference]:
    knowledge = reading.knowledge
    for key, distribution in knowledge.distributions.items():
        yield ("verteilungen", key, "quelle"), "quellen", distribution.source
    for key, figure in knowledge.figures.items():
        path = (*reading.figure_path(key), "quelle")
        if path in reading.places:  # else it is inherited, and said once at the distribution
            yield path, "quellen", figure.source
    for key, topic in knowledge.topics.items():
        if topic.figure:
            yield ("themen", key, "kennzahl"), "kennzahlen", topic.figure
        if topic.distribution:
            yield ("themen", key, "verteilung"), "verteilungen", topic.distribution
        for index, evidence in enumerate(topic.evidence):
            yield ("themen", key, "belege", index, "quelle"), "quellen", evidence.source
        yield from _list(("themen", key, "weiter"), "themen", topic.related)
    for key, gap in knowledge.gaps.items():
        yield from _list(("lücken", key, "weiter"), "themen", gap.related)
        yield from _list(("lücken", key, "merkmale"), "wortschatz", gap.breakdown)
    for key in knowledge.signal_words:
        yield (SIGNALS, key), "lücken", key
    for key, ambiguity in knowledge.ambiguities.items():
        yield from _list(("rückfragen", key, "gemeint"), "themen", ambiguity.meant)


def _list(path: Path, section: str, names: Iterable[str]) -> Iterator[Reference]:
    for index, name in enumerate(names):
        yield (*path, index), section, name
