"""Learns topics from examples: kernel ridge regression, with its exact leave-one-out scores."""

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray
from scipy import sparse

# scipy.linalg is named in full: so it is loaded by training only, 8 MB that answering does without.
Matrix = NDArray[np.float32]
Labels = NDArray[np.int64]
Columns = NDArray[np.int32]

RIDGE = 0.1
"""How much an example counts against its neighbours; flat between 0.1 and 0.5 in the ablation."""

ROUNDS = 20
"""Rounds of sharpening; 10 gained half as much in cross-validation."""

WORK = 2e10
"""Multiplications and additions that sharpening may take, half a second: fewer rounds if there is much."""

SQUARED = np.float32(0.3)
"""Share of the quadratic part of the kernel; flat between 0.2 and 0.5 in the ablation."""

MOST_SUPPORTS = 14_000
"""Up to so many examples all are supports; of more a sample is (memory grows with the square: 392 MB)."""

MOST_WEIGHTS = 4_000_000
"""Up to so many weights, one for each support and label: a question goes through all of them (16 MB)."""

SUPPORTS = 6000
"""Most supports drawn from a larger knowledge base; of 20,000 examples 4,000 were worse, 8,000 no better."""

FIRST = 20
"""Examples of each label that are drawn before more of any other."""

STABILISER = 1e-3
"""Added to the diagonal among sampled supports: examples that are alike make it singular otherwise."""

BLOCK = 500
"""Rows compared at once, to keep memory flat."""

FREQUENT = 0.05
"""Features of more than this share of the examples go through dense algebra, which is faster for them."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """Scores of every label for a row of features: about 1 for a sure label, about 0 for the others."""

    _starts: Columns
    """Where the supports of each feature begin in the two arrays that follow; one more at the end."""
    _supports: Columns
    _values: Matrix
    _weights: Matrix
    """One row a label, one column a support."""

    def scores(self, columns: Columns, values: Matrix) -> Matrix:
        """One score a label for a row that has these values in these columns, each named once."""
        # A product for each label rather than one for all: BLAS would share that one out among threads, and
        # a question would wait for a busy machine's other work.
        return np.asarray(np.vecdot(self._weights, _kernel(self._likeness(columns, values))))

    def many_scores(self, rows: sparse.csr_matrix) -> Matrix:
        """One score a label for each row; for hundreds of rows several times as fast as one by one."""
        shape = (len(self._starts) - 1, self._weights.shape[1])
        supports = _Supports(sparse.csr_matrix((self._values, self._supports, self._starts), shape=shape))
        found = np.empty((rows.shape[0], self._weights.shape[0]), np.float32)
        for start in range(0, rows.shape[0], BLOCK):
            block = slice(start, start + BLOCK)
            found[block] = supports.kernel(rows[block]) @ self._weights.T
        return found

    def _likeness(self, columns: Columns, values: Matrix) -> Matrix:
        """The row's likeness to every support.

        scipy's product of a matrix that has the row's features only, laid over the arrays as they are: it
        copies nothing. Its columns are the features from the last to the first, and between two of them one
        that ends before it begins, so no time goes into it; its factor is nought in any case.
        """
        if not len(columns):
            return np.zeros(self._weights.shape[1], np.float32)
        order = np.argsort(-columns)
        columns = columns[order]
        bounds = np.empty(2 * len(columns), np.int32)
        bounds[::2] = self._starts[columns]
        bounds[1::2] = self._starts[columns + 1]
        factors = np.zeros(len(bounds) - 1, np.float32)
        factors[::2] = values[order]
        laid = sparse.csc_array((self._weights.shape[1], len(factors)), dtype=np.float32)
        laid.indptr, laid.indices, laid.data = bounds, self._supports, self._values
        return np.asarray(laid @ factors)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Scores of each example, one row each, from a classifier that has not seen it."""

    alone: Matrix
    """Without the example itself."""
    with_its_label: Matrix
    """Without all examples of its label, as if its topic were unknown; that column is minus infinity."""


def train(rows: sparse.csr_matrix, labels: Labels, lots: Labels, count: int) -> Classifier:
    """Learn ``count`` labels from rows of features; ``labels`` holds one index a row.

    ``lots`` holds a number a row, the same for the same text: of too many those with the lowest are supports,
    so that one more example hardly changes which others are.
    """
    size = len(labels)
    if size <= MOST_SUPPORTS and size * count <= MOST_WEIGHTS:
        even = size + size % 2
        targets = np.zeros((even, count), np.float32, order="F")
        targets[:size] = _targets(labels, count)
        return _classifier(rows.T.tocsr(), _sharpened(_factor(rows), targets)[:size])
    chosen = _sample(labels, lots, min(SUPPORTS, MOST_WEIGHTS // count))
    features = rows[chosen].T.tocsr()
    supports = _Supports(features)
    members = sparse.csr_matrix(_targets(labels, count).T)
    among = np.zeros((len(chosen), len(chosen)), np.float32, order="F")
    towards = np.zeros((count, len(chosen)), np.float32)
    for start in range(0, size, BLOCK):
        block = supports.kernel(rows[start : start + BLOCK])
        among = scipy.linalg.blas.ssyrk(1, block.T, beta=1, c=among, lower=1, overwrite_c=1)
        towards += members[:, start : start + BLOCK] @ block
    among += RIDGE * supports.kernel(rows[chosen])
    among.T.flat[:: len(chosen) + 1] += np.float32(STABILISER)
    factor, _ = scipy.linalg.lapack.spotrf(
        among, lower=1, overwrite_a=1, clean=0
    )  # positive by the stabiliser
    weights, _ = scipy.linalg.lapack.spotrs(factor, towards.T, lower=1)
    return _classifier(features, weights)


def _sample(labels: Labels, lots: Labels, most: int) -> Labels:
    """Up to ``most`` examples by their lots, of every label first: a small topic keeps its own."""
    order = np.argsort(lots, kind="stable")
    drawn = np.empty(len(labels), np.int64)
    for label in np.unique(labels):
        members = order[labels[order] == label]
        drawn[members] = np.minimum(np.arange(len(members)), FIRST)
    return np.sort(order[np.argsort(drawn[order], kind="stable")][:most])


def _sharpened(factor: Matrix, targets: Matrix) -> Matrix:
    """The weights by which an example may be surer than its target, but not less sure (squared hinge loss).

    A round solves for targets that have moved to the scores of the round before where those go beyond them,
    and a bit further (Nesterov's acceleration): each costs the same solution as plain ridge regression does.
    """
    size, count = targets.shape
    rounds = min(ROUNDS, int(WORK / (2 * size * size * count)))
    inside = targets > 0
    moved = before = targets
    weights = _solved(factor, moved)
    step = 1.0
    for _ in range(rounds):
        scores = moved - RIDGE * weights
        reached = np.where(inside, np.maximum(scores, 1), np.minimum(scores, 0))
        longer = (1 + np.sqrt(1 + 4 * step * step)) / 2
        moved = reached + np.float32((step - 1) / longer) * (reached - before)
        moved = np.where(inside, np.maximum(moved, 1), np.minimum(moved, 0))
        before, step = reached, longer
        weights = _solved(factor, moved)
    return weights


def _solved(factor: Matrix, targets: Matrix) -> Matrix:
    found, _ = scipy.linalg.lapack.spftrs(len(targets), factor, targets, uplo="L")
    return np.asarray(found)


def leave_out(rows: sparse.csr_matrix, labels: Labels, count: int) -> LeftOut:
    """The scores of every example when it, or its whole label, is left out of training.

    In closed form, so that nothing is trained again (Rifkin & Lippert 2007, "Notes on Regularized Least
    Squares", section 4).
    """
    size = len(labels)
    even = size + size % 2
    targets = _targets(labels, count)
    packed, _ = scipy.linalg.lapack.spftri(even, _factor(rows), uplo="L", overwrite_a=1)
    triangle, _ = scipy.linalg.lapack.stfttr(even, packed, uplo="L")
    inverse = (np.tril(triangle) + np.tril(triangle, -1).T)[:size, :size]
    weights = inverse @ targets
    alone = targets - weights / np.diag(inverse)[:, None]
    with_its_label = np.empty_like(alone)
    for label in range(count):
        group = np.flatnonzero(labels == label)
        residual = np.linalg.solve(inverse[np.ix_(group, group)], weights[group])
        with_its_label[group] = targets[group] - residual
        with_its_label[group, label] = -np.inf
    return LeftOut(alone, with_its_label)


def _classifier(features: sparse.csr_matrix, weights: Matrix) -> Classifier:
    """``features`` has one row each, ``weights`` one row a support."""
    return Classifier(features.indptr, features.indices, features.data, np.ascontiguousarray(weights.T))


class _Supports:
    """Examples to compare rows with, many at once; dense algebra is faster for the frequent features."""

    def __init__(self, features: sparse.csr_matrix) -> None:
        """``features`` has one row each, one column an example."""
        often = np.diff(features.indptr) > features.shape[1] * FREQUENT
        self._often = np.flatnonzero(often)
        self._dense = features[self._often].toarray()
        self._rare = (sparse.diags_array((~often).astype(np.float32)) @ features).tocsr()

    def kernel(self, rows: sparse.csr_matrix, first: int = 0, end: int | None = None) -> Matrix:
        """The kernel of the rows with the examples from ``first`` to ``end``, or to the last."""
        rare = self._rare if first == 0 and end is None else self._rare[:, first:end]
        likeness = (rows @ rare).toarray()
        likeness += rows[:, self._often].toarray() @ self._dense[:, first:end]
        return _kernel(likeness)


def _kernel(likeness: Matrix) -> Matrix:
    """Mostly linear, partly quadratic: the square lets pairs of features count together."""
    factor = likeness * SQUARED
    factor += 1 - SQUARED
    factor *= likeness
    return factor


def _targets(labels: Labels, count: int) -> Matrix:
    targets = np.zeros((len(labels), count), np.float32)
    targets[np.arange(len(labels)), labels] = 1
    return targets


def _factor(rows: sparse.csr_matrix) -> Matrix:
    """The Cholesky factor of the examples' kernel matrix plus the ridge, packed."""
    packed = _packed(rows)
    factor, _ = scipy.linalg.lapack.spftrf(rows.shape[0] + rows.shape[0] % 2, packed, uplo="L", overwrite_a=1)
    return np.asarray(factor)  # there is one: the ridge makes the matrix positive


def _packed(rows: sparse.csr_matrix) -> Matrix:
    """The examples' kernel matrix plus the ridge, in LAPACK's rectangular full packed format.

    It takes half of the memory: lower and not transposed, a rectangle that is seen here by its rows. Row j
    holds the matrix's row half + j from the column half to the diagonal, then its row j from the diagonal to
    the end. An odd number of examples gets one more, which is like no other.
    """
    size = rows.shape[0] + rows.shape[0] % 2
    half = size // 2
    rows = sparse.csr_matrix(rows)  # shares the arrays
    rows.resize(size, rows.shape[1])
    supports = _Supports(rows.T.tocsr())
    packed = np.empty((half, size + 1), np.float32)
    for start in range(0, half, BLOCK):
        stop = min(start + BLOCK, half)
        packed[start:stop, start + 1 :] = supports.kernel(rows[start:stop], start)
        second = supports.kernel(rows[half + start : half + stop], half, half + stop)
        packed[start:stop, :start] = second[:, :start]
        below = np.tri(stop - start, dtype=bool)
        packed[start:stop, start:stop][below] = second[:, start:][below]
    flat = packed.reshape(-1)
    flat[:: size + 2] += np.float32(RIDGE)
    flat[1 :: size + 2] += np.float32(RIDGE)
    return flat
