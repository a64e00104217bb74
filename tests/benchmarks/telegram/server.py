"""The Bot API server: several thousand calls a second, each with the delay of a real one."""

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import Sequence
from functools import partial
from typing import Any, Protocol, Self

from tests.benchmarks.telegram.calls import TOKEN, Answer, Call, Methods, error, read, result, updates
from tests.benchmarks.telegram.delivery import Delivery
from tests.benchmarks.telegram.faults import LONGER_THAN_A_CLIENT_WAITS, Fault, Faults

DELAY = 0.06
"""Seconds a call takes: about as long as to the real Telegram from Germany."""

LIMIT = 100
"""Updates that one getUpdates answers at most."""


class Observer(Protocol):
    """Is told of every call but getUpdates."""

    def begun(self, call: Call) -> None:
        """It arrived."""

    def accepted(self, call: Call, told: bool) -> None:
        """It was carried out; ``told`` says whether the bot will be told so."""

    def done(self, call: Call) -> None:
        """It was answered, or dropped."""


class TelegramServer:
    """``async with TelegramServer(observer) as server`` listens on ``server.url``."""

    def __init__(
        self,
        observer: Observer,
        *,
        delay: float = DELAY,
        faults: Faults | None = None,
        deliver_to: Sequence[str] = (),
        strict: bool = False,
        port: int = 0,
    ) -> None:
        self.polled = asyncio.Event()
        """Set when a bot asks for updates or sets a webhook."""
        self.calls = 0
        self.refused = Counter[str]()
        """What was refused as Telegram would refuse it, by its words."""
        self.methods = Methods(strict)
        self.delivery = Delivery(deliver_to) if deliver_to else None
        self._observer = observer
        self._delay = delay
        self._faults = faults or Faults()
        self._port = port
        self._updates: deque[tuple[int, bytes]] = deque()
        # Update ids go on from run to run: a bot that keeps its database leaves out those it has seen.
        self._last_update = int(time.time() * 1000) % 2_000_000_000
        self._waiting: tuple[_Connection, Call, asyncio.TimerHandle] | None = None
        self._webhook = ""
        self._connections: set[_Connection] = set()

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._server = await self._loop.create_server(partial(_Connection, self), "127.0.0.1", self._port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        if self.delivery:
            await self.delivery.close()
        for connection in tuple(self._connections):
            connection.transport.abort()
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        """What BOT_API_BASE_URL is set to."""
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    @property
    def unfetched(self) -> int:
        """Updates that no bot has confirmed."""
        return len(self._updates) + (self.delivery.pending if self.delivery else 0)

    def push(self, kind: str, content: dict[str, Any]) -> None:
        """Something happens in Telegram: "message", "callback_query" …"""
        self._last_update += 1
        update = json.dumps({"update_id": self._last_update, kind: content}).encode()
        if self.delivery:
            self.delivery.put(update)
        else:
            self._updates.append((self._last_update, update))
            self._serve_waiting()

    def write(self, chat: int, text: str) -> None:
        """A person writes to the bot, in the private chat of that number."""
        self.push("message", self.message(chat, text))

    def message(self, chat: int, text: str) -> dict[str, Any]:
        """A message of a person's in a private chat."""
        person = {"id": chat, "first_name": "Erika"}
        return {
            "message_id": self.methods.next_message(),
            "date": int(time.time()),
            "chat": person | {"type": "private"},
            "from": person | {"is_bot": False, "language_code": "de"},
            "text": text,
        }

    # Calls.

    def handle(self, connection: "_Connection", path: str, content_type: str, body: bytes) -> None:
        """Begin to answer a request."""
        self.calls += 1
        call = read(path, content_type, body)
        if not path.startswith(f"/bot{TOKEN}/"):
            connection.send(error(401, "Unauthorized"))
        elif call.method == "getupdates":
            self._loop.call_later(self._delay / 2, self._poll, connection, call)
        else:
            self._observer.begun(call)
            self._loop.call_later(self._delay / 2, self._act, connection, call)

    def _act(self, connection: "_Connection", call: Call) -> None:
        """Halfway: this is when Telegram does what it is asked, whether or not the bot still lives."""
        fault, carried_out = self._faults.draw(call)
        answer: Answer | None = None
        if carried_out:
            answer = self._special(call) or self.methods.carry_out(call)
            if answer.ok:
                self._observer.accepted(call, fault is None)
            else:
                self.refused[json.loads(answer.body)["description"]] += 1
        if fault:
            answer = self._faults.answer(fault, call)
        self._loop.call_later(self._delay / 2, self._finish, connection, call, fault, answer)

    def _finish(
        self, connection: "_Connection", call: Call, fault: Fault | None, answer: Answer | None
    ) -> None:
        self._observer.done(call)
        if answer is not None:
            connection.send(answer)
        elif fault is Fault.STALLED:
            self._loop.call_later(LONGER_THAN_A_CLIENT_WAITS, connection.transport.close)
        else:
            connection.transport.abort()

    def _special(self, call: Call) -> Answer | None:
        """The methods that decide how updates reach the bot."""
        if call.method == "setwebhook":
            self._webhook = call.params["url"]
            if self.delivery:
                self.delivery.start(call.params.get("secret_token", ""))
            self.polled.set()
        elif call.method == "deletewebhook":
            self._webhook = ""
            if self.delivery:
                self.delivery.stop()
        elif call.method == "getwebhookinfo":
            told = {"url": self._webhook, "has_custom_certificate": False}
            return result(told | {"pending_update_count": self.unfetched})
        else:
            return None
        return result(True)

    # Updates.

    def _poll(self, connection: "_Connection", call: Call) -> None:
        fault, _ = self._faults.draw(call)
        if fault:
            self._finish_poll(connection, self._faults.answer(fault, call), fault)
            return
        if self._webhook:
            wrong = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first"
            self._finish_poll(connection, error(409, wrong))
            return
        if self._waiting is not None:
            older, _, timer = self._waiting
            timer.cancel()
            wrong = "Conflict: terminated by other getUpdates request; make sure that only one bot …"
            self._finish_poll(older, error(409, wrong))
        offset = int(call.params.get("offset", 0))
        while self._updates and self._updates[0][0] < offset:
            self._updates.popleft()
        self.polled.set()
        # PTB sends the number of seconds as an integer or with a fraction.
        timeout = float(call.params.get("timeout", 0))
        timer = self._loop.call_later(timeout, self._nothing_came)
        self._waiting = (connection, call, timer)
        self._serve_waiting()

    def _serve_waiting(self) -> None:
        if self._waiting is None or not self._updates:
            return
        connection, call, timer = self._waiting
        self._waiting = None
        timer.cancel()
        count = min(int(call.params.get("limit", LIMIT)), LIMIT, len(self._updates))
        self._finish_poll(connection, updates([self._updates[at][1] for at in range(count)]))

    def _nothing_came(self) -> None:
        if self._waiting is not None:
            connection, _, _ = self._waiting
            self._waiting = None
            self._finish_poll(connection, updates(()))

    def _finish_poll(
        self, connection: "_Connection", answer: Answer | None, fault: Fault | None = None
    ) -> None:
        def finish() -> None:
            if answer is not None:
                connection.send(answer)
            elif fault is Fault.STALLED:
                self._loop.call_later(LONGER_THAN_A_CLIENT_WAITS, connection.transport.close)
            else:
                connection.transport.abort()

        self._loop.call_later(self._delay / 2, finish)

    # Connections.

    def opened(self, connection: "_Connection") -> None:
        """A bot connected."""
        self._connections.add(connection)

    def lost(self, connection: "_Connection") -> None:
        """A connection ended; if it waited for updates, it waits no more."""
        self._connections.discard(connection)
        if self._waiting is not None and self._waiting[0] is connection:
            self._waiting[2].cancel()
            self._waiting = None


class _Connection(asyncio.Protocol):
    """One connection with one request at a time, as clients without pipelining use it."""

    transport: asyncio.Transport

    def __init__(self, server: TelegramServer) -> None:
        self._server = server
        self._buffer = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._server.opened(self)

    def connection_lost(self, _: Exception | None) -> None:
        self._server.lost(self)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        start, *lines = self._buffer[:end].decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        total = end + 4 + int(headers.get("content-length", 0))
        if len(self._buffer) < total:
            return
        body = bytes(self._buffer[end + 4 : total])
        del self._buffer[:total]
        self._server.handle(self, start.split(" ")[1], headers.get("content-type", ""), body)

    def send(self, answer: Answer) -> None:
        """Answer the request, if somebody still listens."""
        head = f"HTTP/1.1 {answer.status} X\r\nContent-Type: application/json\r\n"
        if not self.transport.is_closing():
            self.transport.write(f"{head}Content-Length: {len(answer.body)}\r\n\r\n".encode() + answer.body)
