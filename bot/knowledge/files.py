"""The knowledge folder: its YAML files, merged, as a Knowledge."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from bot.knowledge.check import check
from bot.knowledge.document import SIZE_LIMIT, Document, parse
from bot.knowledge.entries import knowledge_of
from bot.knowledge.merge import merge
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import KnowledgeError, Place, Problem, errors
from bot.knowledge.reading import Reading

SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class Contents:
    """What the files of a folder hold at one moment, before any of it is understood."""

    name: str
    """The folder's own name."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """By path inside the folder, in the order of the paths."""
    unreadable: tuple[Problem, ...] = ()
    """Files that could not be read."""
    remarks: tuple[Problem, ...] = ()
    """What else is wrong with the folder."""


def load(folder: FilePath) -> Knowledge:
    """The knowledge of a folder, if it has no error; else KnowledgeError with every problem."""
    reading = read(folder)
    problems = check(reading)
    if errors(problems):
        raise KnowledgeError(problems)
    return reading.knowledge


def read(folder: FilePath) -> Reading:
    """What the files under ``folder`` hold, as far as it can be read. Never raises."""
    return understood(contents(folder))


def contents(folder: FilePath) -> Contents:
    """The files as they are now. Never raises."""
    remarks: list[Problem] = []
    unreadable: list[Problem] = []
    found: dict[str, bytes] = {}
    for path in _files(folder, remarks):
        name = _name(path, folder)
        try:
            found[name] = _bytes(path)
        except _NoFileError:
            unreadable.append(Place(name).error("Diese Datei lässt sich nicht lesen."))
        except OSError as error:
            unreadable.append(_unreadable(Place(name), error))
    if not found and not unreadable and not remarks:
        remarks.append(
            Place(_name(folder, folder)).error(
                f"In diesem Ordner liegt keine Datei, die auf „{SUFFIX}“ endet."
                if folder.is_dir()
                else "Diesen Ordner gibt es nicht."
            )
        )
    return Contents(_name(folder, folder), found, tuple(unreadable), tuple(remarks))


def understood(found: Contents) -> Reading:
    """What the contents of a folder say, as far as it can be read. Never raises."""
    documents = {problem.file: Document(None, {}, (problem,)) for problem in found.unreadable}
    documents |= {name: parse(name, raw) for name, raw in found.files.items()}
    names = sorted(documents, key=_in_order)
    merged = merge(documents[name] for name in names)
    knowledge = knowledge_of(merged)  # adds to the problems
    places = {(): Place(found.name), **merged.places}
    unread = tuple(name for name in names if documents[name].data is None)
    problems = tuple(sorted({*found.remarks, *merged.problems}))
    return Reading(knowledge, places, problems, unread)


class _NoFileError(OSError):
    """There is a name, but no file behind it: a pipe would block, a dangling link has nothing to read."""


def _bytes(path: FilePath) -> bytes:
    if not path.is_file():
        raise _NoFileError
    with path.open("rb") as stream:
        return stream.read(SIZE_LIMIT + 1)


def _in_order(name: str) -> tuple[str, ...]:
    """As paths are sorted: folder by folder."""
    return tuple(name.split("/"))


def _files(folder: FilePath, problems: list[Problem]) -> Iterator[FilePath]:
    """Every knowledge file, in the order of its path; hidden and swap files are none."""

    def report(error: OSError) -> None:
        if folder.is_dir():
            problems.append(_unreadable(Place(_name(FilePath(error.filename), folder)), error))

    found: list[FilePath] = []
    seen: set[str] = set()
    for parent, folders, names in os.walk(folder, onerror=report, followlinks=True):
        real = os.path.realpath(parent)
        if real in seen:  # a link that leads back
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if _meant(name))
        for name in filter(_meant, names):
            path = FilePath(parent, name)
            if path.suffix.lower() == SUFFIX:
                found.append(path)
            elif path.suffix.lower() == ".yml":
                place = Place(_name(path, folder))
                problems.append(
                    place.warning(f"Gelesen wird nur, was auf „{SUFFIX}“ endet; bitte umbenennen.")
                )
    return iter(sorted(found))


def _meant(name: str) -> bool:
    """Whether an editor means the file: not hidden, not a swap or lock file."""
    return not name.startswith((".", "~", "#"))


def _name(path: FilePath, folder: FilePath) -> str:
    """How messages call the file: its path inside the folder; the folder itself goes by its own name."""
    name = (path if path == folder else path.relative_to(folder)).as_posix()
    return "".join(c if c.isprintable() else "�" for c in name)


def _unreadable(place: Place, error: OSError) -> Problem:
    return place.error(f"Das lässt sich nicht lesen ({error.strerror or type(error).__name__}).")
