"""What systemd is told, over a real socket; a loop that hangs sends no heartbeat."""

import asyncio
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.channels import systemd


@pytest.fixture(autouse=True)
def _nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[socket.socket]:
    """A socket that stands in for systemd's; a test that waits 5 seconds for a datagram fails."""
    path = str(tmp_path / "notify")
    with _listening(path) as door:
        monkeypatch.setenv("NOTIFY_SOCKET", path)
        yield door


def _listening(address: str) -> socket.socket:
    door = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    door.bind(address)
    door.settimeout(5)
    return door


def test_each_state_is_one_datagram(manager: socket.socket) -> None:
    systemd.ready("wartet auf\ndas Netz")
    systemd.ready()
    systemd.status("43 Themen")
    systemd.stopping()
    assert [manager.recv(4096).decode() for _ in range(4)] == [
        "READY=1\nSTATUS=wartet auf das Netz",
        "READY=1",
        "STATUS=43 Themen",
        "STOPPING=1\nSTATUS=wird beendet",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="abstract sockets are Linux's")
def test_an_abstract_socket_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"kmu-bot-test-{os.getpid()}"
    monkeypatch.setenv("NOTIFY_SOCKET", f"@{name}")
    with _listening(f"\0{name}") as manager:
        assert systemd.notify("READY=1")
        assert manager.recv(4096) == b"READY=1"


@pytest.mark.parametrize("address", [None, "", "/no/such/socket", "vsock:2:1234", "x" * 300, "/" * 300])
async def test_without_somebody_who_listens_nothing_happens(
    address: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if address is not None:
        monkeypatch.setenv("NOTIFY_SOCKET", address)
    assert not systemd.notify("READY=1")
    async with asyncio.timeout(5):
        await systemd.watchdog()


def test_somebody_who_does_not_read_does_not_hold_up_the_bot(manager: socket.socket) -> None:
    assert manager.gettimeout() == 5
    while systemd.notify("STATUS=x"):
        pass  # until the socket is full: then it says so and returns


async def test_the_heartbeat_goes_on_until_it_is_cancelled_and_stops_when_the_loop_hangs(
    manager: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "20000")
    monkeypatch.setenv("WATCHDOG_PID", str(os.getpid()))
    task = asyncio.create_task(systemd.watchdog())
    for _ in range(3):
        assert await asyncio.to_thread(manager.recv, 4096) == b"WATCHDOG=1"
    manager.setblocking(False)
    with suppress(BlockingIOError):
        while manager.recv(4096):
            pass
    manager.settimeout(0.1)
    with pytest.raises(TimeoutError):
        manager.recv(4096)  # this waits inside the loop, which hangs therefore
    manager.settimeout(5)
    assert await asyncio.to_thread(manager.recv, 4096) == b"WATCHDOG=1"
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.parametrize(
    ("microseconds", "watched"), [("", ""), ("0", ""), ("-5", ""), ("viel", ""), ("20000", "1")]
)
async def test_no_heartbeat_is_sent_that_nobody_expects(
    manager: socket.socket, microseconds: str, watched: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", microseconds)
    monkeypatch.setenv("WATCHDOG_PID", watched)
    async with asyncio.timeout(5):
        await systemd.watchdog()
    manager.setblocking(False)
    with pytest.raises(BlockingIOError):
        manager.recv(4096)
