"""Measures the whole bot under load beside an echo bot of python-telegram-bot alone, as ratios of one run.

``python -m tests.benchmarks.load [--updates N] [--delay SECONDS] [--concurrency N,N…] [--json]``
Both run as processes against a Bot API server in this one. First as many questions wait as the bot can take
(throughput, CPU, memory), then they come at a quarter of the echo bot's throughput (latency).
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.knowledge import files
from bot.knowledge.default import default_folder
from tests.benchmarks.bot_process import ECHO_BOT, KMU_BOT, BotProcess, environment
from tests.benchmarks.echo_bot import AT_ONCE
from tests.benchmarks.metrics import percentile
from tests.benchmarks.telegram.ledger import Ledger
from tests.benchmarks.telegram.server import DELAY, TelegramServer

OUTSTANDING = 200
"""Questions that wait at any time: more than a bot answers at once, so that it is never idle."""

WARM_UP = 200
"""Questions before the clock runs: imports, caches, connections."""

MODERATE = 0.25
"""Of the echo bot's throughput: the rate at which latency is that of the bot, not of a queue."""

MOST_AT_MODERATE = 2000
"""Questions at the moderate rate."""

TRIED = 2000
"""Questions that decide how many updates at once are best for the echo bot."""

PATIENCE = 60.0
"""Seconds without any answer after which a bot is given up."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


class NoAnswer(Exception):
    """A bot does not answer any more; the message has the end of its log."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured of one bot; „first“ and „second“ are the halves of the questions that were fed."""

    name: str
    updates: int
    answers_per_s: float
    full_p50_ms: float
    full_p99_ms: float
    rate_per_s: float
    """What was offered for the moderate latencies."""
    moderate_p50_ms: float
    moderate_p99_ms: float
    cpu_s_per_1000: float
    start_peak_mb: float
    resident_mb: float
    first_resident_mb: float
    first_peak_mb: float
    second_peak_mb: float
    unexplained_twice: int


WANTED: Sequence[tuple[str, str, str, float]] = (
    ("throughput", "answers_per_s", "≥", 0.8),
    ("CPU", "cpu_s_per_1000", "≤", 1.5),
)
"""Ratios to the echo bot that are wanted."""


class Feeder:
    """Asks questions of a bot and waits for the answers."""

    def __init__(self, server: TelegramServer, ledger: Ledger, bot: BotProcess, texts: Sequence[str]) -> None:
        self._server, self._ledger, self._bot = server, ledger, bot
        self._texts = texts
        self._random = random.Random(1)
        self._changed = asyncio.Event()
        ledger.on_answer = self._changed.set

    def ask(self) -> None:
        """One more question."""
        self._server.write(self._ledger.ask(), self._random.choice(self._texts))

    async def saturate(self, count: int) -> None:
        """Ask ``count`` questions, as many at a time as are allowed to wait; return when all are answered."""
        end = self._ledger.answered + self._ledger.waiting + count
        while self._ledger.answered < end:
            while self._ledger.waiting < OUTSTANDING and self._ledger.asked < end:
                self.ask()
            await self._answer()

    async def offer(self, count: int, rate: float) -> None:
        """Ask ``count`` questions, ``rate`` a second on average, at random moments."""
        end = self._ledger.answered + self._ledger.waiting + count
        due = time.monotonic()
        for _ in range(count):
            due += self._random.expovariate(rate)
            await asyncio.sleep(due - time.monotonic())
            self.ask()
        while self._ledger.answered < end:
            await self._answer()

    async def _answer(self) -> None:
        self._changed.clear()
        try:
            await asyncio.wait_for(self._changed.wait(), PATIENCE)
        except TimeoutError:
            raise NoAnswer(f"no answer for {PATIENCE:.0f} s; its log:\n{self._bot.said()}") from None


async def measure(
    name: str, arguments: Sequence[str], texts: Sequence[str], updates: int, delay: float, rate: float = 0.0
) -> Result:
    """Start a bot, load it, stop it. ``rate``: moderate questions a second; 0: after its throughput."""
    ledger = Ledger()
    async with TelegramServer(ledger, delay=delay) as server:
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            bot = BotProcess(arguments, environment(server.url, data), Path(folder) / "log")
            await bot.start()
            try:
                return await _measured(name, Feeder(server, ledger, bot, texts), ledger, bot, updates, rate)
            finally:
                await bot.stop()


async def _measured(
    name: str, feeder: Feeder, ledger: Ledger, bot: BotProcess, updates: int, rate: float
) -> Result:
    await feeder.saturate(WARM_UP)
    start_peak = bot.peak_mb()
    bot.forget_peak()
    _take(ledger)
    cpu, started = bot.cpu_seconds(), time.monotonic()
    await feeder.saturate(updates // 2)
    first_resident, first_peak = bot.resident_mb(), bot.peak_mb()
    bot.forget_peak()
    await feeder.saturate(updates - updates // 2)
    seconds, cpu = time.monotonic() - started, bot.cpu_seconds() - cpu
    resident, second_peak = bot.resident_mb(), bot.peak_mb()
    full = _take(ledger)
    rate = rate or MODERATE * updates / seconds
    await feeder.offer(min(max(updates // 4, 1), MOST_AT_MODERATE), rate)
    moderate = _take(ledger)
    return Result(
        name=name,
        updates=updates,
        answers_per_s=updates / seconds,
        full_p50_ms=percentile(full, 50),
        full_p99_ms=percentile(full, 99),
        rate_per_s=rate,
        moderate_p50_ms=percentile(moderate, 50),
        moderate_p99_ms=percentile(moderate, 99),
        cpu_s_per_1000=cpu / updates * 1000,
        start_peak_mb=start_peak,
        resident_mb=resident,
        first_resident_mb=first_resident,
        first_peak_mb=first_peak,
        second_peak_mb=second_peak,
        unexplained_twice=ledger.twice().unexplained,
    )


def _take(ledger: Ledger) -> "array[float]":
    """The latencies so far; the next ones begin an empty list."""
    taken, ledger.latencies = ledger.latencies, array("d")
    return taken


async def compare(
    texts: Sequence[str], updates: int, delay: float, concurrency: Sequence[int]
) -> tuple[Result, Result]:
    """The echo bot at its best of ``concurrency`` updates at once, which is tried out before, and the bot."""

    async def echo_bot(at_once: int, count: int) -> Result:
        name = f"echo bot, {at_once} at once"
        return await measure(name, (*ECHO_BOT, str(at_once)), texts, count, delay)

    best = concurrency[0]
    if len(concurrency) > 1:
        tried = {at_once: await echo_bot(at_once, min(updates, TRIED)) for at_once in concurrency}
        best = max(tried, key=lambda at_once: tried[at_once].answers_per_s)
    echo = await echo_bot(best, updates)
    return echo, await measure("kmu-bot", KMU_BOT, texts, updates, delay, echo.rate_per_s)


def questions() -> list[str]:
    """The test questions of the delivered knowledge: what people ask, all answered by the real engine."""
    knowledge = files.load(default_folder())
    return [question for topic in knowledge.topics.values() for question in topic.test_questions]


def lines(echo: Result, ours: Result) -> Iterator[str]:
    """A table for people."""
    twice = f"{echo.unexplained_twice} and {ours.unexplained_twice}"
    yield f"{ours.updates} updates; moderate: {echo.rate_per_s:.0f} a second; answered twice: {twice}"
    yield f"{'':32}{echo.name:>22}{ours.name:>12}{'ratio':>8}  wanted"
    wanted = {field: f"{sign} {bound}" for _, field, sign, bound in WANTED}
    rows = (
        ("answers a second", "answers_per_s", 0),
        ("latency p50, full load (ms)", "full_p50_ms", 0),
        ("latency p99, full load (ms)", "full_p99_ms", 0),
        ("latency p50, moderate (ms)", "moderate_p50_ms", 0),
        ("latency p99, moderate (ms)", "moderate_p99_ms", 0),
        ("CPU seconds per 1,000 updates", "cpu_s_per_1000", 2),
        ("peak memory at start (MB)", "start_peak_mb", 0),
        ("peak memory, first half (MB)", "first_peak_mb", 0),
        ("peak memory, second half (MB)", "second_peak_mb", 0),
        ("memory at half (MB)", "first_resident_mb", 1),
        ("memory at the end (MB)", "resident_mb", 1),
    )
    for title, field, digits in rows:
        theirs, mine = getattr(echo, field), getattr(ours, field)
        said = (
            f"{title:32}{theirs:22.{digits}f}{mine:12.{digits}f}{mine / theirs:8.2f}  {wanted.get(field, '')}"
        )
        yield said.rstrip()


def _numbers(given: str) -> list[int]:
    return [int(number) for number in given.split(",")]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; 0 done, 1 a bot did not answer, 130 interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.load", description=__doc__)
    parser.add_argument("--updates", type=int, default=10_000, metavar="N")
    parser.add_argument("--delay", type=float, default=DELAY, metavar="SECONDS", help="that each call takes")
    parser.add_argument(
        "--concurrency",
        type=_numbers,
        default=[AT_ONCE],
        metavar="N,N…",
        help="updates at once in the echo bot; the best one counts",
    )
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    try:
        echo, ours = asyncio.run(compare(questions(), asked.updates, asked.delay, asked.concurrency))
    except NoAnswer as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    if asked.json:
        ratios = {name: getattr(ours, field) / getattr(echo, field) for name, field, _, _ in WANTED}
        print(json.dumps({"echo": asdict(echo), "bot": asdict(ours), "ratios": ratios}))
    else:
        print("\n".join(lines(echo, ours)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
