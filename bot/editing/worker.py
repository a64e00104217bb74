"""Runs a slow function in a process of its own, so that the bot answers meanwhile as fast as ever.

A thread would share the interpreter's lock: building an index takes seconds of it, reading the finished one
back a fraction of one. The process ends with its one job and gives its memory back, of which building an
index takes more than answering does.
"""

import asyncio
import contextlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from types import MethodType
from typing import Any, Protocol, TypeVar, cast

Result = TypeVar("Result")

PATIENCE = 600.0
"""Seconds after which a job is given up."""


class WorkerError(Exception):
    """The process ended without a result, e.g. for want of memory."""


class Run(Protocol):
    """How slow functions are run; tests use a thread, which starts at once."""

    async def __call__(self, function: Callable[..., Result], *arguments: object) -> Result:
        """The function's result."""
        ...


async def in_process(function: Callable[..., Result], *arguments: object) -> Result:
    """Run an importable function in a new process; WorkerError if it ends without a result."""
    with tempfile.TemporaryFile() as answer:  # read back piece by piece: a pipe's end would be held whole
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.editing.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=answer,
            stderr=asyncio.subprocess.DEVNULL,  # a traceback could quote the files
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},  # it finds what we have found
            start_new_session=True,  # Ctrl-C is for us, and we end it
        )
        try:
            async with asyncio.timeout(PATIENCE):
                await process.communicate(pickle.dumps((function, arguments)))
        except TimeoutError:
            raise WorkerError("too slow") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            raise WorkerError(f"exit code {process.returncode}")
        answer.seek(0)
        return cast(Result, await asyncio.to_thread(pickle.load, answer))


class _Pickler(pickle.Pickler):
    """Pickles the assistant: a cache goes as an empty one of the same size."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, _lru_cache_wrapper) and isinstance(value.__wrapped__, MethodType):
            return _cached, (value.__wrapped__, value.cache_parameters()["maxsize"])
        return NotImplemented


def _cached(method: Callable[..., Any], size: int | None) -> Any:
    return lru_cache(size)(method)


def main() -> None:
    """Read a function and its arguments, write its result."""
    answer = sys.stdout.buffer
    with contextlib.redirect_stdout(sys.stderr):
        function, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our parent
        _Pickler(answer, pickle.HIGHEST_PROTOCOL).dump(function(*arguments))
        answer.flush()


if __name__ == "__main__":
    # Under its proper name, so that the parent finds what the pickle refers to.
    from bot.editing import worker

    worker.main()
