"""The files being edited, read again at every save. The last good knowledge answers."""

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeVar

from bot.assistant import Assistant
from bot.editing.goals import Goal, goal
from bot.editing.replay import missed_by
from bot.editing.watching import moments
from bot.knowledge.check import check
from bot.knowledge.files import Contents, contents, understood
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Place, Problem, errors
from bot.knowledge.reading import Reading
from bot.logs import brief

Result = TypeVar("Result")

_log = logging.getLogger(__name__)


class Phase(StrEnum):
    """What happens with the files as they stand now."""

    LOADING = "loading"
    """They are read and made ready."""
    TESTING = "testing"
    """They answer; their test questions are being asked."""
    READY = "ready"
    """They answer, and all that is wrong with them is known."""
    BROKEN = "broken"
    """They have errors; what was good before answers, if anything was."""


@dataclass(frozen=True, slots=True)
class State:
    """What an editor has to know at one moment."""

    phase: Phase = Phase.LOADING
    problems: tuple[Problem, ...] = ()
    assistant: Assistant | None = None
    """Answers; None as long as the files never were without error."""
    loaded: datetime | None = None
    """When that one was ready."""
    revision: int = 0
    """Counts what has answered so far, so that a page knows when to ask again."""


class Workbench:
    """Watches one folder. Its state is for the event loop that runs it; slow work is done in threads."""

    def __init__(self, folder: Path, build: Callable[[Knowledge], Assistant] = Assistant) -> None:
        self.folder = folder
        self.state = State()
        self.closed = False
        self._build = build
        self._contents: Contents | None = None
        self._saved = asyncio.Event()
        self._news = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def run(self) -> None:
        """Read the files now and after every save, until cancelled."""
        self._loop = asyncio.get_running_loop()
        loading = asyncio.create_task(self._keep_loading())
        try:
            await self._watch()
        except Exception as error:  # a slip of ours must be seen on the page
            self._fail("Die Dateien werden nicht mehr beobachtet; bitte neu starten", error)
        finally:
            loading.cancel()

    async def after(self, seen: State | None) -> State | None:
        """The state, as soon as it is another one than ``seen``; None once all is over."""
        while self.state is seen and not self.closed:
            await self._news.wait()
        return None if self.closed else self.state

    def close(self) -> None:
        """Let go of everyone who waits for news; may be called from a signal handler."""
        self.closed = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._tell)

    async def _watch(self) -> None:
        async for _ in moments(self.folder):
            found = await asyncio.to_thread(contents, self.folder)
            if found != self._contents:
                self._contents = found
                self._saved.set()

    async def _keep_loading(self) -> None:
        while True:
            await self._saved.wait()
            self._saved.clear()
            try:
                await self._load()
            except Exception as error:  # a slip of ours must not end the loading for good
                self._fail("Das Laden ist unerwartet gescheitert", error)

    async def _load(self) -> None:
        """From files to answers; given up as soon as they are saved again."""
        found = self._contents
        if found is None:
            return
        self._publish(replace(self.state, phase=Phase.LOADING))
        reading, problems = await _in_thread(partial(_checked, found))
        if errors(problems):
            self._publish(replace(self.state, phase=Phase.BROKEN, problems=problems))
            return
        self._publish(replace(self.state, problems=problems))
        former = self.state.assistant
        assistant = former
        if assistant is None or assistant.knowledge != reading.knowledge:
            if self._saved.is_set():
                return
            assistant = await _in_thread(partial(self._build, reading.knowledge))
            if self._saved.is_set() and former is not None:
                return
        now = datetime.now().astimezone()
        revision = self.state.revision + (assistant is not former)
        self._publish(State(Phase.TESTING, problems, assistant, now, revision))
        asked = await _in_thread(lambda: tuple(self._missed(reading, assistant)))
        if not self._saved.is_set():
            found_all = tuple(sorted({*problems, *asked}))
            self._publish(replace(self.state, phase=Phase.READY, problems=found_all))

    def _missed(self, reading: Reading, assistant: Assistant) -> Iterator[Problem]:
        """The test questions that miss; the rest is left out once the files are saved again."""
        nothing = Goal(frozenset(), (), "")

        def ask(question: str) -> Goal:
            if self._saved.is_set() or self.closed:
                return nothing
            return goal(assistant.understanding.decide(question), reading.knowledge)

        return missed_by(reading, ask)

    def _fail(self, what: str, error: Exception) -> None:
        _log.error("%s", what, exc_info=error)
        trouble = Place(self.folder.name).error(f"{what} ({brief(error)}).")
        self._publish(replace(self.state, phase=Phase.BROKEN, problems=(trouble,)))

    def _publish(self, state: State) -> None:
        self.state = state
        self._tell()

    def _tell(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()


def _checked(found: Contents) -> tuple[Reading, tuple[Problem, ...]]:
    reading = understood(found)
    return reading, check(reading)


async def _in_thread(work: Callable[[], Result]) -> Result:
    """Like asyncio.to_thread, but a program that ends does not wait for it: the engine takes seconds."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def settle(how: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop is gone, and nobody waits any more
            loop.call_soon_threadsafe(lambda: None if done.done() else how())

    def run() -> None:
        try:
            result = work()
        except Exception as error:
            settle(partial(done.set_exception, error))
        else:
            settle(partial(done.set_result, result))

    threading.Thread(target=run, name="preview", daemon=True).start()
    return await done
