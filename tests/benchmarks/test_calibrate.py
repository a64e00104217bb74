"""Which questions the confidence learns from."""

from pathlib import Path

import pytest

from bot.understanding.bank import COLUMNS
from bot.understanding.understanding import Understanding
from tests.benchmarks import calibrate


def test_it_learns_from_banks_that_may_be_read_and_are_a_sample(
    understanding: Understanding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = {
        "fresh": "Wie viele nutzen TikTok?",
        "hard9": "Nutzt wer TikTok?",
        "scored9": "TikTok: Anteil?",
    }
    for name, question in questions.items():
        line = "\t".join(("answer", "tiktok", "tiktok", "formal", question))
        (tmp_path / f"{name}.tsv").write_text("\t".join(COLUMNS) + f"\n{line}\n", encoding="utf-8")
    monkeypatch.setattr(calibrate, "QUESTIONS", tmp_path)

    (found,) = calibrate.asked(understanding)

    assert found.right
    assert found.evidence == understanding.ranker.rank(questions["fresh"]).evidence
