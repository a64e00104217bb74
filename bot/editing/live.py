"""The knowledge folder of a running bot: looked at, checked, and swapped in whole or not at all."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from bot.assistant import Assistant
from bot.channels.clock import now
from bot.editing.history import History
from bot.editing.loading import Loaded, compare, load
from bot.editing.worker import Run, WorkerError, in_process
from bot.editing.writing import EditError, write
from bot.knowledge.files import Contents, contents
from bot.knowledge.problems import Place, Problem, errors

SETTLE_SECONDS = 0.5
"""How long the files must stay as they are: an editor or a copy may be half way through."""

SETTLE_TRIES = 20


class Outcome(Enum):
    """What a look at the folder led to."""

    UNCHANGED = auto()
    SWAPPED = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An edit that passed the check and waits for somebody's word."""

    what: str
    base: Contents
    """The files that it was made for."""
    contents: Contents
    loaded: Loaded


class Live:
    """One folder and the assistant made of it. ``swap`` puts a new assistant, of these files, in place."""

    def __init__(
        self,
        folder: Path,
        loaded_from: Contents,
        swap: Callable[[Assistant, Contents], None],
        history: History,
        run: Run = in_process,
        settle: float = SETTLE_SECONDS,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.folder = folder
        self.history = history
        self.current = loaded_from
        """What answers now."""
        self.problems: tuple[Problem, ...] = ()
        """What the last look found, warnings included."""
        self.since = clock()
        """When the knowledge that answers now was loaded."""
        self._seen = loaded_from
        self._swap = swap
        self._run = run
        self._settle = settle
        self._clock = clock
        self._lock = asyncio.Lock()

    async def refresh(self, force: bool = False) -> Outcome:
        """Look at the folder; swap in what is new and passes the check. ``force`` loads the rest too."""
        async with self._lock:
            found = await self._look()
            if found == self._seen and not force:
                return Outcome.UNCHANGED
            loaded = await self._loaded(load, found)
            self._seen, self.problems = found, loaded.problems
            if loaded.assistant is None:
                return Outcome.REFUSED
            self._take(found, loaded.assistant)
            return Outcome.SWAPPED

    async def check(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the files as they are now; nothing is swapped."""
        found = await asyncio.to_thread(contents, self.folder)
        return (await self._loaded(load, found)).problems

    async def propose(
        self, what: str, edit: Callable[[Contents], Contents], asked: Iterable[str] | None = None
    ) -> Proposal:
        """Check an edit of the files as they are now; EditError if ``edit`` refuses.

        With ``asked``, also say what changes for people, and for those who ask these questions again.
        """
        base = await asyncio.to_thread(contents, self.folder)
        edited = await asyncio.to_thread(edit, base)
        if asked is None:
            loaded = await self._loaded(load, edited)
        else:
            loaded = await self._loaded(compare, self.current, edited, tuple(asked))
        return Proposal(what, base, edited, loaded)

    async def apply(self, proposal: Proposal) -> None:
        """Write a proposal and answer from it; EditError leaves all as it was."""
        await self._change(proposal, keep=True)

    async def undo(self) -> str:
        """Take back the last edit and say what it was; EditError if there is none or it cannot be."""
        edit = self.history.last()
        if edit is None:
            raise EditError("Es gibt keine Änderung, die zurückgenommen werden kann.")
        base = await asyncio.to_thread(contents, self.folder)
        former = edit.undone(base)
        loaded = await self._loaded(load, former)
        await self._change(Proposal(edit.what, base, former, loaded), keep=False)
        return edit.what

    async def _change(self, proposal: Proposal, keep: bool) -> None:
        if proposal.loaded.assistant is None:
            first = next(iter(errors(proposal.loaded.problems)), "")
            raise EditError(f"Der Stand hat Fehler, deshalb bleibt alles, wie es ist: {first}")
        async with self._lock:
            if await asyncio.to_thread(contents, self.folder) != proposal.base:
                raise EditError(
                    "Inzwischen wurden die Wissensdateien anders geändert. "
                    "Bitte versuchen Sie es noch einmal."
                )
            if keep:
                self.history.keep(proposal.what, proposal.base, proposal.contents)
            try:
                await asyncio.to_thread(write, self.folder, proposal.base, proposal.contents)
            except EditError:
                if keep:
                    self.history.drop_last()
                raise
            if not keep:
                self.history.drop_last()
            self.problems = proposal.loaded.problems
            self._take(proposal.contents, proposal.loaded.assistant)

    def _take(self, found: Contents, assistant: Assistant) -> None:
        self._seen = self.current = found
        self.since = self._clock()
        self._swap(assistant, found)

    async def _look(self) -> Contents:
        """The files once they stay as they are for a moment."""
        found = await asyncio.to_thread(contents, self.folder)
        for _ in range(SETTLE_TRIES):
            if found == self._seen:
                break
            await asyncio.sleep(self._settle)
            before, found = found, await asyncio.to_thread(contents, self.folder)
            if before == found:
                break
        return found

    async def _loaded(self, function: Callable[..., Loaded], *arguments: object) -> Loaded:
        try:
            return await self._run(function, *arguments)
        except WorkerError as error:
            return Loaded((Place(self.folder.name).error(f"Die Prüfung ist abgebrochen ({error})."),))
