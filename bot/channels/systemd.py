"""Tells systemd how the bot is doing: ready, stopping, a status line and the heartbeat of its watchdog.

The protocol of sd_notify(3): datagrams to the socket named by NOTIFY_SOCKET. Without systemd nothing happens.
"""

import asyncio
import os
import socket
from contextlib import suppress


def ready(status: str = "") -> None:
    """The start is done: knowledge loaded, database open. Telegram need not be reached yet."""
    notify("READY=1", *_status(status))


def stopping() -> None:
    """The bot was told to stop, and finishes what is under way."""
    notify("STOPPING=1", *_status("wird beendet"))


def status(text: str) -> None:
    """One German line for ``systemctl status``, never with a text or an id in it."""
    notify(*_status(text))


async def watchdog() -> None:
    """Send a heartbeat at half of the time that systemd allows; return at once if it expects none.

    Run it as a task of the bot's own loop: when the loop hangs, the heartbeat stops and systemd restarts the
    bot. Ends by being cancelled.
    """
    allowed = _watchdog_seconds()
    while allowed is not None:
        notify("WATCHDOG=1")
        await asyncio.sleep(allowed / 2)


def notify(*lines: str) -> bool:
    """Send these assignments as one datagram; False if nobody takes it. Never waits, never raises."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if address[:1] not in ("/", "@"):  # a socket of another family; systemd uses those for machines only
        return False
    if address.startswith("@"):  # Linux's abstract name space, in which names begin with a zero
        address = f"\0{address[1:]}"
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.setblocking(False)
        door.sendto("\n".join(lines).encode(), address)
        return True
    return False


def _status(text: str) -> tuple[str, ...]:
    return (f"STATUS={' '.join(text.split())}",) if text else ()


def _watchdog_seconds() -> float | None:
    """How long a heartbeat may be overdue, if this process is the one that is watched."""
    microseconds, watched = os.environ.get("WATCHDOG_USEC", ""), os.environ.get("WATCHDOG_PID", "")
    if watched and watched != str(os.getpid()):
        return None
    return int(microseconds) / 1e6 if microseconds.isdecimal() and int(microseconds) else None
