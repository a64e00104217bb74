"""The health endpoint: it says what is true, to anybody, whatever they send."""

import asyncio
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from bot.channels.health import alive, listening, serve
from bot.settings import SettingsError


@asynccontextmanager
async def _served(ready: bool = True) -> AsyncIterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        async with await serve(door, lambda: ready):
            yield door.getsockname()[1]


async def _ask(port: int, request: bytes) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer.decode()


@pytest.mark.parametrize(
    ("request_line", "ready", "status", "body"),
    [
        (b"GET /healthz HTTP/1.1", True, "200 OK", "live\n"),
        (b"GET /healthz HTTP/1.1", False, "200 OK", "live\n"),
        (b"GET /readyz HTTP/1.1", True, "200 OK", "ready\n"),
        (b"GET /readyz?x=1 HTTP/1.1", False, "503 Service Unavailable", "not ready\n"),
        (b"HEAD /healthz HTTP/1.1", True, "200 OK", ""),
        (b"GET / HTTP/1.1", True, "404 Not Found", ""),
        (b"POST /healthz HTTP/1.1", True, "405 Method Not Allowed", ""),
        (b"\xff\x00", True, "405 Method Not Allowed", ""),
    ],
)
async def test_each_request_gets_its_answer(request_line: bytes, ready: bool, status: str, body: str) -> None:
    async with _served(ready) as port:
        head, _, said = (await _ask(port, request_line + b"\r\nHost: x\r\n\r\n")).partition("\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status}\r\n")
    assert said == body


@pytest.mark.parametrize("request_", [b"", b"GET /healthz HTTP/1.1\r\n", b"x" * 200_000])
async def test_what_is_no_request_gets_none(request_: bytes) -> None:
    async with _served() as port:
        with suppress(ConnectionError):
            assert await _ask(port, request_) == ""
        assert (await _ask(port, b"GET /healthz HTTP/1.1\r\n\r\n")).endswith("live\n")


async def test_the_container_asks_by_running_the_module() -> None:
    async with _served() as port:
        assert await asyncio.to_thread(alive, port)
        command = [sys.executable, "-m", "bot.channels.health", str(port)]
        assert (await asyncio.to_thread(subprocess.run, command, check=False)).returncode == 0
    assert (await asyncio.to_thread(subprocess.run, command, check=False)).returncode == 1
    assert not await asyncio.to_thread(alive, port)


POLLING = """
import asyncio, sys
from bot.channels.health import alive, listening
port = int(sys.argv[1])
with listening(port, lambda: True):
    loop = asyncio.get_event_loop()  # what run_polling does
    assert loop.run_until_complete(asyncio.to_thread(alive, port))
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()
assert not alive(port)
"""


def test_it_answers_from_the_loop_that_the_body_runs() -> None:
    with socket.create_server(("", 0)) as free:
        port = str(free.getsockname()[1])
    command = [sys.executable, "-W", "error", "-c", POLLING, port]
    assert subprocess.run(command, capture_output=True, check=True).stderr == b""


def test_without_a_port_nothing_listens_and_a_taken_one_is_named() -> None:
    with listening(None, lambda: True):
        pass
    with (
        socket.create_server(("", 0)) as taken,
        pytest.raises(SettingsError, match=r"HEALTH_PORT: Port \d+ lässt sich nicht öffnen"),
        listening(taken.getsockname()[1], lambda: True),
    ):
        pass
