"""The knowledge folder: its YAML files, merged, as a Knowledge."""

import os
from collections.abc import Iterator
from pathlib import Path as FilePath

from bot.knowledge.check import check
from bot.knowledge.document import SIZE_LIMIT, Document, parse
from bot.knowledge.entries import knowledge_of
from bot.knowledge.merge import merge
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import KnowledgeError, Place, Problem, errors
from bot.knowledge.reading import Reading

SUFFIX = ".yaml"


def load(folder: FilePath) -> Knowledge:
    """The knowledge of a folder, if it has no error; else KnowledgeError with every problem."""
    reading = read(folder)
    problems = check(reading)
    if errors(problems):
        raise KnowledgeError(problems)
    return reading.knowledge


def read(folder: FilePath) -> Reading:
    """What the files under ``folder`` hold, as far as it can be read. Never raises."""
    problems: list[Problem] = []
    documents: list[Document] = []
    unread: list[str] = []
    for path in _files(folder, problems):
        name = _name(path, folder)
        try:
            document = _document(path, name)
        except OSError as error:
            document = Document(None, {}, (_unreadable(Place(name), error),))
        documents.append(document)
        if document.data is None:
            unread.append(name)
    if not documents and not problems:
        problems.append(
            Place(_name(folder, folder)).error(
                f"In diesem Ordner liegt keine Datei, die auf „{SUFFIX}“ endet."
                if folder.is_dir()
                else "Diesen Ordner gibt es nicht."
            )
        )
    merged = merge(documents)
    knowledge = knowledge_of(merged)
    places = {(): Place(_name(folder, folder)), **merged.places}
    return Reading(knowledge, places, tuple(sorted({*problems, *merged.problems})), tuple(unread))


def _document(path: FilePath, name: str) -> Document:
    if not path.is_file():  # a pipe would block, a dangling link has nothing to read
        return Document(None, {}, (Place(name).error("Diese Datei lässt sich nicht lesen."),))
    with path.open("rb") as stream:
        return parse(name, stream.read(SIZE_LIMIT + 1))


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
