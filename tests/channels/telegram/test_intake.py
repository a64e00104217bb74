"""The way of an update: in turn within a chat, side by side otherwise, once, and never lost."""

import asyncio

import pytest
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.telegram import crowd, intake, outgoing
from bot.channels.telegram.application import AT_ONCE
from bot.channels.telegram.intake import MOST_ATTEMPTS
from bot.channels.telegram.texts import APOLOGY
from bot.journal.inbox import Letter
from tests.botapi import GROUP, BotApi
from tests.channels.telegram.intakes import ask, asked, made, take, taking_in, until


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "AGAIN_AFTER", 0.05)
    monkeypatch.setattr(intake, "PAUSE", 0.05)


async def test_in_a_chat_one_after_the_other_and_chats_side_by_side(api: BotApi) -> None:
    async with taking_in(api) as running:
        held = api.hold(1)
        one = [update for number in range(5) for update in ask(api, f"Frage {number}", 1)]
        await running.intake.receive(one)
        await running.intake.receive(ask(api, "Andere", 2))
        await api.wait_for("sendMessage")
        assert (asked(api, 1), asked(api, 2)) == ([], ["Andere"])
        held.set()
        await running.idle()
        assert asked(api, 1) == [f"Frage {number}" for number in range(5)]
        assert await running.open() == 0
        assert running.intake._lanes == {}
        assert running.intake._counted == set()


async def test_chats_that_are_put_off_for_long_do_not_delay_others(api: BotApi) -> None:
    async with taking_in(api) as running:
        others = range(1000, 1040)
        silenced = range(1, AT_ONCE + 9)  # more than there are places
        for chat in silenced:
            api.refuse(chat, 429, retry_after=60)
        await running.intake.receive([update for chat in silenced for update in ask(api, "Frage", chat)])
        await until(lambda: len(api.calls) > len(silenced))  # getMe among them
        await running.intake.receive([update for chat in others for update in ask(api, "Frage", chat)])
        await api.wait_for("sendMessage", count=len(others))
        assert {call.params["chat_id"] for call in api.made("sendMessage")} == set(others)
        await until(lambda: running.intake.waiting == len(silenced))


async def test_a_full_memory_waits_for_room_and_nothing_is_left_in_the_inbox(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_IN_MEMORY", 10)
    async with taking_in(api) as running:
        chats = range(1, 36)
        held = [api.hold(chat) for chat in chats]
        await running.intake.receive([update for chat in chats for update in ask(api, "Frage", chat)])
        assert running.intake.full
        assert running.intake.waiting == 10
        room = asyncio.create_task(running.intake.room())
        await asyncio.sleep(0.05)
        assert not room.done()
        for event in held:
            event.set()
        await room
        await api.wait_for("sendMessage", count=len(chats))
        await running.idle()
        assert len(api.made("sendMessage")) == len(chats)
        assert await running.open() == 0


async def test_what_is_in_memory_is_not_taken_from_the_inbox_again(api: BotApi) -> None:
    async with taking_in(api) as running:
        held = api.hold(1)
        await running.intake.receive([*ask(api, "A", 1), *ask(api, "B", 1)])
        running.intake._look.set()
        await asyncio.sleep(0.05)
        held.set()
        await running.idle()
        assert asked(api, 1) == ["A", "B"]


async def test_behind_letters_that_are_just_struck_the_others_are_found(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_IN_MEMORY", 4)
    async with made(api) as running:
        inbox = running.desk.journal.inbox
        updates = [update for chat in range(1, 9) for update in ask(api, "Frage", chat)]
        await inbox.receive([Letter(update["update_id"], intake.json.dumps(update)) for update in updates])
        struck = [update["update_id"] for update in updates[:5]]
        inbox._lately.update(dict.fromkeys(struck))  # as while that is being written
        await running.intake.start()
        await asyncio.gather(*map(inbox.strike, struck))
        await api.wait_for("sendMessage", count=3)


async def test_what_comes_while_the_inbox_is_read_is_not_forgotten(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_IN_MEMORY", 4)
    async with taking_in(api) as running:
        inbox, read = running.desk.journal.inbox, asyncio.Event()
        open_letters = inbox.open_letters

        async def slowly(most: int) -> tuple[list[Letter], bool]:
            found = await open_letters(most)
            await read.wait()
            return found

        monkeypatch.setattr(inbox, "open_letters", slowly)
        running.intake._look.set()
        await asyncio.sleep(0.05)
        held = api.hold(1)
        for number in range(9):
            await running.intake.receive(ask(api, f"Frage {number}", 1))
        read.set()
        held.set()
        await api.wait_for("sendMessage", count=9)
        assert asked(api, 1) == [f"Frage {number}" for number in range(9)]


async def test_behind_a_backlog_a_chat_stays_in_order(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_IN_MEMORY", 8)
    async with taking_in(api) as running:
        held = [api.hold(chat) for chat in range(1, 9)]
        for chat in range(1, 9):
            await running.intake.receive(ask(api, "A", chat))
        await running.intake.receive(ask(api, "B", 1))  # no room
        for event in held[6:]:
            event.set()
        await until(lambda: running.intake.waiting == 6)  # there is room, and no reading yet
        await running.intake.receive(ask(api, "C", 1))
        await running.intake.receive(ask(api, "D", 1))
        for event in held:
            event.set()
        await api.wait_for("sendMessage", count=11)
        assert asked(api, 1) == ["A", "B", "C", "D"]


async def test_one_chat_does_not_take_all_the_room(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "MOST_OF_A_CHAT", 3)
    async with taking_in(api) as running:
        held = api.hold(GROUP["id"])
        for number in range(10):
            api.write(f"@kmu_test_bot Frage {number}", GROUP)
            await running.intake.receive(take(api))
        await until(lambda: running.intake.waiting == 4)
        assert await running.open() == 4
        api.write("", GROUP, migrate_to_chat_id=-1002)
        await running.intake.receive(take(api))
        await asyncio.sleep(0.05)
        assert (running.intake.waiting, await running.open()) == (5, 5)
        await running.intake.receive(ask(api, "Andere"))
        await api.wait_for("sendMessage")
        held.set()
        await running.idle()
        assert len(api.made("sendMessage")) == 5
        assert await running.open() == 0


async def test_a_second_delivery_is_not_answered_again(api: BotApi) -> None:
    async with taking_in(api) as running:
        updates = ask(api, "Frage")
        await asyncio.gather(*(running.intake.receive(updates) for _ in range(3)))
        await running.idle()
        await running.intake.receive(updates)
        await running.idle()
        assert asked(api) == ["Frage"]


async def test_the_end_finishes_what_is_in_work_and_begins_nothing(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_IN_MEMORY", 4)
    async with taking_in(api) as running:
        held = api.hold(1)
        for words in ("A", "B"):
            await running.intake.receive(ask(api, words, 1))
        api._held[3] = held
        last = api.hold(2)
        for chat in range(2, 9):
            await running.intake.receive(ask(api, "A", chat))
        await until(lambda: len([call for call in api.calls if call.method == "sendMessage"]) == 3)
        stopping = asyncio.create_task(running.intake.stop(5))
        await asyncio.sleep(0.05)
        held.set()
        await asyncio.sleep(0.1)  # there is room now, and the inbox has more
        last.set()
        await stopping
        assert sorted(call.params["chat_id"] for call in api.made("sendMessage")) == [1, 2, 3]
        assert asked(api, 1) == ["A"]
        assert await running.open() == 6
    async with taking_in(api):
        await api.wait_for("sendMessage", count=9)
    assert asked(api, 1) == ["A", "B"]
    assert {len(asked(api, chat)) for chat in range(2, 9)} == {1}


async def test_what_does_not_end_in_time_is_left_open(api: BotApi) -> None:
    async with taking_in(api) as running:
        held = api.hold(1)
        await running.intake.receive(ask(api, "Frage", 1))
        await until(lambda: api.calls[-1].method == "sendMessage")
        async with asyncio.timeout(5):
            await running.intake.stop(0.05)
        assert await running.open() == 1
    held.set()
    async with taking_in(api) as running:
        await api.wait_for("sendMessage")
        await running.idle()
        assert await running.open() == 0


async def test_what_a_killed_process_left_comes_first_and_each_start_counts(api: BotApi) -> None:
    held = api.hold(1)
    for times in range(3):
        async with taking_in(api) as running:
            if not times:
                await running.intake.receive(ask(api, "Frage", 1))
            calls = len(api.calls)
            await until(lambda calls=calls: len(api.calls) > calls)
            await running.die()
            assert await running.database("SELECT attempts FROM inbox") == [(times,)]
    held.set()
    async with taking_in(api) as running:
        await running.intake.receive(ask(api, "Zweite", 1))
        await running.idle()
    assert asked(api, 1)[-2:] == ["Frage", "Zweite"]


@pytest.mark.parametrize("attempts", [MOST_ATTEMPTS - 1, MOST_ATTEMPTS])
async def test_what_was_in_work_at_too_many_deaths_is_left_out(
    api: BotApi, caplog: pytest.LogCaptureFixture, attempts: int
) -> None:
    async with made(api) as running:
        (update,) = ask(api, "Frage")
        await running.desk.journal.inbox.receive([Letter(update["update_id"], intake.json.dumps(update))])
        await running.database(f"UPDATE inbox SET attempts = {attempts}")  # noqa: S608
        await running.intake.start()
        await running.idle()
        assert asked(api) == (["Frage"] if attempts < MOST_ATTEMPTS else [])
        assert ("left out" in caplog.text) is (attempts >= MOST_ATTEMPTS)
        assert await running.open() == 0


async def test_a_second_try_of_the_same_process_is_no_death(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "PATIENCE_WITH_CHATS", 0)
    async with made(api) as running:
        (update,) = ask(api, "Frage")
        await running.desk.journal.inbox.receive([Letter(update["update_id"], intake.json.dumps(update))])
        await running.database(f"UPDATE inbox SET attempts = {MOST_ATTEMPTS - 1}")  # noqa: S608
        api.fail("sendMessage", 502, times=2)
        await running.intake.start()
        await api.wait_for("sendMessage")
        assert asked(api) == ["Frage"]


async def test_an_answer_that_cannot_be_sent_stays_and_is_sent_later(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "PATIENCE_WITH_CHATS", 0)
    monkeypatch.setattr(intake, "AGAIN_AFTER", 0.01)
    async with taking_in(api) as running:
        api.refuse(1, 502)
        api.refuse(2, 403)
        for chat in (1, 2, 3):
            await running.intake.receive(ask(api, "Frage", chat))
        await until(lambda: len(api.calls) > MOST_ATTEMPTS + 5)  # more often than processes may end over it
        assert asked(api, 3) == ["Frage"]
        assert await running.database("SELECT attempts FROM inbox WHERE payload != ''") == [(1,)]
        api.forgive(1)
        await until(lambda: asked(api, 1) == ["Frage"])
        await running.idle()
        assert await running.open() == 0
        assert running.desk.unsent == running.intake._aside == running.intake._counted == set()


async def test_what_is_put_aside_waits_for_its_time_whatever_else_happens(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "PATIENCE_WITH_CHATS", 0)
    monkeypatch.setattr(intake, "AGAIN_AFTER", 60)
    async with taking_in(api) as running:
        api.fail("sendMessage", 502)
        await running.intake.receive(ask(api, "Frage"))
        await running.idle()
        for _ in range(3):
            running.intake._look.set()
            await asyncio.sleep(0.02)
        assert api.made("sendMessage") == []
    async with taking_in(api):  # a new process does not know of it
        await api.wait_for("sendMessage")


async def test_a_question_that_fails_is_apologised_for_and_struck_off(api: BotApi) -> None:
    async with taking_in(api) as running:
        await running.intake.receive(ask(api, "Absturz"))
        await running.idle()
        assert asked(api) == [APOLOGY]
        assert await running.open() == 0


async def test_a_database_that_fails_is_told_and_the_next_delivery_is_answered_once(api: BotApi) -> None:
    async with taking_in(api) as running:
        updates = ask(api, "Frage")
        await running.database("ALTER TABLE inbox RENAME TO elsewhere")
        with pytest.raises(SQLAlchemyError):
            await running.intake.receive(updates)
        await running.database("ALTER TABLE elsewhere RENAME TO inbox")
        await running.intake.receive(updates)
        await running.idle()
        assert asked(api) == ["Frage"]


async def test_what_was_kept_although_the_database_said_no_is_answered(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with taking_in(api) as running:
        inbox = running.desk.journal.inbox
        receive = inbox.receive

        async def cut_off(letters: list[Letter]) -> set[int]:
            await receive(letters)
            raise ConnectionResetError

        monkeypatch.setattr(inbox, "receive", cut_off)
        updates = ask(api, "Frage")
        with pytest.raises(ConnectionResetError):
            await running.intake.receive(updates)
        monkeypatch.setattr(inbox, "receive", receive)
        await running.intake.receive(updates)  # Telegram comes again, and it is known
        await api.wait_for("sendMessage")
        await running.idle()
        assert asked(api) == ["Frage"]


async def test_a_database_that_is_away_at_the_start_is_waited_for(api: BotApi) -> None:
    async with made(api) as running:
        (update,) = ask(api, "Frage")
        await running.desk.journal.inbox.receive([Letter(update["update_id"], intake.json.dumps(update))])
        await running.database("ALTER TABLE inbox RENAME TO elsewhere")
        starting = asyncio.create_task(running.intake.start())
        await asyncio.sleep(0.15)
        assert not starting.done()
        await running.database("ALTER TABLE elsewhere RENAME TO inbox")
        await asyncio.wait_for(starting, 5)
        await api.wait_for("sendMessage")
