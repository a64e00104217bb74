"""The health port: GET /healthz (the bot lives), /readyz (it can answer, or what is missing), /metrics.

``python -m bot.channels.health PORT`` asks for the first and ends with 0 or 1, for a container's HEALTHCHECK.
"""

import asyncio
import http.client
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from bot.settings import SettingsError

LIVE, READY, METRICS = "/healthz", "/readyz", "/metrics"

PATIENCE = 5.0
"""Seconds that a request may take to arrive, or an answer when asked from outside."""

CONTACT_BOUND = 90.0
"""Seconds after which Telegram counts as out of reach: python-telegram-bot asks for updates every 10 seconds,
and pauses for 30 at most after a failure, so three of those failed."""

PLAIN = "text/plain; charset=utf-8"


@dataclass(slots=True)
class State:
    """What the bot knows of itself; whoever runs it keeps the fields true."""

    knowledge_loaded: bool = False
    """There is an assistant that answers."""
    journal_open: bool = False
    """The database can be used."""
    last_contact: float | None = None
    """When Telegram last answered, or sent something, in unix time; None before the first time."""
    conflict: bool = False
    """Telegram says that another process polls with the same token (409)."""
    stopping: bool = False
    """It is told to stop: what is under way is finished, nothing new shall come."""


class Exposition(Protocol):
    """What is shown under /metrics: ``bot.channels.metrics.Metrics`` is one."""

    content_type: str

    def exposition(self) -> bytes:
        """Every metric as it is now."""


def readiness(state: State, now: float) -> tuple[bool, tuple[str, ...]]:
    """Whether the bot can answer at ``now`` (unix time), and a German line for each thing that this takes."""
    age = None if state.last_contact is None else max(0.0, now - state.last_contact)
    if age is None:
        contact = "noch kein Kontakt"
    else:
        contact = f"letzter Kontakt vor {age:.0f} s" + (", zu lange her" if age > CONTACT_BOUND else "")
    if state.conflict:
        contact += "; ein anderer Prozess holt mit demselben Token Nachrichten ab (409)"
    reached = age is not None and age <= CONTACT_BOUND and not state.conflict
    lines = [
        f"Wissen: {'geladen' if state.knowledge_loaded else 'noch nicht geladen'}",
        f"Datenbank: {'offen' if state.journal_open else 'nicht offen'}",
        f"Telegram: {contact}",
    ]
    if state.stopping:
        lines.append("Der Bot wird gerade beendet.")
    ready = state.knowledge_loaded and state.journal_open and reached and not state.stopping
    return ready, tuple(lines)


@asynccontextmanager
async def listening(
    port: int | None, state: State, metrics: Exposition, clock: Callable[[], float] = time.time
) -> AsyncIterator[None]:
    """Listen on ``port``, if there is one, while the body runs.

    It answers from the bot's own loop: a bot that hangs does not pass for alive. SettingsError if the port
    is taken. ``clock`` gives unix time.
    """
    if port is None:
        yield
        return
    try:
        door = socket.create_server(("", port))
    except OSError as error:
        raise SettingsError(f"HEALTH_PORT: Port {port} lässt sich nicht öffnen ({error.strerror}).") from None
    with door:
        server = await serve(door, state, metrics, clock)
        try:
            yield
        finally:
            server.close()  # without waiting: who still reads must not hold up the end


async def serve(
    door: socket.socket, state: State, metrics: Exposition, clock: Callable[[], float] = time.time
) -> asyncio.Server:
    """Answer whoever knocks at ``door``, from the running event loop."""
    respond = partial(_response, state=state, metrics=metrics, clock=clock)
    return await asyncio.start_server(partial(_answer, respond), sock=door)


def alive(port: int) -> bool:
    """Whether a bot on this machine says that it lives."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", LIVE)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


async def _answer(
    respond: Callable[[bytes], bytes], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            writer.write(respond(await reader.readuntil(b"\r\n\r\n")))
            await writer.drain()
    except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        pass  # no request, or nobody there any more
    finally:
        writer.close()


def _response(request: bytes, state: State, metrics: Exposition, clock: Callable[[], float]) -> bytes:
    method, _, rest = request.partition(b" ")
    path = rest.partition(b" ")[0].partition(b"?")[0].decode("ascii", "replace")
    status, kind, body = "200 OK", PLAIN, b""
    if method not in (b"GET", b"HEAD"):
        status = "405 Method Not Allowed"
    elif path == LIVE:
        body = b"live\n"
    elif path == READY:
        ready, lines = readiness(state, clock())
        body = "".join(f"{line}\n" for line in ("ready" if ready else "not ready", *lines)).encode()
        status = status if ready else "503 Service Unavailable"
    elif path == METRICS:
        kind, body = metrics.content_type, metrics.exposition()
    else:
        status = "404 Not Found"
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + (body if method == b"GET" else b"")


if __name__ == "__main__":
    sys.exit(0 if alive(int(sys.argv[1])) else 1)
