"""Documents that editors send: checked, shown, taken over by the same editor, undone."""

import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.channels.telegram import editor_texts
from bot.channels.telegram.context import BotApplication
from bot.editing.upload import BROKEN_ZIP, MOST_BYTES, NO_KNOWLEDGE, TOO_BIG
from tests.botapi import BotApi
from tests.channels.telegram.newsroom import (
    DESK,
    EDITOR,
    NEWSROOM,
    OTHER_EDITOR,
    desk_of,
    live_of,
    newsroom,
    zipped,
)
from tests.editing.folders import SOURCE, TOPICS

CHANGED = TOPICS.replace("wert: 60", "wert: 61").encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "wissen"


@pytest_asyncio.fixture
async def bot(api: BotApi, folder: Path) -> AsyncIterator[BotApplication]:
    async with newsroom(api, folder, editors_chat=NEWSROOM["id"]) as application:
        yield application


def value(bot: BotApplication) -> str:
    return desk_of(bot).assistant.knowledge.figures["plan_ja"].text


async def test_the_diff_is_shown_and_applied_and_undone(
    api: BotApi, bot: BotApplication, folder: Path
) -> None:
    api.send_document("themen.yaml", CHANGED, DESK, EDITOR)
    checking, shown = await api.wait_for("sendMessage", count=2)
    assert checking.text == editor_texts.CHECKING
    assert "geändert: Ja (plan_ja): 60 % → 61 %" in shown.text
    assert [button["text"] for button in shown.buttons] == ["Übernehmen", "Verwerfen"]
    assert value(bot) == "60 %"
    assert (folder / "themen.yaml").read_text(encoding="utf-8") == TOPICS
    api.press(shown.buttons[0]["callback_data"], user=EDITOR)
    (applied,) = await api.wait_for("editMessageText")
    assert applied.text == editor_texts.APPLIED
    assert value(bot) == "61 %"
    assert (folder / "themen.yaml").read_bytes() == CHANGED
    api.write("/zurueck", DESK, EDITOR)
    said = (await api.wait_for("sendMessage", count=4))[3]
    assert said.text == "Zurückgenommen: Dokument themen.yaml"
    assert value(bot) == "60 %"
    assert (folder / "themen.yaml").read_text(encoding="utf-8") == TOPICS


async def test_only_the_same_editor_decides(api: BotApi, bot: BotApplication) -> None:
    api.send_document("themen.yaml", CHANGED, NEWSROOM, EDITOR)
    shown = (await api.wait_for("sendMessage", count=2))[1]
    apply = shown.buttons[0]["callback_data"]
    api.press(apply, user=OTHER_EDITOR)
    assert (await api.wait_for("answerCallbackQuery"))[0].params["text"] == editor_texts.NOT_YOURS
    assert value(bot) == "60 %"
    api.press(apply, user=EDITOR)
    await api.wait_for("editMessageText")
    assert value(bot) == "61 %"
    api.press(apply, user=EDITOR)
    assert (await api.wait_for("answerCallbackQuery", count=3))[2].params["text"] == editor_texts.UPLOAD_GONE


async def test_discarded_is_forgotten(api: BotApi, bot: BotApplication) -> None:
    api.send_document("themen.yaml", CHANGED, DESK, EDITOR)
    shown = (await api.wait_for("sendMessage", count=2))[1]
    api.press(shown.buttons[1]["callback_data"], user=EDITOR)
    assert (await api.wait_for("editMessageText"))[0].text == editor_texts.DISCARDED
    assert (value(bot), len(live_of(bot).history)) == ("60 %", 0)


async def test_a_zip_may_bring_several_files(api: BotApi, bot: BotApplication, folder: Path) -> None:
    source = SOURCE.replace("titel: Studie", "titel: Andere Studie").encode()
    api.send_document("neu.zip", zipped(themen=CHANGED, quellen__quelle=source), DESK, EDITOR)
    shown = (await api.wait_for("sendMessage", count=2))[1]
    assert "geändert: „Andere Studie“ (studie)" in shown.text
    api.press(shown.buttons[0]["callback_data"], user=EDITOR)
    await api.wait_for("editMessageText")
    assert value(bot) == "61 %"
    assert (folder / "quellen" / "quelle.yaml").read_bytes() == source


@pytest.mark.usefixtures("bot")
async def test_errors_and_no_difference_offer_nothing(api: BotApi) -> None:
    api.send_document("themen.yaml", TOPICS.replace("60", "{").encode(), DESK, EDITOR)
    refused = (await api.wait_for("sendMessage", count=2))[1]
    assert refused.text.startswith("So kann ich das nicht übernehmen")
    assert "themen.yaml, Zeile" in refused.text
    api.send_document("themen.yaml", TOPICS.encode(), DESK, EDITOR)
    same = (await api.wait_for("sendMessage", count=4))[3]
    assert same.text == editor_texts.NO_DIFFERENCE
    assert not refused.buttons
    assert not same.buttons


async def test_a_change_meanwhile_is_not_overwritten(api: BotApi, bot: BotApplication, folder: Path) -> None:
    api.send_document("themen.yaml", CHANGED, DESK, EDITOR)
    shown = (await api.wait_for("sendMessage", count=2))[1]
    (folder / "themen.yaml").write_text(TOPICS + "# von jemand anderem\n", encoding="utf-8")
    api.press(shown.buttons[0]["callback_data"], user=EDITOR)
    assert (await api.wait_for("editMessageText"))[0].text.startswith("Inzwischen wurden")
    assert (value(bot), len(live_of(bot).history)) == ("60 %", 0)
    assert "jemand anderem" in (folder / "themen.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("bot")
async def test_bad_documents_are_refused_before_anything_is_checked(api: BotApi) -> None:
    slip = io.BytesIO()
    with zipfile.ZipFile(slip, "w") as archive:
        archive.writestr("../themen.yaml", CHANGED)
    for number, (name, content, more, expected) in enumerate(
        (
            ("themen.yaml", b"x", {"file_size": MOST_BYTES + 1}, TOO_BIG),
            ("themen.yaml", b"x" * (MOST_BYTES + 1), {"file_size": 1}, TOO_BIG),
            ("liste.xlsx", b"x", {}, NO_KNOWLEDGE),
            ("neu.zip", b"kein Zip", {}, BROKEN_ZIP),
            ("neu.zip", slip.getvalue(), {}, "„../themen.yaml“ ist hier nicht erlaubt"),
        )
    ):
        before = len(api.made("sendMessage"))
        api.send_document(name, content, DESK, EDITOR, **more)
        await api.wait_for("sendMessage", count=before + 1)
        await api.settled()
        assert api.made("sendMessage")[-1].text.startswith(expected), number
    assert len(api.made("getFile")) == 4  # the first was not even fetched


@pytest.mark.usefixtures("bot")
async def test_a_document_that_telegram_does_not_hand_out_is_asked_for_again(api: BotApi) -> None:
    api.fail("getFile", 400, "Bad Request: file is too big")
    api.send_document("themen.yaml", CHANGED, DESK, EDITOR)
    (said,) = await api.wait_for("sendMessage")
    assert said.text == editor_texts.DOWNLOAD_FAILED


async def test_a_folder_that_cannot_be_written_says_so(
    api: BotApi, bot: BotApplication, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("bot.editing.writing.tempfile.mkstemp", refuse)
    api.send_document("themen.yaml", CHANGED, DESK, EDITOR)
    shown = (await api.wait_for("sendMessage", count=2))[1]
    api.press(shown.buttons[0]["callback_data"], user=EDITOR)
    assert "schreibgeschützt" in (await api.wait_for("editMessageText"))[0].text
    assert (value(bot), len(live_of(bot).history)) == ("60 %", 0)
    assert (folder / "themen.yaml").read_text(encoding="utf-8") == TOPICS
