"""Labelled questions: read from a table, and misspelt on purpose."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.understanding.ranking import OUT_OF_SCOPE

_NEIGHBOURS = {
    key: "".join(row[max(place - 1, 0) : place] + row[place + 1 : place + 2])
    for row in ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")
    for place, key in enumerate(row)
}
"""The keys left and right of each one on a German keyboard."""

_SHORTEST_MISSPELT = 4
"""Typing errors fall into words of at least so many letters, if a question has one."""


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


def misspelt(questions: Sequence[Question], seed: int = 1) -> list[Question]:
    """The same questions with one random typing error each."""
    source = random.Random(seed)
    return [Question(question.label, misspell(question.text, source)) for question in questions]


def misspell(text: str, source: random.Random) -> str:
    """A text with one letter lost, doubled, hit beside its key, or swapped with the next one."""
    words = text.split(" ")
    places = [place for place, word in enumerate(words) if len(word) >= _SHORTEST_MISSPELT and word.isalpha()]
    places = places or [place for place, word in enumerate(words) if any(map(str.isalpha, word))]
    if not places:
        return text
    place = source.choice(places)
    words[place] = _misspell_word(words[place], source)
    return " ".join(words)


def _misspell_word(word: str, source: random.Random) -> str:
    at = source.choice([place for place, char in enumerate(word) if char.isalpha()])
    before, char, after = word[:at], word[at], word[at + 1 :]
    match source.choice(("lost", "doubled", "beside", "swapped")):
        case "lost" if before or after:
            return before + after
        case "beside" if char.lower() in _NEIGHBOURS:
            return before + source.choice(_NEIGHBOURS[char.lower()]) + after
        case "swapped" if after and after[0] != char:
            return before + after[0] + char + after[1:]
    return before + char + char + after
