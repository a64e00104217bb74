"""From the contents of a knowledge folder to an assistant that may answer: read, checked and tried."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.assistant import Assistant
from bot.editing.changes import as_lines, changes
from bot.editing.goals import Ask, Goal, goal
from bot.editing.replay import missed
from bot.knowledge.check import check
from bot.knowledge.files import Contents, understood
from bot.knowledge.problems import Problem, errors
from bot.knowledge.reading import Reading


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one state of the files. Without an assistant, ``problems`` says why."""

    problems: tuple[Problem, ...]
    assistant: Assistant | None = None
    changes: tuple[str, ...] = ()
    """What people will notice, in German; only where it was asked for."""


def start(contents: Contents) -> Loaded:
    """What a bot answers with that is just starting: checked, but no test question is asked."""
    return _indexed(understood(contents))


def load(contents: Contents) -> Loaded:
    """Everything that ``kmu-bot check`` looks at, and the assistant if there is no error."""
    reading = understood(contents)
    loaded = _indexed(reading)
    if loaded.assistant is None:
        return loaded
    problems = tuple(sorted({*loaded.problems, *missed(reading, loaded.assistant.understanding)}))
    return Loaded(problems, None if errors(problems) else loaded.assistant)


def compare(old: Contents, new: Contents, asked: Iterable[str] = ()) -> Loaded:
    """Load the new state and say what it changes; ``asked`` are questions to try in both."""
    loaded = load(new)
    if loaded.assistant is None:
        return loaded
    before, after = understood(old).knowledge, loaded.assistant.knowledge
    found = changes(before, after, asked, _asking(loaded.assistant))
    return Loaded(loaded.problems, loaded.assistant, tuple(as_lines(found)))


def _indexed(reading: Reading) -> Loaded:
    problems = check(reading)
    return Loaded(problems, None if errors(problems) else Assistant(reading.knowledge))


def _asking(assistant: Assistant) -> Ask:
    def ask(question: str) -> Goal:
        return goal(assistant.understanding.decide(question), assistant.knowledge)

    return ask
