"""Runs the bot for a long time under a mixed load with faults, and watches its memory, files and inbox.

``python -m tests.benchmarks.soak [--minutes N]``
"""

import argparse
import asyncio
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bot.journal.database import FILE
from bot.journal.tables import InboxRow
from tests.benchmarks.bot_process import KMU_BOT, TOKEN, BotProcess, environment
from tests.benchmarks.load import INTERRUPTED, questions
from tests.benchmarks.soak_people import HOSTILE, People
from tests.benchmarks.telegram.faults import Faults
from tests.benchmarks.telegram.server import TelegramServer

RATE = 5.0
"""Things that people do in a second, on average."""

FAULTS = 0.01
"""Of all calls."""

STARTS_WITHIN = 90.0
PATIENCE = 90.0
"""Seconds after the end in which answers may still come."""

WARM = 0.25
"""Of the time: from then on memory should not grow."""

TELLING = ("Traceback", TOKEN, *(text for text in HOSTILE if len(text) > 12))
"""What must not stand in a log."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The bot at one moment."""

    seconds: float
    did: int
    answered: int
    waiting: int
    resident_mb: float
    open_files: int
    inbox: int
    """Updates that are not handled yet."""
    rows: int
    """Updates whose numbers are kept."""

    def line(self) -> str:
        """For people."""
        return (
            f"{self.seconds / 60:6.1f} min {self.did:8} {self.answered:9} {self.waiting:8}"
            f"{self.resident_mb:10.1f} MB {self.open_files:6} {self.inbox:6} {self.rows:7}"
        )


HEAD = "      time     done  answered  waiting       memory  files  inbox    rows"


@dataclass(slots=True)
class Soak:
    """What was seen."""

    samples: list[Sample] = field(default_factory=list)
    lost: dict[str, int] = field(default_factory=dict)
    exit_code: int | None = None
    refused: dict[str, int] = field(default_factory=dict)
    """Calls that Telegram would refuse, by its words."""
    told: dict[str, int] = field(default_factory=dict)
    """What must not stand in the log but does, and how often."""

    def growth(self) -> tuple[float, float]:
        """Memory at the end less that after the warm-up, in MB, and the same for an hour."""
        end = self.samples[-1]
        warm = next(sample for sample in self.samples if sample.seconds >= WARM * end.seconds)
        grown = end.resident_mb - warm.resident_mb
        hours = (end.seconds - warm.seconds) / 3600
        return grown, grown / hours if hours else 0.0


def inbox(folder: Path) -> tuple[int, int]:
    """Updates that are not handled yet, and all whose numbers are kept."""
    file, table = folder / FILE, InboxRow.__tablename__
    if not file.exists():
        return 0, 0
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=5)) as connection:
        counts = f"SELECT count(*) FILTER (WHERE payload != ''), count(*) FROM {table}"  # noqa: S608 - ours
        found: tuple[int, int] = connection.execute(counts).fetchone()
    return found


async def soak(
    seconds: float,
    texts: Sequence[str],
    bot: Sequence[str] = KMU_BOT,
    rate: float = RATE,
    every: float = 60.0,
) -> tuple[Soak, People]:
    """Run it for so long; a line is printed ``every`` so many seconds."""
    people, seen = People(texts), Soak()
    faults = Faults(FAULTS)
    async with TelegramServer(people, faults=faults, strict=True) as server:
        with tempfile.TemporaryDirectory() as folder:
            data, log = Path(folder) / "data", Path(folder) / "log"
            process = BotProcess(bot, environment(server.url, data, LOG_LEVEL="INFO"), log)
            await process.start()
            try:
                await asyncio.wait_for(server.polled.wait(), STARTS_WITHIN)
                await _act(seconds, rate, every, server, people, process, data, seen)
                seen.lost, seen.refused = dict(people.waiting()), dict(server.refused)
            finally:
                seen.exit_code = await process.stop()
            said = log.read_text("utf-8", "replace")
            seen.told = {text: said.count(text) for text in TELLING if text in said}
    return seen, people


async def _act(
    seconds: float,
    rate: float,
    every: float,
    server: TelegramServer,
    people: People,
    process: BotProcess,
    data: Path,
    seen: Soak,
) -> None:
    chance = random.Random(2)
    begun = now = time.monotonic()
    due, next_line = now, now

    def look() -> None:
        waiting = people.waiting().total()
        did, answered = people.did.total(), people.answered.total()
        memory, files = process.resident_mb(), process.open_files()
        seen.samples.append(
            Sample(time.monotonic() - begun, did, answered, waiting, memory, files, *inbox(data))
        )
        print(seen.samples[-1].line(), flush=True)

    print(HEAD, flush=True)
    while (now := time.monotonic()) < begun + seconds:
        if now >= next_line:
            look()
            next_line += every
        due += chance.expovariate(rate)
        await asyncio.sleep(due - time.monotonic())
        people.act(server)
    end = time.monotonic() + PATIENCE
    while people.waiting() and time.monotonic() < end:
        await asyncio.sleep(0.1)
    look()


def lines(seen: Soak, people: People) -> Iterator[str]:
    """The end for people."""
    grown, hourly = seen.growth()
    yield ""
    for kind, count in sorted(people.did.items()):
        yield f"{kind:10} {count:7} done, {people.answered[kind]:7} answered, {seen.lost.get(kind, 0)} lost"
    yield f"answered twice     {people.twice.total()}"
    yield f"  without receipt  {people.twice_untold} more: the bot could not know of the first answer"
    yield f"longest wait       {people.longest:.1f} s"
    yield f"memory             {grown:+.1f} MB since a quarter of the time ({hourly:+.1f} MB an hour)"
    yield f"exit code          {seen.exit_code}"
    yield from (f"refused            {count} × {why}" for why, count in seen.refused.items())
    yield from (f"in the log         {count} × {text[:40]!r}" for text, count in seen.told.items())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; 0 nothing lost, 1 something was, or told in the log, 130 interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    asked = parser.parse_args(arguments)
    try:
        seen, people = asyncio.run(soak(60 * asked.minutes, questions()))
    except KeyboardInterrupt:
        return INTERRUPTED
    print("\n".join(lines(seen, people)))
    return 1 if seen.lost or seen.told or seen.exit_code != 0 or people.twice else 0


if __name__ == "__main__":
    sys.exit(main())
