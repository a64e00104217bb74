"""The way of an update: written down, then handled, one after the other in each chat, then struck off.

What a process leaves open is handled by the next one, or by another replica.
"""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from telegram import Update

from bot import logs
from bot.channels.telegram.context import BotApplication, Desk
from bot.channels.telegram.crowd import Crowd, Json, too_late, too_much
from bot.channels.telegram.outgoing import Outgoing
from bot.channels.telegram.slots import Slots
from bot.journal.inbox import PAUSE, Letter
from bot.journal.replicas import GRACE

_log = logging.getLogger(__name__)

MOST_IN_MEMORY = 1_000
"""Updates held in memory; what is more stays in the inbox until there is room."""

MOST_ATTEMPTS = 10
"""Times that an update may be in work when a process dies, before it is left out as the likely cause."""

AGAIN_AFTER = 60.0
"""Seconds until what could not be answered, or not be kept, is tried again."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An update that waits in memory."""

    update_id: int
    raw: Json
    attempts: int | None = None
    """Handlings that a process's end cut off; None for what just came."""
    came: float = field(default_factory=monotonic)


class Intake:
    """Takes updates in, and gives each to the application once."""

    def __init__(self, application: BotApplication, slots: Slots) -> None:
        self._application = application
        self._desk: Desk = application.bot_data[Desk]
        self._inbox = self._desk.journal.inbox
        self._replicas = self._desk.journal.replicas
        self._slots = slots
        self._crowd = Crowd(application, slots)
        self._lanes: dict[int, deque[Piece]] = {}
        self._here: set[int] = set()
        self._work: set[asyncio.Task[None]] = set()
        self._aside: set[int] = set()
        """What is not tried again yet."""
        self._counted: set[int] = set()
        """What this process has already tried once."""
        self._more = False
        """Whether the inbox holds more than had room; then what comes waits there as well, for its turn."""
        self._missed = False
        """Whether something came, and stayed in the inbox, while that was being read."""
        self._elsewhere = 0
        self._look = asyncio.Event()
        self._begun = asyncio.Event()
        self._has_room = asyncio.Event()
        self._has_room.set()
        self._background: list[asyncio.Task[None]] = []

    @property
    def waiting(self) -> int:
        """Updates in memory, those in work included."""
        return len(self._here)

    @property
    def backlog(self) -> int:
        """Open updates that were in the inbox but had no room in memory when it was last looked at."""
        return self._elsewhere

    @property
    def full(self) -> bool:
        """Whether Telegram had better keep what comes."""
        return len(self._here) >= MOST_IN_MEMORY

    async def room(self) -> None:
        """Wait until it is not full."""
        while self.full:
            self._has_room.clear()
            await self._has_room.wait()

    async def start(self) -> None:
        """Begin with what was left; what comes from now on waits for its turn."""
        fetching = asyncio.create_task(self._keep_fetching())
        keeping_up = asyncio.create_task(self._replicas.keep_up(self._look.set))
        self._background = [fetching, keeping_up]
        await self._begun.wait()

    async def stop(self, within: float) -> None:
        """Finish what is in work, for so many seconds; the rest stays in the inbox."""
        for task in self._background[:1]:  # nothing new; but still one of the living, or it is taken over
            task.cancel()
        for lane in self._lanes.values():
            lane.clear()
        if self._work:
            await asyncio.wait(self._work, timeout=within)
        for task in (*self._work, *self._background):
            task.cancel()
        await asyncio.gather(*self._work, *self._background, return_exceptions=True)
        await self._inbox.written()

    async def receive(self, updates: Sequence[Json]) -> None:
        """Write updates down, then have them handled. The database's exception if it does not take them."""
        pieces = {number: Piece(number, raw) for raw in updates if (number := number_of(raw)) is not None}
        letters = [
            Letter(number, json.dumps(piece.raw), self._replicas.owner_of(lane_of(piece.raw)))
            for number, piece in sorted(pieces.items())
        ]
        try:
            new = await self._inbox.receive(letters)
        except Exception:
            self._look_later()  # a connection that broke in the end may have kept them all the same
            raise
        # As they were written: meanwhile another replica may have come or gone.
        for letter in letters:
            if letter.update_id in new and letter.owner == self._replicas.number:
                if self._more:
                    self._missed = True  # its chat's earlier ones may be there as well
                else:
                    self._place(pieces[letter.update_id])

    def _place(self, piece: Piece) -> None:
        if piece.update_id in self._here:
            return
        if self.full:
            self._more = self._missed = True
            return
        self._here.add(piece.update_id)
        lane = lane_of(piece.raw)
        if lane not in self._lanes:
            self._lanes[lane] = deque([piece])
            self._begin(self._handle_all(lane))
        elif too_much(piece.raw, len(self._lanes[lane])):
            self._begin(self._leave_out(piece))
            return
        else:
            self._lanes[lane].append(piece)
        self._crowd.meet(piece.raw)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._work.add(task)
        task.add_done_callback(self._work.discard)

    async def _leave_out(self, piece: Piece) -> None:
        self._desk.metrics.left_out()
        await self._inbox.strike(piece.update_id)
        self._gone(piece)

    async def _handle_all(self, lane: int) -> None:
        pieces = self._lanes[lane]
        try:
            while pieces:
                async with self._slots:
                    if pieces:  # not stopped meanwhile
                        await self._handle(pieces.popleft())
        finally:
            del self._lanes[lane]

    async def _handle(self, piece: Piece) -> None:
        try:
            if too_late(piece.raw, monotonic() - piece.came):
                self._desk.metrics.left_out()
                await self._inbox.strike(piece.update_id)
            elif await self._is_ours(piece):
                if await self._done(piece):
                    await self._inbox.strike(piece.update_id)
                    self._counted.discard(piece.update_id)
                else:
                    self._look_later(piece.update_id)
        except Exception as error:  # the database is away
            _log.error("an update could not be handled: %s", logs.brief(error))
            self._look_later(piece.update_id)
        finally:
            self._desk.metrics.handled(monotonic() - piece.came)
            self._gone(piece)

    def _gone(self, piece: Piece) -> None:
        self._here.discard(piece.update_id)
        self._has_room.set()
        if self._more and len(self._here) <= MOST_IN_MEMORY // 2:
            self._look.set()

    async def _is_ours(self, piece: Piece) -> bool:
        """Whether nobody took it over; where that can be, or a process ended over it, the attempt counts."""
        waited_long = not self._replicas.sole and monotonic() - piece.came > GRACE
        if piece.attempts is None and not waited_long:
            return True
        first = piece.update_id not in self._counted
        self._counted.add(piece.update_id)
        if await self._inbox.begin(piece.update_id, first):
            return True
        self._counted.discard(piece.update_id)
        return False

    async def _done(self, piece: Piece) -> bool:
        """Handle an update; whether nothing is left to do."""
        if (piece.attempts or 0) >= MOST_ATTEMPTS:
            _log.error("an update was in work when %d processes ended: left out", piece.attempts)
            return True
        try:
            update = Update.de_json(piece.raw, self._application.bot)
        except Exception as error:  # nothing that Telegram sends
            _log.error("an update that cannot be read: %s", logs.brief(error))
            return True
        await self._application.process_update(update)
        sent = piece.update_id not in self._desk.unsent
        self._desk.unsent.discard(piece.update_id)
        return sent

    def _look_later(self, *aside: int) -> None:
        self._aside.update(aside)

        def look() -> None:
            self._aside.difference_update(aside)
            self._look.set()

        asyncio.get_running_loop().call_later(AGAIN_AFTER, look)

    async def _keep_fetching(self) -> None:
        while True:
            await self._look.wait()
            self._look.clear()
            try:
                await self._fetch()
                self._begun.set()
            except Exception as error:  # the database is away: what it holds is fetched later
                _log.error("inbox: %s", logs.brief(error))
                await asyncio.sleep(PAUSE)
                self._look.set()

    async def _fetch(self) -> None:
        """Take over what others left, and bring into memory what has room."""
        if isinstance(limiter := self._application.bot.rate_limiter, Outgoing):
            limiter.share(len(self._replicas.living))
        await self._inbox.adopt(await self._replicas.gone(await self._inbox.owners()))
        self._missed = False
        letters, more = await self._inbox.open_letters(MOST_IN_MEMORY + 1 + len(self._aside))
        self._more = more or self._missed
        for letter in letters:
            if letter.update_id not in self._aside:
                attempts = 0 if letter.update_id in self._counted else letter.attempts
                self._place(Piece(letter.update_id, _read(letter.payload), attempts))
        self._elsewhere = sum(letter.update_id not in self._here for letter in letters)
        if self._more and len(self._here) <= MOST_IN_MEMORY // 2:
            self._look.set()


def lane_of(raw: Json) -> int:
    """The id of the chat, or of the person where there is no chat, whose updates go one after the other."""
    for kind in ("message", "edited_message", "my_chat_member", "callback_query", "inline_query"):
        if isinstance(inner := raw.get(kind), dict):
            message = inner.get("message")
            for holder, name in ((inner, "chat"), (message, "chat"), (inner, "from")):
                with suppress(TypeError, KeyError):
                    if isinstance(holder, dict) and type(number := holder[name]["id"]) is int:
                        return number
    return 0


def number_of(raw: Json) -> int | None:
    """The update's id, None if it has none that Telegram would give."""
    number = raw.get("update_id")
    return number if type(number) is int and 0 <= number < 2**63 else None


def _read(payload: str) -> Json:
    raw = json.loads(payload)
    return raw if isinstance(raw, dict) else {}
