"""Learns topics from examples: kernel ridge regression with its exact leave-one-out scores."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

Matrix = NDArray[np.float32]

RIDGE = 0.2
"""Regularisation: how much an example counts against its neighbours; flat between 0.1 and 0.3 in the ablation."""

MOST_EXACT = 5500
"""Up to so many examples every one is a support; above, a sample is (memory and time grow with its square)."""

SUPPORTS = 2000
"""Supports drawn from a larger knowledge base."""


def kernel(likeness: Matrix) -> Matrix:
    """Half linear, half quadratic: the square lets pairs of features count together."""
    return (likeness + likeness * likeness) / 2


@dataclass(frozen=True, slots=True)
class Classifier:
    """Scores of every label for a row of features: about 1 for a sure label, about 0 for the others."""

    supports: sparse.csr_matrix
    weights: Matrix
    own: Matrix
    """The score of each example's own row in training when that example is left out; one row each."""
    others: Matrix
    """The same when all the examples of its label are left out; the label's own column is minus infinity."""

    def likeness(self, row: sparse.csr_matrix) -> Matrix:
        """How alike a row is to each support, from 0 to 1."""
        product: Matrix = (row @ self.supports.T).toarray()[0]
        return product

    def scores(self, likeness: Matrix) -> Matrix:
        """One score a label, from the likeness to the supports."""
        result: Matrix = kernel(likeness) @ self.weights
        return result


def train(rows: sparse.csr_matrix, labels: NDArray[np.int64], count: int) -> Classifier:
    """Learn ``count`` labels from rows of features; ``labels`` holds one index a row."""
    targets = np.zeros((len(labels), count), np.float32)
    targets[np.arange(len(labels)), labels] = 1
    if len(labels) <= MOST_EXACT:
        return _exact(rows, labels, targets)
    return _sampled(rows, labels, targets)


def _exact(rows: sparse.csr_matrix, labels: NDArray[np.int64], targets: Matrix) -> Classifier:
    inverse = _inverse(kernel((rows @ rows.T).toarray()), RIDGE)
    weights = inverse @ targets
    # Leave-one-out and leave-group-out residuals of ridge regression in closed form
    # (Rifkin & Lippert 2007, "Notes on Regularized Least Squares", section 4).
    own = targets - weights / np.diag(inverse)[:, None]
    others = np.empty_like(own)
    for label in range(targets.shape[1]):
        group = np.flatnonzero(labels == label)
        others[group] = targets[group] - np.linalg.solve(inverse[np.ix_(group, group)], weights[group])
        others[group, label] = -np.inf
    return Classifier(rows, weights, own, others)


def _sampled(rows: sparse.csr_matrix, labels: NDArray[np.int64], targets: Matrix) -> Classifier:
    chosen = np.sort(np.argsort(_position_in_label(labels), kind="stable")[:SUPPORTS])
    supports = rows[chosen]
    between = kernel((rows @ supports.T).toarray())
    among = between[chosen]
    inverse = _inverse(between.T @ between + RIDGE * among, 1e-3)
    weights = inverse @ (between.T @ targets)
    fitted = between @ weights
    leverage = np.einsum("ij,jk,ik->i", between, inverse, between, optimize=True)[:, None]
    own = targets - (targets - fitted) / np.maximum(1 - leverage, 1e-3)
    others = own.copy()
    others[np.arange(len(labels)), labels] = -np.inf
    return Classifier(supports, weights, own, others)


def _position_in_label(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """0 for the first example of each label, 1 for the second and so on."""
    seen: dict[int, int] = {}
    positions = np.empty_like(labels)
    for place, label in enumerate(labels.tolist()):
        positions[place] = seen.get(label, 0)
        seen[label] = positions[place] + 1
    return positions


def _inverse(matrix: Matrix, ridge: float) -> Matrix:
    """The inverse of a symmetric positive matrix plus ``ridge`` on its diagonal."""
    matrix = matrix + np.eye(len(matrix), dtype=np.float32) * np.float32(ridge)
    factor, failed = linalg.lapack.spotrf(matrix, lower=1, overwrite_a=1)
    if failed:
        raise ValueError("The examples cannot be told apart numerically.")
    inverse, _ = linalg.lapack.spotri(factor, lower=1, overwrite_c=1)
    lower = np.tril(inverse)
    return np.asarray(lower + np.tril(lower, -1).T, dtype=np.float32)
