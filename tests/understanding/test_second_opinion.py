"""The second opinion: a linear classifier over letters as they were typed."""

import numpy as np
import pytest

from bot.understanding.second_opinion import SecondOpinion, leave_out, train

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


@pytest.fixture(scope="module")
def opinion() -> SecondOpinion:
    return train(TEXTS, LABELS, 3)


@pytest.mark.parametrize(("label", "text"), EXAMPLES)
def test_an_example_scores_high_for_its_label_and_low_for_the_others(
    opinion: SecondOpinion, label: int, text: str
) -> None:
    scores = opinion.scores(text)

    assert scores.argmax() == label
    assert scores[label] > 0.6
    assert np.delete(scores, label).max() < 0.4


@pytest.mark.parametrize(
    ("text", "label"),
    [("tiktok anteil", 0), ("machts der chef selbst", 1), ("wird morgen die sonne scheinen", 2)],
)
def test_a_new_text_is_understood_by_its_letters(opinion: SecondOpinion, text: str, label: int) -> None:
    assert opinion.scores(text).argmax() == label


@pytest.mark.parametrize("text", ["", "x", "ab", "7", "q" * 2000])
def test_any_text_has_scores_none_of_them_sure(opinion: SecondOpinion, text: str) -> None:
    scores = opinion.scores(text)

    assert scores.shape == (3,)
    assert 0 <= scores.min() <= scores.max() < 0.6


def test_letters_count_across_words(opinion: SecondOpinion) -> None:
    apart = opinion.scores("dabei bei wer tiktok ist")

    assert apart[0] < opinion.scores("wer ist bei tiktok dabei")[0]


def test_the_same_examples_give_the_same_opinion(opinion: SecondOpinion) -> None:
    again = train(TEXTS, LABELS, 3)

    assert (again.scores("wer ist auf tiktok") == opinion.scores("wer ist auf tiktok")).all()


def test_what_is_left_out_is_less_sure_than_what_was_learned(opinion: SecondOpinion) -> None:
    left_out = leave_out(TEXTS, LABELS, 3)
    learned = np.array([opinion.scores(text) for text in TEXTS])
    own = np.arange(len(TEXTS)), LABELS

    assert left_out.alone[own].mean() < learned[own].mean() - 0.2
    assert np.isneginf(left_out.with_its_label[own]).all()
    assert np.isfinite(np.delete(left_out.with_its_label[0], LABELS[0])).all()


def test_what_is_left_out_is_known_by_what_is_like_it() -> None:
    texts = [*TEXTS, *(f"{text} bitte" for text in TEXTS)]
    labels = np.tile(LABELS, 2)

    left_out = leave_out(texts, labels, 3)

    assert (left_out.alone.argmax(axis=1) == labels).mean() > 0.8
