"""Entries to be filled in, as commented YAML files."""

from enum import StrEnum
from importlib.resources import files
from pathlib import Path

from bot.knowledge.schema import FILE_NAME, MARK

ELSEWHERE = f"../{FILE_NAME}"
"""The schema as seen from a file in a folder of the knowledge folder."""


class Kind(StrEnum):
    """What a skeleton can be for."""

    TOPIC = "topic"
    SOURCE = "source"
    DISTRIBUTION = "distribution"


def skeleton(kind: Kind, file: Path | None = None) -> str:
    """The text of a new file; its first line names the schema as seen from ``file``."""
    text = files(__package__).joinpath(f"{kind}.yaml").read_text(encoding="utf-8")
    return f"{MARK}{_schema_from(file)}\n{text}"


def _schema_from(file: Path | None) -> str:
    """The way to the nearest schema above a file."""
    parents = file.absolute().parents if file else ()
    for steps, parent in enumerate(parents):
        if (parent / FILE_NAME).is_file():
            return "../" * steps + FILE_NAME
    return ELSEWHERE
