"""Leaving a step out changes what it is for, and nothing once it is back."""

import pytest

from bot.assistant import Assistant
from bot.understanding.bank import Question
from bot.understanding.decision import Kind
from bot.understanding.evaluation import score
from bot.understanding.understanding import Understanding
from tests.benchmarks import steps
from tests.benchmarks.steps import STEPS, cells, rows

STORY = "Ich stehe den ganzen Tag hinterm Tresen 🍺 Wie viele Betriebe posten täglich? Die Köchin fragt"
ASKED = [
    Question(Kind.ANSWER, ("taeglich",), ("taeglich",), "context", STORY),
    Question(
        Kind.ANSWER, (), ("facebook", "tiktok"), "comparison", "Facebook oder TikTok, was ist häufiger?"
    ),
    Question(Kind.CLARIFY, ("zustaendig_leitung", "tiktok"), (), "short", "Chef TikTok"),
    Question(Kind.OUT_OF_SCOPE, (), (), "off", "Wann fährt der nächste Bus?"),
]


LEARNED = ("- level of asked questions", "- second opinion")
"""Steps that learn the confidence again, minutes for all that is delivered."""


def test_every_step_has_a_row(understanding: Understanding, monkeypatch: pytest.MonkeyPatch) -> None:
    for step in LEARNED:
        monkeypatch.setitem(STEPS, step, STEPS["all"])

    found = list(rows(understanding, ASKED))

    assert [row[:34].strip() for row in found] == list(STEPS)
    assert found[0].split()[-5:] == ["100.0", "0.0", "0.0", "0.0", "100.0"]


@pytest.mark.parametrize(("step", "place"), [("- operations", 1), ("- keywords", 2)])
def test_a_step_is_left_out_and_put_back(understanding: Understanding, step: str, place: int) -> None:
    def right() -> bool:
        return score([ASKED[place]], understanding.decide, understanding.knowledge)[0].outcome == "richtig"

    assert right()
    with STEPS[step](understanding):
        assert not right()
    assert right()


@pytest.mark.parametrize("step", LEARNED)
def test_the_confidence_is_learned_again_and_put_back(
    sample_assistant: Assistant, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(steps, "asked", lambda _: iter(()))
    ranker = sample_assistant.understanding.ranker
    before = ranker.rank("Wie viele haben einen Plan?").best.confidence

    with STEPS[step](sample_assistant.understanding):
        learned = ranker.rank("Wie viele haben einen Plan?").best.confidence

    assert learned != before
    assert ranker.rank("Wie viele haben einen Plan?").best.confidence == before


def test_shares_of_nothing_are_nought() -> None:
    assert list(cells([])) == [0, 0, 0, 0, 0]
