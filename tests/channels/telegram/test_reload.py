"""The running bot follows its folder: no answer is lost, what fails stays out, editors are told once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot.channels.telegram import editor_texts
from bot.channels.telegram.context import BotApplication
from bot.channels.telegram.reload import look
from bot.knowledge.files import Contents
from tests.botapi import PERSON, PRIVATE, BotApi, Call
from tests.channels.telegram.newsroom import NEWSROOM, desk_of, live_of, newsroom
from tests.editing.folders import TOPICS, make

BROKEN = TOPICS.replace("{plan_ja} der", "{plan_fehlt} der")
QUESTION = "Wie viele Firmen haben eine Strategie?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "wissen"


@pytest_asyncio.fixture
async def following(api: BotApi, folder: Path) -> AsyncIterator[BotApplication]:
    async with newsroom(api, folder, following=True, editors_chat=NEWSROOM["id"]) as application:
        api._message(NEWSROOM, PERSON)
        yield application


@pytest_asyncio.fixture
async def bot(api: BotApi, folder: Path) -> AsyncIterator[BotApplication]:
    async with newsroom(api, folder) as application:
        yield application


def write(folder: Path, text: str) -> None:
    (folder / "themen.yaml").write_text(text, encoding="utf-8")


def value(bot: BotApplication) -> str:
    return desk_of(bot).assistant.knowledge.figures["plan_ja"].text


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.02)


async def test_edits_under_load_lose_no_answer_and_mix_nothing(
    api: BotApi, following: BotApplication, folder: Path
) -> None:
    """Seventy people ask while the file is changed, broken, half written, deleted and mended."""
    states = [
        TOPICS.replace("wert: 60", "wert: 61"),
        BROKEN,
        TOPICS[:200],
        TOPICS.replace("wert: 60", "wert: 62"),
    ]
    asked = 0
    for text in [*states, None, TOPICS.replace("wert: 60", "wert: 63")]:
        if text is None:
            (folder / "themen.yaml").unlink()
        else:
            write(folder, text)
        for _ in range(10):
            asked += 1
            person = 5000 + asked
            api.write(QUESTION, PRIVATE | {"id": person}, PERSON | {"id": person})
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.3)
    await until(lambda: value(following) == "63 %")
    for person in range(5100, 5110):
        api.write(QUESTION, PRIVATE | {"id": person}, PERSON | {"id": person})

    def answers() -> list[Call]:
        return [call for call in api.made("sendMessage") if call.params["chat_id"] != NEWSROOM["id"]]

    await until(lambda: len(answers()) == asked + 10)
    assert len({call.params["chat_id"] for call in answers()}) == asked + 10
    for call in answers():
        assert call.text.split(" der ")[0] in ("60\u00a0%", "61\u00a0%", "62\u00a0%", "63\u00a0%"), call.text
    assert all(call.text.startswith("63") for call in answers() if call.params["chat_id"] >= 5100)


async def test_editors_are_told_once_of_errors_and_once_that_they_are_gone(
    api: BotApi, following: BotApplication, folder: Path
) -> None:
    write(folder, BROKEN)
    (told,) = await api.wait_for("sendMessage")
    assert told.params["chat_id"] == NEWSROOM["id"]
    assert told.text.startswith("Die Wissensdateien haben Fehler.")
    assert "themen.yaml, Zeile 7: " in told.text
    assert "plan_fehlt" in told.text
    write(folder, BROKEN + "# noch ein Versuch\n")
    await until(lambda: b"Versuch" in live_of(following)._seen.files["themen.yaml"])
    api.write(QUESTION)
    assert (await api.wait_for("sendMessage", count=2))[1].text.startswith("60\u00a0% der")
    write(folder, TOPICS.replace("wert: 60", "wert: 61"))
    assert (await api.wait_for("sendMessage", count=3))[2].text == editor_texts.FINE_AGAIN
    write(folder, TOPICS)
    await until(lambda: value(following) == "60 %")
    await api.settled()
    assert len(api.made("sendMessage")) == 3  # a change that is fine tells nobody anything


async def test_the_knowledge_of_before_answers_while_the_folder_is_gone(
    api: BotApi, following: BotApplication, folder: Path
) -> None:
    away = folder.with_name("weg")
    folder.rename(away)
    (told,) = await api.wait_for("sendMessage")
    assert "Diesen Ordner gibt es nicht." in told.text
    api.write(QUESTION)
    assert (await api.wait_for("sendMessage", count=2))[1].text.startswith("60\u00a0% der")
    away.rename(folder)
    write(folder, TOPICS.replace("wert: 60", "wert: 61"))
    await until(lambda: value(following) == "61 %")


async def test_a_swapped_configmap_is_taken_over(api: BotApi, tmp_path: Path) -> None:
    home = tmp_path / "mount"
    make(home / "..1")
    (home / "..data").symlink_to("..1")
    async with newsroom(api, home, following=True) as application:
        for name in ("themen.yaml", "quellen"):
            path = home / name
            path.rename(home / f".{name}.alt")
            path.symlink_to(f"..data/{name}")
        make(home / "..2", TOPICS.replace("wert: 60", "wert: 64"))
        (home / "..tmp").symlink_to("..2")
        (home / "..tmp").rename(home / "..data")
        await until(lambda: value(application) == "64 %")


async def test_without_a_chat_each_editor_is_told_and_one_who_blocks_us_stops_nobody(
    api: BotApi, bot: BotApplication, folder: Path
) -> None:
    for editor in (2001, 2002):
        api._message(PRIVATE | {"id": editor}, PERSON)
    api.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")
    write(folder, BROKEN)
    await look(bot)
    assert [call.params["chat_id"] for call in api.made("sendMessage")] == [2002]


async def test_a_look_that_fails_ends_nothing(
    api: BotApi, following: BotApplication, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = live_of(following)
    real: Callable[[], Awaitable[object]] = live._look
    failed: list[bool] = []

    async def fail_once() -> object:
        if not failed:
            failed.append(True)
            raise RuntimeError("secret path")
        return await real()

    monkeypatch.setattr(live, "_look", fail_once)
    await until(lambda: bool(failed))
    write(folder, TOPICS.replace("wert: 60", "wert: 61"))
    await until(lambda: value(following) == "61 %")
    assert api.made("sendMessage") == []


async def test_many_errors_make_one_message_that_telegram_takes(
    api: BotApi, bot: BotApplication, folder: Path
) -> None:
    api._message(PRIVATE | {"id": 2001}, PERSON)
    topics = "".join(f"  t{n}: {{titel: <T> & {n}, unbekannt: 1}}\n" for n in range(300))
    write(folder, f"themen:\n{topics}")
    await look(bot)
    (told,) = api.made("sendMessage")
    assert "weitere Zeilen" in told.text
    assert len(told.text) <= 4096


async def test_the_same_errors_are_told_again_after_an_editor_mended_them_through_the_bot(
    api: BotApi, bot: BotApplication, folder: Path
) -> None:
    api._message(PRIVATE | {"id": 2001}, PERSON)
    live = live_of(bot)
    write(folder, BROKEN)
    await look(bot)
    mended = TOPICS.replace("wert: 60", "wert: 61").encode()
    await live.apply(
        await live.propose("x", lambda base: Contents(base.name, {**base.files, "themen.yaml": mended}))
    )
    await look(bot)
    write(folder, BROKEN)
    await look(bot)
    assert len(api.made("sendMessage")) == 2
