"""The soak test runs, and people wait for what they asked before they do the next thing."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.benchmarks import soak, soak_people
from tests.benchmarks.bot_process import STAND_IN
from tests.benchmarks.soak import Sample, Soak
from tests.benchmarks.soak_people import People, Person
from tests.benchmarks.telegram.calls import Call
from tests.benchmarks.telegram.server import TelegramServer


async def test_a_short_soak_of_the_stand_in(capsys: pytest.CaptureFixture[str]) -> None:
    seen, people = await soak.soak(1, ["Wie viele?"], STAND_IN, rate=60, every=0.5)
    assert people.did.total() > 20
    assert set(people.did) >= {"question", "command", "hostile"}
    assert people.answered.total() <= people.did.total()
    assert seen.samples[-1].resident_mb > 20
    assert seen.samples[-1].open_files > 3
    assert seen.told == {}
    assert "MB" in capsys.readouterr().out
    assert any("lost" in line for line in soak.lines(seen, people))


async def _one(monkeypatch: pytest.MonkeyPatch, kind: str) -> tuple[People, Person]:
    """People of whom only one acts, once, in a certain way."""
    monkeypatch.setattr(soak_people, "PEOPLE", 1)
    people = People(["Wie viele?"])
    person = people._people[0]
    person.presses = kind == "button"
    person.kept = ["t:plan"]
    async with TelegramServer(people) as server:
        while not people.did[kind]:
            person.waits_for = ""
            people.act(server)
    return people, person


async def test_each_person_waits_for_the_answer_and_one_more_counts_as_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people, person = await _one(monkeypatch, "question")
    assert people.waiting() == {"question": 1}
    people.accepted(Call("sendchataction", {}, person.chat), told=True)
    assert people.waiting() == {"question": 1}
    people.accepted(Call("sendmessage", {}, person.chat), told=False)
    assert not people.waiting()
    people.accepted(Call("sendmessage", {}, person.chat), told=True)
    assert (people.twice_untold, people.twice.total()) == (1, 0)
    people.accepted(Call("sendmessage", {}, person.chat), told=True)
    assert (people.twice_untold, people.twice.total()) == (1, 1)


async def test_a_pressed_button_waits_for_its_own_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    people, person = await _one(monkeypatch, "button")
    people.accepted(Call("sendmessage", {}, person.chat), told=True)
    assert people.waiting() == {"button": 1}
    people.accepted(Call("answercallbackquery", {"callback_query_id": person.query}), told=True)
    assert not people.waiting()
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "t:mail"}, {"text": "y", "url": "u"}]]}
    people.accepted(Call("sendmessage", {"reply_markup": json.dumps(markup)}, person.chat), told=True)
    assert person.kept == ["t:mail"]
    assert people.twice.total() == 0


def test_updates_in_the_inbox_are_counted(tmp_path: Path) -> None:
    assert soak.inbox(tmp_path) == (0, 0)
    with closing(sqlite3.connect(tmp_path / soak.FILE)) as connection:
        connection.execute("CREATE TABLE inbox (payload)")
        connection.execute("INSERT INTO inbox VALUES ('{}'), (''), ('')")
        connection.commit()
    assert soak.inbox(tmp_path) == (1, 3)


def test_memory_is_compared_after_the_warm_up() -> None:
    samples = [
        Sample(60.0 * at, 0, 0, 0, memory, 5, 0, 0) for at, memory in enumerate((100, 150, 152, 153, 155))
    ]
    grown, hourly = Soak(samples).growth()
    assert grown == 5
    assert hourly == pytest.approx(100)
