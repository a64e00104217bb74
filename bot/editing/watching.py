"""Notices that a folder changed, whatever became of it: edited, deleted, made anew, a link led elsewhere."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import awatch

LOOK_EVERY = 5.0
"""Seconds after which somebody should look even if nothing was noticed: network drives tell nothing."""


async def moments(folder: Path, every: float = LOOK_EVERY) -> AsyncIterator[None]:
    """Yields whenever it is worth looking at the folder: at a change, at once, and from time to time."""
    milliseconds = max(1, round(every * 1000))
    while True:
        yield
        watched = _identity(folder)
        try:
            async for _ in awatch(
                folder,
                watch_filter=None,  # a swapped link has a hidden name, and looking is cheap
                debounce=200,
                step=50,
                rust_timeout=milliseconds,
                yield_on_timeout=True,
            ):
                yield
                if _identity(folder) != watched:
                    break  # another folder under the same name: watch that one
        except OSError:  # no such folder, or too many are watched on this machine
            await asyncio.sleep(every)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
