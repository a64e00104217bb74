"""The latency benchmark runs and its made-up knowledge is always the same; times are not asserted."""

import pytest

from bot.knowledge.model import Knowledge
from tests.benchmarks import latency
from tests.benchmarks.synthetic import Writer


@pytest.fixture(scope="module")
def small() -> Knowledge:
    return Writer(topics=4).knowledge(examples=5)


def test_made_up_knowledge_is_always_the_same(small: Knowledge) -> None:
    assert small == Writer(topics=4).knowledge(examples=5)
    assert len(small.topics) == 4
    assert len(list(small.examples())) == 20
    assert Writer(topics=4).questions(3) == Writer(topics=4).questions(3)


def test_measures_decisions_beside_plain_rapidfuzz(small: Knowledge) -> None:
    result = latency.measure("small", small, ["Wie viele Firmen planen das?", "asdf"])
    assert (result.topics, result.examples, result.questions) == (4, 20, 2)
    assert 0 < result.decision_p50_ms <= result.decision_p99_ms
    assert any("rapidfuzz" in line for line in latency.lines(result))


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(latency, "results", interrupted)
    assert latency.main([]) == 130
