"""Runs a slow function in a process of its own, so that the bot answers meanwhile as fast as ever.

A thread would share the interpreter's lock: building an index takes seconds of it, reading the finished one
back a fraction of one. The process ends with its one job and gives its memory back.
"""

import asyncio
import contextlib
import io
import pickle
import sys
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
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.editing.worker",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,  # a traceback could quote the files
        start_new_session=True,  # Ctrl-C is for us, and we end it
    )
    try:
        async with asyncio.timeout(PATIENCE):
            answer, _ = await process.communicate(pickle.dumps((function, arguments)))
    except TimeoutError:
        raise WorkerError("too slow") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise WorkerError(f"exit code {process.returncode}")
    return cast(Result, await asyncio.to_thread(pickle.loads, answer))


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
    output = sys.stdout.buffer
    with contextlib.redirect_stdout(sys.stderr):
        function, arguments = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - from our parent
        answer = io.BytesIO()
        _Pickler(answer, pickle.HIGHEST_PROTOCOL).dump(function(*arguments))
    output.write(answer.getvalue())


if __name__ == "__main__":
    # Under its proper name, so that the parent finds what the pickle refers to.
    from bot.editing import worker

    worker.main()
