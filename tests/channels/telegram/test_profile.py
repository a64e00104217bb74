"""The menu in Telegram: in German, from the one list, set only where it differs."""

import json

from bot.channels.telegram.commands import COMMANDS, Scope, menu, overview
from bot.channels.telegram.private_chat import COMMAND_HANDLERS
from bot.channels.telegram.texts import DESCRIPTION, SHORT_DESCRIPTION
from tests.botapi import BotApi
from tests.channels.telegram.conftest import running
from tests.channels.telegram.stand_in import StandIn


def test_every_command_has_a_handler_and_a_line_in_the_help() -> None:
    assert set(COMMAND_HANDLERS) == {command.name for command in COMMANDS}
    assert len(overview().splitlines()) == len(COMMANDS)
    for command in COMMANDS:
        assert all(f"/{name}" in overview() for name in command.names)


def test_each_menu_shows_what_belongs_there() -> None:
    names = {scope: {command.command for command in menu(scope)} for scope in Scope}
    assert {"start", "fakt", "themen", "thema", "quelle", "hilfe", "datenschutz"} <= names[Scope.PRIVATE]
    assert "einstellungen" not in names[Scope.PRIVATE] | names[Scope.GROUPS]
    assert names[Scope.GROUP_ADMINS] - names[Scope.GROUPS] == {"einstellungen"}
    assert "start" not in names[Scope.GROUPS]
    assert names[Scope.PRIVATE] | names[Scope.GROUP_ADMINS] == {command.name for command in COMMANDS}


async def test_set_at_the_first_start_and_left_alone_at_the_second(api: BotApi) -> None:
    async with running(api, StandIn(), publishing=True):
        await api.wait_for("setMyCommands", count=8)
        await api.wait_for("setMyShortDescription", count=2)
    assert {(json.loads(scope)["type"], language) for scope, language in api.commands} == {
        (scope, language)
        for scope in ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
        for language in ("", "de")
    }
    assert api.texts == {
        ("description", ""): DESCRIPTION,
        ("description", "de"): DESCRIPTION,
        ("short_description", ""): SHORT_DESCRIPTION,
        ("short_description", "de"): SHORT_DESCRIPTION,
    }
    api.calls.clear()
    async with running(api, StandIn(), publishing=True):
        await api.wait_for("getMyShortDescription", count=2)
        await api.settled()
    assert [call.method for call in api.calls if call.method.startswith("set")] == []


async def test_a_refused_menu_does_not_keep_the_bot_from_answering(api: BotApi) -> None:
    for method in ("getMyCommands", "setMyCommands", "getMyDescription", "setMyShortDescription"):
        api.fail(method, 400, times=8 if "Commands" in method else 2)
    async with running(api, StandIn(), publishing=True):
        api.write("/hilfe")
        await api.wait_for("sendMessage")
        await api.wait_for("setMyDescription", count=2)
    assert set(api.texts) == {("description", ""), ("description", "de")}


async def test_only_what_is_handled_is_asked_for(api: BotApi) -> None:
    async with running(api, StandIn(), publishing=True):
        api.write("/hilfe")
        await api.wait_for("sendMessage")
    (asked, *_) = api.made("getUpdates")
    assert asked.params["allowed_updates"] == [
        "message",
        "edited_message",
        "callback_query",
        "inline_query",
        "my_chat_member",
    ]
