"""/luecken: what was asked in vain, and what editors do about it."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio

from bot.channels.telegram import editor_texts
from bot.channels.telegram.context import BotApplication
from bot.editing.append import GAPS_FILE
from bot.journal.questions import Reason
from tests.botapi import PERSON, PRIVATE, BotApi, Call
from tests.channels.telegram.newsroom import DESK, EDITOR, desk_of, newsroom
from tests.editing.folders import TOPICS

DAY = date(2026, 11, 24)
OFTEN = "Haben Mittelständler einen Plan für Instagram?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "wissen"


@pytest_asyncio.fixture
async def bot(api: BotApi, folder: Path) -> AsyncIterator[BotApplication]:
    async with newsroom(api, folder, questions_kept=True, questions_weekly=True) as application:
        yield application


async def asked(bot: BotApplication, text: str, times: int = 1, topic: str | None = None) -> None:
    for _ in range(times):
        await desk_of(bot).journal.questions.add(text, Reason.UNANSWERED, topic, DAY)


async def review(api: BotApi) -> Call:
    count = len(api.made("sendMessage"))
    api.write("/luecken", DESK, EDITOR)
    return (await api.wait_for("sendMessage", count=count + 1))[-1]


def data(call: Call, text: str) -> str:
    return next(str(button["callback_data"]) for button in call.buttons if button["text"].startswith(text))


async def test_the_most_asked_comes_first_then_the_next(api: BotApi, bot: BotApplication) -> None:
    await asked(bot, "Wie ist es in Österreich?")
    await asked(bot, OFTEN, 3, "plan")
    page = await review(api)
    assert page.text.startswith(f"Offene Fragen 1 von 2\n• {OFTEN}")
    assert "3-mal (nicht beantwortet), am 24.11.2026" in page.text
    assert "Am nächsten: Strategie vorhanden" in page.text
    assert page.buttons[0]["text"] == "Zu Thema „Strategie vorhanden“"
    assert {"Neue Lücke", "Ignorieren", "Nächste ›"} <= {button["text"] for button in page.buttons}
    api.press(data(page, "Nächste"), user=EDITOR)
    (second,) = await api.wait_for("editMessageText")
    assert second.text.startswith("Offene Fragen 2 von 2\n• Wie ist es in Österreich?\n\neinmal (")


async def test_a_question_is_added_to_a_topic_answered_and_undone(
    api: BotApi, bot: BotApplication, folder: Path
) -> None:
    await asked(bot, OFTEN, 2, "plan")
    page = await review(api)
    api.press(data(page, "Zu Thema „Strategie"), user=EDITOR)
    (done,) = await api.wait_for("editMessageText")
    assert done.text == f"„{OFTEN}“ steht jetzt bei „Strategie vorhanden“. Zurücknehmen: /zurueck"
    last = "      - Gibt es eine Strategie in den Firmen?\n"
    expected = TOPICS.replace(last, f"{last}      - {OFTEN}\n")
    assert (folder / "themen.yaml").read_text(encoding="utf-8") == expected
    assert desk_of(bot).assistant.reply(OFTEN).topic == "plan"
    assert (await review(api)).text == editor_texts.NO_QUESTIONS
    count = len(api.made("sendMessage"))
    api.write("/zurueck", DESK, EDITOR)
    said = (await api.wait_for("sendMessage", count=count + 2))[-1]
    assert said.text == f"Zurückgenommen: „{OFTEN}“ bei plan"
    assert (folder / "themen.yaml").read_text(encoding="utf-8") == TOPICS


async def test_a_new_gap_answers_honestly(api: BotApi, bot: BotApplication, folder: Path) -> None:
    await asked(bot, "Wie ist es in Österreich?", 2)
    await asked(bot, "Und wie ist es in Österreich?")
    page = await review(api)
    api.press(data(page, "Neue Lücke"), user=EDITOR)
    (done,) = await api.wait_for("editMessageText")
    assert done.text.startswith("Neue Lücke „luecke_oesterreich“")
    assert "Und wie ist es in Österreich?" in (folder / GAPS_FILE).read_text(encoding="utf-8")
    api.write("Wie ist es in Österreich?", PRIVATE, PERSON)
    said = (await api.wait_for("sendMessage", count=2))[-1]
    assert said.text.startswith("Dazu nennt keine der Quellen eine Zahl.")


async def test_ignored_is_shown_no_more(api: BotApi, bot: BotApplication, folder: Path) -> None:
    await asked(bot, OFTEN)
    page = await review(api)
    api.press(data(page, "Ignorieren"), user=EDITOR)
    await api.wait_for("editMessageText")
    assert (await review(api)).text == editor_texts.NO_QUESTIONS
    api.press(data(page, "Zu Thema"), user=EDITOR)  # the old buttons still hang there
    assert (await api.wait_for("answerCallbackQuery", count=2))[1].params[
        "text"
    ] == editor_texts.QUESTION_GONE
    assert (folder / "themen.yaml").read_text(encoding="utf-8") == TOPICS


async def test_what_would_break_the_check_changes_nothing(
    api: BotApi, bot: BotApplication, folder: Path
) -> None:
    await asked(bot, "Wie wird das Wetter morgen?", topic="plan")  # an example that is off the subject
    page = await review(api)
    count = len(api.made("sendMessage"))
    api.press(data(page, "Zu Thema „Strategie"), user=EDITOR)
    said = (await api.wait_for("sendMessage", count=count + 1))[-1]
    assert said.text.startswith("Der Stand hat Fehler, deshalb bleibt alles, wie es ist: ")
    assert (folder / "themen.yaml").read_text(encoding="utf-8") == TOPICS
    assert len(await desk_of(bot).journal.questions.groups()) == 1


async def test_masks_are_left_out_of_examples(api: BotApi, bot: BotApplication, folder: Path) -> None:
    await asked(bot, "Hat @erika einen Plan für Instagram?", topic="plan")
    page = await review(api)
    assert "Hat [Name] einen Plan" in page.text
    api.press(data(page, "Zu Thema „Strategie"), user=EDITOR)
    await api.wait_for("editMessageText")
    assert "- Hat einen Plan für Instagram?\n" in (folder / "themen.yaml").read_text(encoding="utf-8")


async def test_it_says_if_nothing_is_kept(api: BotApi, bot: BotApplication) -> None:
    desk_of(bot).questions_kept = None
    assert (await review(api)).text == editor_texts.QUESTIONS_OFF


async def test_the_weekly_summary_comes_only_if_something_is_open(api: BotApi, bot: BotApplication) -> None:
    for editor in (2001, 2002):
        api._message(PRIVATE | {"id": editor}, PERSON)
    assert bot.job_queue is not None
    (job,) = bot.job_queue.get_jobs_by_name("weekly summary")
    assert job.trigger.fields[4].expressions[0].first == 0  # type: ignore[attr-defined]  # Monday
    await job.run(bot)
    assert api.made("sendMessage") == []
    await asked(bot, OFTEN, 2)
    await job.run(bot)
    assert [call.params["chat_id"] for call in api.made("sendMessage")] == [2001, 2002]
    assert f"2 × {OFTEN}" in api.made("sendMessage")[0].text
