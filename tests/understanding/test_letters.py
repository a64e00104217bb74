"""The letters of a text: what is learned from them, across words, for any text."""

import numpy as np
import pytest

from bot.understanding.classifier import Classifier, Matrix, train
from bot.understanding.letters import BITS, Letters

EXAMPLES = [
    (0, "wie viele firmen nutzen tiktok"),
    (0, "ist tiktok verbreitet"),
    (0, "anteil der betriebe auf tiktok"),
    (0, "wer ist bei tiktok dabei"),
    (1, "wer macht social media der chef"),
    (1, "kuemmert sich die leitung darum"),
    (1, "bei wie vielen ist es chefsache"),
    (1, "macht das der inhaber selbst"),
    (2, "wie wird das wetter morgen"),
    (2, "regnet es am wochenende"),
    (2, "scheint heute die sonne"),
    (2, "brauche ich einen schirm"),
]
TEXTS = [text for _, text in EXAMPLES]
LABELS = np.array([label for label, _ in EXAMPLES])

Opinion = tuple[Letters, Classifier]


@pytest.fixture(scope="module")
def opinion() -> Opinion:
    letters = Letters()
    return letters, train(letters.learn(TEXTS), LABELS, np.arange(len(TEXTS)), 3)


def scores(opinion: Opinion, text: str) -> Matrix:
    letters, learned = opinion
    return learned.scores(*letters.row(text))


@pytest.mark.parametrize(("label", "text"), EXAMPLES)
def test_an_example_scores_high_for_its_label_and_low_for_the_others(
    opinion: Opinion, label: int, text: str
) -> None:
    found = scores(opinion, text)

    assert found.argmax() == label
    assert found[label] > 0.6
    assert np.delete(found, label).max() < 0.4


@pytest.mark.parametrize(
    ("text", "label"),
    [("tiktok anteil", 0), ("machts der chef selbst", 1), ("wird morgen die sonne scheinen", 2)],
)
def test_a_new_text_is_understood_by_its_letters(opinion: Opinion, text: str, label: int) -> None:
    assert scores(opinion, text).argmax() == label


@pytest.mark.parametrize("text", ["", "x", "ab", "7", "q" * 2000])
def test_any_text_has_scores_none_of_them_sure(opinion: Opinion, text: str) -> None:
    found = scores(opinion, text)

    assert found.shape == (3,)
    assert 0 <= found.min() <= found.max() < 0.6


def test_letters_count_across_words(opinion: Opinion) -> None:
    apart = scores(opinion, "dabei bei wer tiktok ist")

    assert apart[0] < scores(opinion, "wer ist bei tiktok dabei")[0]


def test_a_space_counts_as_a_letter() -> None:
    columns = [{*Letters().row(text)[0].tolist()} for text in ("das ist", "dasist")]

    assert columns[0] - columns[1]
    assert columns[1] - columns[0]


def test_a_new_text_has_the_row_that_it_would_have_as_an_example() -> None:
    letters = Letters()
    rows = letters.learn(TEXTS)

    columns, values = letters.row(TEXTS[3])

    assert np.array_equal(columns, rows[3].indices)
    assert np.array_equal(values, rows[3].data)
    assert np.isclose(values @ values, 1)
    assert columns.max() < 1 << BITS


def test_rare_ngrams_weigh_more() -> None:
    letters = Letters()
    letters.learn(["abc", "abc", "abc", "xyz"])

    often, seldom = (letters.row(text)[1] for text in ("abc xyz", "xyz"))

    assert often.min() < seldom.min()
