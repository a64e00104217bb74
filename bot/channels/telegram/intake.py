"""The way of an update: written down, then handled, one after the other in each chat, then struck off.

What a process leaves open is handled by the next one, or by another replica.
"""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from telegram import Update

from bot import logs
from bot.channels.telegram.context import BotApplication, Desk
from bot.channels.telegram.crowd import Crowd, too_late
from bot.channels.telegram.outgoing import Outgoing
from bot.channels.telegram.slots import Slots
from bot.journal.inbox import Letter

_log = logging.getLogger(__name__)

MOST_IN_MEMORY = 1_000
"""Updates held in memory; what is more stays in the inbox until there is room."""

MOST_ATTEMPTS = 10
"""Times that an update may be in work when a process dies, before it is left out as the likely cause."""

AGAIN_AFTER = 60.0
"""Seconds until an answer that could not be sent is tried again."""

Json = dict[str, Any]


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
        self._more = True
        """Whether the inbox may hold something that is not in memory."""
        self._elsewhere = 0
        self._look = asyncio.Event()
        self._has_room = asyncio.Event()
        self._has_room.set()
        self._background: list[asyncio.Task[None]] = []

    @property
    def waiting(self) -> int:
        """Updates in memory that wait for a place."""
        return max(0, len(self._here) - self._slots.taken)

    @property
    def backlog(self) -> int:
        """Open updates that were in the inbox but not in memory when it was last looked at."""
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
        await self._fetch()
        self._background = [
            asyncio.create_task(self._keep_fetching()),
            asyncio.create_task(self._replicas.keep_up(self._look.set)),
        ]

    async def stop(self, within: float) -> None:
        """Finish what is in work, for so many seconds; the rest stays in the inbox."""
        for lane in self._lanes.values():
            lane.clear()
        if self._work:
            await asyncio.wait(self._work, timeout=within)
        for task in (*self._work, *self._background):
            task.cancel()
        await asyncio.gather(*self._work, *self._background, return_exceptions=True)

    async def receive(self, updates: Sequence[Json]) -> None:
        """Write updates down, then have them handled. The database's exception if it does not take them."""
        pieces = {number: Piece(number, raw) for raw in updates if (number := _number(raw)) is not None}
        new = await self._inbox.receive(
            [
                Letter(piece.update_id, json.dumps(piece.raw), self._replicas.owner_of(lane_of(piece.raw)))
                for piece in pieces.values()
            ]
        )
        for number in sorted(new):
            if self._replicas.owner_of(lane_of(pieces[number].raw)) == self._replicas.number:
                self._place(pieces[number])

    def _place(self, piece: Piece) -> None:
        if piece.update_id in self._here:
            return
        if self.full:
            self._more = True
            return
        self._crowd.meet(piece.raw)
        self._here.add(piece.update_id)
        lane = lane_of(piece.raw)
        if lane in self._lanes:
            self._lanes[lane].append(piece)
            return
        self._lanes[lane] = deque([piece])
        task = asyncio.create_task(self._handle_all(lane))
        self._work.add(task)
        task.add_done_callback(self._work.discard)

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
            if await self._done(piece):
                await self._inbox.strike(piece.update_id)
            else:
                asyncio.get_running_loop().call_later(AGAIN_AFTER, self._look_again)
        except Exception as error:  # the database is away
            _log.error("an update could not be handled: %s", logs.brief(error))
            asyncio.get_running_loop().call_later(AGAIN_AFTER, self._look_again)
        finally:
            self._desk.metrics.handled(monotonic() - piece.came)
            self._here.discard(piece.update_id)
            self._has_room.set()
            if self._more and len(self._here) <= MOST_IN_MEMORY // 2:
                self._look.set()

    async def _done(self, piece: Piece) -> bool:
        """Handle an update; whether nothing is left to do."""
        if too_late(piece.raw, monotonic() - piece.came):
            self._desk.metrics.left_out()
            return True
        if piece.attempts is not None:
            if piece.attempts >= MOST_ATTEMPTS:
                _log.error("an update was in work when %d processes ended: left out", piece.attempts)
                return True
            await self._inbox.tried(piece.update_id)
        try:
            update = Update.de_json(piece.raw, self._application.bot)
        except Exception as error:  # nothing that Telegram sends
            _log.error("an update that cannot be read: %s", logs.brief(error))
            return True
        await self._application.process_update(update)
        sent = piece.update_id not in self._desk.unsent
        self._desk.unsent.discard(piece.update_id)
        return sent

    def _look_again(self) -> None:
        self._more = True
        self._look.set()

    async def _keep_fetching(self) -> None:
        while True:
            await self._look.wait()
            self._look.clear()
            try:
                await self._fetch()
            except Exception as error:  # the database is away: what it holds is fetched later
                _log.error("inbox: %s", logs.brief(error))
                self._more = True

    async def _fetch(self) -> None:
        """Take over what others left, and bring into memory what has room."""
        if isinstance(limiter := self._application.bot.rate_limiter, Outgoing):
            limiter.share(len(self._replicas.living))
        if await self._inbox.adopt(self._replicas.living) or self._more or len(self._replicas.living) > 1:
            room = MOST_IN_MEMORY - len(self._here)
            letters = await self._inbox.open_letters(MOST_IN_MEMORY + 1)
            self._more = len(letters) > MOST_IN_MEMORY
            self._elsewhere = len([letter for letter in letters if letter.update_id not in self._here])
            for letter in [letter for letter in letters if letter.update_id not in self._here][:room]:
                self._place(Piece(letter.update_id, _read(letter.payload), letter.attempts))


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


def _number(raw: Json) -> int | None:
    number = raw.get("update_id")
    return number if type(number) is int and 0 <= number < 2**63 else None


def _read(payload: str) -> Json:
    raw = json.loads(payload)
    return raw if isinstance(raw, dict) else {}
