"""The health endpoint: GET /healthz says whether the bot lives, GET /readyz whether it answers in Telegram.

``python -m bot.channels.health PORT`` asks for the first and ends with 0 or 1, for a container's HEALTHCHECK.
"""

import asyncio
import http.client
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from bot.settings import SettingsError

LIVE, READY = "/healthz", "/readyz"

PATIENCE = 5.0
"""Seconds that a request may take to arrive, or an answer when asked from outside."""


@contextmanager
def listening(port: int | None, ready: Callable[[], bool]) -> Iterator[None]:
    """Listen on ``port``, if there is one, while the body runs the current event loop.

    It answers from the bot's own loop: a bot that hangs does not pass for alive. SettingsError if the port
    is taken.
    """
    if port is None:
        yield
        return
    try:
        door = socket.create_server(("", port))
    except OSError as error:
        raise SettingsError(f"HEALTH_PORT: Port {port} lässt sich nicht öffnen ({error.strerror}).") from None
    with door:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)  # run_polling takes the one that is set, and closes it
        loop.run_until_complete(serve(door, ready))
        yield


async def serve(door: socket.socket, ready: Callable[[], bool]) -> asyncio.Server:
    """Answer whoever knocks at ``door``, from the running event loop."""
    return await asyncio.start_server(partial(_answer, ready), sock=door)


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
    ready: Callable[[], bool], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            request = await reader.readuntil(b"\r\n\r\n")
            writer.write(_response(request, ready))
            await writer.drain()
    except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        pass  # no request, or nobody there any more
    finally:
        writer.close()


def _response(request: bytes, ready: Callable[[], bool]) -> bytes:
    method, _, rest = request.partition(b" ")
    path = rest.partition(b" ")[0].partition(b"?")[0].decode("ascii", "replace")
    if method not in (b"GET", b"HEAD"):
        status, body = "405 Method Not Allowed", ""
    elif path == LIVE:
        status, body = "200 OK", "live\n"
    elif path == READY:
        status, body = ("200 OK", "ready\n") if ready() else ("503 Service Unavailable", "not ready\n")
    else:
        status, body = "404 Not Found", ""
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return (head + (body if method == b"GET" else "")).encode()


if __name__ == "__main__":
    sys.exit(0 if alive(int(sys.argv[1])) else 1)
