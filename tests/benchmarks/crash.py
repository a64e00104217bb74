"""Kills the bot with SIGKILL at random moments while it is asked, and counts what was lost or said twice.

``python -m tests.benchmarks.crash [--kills N] [--questions N] [--mode polling|webhook] [--database URL]
[--replicas N] [--faults SHARE] [--bad-chat 429|stalled] [--daily CHATS] [--real] [--seed N] [--json]``
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.channels.clock import BERLIN
from bot.journal.journal import Journal
from bot.journal.subscriptions import Subscription
from bot.settings import Settings
from tests.benchmarks.bot_process import KMU_BOT, STAND_IN
from tests.benchmarks.metrics import percentile
from tests.benchmarks.replicas import BotEnded, Killer, Replica, Setup, targets, webhook_ports
from tests.benchmarks.telegram.calls import TOKEN, Call
from tests.benchmarks.telegram.faults import Fault, Faults
from tests.benchmarks.telegram.ledger import FIRST_CHAT, Ledger, Twice
from tests.benchmarks.telegram.server import DELAY, TelegramServer

QUESTION = "Wie viele KMU haben eine Social-Media-Strategie?"

AT_A_TIME = 5
"""Questions that come together: several are under way when the bot is killed."""

UNHURRIED = 20.0
"""Questions a second at most, below Telegram's limit of 30."""

PATIENCE = 90.0
"""Seconds without any answer after which what is unanswered counts as lost."""

AFTERWARDS = 3.0
"""Seconds in which something said twice may still come."""

FACTS_EVERY = 2.0
"""Seconds between two looks of the stand-in for who is due; the real bot looks once a minute."""

FIRST_FACT_CHAT = 10_000_000
BAD_CHAT = FIRST_CHAT
"""The first question's chat is the one that is made bad."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to happen."""

    setup: Setup
    kills: int = 200
    questions: int = 2000
    faults: float = 0.0
    bad_chat: Fault | None = None
    daily: int = 0
    """Chats that wait for the fact of the day."""
    delay: float = DELAY
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened. ``lost``: questions without an answer, but those of the bad chat."""

    questions: int
    kills: int
    seconds: float
    lost: int
    twice: Twice
    p99_wait_s: float
    longest_wait_s: float
    facts_missing: int
    facts_twice: int
    stopped: bool
    """Whether all bots ended on SIGTERM with 0."""

    @property
    def good(self) -> bool:
        """Whether all is as it should be. A fact under way at a kill may be missing, never sent twice."""
        missing = self.facts_missing and not self.kills
        return not (self.lost or self.twice.unexplained or missing or self.facts_twice or not self.stopped)


class Books(Ledger):
    """The ledger, and the facts of the day by chat."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = Counter[int]()

    def accepted(self, call: Call, told: bool) -> None:
        """Part of Observer."""
        if call.answers and call.chat >= FIRST_FACT_CHAT:
            self.facts[call.chat] += 1
            self.last_answer = time.monotonic()
        super().accepted(call, told)


class Run:
    """One run of a plan."""

    def __init__(self, plan: Plan, server: TelegramServer, books: Books, replicas: Sequence[Replica]) -> None:
        self._plan, self._server, self._books, self._replicas = plan, server, books, replicas
        self._killer = Killer(replicas, plan.seed)
        self._random = random.Random(plan.seed + 1)
        self._kills = 0

    async def outcome(self) -> Outcome:
        """Run it to the end."""
        begun = time.monotonic()
        for replica in self._replicas:
            await replica.start()
        # Measured while nobody else starts: how long the questions have to reach over all the kills.
        self._killer.starting = max([await replica.ready() for replica in self._replicas])
        feeding = asyncio.create_task(self._feed())
        try:
            await self._kill()
            await feeding
        finally:
            feeding.cancel()
        await self._answered()
        await asyncio.sleep(AFTERWARDS)
        stopped = [await replica.process.stop() == 0 for replica in self._replicas]
        for question in self._books.unexplained:
            print(question, file=sys.stderr, flush=True)
        return self._counted(time.monotonic() - begun, all(stopped))

    async def _kill(self) -> None:
        for _ in range(self._plan.kills):
            victim = await self._killer.choose()
            self._books.killed()
            await victim.process.kill()
            await victim.start()
            self._kills += 1
            if self._kills % max(self._plan.kills // 10, 1) == 0:
                told = f"{self._kills} kills, {self._books.asked} asked, {self._books.answered} answered"
                print(told, file=sys.stderr, flush=True)

    async def _feed(self) -> None:
        """Ask a few at a time, so that the questions last as long as the kills."""
        plan, books, begun = self._plan, self._books, time.monotonic()
        while books.asked < plan.questions:
            # How long the kills that are left will take, from those that were.
            cycle = (time.monotonic() - begun) / self._kills if self._kills else self._killer.starting + 0.5
            left = plan.questions - books.asked
            rate = min(left / max((plan.kills - self._kills) * cycle, 0.01), UNHURRIED)
            await asyncio.sleep(min(self._random.expovariate(rate / AT_A_TIME), cycle))
            for _ in range(min(AT_A_TIME, left)):
                self._server.write(books.ask(), QUESTION)
            if plan.bad_chat:
                self._server.write(BAD_CHAT, QUESTION)

    async def _answered(self) -> None:
        """Wait until everything is answered, or nothing happens any more."""
        for replica in self._replicas:
            await replica.ready()
        books, begun = self._books, time.monotonic()
        while self._unanswered() or len(books.facts) < self._plan.daily:
            if time.monotonic() - max(books.last_answer, begun) > PATIENCE:
                return
            for replica in self._replicas:
                if not replica.process.alive:
                    raise BotEnded(f"a bot ended by itself; the end of its log:\n{replica.process.said()}")
            await asyncio.sleep(0.1)
        if self._plan.daily:
            await asyncio.sleep(3 * FACTS_EVERY)  # the next looks must find nobody

    def _unanswered(self) -> list[int]:
        return self._books.unanswered(frozenset({BAD_CHAT} if self._plan.bad_chat else ()))

    def _counted(self, seconds: float, stopped: bool) -> Outcome:
        facts = self._books.facts
        return Outcome(
            questions=self._books.asked,
            kills=self._kills,
            seconds=seconds,
            lost=len(self._unanswered()),
            twice=self._books.twice(),
            p99_wait_s=percentile(self._books.latencies, 99) / 1000 if self._books.latencies else 0.0,
            longest_wait_s=self._books.longest,
            facts_missing=self._plan.daily - len(facts),
            facts_twice=sum(count > 1 for count in facts.values()),
            stopped=stopped,
        )


async def crash(plan: Plan) -> Outcome:
    """Carry out a plan; BotEnded if a bot ends by itself."""
    books, setup = Books(), plan.setup
    faults = Faults(plan.faults, {BAD_CHAT: plan.bad_chat} if plan.bad_chat else {}, plan.seed)
    ports = webhook_ports(setup)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = await stack.enter_async_context(
            TelegramServer(books, delay=plan.delay, faults=faults, deliver_to=targets(ports))
        )
        replicas = [
            Replica(setup, number, server.url, folder, ports[number] if ports else 0)
            for number in range(setup.replicas)
        ]
        if plan.daily:
            await _subscribe(plan.daily, folder / "data-0", setup.database)
        try:
            return await Run(plan, server, books, replicas).outcome()
        finally:
            for replica in replicas:
                with suppress(AssertionError):  # never started
                    await replica.process.kill()


async def _subscribe(chats: int, data_dir: Path, database: str) -> None:
    """Let chats wait for a fact at this hour; by /abo it would be the next one."""
    settings = Settings(
        bot_token=SecretStr(TOKEN), data_dir=data_dir, database_url=SecretStr(database) if database else None
    )
    journal = Journal.of(settings)
    await journal.open()
    now = datetime.now(BERLIN)
    for chat in range(FIRST_FACT_CHAT, FIRST_FACT_CHAT + chats):
        await journal.subscriptions.end(chat)  # of an earlier run with the same database
        wanted = Subscription(chat, now.hour, last_day=now.date() - timedelta(days=1))
        await journal.subscriptions.subscribe(wanted)
    await journal.close()


def lines(outcome: Outcome, daily: int) -> Iterator[str]:
    """An outcome for people."""
    twice = outcome.twice
    yield f"{outcome.questions} questions, {outcome.kills} kills in {outcome.seconds:.0f} s"
    yield f"  lost                                    {outcome.lost}"
    yield f"  answered twice, under way at a kill     {twice.at_a_kill}"
    yield f"  answered twice, sent just before one    {twice.before_a_kill}"
    yield f"  answered twice, Telegram's answer lost  {twice.untold}"
    yield f"  answered twice for no reason            {twice.unexplained}"
    yield f"  99 of 100 waited at most                {outcome.p99_wait_s:.1f} s"
    yield f"  longest wait                            {outcome.longest_wait_s:.1f} s"
    if daily:
        yield f"  daily facts missing                     {outcome.facts_missing} of {daily}"
        yield f"  daily facts sent twice                  {outcome.facts_twice}"
    yield f"  stopped on SIGTERM                      {'yes' if outcome.stopped else 'NO'}"


def _plan(arguments: Sequence[str] | None) -> tuple[Plan, bool]:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--questions", type=int, default=2000)
    parser.add_argument("--mode", choices=("polling", "webhook"), default="polling")
    parser.add_argument("--database", default="", metavar="URL", help="PostgreSQL instead of a file")
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--faults", type=float, default=0.0, metavar="SHARE", help="of all calls, 0 to 1")
    parser.add_argument("--bad-chat", type=Fault, help="429 or stalled: one chat in which nothing works")
    parser.add_argument("--daily", type=int, default=0, metavar="CHATS", help="that wait for today's fact")
    parser.add_argument("--real", action="store_true", help="the delivered knowledge; slow to start")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.replicas > 1 and (asked.mode == "polling" or not asked.database):
        parser.error("more than one replica needs --mode webhook and --database")
    bot = KMU_BOT if asked.real else (*STAND_IN, str(FACTS_EVERY))
    setup = Setup(bot, asked.mode, asked.replicas, asked.database)
    plan = Plan(
        setup, asked.kills, asked.questions, asked.faults, asked.bad_chat, asked.daily, seed=asked.seed
    )
    return plan, asked.json


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; 0 nothing lost, 1 something was, 2 a bot ended by itself, 130 interrupted."""
    plan, as_json = _plan(arguments)
    try:
        outcome = asyncio.run(crash(plan))
    except BotEnded as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    print(json.dumps(asdict(outcome)) if as_json else "\n".join(lines(outcome, plan.daily)))
    return 0 if outcome.good else 1


if __name__ == "__main__":
    sys.exit(main())
