"""Learns topics from examples: kernel ridge regression, with its exact leave-one-out scores."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

Matrix = NDArray[np.float32]
Labels = NDArray[np.int64]

RIDGE = 0.2
"""How much an example counts against its neighbours; flat between 0.1 and 0.5 in the ablation."""

SQUARED = np.float32(0.3)
"""Share of the quadratic part of the kernel; flat between 0.2 and 0.5 in the ablation."""

MOST_SUPPORTS = 9000
"""Up to so many examples all are supports; of more a sample is (memory grows with the square: 324 MB)."""

SUPPORTS = 3000
"""Supports drawn from a larger knowledge base."""

STABILISER = 1e-3
"""Added to the diagonal among sampled supports: examples that are alike make it singular otherwise."""

BLOCK = 500
"""Rows compared at once, to keep memory flat."""

FREQUENT = 0.05
"""Features of more than this share of the examples go through dense algebra, which is faster for them."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """Scores of every label for a row of features: about 1 for a sure label, about 0 for the others."""

    _columns: sparse.csr_matrix
    _weights: Matrix

    def scores(self, row: sparse.csr_matrix) -> Matrix:
        """One score a label."""
        likeness = _kernel((row @ self._columns).toarray())
        # einsum rather than BLAS: its threads would make a question wait for a busy machine's other work.
        return np.asarray(np.einsum("ij,jk->k", likeness, self._weights), np.float32)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Scores of each example, one row each, from a classifier that has not seen it."""

    alone: Matrix
    """Without the example itself."""
    with_its_label: Matrix
    """Without all examples of its label, as if its topic were unknown; that column is minus infinity."""


def train(rows: sparse.csr_matrix, labels: Labels, count: int) -> Classifier:
    """Learn ``count`` labels from rows of features; ``labels`` holds one index a row."""
    targets = _targets(labels, count)
    if len(labels) <= MOST_SUPPORTS:
        weights, _ = linalg.lapack.spotrs(_factor(rows), targets, lower=1)
        return Classifier(rows.T.tocsr(), np.ascontiguousarray(weights))
    chosen = np.sort(np.random.default_rng(0).choice(len(labels), SUPPORTS, replace=False))
    columns = rows[chosen].T.tocsr()
    members = sparse.csr_matrix(targets.T)
    among = np.zeros((SUPPORTS, SUPPORTS), np.float32)
    towards = np.zeros((count, SUPPORTS), np.float32)
    for start in range(0, len(labels), BLOCK):
        block = _kernel((rows[start : start + BLOCK] @ columns).toarray())
        among += block.T @ block
        towards += members[:, start : start + BLOCK] @ block
    among += RIDGE * _kernel((rows[chosen] @ columns).toarray())
    among.flat[:: SUPPORTS + 1] += np.float32(STABILISER)
    factor, _ = linalg.lapack.spotrf(among.T, lower=1, overwrite_a=1, clean=0)  # positive by the stabiliser
    weights, _ = linalg.lapack.spotrs(factor, towards.T, lower=1)
    return Classifier(columns, np.ascontiguousarray(weights))


def leave_out(rows: sparse.csr_matrix, labels: Labels, count: int) -> LeftOut:
    """The scores of every example when it, or its whole label, is left out of training.

    In closed form, so that nothing is trained again (Rifkin & Lippert 2007, "Notes on Regularized Least
    Squares", section 4).
    """
    targets = _targets(labels, count)
    triangle, _ = linalg.lapack.spotri(_factor(rows), lower=1, overwrite_c=1)
    inverse = np.tril(triangle) + np.tril(triangle, -1).T
    weights = inverse @ targets
    alone = targets - weights / np.diag(inverse)[:, None]
    with_its_label = np.empty_like(alone)
    for label in range(count):
        group = np.flatnonzero(labels == label)
        residual = np.linalg.solve(inverse[np.ix_(group, group)], weights[group])
        with_its_label[group] = targets[group] - residual
        with_its_label[group, label] = -np.inf
    return LeftOut(alone, with_its_label)


def _kernel(likeness: Matrix) -> Matrix:
    """Mostly linear, partly quadratic: the square lets pairs of features count together."""
    return np.asarray((1 - SQUARED) * likeness + SQUARED * np.square(likeness), np.float32)


def _targets(labels: Labels, count: int) -> Matrix:
    targets = np.zeros((len(labels), count), np.float32)
    targets[np.arange(len(labels)), labels] = 1
    return targets


def _factor(rows: sparse.csr_matrix) -> Matrix:
    """The Cholesky factor of the examples' kernel matrix plus the ridge, computed in place."""
    size = rows.shape[0]
    matrix = np.empty((size, size), np.float32)
    often = np.bincount(rows.indices, minlength=rows.shape[1]) > size * FREQUENT
    dense = rows[:, often].toarray()
    rare = (rows @ sparse.diags_array((~often).astype(np.float32))).T.tocsr()
    for start in range(0, size, BLOCK):
        stop = min(start + BLOCK, size)
        # The upper triangle suffices: to LAPACK, which counts by columns, it is the lower one.
        likeness = (rows[start:stop] @ rare[:, start:]).toarray()
        likeness += dense[start:stop] @ dense[start:].T
        matrix[start:stop, start:] = _kernel(likeness)
    matrix.flat[:: size + 1] += np.float32(RIDGE)
    factor, _ = linalg.lapack.spotrf(matrix.T, lower=1, overwrite_a=1, clean=0)  # positive by the ridge
    return np.asarray(factor)
