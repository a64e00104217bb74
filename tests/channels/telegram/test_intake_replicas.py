"""Several processes with one PostgreSQL: each update is handled once, also when one of them dies."""

import asyncio
import itertools
from collections import Counter

import pytest
from sqlalchemy import URL, text

from bot.channels.telegram import intake
from bot.journal import replicas
from bot.journal.database import Database
from tests import postgres
from tests.botapi import BotApi
from tests.channels.telegram.intakes import Running, ask, asked, made, taking_in, until

GRACE = 0.4


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replicas, "LOOK_EVERY", 0.03)
    monkeypatch.setattr(replicas, "GRACE", GRACE)
    monkeypatch.setattr(intake, "GRACE", GRACE)
    monkeypatch.setattr(intake, "AGAIN_AFTER", 0.05)


@pytest.fixture
async def url(migrated_postgres: URL) -> str:
    database = Database(migrated_postgres)
    async with database.writing() as connection:
        await connection.execute(text("DELETE FROM inbox"))
    await database.close()
    return postgres.plain(migrated_postgres)


def _answers(api: BotApi) -> Counter[int]:
    return Counter(call.params["chat_id"] for call in api.made("sendMessage"))


async def _see_each_other(*running: Running) -> None:
    for one in running:
        known = one.desk.journal.replicas
        await until(lambda known=known: len(known.living) == len(running))


async def test_each_update_is_handled_once_and_its_chat_stays_in_order(api: BotApi, url: str) -> None:
    async with taking_in(api, database_url=url) as one, taking_in(api, database_url=url) as two:
        await _see_each_other(one, two)
        chats = range(1, 41)
        for number, (turn, other) in enumerate(
            itertools.islice(itertools.cycle([(one, two), (two, one)]), 4)
        ):
            updates = [update for chat in chats for update in ask(api, f"Frage {number}", chat)]
            await asyncio.gather(*(turn.intake.receive([update]) for update in updates))
            await other.intake.receive(updates[::7])  # delivered again, to the other one
            await api.wait_for("sendMessage", count=len(chats) * (number + 1), timeout=10)
        await until(lambda: not one.intake.waiting + two.intake.waiting)
        assert await one.open() == 0
    in_order = [f"Frage {number}" for number in range(4)]
    assert [asked(api, chat) for chat in chats] == [in_order] * len(chats)


async def test_both_of_them_handle_some_whoever_gets_them(api: BotApi, url: str) -> None:
    async with taking_in(api, database_url=url) as one, taking_in(api, database_url=url) as two:
        await _see_each_other(one, two)
        held = [api.hold(chat) for chat in range(1, 41)]
        await one.intake.receive([update for chat in range(1, 41) for update in ask(api, "Frage", chat)])
        await until(lambda: one.intake.waiting + two.intake.waiting == 40)
        assert min(one.intake.waiting, two.intake.waiting) > 5
        for event in held:
            event.set()
        await api.wait_for("sendMessage", count=40)


async def test_what_one_leaves_when_it_dies_the_other_handles(api: BotApi, url: str) -> None:
    async with taking_in(api, database_url=url) as one, taking_in(api, database_url=url) as two:
        await _see_each_other(one, two)
        held = [api.hold(chat) for chat in range(1, 41)]
        for words in ("A", "B"):
            updates = [update for chat in range(1, 41) for update in ask(api, words, chat)]
            await two.intake.receive(updates)
        await until(lambda: one.intake.waiting + two.intake.waiting == 80)
        in_work = [call for call in api.calls if call.method == "sendMessage"]
        await one.die()
        for event in held:
            event.set()
        await until(lambda: len(_answers(api)) == 40 and not two.intake.waiting)
        await until(lambda: min(_answers(api).values()) == 2)
        await two.idle()
        assert await two.open() == 0
    # What was sent when it died was sent again, nothing else.
    assert sum(_answers(api).values()) - 80 <= len(in_work)
    assert max(_answers(api).values()) <= 3
    for chat in range(1, 41):
        assert list(dict.fromkeys(asked(api, chat))) == ["A", "B"]


async def test_one_that_starts_takes_nothing_from_another_that_lives(api: BotApi, url: str) -> None:
    async with taking_in(api, database_url=url) as one:
        held = [api.hold(chat) for chat in range(1, 11)]
        await one.intake.receive([update for chat in range(1, 11) for update in ask(api, "Frage", chat)])
        async with taking_in(api, database_url=url) as two, made(api, database_url=url) as three:
            await three.intake._fetch()  # one that looks before it is among the living itself
            await _see_each_other(one, two)
            await asyncio.sleep(GRACE)
            assert two.intake.waiting + three.intake.waiting == 0
            for event in held:
                event.set()
            await one.idle()
            assert max(_answers(api).values()) == 1


async def test_a_restarted_one_begins_at_once_with_what_was_left(
    api: BotApi, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replicas, "GRACE", 60.0)
    held = api.hold(1)
    async with taking_in(api, database_url=url) as one:
        await one.intake.receive([*ask(api, "A", 1), *ask(api, "B", 1)])
        await until(lambda: api.calls[-1].method == "sendMessage")
        await one.die()
    held.set()
    async with taking_in(api, database_url=url) as two:
        await two.intake.receive(ask(api, "C", 1))
        await until(lambda: "C" in asked(api, 1))
    assert list(dict.fromkeys(asked(api, 1))) == ["A", "B", "C"]


async def test_one_that_was_cut_off_leaves_what_was_taken_over(api: BotApi, url: str) -> None:
    async with taking_in(api, database_url=url) as one, taking_in(api, database_url=url) as two:
        await _see_each_other(one, two)
        known = one.desk.journal.replicas
        chat = next(chat for chat in range(1, 100) if known.owner_of(chat) == known.number)
        held = api.hold(chat)
        await one.intake.receive([update for words in "ABCD" for update in ask(api, words, chat)])
        await until(lambda: api.calls[-1].method == "sendMessage")
        one.intake._background[1].cancel()  # its session ends, it goes on working
        await until(lambda: two.intake.waiting == 4)
        held.set()
        await until(lambda: not one.intake.waiting + two.intake.waiting)
        assert await two.open() == 0
    assert Counter(asked(api, chat)) == {"A": 2, "B": 1, "C": 1, "D": 1}


async def test_what_is_kept_for_one_that_dies_meanwhile_is_not_handled_twice(
    api: BotApi, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with taking_in(api, database_url=url) as one, taking_in(api, database_url=url) as two:
        await _see_each_other(one, two)
        known, inbox = two.desk.journal.replicas, two.desk.journal.inbox
        theirs = one.desk.journal.replicas.number
        chats = [chat for chat in range(1, 60) if known.owner_of(chat) == theirs]
        receive = inbox.receive

        async def slowly(letters: list[intake.Letter]) -> set[int]:
            new = await receive(letters)
            await until(lambda: theirs not in known.living)  # gone while this was written
            return new

        monkeypatch.setattr(inbox, "receive", slowly)
        await one.die()
        placed: list[int] = []
        monkeypatch.setattr(two.intake, "_place", lambda piece: placed.append(piece.update_id))
        two.intake._background[0].cancel()  # it reads nothing either
        await two.intake.receive([update for chat in chats for update in ask(api, "Frage", chat)])
        assert placed == []  # they are found when they are taken over


async def test_the_end_stays_among_the_living_while_it_finishes(api: BotApi, url: str) -> None:
    async with taking_in(api, database_url=url) as one, taking_in(api, database_url=url) as two:
        await _see_each_other(one, two)
        known = one.desk.journal.replicas
        chat = next(chat for chat in range(1, 100) if known.owner_of(chat) == known.number)
        held = api.hold(chat)
        await one.intake.receive(ask(api, "Frage", chat))
        await until(lambda: api.calls[-1].method == "sendMessage")
        stopping = asyncio.create_task(one.intake.stop(5))
        await asyncio.sleep(2 * GRACE)
        assert two.intake.waiting == 0
        held.set()
        await stopping
        assert asked(api, chat) == ["Frage"]
        assert await two.open() == 0
