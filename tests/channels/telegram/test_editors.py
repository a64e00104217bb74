"""The commands of editors, and that they do not exist for anybody else."""

import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.channels.telegram import editor_texts, texts
from bot.channels.telegram.commands import COMMANDS
from bot.channels.telegram.context import BotApplication
from bot.channels.telegram.editors import COMMAND_HANDLERS
from tests.botapi import GROUP, PERSON, PRIVATE, BotApi
from tests.channels.telegram.newsroom import DESK, EDITOR, NEWSROOM, desk_of, newsroom
from tests.editing.folders import TOPICS

BROKEN = TOPICS.replace("{plan_ja} der", "{plan_fehlt} der")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "wissen"


@pytest_asyncio.fixture
async def bot(api: BotApi, folder: Path) -> AsyncIterator[BotApplication]:
    async with newsroom(api, folder, editors_chat=NEWSROOM["id"]) as application:
        yield application


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("command", [*COMMAND_HANDLERS])
async def test_others_get_the_ordinary_answer_to_an_unknown_command(api: BotApi, command: str) -> None:
    api.write(f"/{command}")
    (said,) = await api.wait_for("sendMessage")
    assert said.text == texts.UNKNOWN_COMMAND


@pytest.mark.usefixtures("bot")
async def test_an_editor_is_one_only_where_only_editors_read_along(api: BotApi) -> None:
    api.write("/stand@kmu_test_bot", GROUP, EDITOR)
    (said,) = await api.wait_for("sendMessage")
    assert said.text == texts.UNKNOWN_COMMAND
    api.write("/stand", NEWSROOM, EDITOR)
    assert (await api.wait_for("sendMessage", count=2))[1].text.startswith("Stand\n")
    api.write("/stand", NEWSROOM, PERSON)
    api.write("/stand", NEWSROOM, EDITOR, sender_chat=NEWSROOM)
    await api.settled()
    assert len(api.made("sendMessage")) == 2


def test_no_menu_and_no_help_names_them() -> None:
    assert not {name for command in COMMANDS for name in command.names} & set(COMMAND_HANDLERS)
    for name in COMMAND_HANDLERS:
        assert f"/{name}" not in texts.HELP
        assert f"/{name}" in editor_texts.COMMANDS or name == "stand"


@pytest.mark.usefixtures("bot")
async def test_others_documents_and_pressed_buttons_are_treated_as_ever(api: BotApi) -> None:
    api.send_document("themen.yaml", TOPICS.encode(), PRIVATE, PERSON)
    (said,) = await api.wait_for("sendMessage")
    assert said.text == texts.TEXT_ONLY
    for number, data in enumerate(("ed:a:0123456789abcdef", "lu:i:0123456789ab", "lu:s:0"), 1):
        api.press(data)
        answered = await api.wait_for("answerCallbackQuery", count=number)
        assert answered[-1].params["text"] == texts.TOPIC_GONE


@pytest.mark.usefixtures("bot")
async def test_state_tells_what_is_loaded_and_what_was_answered(api: BotApi) -> None:
    api.write("Wie viele Firmen haben eine Strategie?")
    api.write("Wie wird das Wetter morgen?")
    await api.wait_for("sendMessage", count=2)
    await api.settled()
    api.write("/stand", DESK, EDITOR)
    said = (await api.wait_for("sendMessage", count=3))[2]
    assert "Themen: 2, Lücken: 0, Kennzahlen: 1, Quellen: 1" in said.text
    assert "beantwortet: 1, nicht beantwortet: 1, nachgefragt: 0" in said.text
    assert "Version " in said.text
    assert "läuft seit " in said.text
    assert "Wissen geladen: " in said.text


async def test_reload_takes_what_is_new_and_refuses_what_is_broken(
    api: BotApi, bot: BotApplication, folder: Path
) -> None:
    before = desk_of(bot).assistant
    (folder / "themen.yaml").write_text(BROKEN, encoding="utf-8")
    api.write("/neu_laden", DESK, EDITOR)
    checking, refused = await api.wait_for("sendMessage", count=2)
    assert checking.text == editor_texts.CHECKING
    assert "plan_fehlt" in refused.text
    assert "themen.yaml, Zeile 7" in refused.text
    assert desk_of(bot).assistant is before
    (folder / "themen.yaml").write_text(TOPICS.replace("wert: 60", "wert: 61"), encoding="utf-8")
    api.write("/neu_laden", DESK, EDITOR)
    assert (await api.wait_for("sendMessage", count=4))[3].text == editor_texts.RELOADED
    assert desk_of(bot).assistant.knowledge.figures["plan_ja"].text == "61 %"


async def test_check_lists_everything_and_changes_nothing(
    api: BotApi, bot: BotApplication, folder: Path
) -> None:
    before = desk_of(bot).assistant
    (folder / "themen.yaml").write_text(BROKEN, encoding="utf-8")
    api.write("/pruefen", DESK, EDITOR)
    said = (await api.wait_for("sendMessage", count=2))[1]
    assert said.text.startswith("Fehler: ")
    assert "plan_fehlt" in said.text
    assert "Warnung: " in said.text
    assert desk_of(bot).assistant is before


@pytest.mark.usefixtures("bot")
async def test_export_sends_the_files_byte_by_byte(api: BotApi, folder: Path) -> None:
    api.write("/export", DESK, EDITOR)
    (sent,) = await api.wait_for("sendDocument")
    (content,) = sent.files.values()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["quellen/quelle.yaml", "themen.yaml"]
        assert archive.read("themen.yaml") == (folder / "themen.yaml").read_bytes()


@pytest.mark.usefixtures("bot")
async def test_there_is_nothing_to_undo_at_first(api: BotApi) -> None:
    api.write("/zurueck", DESK, EDITOR)
    said = (await api.wait_for("sendMessage", count=2))[1]
    assert said.text == "Es gibt keine Änderung, die zurückgenommen werden kann."
