"""How much of a text is accounted for: which words each label's examples use, and how rare they are."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import Text

FOR_EACH_USE = 150
"""Examples of a label for each of which one more has to use a word before it counts as used often: among
hundreds of examples somebody has used any word once."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its weight by rarity, and how many examples of each label use it or a stand-in."""

    weight: float
    own: Mapping[int, int]
    others: tuple[Mapping[int, int], ...]


class Coverage:
    """Which stems and concepts the examples of each label use, and how rare each is."""

    def __init__(self, texts: Sequence[Text], labels: NDArray[np.int64], outside: int) -> None:
        self._in_label: dict[str, dict[int, int]] = {}
        spread: Counter[str] = Counter()
        for text, label in zip(texts, labels.tolist(), strict=True):
            terms = self._terms(text)
            spread.update(terms.keys())
            for term in {*terms, *(other for others in terms.values() for other in others), *text.turns()}:
                counts = self._in_label.setdefault(term, {})
                counts[label] = counts.get(label, 0) + 1
        self._size = Counter(labels.tolist())
        self._unknown = math.log(1 + len(texts)) + 0.1
        self._weight = {term: self._unknown - math.log(1 + count) for term, count in spread.items()}
        self._outside = outside

    @staticmethod
    def _terms(text: Text) -> dict[str, tuple[str, ...]]:
        """Each word's stem with the other terms that may stand for it: its concepts and parts."""
        return {
            token.stem: (*(f"§{concept}" for concept, _ in token.concepts), *token.parts)
            for token in text.tokens
        }

    def share(self, label: int, term: str) -> float:
        """The share of a label's examples that have a term."""
        return self._in_label.get(term, {}).get(label, 0) / self._size[label]

    def of(self, text: Text) -> list[Word]:
        """What is known of each word of a text."""
        known = self._in_label
        return [
            Word(
                self._weight.get(root, self._unknown),
                known.get(root, {}),
                tuple(known[term] for term in others if term in known),
            )
            for root, others in self._terms(text).items()
        ]

    def on_subject(self, words: Sequence[Word], without: int | None = None) -> float:
        """The share, weighted by rarity, of words that any label on the subject knows.

        ``without`` is the text's own label if the text is one of the examples: it does not vouch for itself.
        """
        total = sum(word.weight for word in words)
        known = sum(word.weight for word in words if self._is_on_subject(word, without))
        return known / total if total else 0.0

    def _is_on_subject(self, word: Word, without: int | None) -> bool:
        if without is None:
            return any(len(counts) > (self._outside in counts) for counts in (word.own, *word.others))
        return any(
            label != self._outside and number > (label == without)
            for counts in (word.own, *word.others)
            for label, number in counts.items()
        )

    def covered(
        self, words: Sequence[Word], labels: Sequence[int], without: int | None = None, often: bool = False
    ) -> float:
        """The share of words that the examples of the labels know; ``without`` as for ``on_subject``.

        ``often`` asks for more than one example of hundreds.
        """
        total = known = 0.0
        for word in words:
            total += word.weight
            for label in labels:
                other = (label == without) + (self._size[label] // FOR_EACH_USE if often else 0)
                if word.own.get(label, 0) > other or any(c.get(label, 0) > other for c in word.others):
                    known += word.weight
                    break
        return known / total if total else 0.0
