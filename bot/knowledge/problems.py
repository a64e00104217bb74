"""What is wrong with the knowledge files, and where: problems as frozen values, in German."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

QUOTE_LENGTH = 60
"""Most characters of an editor's text that a message repeats."""


class Severity(StrEnum):
    """An error keeps the knowledge out; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing for an editor to put right. Line and column count from 1."""

    file: str
    line: int
    column: int
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the files."""

    file: str
    line: int = 1
    column: int = 1

    def error(self, message: str) -> Problem:
        """A problem here that keeps the knowledge out."""
        return Problem(self.file, self.line, self.column, message)

    def warning(self, message: str) -> Problem:
        """A problem here that does not keep the knowledge out."""
        return Problem(self.file, self.line, self.column, message, Severity.WARNING)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class KnowledgeError(Exception):
    """The knowledge cannot be used; ``problems`` says why, warnings included."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that keep the knowledge out."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def quoted(text: str) -> str:
    """An editor's text in German quotation marks, on one line and not too long."""
    line = "".join(character for character in " ".join(text.split()) if character.isprintable())
    if len(line) > QUOTE_LENGTH:
        line = line[: QUOTE_LENGTH - 1].rstrip() + "…"
    return f"„{line}“"
