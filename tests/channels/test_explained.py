"""The reasons that the terminal tells for a decision."""

import pytest

from bot.channels.explained import reason
from bot.understanding.decision import Clarify
from bot.understanding.explanation import Explanation, Step, Way


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("zuruck", "„Zurück“ steht sonst eher in Fragen, die keine Quelle beantwortet"),
        ("gehts", "„gehts“ steht"),
        (None, "Ein Teil der Nachricht klingt nach der ersten der Möglichkeiten"),
    ],
)
def test_a_doubt_names_its_word_as_it_is_written(word: str | None, told: str) -> None:
    question = "Zurück, geht’s?"
    step = Step(question, True, Way.DOUBT, Clarify(0.8, ("tiktok",)), foreign=word)

    assert reason(step, Explanation(question, (step,))).startswith(told)
