"""The crash test asks, kills and counts, and notices what is lost."""

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.benchmarks import crash, replicas
from tests.benchmarks.bot_process import STAND_IN
from tests.benchmarks.crash import Outcome, Plan
from tests.benchmarks.replicas import BotEnded, Setup
from tests.benchmarks.telegram.faults import Fault
from tests.benchmarks.telegram.ledger import Twice

GOOD = Outcome(10, 2, 1.0, 0, Twice(1, 1, 1, 0), 0.1, 0.1, 0, 0, stopped=True)

SAYS_READY_BUT_ANSWERS_NOTHING = """
import os, http.server
class Ready(http.server.BaseHTTPRequestHandler):
    do_GET = lambda self: self.send_response(200) or self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(os.environ["HEALTH_PORT"])), Ready).serve_forever()
"""


@pytest.fixture(autouse=True)
def _brief(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash, "AFTERWARDS", 0.0)
    monkeypatch.setattr(crash, "UNHURRIED", 200.0)
    monkeypatch.setattr(replicas, "WORKS_FOR", (0.3,))


async def test_nothing_is_lost_by_a_kill() -> None:
    outcome = await crash.crash(Plan(Setup(STAND_IN), kills=1, questions=6, delay=0.0))
    assert (outcome.questions, outcome.kills, outcome.lost) == (6, 1, 0)
    assert outcome.longest_wait_s > 0
    assert outcome.good


async def test_each_chat_gets_its_fact_of_the_day_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash, "FACTS_EVERY", 0.2)
    outcome = await crash.crash(Plan(Setup((*STAND_IN, "0.2")), kills=0, questions=1, delay=0.0, daily=3))
    assert (outcome.facts_missing, outcome.facts_twice) == (0, 0)
    assert outcome.good


async def test_a_bot_that_answers_nothing_loses_everything_but_for_the_bad_chat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(crash, "PATIENCE", 0.3)
    silent = Setup(("-c", SAYS_READY_BUT_ANSWERS_NOTHING))
    outcome = await crash.crash(Plan(silent, kills=1, questions=7, bad_chat=Fault.STALLED, daily=3))
    assert (outcome.lost, outcome.facts_missing, outcome.stopped) == (6, 3, False)
    assert not outcome.good


async def test_a_bot_that_ends_by_itself_is_named_with_its_log() -> None:
    with pytest.raises(BotEnded, match="Keine Lust"):
        await crash.crash(Plan(Setup(("-c", "raise SystemExit('Keine Lust')")), kills=1, questions=1))


@pytest.mark.parametrize(
    ("change", "good"),
    [
        ({}, True),
        ({"lost": 1}, False),
        ({"twice": Twice(0, 0, 0, 1)}, False),
        ({"facts_missing": 1}, True),
        ({"facts_missing": 1, "kills": 0}, False),
        ({"facts_twice": 1}, False),
        ({"stopped": False}, False),
    ],
)
def test_what_is_good(change: dict[str, Any], good: bool) -> None:
    assert replace(GOOD, **change).good is good


def test_replicas_need_a_database(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        crash.main(["--replicas", "2"])
    assert "--database" in capsys.readouterr().err


def test_as_json_and_exit_code(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    async def lost_one(plan: Plan) -> Outcome:
        assert (plan.kills, plan.faults, plan.bad_chat) == (3, 0.1, Fault.STALLED)
        return Outcome(10, 2, 1.0, 1, Twice(0, 0, 0, 0), 0.1, 0.1, 0, 0, stopped=True)

    monkeypatch.setattr(crash, "crash", lost_one)
    options = ["--kills", "3", "--faults", "0.1", "--bad-chat", "stalled"]
    assert crash.main([*options, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["lost"] == 1
    assert crash.main(options) == 1
    assert "lost                                    1" in capsys.readouterr().out
