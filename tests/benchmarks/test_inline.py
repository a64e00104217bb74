"""The benchmark of inline queries runs; times are not asserted."""

import json

import pytest

from tests.benchmarks import inline
from tests.benchmarks.synthetic import Writer


def test_measures_every_text_on_the_way_to_a_topic() -> None:
    small = Writer(topics=4).knowledge(examples=5)
    result = inline.measure(small)
    assert result.queries == len(inline.typed(small)) > 50
    assert 0 < result.p50_ms <= result.p99_ms <= result.slowest_ms


def test_prints_a_line_or_an_object(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inline.files, "load", lambda _: Writer(topics=2).knowledge(examples=2))
    assert inline.main([]) == 0
    assert "inline queries: p50" in capsys.readouterr().out
    assert inline.main(["--json"]) == 0
    assert json.loads(capsys.readouterr().out)["queries"] > 2
