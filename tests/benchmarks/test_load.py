"""The load test runs a whole bot and counts; how fast anything is, is not asserted."""

import asyncio
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.benchmarks import load
from tests.benchmarks.bot_process import ECHO_BOT, BotProcess

TEXTS = ["Hallo", "Wie viele?"]

RESULT = load.Result(
    name="echo bot",
    updates=10,
    answers_per_s=400,
    full_p50_ms=1,
    full_p99_ms=2,
    rate_per_s=100,
    moderate_p50_ms=1,
    moderate_p99_ms=2,
    cpu_s_per_1000=1.5,
    start_peak_mb=50,
    resident_mb=50,
    first_resident_mb=50,
    first_peak_mb=50,
    second_peak_mb=50,
    unexplained_twice=0,
)


@pytest.fixture(autouse=True)
def _brief(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "WARM_UP", 10)


async def test_a_bot_is_fed_to_the_end_and_measured() -> None:
    result = await load.measure("echo", ECHO_BOT, TEXTS, updates=60, delay=0.001, rate=500)
    assert (result.updates, result.rate_per_s, result.unexplained_twice) == (60, 500, 0)
    assert result.answers_per_s > 0
    assert result.cpu_s_per_1000 > 0
    assert 0 < result.full_p50_ms <= result.full_p99_ms
    assert 0 < result.moderate_p50_ms <= result.moderate_p99_ms
    assert 10 < result.resident_mb <= result.second_peak_mb < 200


async def test_a_bot_that_does_not_answer_is_given_up_with_its_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "PATIENCE", 0.5)
    silent = ("-c", "import sys, time; print('Zu müde', flush=True); time.sleep(60)")
    with pytest.raises(load.NoAnswer, match="Zu müde"):
        await load.measure("silent", silent, TEXTS, updates=5, delay=0.0)


def test_the_table_has_ratios_and_what_is_wanted() -> None:
    table = "\n".join(load.lines(RESULT, replace(RESULT, name="kmu-bot", answers_per_s=300)))
    assert "0.75  ≥ 0.8" in table
    assert "1.00  ≤ 1.5" in table
    assert "peak memory, second half" in table


def test_as_json_for_the_best_of_the_echo_bots(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tried: list[str] = []

    async def measured(name: str, *_: object) -> load.Result:
        tried.append(name)
        return replace(RESULT, name=name, answers_per_s=400 if "16" in name else 200)

    monkeypatch.setattr(load, "measure", measured)
    monkeypatch.setattr(load, "questions", lambda: TEXTS)
    assert load.main(["--updates", "10", "--concurrency", "8,16", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert tried == ["echo bot, 8 at once", "echo bot, 16 at once", "echo bot, 16 at once", "kmu-bot"]
    assert said["ratios"]["throughput"] == 0.5


async def test_cpu_time_of_children_counts_and_the_peak_can_begin_anew(tmp_path: Path) -> None:
    """The parent only had much memory once, the child works."""
    child = "import time\nsum(range(20_000_000))\nprint('done', flush=True)\ntime.sleep(60)"
    program = (
        f"import subprocess, sys\nx = b'x' * 60_000_000\ndel x\n"
        f"subprocess.run([sys.executable, '-c', {child!r}])"
    )
    bot = BotProcess(("-c", program), {}, tmp_path / "log")
    await bot.start()
    try:
        async with asyncio.timeout(20):
            while "done" not in bot.said():
                await asyncio.sleep(0.02)
        peak = bot.peak_mb()
        assert peak > 60
        assert bot.cpu_seconds() - _own_cpu_seconds(bot.pid) > 0.05
        assert bot.open_files() >= 3
        if bot.forget_peak():
            assert bot.peak_mb() < peak - 50
    finally:
        await bot.kill()
    assert not bot.alive


def _own_cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
