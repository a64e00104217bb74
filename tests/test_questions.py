"""The question banks measure what was not taught: no question of theirs is an example."""

from pathlib import Path

import pytest

from bot.understanding.bank import read_bank
from bot.understanding.text import fold
from bot.understanding.understanding import Understanding, taught

BANKS = sorted((Path(__file__).parent / "questions").glob("*.tsv"))


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.stem)
def test_no_question_of_a_bank_is_an_example(understanding: Understanding, bank: Path) -> None:
    knowledge = understanding.knowledge
    examples = {fold(text) for _, text in taught(knowledge)}

    # Lines only: nobody reads the questions of a bank that is only scored.
    assert [question.line for question in read_bank(bank) if fold(question.text) in examples] == []
