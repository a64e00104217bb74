"""Example and test questions: enough of them, none twice."""

import unicodedata
from collections.abc import Iterator, Mapping

from bot.knowledge.document import Path
from bot.knowledge.model import Ambiguity, Gap, Knowledge, SmallTalk, Topic
from bot.knowledge.problems import Problem, quoted
from bot.knowledge.reading import Reading

TOPIC_EXAMPLES = 12
OTHER_EXAMPLES = 5
TEST_QUESTIONS = 5
"""Fewest questions that make a topic well described and well tested."""


def there_are_topics(reading: Reading) -> Iterator[Problem]:
    """A bot that can answer nothing must not start."""
    if not reading.ids("themen") and not reading.unread:
        yield reading.place().error("Es gibt kein einziges Thema; bitte unter „themen“ eines anlegen.")


def examples_suffice(reading: Reading) -> Iterator[Problem]:
    """The more ways of asking are written down, the more are understood."""
    for section, entries in _asked(reading.knowledge):
        least = TOPIC_EXAMPLES if section == "themen" else OTHER_EXAMPLES
        for key, entry in entries.items():
            if (count := len(entry.examples)) < least:
                yield reading.place(section, key, "fragen").warning(
                    _too_few(key, count, "Beispielfrage", least)
                )


def tests_suffice(reading: Reading) -> Iterator[Problem]:
    """Test questions show that later edits did no harm."""
    for key, topic in reading.knowledge.topics.items():
        if (count := len(topic.test_questions)) < TEST_QUESTIONS:
            yield reading.place("themen", key, "prüffragen").warning(
                _too_few(key, count, "Prüffrage", TEST_QUESTIONS)
            )


def questions_are_unique(reading: Reading) -> Iterator[Problem]:
    """No question twice: as an example it would lead two ways, as a test question it would test nothing."""
    seen: dict[str, Path] = {}
    for path, question in _questions(reading):
        first = seen.setdefault(normal(question), path)
        if first == path:
            continue
        place, where = reading.place(*path), f"{quoted(owner(first))} ({reading.place(*first)})"
        if path[-2] == "prüffragen" and first[-2] != "prüffragen":
            yield place.error(
                f"Die Prüffrage {quoted(question)} ist eine Beispielfrage von {where}; bitte anders fragen."
            )
        elif owner(path) == owner(first):
            yield place.warning(f"{quoted(question)} steht schon bei {where}; eine davon bitte löschen.")
        else:
            yield place.error(f"{quoted(question)} steht auch bei {where}; eine davon bitte löschen.")


def examples(reading: Reading) -> Iterator[tuple[Path, str]]:
    """Every example question, those of no entry included, with its path."""
    for section, entries in _asked(reading.knowledge):
        for key, entry in entries.items():
            for index, question in enumerate(entry.examples):
                yield (section, key, "fragen", index), question
    for name, questions in _listed(reading.knowledge):
        for index, question in enumerate(questions):
            yield (name, index), question


def _listed(knowledge: Knowledge) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "außerhalb", knowledge.out_of_scope
    yield "nicht_berichtet", knowledge.unreported


def _asked(knowledge: Knowledge) -> Iterator[tuple[str, Mapping[str, Topic | Gap | Ambiguity | SmallTalk]]]:
    """The sections that hold example questions, each with its entries."""
    yield "themen", knowledge.topics
    yield "lücken", knowledge.gaps
    yield "rückfragen", knowledge.ambiguities
    yield "plaudern", knowledge.small_talk


def _questions(reading: Reading) -> Iterator[tuple[Path, str]]:
    """Examples first, then test questions."""
    yield from examples(reading)
    knowledge = reading.knowledge
    for section, tested in (("themen", knowledge.topics), ("lücken", knowledge.gaps)):
        for key, entry in tested.items():
            for index, question in enumerate(entry.test_questions):
                yield (section, key, "prüffragen", index), question


def normal(question: str) -> str:
    """The question's words without case and punctuation; the question itself if it has no words."""
    folded = unicodedata.normalize("NFKC", question).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split()) or folded


def owner(path: Path) -> str:
    """The topic, gap, ambiguity or courtesy that a question belongs to, or the section without entries."""
    return str(path[-3] if len(path) > 2 else path[0])


def _too_few(key: str, count: int, noun: str, least: int) -> str:
    nouns = noun if count == 1 else f"{noun}n"
    return f"{quoted(key)} hat {count or 'keine'} {nouns}; wenigstens {least} sollten es sein."
