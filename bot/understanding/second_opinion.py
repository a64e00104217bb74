"""A second opinion on what a text is about: a linear classifier over its letters as they were typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.understanding.classifier import Columns, Labels, LeftOut, Matrix

NGRAMS = range(3, 6)
"""Lengths of the character n-grams; they go across words, which those of ``features`` do not."""

BITS = 14
"""The n-grams share 2 to the power of so many columns; twice as many were no better."""

GOLDEN = np.uint32(2654435769)
"""2 to the power of 32 by the golden ratio: times this, neighbouring numbers fall far apart (Knuth 6.4)."""

COST = np.float32(0.5)
"""How much an example that is on the wrong side counts; flat between 0.5 and 1."""

FOLDS = 10
"""Parts of which each is left out once."""

EPOCHS = 5
"""How often training goes through all examples; after 4 it still depends on their order."""

_DIGITS = np.zeros(128, np.uint32)
"""What each character of a folded text counts as, to the base 37; a space is nought."""
_DIGITS[[ord(char) for char in "0123456789abcdefghijklmnopqrstuvwxyz"]] = np.arange(1, 37)


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """Scores every label for a folded text: about 1 for a sure one, 0 for the others.

    It knows no lexicon, corrects nothing and learns otherwise than ``classifier``, so that it errs elsewhere.
    """

    _idf: Matrix
    _weights: Matrix
    """One row a column of n-grams, one column a label."""
    _bias: Matrix

    def scores(self, text: str) -> Matrix:
        """One score a label."""
        columns, counts = _terms(text)
        side = _values(columns, counts, self._idf) @ self._weights[columns] + self._bias
        return np.asarray(np.maximum(side + 1, 0) / 2)


def train(texts: Sequence[str], labels: Labels, count: int) -> SecondOpinion:
    """Learn ``count`` labels from folded texts; ``labels`` holds one index a text.

    A linear support vector machine with squared hinge loss, one label against the rest, by dual coordinate
    descent (Hsieh et al. 2008, "A Dual Coordinate Descent Method for Large-scale Linear SVM"), all labels
    at once.
    """
    found = [_terms(text) for text in texts]
    spread = np.bincount(np.concatenate([columns for columns, _ in found]), minlength=1 << BITS)
    idf = (np.log((1 + len(texts)) / (1 + spread)) + 1).astype(np.float32)
    rows = [(columns, _values(columns, counts, idf)) for columns, counts in found]
    weights, bias = np.zeros((1 << BITS, count), np.float32), np.zeros(count, np.float32)
    signs = -np.ones((len(rows), count), np.float32)
    signs[np.arange(len(rows)), labels] = 1
    duals = np.zeros_like(signs)
    slack = 1 / (2 * COST)
    source = np.random.default_rng(0)
    for place in _visits(source, len(rows)):
        columns, values = rows[place]
        known, dual, sign = weights[columns], duals[place], signs[place]
        slope = sign * (values @ known + bias) - 1 + slack * dual
        step = sign * (np.maximum(dual - slope / (2 + slack), 0) - dual)
        dual += sign * step
        known += np.multiply.outer(values, step)
        weights[columns] = known
        bias += step
    return SecondOpinion(idf, weights, bias)


def _values(columns: Columns, counts: Columns, idf: Matrix) -> Matrix:
    """Weighted by TF-IDF, of unit length."""
    values = (1 + np.log(counts, dtype=np.float32)) * idf[columns]
    return np.asarray(values / max(np.sqrt(values @ values), 1.0))


def _visits(source: np.random.Generator, count: int) -> Iterable[int]:
    for _ in range(EPOCHS):
        yield from source.permutation(count).tolist()


def _terms(text: str) -> tuple[Columns, Columns]:
    """The columns of a text's n-grams and how often each occurs."""
    digits = _DIGITS[np.frombuffer(f" {text} ".encode("ascii"), np.uint8)]
    ngrams: list[Columns] = []
    ngram = np.ones_like(digits)
    for size in range(1, NGRAMS[-1] + 1):
        ngram = ngram[: len(digits) - size + 1] * np.uint32(37) + digits[size - 1 :]
        if size in NGRAMS:
            ngrams.append((ngram * GOLDEN >> np.uint32(32 - BITS)).astype(np.int32))
    columns, counts = np.unique(np.concatenate(ngrams), return_counts=True)
    return columns, counts.astype(np.int32)


def leave_out(texts: Sequence[str], labels: Labels, count: int) -> LeftOut:
    """The scores of every example when a tenth of the examples, or of the labels, is left out of training."""
    alone = np.empty((len(texts), count), np.float32)
    with_its_label = np.empty_like(alone)
    source = np.random.default_rng(0)
    fold_of_text = source.permutation(len(texts)) % FOLDS
    fold_of_label = source.permutation(count) % FOLDS
    for found, folds in ((alone, fold_of_text), (with_its_label, fold_of_label[labels])):
        for fold in range(FOLDS):
            left_out = folds == fold
            kept = [text for text, out in zip(texts, left_out.tolist(), strict=True) if not out]
            opinion = train(kept, labels[~left_out], count)
            for place in np.flatnonzero(left_out).tolist():
                found[place] = opinion.scores(texts[place])
    with_its_label[np.arange(len(texts)), labels] = -np.inf
    return LeftOut(alone, with_its_label)
