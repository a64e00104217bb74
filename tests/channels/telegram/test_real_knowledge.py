"""The knowledge and the assistant that are delivered, as Telegram shows them."""

import pytest

from bot.assistant import Assistant
from bot.channels.telegram.rendering import render
from bot.channels.telegram.sources import sources
from bot.channels.telegram.topics_menu import area, areas
from bot.knowledge.default import default_folder
from bot.knowledge.files import load
from bot.knowledge.model import Knowledge
from tests.botapi import BotApi
from tests.channels.telegram.conftest import running
from tests.telegram_html import parse


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load(default_folder())


def test_every_topic_can_be_reached_by_buttons(known: Knowledge) -> None:
    menu = areas(known).keyboard
    assert menu is not None
    assert menu.inline_keyboard[0][0].text in {"Dauer", "Bedeutung", "Strategie", "Budget", "Zuständigkeit"}
    reached: set[str] = set()
    for (button,) in menu.inline_keyboard:
        data: str | None = str(button.callback_data)
        while data:
            page = area(known, data)
            assert page is not None
            assert page.keyboard is not None
            buttons = {str(row[0].callback_data) for row in page.keyboard.inline_keyboard}
            fresh = {name[2:] for name in buttons if name.startswith("t:")} - reached
            reached |= fresh
            more = [name for name in buttons if name.startswith("b:")]
            data = more[0] if more and fresh else None
    assert reached == set(known.topics)


def test_every_source_stands_in_the_list(known: Knowledge) -> None:
    text, entities = parse(sources(known).text)
    assert len(text) <= 4096
    assert {entity.url for entity in entities if entity.url} == {
        source.url for source in known.sources.values()
    }


async def test_the_delivered_assistant_answers_in_telegram(api: BotApi, known: Knowledge) -> None:
    assistant = Assistant(known)
    try:
        replies = {topic: assistant.topic(topic) for topic in known.topics}
    except NotImplementedError:
        pytest.skip("the engine is not ready yet")
    for reply in replies.values():
        assert reply is not None
        for brief in (False, True):
            assert parse(render(reply, brief).text)[1]
    async with running(api, assistant):
        api.write("Wie viele KMU haben eine Social-Media-Strategie?")
        (sent,) = await api.wait_for("sendMessage")
        assert "60\u00a0%" in sent.text
