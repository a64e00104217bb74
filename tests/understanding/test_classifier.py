"""Linear support vector machines: right labels, the least loss, and nothing seen of what is left out."""

import numpy as np
import pytest
from scipy import optimize, sparse

from bot.understanding import classifier
from bot.understanding.classifier import COST, Classifier, Labels, leave_out, train

LABELS = np.array([0, 0, 0, 1, 1, 1, 2, 2], np.int64)


def unit_rows(seed: int, labels: Labels, columns: int = 12) -> sparse.csr_matrix:
    """Rows of length one, those of a label around a common direction."""
    random = np.random.default_rng(seed)
    centres = random.random((int(labels.max()) + 1, columns)) ** 4
    rows = centres[labels] + 0.1 * random.random((len(labels), columns))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return sparse.csr_matrix(rows.astype(np.float32))


def lots(size: int) -> Labels:
    return np.random.default_rng(0).integers(0, 1 << 32, size)


def learn(rows: sparse.csr_matrix, labels: Labels, count: int) -> Classifier:
    return train(rows, labels, lots(len(labels)), count)


def scores(found: Classifier, rows: sparse.csr_matrix) -> np.ndarray:
    return np.array([found.scores(row.indices, row.data) for row in rows])


@pytest.mark.parametrize("seed", range(3))
def test_every_example_scores_highest_for_its_own_label(seed: int) -> None:
    rows = unit_rows(seed, LABELS)

    found = scores(learn(rows, LABELS, 3), rows)

    assert found.shape == (8, 3)
    assert found.argmax(axis=1).tolist() == LABELS.tolist()


def test_a_row_without_any_feature_is_no_sure_label() -> None:
    (found,) = scores(learn(unit_rows(0, LABELS), LABELS, 3), sparse.csr_matrix((1, 12), dtype=np.float32))

    assert 0 <= found.min() <= found.max() < 0.5


def test_a_label_without_examples_scores_nothing() -> None:
    rows = unit_rows(0, LABELS)

    assert np.allclose(scores(learn(rows, LABELS, 4), rows)[:, 3], 0, atol=0.02)


@pytest.mark.parametrize("label", range(3))
@pytest.mark.parametrize("length", [1, 8])  # of long rows some are surer than they need to be
def test_training_finds_the_least_squared_hinge_loss(
    label: int, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classifier, "MOST_ROUNDS", 500)
    rows = length * unit_rows(1, LABELS).toarray().astype(np.float64)
    with_bias = np.hstack([rows, np.ones((8, 1))])
    sides = np.where(label == LABELS, 1, -1)

    def loss(weights: np.ndarray) -> float:
        short = np.maximum(1 - sides * (with_bias @ weights), 0)
        return float(weights @ weights / 2 + COST * (short**2).sum())

    least = optimize.minimize(loss, np.zeros(13), method="BFGS").x
    long_rows = sparse.csr_matrix(rows.astype(np.float32))
    found = scores(learn(long_rows, LABELS, 3), long_rows)

    assert np.allclose(found[:, label], np.maximum(with_bias @ least + 1, 0) / 2, atol=3e-3)


def test_training_twice_gives_the_same() -> None:
    rows = unit_rows(0, LABELS)

    assert np.array_equal(scores(learn(rows, LABELS, 3), rows), scores(learn(rows, LABELS, 3), rows))


def test_features_share_columns_if_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = unit_rows(2, LABELS, columns=40)
    monkeypatch.setattr(classifier, "MOST_COLUMNS", 16)

    found = learn(rows, LABELS, 3)

    assert found._weights.shape == (16, 3)
    assert scores(found, rows).argmax(axis=1).tolist() == LABELS.tolist()
    columns, values = np.array([3, 19, 35], np.int32), np.ones(3, np.float32)
    once = found.scores(columns[:1], values[:1] * 3)
    assert np.allclose(found.scores(columns, values), once)


def test_many_labels_have_fewer_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "MOST_WEIGHTS", 4 * 10)

    assert learn(unit_rows(2, LABELS), LABELS, 4)._weights.shape == (10, 4)


def test_training_leaves_the_rows_as_they_are() -> None:
    rows = unit_rows(0, LABELS)
    before = rows.copy()

    learn(rows, LABELS, 3)

    assert (rows != before).nnz == 0


def test_one_more_example_hardly_changes_in_which_order_the_others_are_looked_at() -> None:
    drawn = lots(500)

    before = list(classifier._visits(drawn))
    after = [place for place in classifier._visits(np.append(drawn, 7)) if place < 500]

    assert after[: len(before)] == before[: len(after)]
    assert sorted(before[:500]) == sorted(before[500:1000]) == list(range(500))
    assert before[:500] != before[500:1000]


def test_what_is_left_out_is_less_sure_than_what_was_learned() -> None:
    labels = np.tile(LABELS, 20)
    rows = unit_rows(3, labels)
    own = np.arange(len(labels)), labels

    left_out = leave_out(rows, labels, lots(len(labels)), 3)
    learned = scores(learn(rows, labels, 3), rows)

    assert left_out.alone[own].mean() < learned[own].mean()
    assert (left_out.alone.argmax(axis=1) == labels).all()
    assert np.isneginf(left_out.with_its_label[own]).all()
    assert np.isfinite(np.delete(left_out.with_its_label[0], labels[0])).all()


def test_a_label_that_is_left_out_teaches_nothing() -> None:
    rows = unit_rows(3, LABELS)
    kept = LABELS != 2

    expected = scores(train(rows[kept], LABELS[kept], lots(8)[kept], 3), rows[~kept])

    found = leave_out(rows, LABELS, lots(8), 3).with_its_label[~kept]
    assert np.allclose(found[:, :2], expected[:, :2])
