"""Labelled questions: read from a table, and misspelt on purpose."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.understanding.misspelling import SEED, misspell
from bot.understanding.ranking import OUT_OF_SCOPE


class MalformedTable(Exception):
    """A table cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Question:
    """A text with the label it should get; ``-`` if no label is right."""

    label: str
    text: str

    @property
    def in_scope(self) -> bool:
        """Whether some label is right."""
        return self.label != OUT_OF_SCOPE


def read(path: Path) -> list[Question]:
    """The questions of a file with one "label, tab, text" a line; empty lines are skipped."""
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise MalformedTable(f"{path}: {error.strerror or type(error).__name__}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise MalformedTable(f"{path}:{line}: this is not UTF-8") from error
    questions = [
        _question(f"{path}:{number}", line.removesuffix("\r"))
        for number, line in enumerate(content.split("\n"), start=1)
        if line.strip()
    ]
    if not questions:
        raise MalformedTable(f"{path}: no question in this file")
    return questions


def _question(place: str, line: str) -> Question:
    fields = line.split("\t")
    if len(fields) != 2:
        raise MalformedTable(
            f"{place}: expected a label, one tab and a text, found {len(fields) - 1} tabs: {line[:60]!r}"
        )
    label, text = (field.strip() for field in fields)
    if not label or not text:
        raise MalformedTable(f"{place}: the {'text' if label else 'label'} is empty")
    return Question(label, text)


def misspelt(questions: Sequence[Question], seed: int = SEED) -> list[Question]:
    """The same questions with one random typing error each."""
    source = random.Random(seed)
    return [Question(question.label, misspell(question.text, source)) for question in questions]
