"""The knowledge and the assistant that are delivered, as Telegram shows them."""

import pytest
from telegram import User

from bot.assistant import Assistant
from bot.channels.telegram.inline import MOST_RESULTS, results
from bot.channels.telegram.rendering import render
from bot.channels.telegram.sources import sources
from bot.channels.telegram.topics_menu import area, areas
from bot.knowledge.model import Knowledge
from tests.botapi import BotApi
from tests.channels.telegram.conftest import running
from tests.telegram_html import parse

ME = User(1, "Bot", is_bot=True, username="kmu_bot", supports_inline_queries=True)


def test_every_topic_can_be_reached_by_buttons(delivered: Knowledge) -> None:
    menu = areas(delivered).keyboard
    assert menu is not None
    assert menu.inline_keyboard[0][0].text in {"Dauer", "Bedeutung", "Strategie", "Budget", "Zuständigkeit"}
    reached: set[str] = set()
    for (button,) in menu.inline_keyboard:
        data: str | None = str(button.callback_data)
        while data:
            page = area(delivered, data)
            assert page is not None
            assert page.keyboard is not None
            buttons = {str(row[0].callback_data) for row in page.keyboard.inline_keyboard}
            fresh = {name[2:] for name in buttons if name.startswith("t:")} - reached
            reached |= fresh
            more = [name for name in buttons if name.startswith("b:")]
            data = more[0] if more and fresh else None
    assert reached == set(delivered.topics)


def test_every_source_stands_in_the_list(delivered: Knowledge) -> None:
    text, entities = parse(sources(delivered).text)
    assert len(text) <= 4096
    assert {entity.url for entity in entities if entity.url} == {
        source.url for source in delivered.sources.values()
    }


async def test_the_delivered_assistant_answers_in_telegram(
    api: BotApi, delivered: Knowledge, delivered_assistant: Assistant
) -> None:
    for topic in (*delivered.topics, *delivered.gaps):
        reply = delivered_assistant.topic(topic)
        assert reply is not None
        for brief in (False, True):
            shown = render(reply, brief, ME)
            assert parse(shown.text)[0]
            if brief and shown.keyboard:
                assert len(shown.keyboard.inline_keyboard) == 1
    async with running(api, delivered_assistant):
        api.write("Wie viele KMU haben eine Social-Media-Strategie?")
        (sent,) = await api.wait_for("sendMessage")
        assert sent.text.startswith("60\u00a0%")
        data = [button.get("callback_data", "") for button in sent.buttons]
        sources = "q:springer_kmu,getapp_presse"
        assert {"g:strategie", sources, "v:u:strategie_vorhanden", "n"} <= set(data)
        api.press("n")
        offer = (await api.wait_for("sendMessage", count=2))[1]
        assert offer.text.startswith("Was meinen Sie?\n1. ")
        assert "c:strategie_vorhanden" not in [button["callback_data"] for button in offer.buttons]


def test_a_short_answer_cites_what_it_states_and_no_more(delivered_assistant: Assistant) -> None:
    for question in (
        "Wie viele KMU haben eine Social-Media-Strategie?",
        "Stimmt es, dass 60 % eine Strategie haben?",
    ):
        reply = delivered_assistant.reply(question)
        assert [cited.source for cited in reply.citations] == ["springer_kmu", "getapp_presse"]
        assert [cited.source for cited in reply.short_citations] == ["springer_kmu"]
        assert parse(render(reply, brief=True).text)[0].count("Quelle: ") == 1
    for topic in delivered_assistant.knowledge.topics:
        stated = delivered_assistant.topic(topic)
        assert stated is not None
        cited = {citation.source for citation in stated.short_citations or stated.citations}
        assert cited
        assert cited <= {citation.source for citation in stated.citations}


def test_what_is_shared_by_its_title_is_found_by_it(
    delivered: Knowledge, delivered_assistant: Assistant
) -> None:
    for key, topic in delivered.topics.items():
        (first, *_) = delivered_assistant.suggestions(topic.title, 10)
        assert first.topic == key


@pytest.mark.parametrize("letter", [*"abcdefghijklmnoprstuvwz", "ü", ""])
def test_inline_finds_something_from_the_first_letter(delivered_assistant: Assistant, letter: str) -> None:
    found = results(delivered_assistant, letter, "kmu_bot")
    assert 1 <= len(found) <= MOST_RESULTS
    assert all(parse(result.input_message_content.message_text)[1] for result in found)


def test_most_asked_facts_have_figures_of_the_leading_source(
    delivered: Knowledge, delivered_assistant: Assistant
) -> None:
    shown = delivered_assistant.suggestions("", MOST_RESULTS)
    figures = [delivered.topics[found.topic].figure for found in shown]
    assert {delivered.figures[figure].source for figure in figures if figure} == {"springer_kmu"}
    assert len({delivered.topics[found.topic].area for found in shown[:5]}) == 5
    assert all(found.value for found in shown)
