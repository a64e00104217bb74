"""The question banks measure what was not taught: no question of theirs is an example."""

from pathlib import Path

import pytest

from bot.understanding.bank import read_bank
from bot.understanding.text import fold
from bot.understanding.understanding import Understanding

BANKS = sorted((Path(__file__).parent / "questions").glob("*.tsv"))


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.stem)
def test_no_question_of_a_bank_is_an_example(understanding: Understanding, bank: Path) -> None:
    knowledge = understanding.knowledge
    taught = {fold(text) for _, text in knowledge.examples()} | {*map(fold, knowledge.out_of_scope)}

    # Lines only: nobody reads the questions of a bank that is only scored.
    assert [question.line for question in read_bank(bank) if fold(question.text) in taught] == []
