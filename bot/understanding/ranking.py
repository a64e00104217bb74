"""Ranks topics for a question and says how well the question's own words are accounted for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.classifier import Matrix, leave_out, train
from bot.understanding.confidence import UNKNOWN, Confidence, Evidence, Outcome, stored
from bot.understanding.features import Features, Text
from bot.understanding.lexicon import Lexicon
from bot.understanding.text import words
from bot.understanding.vocabulary import Vocabulary

OUT_OF_SCOPE = "-"
"""The label of examples that are off the subject."""


USUAL = 2
"""Examples that must use a word before it counts as spelt right: editors write typing errors too."""


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

    def coverage(self, text: Text, labels: Sequence[int], without: int | None = None) -> tuple[float, float]:
        """Shares, weighted by rarity, of a text's words that the labels know and that the subject knows.

        ``without`` is the text's own label if the text is one of the examples: it does not vouch for itself.
        """
        total = by_label = by_subject = 0.0
        for root, others in self.of(text).items():
            weight = float(np.log((1 + self._examples) / (1 + self._spread.get(root, 0)))) + 0.1
            total += weight
            known = [self._counts(term, without if term == root else None) for term in (root, *others)]
            by_label += weight * any(counts.get(label, 0) > 0 for counts in known for label in labels)
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
        self,
        examples: Sequence[tuple[str, str]],
        lexicon: Mapping[str, tuple[str, ...]] | None = None,
        confidence: Confidence | None = None,
    ) -> None:
        """``examples`` are (label, text) pairs; the label ``-`` holds texts that are off the subject."""
        self._lexicon = Lexicon(lexicon or {})
        counted = Counter(word for _, text in examples for word in words(text))
        usual = {word for word, count in counted.items() if count >= USUAL}
        self._vocabulary = Vocabulary(usual | self._lexicon.words, self._lexicon.words or usual)
        self.labels = tuple(dict.fromkeys(label for label, _ in examples))
        self._index = {label: place for place, label in enumerate(self.labels)}
        self._outside = self._index.get(OUT_OF_SCOPE, -1)
        texts = self._texts = [self.read(text) for _, text in examples]
        label_of = self._label_of = np.array([self._index[label] for label, _ in examples], np.int64)
        self._features = Features(texts)
        self._words = _Words(texts, label_of, self._outside)
        self._classifier = train(self._features.matrix, label_of, len(self.labels))
        self._confidence = confidence or stored()

    def read(self, text: str) -> Text:
        """A text cut into tokens with their corrections, parts and concepts."""
        return Text(tuple(self._lexicon.tokens(words(text), self._vocabulary)))

    def rank(self, text: str, among: frozenset[str] | None = None) -> Ranking:
        """Rank all labels, or only those ``among`` the given ones, for a text."""
        read = self.read(text)
        scores = self._classifier.scores(self._features.transform([read]))
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

    def confidence_in(self, text: str, group: frozenset[str]) -> float:
        """How probable it is that a text asks about some label of a group, whichever it is."""
        read = self.read(text)
        scores = self._classifier.scores(self._features.transform([read]))
        members = [self._index[label] for label in group]
        best = max(members, key=scores.__getitem__)
        return self._confidence.of(self._evidence(read, scores, best, rivals_without=members))

    def _evidence(
        self,
        text: Text,
        scores: Matrix,
        label: int,
        own: int | None = None,
        rivals_without: Sequence[int] = (),
    ) -> Evidence:
        rivals = np.delete(scores, [label, *rivals_without, *([self._outside] if self._outside >= 0 else [])])
        by_label, by_subject = self._words.coverage(text, [label, *rivals_without], own)
        return Evidence(
            score=float(scores[label]),
            margin=float(scores[label] - rivals.max(initial=0.0)),
            outside=float(scores[self._outside]) if self._outside >= 0 else 0.0,
            covered=by_label,
            on_subject=by_subject,
        )

    def outcomes(self) -> list[Outcome]:
        """For calibration: the evidence for the best topic of each example, left out, and whether it was right.

        Each example is left out once alone and once with its whole label, so that nothing can be right.
        """
        left_out = leave_out(self._features.matrix, self._label_of, len(self.labels))
        seen: list[Outcome] = []
        for place, (text, label) in enumerate(zip(self._texts, self._label_of.tolist(), strict=True)):
            for scores in (left_out.alone[place], left_out.with_its_label[place]):
                inside = scores.copy()
                if self._outside >= 0:
                    inside[self._outside] = -np.inf
                best = int(inside.argmax())
                known = np.where(np.isfinite(scores), scores, 0)
                unknown = label != self._outside and not np.isfinite(scores[label])
                evidence = self._evidence(text, known, best, label)
                seen.append(Outcome(evidence, best == label, UNKNOWN if unknown else 1.0))
        return seen
