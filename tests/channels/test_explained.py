"""The reasons that the terminal tells for a decision."""

import pytest

from bot.channels.explained import reason
from bot.understanding.decision import Clarify
from bot.understanding.explanation import Explanation, Step, Way


@pytest.mark.parametrize(
    ("word", "told"),
    [("kunden", "„kunden“ steht sonst eher in Fragen, die keine Quelle beantwortet"), (None, "Ein Teil der")],
)
def test_a_doubt_names_its_word_if_it_is_one(word: str | None, told: str) -> None:
    step = Step("Frage", True, Way.DOUBT, Clarify(0.8, ("tiktok",)), foreign=word)

    assert reason(step, Explanation("Frage", (step,))).startswith(told)
