"""Replicas on a real PostgreSQL: who lives, who handles which chat, and what happens when one goes."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from sqlalchemy import URL, text

from bot.journal import replicas as module
from bot.journal.database import Database
from bot.journal.inbox import Inbox, Letter
from bot.journal.replicas import ALONE, GRACE, KIND, Alone, Together


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_EVERY", 0.03)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Replica:
    """One process, as far as the others see it."""

    database: Database
    together: Together
    looks: int = 0
    task: "asyncio.Task[None] | None" = None
    looked: asyncio.Event = field(default_factory=asyncio.Event)

    def join(self) -> None:
        self.task = asyncio.create_task(self.together.keep_up(self._changed))

    async def leave(self) -> None:
        assert self.task is not None
        self.task.cancel()
        with suppress(asyncio.CancelledError):
            await self.task

    def _changed(self) -> None:
        self.looks += 1
        self.looked.set()

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for a look after which something is true."""
        async with asyncio.timeout(10):
            while not true():
                self.looked.clear()
                await self.looked.wait()

    async def look(self) -> None:
        """Wait for a look that began after this."""
        seen = self.looks
        await self.until(lambda: self.looks >= seen + 2)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def three(migrated_postgres: URL, clock: Clock) -> AsyncIterator[list[Replica]]:
    """Three that have not joined yet."""
    async with AsyncExitStack() as stack:
        made = []
        for _ in range(3):
            database = Database(migrated_postgres)
            stack.push_async_callback(database.close)
            made.append(Replica(database, Together(database, clock)))
        yield made
        for replica in made:
            if replica.task is not None:
                await replica.leave()


async def _joined(*replicas: Replica) -> None:
    everybody = tuple(sorted(replica.together.number for replica in replicas))
    for replica in replicas:
        replica.join()
    for replica in replicas:
        await replica.until(
            lambda replica=replica: replica.looks > 0 and replica.together.living == everybody
        )


async def _end_session(replica: Replica) -> None:
    """The server ends the session that holds the replica's lock."""
    async with replica.database.reading() as connection:
        ended = await connection.scalars(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
                " AND classid = :kind AND CAST(CAST(objid AS bigint) AS int) = :number"
            ),
            {"kind": KIND, "number": replica.together.number},
        )
        assert list(ended) == [True]


async def test_they_see_each_other_and_agree_on_who_handles_which_chat(three: list[Replica]) -> None:
    await _joined(*three)
    chats = [*range(1000), *range(-1_000_000_000_000, -999_999_999_000)]
    owners = [three[0].together.owner_of(chat) for chat in chats]
    for other in three[1:]:
        assert [other.together.owner_of(chat) for chat in chats] == owners
    shares = Counter(owners)
    assert len(shares) == 3
    assert min(shares.values()) > len(chats) / 3 * 0.8


async def test_one_that_comes_takes_chats_from_the_others_and_no_chat_moves_between_those(
    three: list[Replica],
) -> None:
    a, b, c = three
    await _joined(a, b)
    before = {chat: a.together.owner_of(chat) for chat in range(300)}
    c.join()
    await a.until(lambda: len(a.together.living) == 3)
    moved = {a.together.owner_of(chat) for chat in before if a.together.owner_of(chat) != before[chat]}
    assert moved == {c.together.number}


async def test_it_looks_before_it_says_that_something_may_be_to_do(three: list[Replica]) -> None:
    a, b, _ = three
    await _joined(a)
    seen: list[tuple[int, ...]] = []
    task = asyncio.create_task(b.together.keep_up(lambda: seen.append(b.together.living)))
    async with asyncio.timeout(10):
        while not seen:
            await asyncio.sleep(0.01)
    task.cancel()
    assert seen[0] == tuple(sorted((a.together.number, b.together.number)))


async def test_one_that_ended_is_gone_after_the_grace_and_not_before(
    three: list[Replica], clock: Clock
) -> None:
    a, b, _ = three
    await _joined(a, b)
    await b.leave()
    await a.look()
    clock.now += GRACE - 0.1
    await a.look()
    assert b.together.number in a.together.living
    assert await a.together.gone([b.together.number]) == []
    clock.now += 0.2
    assert a.together.living == (a.together.number,)
    assert {a.together.owner_of(chat) for chat in range(100)} == {a.together.number}
    assert await a.together.gone([a.together.number, b.together.number]) == [b.together.number]


async def test_one_that_came_this_moment_is_not_gone(three: list[Replica]) -> None:
    """Nor for one that looked a moment before, or that has not joined itself."""
    a, b, c = three
    await _joined(a)
    await a.leave()
    seen = a.together.living
    await _joined(b)
    assert b.together.number not in seen
    for other in (a, c):
        assert await other.together.gone([b.together.number]) == []


async def test_for_one_that_begins_whoever_holds_no_lock_is_gone(three: list[Replica]) -> None:
    a, *_ = three
    await _joined(a)
    assert await a.together.gone([a.together.number, 7]) == [7]


async def test_with_its_session_lost_it_joins_again(
    three: list[Replica], clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    a, b, _ = three
    await _joined(a, b)
    await _end_session(a)
    looks = a.looks
    await a.until(lambda: a.looks > looks + 1)
    clock.now += GRACE + 1  # so that b sees it now, not a moment ago
    await b.look()
    assert a.together.number in b.together.living
    assert "Traceback" not in caplog.text


async def test_after_the_database_was_away_the_others_get_time_to_come_back(
    three: list[Replica], clock: Clock
) -> None:
    a, b, _ = three
    await _joined(a, b)
    await b.leave()
    await _end_session(a)
    clock.now += 60  # so long was it away
    looks = a.looks
    await a.until(lambda: a.looks > looks)
    assert await a.together.gone([b.together.number]) == []
    b.join()
    await a.look()
    clock.now += GRACE + 1
    await a.look()
    assert await a.together.gone([b.together.number]) == []


async def test_any_error_is_followed_by_another_try(
    three: list[Replica], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, *_ = three
    await _joined(a)
    monkeypatch.setattr(module, "_HELD", "SELECT CAST(:kind AS int) AS other")  # a KeyError
    async with asyncio.timeout(10):
        while a.together.first:
            await asyncio.sleep(0.01)
    monkeypatch.undo()
    monkeypatch.setattr(module, "LOOK_EVERY", 0.03)
    looks = a.looks
    await a.until(lambda: a.looks > looks)
    assert a.together.first


async def test_one_of_them_is_the_first_and_the_next_when_that_one_is_gone(
    three: list[Replica], clock: Clock
) -> None:
    assert not any(replica.together.first for replica in three)  # before it is known who lives
    await _joined(*three)
    firsts = [replica for replica in three if replica.together.first]
    assert len(firsts) == 1
    await firsts[0].leave()
    assert not firsts[0].together.first
    rest = [replica for replica in three if replica is not firsts[0]]
    clock.now += GRACE + 1
    for replica in rest:
        await replica.look()
    assert len([replica for replica in rest if replica.together.first]) == 1


async def test_a_letter_for_another_one_wakes_it(
    three: list[Replica], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, c = three
    await _joined(a, b, c)
    monkeypatch.setattr(module, "LOOK_EVERY", 60.0)
    for replica in three:  # the pause under way was still a short one
        await replica.until(lambda replica=replica: replica.looks > 0)
        await asyncio.sleep(0.1)
    before = [replica.looks for replica in three]
    inbox = Inbox(a.database, a.together.number)
    await inbox.receive([Letter(1, "{}", a.together.number), Letter(2, "{}", b.together.number)])
    await b.until(lambda: b.looks > before[1])
    await asyncio.sleep(0.05)  # the others have had their notification, too
    assert [a.looks, c.looks] == [before[0], before[2]]
    letters, _ = await Inbox(b.database, b.together.number).open_letters(10)
    assert [letter.update_id for letter in letters] == [2]


async def test_known_letters_wake_nobody(three: list[Replica], monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, _ = three
    inbox = Inbox(a.database, a.together.number)
    await inbox.receive([Letter(1, "{}", b.together.number)])
    await _joined(a, b)
    monkeypatch.setattr(module, "LOOK_EVERY", 60.0)
    await asyncio.sleep(0.1)
    before = b.looks
    assert await inbox.receive([Letter(1, "{}", b.together.number)]) == set()
    await asyncio.sleep(0.1)
    assert b.looks == before


async def test_the_lock_ends_with_the_replica_and_does_not_go_back_into_the_pool(
    three: list[Replica],
) -> None:
    a, b, _ = three
    await _joined(a, b)
    await a.leave()  # its database stays open
    async with asyncio.timeout(10):
        while True:
            async with b.database.reading() as connection:
                held = await connection.scalars(text(module._HELD), {"kind": KIND})
                if set(held) == {b.together.number}:
                    break
            await asyncio.sleep(0.01)


async def test_a_process_with_a_database_of_its_own_is_alone() -> None:
    alone = Alone()
    assert (alone.number, alone.living, alone.first, alone.sole) == (ALONE, (ALONE,), True, True)
    assert {alone.owner_of(chat) for chat in range(-50, 50)} == {ALONE}
    assert await alone.gone([ALONE, 7]) == [7]
    changes: list[None] = []
    task = asyncio.create_task(alone.keep_up(lambda: changes.append(None)))
    await asyncio.sleep(0)
    assert changes == [None]
    task.cancel()
