"""Too many at once: groups hear nothing, people once that it takes a while, what must not be missed stays."""

import asyncio
from typing import Any

import pytest

from bot.channels.telegram import crowd, texts
from bot.channels.telegram.application import AT_ONCE
from bot.channels.telegram.crowd import MOST_OF_A_CHAT, PATIENCE, too_late, too_much
from bot.channels.telegram.slots import Slots
from tests.botapi import GROUP, BotApi
from tests.channels.telegram.intakes import Running, ask, asked, take, taking_in, until

PRIVATE_MESSAGE = {"message": {"chat": {"id": 1, "type": "private"}}}
GROUP_MESSAGE = {"message": {"chat": {"id": -1, "type": "supergroup"}}}


@pytest.mark.parametrize(
    ("raw", "late"),
    [
        (PRIVATE_MESSAGE, False),
        (GROUP_MESSAGE, True),
        ({"inline_query": {"from": {"id": 1}}}, True),
        ({"callback_query": {"message": GROUP_MESSAGE["message"]}}, False),
        ({"my_chat_member": {"chat": {"id": -1, "type": "supergroup"}}}, False),
        ({"message": GROUP_MESSAGE["message"] | {"migrate_to_chat_id": -2}}, False),
        ({"message": GROUP_MESSAGE["message"] | {"migrate_from_chat_id": -2}}, False),
        ({"message": None}, False),
        ({}, False),
    ],
)
def test_what_is_too_late_after_a_while(raw: dict[str, Any], late: bool) -> None:
    assert too_late(raw, PATIENCE) is late
    assert not too_late(raw, PATIENCE - 0.1)


@pytest.mark.parametrize(
    ("raw", "much"),
    [
        (PRIVATE_MESSAGE, True),
        (GROUP_MESSAGE, True),
        ({"message": GROUP_MESSAGE["message"] | {"migrate_to_chat_id": -2}}, False),
        ({"callback_query": {"message": GROUP_MESSAGE["message"]}}, False),
        ({"message": 5}, False),
        ({}, False),
    ],
)
def test_what_is_too_much_of_one_chat(raw: dict[str, Any], much: bool) -> None:
    assert too_much(raw, MOST_OF_A_CHAT) is much
    assert not too_much(raw, MOST_OF_A_CHAT - 1)


async def _fill(running: Running, api: BotApi) -> asyncio.Event:
    """Take all places, until the event is set, and let one more wait."""
    chats = range(5000, 5001 + AT_ONCE)
    held = api.hold(chats[0])
    api._held.update(dict.fromkeys(chats, held))
    await running.intake.receive([update for chat in chats for update in ask(api, "Frage", chat)])
    slots: Slots = running.application.bot_data[Slots]
    await until(lambda: slots.taken == AT_ONCE and slots.delay > 0)
    return held


async def test_people_are_told_once_and_answered_and_groups_are_left_out(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "PATIENCE", 0.1)
    async with taking_in(api) as running:
        held = await _fill(running, api)
        await asyncio.sleep(0.1)
        for number in range(3):
            await running.intake.receive(ask(api, f"Frage {number}", 1))
        api.write("@kmu_test_bot Frage", GROUP)
        api.type_inline("Frage", {"id": 7, "is_bot": False, "first_name": "E"})
        await running.intake.receive(take(api))
        await until(lambda: asked(api, 1) == [texts.SOON])
        await asyncio.sleep(0.15)
        held.set()
        await running.idle()
        assert asked(api, 1) == [texts.SOON, "Frage 0", "Frage 1", "Frage 2"]
        assert asked(api, GROUP["id"]) == []
        assert api.made("answerInlineQuery") == []
        assert await running.open() == 0
        # When it is over, nobody is told any more.
        await running.intake.receive(ask(api, "Danach", 2))
        await running.idle()
        assert asked(api, 2) == ["Danach"]


async def test_the_word_that_it_takes_a_while_is_not_sent_late(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "PATIENCE", 0.1)
    async with taking_in(api) as running:
        held = await _fill(running, api)
        await asyncio.sleep(0.1)
        calls = len(api.calls)
        api.fail("sendMessage", 502)
        await running.intake.receive(ask(api, "Frage", 1))
        await until(lambda: len(api.calls) > calls)
        await until(lambda: not running.intake._crowd._telling)
        held.set()
        await running.idle()
        assert asked(api, 1) == ["Frage"]


@pytest.mark.parametrize(
    "chat", [None, 5, {"type": "private"}, {"type": "private", "id": []}, {"type": "private", "id": "1"}]
)
async def test_a_hostile_shape_in_a_crowd_holds_up_nothing(
    api: BotApi, monkeypatch: pytest.MonkeyPatch, chat: object
) -> None:
    monkeypatch.setattr(crowd, "PATIENCE", 0.0)
    async with taking_in(api) as running:
        await running.intake.receive([{"update_id": 1, "message": {"chat": chat}}])
        await running.idle()
        assert await running.open() == 0
