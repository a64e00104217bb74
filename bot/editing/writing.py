"""Writes a new state of the knowledge files into their folder: whole, or not at all."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from bot.knowledge.files import Contents

MODE = 0o644


class EditError(Exception):
    """An edit cannot be made; ``message`` says in German why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def changed(before: Contents, after: Contents) -> dict[str, bytes | None]:
    """The files that differ, as they shall be; None for one that goes."""
    names = sorted({*before.files, *after.files})
    return {name: after.files.get(name) for name in names if before.files.get(name) != after.files.get(name)}


def write(folder: Path, before: Contents, after: Contents) -> None:
    """Make ``after`` of ``before``; EditError if that is not possible, and then all is as it was."""
    wanted = changed(before, after)
    done: list[str] = []
    try:
        for name in wanted:
            _inside(folder, name)
        for name, content in wanted.items():
            done.append(name)
            _put(folder / name, content)
    except OSError as error:
        _restore(folder, before.files, done)
        raise EditError(
            f"Der Wissensordner lässt sich nicht ändern ({error.strerror or type(error).__name__}). "
            "Ist er schreibgeschützt eingebunden?"
        ) from None


def _restore(folder: Path, files: Mapping[str, bytes], names: list[str]) -> None:
    for name in names:
        with suppress(OSError):
            _put(folder / name, files.get(name))


def _inside(folder: Path, name: str) -> None:
    """Never write through a link: it may lead anywhere."""
    path, home = folder / name, os.path.realpath(folder)
    if os.path.commonpath([home, os.path.realpath(path.parent)]) != home or path.is_symlink():
        raise EditError(f"{name} ist ein Verweis auf einen anderen Ort; bitte dort ändern.")


def _put(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Hidden until it is complete, so that nobody reads half of it.
    number, hidden = tempfile.mkstemp(prefix=".", suffix=".neu", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(hidden).chmod(path.stat().st_mode & 0o777 if path.exists() else MODE)
        Path(hidden).replace(path)
    except BaseException:
        Path(hidden).unlink(missing_ok=True)
        raise
