"""A whole process: it answers, stops on SIGTERM, and ends with a sentence when the token is wrong."""

import asyncio
import os
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot.channels.telegram.application import AT_ONCE
from bot.journal.database import FILE
from tests.botapi import PERSON, PRIVATE, TOKEN, BotApi
from tests.editing.folders import TOPICS, make

ROOT = Path(__file__).parents[3]


async def _start(
    api: BotApi,
    token: str = TOKEN,
    module: str = "tests.channels.telegram.run_stand_in",
    arguments: tuple[str, ...] = (),
) -> asyncio.subprocess.Process:
    ours = {"BOT_TOKEN": token, "BOT_API_BASE_URL": api.url, "LOG_LEVEL": "DEBUG", "NO_PROXY": "127.0.0.1"}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        cwd=ROOT,
        env=os.environ | ours,
        stderr=asyncio.subprocess.PIPE,
    )


async def _ended(process: asyncio.subprocess.Process, timeout: float) -> str:
    try:
        _, log = await asyncio.wait_for(process.communicate(), timeout)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return log.decode()


async def test_sigterm_stops_it_cleanly_and_nothing_is_asked_twice(api: BotApi) -> None:
    process = await _start(api)
    api.write("Absturz")
    api.write("Eine geheime Frage")
    await api.wait_for("sendMessage", count=2, timeout=20)
    process.send_signal(signal.SIGTERM)
    log = await _ended(process, timeout=10)
    assert process.returncode == 0
    assert log.rstrip().endswith("stopped")
    assert "ValueError at bot." in log
    for private in (TOKEN, "Absturz", "geheime", "Traceback"):
        assert private not in log
    assert api._updates == [] or api.made("getUpdates")[-1].params["offset"] > api._updates[-1]["update_id"]


async def test_what_is_being_answered_at_sigterm_is_finished_and_the_rest_is_answered_later(
    api: BotApi,
) -> None:
    api.delay = 1.0
    process = await _start(api)
    for _ in range(3):
        api.write("Frage")  # in one chat: one after the other
    while not [call for call in api.calls if call.method == "sendMessage"]:
        await asyncio.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    await _ended(process, timeout=10)
    assert process.returncode == 0
    assert len(api.made("sendMessage")) == 1
    assert api._updates == [] or len(api.made("getUpdates")) > 1
    process = await _start(api)
    await api.wait_for("sendMessage", count=3, timeout=20)
    process.send_signal(signal.SIGTERM)
    await _ended(process, timeout=10)
    assert len([call for call in api.calls if call.method == "sendMessage"]) == 3


async def test_killed_in_the_middle_everything_is_answered_and_only_what_was_in_work_twice(
    api: BotApi,
) -> None:
    api.delay = 0.2
    people = [PERSON | {"id": number} for number in range(2001, 2301)]
    process = await _start(api)
    for person in people:
        api.write("Frage", PRIVATE | {"id": person["id"]}, person)
    await api.wait_for("sendMessage", count=10, timeout=20)
    process.kill()
    await _ended(process, timeout=10)
    process = await _start(api)
    async with asyncio.timeout(20):
        while len(_answered(api)) < len(people):
            await asyncio.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    await _ended(process, timeout=10)
    answered = _answered(api)
    assert set(answered) == {person["id"] for person in people}
    assert sum(answered.values()) - len(people) <= AT_ONCE
    assert max(answered.values()) <= 2


def _answered(api: BotApi) -> Counter[int]:
    return Counter(call.params["chat_id"] for call in api.made("sendMessage"))


async def test_a_refused_token_ends_with_a_sentence_that_does_not_show_it(api: BotApi) -> None:
    process = await _start(api, token="1:Falsch")  # noqa: S106 - nobody's
    log = await _ended(process, timeout=20)
    assert process.returncode == 2
    assert "BOT_TOKEN wird von Telegram abgelehnt" in log.splitlines()[-1]
    assert "Falsch" not in log
    assert "Traceback" not in log


async def test_it_waits_for_a_server_that_is_not_there_yet_and_still_stops(api: BotApi) -> None:
    api.fail("getMe", 502, "Bad Gateway", times=50)
    process = await _start(api)
    while not [call for call in api.calls if call.method == "getMe"]:
        await asyncio.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    await _ended(process, timeout=10)
    assert process.returncode == 0


@pytest.mark.parametrize("how", ["no database", "no folder"])
async def test_a_database_that_cannot_be_used_ends_with_a_sentence_before_telegram_is_called(
    api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "broken" if how == "no database" else tmp_path / "file" / "data"
    if how == "no database":
        folder.mkdir()
        (folder / FILE).write_bytes(b"garbage " * 1000)
    monkeypatch.setenv("DATA_DIR", str(folder))
    process = await _start(api)
    log = await _ended(process, timeout=20)
    assert process.returncode == 2
    assert "DATA_DIR" in log.splitlines()[-1]
    assert "Traceback" not in log
    assert api.calls == []


async def test_a_subscription_is_there_after_a_restart_of_the_process(api: BotApi) -> None:
    for expected in ("Um wie viel Uhr", "Er kommt jeden Tag um 21 Uhr"):
        process = await _start(api)
        before = len(api.made("sendMessage"))
        api.write("/abo")
        asked = (await api.wait_for("sendMessage", count=before + 1, timeout=20))[-1]
        assert expected in asked.text
        api.press("a:21")
        await api.wait_for("editMessageText", count=len(api.made("editMessageText")) + 1)
        process.send_signal(signal.SIGTERM)
        await _ended(process, timeout=10)
        assert process.returncode == 0


async def test_a_changed_file_is_answered_from_without_a_restart(api: BotApi, tmp_path: Path) -> None:
    folder = make(tmp_path / "wissen")
    process = await _start(api, module="bot", arguments=("run", "--knowledge", str(folder)))
    try:
        api.write("Wie viele Firmen haben eine Strategie?")
        (first,) = await api.wait_for("sendMessage", timeout=40)
        assert first.text.startswith("60\u00a0% der")
        (folder / "themen.yaml").write_text(TOPICS.replace("wert: 60", "wert: 61"), encoding="utf-8")
        async with asyncio.timeout(40):
            while not api.made("sendMessage")[-1].text.startswith("61\u00a0% der"):
                await asyncio.sleep(0.5)
                api.write("Wie viele Firmen haben eine Strategie?")
    finally:
        process.send_signal(signal.SIGTERM)
    log = await _ended(process, timeout=10)
    assert process.returncode == 0
    assert "knowledge: swapped, 0 errors" in log
    assert "Traceback" not in log
