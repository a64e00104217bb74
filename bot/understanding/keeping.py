"""Keeps on disk what training found, so that nobody waits again while the same examples are learned."""

import contextlib
import dataclasses
import hashlib
import inspect
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from numpy.typing import NDArray

from bot.understanding import classifier
from bot.understanding.classifier import Classifier, Labels

LEAST = 2000
"""Examples from which it takes as long as half a second to learn."""

KEPT = 12
"""Most files that stay, 14 MB each for a hundred labels: four a state of the knowledge, so three states."""

SUFFIX = ".npz"


def kept(labels: Labels, told: Iterable[NDArray[Any]], train: Callable[[], Classifier]) -> Classifier:
    """What ``train`` gives, read from disk if it was given before for the same examples.

    ``told`` is, beside their ``labels``, all that its result depends on but for the code. Where
    nothing can be kept it is trained each time.
    """
    if len(labels) < LEAST:
        return train()
    try:
        code = inspect.getsource(classifier)
    except OSError:  # installed without its source
        return train()
    digest = hashlib.sha256(code.encode())
    for part in (labels, *told):
        digest.update(part.tobytes())
    folder = platformdirs.user_cache_path("kmu-bot", appauthor=False)
    path = folder / (digest.hexdigest() + SUFFIX)
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError, zipfile.BadZipFile):
        return _read(path)
    trained = train()
    if path.is_absolute():  # without a home there is no such folder
        with contextlib.suppress(OSError):
            _write(trained, path)
            _forget_oldest(folder)
    return trained


def _read(path: Path) -> Classifier:
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        found = Classifier(**arrays)
    with contextlib.suppress(OSError):  # a container may only read it
        path.touch()  # used last
    return found


def _write(trained: Classifier, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    arrays = {field.name: getattr(trained, field.name) for field in dataclasses.fields(trained)}
    with tempfile.TemporaryDirectory(dir=path.parent) as beside:
        complete = Path(beside, path.name)
        np.savez(complete, **arrays)
        complete.replace(path)  # whole or not at all: another process may read it


def _forget_oldest(folder: Path) -> None:
    latest_first = sorted(folder.glob("*" + SUFFIX), key=lambda path: -path.stat().st_mtime)
    for path in latest_first[KEPT:]:
        path.unlink(missing_ok=True)
