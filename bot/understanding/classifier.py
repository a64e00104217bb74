"""Learns labels from rows of features: linear support vector machines, one label against the rest."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Matrix = NDArray[np.float32]
Labels = NDArray[np.int64]
Columns = NDArray[np.int32]

MOST_COLUMNS = 1 << 15
"""More features than these share columns; twice as many columns were no better for 195,000 features."""

MOST_WEIGHTS = 16_000_000
"""Up to so many weights, one for each column and label (64 MB): many labels have fewer columns."""

COST = np.float32(2)
"""How much an example on the wrong side counts; 0.5 and 1 were a little worse."""

ROUNDS = 5
"""How often training goes through all examples at least; after 4 it still depends on their order."""

MOST_ROUNDS = 8
"""How often it goes through a few of them; 20 were no better for 300 and for 1,400."""

VISITS = 10_000
"""Examples that it looks at as long as that takes no more rounds."""

FOLDS = 10
"""Parts of which each is left out once."""

SPREAD = np.uint32(2654435769)
"""2 to the power of 32 by the golden ratio: times this, neighbouring numbers fall far apart (Knuth 6.4)."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """Scores of every label for a row of features: about 1 for a sure label, 0 for most others."""

    _weights: Matrix
    """One row a column, which features share if there are many; one column a label."""
    _bias: Matrix

    def scores(self, columns: Columns, values: Matrix) -> Matrix:
        """One score a label for a row that has these values in these columns."""
        side = values @ self._weights[columns % len(self._weights)] + self._bias
        return np.asarray(np.maximum(side + 1, 0) / 2)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Scores of each example, one row each, from classifiers that have not seen it."""

    alone: Matrix
    """From one that has seen nine tenths of the other examples."""
    with_its_label: Matrix
    """From one that knows no example of its label, as of a tenth of all; that column is minus infinity."""


def train(rows: sparse.csr_matrix, labels: Labels, lots: Labels, count: int) -> Classifier:
    """Learn ``count`` labels from rows of features; ``labels`` holds one index a row.

    Squared hinge loss, by dual coordinate descent (Hsieh et al. 2008, "A Dual Coordinate Descent Method for
    Large-scale Linear SVM"), all labels at once. ``lots`` holds a number a row, the same for the same text:
    they say in which order the rows are looked at, so that one more hardly changes what the others teach.
    """
    shared = _shared(rows, count)
    weights, bias = np.zeros((shared.shape[1], count), np.float32), np.zeros(count, np.float32)
    signs = -np.ones((len(labels), count), np.float32)
    signs[np.arange(len(labels)), labels] = 1
    duals = np.zeros_like(signs)
    slack = 1 / (2 * COST)
    # The bias is the weight of a feature that every row has, with the value one.
    slopes = np.asarray(shared.multiply(shared).sum(axis=1), np.float32).ravel() + 1 + slack
    starts, columns_of, values_of = shared.indptr.tolist(), shared.indices, shared.data
    for place in _visits(lots):
        own = slice(starts[place], starts[place + 1])
        columns, values = columns_of[own], values_of[own]
        known, dual, sign = weights[columns], duals[place], signs[place]
        slope = sign * (values @ known + bias) - 1 + slack * dual
        step = sign * (np.maximum(dual - slope / slopes[place], 0) - dual)
        dual += sign * step
        known += np.multiply.outer(values, step)
        weights[columns] = known
        bias += step
    return Classifier(weights, bias)


def _shared(rows: sparse.csr_matrix, count: int) -> sparse.csr_matrix:
    """The rows with as many columns as there are weights for."""
    size = max(1, min(rows.shape[1], MOST_COLUMNS, MOST_WEIGHTS // count))
    parts = (rows.data.copy(), rows.indices % size, rows.indptr.copy())
    found = sparse.csr_matrix(parts, (rows.shape[0], size))
    found.sum_duplicates()
    return found


def _visits(lots: Labels) -> Iterator[int]:
    """The places of the rows in another order each round."""
    drawn = lots.astype(np.uint32)
    rounds = min(max(ROUNDS, VISITS // max(len(lots), 1)), MOST_ROUNDS)
    for _ in range(rounds):
        drawn = (drawn + 1) * SPREAD
        yield from np.argsort(drawn, kind="stable").tolist()


def leave_out(rows: sparse.csr_matrix, labels: Labels, lots: Labels, count: int) -> LeftOut:
    """The scores of every example when a tenth of the examples, or of the labels, is left out of training."""
    alone = np.empty((len(labels), count), np.float32)
    with_its_label = np.empty_like(alone)
    source = np.random.default_rng(0)
    fold_of_example = source.permutation(len(labels)) % FOLDS
    fold_of_label = source.permutation(count) % FOLDS
    for found, folds in ((alone, fold_of_example), (with_its_label, fold_of_label[labels])):
        for fold in range(FOLDS):
            out = folds == fold
            learned = train(rows[~out], labels[~out], lots[~out], count)
            for place in np.flatnonzero(out).tolist():
                row = rows[[place]]
                found[place] = learned.scores(row.indices, row.data)
    with_its_label[np.arange(len(labels)), labels] = -np.inf
    return LeftOut(alone, with_its_label)
