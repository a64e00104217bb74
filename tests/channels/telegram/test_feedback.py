"""Votes, and „Das war nicht gemeint“."""

import sqlite3
from pathlib import Path

import pytest

from bot.channels.telegram import texts
from bot.channels.telegram.context import BotApplication, Desk
from bot.journal.votes import Tally
from tests.botapi import PERSON, BotApi
from tests.channels.telegram.stand_in import StandIn, knowledge

pytestmark = pytest.mark.usefixtures("bot")


async def _ask(api: BotApi) -> None:
    api.write("Frage")
    await api.wait_for("sendMessage")
    await api.settled()


async def _tally(bot: BotApplication, topic: str = "thema_0") -> Tally:
    desk: Desk = bot.bot_data[Desk]
    return await desk.journal.votes.tally(topic)


async def test_a_vote_is_counted_marked_and_thanked_for(api: BotApi, bot: BotApplication) -> None:
    await _ask(api)
    api.press("v:u:thema_0")
    (marked,) = await api.wait_for("editMessageReplyMarkup")
    (thanked,) = api.made("answerCallbackQuery")
    assert thanked.params["text"] == texts.THANKS
    assert "show_alert" not in thanked.params or thanked.params["show_alert"] is False
    votes = [button["text"] for button in marked.buttons if str(button.get("callback_data")).startswith("v:")]
    assert votes == ["👍 ✓", "👎"]
    assert await _tally(bot) == Tally(up=1)


async def test_one_vote_a_person_that_can_be_changed(api: BotApi, bot: BotApplication) -> None:
    await _ask(api)
    for number, data in enumerate(("v:u:thema_0", "v:u:thema_0", "v:d:thema_0"), 1):
        api.press(data)
        await api.wait_for("answerCallbackQuery", count=number)
    assert [call.params["text"] for call in api.made("answerCallbackQuery")] == [
        texts.THANKS,
        texts.VOTED_ALREADY,
        texts.THANKS,
    ]
    assert await _tally(bot) == Tally(down=1)
    api.press("v:u:thema_0", user=PERSON | {"id": 1002})
    await api.wait_for("answerCallbackQuery", count=4)
    assert await _tally(bot) == Tally(up=1, down=1)


async def test_no_user_id_is_stored(api: BotApi, tmp_path: Path) -> None:
    await _ask(api)
    api.press("v:u:thema_0", user=PERSON | {"id": 987654321})
    await api.wait_for("answerCallbackQuery")
    await api.settled()  # until then the update itself is kept
    with sqlite3.connect(tmp_path / "data" / "journal.sqlite") as database:
        stored = "\n".join(database.iterdump())
    database.close()
    assert "thema_0" in stored
    assert "987654321" not in stored


@pytest.mark.parametrize("data", ["v:u:fort", "v:x:thema_0", "v:u:", "v:u:thema_0'; --"])
async def test_tampered_votes_are_not_counted(api: BotApi, bot: BotApplication, data: str) -> None:
    await _ask(api)
    api.press(data)
    (refused,) = await api.wait_for("answerCallbackQuery")
    assert refused.params["text"] == texts.TOPIC_GONE
    assert await _tally(bot) == await _tally(bot, "fort") == Tally()


async def test_a_vote_under_a_deleted_answer_counts_all_the_same(api: BotApi, bot: BotApplication) -> None:
    await _ask(api)
    _, message = api.messages.popitem()
    api.press("v:d:thema_0", message)
    await api.wait_for("answerCallbackQuery")
    await api.settled()
    assert await _tally(bot) == Tally(down=1)
    assert len(api.made("sendMessage")) == 1


async def test_not_meant_offers_the_next_best_topics(api: BotApi, assistant: StandIn) -> None:
    await _ask(api)
    api.press("n")
    offer = (await api.wait_for("sendMessage", count=2))[1]
    assert offer.text.startswith("Was meinen Sie?\n1. Thema <1>\n2. Thema <2>")
    assert [button["callback_data"] for button in offer.buttons] == ["c:thema_1", "c:thema_2"]
    api.write("1")
    await api.wait_for("sendMessage", count=3)
    assert assistant.contexts[-1].options == ("thema_1", "thema_2")


async def test_not_meant_after_a_while_asks_to_ask_again(api: BotApi, bot: BotApplication) -> None:
    await _ask(api)
    bot.bot_data[Desk].recent.alternatives._clock = lambda: 1e12
    api.press("n")
    (answered,) = await api.wait_for("answerCallbackQuery")
    assert answered.params["text"] == texts.TOO_LONG_AGO
    api.press("n", {}, inline_message_id="abc")
    assert (await api.wait_for("answerCallbackQuery", count=2))[1].params["text"] == texts.TOO_LONG_AGO


async def test_not_meant_leaves_out_topics_that_are_gone(api: BotApi, bot: BotApplication) -> None:
    await _ask(api)
    bot.bot_data[Desk].assistant = StandIn(knowledge(2))
    api.press("n")
    offer = (await api.wait_for("sendMessage", count=2))[1]
    assert [button["callback_data"] for button in offer.buttons] == ["c:thema_1"]
