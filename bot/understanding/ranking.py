"""Ranks topics for a question and says how well the question's own words are accounted for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.classifier import Classifier, Matrix, train
from bot.understanding.confidence import Confidence, Evidence, calibrate
from bot.understanding.features import Features, Text
from bot.understanding.lexicon import Lexicon
from bot.understanding.text import words
from bot.understanding.vocabulary import Vocabulary

OUT_OF_SCOPE = "-"
"""The label of examples that are off the subject."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label with its score (about 1 for a sure one) and the probability that it is right."""

    label: str
    score: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The labels for one text, best first, without the off-subject label."""

    text: Text
    candidates: tuple[Candidate, ...]
    evidence: Evidence

    @property
    def best(self) -> Candidate:
        """The most probable label."""
        return self.candidates[0]


class _Words:
    """Which stems and concepts the examples of each label use, and how rare each is."""

    def __init__(self, texts: Sequence[Text], labels: NDArray[np.int64], outside: int) -> None:
        self._in_label: dict[str, Counter[int]] = {}
        spread: Counter[str] = Counter()
        for text, label in zip(texts, labels.tolist(), strict=True):
            for term in self.of(text):
                spread[term] += 1
                self._in_label.setdefault(term, Counter())[label] += 1
        self._examples = len(texts)
        self._spread = spread
        self._outside = outside

    @staticmethod
    def of(text: Text) -> dict[str, tuple[str, ...]]:
        """Each word's stem with the other terms that may stand for it: its concepts and parts."""
        return {
            token.stem: (*(f"§{concept}" for concept, _ in token.concepts), *token.parts)
            for token in text.tokens
        }

    def coverage(self, text: Text, label: int, without: int | None = None) -> tuple[float, float]:
        """Shares, weighted by rarity, of a text's words that the label knows and that the subject knows.

        ``without`` is the text's own label if the text is one of the examples: it does not vouch for itself.
        """
        total = by_label = by_subject = 0.0
        for root, others in self.of(text).items():
            weight = float(np.log((1 + self._examples) / (1 + self._spread.get(root, 0)))) + 0.1
            total += weight
            known = [self._counts(term, without if term == root else None) for term in (root, *others)]
            by_label += weight * any(counts.get(label, 0) > 0 for counts in known)
            by_subject += weight * any(
                sum(counts.values()) - counts.get(self._outside, 0) > 0 for counts in known
            )
        return (by_label / total, by_subject / total) if total else (0.0, 0.0)

    def _counts(self, term: str, without: int | None) -> Mapping[int, int]:
        counts = self._in_label.get(term, Counter())
        if without is None:
            return counts
        own = Counter(counts)
        own[without] -= 1
        return own


class Ranker:
    """Learned from labelled examples alone, with a lexicon if there is one."""

    def __init__(
        self, examples: Sequence[tuple[str, str]], lexicon: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        """``examples`` are (label, text) pairs; the label ``-`` holds texts that are off the subject."""
        self._lexicon = Lexicon(lexicon or {})
        known = {word for _, text in examples for word in words(text)}
        self._vocabulary = Vocabulary(known | self._lexicon.words, self._lexicon.words or known)
        self.labels = tuple(dict.fromkeys(label for label, _ in examples))
        self._index = {label: place for place, label in enumerate(self.labels)}
        self._outside = self._index.get(OUT_OF_SCOPE, -1)
        texts = [self.read(text) for _, text in examples]
        label_of = np.array([self._index[label] for label, _ in examples], np.int64)
        self._features = Features(texts)
        self._words = _Words(texts, label_of, self._outside)
        self._classifier: Classifier = train(self._features.matrix, label_of, len(self.labels))
        self._confidence: Confidence = self._calibrated(texts, label_of)

    def read(self, text: str) -> Text:
        """A text cut into tokens with their corrections, parts and concepts."""
        return Text(tuple(self._lexicon.tokens(words(text), self._vocabulary)))

    def rank(self, text: str, among: frozenset[str] | None = None) -> Ranking:
        """Rank all labels, or only those ``among`` the given ones, for a text."""
        read = self.read(text)
        scores = self._classifier.scores(self._classifier.likeness(self._features.transform([read])))
        order = [
            place
            for place in np.argsort(-scores).tolist()
            if place != self._outside and (among is None or self.labels[place] in among)
        ]
        evidence = self._evidence(read, scores, order[0])
        candidates = tuple(
            Candidate(
                self.labels[place],
                float(scores[place]),
                self._confidence.of(evidence if place == order[0] else self._evidence(read, scores, place)),
            )
            for place in order[:5]
        )
        return Ranking(read, candidates, evidence)

    def _evidence(self, text: Text, scores: Matrix, label: int, own: int | None = None) -> Evidence:
        rivals = np.delete(scores, [label, self._outside] if self._outside >= 0 else [label])
        by_label, by_subject = self._words.coverage(text, label, own)
        return Evidence(
            score=float(scores[label]),
            margin=float(scores[label] - rivals.max(initial=0.0)),
            outside=float(scores[self._outside]) if self._outside >= 0 else 0.0,
            covered=by_label,
            on_subject=by_subject,
        )

    def _calibrated(self, texts: Sequence[Text], labels: NDArray[np.int64]) -> Confidence:
        """Learn the confidence from examples left out one by one, and with their whole label."""
        seen: list[tuple[Evidence, bool]] = []
        for place, (text, label) in enumerate(zip(texts, labels.tolist(), strict=True)):
            for scores in (self._classifier.own[place], self._classifier.others[place]):
                inside = scores.copy()
                if self._outside >= 0:
                    inside[self._outside] = -np.inf
                best = int(inside.argmax())
                if not np.isfinite(inside[best]):
                    continue
                scores = np.where(np.isfinite(scores), scores, 0)
                seen.append((self._evidence(text, scores, best, label), best == label))
        return calibrate(seen)
