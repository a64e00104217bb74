"""The health port: it says what is true, to anybody, whatever they send."""

import asyncio
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import pytest

from bot.channels.health import CONTACT_BOUND, State, alive, listening, readiness, serve
from bot.channels.metrics import Metrics, Place
from bot.settings import SettingsError
from bot.understanding.decision import Kind

NOW = 1_700_000_000.0
UP = State(knowledge_loaded=True, journal_open=True, last_contact=NOW - 3)


def _clock() -> float:
    return NOW


@asynccontextmanager
async def _served(state: State = UP, metrics: Metrics | None = None) -> AsyncIterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        async with await serve(door, state, metrics or Metrics(), _clock):
            yield door.getsockname()[1]


async def _ask(port: int, request: bytes) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer.decode()


READY = "ready\nWissen: geladen\nDatenbank: offen\nTelegram: letzter Kontakt vor 3 s\n"
UNREADY = "not ready\nWissen: noch nicht geladen\nDatenbank: nicht offen\nTelegram: noch kein Kontakt\n"


@pytest.mark.parametrize(
    ("request_line", "state", "status", "body"),
    [
        (b"GET /healthz HTTP/1.1", UP, "200 OK", "live\n"),
        (b"GET /healthz HTTP/1.1", State(), "200 OK", "live\n"),
        (b"GET /readyz HTTP/1.1", UP, "200 OK", READY),
        (b"GET /readyz?x=1 HTTP/1.1", State(), "503 Service Unavailable", UNREADY),
        (b"HEAD /healthz HTTP/1.1", UP, "200 OK", ""),
        (b"HEAD /metrics HTTP/1.1", UP, "200 OK", ""),
        (b"GET / HTTP/1.1", UP, "404 Not Found", ""),
        (b"POST /healthz HTTP/1.1", UP, "405 Method Not Allowed", ""),
        (b"\xff\x00", UP, "405 Method Not Allowed", ""),
    ],
)
async def test_each_request_gets_its_answer(
    request_line: bytes, state: State, status: str, body: str
) -> None:
    async with _served(state) as port:
        head, _, said = (await _ask(port, request_line + b"\r\nHost: x\r\n\r\n")).partition("\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status}\r\n")
    assert said == body
    if body:
        assert f"\r\nContent-Length: {len(body.encode())}\r\n" in head


async def test_metrics_are_shown_in_prometheus_format() -> None:
    metrics = Metrics()
    metrics.asked(Kind.ANSWER, Place.PRIVATE)
    async with _served(metrics=metrics) as port:
        head, _, said = (await _ask(port, b"GET /metrics HTTP/1.1\r\n\r\n")).partition("\r\n\r\n")
    assert "\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n" in head
    assert f"\r\nContent-Length: {len(said.encode())}\r\n" in head
    assert 'kmu_bot_questions_total{kind="answer",place="private"} 1.0\n' in said


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (replace(UP, knowledge_loaded=False), "Wissen: noch nicht geladen"),
        (replace(UP, journal_open=False), "Datenbank: nicht offen"),
        (replace(UP, last_contact=None), "Telegram: noch kein Kontakt"),
        (
            replace(UP, last_contact=NOW - CONTACT_BOUND - 1),
            "Telegram: letzter Kontakt vor 91 s, zu lange her",
        ),
        (
            replace(UP, conflict=True),
            "Telegram: letzter Kontakt vor 3 s; "
            "ein anderer Prozess holt mit demselben Token Nachrichten ab (409)",
        ),
        (replace(UP, stopping=True), "Der Bot wird gerade beendet."),
    ],
)
def test_one_thing_missing_is_enough_and_is_named(state: State, line: str) -> None:
    ready, lines = readiness(state, NOW)
    assert not ready
    assert line in lines


@pytest.mark.parametrize("contact", [NOW - CONTACT_BOUND, NOW, NOW + 5])
def test_a_contact_within_the_bound_counts_also_after_the_clock_was_set_back(contact: float) -> None:
    assert readiness(replace(UP, last_contact=contact), NOW)[0]


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


async def test_it_listens_while_the_body_runs_and_tells_what_changed() -> None:
    with socket.create_server(("", 0)) as free:
        port = free.getsockname()[1]
    state = State()
    async with listening(port, state, Metrics(), _clock):
        assert (await _ask(port, b"GET /readyz HTTP/1.1\r\n\r\n")).endswith(UNREADY)
        state.knowledge_loaded = state.journal_open = True
        state.last_contact = NOW - 3
        assert (await _ask(port, b"GET /readyz HTTP/1.1\r\n\r\n")).endswith(READY)
    with pytest.raises(ConnectionRefusedError):
        await _ask(port, b"GET /healthz HTTP/1.1\r\n\r\n")


async def test_somebody_who_only_connects_does_not_hold_up_the_end() -> None:
    with socket.create_server(("", 0)) as free:
        port = free.getsockname()[1]
    async with asyncio.timeout(2):
        async with listening(port, State(), Metrics()):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.sleep(0)
        writer.close()
        await writer.wait_closed()


async def test_without_a_port_nothing_listens_and_a_taken_one_is_named() -> None:
    async with listening(None, State(), Metrics()):
        pass
    with socket.create_server(("", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"HEALTH_PORT: Port {port} lässt sich nicht öffnen"):
            async with listening(port, State(), Metrics()):
                pass
