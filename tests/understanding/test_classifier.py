"""Kernel ridge regression: right labels; leave-one-out scores equal training again without the example."""

import numpy as np
import pytest
from scipy import sparse

from bot.understanding import classifier
from bot.understanding.classifier import RIDGE, SQUARED, Classifier, leave_out, train

LABELS = np.array([0, 0, 0, 1, 1, 1, 2, 2], np.int64)


def unit_rows(seed: int, labels: np.ndarray) -> sparse.csr_matrix:
    """Rows of length one, those of a label around a common direction."""
    random = np.random.default_rng(seed)
    centres = random.random((int(labels.max()) + 1, 12)) ** 4
    rows = centres[labels] + 0.1 * random.random((len(labels), 12))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return sparse.csr_matrix(rows.astype(np.float32))


def learn(rows: sparse.csr_matrix, labels: np.ndarray, count: int) -> Classifier:
    return train(rows, labels, np.random.default_rng(0).permutation(len(labels)), count)


def scores(found: Classifier, rows: sparse.csr_matrix) -> np.ndarray:
    return np.array([found.scores(row.indices, row.data) for row in rows])


@pytest.mark.parametrize("seed", range(3))
def test_every_example_scores_highest_for_its_own_label(seed: int) -> None:
    rows = unit_rows(seed, LABELS)

    found = scores(learn(rows, LABELS, 3), rows)

    assert found.shape == (8, 3)
    assert found.argmax(axis=1).tolist() == LABELS.tolist()


def test_a_row_without_any_feature_scores_nothing() -> None:
    rows = unit_rows(0, LABELS)

    assert scores(learn(rows, LABELS, 3), sparse.csr_matrix((1, 12), dtype=np.float32)).tolist() == [
        [0, 0, 0]
    ]


def test_a_label_without_examples_scores_nothing() -> None:
    rows = unit_rows(0, LABELS)

    assert np.allclose(scores(learn(rows, LABELS, 4), rows)[:, 3], 0, atol=1e-5)


@pytest.mark.parametrize("size", range(1, 9))
@pytest.mark.parametrize("block", [1, 2, 3, 100])
def test_weights_solve_the_ridge_regression(size: int, block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "BLOCK", block)
    monkeypatch.setattr(classifier, "ROUNDS", 0)
    rows, labels = unit_rows(0, LABELS)[:size], LABELS[:size]
    likeness = (rows @ rows.T).toarray().astype(np.float64)
    kernel = (1 - SQUARED) * likeness + SQUARED * likeness**2
    expected = kernel @ np.linalg.solve(kernel + RIDGE * np.eye(size), np.eye(3)[labels])

    assert np.allclose(scores(learn(rows, labels, 3), rows), expected, atol=1e-4)


def test_rows_are_scored_together_as_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "BLOCK", 3)
    rows = sparse.vstack([unit_rows(0, LABELS), sparse.csr_matrix((1, 12), dtype=np.float32)]).tocsr()
    found = learn(rows[:8], LABELS, 3)

    assert np.allclose(found.many_scores(rows), scores(found, rows), atol=1e-6)


def test_the_order_of_the_features_does_not_matter() -> None:
    rows = unit_rows(0, LABELS)
    found = learn(rows, LABELS, 3)
    columns, values = rows[0].indices, rows[0].data

    assert np.allclose(found.scores(columns[::-1], values[::-1]), found.scores(columns, values), atol=1e-6)


def test_training_twice_gives_the_same() -> None:
    rows = unit_rows(0, LABELS)

    assert np.array_equal(scores(learn(rows, LABELS, 3), rows), scores(learn(rows, LABELS, 3), rows))


@pytest.mark.parametrize("size", [7, 8])
@pytest.mark.parametrize("place", range(7))
def test_leaving_one_out_equals_training_without_it(
    place: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classifier, "ROUNDS", 0)
    rows, labels = unit_rows(1, LABELS)[:size], LABELS[:size]
    kept = np.arange(size) != place

    (expected,) = scores(learn(rows[kept], labels[kept], 3), rows[[place]])

    assert np.allclose(leave_out(rows, labels, 3).alone[place], expected, atol=1e-3)


@pytest.mark.parametrize("label", range(3))
def test_leaving_a_label_out_equals_training_without_it(label: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "ROUNDS", 0)
    rows = unit_rows(1, LABELS)
    kept = label != LABELS
    others = np.arange(3) != label

    expected = scores(learn(rows[kept], LABELS[kept], 3), rows[~kept])
    found = leave_out(rows, LABELS, 3).with_its_label[~kept]

    assert np.allclose(found[:, others], expected[:, others], atol=1e-3)
    assert np.isneginf(found[:, label]).all()


def hinge_loss(rows: sparse.csr_matrix) -> float:
    """What sharpening makes small: how far scores fall short of their targets, and the weights' size."""
    found = learn(rows, LABELS, 3)
    likeness = (rows @ rows.T).toarray().astype(np.float64)
    kernel = (1 - SQUARED) * likeness + SQUARED * likeness**2
    weights = found._weights.T.astype(np.float64)
    short = np.where(np.eye(3)[LABELS] > 0, 1 - kernel @ weights, kernel @ weights).clip(min=0)
    return float((short**2).sum() + RIDGE * np.einsum("il,ij,jl->", weights, kernel, weights))


def test_every_round_sharpens_the_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, losses = unit_rows(1, LABELS), []
    for rounds in (0, 1, 3, 60):
        monkeypatch.setattr(classifier, "ROUNDS", rounds)
        losses.append(hinge_loss(rows))

    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < losses[0]


def test_much_to_learn_is_not_sharpened(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = unit_rows(1, LABELS)
    sharp = scores(learn(rows, LABELS, 3), rows)
    monkeypatch.setattr(classifier, "WORK", 2 * 8 * 8 * 3 - 1)
    plain = scores(learn(rows, LABELS, 3), rows)
    monkeypatch.setattr(classifier, "ROUNDS", 0)

    assert np.array_equal(plain, scores(learn(rows, LABELS, 3), rows))
    assert not np.allclose(plain, sharp, atol=1e-3)


def test_a_large_knowledge_learns_from_a_sample_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = np.repeat(np.arange(4, dtype=np.int64), 30)
    rows = unit_rows(2, labels)
    exact = scores(learn(rows, labels, 4), rows)
    monkeypatch.setattr(classifier, "MOST_SUPPORTS", 100)
    monkeypatch.setattr(classifier, "SUPPORTS", 40)

    sampled = scores(learn(rows, labels, 4), rows)

    assert sampled.argmax(axis=1).tolist() == labels.tolist()
    assert np.abs(sampled - exact).max() < 0.2


def test_of_a_large_knowledge_a_small_topic_keeps_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = np.repeat(np.arange(3, dtype=np.int64), [300, 300, 4])
    rows = unit_rows(2, labels)
    monkeypatch.setattr(classifier, "MOST_SUPPORTS", 100)
    monkeypatch.setattr(classifier, "SUPPORTS", 30)
    monkeypatch.setattr(classifier, "FIRST", 4)

    found = scores(learn(rows, labels, 3), rows)

    assert found[-4:].argmax(axis=1).tolist() == [2] * 4
    assert found[-4:, 2].min() > 0.7


def test_many_labels_have_fewer_supports(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = np.repeat(np.arange(4, dtype=np.int64), 30)
    monkeypatch.setattr(classifier, "MOST_WEIGHTS", 4 * 20)

    found = learn(unit_rows(2, labels), labels, 4)

    assert found._weights.shape == (4, 20)


def test_one_more_example_hardly_changes_which_others_are_compared_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    labels = np.repeat(np.arange(3, dtype=np.int64), 40)
    lots = np.random.default_rng(0).permutation(len(labels))
    monkeypatch.setattr(classifier, "FIRST", 4)

    chosen = classifier._sample(labels, lots, 30)
    one_more = classifier._sample(np.append(labels, 2), np.append(lots, 7), 30)

    assert len(chosen) == len(one_more) == 30
    assert len({*chosen.tolist()} - {*one_more.tolist()}) <= 1


def test_the_first_examples_of_each_label_come_before_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = np.repeat(np.arange(2, dtype=np.int64), [30, 4])
    monkeypatch.setattr(classifier, "FIRST", 4)

    chosen = classifier._sample(labels, np.arange(34), 10)

    assert sorted(chosen.tolist()) == [*range(6), *range(30, 34)]
