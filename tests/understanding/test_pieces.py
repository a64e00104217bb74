"""The pieces of a question and the options that they name."""

import pytest

from bot.understanding.pieces import alternatives
from bot.understanding.text import fold


@pytest.mark.parametrize(
    ("question", "pieces"),
    [
        ("Chef oder Team?", ["chef", "team"]),
        ("Chef, Team und Marketing", ["chef team", "marketing"]),
        ("mehr Mails als Briefe", ["mehr mails", "briefe"]),
        ("Mail versus Brief", ["mail", "brief"]),
        ("Mail", ["mail"]),
        ("oder?", []),
        ("", []),
    ],
)
def test_a_text_is_cut_at_words_that_join_alternatives(question: str, pieces: list[str]) -> None:
    assert alternatives(fold(question)) == pieces
