"""What two states of the knowledge mean for those who ask: figures, answers, topics, ways to them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import ndiff

from bot.answering.composer import compose
from bot.channels.plain_text import plain_text
from bot.editing.goals import Ask, asking
from bot.knowledge.model import Figure, Gap, Knowledge, Topic
from bot.knowledge.problems import quoted
from bot.understanding.decision import Answer, Decision, NotReported

NOTHING = "Für Nutzer ändert sich nichts."


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, in German; ``details`` are lines below it."""

    heading: str
    text: str
    details: tuple[str, ...] = ()


def changes(
    old: Knowledge, new: Knowledge, asked: Iterable[str] = (), now: Ask | None = None
) -> tuple[Change, ...]:
    """Everything that people will notice; ``asked`` are questions to try beside the test questions.

    ``now`` asks the new knowledge, if there is an index of it already: another takes seconds.
    """
    if old == new:
        return ()
    return (
        *_sources(old, new),
        *_figures(old, new),
        *_entries("Themen", old.topics, new.topics),
        *_entries("Lücken", old.gaps, new.gaps),
        *_answers(old, new),
        *_ways(old, new, asked, now or asking(new)),
    )


def as_lines(found: Iterable[Change]) -> Iterator[str]:
    """The changes under their headings, for a terminal or a message."""
    heading = ""
    for change in found:
        if change.heading != heading:
            if heading:
                yield ""
            heading = change.heading
            yield heading
        yield f"  {change.text}"
        yield from (f"      {detail}" for detail in change.details)
    if not heading:
        yield NOTHING


def _sources(old: Knowledge, new: Knowledge) -> Iterator[Change]:
    for key in sorted(old.sources.keys() - new.sources.keys()):
        yield Change("Quellen", f"weg: {quoted(old.sources[key].title)} ({key})")
    for key, source in new.sources.items():
        before = old.sources.get(key)
        if before is None:
            yield Change("Quellen", f"neu: {quoted(source.title)}, {source.publisher} ({key})")
        elif before != source:
            yield Change("Quellen", f"geändert: {quoted(source.title)} ({key})")


def _figures(old: Knowledge, new: Knowledge) -> Iterator[Change]:
    for key in sorted(old.figures.keys() - new.figures.keys()):
        yield Change("Kennzahlen", f"weg: {_figure(key, old.figures[key])}")
    for key, figure in new.figures.items():
        before = old.figures.get(key)
        if before is None:
            yield Change("Kennzahlen", f"neu: {_figure(key, figure)}")
        elif before.text != figure.text:
            yield Change("Kennzahlen", f"geändert: {figure.label} ({key}): {before.text} → {figure.text}")
        elif (before.source, before.locator) != (figure.source, figure.locator):
            yield Change("Kennzahlen", f"andere Fundstelle: {_figure(key, figure)}, {figure.locator}")


def _figure(key: str, figure: Figure) -> str:
    return f"{figure.label} ({key}): {figure.text}"


def _entries(
    heading: str, old: Mapping[str, Topic] | Mapping[str, Gap], new: Mapping[str, Topic] | Mapping[str, Gap]
) -> Iterator[Change]:
    for key in old:
        if key not in new:
            yield Change(heading, f"weg: {quoted(old[key].title)} ({key})")
    for key, entry in new.items():
        before = old.get(key)
        if before is None:
            yield Change(heading, f"neu: {quoted(entry.title)} ({key})")
        elif before.title != entry.title:
            yield Change(heading, f"umbenannt: {quoted(before.title)} → {quoted(entry.title)} ({key})")


def _answers(old: Knowledge, new: Knowledge) -> Iterator[Change]:
    """Replies of topics and gaps that both states have, line by line, with their sources and buttons."""
    entries: dict[str, Topic | Gap] = {**new.topics, **new.gaps}
    titles = {key: entry.title for key, entry in entries.items()}
    for key, entry in entries.items():
        if (key in old.topics and key in new.topics) or (key in old.gaps and key in new.gaps):
            before, now = _reply(key, old, titles), _reply(key, new, titles)
            if before != now:
                differing = (line for line in ndiff(before, now) if line[0] in "+-")
                details = (f"{'jetzt: ' if line[0] == '+' else 'bisher:'} {line[2:]}" for line in differing)
                yield Change("Antworten", f"{quoted(entry.title)} ({key})", tuple(details))


def _reply(key: str, knowledge: Knowledge, titles: Mapping[str, str]) -> list[str]:
    """The lines and buttons of a reply; a button that was only renamed keeps its new name of ``titles``."""
    decision: Decision = Answer(1, key) if key in knowledge.topics else NotReported(1, gap=key)
    reply = compose(decision, knowledge)
    lines = [line for line in plain_text(reply).splitlines() if line]
    buttons = (titles.get(option.topic, option.title) for option in reply.options)
    return [*lines, *(f"Knopf „{title}“" for title in buttons)]


def _ways(old: Knowledge, new: Knowledge, asked: Iterable[str], now: Ask) -> Iterator[Change]:
    """Questions that lead elsewhere than before."""
    before = asking(old)
    for question in dict.fromkeys([*_test_questions(new), *_test_questions(old), *asked]):
        was, becomes = before(question), now(question)
        if was != becomes:
            yield Change("Fragen", f"{quoted(question)} führt jetzt zu {becomes.text}, bisher zu {was.text}")


def _test_questions(knowledge: Knowledge) -> Iterator[str]:
    entries: tuple[Topic | Gap, ...] = (*knowledge.topics.values(), *knowledge.gaps.values())
    for entry in entries:
        yield from entry.test_questions
