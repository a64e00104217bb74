"""Places: so many at once, given back while somebody only waits, and how long the queue has been waiting."""

import asyncio

from bot.channels.telegram.slots import Slots


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def _turns() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_no_more_at_once_than_there_are_places() -> None:
    slots = Slots(2)
    inside, most, go = 0, 0, asyncio.Event()

    async def work() -> None:
        nonlocal inside, most
        async with slots:
            inside += 1
            most = max(most, inside)
            await go.wait()
            inside -= 1

    tasks = [asyncio.create_task(work()) for _ in range(5)]
    await _turns()
    assert (inside, slots.taken) == (2, 2)
    go.set()
    await asyncio.gather(*tasks)
    assert (most, slots.taken) == (2, 0)


async def test_who_only_waits_lets_another_one_in_and_gets_a_place_again() -> None:
    slots = Slots(1)
    told, seen = asyncio.Event(), []

    async def waiting() -> None:
        async with slots:
            async with slots.given_back():
                seen.append("gave back")
                await told.wait()
            seen.append("has a place")
            assert slots.taken == 1

    async def other() -> None:
        async with slots:
            seen.append("other")
            told.set()
            await _turns()
            seen.append("other goes")

    await asyncio.gather(waiting(), other())
    assert seen == ["gave back", "other", "other goes", "has a place"]
    assert slots.taken == 0


async def test_who_holds_no_place_gives_none_back() -> None:
    slots = Slots(1)
    async with slots.given_back():
        assert slots.taken == 0
    async with slots:
        assert slots.taken == 1
        assert slots._places.locked()


async def test_who_is_cancelled_while_the_place_is_given_back_does_not_wait_for_it() -> None:
    slots = Slots(1)
    gone, stays = asyncio.Event(), asyncio.Event()

    async def waiting() -> None:
        async with slots, slots.given_back():
            await gone.wait()

    async def other() -> None:
        async with slots:
            await stays.wait()

    cancelled, holder = asyncio.create_task(waiting()), asyncio.create_task(other())
    await _turns()
    cancelled.cancel()
    await asyncio.wait([cancelled], timeout=2)
    assert cancelled.cancelled()
    assert slots.taken == 1
    stays.set()
    await holder
    for _ in range(2):  # neither too few places nor too many
        async with slots:
            assert slots._places.locked()
            assert slots.taken == 1


async def test_who_is_cancelled_in_the_queue_takes_no_place() -> None:
    slots, stays = Slots(1), asyncio.Event()

    async def work() -> None:
        async with slots:
            await stays.wait()

    holder, cancelled = asyncio.create_task(work()), asyncio.create_task(work())
    await _turns()
    cancelled.cancel()
    await _turns()
    assert slots.delay == 0
    stays.set()
    await holder
    assert slots.taken == 0
    assert not slots._places.locked()


async def test_the_delay_is_that_of_the_one_who_waits_longest_and_gone_with_the_crowd() -> None:
    clock = Clock()
    slots, goes = Slots(1, clock), [asyncio.Event() for _ in range(3)]

    async def work(go: asyncio.Event) -> None:
        async with slots:
            await go.wait()

    tasks = [asyncio.create_task(work(go)) for go in goes[:2]]
    await _turns()
    clock.now = 4.0
    tasks.append(asyncio.create_task(work(goes[2])))
    await _turns()
    clock.now = 6.0
    assert slots.delay == 6.0
    goes[0].set()
    await _turns()
    assert slots.delay == 2.0
    for go in goes:
        go.set()
    await asyncio.gather(*tasks)
    clock.now = 3600.0
    assert slots.delay == 0.0
    async with slots:
        assert slots.delay == 0.0
