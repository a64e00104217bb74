"""The inline mode: facts while typing, ready to be sent."""

import pytest

from bot.answering.reply import Reply
from bot.assistant import Assistant
from bot.channels.telegram import texts
from bot.channels.telegram.inline import CACHE_SECONDS, MOST_RESULTS
from tests.botapi import PERSON, BotApi
from tests.channels.telegram.conftest import running
from tests.channels.telegram.stand_in import StandIn, knowledge
from tests.telegram_html import parse


async def _results(api: BotApi, typed: str, assistant: Assistant | None = None, offset: str = ""):  # type: ignore[no-untyped-def]
    async with running(api, assistant or StandIn(knowledge(2))):
        api.type_inline(typed, PERSON, offset)
        (answer,) = await api.wait_for("answerInlineQuery")
    return answer.params


async def test_from_the_first_letter_ready_to_send_and_cited(api: BotApi) -> None:
    answer = await _results(api, "s")
    (result,) = answer["results"]
    assert result["id"] == "thema_0"
    assert result["title"] == "Thema <0>"
    assert result["description"] == "60 % kurz haben eine Strategie."
    content = result["input_message_content"]
    text, entities = parse(content["message_text"])
    assert content["parse_mode"] == "HTML"
    assert content["link_preview_options"] == {"is_disabled": True}
    assert text.startswith("60\u00a0% kurz haben eine Strategie.\n\nQuelle: KMU & Social Media <Studie>")
    assert [entity.type for entity in entities] == ["bold", "text_link"]
    (row,) = result["reply_markup"]["inline_keyboard"]
    assert [button["url"] for button in row] == ["https://t.me/kmu_test_bot?start=thema_thema_0"]


async def test_answers_are_the_same_for_everybody_and_kept_for_a_while(api: BotApi) -> None:
    answer = await _results(api, "Thema")
    assert answer["cache_time"] == CACHE_SECONDS == 300
    assert answer.get("is_personal", False) is False
    assert "button" not in answer


async def test_nothing_typed_shows_the_most_asked_facts(api: BotApi) -> None:
    class Whole(StandIn):
        def topic(self, topic: str) -> Reply:
            return self._answer(topic, " haben eine Strategie.")

    assert len((await _results(api, "", Whole(knowledge(30))))["results"]) == MOST_RESULTS


async def test_nothing_found_leads_to_the_private_chat(api: BotApi) -> None:
    answer = await _results(api, "qqqqqqqqq")
    assert answer["results"] == []
    assert answer["button"] == {"text": texts.NOTHING_FOUND, "start_parameter": "frage"}


async def test_there_is_no_second_page(api: BotApi) -> None:
    answer = await _results(api, "Thema", offset="10")
    assert answer["results"] == []
    assert "button" not in answer


@pytest.mark.parametrize("typed", ["<b>", "\x00", "😀" * 128, "t:thema_1", "x" * 256, "'; --", "\u202e%"])
async def test_whatever_is_typed_there_is_a_valid_answer(api: BotApi, typed: str) -> None:
    await _results(api, typed)
    assert [call.error for call in api.calls if call.method == "answerInlineQuery"] == [None]


async def test_an_answer_that_comes_too_late_is_no_error(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(api, StandIn(knowledge(2))):
        api.fail("answerInlineQuery", 400, "Bad Request: query is too old and response timeout expired")
        api.type_inline("s", PERSON)
        await api.settled()
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_a_crash_is_logged_and_said_to_nobody(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    class Broken(StandIn):
        def suggestions(self, typed: str, limit: int) -> tuple[()]:
            raise ValueError(f"secret: {typed} {limit}")

    async with running(api, Broken()):
        api.type_inline("s", PERSON)
        await api.settled()
    assert [record.getMessage()[:13] for record in caplog.records if record.levelname == "ERROR"] == [
        "ValueError at"
    ]
    assert api.made("sendMessage") == []
