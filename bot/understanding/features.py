"""What a text is compared by: character n-grams, word stems and concepts, as weighted sparse vectors."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from bot.understanding.lexicon import Token

NGRAMS = range(2, 6)
"""Lengths of the character n-grams inside padded words; 2 to 5 were best in the ablation."""

FIELDS = {"characters": 1.5, "words": 1.0, "concepts": 1.0}
"""The share of each field in the similarity of two texts; fields that a text lacks count as unlike."""


NEGATIONS = frozenset(
    "nicht kein keine keinen keiner keinem keines keins nie niemals niemand nichts nix net ned nid weder ohne kaum "
    "not no none never without dont doesnt".split()
)
"""Folded words that turn a question round; what they go with counts as a pair of concepts."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text cut up for comparison."""

    tokens: tuple[Token, ...]

    def terms(self, field: str) -> Iterable[str]:
        """The terms of one of the ``FIELDS``."""
        match field:
            case "characters":
                return (
                    padded[start : start + size]
                    for token in self.tokens
                    for padded in (f" {token.corrected} ",)
                    for size in NGRAMS
                    for start in range(len(padded) - size + 1)
                )
            case "words":
                stems = [token.stem for token in self.tokens]
                pairs = (f"{left} {right}" for left, right in zip(stems, stems[1:], strict=False))
                parts = (part for token in self.tokens for part in token.parts)
                return [*stems, *pairs, *parts]
            case "concepts":
                order = [concept for token in self.tokens for concept, _ in token.concepts]
                if any(token.corrected in NEGATIONS for token in self.tokens):
                    order.insert(0, "¬")
                ordered = list(dict.fromkeys(order))
                pairs = (
                    f"{min(left, right)} {max(left, right)}"
                    for place, left in enumerate(ordered)
                    for right in ordered[place + 1 :]
                )
                return [*ordered, *pairs]
        raise ValueError(field)


class Weighting:
    """TF-IDF of one field (sublinear term frequency, smoothed inverse document frequency, unit length)."""

    def __init__(self, documents: Sequence[Iterable[str]]) -> None:
        counts = [Counter(document) for document in documents]
        frequency = Counter(term for count in counts for term in count)
        self._column = {term: column for column, term in enumerate(frequency)}
        spread = np.fromiter(frequency.values(), dtype=np.float32, count=len(frequency))
        self._idf = (np.log((1 + len(counts)) / (1 + spread)) + 1).astype(np.float32)
        self.matrix = self._rows(counts)

    def transform(self, documents: Sequence[Iterable[str]]) -> sparse.csr_matrix:
        """One row of unit length for each document; unknown terms count as length, not as likeness."""
        return self._rows([Counter(document) for document in documents])

    def _rows(self, counts: Sequence[Counter[str]]) -> sparse.csr_matrix:
        indices: list[int] = []
        values: list[float] = []
        starts = [0]
        for count in counts:
            columns = [self._column[term] for term in count if term in self._column]
            known = np.fromiter((count[t] for t in count if t in self._column), np.float32, len(columns))
            row = (1 + np.log(known)) * self._idf[columns] if columns else known
            length = float(np.sqrt(np.square(row).sum())) or 1.0
            indices += columns
            values += (row / length).tolist()
            starts.append(len(indices))
        shape = (len(counts), len(self._column))
        return sparse.csr_matrix((np.array(values, np.float32), indices, starts), shape=shape)


class Features:
    """Turns texts into rows whose scalar product is their likeness, from 0 to 1."""

    def __init__(self, texts: Sequence[Text], fields: dict[str, float] | None = None) -> None:
        weights = {
            field: weight
            for field, weight in (fields or FIELDS).items()
            if any(True for text in texts for _ in text.terms(field))
        }
        total = sum(weights.values()) or 1.0
        self._scale = {field: float(np.sqrt(weight / total)) for field, weight in weights.items()}
        self._weighting = {field: Weighting([text.terms(field) for text in texts]) for field in weights}
        self.matrix = self._stack([weighting.matrix for weighting in self._weighting.values()], len(texts))

    def transform(self, texts: Sequence[Text]) -> sparse.csr_matrix:
        """Rows of new texts in the columns of the examples."""
        blocks = [
            weighting.transform([text.terms(field) for text in texts])
            for field, weighting in self._weighting.items()
        ]
        return self._stack(blocks, len(texts))

    def _stack(self, blocks: list[sparse.csr_matrix], rows: int) -> sparse.csr_matrix:
        if not blocks:
            return sparse.csr_matrix((rows, 0), dtype=np.float32)
        scaled = [block * scale for block, scale in zip(blocks, self._scale.values(), strict=True)]
        return sparse.hstack(scaled, format="csr", dtype=np.float32)
