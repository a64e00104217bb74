"""One or more bots behind one Bot API server: started, waited for, killed at random moments."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from tests.benchmarks.bot_process import BotProcess, environment, free_port

Mode = Literal["polling", "webhook"]

WEBHOOK_URL = "https://bot.example.org/telegram"
"""What the bot tells Telegram; the server delivers to the ports on loopback instead."""

STARTS_WITHIN = 60.0
"""Seconds until a bot must be ready."""

LOOK_EVERY = 0.03
"""Seconds between two questions whether it is ready."""

WHILE_STARTING = 0.2
"""The share of kills that hit a bot before it is ready; the others hit one that works."""

WORKS_FOR = (0.3, 1.5)
"""Seconds at most between being ready and being killed: busy with what waited, or with what comes."""


class BotEnded(Exception):
    """A bot ended or hung by itself; the message has the end of its log."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How the bots are run."""

    arguments: tuple[str, ...]
    mode: Mode = "polling"
    replicas: int = 1
    database: str = ""


class Replica:
    """One bot, with ports of its own."""

    def __init__(self, setup: Setup, number: int, url: str, folder: Path, webhook_port: int) -> None:
        self._health = free_port()
        more = {"HEALTH_PORT": str(self._health)}
        if setup.mode == "webhook":
            more |= {"WEBHOOK_URL": WEBHOOK_URL, "WEBHOOK_PORT": str(webhook_port)}
        if setup.database:
            more["DATABASE_URL"] = setup.database
        # Without a database the replicas share nothing but the server: each has its own folder.
        env = environment(url, folder / f"data-{number}", **more)
        self.process = BotProcess(setup.arguments, env, folder / f"log-{number}")
        self.started = 0.0

    async def start(self) -> None:
        """Start it without waiting."""
        self.started = time.monotonic()
        await self.process.start()

    async def ready(self) -> float:
        """Wait until it says that it is ready; how many seconds after its start that is."""
        while not await self._says_ready():
            if not self.process.alive or time.monotonic() - self.started > STARTS_WITHIN:
                raise BotEnded(f"a bot did not become ready; the end of its log:\n{self.process.said()}")
            await asyncio.sleep(LOOK_EVERY)
        return time.monotonic() - self.started

    async def _says_ready(self) -> bool:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._health)
        except OSError:
            return False
        try:
            writer.write(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            return b" 200 " in await asyncio.wait_for(reader.readline(), 1.0)
        except (OSError, TimeoutError):
            return False
        finally:
            writer.close()


def webhook_ports(setup: Setup) -> list[int]:
    """A free port for each replica; none where the bot polls."""
    return [free_port() for _ in range(setup.replicas)] if setup.mode == "webhook" else []


def targets(ports: Sequence[int]) -> list[str]:
    """Where the server delivers to, behind the address that the bot names."""
    return [f"http://127.0.0.1:{port}{urlsplit(WEBHOOK_URL).path}" for port in ports]


class Killer:
    """Kills one of the replicas again and again, and starts it at once."""

    def __init__(self, replicas: Sequence[Replica], seed: int) -> None:
        self._replicas = replicas
        self._random = random.Random(seed)
        self.starting = 1.0
        """Seconds that a start takes."""

    async def choose(self) -> Replica:
        """Wait for a random moment in the life of one of them; the one to be killed now."""
        victim = self._random.choice(self._replicas)
        if self._random.random() < WHILE_STARTING:
            await asyncio.sleep(self._random.uniform(0, self.starting))
        else:
            await victim.ready()
            await asyncio.sleep(self._random.uniform(0, self._random.choice(WORKS_FOR)))
        if not victim.process.alive:
            raise BotEnded(f"a bot ended by itself; the end of its log:\n{victim.process.said()}")
        return victim
