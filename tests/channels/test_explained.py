"""The reasons that the terminal tells for a decision."""

import pytest

from bot.channels.explained import reason
from bot.understanding.decision import Clarify
from bot.understanding.doubts import Doubt, Reason
from bot.understanding.explanation import Explanation, Step


@pytest.mark.parametrize(
    ("why", "word", "told"),
    [
        (Reason.WORD, "zuruck", "„Zurück“ steht sonst eher in Fragen, die keine Quelle beantwortet"),
        (Reason.WORD, "gehts", "„gehts“ steht"),
        (Reason.WHOLE, None, "Ein Teil der Nachricht klingt nach der ersten der Möglichkeiten"),
        (Reason.GAPS, None, "Was gefragt ist, klingt auch nach Fragen, die keine Quelle beantwortet"),
    ],
)
def test_a_doubt_says_why_and_names_its_word_as_it_is_written(
    why: Reason, word: str | None, told: str
) -> None:
    question = "Zurück, geht’s?"
    step = Step(question, True, Doubt(("tiktok",), why, word), Clarify(0.8, ("tiktok",)))

    assert reason(step, Explanation(question, (step,))).startswith(told)
