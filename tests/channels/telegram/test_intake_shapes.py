"""Updates of any shape: whose turn it is, what is passed over, and what is struck off."""

from typing import Any

import pytest

from bot.channels.telegram.intake import lane_of
from tests.botapi import BotApi
from tests.channels.telegram.intakes import ask, asked, taking_in


@pytest.mark.parametrize(
    "content",
    [
        {"message": {"chat": 5}},
        {"message": {"chat": {"id": []}, "date": "x"}},
        {"message": "secret"},
        {"callback_query": []},
        {"message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": {"secret": 1}}, "entities": [1]}},
    ],
)
async def test_what_cannot_be_read_is_struck_off_and_holds_up_nothing(
    api: BotApi, content: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    async with taking_in(api) as running:
        await running.intake.receive([{"update_id": 5} | content, {"message": {}}, *ask(api, "Frage")])
        await running.idle()
        assert asked(api) == ["Frage"]
        assert await running.open() == 0
    assert "secret" not in caplog.text


async def test_updates_that_nobody_handles_are_struck_off(api: BotApi) -> None:
    async with taking_in(api) as running:
        await running.intake.receive([{"update_id": 1}, {"update_id": 2, "poll_answer": {"poll_id": "1"}}])
        await running.idle()
        assert await running.open() == 0


@pytest.mark.parametrize(
    ("raw", "lane"),
    [
        ({"message": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"edited_message": {"chat": {"id": -5}}}, -5),
        ({"my_chat_member": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 5}}}}, 5),
        ({"callback_query": {"from": {"id": 6}, "inline_message_id": "x"}}, 6),
        ({"callback_query": {"from": {"id": 6}, "message": None}}, 6),
        ({"inline_query": {"from": {"id": 6}}}, 6),
        ({}, 0),
        ({"message": None}, 0),
        ({"message": []}, 0),
        ({"message": {"chat": 5}}, 0),
        ({"message": {"chat": {}, "from": {"id": 6}}}, 6),
        ({"message": {"chat": {"id": "5"}}}, 0),
        ({"message": {"chat": {"id": True}}}, 0),
        ({"message": {"chat": {"id": {"id": 5}}}}, 0),
        ({"message": {"chat": [{"id": 5}], "from": ["id"]}}, 0),
        ({"callback_query": {"message": [], "from": None}}, 0),
        ({"callback_query": {"message": {"chat": None}, "from": {"id": 10**30}}}, 10**30),
    ],
)
def test_whose_turn_it_is_is_read_from_any_shape(raw: dict[str, Any], lane: int) -> None:
    assert lane_of(raw) == lane


@pytest.mark.parametrize("number", [None, "5", 5.0, True, -1, 2**63, [], {}])
async def test_an_update_without_a_number_that_telegram_would_give_is_passed_over(
    api: BotApi, number: object
) -> None:
    async with taking_in(api) as running:
        await running.intake.receive([{"update_id": number, "message": {}}, {"message": {}}])
        assert (running.intake.waiting, await running.open()) == (0, 0)
