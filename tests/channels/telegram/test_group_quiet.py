"""Groups are disturbed as little as can be: no small talk, no repeats, a limit a minute."""

import asyncio

import pytest

from bot.channels.telegram import texts
from bot.channels.telegram.context import BotApplication, Desk
from bot.channels.telegram.limits import MOST_A_MINUTE
from bot.channels.telegram.outgoing import Outgoing
from tests.botapi import BOT, GROUP, PERSON, BotApi, Json
from tests.channels.telegram.stand_in import StandIn

pytestmark = pytest.mark.usefixtures("bot")

OTHER_GROUP = GROUP | {"id": -1002000000009}
FORUM = GROUP | {"id": -1002000000002, "is_forum": True}
ASK = "@kmu_test_bot "


def _chats(api: BotApi) -> set[int]:
    """Who got a message."""
    return {call.params["chat_id"] for call in api.made("sendMessage")}


def _in_topic(number: int) -> Json:
    return {"message_thread_id": number, "is_topic_message": True}


async def test_no_small_talk(api: BotApi) -> None:
    api.write(ASK + "Hallo", GROUP)
    await api.settled()
    assert api.made("sendMessage") == []


async def test_not_understood_is_said_once_in_ten_minutes(api: BotApi, bot: BotApplication) -> None:
    now = 0.0
    bot.bot_data[Desk].recent.hints._clock = lambda: now
    for _ in range(3):
        api.write(ASK + "Wetter", GROUP)
    await api.settled()
    assert [call.text for call in api.made("sendMessage")] == ["Dazu habe ich nichts – /themen"]
    assert api.made("sendMessage")[0].buttons == []
    api.write(ASK + "Wetter", OTHER_GROUP)
    await api.wait_for("sendMessage", count=2)
    now = 600.0
    api.write(ASK + "Wetter", GROUP)
    assert (await api.wait_for("sendMessage", count=3))[2].text == texts.NOTHING_IN_GROUP


async def test_a_gap_is_answered_honestly_in_one_row(api: BotApi) -> None:
    api.write(ASK + "Lücke", GROUP)
    (sent,) = await api.wait_for("sendMessage")
    assert sent.text == "Dazu nennt keine Quelle etwas."
    assert len(sent.params["reply_markup"]["inline_keyboard"]) == 1


async def test_choices_are_numbers_in_one_row_and_become_the_answer(api: BotApi) -> None:
    api.write(ASK + "Unklar", GROUP)
    (sent,) = await api.wait_for("sendMessage")
    assert "2. Thema <1>" in sent.text
    (row,) = sent.params["reply_markup"]["inline_keyboard"]
    assert [button["text"] for button in row] == ["1", "2", "3"]
    api.press(row[1]["callback_data"], user=PERSON | {"id": 1002})
    (edited,) = await api.wait_for("editMessageText")
    assert edited.text.startswith("60\u00a0% kurz haben eine Strategie.")
    assert len(edited.params["reply_markup"]["inline_keyboard"]) == 1


async def test_the_same_question_within_a_minute_points_to_the_answer_above(
    api: BotApi, bot: BotApplication
) -> None:
    now = 0.0
    bot.bot_data[Desk].recent.repeats._clock = lambda: now
    api.write(ASK + "Wie viele?", GROUP)
    await api.wait_for("sendMessage")
    answer = list(api.messages.values())[-1]["message_id"]
    api.write("wie  VIELE " + ASK, GROUP, PERSON | {"id": 1002})
    pointer = (await api.wait_for("sendMessage", count=2))[1]
    assert pointer.text == texts.ANSWERED_ABOVE
    assert pointer.params["reply_parameters"]["message_id"] == answer
    now = 60.0
    api.write(ASK + "Wie viele?", GROUP)
    assert (await api.wait_for("sendMessage", count=3))[2].text.startswith("60\u00a0% kurz")


async def test_asked_at_once_by_two_only_one_is_answered_in_full(api: BotApi) -> None:
    api.delay = 0.2
    for person in (1001, 1002):
        api.write("/fakt Budget", GROUP, PERSON | {"id": person})
    sent = await api.wait_for("sendMessage", count=2)
    assert sorted(call.text == texts.ANSWERED_ABOVE for call in sent) == [False, True]


async def test_another_question_group_or_forum_topic_is_no_repeat(api: BotApi) -> None:
    api.write(ASK + "Wie viele?", FORUM, **_in_topic(42))
    await api.wait_for("sendMessage")
    api.write(ASK + "Wie wenige?", FORUM, **_in_topic(42))
    api.write(ASK + "Wie viele?", FORUM, **_in_topic(43))
    api.write(ASK + "Wie viele?", GROUP)
    api.write("Wie viele?")
    api.write("Wie viele?")
    sent = await api.wait_for("sendMessage", count=6)
    assert texts.ANSWERED_ABOVE not in [call.text for call in sent]


async def test_a_repeat_after_a_failed_answer_is_answered(api: BotApi) -> None:
    api.fail("sendMessage", 403, "Forbidden: bot was kicked from the supergroup chat")
    for _ in range(2):
        api.write(ASK + "Wie viele?", GROUP)
        await api.settled()
    (sent,) = api.made("sendMessage")
    assert sent.text.startswith("60\u00a0% kurz")


async def test_a_follow_up_pressed_again_is_not_sent_again(api: BotApi) -> None:
    api.write(ASK + "Wie viele?", GROUP)
    await api.wait_for("sendMessage")
    for number in (1, 2):
        api.press("t:thema_1", api.messages[GROUP["id"], 2], PERSON | {"id": 1000 + number})
        await api.wait_for("answerCallbackQuery", count=number)
    await api.settled()
    assert len(api.made("sendMessage")) == 2
    assert api.made("answerCallbackQuery")[1].params["text"] == texts.ANSWERED_ABOVE


async def test_an_edited_question_is_answered_anew_also_with_nothing(api: BotApi) -> None:
    asked = api.write(ASK + "Wetter", GROUP)
    await api.wait_for("sendMessage")
    await asyncio.sleep(0.05)
    api.edit(asked, ASK + "Wie viele?")
    (edited,) = await api.wait_for("editMessageText")
    assert edited.text.startswith("60\u00a0% kurz sagen: Wie viele?")
    api.edit(asked, ASK + "Hallo")
    assert (await api.wait_for("editMessageText", count=2))[1].text == texts.NOTHING_IN_GROUP
    assert len(api.made("sendMessage")) == 1


async def test_a_busy_group_gets_fifteen_a_minute_and_delays_nobody(
    api: BotApi, bot: BotApplication, assistant: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(40):
        api.write(f"{ASK}Frage {number}", GROUP)
    api.write("Frage")
    api.write(ASK + "Frage", OTHER_GROUP)
    async with asyncio.timeout(2):
        while not {PERSON["id"], OTHER_GROUP["id"]} <= _chats(api):
            await asyncio.sleep(0.01)
    await api.settled()
    counted = [call.params["chat_id"] for call in api.made("sendMessage")]
    assert counted.count(GROUP["id"]) == MOST_A_MINUTE == 15
    assert len(counted) == 17
    before = len(assistant.contexts)
    api.write(ASK + "Noch eine Frage", GROUP)
    await api.settled()
    assert len(assistant.contexts) == before, "what will not be sent is not worked out"
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
    api.press("t:thema_1", next(m for m in api.messages.values() if m["from"] == BOT and m["chat"] == GROUP))
    await api.wait_for("answerCallbackQuery")
    limiter = bot.bot.rate_limiter
    assert isinstance(limiter, Outgoing)
    limiter._groups._clock = lambda: 1e12
    api.write(ASK + "Neue Minute", GROUP)
    await api.wait_for("sendMessage", count=18)


async def test_to_answer_the_bot_while_talking_to_somebody_else_is_no_question(api: BotApi) -> None:
    earlier = {"message_id": 7, "date": 0, "chat": GROUP, "from": BOT, "text": "60 %"}
    api.write("@anna_mueller schau mal", GROUP, reply_to_message=earlier)
    await api.settled()
    assert api.made("sendMessage") == []
    api.write("@anna_mueller @kmu_test_bot und das Budget?", GROUP, reply_to_message=earlier)
    await api.wait_for("sendMessage")


async def test_in_a_discussion_group_the_channels_post_is_left_alone_and_comments_are_answered(
    api: BotApi,
) -> None:
    channel = {"id": -1001, "type": "channel", "title": "Kanal"}
    service = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
    question = ASK + "Wie viele?"
    post = api.write(question, GROUP, service, sender_chat=channel, is_automatic_forward=True)
    comment = api.write(question, GROUP, reply_to_message=post, message_thread_id=post["message_id"])
    (sent,) = await api.wait_for("sendMessage")
    await api.settled()
    assert len(api.made("sendMessage")) == 1
    assert sent.thread is None, "a chain of comments is no forum topic: Telegram would refuse its id"
    assert sent.params["reply_parameters"]["message_id"] == comment["message_id"]
