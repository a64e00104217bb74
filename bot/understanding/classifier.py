"""Learns topics from examples: kernel ridge regression, with its exact leave-one-out scores."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

Matrix = NDArray[np.float32]
Labels = NDArray[np.int64]
Columns = NDArray[np.int32]

RIDGE = 0.2
"""How much an example counts against its neighbours; flat between 0.1 and 0.5 in the ablation."""

SQUARED = np.float32(0.3)
"""Share of the quadratic part of the kernel; flat between 0.2 and 0.5 in the ablation."""

MOST_SUPPORTS = 14_000
"""Up to so many examples all are supports; of more a sample is (memory grows with the square: 392 MB)."""

MOST_WEIGHTS = 4_000_000
"""Up to so many weights, one for each support and label: a question goes through all of them (16 MB)."""

SUPPORTS = 3000
"""Supports drawn from a larger knowledge base."""

STABILISER = 1e-3
"""Added to the diagonal among sampled supports: examples that are alike make it singular otherwise."""

BLOCK = 250
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
        supports = sparse.csr_matrix((self._values, self._supports, self._starts), shape=shape)
        found = np.empty((rows.shape[0], self._weights.shape[0]), np.float32)
        for start in range(0, rows.shape[0], BLOCK):
            block = slice(start, start + BLOCK)
            found[block] = _kernel((rows[block] @ supports).toarray()) @ self._weights.T
        return found

    def _likeness(self, columns: Columns, values: Matrix) -> Matrix:
        """The row's likeness to every support.

        scipy's product of a matrix that has the row's features only, laid over the arrays as they are: it
        copies nothing. Its columns are the features from the last to the first, and between two of them one
        that ends before it begins, so it is empty.
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


def train(rows: sparse.csr_matrix, labels: Labels, count: int) -> Classifier:
    """Learn ``count`` labels from rows of features; ``labels`` holds one index a row."""
    size = len(labels)
    if size <= MOST_SUPPORTS and size * count <= MOST_WEIGHTS:
        even = size + size % 2
        targets = np.zeros((even, count), np.float32, order="F")
        targets[:size] = _targets(labels, count)
        weights, _ = linalg.lapack.spftrs(even, _factor(rows), targets, uplo="L", overwrite_b=1)
        return _classifier(rows, weights[:size])
    chosen = np.sort(np.random.default_rng(0).choice(size, SUPPORTS, replace=False))
    columns = rows[chosen].T.tocsr()
    members = sparse.csr_matrix(_targets(labels, count).T)
    among = np.zeros((SUPPORTS, SUPPORTS), np.float32, order="F")
    towards = np.zeros((count, SUPPORTS), np.float32)
    for start in range(0, size, BLOCK):
        block = _kernel((rows[start : start + BLOCK] @ columns).toarray())
        among = linalg.blas.ssyrk(1, block.T, beta=1, c=among, lower=1, overwrite_c=1)
        towards += members[:, start : start + BLOCK] @ block
    among += RIDGE * _kernel((rows[chosen] @ columns).toarray())
    among.T.flat[:: SUPPORTS + 1] += np.float32(STABILISER)
    factor, _ = linalg.lapack.spotrf(among, lower=1, overwrite_a=1, clean=0)  # positive by the stabiliser
    weights, _ = linalg.lapack.spotrs(factor, towards.T, lower=1)
    return _classifier(rows[chosen], weights)


def leave_out(rows: sparse.csr_matrix, labels: Labels, count: int) -> LeftOut:
    """The scores of every example when it, or its whole label, is left out of training.

    In closed form, so that nothing is trained again (Rifkin & Lippert 2007, "Notes on Regularized Least
    Squares", section 4).
    """
    size = len(labels)
    even = size + size % 2
    targets = _targets(labels, count)
    packed, _ = linalg.lapack.spftri(even, _factor(rows), uplo="L", overwrite_a=1)
    triangle, _ = linalg.lapack.stfttr(even, packed, uplo="L")
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


def _classifier(supports: sparse.csr_matrix, weights: Matrix) -> Classifier:
    features = supports.T.tocsr()
    return Classifier(features.indptr, features.indices, features.data, np.ascontiguousarray(weights.T))


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
    """The Cholesky factor of the examples' kernel matrix plus the ridge.

    In LAPACK's rectangular full packed format, lower and not transposed, which takes half of the memory: a
    rectangle, seen here by its rows. Row j holds the matrix's row half + j from the column half to the
    diagonal, then its row j from the diagonal to the end. An odd number of examples gets one more, which is
    like no other.
    """
    size = rows.shape[0] + rows.shape[0] % 2
    half = size // 2
    rows = sparse.csr_matrix(rows)  # shares the arrays
    rows.resize(size, rows.shape[1])
    often = np.bincount(rows.indices, minlength=rows.shape[1]) > size * FREQUENT
    dense = rows[:, often].toarray()
    rare = (rows @ sparse.diags_array((~often).astype(np.float32))).T.tocsr()

    def kernel(start: int, stop: int, first: int, end: int) -> Matrix:
        likeness = (rows[start:stop] @ rare[:, first:end]).toarray()
        likeness += dense[start:stop] @ dense[first:end].T
        return _kernel(likeness)

    packed = np.empty((half, size + 1), np.float32)
    for start in range(0, half, BLOCK):
        stop = min(start + BLOCK, half)
        packed[start:stop, start + 1 :] = kernel(start, stop, start, size)
        second = kernel(half + start, half + stop, half, half + stop)
        packed[start:stop, :start] = second[:, :start]
        below = np.tri(stop - start, dtype=bool)
        packed[start:stop, start:stop][below] = second[:, start:][below]
    flat = packed.reshape(-1)
    flat[:: size + 2] += np.float32(RIDGE)
    flat[1 :: size + 2] += np.float32(RIDGE)
    factor, _ = linalg.lapack.spftrf(size, flat, uplo="L", overwrite_a=1)  # positive by the ridge
    return np.asarray(factor)
