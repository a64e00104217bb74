"""/quiz through the real Application: a native quiz poll within Telegram's limits."""

from collections.abc import AsyncIterator
from itertools import pairwise
from random import Random

import pytest
import pytest_asyncio

from bot.answering.quiz import askable, build
from bot.assistant import Assistant
from bot.channels.telegram import texts
from bot.channels.telegram.context import BotApplication, Desk
from bot.channels.telegram.quiz import NEXT_DATA, explanation
from bot.journal.group_settings import GroupSettings
from bot.knowledge.default import default_folder
from bot.knowledge.files import load
from tests.botapi import GROUP, PRIVATE, BotApi, Call, Json
from tests.channels.telegram import small
from tests.channels.telegram.conftest import running
from tests.telegram_html import parse

FORUM: Json = GROUP | {"id": -1002000000002, "is_forum": True}
PREFIX = "Wie viel Prozent der befragten KMU antworten mit"


@pytest.fixture
def assistant() -> Assistant:  # type: ignore[override]
    return small.assistant()


@pytest_asyncio.fixture
async def bot(api: BotApi, assistant: Assistant) -> AsyncIterator[BotApplication]:
    async with running(api, assistant) as application:
        application.bot_data[Desk].random = Random(1)
        yield application


pytestmark = pytest.mark.usefixtures("bot")


def figure(call: Call) -> str:
    return str(call.params["question"]).split("„")[1][0]


async def test_a_question_is_a_native_quiz_poll_with_the_source(api: BotApi) -> None:
    api.write("/quiz")
    (sent,) = await api.wait_for("sendPoll")
    assert sent.params["question"].startswith(PREFIX)
    assert sent.params["question"].endswith("“ & mehr?")  # plain text, not HTML
    assert sent.params["type"] == "quiz"
    options = [option["text"] for option in sent.params["options"]]
    (right,) = sent.params["correct_option_ids"]
    value = f"{small.VALUES[figure(sent)]} %"
    assert len(options) == 4
    assert options[right] == value
    assert sent.text.startswith(f"{value.replace(' ', chr(0xA0))} antworten mit")
    assert [(entity.type, entity.text) for entity in sent.entities] == [("text_link", small.TITLE)]


async def test_never_the_same_figure_twice_in_a_row(api: BotApi) -> None:
    for number in range(1, 13):
        api.write("/quiz")
        await api.wait_for("sendPoll", count=number)
    asked = [figure(call) for call in api.made("sendPoll")]
    assert set(asked) == {"b", "c"}  # what is wrong for „a“ could be true of „über ein Drittel“
    assert all(one != other for one, other in pairwise(asked))


async def test_neither_after_a_restart(assistant: Assistant) -> None:
    async with BotApi() as api:
        for seed in range(6):
            async with running(api, assistant) as application:
                application.bot_data[Desk].random = Random(seed)
                api.write("/quiz")
                polls = await api.wait_for("sendPoll", count=seed + 1)
    assert all(figure(one) != figure(other) for one, other in pairwise(polls))


async def test_a_button_asks_the_next_question_in_private_only(api: BotApi) -> None:
    api.write("/quiz")
    (first,) = await api.wait_for("sendPoll")
    assert [button["text"] for button in first.buttons] == [texts.NEXT_QUESTION]
    api.press(NEXT_DATA)
    second = (await api.wait_for("sendPoll", count=2))[-1]
    assert figure(second) != figure(first)
    await api.wait_for("answerCallbackQuery")
    api.write("/quiz", GROUP)
    assert (await api.wait_for("sendPoll", count=3))[-1].buttons == []


async def test_a_button_under_a_message_that_is_too_old(api: BotApi) -> None:
    api.write("/quiz")
    await api.wait_for("sendPoll")
    api.press(NEXT_DATA, {"chat": {"id": PRIVATE["id"], "type": "private"}, "message_id": 2, "date": 0})
    assert len(await api.wait_for("sendPoll", count=2)) == 2


async def test_a_group_may_switch_it_off_and_it_stays_in_its_topic(api: BotApi, bot: BotApplication) -> None:
    api.write("/quiz", FORUM, message_thread_id=42, is_topic_message=True)
    (sent,) = await api.wait_for("sendPoll")
    assert sent.thread == 42
    await bot.bot_data[Desk].journal.group_settings.set(FORUM["id"], GroupSettings(quiz=False))
    api.write("/quiz", FORUM)
    (said,) = await api.wait_for("sendMessage")
    assert said.text == texts.QUIZ_OFF
    assert len(api.made("sendPoll")) == 1


async def test_without_figures_it_says_so(api: BotApi, bot: BotApplication) -> None:
    bot.bot_data[Desk].assistant = Assistant(small.knowledge({"d": "über ein Drittel"}, topics=1))
    api.write("/quiz")
    (said,) = await api.wait_for("sendMessage")
    assert said.text == texts.NO_QUIZ


async def test_two_people_at_once_get_two_figures(api: BotApi) -> None:
    api.write("/quiz", GROUP)
    api.write("/quiz", GROUP)
    polls = await api.wait_for("sendPoll", count=2)
    assert figure(polls[0]) != figure(polls[1])


def test_every_delivered_figure_makes_a_poll_that_telegram_takes() -> None:
    known = load(default_folder())
    for key in askable(known):
        quiz = build(key, known, Random(key))
        assert quiz is not None
        visible, entities = parse(explanation(quiz))
        assert 1 <= len(visible) <= 200
        assert [entity.url for entity in entities] == [quiz.citation.url]


async def test_a_button_under_a_message_that_nobody_shows_asks_nothing(api: BotApi) -> None:
    api.press(NEXT_DATA, {}, inline_message_id="abc")
    (answered,) = await api.wait_for("answerCallbackQuery")
    assert answered.params["text"] == texts.ASK_DIRECTLY
    await api.settled()
    assert [call for call in api.calls if call.method == "sendPoll"] == []
