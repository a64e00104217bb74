"""Which questions are kept, and that none is unless the operator wants it."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.channels.telegram.context import BotApplication
from bot.journal.questions import Reason
from bot.understanding.decision import Kind
from tests.botapi import BOT, GROUP, PRIVATE, BotApi
from tests.channels.telegram.newsroom import desk_of
from tests.channels.telegram.test_daily_fact import Clock, berlin

MENTION = "@kmu_test_bot"


@pytest_asyncio.fixture
async def keeping(bot: BotApplication) -> BotApplication:
    desk = desk_of(bot)
    desk.questions_kept = timedelta(days=90)
    desk.clock = Clock(berlin("2026-11-24", 8))
    return bot


async def kept(bot: BotApplication) -> list[tuple[str, int, str | None, str]]:
    groups = await desk_of(bot).journal.questions.groups()
    return [(q.text, q.count, q.topic, q.reason.value) for group in groups for q in group.questions]


async def test_unanswered_and_clarified_questions_are_kept(api: BotApi, keeping: BotApplication) -> None:
    for number, text in enumerate(("Lücke", "Unklar", "Wetter", "Hallo", "Frage"), 1):
        api.write(text)
        await api.wait_for("sendMessage", count=number)
    await api.settled()
    assert sorted(await kept(keeping)) == [
        ("Lücke", 1, "thema_1", "unanswered"),
        ("Unklar", 1, "thema_0", "clarified"),
        ("Wetter", 1, None, "unanswered"),
    ]
    assert desk_of(keeping).counts == {
        Kind.NOT_REPORTED: 1,
        Kind.CLARIFY: 1,
        Kind.OUT_OF_SCOPE: 1,
        Kind.SMALL_TALK: 1,
        Kind.ANSWER: 1,
    }


async def test_a_downvoted_question_is_kept_once(api: BotApi, keeping: BotApplication) -> None:
    api.write("Was kostet das bei erika@firma.de?")
    await api.wait_for("sendMessage")
    await api.settled()
    for number, data in enumerate(("v:u:thema_0", "v:d:thema_0", "v:d:thema_0"), 1):
        api.press(data)
        await api.wait_for("answerCallbackQuery", count=number)
    await api.settled()
    assert await kept(keeping) == [("Was kostet das bei [E-Mail]?", 1, "thema_0", "downvoted")]


async def test_a_vote_long_after_keeps_nothing(api: BotApi, keeping: BotApplication) -> None:
    api.write("Frage")
    await api.wait_for("sendMessage")
    await api.settled()
    desk_of(keeping).recent.asked._clock = lambda: 1e12
    api.press("v:d:thema_0")
    await api.wait_for("answerCallbackQuery")
    await api.settled()
    assert await kept(keeping) == []


async def test_nothing_is_kept_unless_the_operator_wants_it(
    api: BotApi, bot: BotApplication, tmp_path: Path
) -> None:
    for number, text in enumerate(("Lücke", "Unklar", "Frage"), 1):
        api.write(text)
        await api.wait_for("sendMessage", count=number)
    api.press("v:d:thema_0")
    await api.wait_for("answerCallbackQuery")
    await api.settled()
    assert await kept(bot) == []
    assert len(desk_of(bot).recent.asked) == 0
    with closing(sqlite3.connect(tmp_path / "data" / "journal.sqlite")) as database:
        assert "Lücke" not in "".join(database.iterdump())


@pytest.mark.usefixtures("keeping")
async def test_no_person_no_chat_no_time_is_stored(api: BotApi, tmp_path: Path) -> None:
    person = {"id": 987654321, "is_bot": False, "first_name": "Erika", "last_name": "Mustermann"}
    api.write("Lücke", PRIVATE | {"id": 987654321}, person)
    api.write("Unklar", PRIVATE | {"id": 987654321}, person)
    await api.wait_for("sendMessage", count=2)
    await api.settled()
    with closing(sqlite3.connect(tmp_path / "data" / "journal.sqlite")) as database:
        stored = "".join(database.iterdump())
    assert "Lücke" in stored
    for private in ("987654321", "Erika", "Mustermann", "08:00"):
        assert private not in stored


async def test_a_mentioned_person_without_a_username_is_masked(
    api: BotApi, keeping: BotApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "tests.channels.telegram.stand_in.StandIn.reply",
        lambda self, _, __: self.choice(self.knowledge.topics),
    )
    entity = {"type": "text_mention", "offset": 9, "length": 5, "user": {"id": 3, "is_bot": False}}
    entity["user"]["first_name"] = "Erika"
    api.write("Was sagt Erika dazu?", entities=[entity])
    await api.wait_for("sendMessage")
    await api.settled()
    assert [text for text, *_ in await kept(keeping)] == ["Was sagt [Name] dazu?"]


async def test_in_groups_only_what_was_meant_for_the_bot(api: BotApi, keeping: BotApplication) -> None:
    api.write("Unklar", GROUP)
    api.write(f"{MENTION} Lücke", GROUP)
    await api.wait_for("sendMessage")
    await api.settled()
    assert [text for text, *_ in await kept(keeping)] == ["Lücke"]
    assert BOT["username"] not in str(await kept(keeping))


async def test_the_answer_comes_even_if_the_question_cannot_be_kept(
    api: BotApi, keeping: BotApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import OperationalError

    async def fail(*_: object) -> None:
        raise OperationalError("INSERT secret", None, Exception("disk full"))

    monkeypatch.setattr(desk_of(keeping).journal.questions, "add", fail)
    api.write("Lücke")
    (said,) = await api.wait_for("sendMessage")
    await api.settled()
    assert said.text.startswith("Dazu nennt keine Quelle etwas.")
    assert len(api.made("sendMessage")) == 1


async def test_the_job_deletes_them_in_time(keeping: BotApplication) -> None:
    desk = desk_of(keeping)
    await desk.journal.questions.add("Was kostet das?", Reason.UNANSWERED, None, desk.clock().date())
    assert keeping.job_queue is not None
    (job,) = keeping.job_queue.get_jobs_by_name("forget rows")
    for day, left in (("2027-02-22", 1), ("2027-02-23", 0)):
        desk.clock = Clock(berlin(day, 8))
        await job.run(keeping)
        assert len(await kept(keeping)) == left


@pytest.mark.parametrize(("days", "said"), [(None, "Ihre Fragen, Namen"), (14, "Nach 14 Tagen")])
async def test_people_are_told_which_it_is(
    api: BotApi, bot: BotApplication, days: int | None, said: str
) -> None:
    desk_of(bot).questions_kept = None if days is None else timedelta(days=days)
    api.write("/datenschutz")
    (told,) = await api.wait_for("sendMessage")
    assert said in told.text
