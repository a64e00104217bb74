"""/meine_daten shows everything that is kept of a person, /loeschen deletes it, and nobody else's."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from bot.channels.telegram import texts
from bot.channels.telegram.context import BotApplication, Desk
from bot.channels.telegram.editorial import Upload
from bot.channels.telegram.personal_data import NO_DATA, YES_DATA
from bot.editing.live import Proposal
from bot.journal.journal import Kept
from bot.journal.subscriptions import Subscription
from bot.journal.votes import Opinion
from tests.botapi import GROUP, PERSON, PRIVATE, BotApi, Json

pytestmark = pytest.mark.usefixtures("bot")

ME, OTHER = PERSON["id"], 1002
DAY = date(2026, 11, 24)
OTHER_PERSON: Json = PERSON | {"id": OTHER}
OTHER_CHAT: Json = PRIVATE | {"id": OTHER}


@pytest.fixture
def desk(bot: BotApplication) -> Desk:
    found = bot.bot_data[Desk]
    assert isinstance(found, Desk)
    return found


async def _fill(desk: Desk, person: int) -> None:
    await desk.journal.subscriptions.subscribe(Subscription(person, 8, None, DAY, "thema_0"))
    for topic, opinion in (("thema_0", Opinion.UP), ("thema_1", Opinion.UP), ("fort", Opinion.DOWN)):
        await desk.journal.votes.cast(topic, person, opinion, DAY)
    await desk.journal.quiz.next(person, DAY, lambda _: "figur")


async def _converse(api: BotApi, chat: Json, user: Json) -> None:
    before = len(api.made("sendMessage"))
    api.write("@kmu_test_bot Frage" if chat is GROUP else "Frage", chat, user)
    await api.wait_for("sendMessage", count=before + 1)
    await api.settled()


def _in_memory(desk: Desk, person: int) -> list[object]:
    memories = (desk.conversations, *desk.recent.memories())
    keys = [key for memory in memories for key in memory.known()]
    return [key for key in keys if key == person or (isinstance(key, tuple) and person in key)]


async def _asked(api: BotApi, command: str) -> str:
    before = len(api.made("sendMessage"))
    api.write(command)
    return (await api.wait_for("sendMessage", count=before + 1))[-1].text


async def test_nothing_kept_is_said(api: BotApi) -> None:
    said = await _asked(api, "/meine_daten")
    assert said.startswith(texts.KEPT_NOTHING)
    assert "/loeschen" in said
    assert "/datenschutz" in said


async def test_everything_that_is_kept_is_shown(api: BotApi, desk: Desk) -> None:
    desk.questions_kept = timedelta(days=90)
    await _fill(desk, ME)
    await _converse(api, PRIVATE, PERSON)
    lines = (await _asked(api, "/meine_daten")).splitlines()
    assert lines[:4] == [
        "Was ich von Ihnen gespeichert habe",
        "• Abo: die Kennung dieses Chats (1001), täglich um 8 Uhr, zuletzt am 24.11.2026",
        "• Ihre Stimmen: 2 👍, 1 👎, unter einer Prüfsumme statt Ihrer Kennung",
        "• Quiz: welche Frage Sie zuletzt bekamen, unter einer Prüfsumme statt Ihrer Kennung",
    ]
    assert lines[4].startswith("• Etwa 15 Minuten im Arbeitsspeicher: welche Themen")
    assert lines[5].startswith("• Etwa 15 Minuten im Arbeitsspeicher: Ihre Fragen")
    assert len([line for line in lines if line.startswith("•")]) == 5


async def test_a_subscription_without_a_fact_so_far_tells_no_day(api: BotApi, desk: Desk) -> None:
    await desk.journal.subscriptions.subscribe(Subscription(ME, 9, None, DAY))
    assert "täglich um 9 Uhr\n" in await _asked(api, "/meine_daten")


async def test_what_an_editor_sent_is_shown_and_deleted(api: BotApi, desk: Desk) -> None:
    proposal: Proposal = object.__new__(Proposal)  # what is in it does not matter here
    for token, editor in (("a", ME), ("b", OTHER)):
        desk.editorial.uploads.remember(token, Upload(editor, proposal))
    assert "Bis 30 Minuten" in await _asked(api, "/meine_daten")
    await _asked(api, "/loeschen")
    api.press(YES_DATA)
    await api.wait_for("editMessageText")
    assert desk.editorial.uploads.known() == ("b",)


async def test_an_editor_is_told_where_the_id_stands(api: BotApi, desk: Desk) -> None:
    desk.editorial.ids = frozenset({ME})
    assert texts.KEPT_EDITOR in await _asked(api, "/meine_daten")


async def test_deleting_is_asked_for_and_nothing_is_deleted_before(api: BotApi, desk: Desk) -> None:
    await _fill(desk, ME)
    kept = await desk.journal.kept_of(ME)
    api.write("/loeschen")
    (asked,) = await api.wait_for("sendMessage")
    assert [button["callback_data"] for button in asked.buttons] == [YES_DATA, NO_DATA]
    api.press(NO_DATA)
    (edited,) = await api.wait_for("editMessageText")
    assert edited.text == texts.NOT_DELETED
    assert await desk.journal.kept_of(ME) == kept != Kept()


async def test_everything_of_the_person_is_deleted_and_nothing_of_others(api: BotApi, desk: Desk) -> None:
    for person, user, chat in ((ME, PERSON, PRIVATE), (OTHER, OTHER_PERSON, OTHER_CHAT)):
        await _fill(desk, person)
        await _converse(api, chat, user)
        await _converse(api, GROUP, user)
    theirs = await desk.journal.kept_of(OTHER), _in_memory(desk, OTHER)
    assert (GROUP["id"], ME) in _in_memory(desk, ME)
    await _asked(api, "/loeschen")
    api.press(YES_DATA)
    (edited,) = await api.wait_for("editMessageText")
    assert edited.text.startswith("Gelöscht\n• Abo: ")
    assert "2 👍, 1 👎" in edited.text
    assert "Arbeitsspeicher" in edited.text
    assert await desk.journal.kept_of(ME) == Kept()
    assert _in_memory(desk, ME) == []
    assert (await desk.journal.kept_of(OTHER), _in_memory(desk, OTHER)) == theirs
    async with desk.journal._database.reading() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM votes")) == 3


async def test_a_second_press_leaves_what_the_first_one_said(api: BotApi, desk: Desk) -> None:
    await _fill(desk, ME)
    await _asked(api, "/loeschen")
    api.press(YES_DATA)
    await api.wait_for("editMessageText")
    api.press(YES_DATA)
    again = (await api.wait_for("answerCallbackQuery", count=2))[1]
    assert again.params["text"] == texts.KEPT_NOTHING
    await api.settled()
    assert len(api.made("editMessageText")) == 1


@pytest.mark.parametrize("command", ["/meine_daten@kmu_test_bot", "/loeschen@kmu_test_bot"])
async def test_a_group_is_told_to_write_privately(api: BotApi, desk: Desk, command: str) -> None:
    await _fill(desk, ME)
    api.write(command, GROUP)
    (sent,) = await api.wait_for("sendMessage")
    assert sent.text == texts.WRITE_PRIVATELY
    assert sent.buttons == []
    api.press(YES_DATA, user=PERSON)
    (refused,) = await api.wait_for("answerCallbackQuery")
    assert refused.params["text"] == texts.WRITE_PRIVATELY
    assert (await desk.journal.kept_of(ME)).votes


async def test_a_button_under_a_message_that_nobody_shows_deletes_nothing(api: BotApi, desk: Desk) -> None:
    await _fill(desk, ME)
    api.press(YES_DATA, {}, inline_message_id="abc")
    await api.wait_for("answerCallbackQuery")
    assert (await desk.journal.kept_of(ME)).votes
