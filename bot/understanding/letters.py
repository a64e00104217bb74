"""The letters of a text as they were typed: what a second opinion on it is formed from."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from bot.understanding.classifier import SPREAD, Columns, Matrix

NGRAMS = range(3, 6)
"""Lengths of the character n-grams; they go across words, which those of ``features`` do not."""

BITS = 14
"""The n-grams share 2 to the power of so many columns; twice as many were no better."""

_DIGITS = np.zeros(128, np.uint32)
"""What each character of a folded text counts as, to the base 37; a space is nought."""
_DIGITS[[ord(char) for char in "0123456789abcdefghijklmnopqrstuvwxyz"]] = np.arange(1, 37)


class Letters:
    """Turns folded texts into rows of n-grams, weighted by TF-IDF, of unit length.

    It knows no lexicon and corrects nothing, so that what is learned from it errs elsewhere.
    """

    def __init__(self) -> None:
        self._idf: Matrix = np.ones(1 << BITS, np.float32)

    def learn(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Learn the weights from the examples; their rows come back and are not kept."""
        found = [_terms(text) for text in texts]
        columns = np.concatenate([columns for columns, _ in found])
        spread = np.bincount(columns, minlength=1 << BITS)
        self._idf = (np.log((1 + len(texts)) / (1 + spread)) + 1).astype(np.float32)
        values = np.concatenate([self._values(*terms) for terms in found])
        starts = np.cumsum([0, *(len(columns) for columns, _ in found)])
        return sparse.csr_matrix((values, columns, starts), (len(texts), 1 << BITS))

    def row(self, text: str) -> tuple[Columns, Matrix]:
        """The columns of a new text and their values."""
        columns, counts = _terms(text)
        return columns, self._values(columns, counts)

    def _values(self, columns: Columns, counts: Columns) -> Matrix:
        values = (1 + np.log(counts, dtype=np.float32)) * self._idf[columns]
        return np.asarray(values / max(np.sqrt(values @ values), 1.0))


def _terms(text: str) -> tuple[Columns, Columns]:
    """The columns of a text's n-grams and how often each occurs."""
    digits = _DIGITS[np.frombuffer(f" {text} ".encode("ascii"), np.uint8)]
    ngrams: list[Columns] = []
    ngram = np.ones_like(digits)
    for size in range(1, NGRAMS[-1] + 1):
        ngram = ngram[: len(digits) - size + 1] * np.uint32(37) + digits[size - 1 :]
        if size in NGRAMS:
            ngrams.append((ngram * SPREAD >> np.uint32(32 - BITS)).astype(np.int32))
    columns, counts = np.unique(np.concatenate(ngrams), return_counts=True)
    return columns, counts.astype(np.int32)
