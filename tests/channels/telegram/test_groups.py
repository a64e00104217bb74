"""Groups: silent unless addressed, short, and in the same forum topic."""

import pytest

from bot.channels.telegram import texts
from tests.botapi import BOT, GROUP, PERSON, BotApi, Json
from tests.channels.telegram.stand_in import StandIn

pytestmark = pytest.mark.usefixtures("bot")

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
FORUM = GROUP | {"id": -1002000000002, "is_forum": True}


def _topic_opened(by: Json) -> Json:
    """The message that every message of a forum topic replies to."""
    return {
        "message_id": 42,
        "date": 0,
        "chat": FORUM,
        "from": by,
        "message_thread_id": 42,
        "is_topic_message": True,
        "forum_topic_created": {"name": "Zahlen", "icon_color": 7322096},
    }


def _from_bot(text: str) -> Json:
    return {"message_id": 7, "date": 0, "chat": GROUP, "from": BOT, "text": text}


@pytest.mark.parametrize(
    "text", ["Wie viele haben eine Strategie?", "@other_bot Wie viele?", "/zahlen", "/hilfe@other_bot", "19"]
)
async def test_silent_unless_addressed(api: BotApi, text: str) -> None:
    api.write(text, GROUP)
    await api.settled()
    assert api.made("sendMessage") == []


async def test_a_mention_is_answered_briefly_as_a_reply(api: BotApi) -> None:
    asked = api.write("😀 @KMU_test_bot wie viele?", GROUP)
    (sent,) = await api.wait_for("sendMessage")
    assert sent.text.startswith("60\u00a0% kurz sagen: 😀   wie viele?\n\nQuelle: KMU & Social")
    assert sent.params["reply_parameters"]["message_id"] == asked["message_id"]
    rows = sent.params["reply_markup"]["inline_keyboard"]
    assert [len(row) for row in rows] == [2]


async def test_a_mention_by_name_and_one_in_a_caption_count(api: BotApi) -> None:
    named = {"type": "text_mention", "offset": 0, "length": 3, "user": BOT}
    api.write("Bot, wie viele?", GROUP, entities=[named])
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    mention = {"type": "mention", "offset": 0, "length": 13}
    api.write("", GROUP, photo=photo, caption="@kmu_test_bot was?", caption_entities=[mention])
    assert len(await api.wait_for("sendMessage", count=2)) == 2


async def test_a_reply_to_the_bot_is_a_question_and_one_to_others_is_not(api: BotApi) -> None:
    api.write("Und beim Budget?", GROUP, reply_to_message=_from_bot("60 %"))
    await api.wait_for("sendMessage")
    api.write("Und du?", GROUP, reply_to_message=_from_bot("Hallo") | {"from": PERSON})
    await api.settled()
    assert len(api.made("sendMessage")) == 1


async def test_commands_are_answered(api: BotApi) -> None:
    api.write("/hilfe", GROUP)
    api.write("/privacy@kmu_test_bot", GROUP)
    api.write("/unsinn@kmu_test_bot", GROUP)
    sent = await api.wait_for("sendMessage", count=3)
    assert {call.text.split("\n")[0] for call in sent} == {
        "So fragen Sie",
        "Datenschutz",
        texts.UNKNOWN_COMMAND,
    }


async def test_forum_answers_stay_in_their_topic(api: BotApi) -> None:
    inside: Json = {"message_thread_id": 42, "is_topic_message": True}
    inside["reply_to_message"] = _topic_opened(by=PERSON)
    api.write("@kmu_test_bot wie viele?", FORUM, **inside)
    api.write("/themen", FORUM, **inside)
    sent = await api.wait_for("sendMessage", count=2)
    api.press("t:thema_1")
    await api.wait_for("sendMessage", count=3)
    api.write("@kmu_test_bot Absturz", FORUM, **inside)
    sent = await api.wait_for("sendMessage", count=4)
    assert [call.thread for call in sent] == [42, 42, 42, 42]
    assert sent[-1].text == texts.APOLOGY


async def test_a_topic_that_the_bot_opened_does_not_make_every_message_a_reply(api: BotApi) -> None:
    inside = {"message_thread_id": 42, "is_topic_message": True, "reply_to_message": _topic_opened(by=BOT)}
    api.write("Wie viele?", FORUM, **inside)
    await api.settled()
    assert api.made("sendMessage") == []


async def test_an_anonymous_admin_is_a_person(api: BotApi) -> None:
    api.write("@kmu_test_bot wie viele?", GROUP, ANONYMOUS, sender_chat=GROUP)
    assert len(await api.wait_for("sendMessage")) == 1


@pytest.mark.parametrize(
    "user",
    [
        {"id": 777000, "is_bot": False, "first_name": "Telegram"},
        {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"},
        {"id": 99, "is_bot": True, "first_name": "Other", "username": "other_bot"},
    ],
)
async def test_channels_and_bots_are_never_answered(api: BotApi, user: Json) -> None:
    api.write("@kmu_test_bot wie viele?", GROUP, user)
    api.write("/hilfe", GROUP, user)
    await api.settled()
    assert api.made("sendMessage") == []


async def test_what_somebody_sent_through_the_bot_is_left_alone(api: BotApi) -> None:
    api.write("60 % @kmu_test_bot", GROUP, via_bot=BOT)
    await api.settled()
    assert api.made("sendMessage") == []


async def test_two_people_in_a_group_have_conversations_of_their_own(api: BotApi, assistant: StandIn) -> None:
    other = PERSON | {"id": 1002}
    for number, user in enumerate((PERSON, other, PERSON), start=1):
        api.write("@kmu_test_bot und?", GROUP, user)
        await api.wait_for("sendMessage", count=number)
    assert [context.topics for context in assistant.contexts] == [(), (), ("thema_0",)]
