"""The benchmark of reading and checking runs; times are not asserted."""

import json

import pytest

from tests.benchmarks import knowledge


def test_measures_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert knowledge.main(["--topics", "6", "--files", "3", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["topics"], found["files"]) == (6, 3)
    assert (found["examples"], found["test_questions"]) == (60, 30)
    assert all(found[step] > 0 for step in ("read_s", "check_s", "likeness_s", "index_s", "replay_s"))


def test_says_it_in_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert knowledge.main(["--topics", "4", "--files", "2"]) == 0
    assert "topics          4" in capsys.readouterr().out


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(knowledge, "measure", interrupted)
    assert knowledge.main([]) == 130
