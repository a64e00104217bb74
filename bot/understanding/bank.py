"""A bank of questions: a file that says of each one what the right decision is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.model import Knowledge
from bot.knowledge.problems import quoted
from bot.understanding.decision import Kind

COLUMNS = ("kind", "topic", "figures", "style", "question")
"""The columns of a bank, tab-separated, named in its first line."""

NONE = "-"
"""Stands where a question has no topic or no figures."""

_EMPTY = f"Die Datei ist leer; die erste Zeile nennt die Spalten {', '.join(COLUMNS)}."


class MalformedBank(Exception):
    """A bank cannot be read; each line of the message names file, line and what to do."""


@dataclass(frozen=True, slots=True)
class Question:
    """A line of a bank: what was asked and what the right decision is."""

    kind: Kind
    topics: tuple[str, ...]
    """Any of them is right; none if the figures decide."""
    figures: tuple[str, ...]
    style: str
    text: str
    line: int = 0
    """Where it stands in its file."""


def read_bank(path: Path) -> tuple[Question, ...]:
    """A bank's questions; lines that are empty are skipped."""
    lines = _text(path).split("\n")
    names = [name.strip() for name in lines[0].split("\t")]
    if not lines[0].strip():
        raise MalformedBank(f"{path}:1: {_EMPTY}")
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise MalformedBank(
            f"{path}:1: Es fehlen Spalten: {', '.join(missing)}. "
            f"Die erste Zeile nennt, durch Tabulatoren getrennt: {', '.join(COLUMNS)}."
        )
    questions: list[Question] = []
    complaints: list[str] = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        read = _question(line.rstrip("\r").split("\t"), names, number)
        if isinstance(read, str):
            complaints.append(f"{path}:{number}: {read}")
        else:
            questions.append(read)
    if complaints:
        raise MalformedBank("\n".join(complaints))
    if not questions:
        raise MalformedBank(f"{path}: In dieser Datei steht keine Frage.")
    return tuple(questions)


def strangers(questions: Sequence[Question], knowledge: Knowledge) -> tuple[str, ...]:
    """The ids that a bank expects and the knowledge does not have: questions with them cannot be right."""
    known = {*knowledge.topics, *knowledge.gaps, *knowledge.small_talk, *knowledge.figures}
    return tuple(sorted({name for name in _names(questions) if name not in known}))


def _names(questions: Sequence[Question]) -> Iterator[str]:
    for question in questions:
        yield from question.topics
        yield from question.figures


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise MalformedBank(f"{path}: Diese Datei gibt es nicht.") from error
    except OSError as error:
        raise MalformedBank(f"{path}: Diese Datei lässt sich nicht lesen ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise MalformedBank(f"{path}:{line}: Das ist kein UTF-8. Bitte als UTF-8 speichern.") from error


def _question(fields: list[str], names: list[str], line: int) -> Question | str:
    """The question of a line, or what is wrong with it."""
    if len(fields) != len(names):
        return (
            f"Erwartet werden {len(names)} Spalten, durch Tabulatoren getrennt; hier sind es {len(fields)}."
        )
    row = {name: field.strip() for name, field in zip(names, fields, strict=True)}
    if row["kind"] not in list(Kind):
        return f"{quoted(row['kind'])} ist keine Art. Möglich: {', '.join(Kind)}."
    if not row["question"]:
        return "Die Frage fehlt."
    kind, topics, figures = Kind(row["kind"]), _ids(row["topic"], "|"), _ids(row["figures"], ",")
    if kind is Kind.ANSWER and not (topics or figures):
        return "Zu einer Antwort gehört ein Thema oder eine Kennzahl."
    if kind is Kind.CLARIFY and not topics:
        return "Zu einer Rückfrage gehören die Themen, die sie anbieten soll."
    return Question(kind, topics, figures, row["style"], row["question"], line)


def _ids(field: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split(separator) if part.strip() not in ("", NONE))
