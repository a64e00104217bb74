"""Ranks topics for a question and says how well the question's own words are accounted for."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from zlib import crc32

import numpy as np
from rapidfuzz import fuzz, process
from scipy import sparse

from bot.understanding import classifier
from bot.understanding.candidates import Candidate, Found, Ranking
from bot.understanding.classifier import Classifier, Matrix
from bot.understanding.confidence import UNKNOWN, Confidence, Evidence, Outcome, stored
from bot.understanding.coverage import Coverage, Word
from bot.understanding.features import Features, Text
from bot.understanding.keeping import kept
from bot.understanding.letters import Letters
from bot.understanding.lexicon import Lexicon
from bot.understanding.text import breaks, words
from bot.understanding.vocabulary import Vocabulary, stem

OUT_OF_SCOPE = "-"
"""The label of examples that are off the subject."""

UNREPORTED = "?unreported"
"""The label of those on the subject that no source answers and no gap is about."""

FAIR_SHARE = 0.2
"""Share of a topic's examples from which a concept belongs to the topic rather than to its askers."""

OWN_SHARE = 0.1
"""The same for a word."""

FIRST = np.float32(0.6)
"""Share of the opinion on words and concepts in a score, the rest is the letters'; 0.5 to 0.7 were alike."""

NEAREST = 0.3
"""What a label's score gains if an example is the same letter by letter; 0.1 to 0.5 were alike."""

VERBATIM = 0.95
"""Confidence in the label whose example a text is, word by word; what it may mean besides is ruled out."""

SHOWN = 5
"""Most candidates of a ranking."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of a text before a label is looked at."""

    words: Sequence[Word]
    on_subject: float
    scores: Matrix
    second: list[float]
    """The scores of the second opinion."""
    rivals: list[int]
    """The labels that compete, best first by the second opinion."""
    unreported: float
    """What it sees of all labels that nobody answers."""


@dataclass(frozen=True, slots=True)
class _Memory:
    """What was worked out for the texts of one message."""

    read: dict[str, Text] = field(default_factory=dict)
    ranked: dict[tuple[str, frozenset[str] | None], Ranking] = field(default_factory=dict)
    seen: dict[str, _Seen] = field(default_factory=dict)


class Ranker:
    """Learned from labelled examples alone, with a lexicon if there is one."""

    def __init__(
        self,
        examples: Sequence[tuple[str, str]],
        lexicon: Mapping[str, tuple[str, ...]] | None = None,
        confidence: Confidence | None = None,
        ambiguous: Collection[str] = (),
        unreported: Collection[str] = (),
    ) -> None:
        """``examples`` are (label, text) pairs; the label ``-`` holds texts that are off the subject.

        ``ambiguous`` are the labels of texts that may mean several others: they compete with none;
        ``unreported`` those of questions that nobody answers.
        """
        self._examples = examples
        self._lexicon = Lexicon(lexicon or {})
        self._memory: _Memory | None = None
        counted = Counter(word for _, text in examples for word in words(text))
        self._vocabulary = Vocabulary(counted, self._lexicon.words)
        self.labels = tuple(dict.fromkeys(label for label, _ in examples))
        self._index = {label: place for place, label in enumerate(self.labels)}
        self._outside = self._index.get(OUT_OF_SCOPE, -1)
        self._ambiguous = [self._index[label] for label in ambiguous if label in self._index]
        self._unreported = [self._index[label] for label in unreported if label in self._index]
        self._aside = [*self._ambiguous, *([self._outside] if self._outside >= 0 else [])]
        self._rivals = np.setdiff1d(np.arange(len(self.labels)), self._ambiguous)
        self._inside = np.setdiff1d(self._rivals, self._aside)
        # What training alone needs is not kept: cut up, the examples take several times the engine's memory.
        texts = [self.read(text) for _, text in examples]
        label_of = self._label_of = np.array([self._index[label] for label, _ in examples], np.int64)
        self._features = Features()
        rows = self._features.learn(texts)
        self._coverage = Coverage(texts, label_of, self._outside)
        self._told: list[list[str]] = [[] for _ in self.labels]
        owners: defaultdict[str, set[int]] = defaultdict(set)
        for text, label in zip(texts, label_of.tolist(), strict=True):
            self._told[label].append(text.folded)
            owners[text.folded].add(label)
        self._verbatim = {folded: min(labels) for folded, labels in owners.items() if len(labels) == 1}
        folded = [text.folded for text in texts]
        self._lots = np.array([crc32(text.encode()) for text in folded], np.int64)
        self._letters = Letters()
        self._classifier = self._learned(rows)
        self._second = self._learned(self._letters.learn(folded))
        self._confidence = confidence or stored()

    def _learned(self, rows: sparse.csr_matrix) -> Classifier:
        told = (rows.indptr, rows.indices, rows.data, self._lots)
        train = partial(classifier.train, rows, self._label_of, self._lots, len(self.labels))
        return kept(self._label_of, told, train)

    @contextmanager
    def remembering(self) -> Iterator[None]:
        """For as long as it lasts no text is read or scored twice; then all of them are forgotten."""
        self._memory = _Memory()
        try:
            yield
        finally:
            self._memory = None

    def read(self, text: str) -> Text:
        """A text cut into tokens with their corrections, parts and concepts."""
        memory = self._memory
        known = memory.read if memory else {}
        if text not in known:
            known[text] = Text(tuple(self._lexicon.tokens(words(text), self._vocabulary)), breaks(text))
        return known[text]

    def rank(self, text: str, among: frozenset[str] | None = None) -> Ranking:
        """Rank all labels, or only those ``among`` the given ones, for a text."""
        memory = self._memory
        known = memory.ranked if memory else {}
        if (text, among) not in known:
            read = self.read(text)
            known[text, among] = Ranking(read, partial(self._ranked, text, read, among))
        return known[text, among]

    def _ranked(self, text: str, read: Text, among: frozenset[str] | None) -> Found:
        seen = self._seen(text, read)
        places = self._inside
        if among is not None:
            wanted = {self._index[label] for label in among if label in self._index}
            places = np.array(sorted(wanted - set(self._aside)), np.int64)
        same = self._verbatim.get(read.folded)
        best = places[np.argsort(-seen.scores[places])[:SHOWN]].tolist()
        chosen = dict.fromkeys([same, *best] if same is not None and same in places else best)
        near = {place: self._nearest(read.folded, place) for place in chosen}
        raised = self._raised(seen.scores, near)
        second, first = np.partition(np.append(raised, 0), -2)[-2:].tolist()
        found = [
            (place, self._evidence(seen, [place], near[place], ahead))
            for place in sorted(chosen, key=lambda place: (place != same, -raised[place]))
            for ahead in [raised[place] - (second if raised[place] == first else first)]
        ]
        candidates = tuple(
            Candidate(self.labels[place], evidence.score, self._sureness(place, evidence, same))
            for place, evidence in found
        )
        unclear = self._unclear(read, seen, first) if among is None else None
        return Found(candidates, found[0][1], unclear)

    def _sureness(self, place: int, evidence: Evidence, same: int | None) -> float:
        """The confidence in a label for a text that is an example of the label ``same``, if of any."""
        found = self._confidence.of(evidence)
        if same is None or same in self._ambiguous:
            return found
        return max(found, VERBATIM) if place == same else min(found, 1 - VERBATIM)

    def _unclear(self, read: Text, seen: _Seen, ahead_of: float) -> Candidate | None:
        """The best of the ambiguous labels, if it is more probable than a label raised to ``ahead_of``."""
        scores, same = seen.scores, self._verbatim.get(read.folded)
        if same in self._ambiguous:
            return Candidate(self.labels[same], 1.0, VERBATIM)
        place = max(self._ambiguous, key=scores.__getitem__, default=None)
        if place is None or scores[place] + NEAREST <= ahead_of:
            return None
        near = self._nearest(read.folded, place)
        margin = float(scores[place]) + NEAREST * near - ahead_of
        if margin <= 0:
            return None
        evidence = self._evidence(seen, [place], near, margin)
        off_subject = seen.second[self._outside] if self._outside >= 0 else 0.0
        evidence = replace(evidence, second_margin=evidence.second - off_subject)
        return Candidate(self.labels[place], evidence.score, self._confidence.of(evidence))

    def _seen(self, text: str, read: Text) -> _Seen:
        memory = self._memory
        known = memory.seen if memory else {}
        if text not in known:
            known[text] = self._scored(read)
        return known[text]

    def _scored(self, read: Text) -> _Seen:
        first = self._classifier.scores(*self._features.row(read))
        second = self._second.scores(*self._letters.row(read.folded))
        words = self._coverage.of(read)
        return self._seen_with(words, self._coverage.on_subject(words), first, second)

    def _seen_with(self, words: Sequence[Word], on_subject: float, first: Matrix, second: Matrix) -> _Seen:
        rivals = self._rivals[np.argsort(-second[self._rivals])]
        unreported = float(second[self._unreported].sum())
        joint = FIRST * first + (1 - FIRST) * second
        return _Seen(words, on_subject, joint, second.tolist(), rivals.tolist(), unreported)

    def _nearest(self, folded: str, label: int, without: int | None = None) -> float:
        """How alike the whole text is to the label's most alike example, from 0 to 1.

        ``without`` is the place of an example among those of the label that does not count.
        """
        told = self._told[label]
        if without is not None:
            told = told[:without] + told[without + 1 :]
        found = process.extractOne(folded, told, scorer=fuzz.ratio)
        return found[1] / 100 if found else 0.0

    def told(self, label: str) -> Sequence[str]:
        """The examples of a label, folded."""
        return self._told[self._index[label]]

    def uses(self, label: str, concept: str) -> bool:
        """Whether a fair share of a label's examples name a concept."""
        return self.share(label, concept) >= FAIR_SHARE

    def share(self, label: str, concept: str) -> float:
        """The share of a label's examples that name a concept, from 0 to 1."""
        return self._coverage.share(self._index[label], f"§{concept}")

    def says(self, label: str, word: str) -> bool:
        """Whether enough of a label's examples use a folded word for it to be the label's own."""
        return self._coverage.share(self._index[label], stem(word)) >= OWN_SHARE

    def covered(self, text: str, labels: Iterable[str]) -> float:
        """The share, weighted by rarity, of a text's words that the labels' examples know, from 0 to 1."""
        words = self._coverage.of(self.read(text))
        return self._coverage.covered(words, [self._index[label] for label in labels])

    def is_unreported(self, label: str) -> bool:
        """Whether nobody answers the questions of a label."""
        return self._index.get(label) in self._unreported

    def unreported(self, text: str) -> float:
        """The score of the label that most speaks for what nobody answers: about 1 for a sure one."""
        return float(self._seen(text, self.read(text)).scores[self._unreported].max(initial=0))

    def explains(self, text: Text, label: str) -> float:
        """The share, weighted by rarity, of a text's words that a label's examples use often, from 0 to 1."""
        return self._coverage.covered(self._coverage.of(text), [self._index[label]], often=True)

    def confidence_in(self, text: str, group: frozenset[str]) -> float:
        """How probable it is that a text asks about some label of a group, whichever it is."""
        read = self.read(text)
        seen = self._seen(text, read)
        members = sorted((self._index[label] for label in group), key=lambda label: -seen.scores[label])
        near = self._nearest(read.folded, members[0])
        raised = self._raised(seen.scores, {members[0]: near})
        margin = raised[members[0]] - np.delete(raised, members).max(initial=0)
        evidence = self._evidence(seen, members, near, margin)
        # „A oder B?“ sounds like how both go together, which nobody reports.
        return self._confidence.of(replace(evidence, unreported=0.0))

    def _raised(self, scores: Matrix, near: Mapping[int, float]) -> Matrix:
        """The scores, with what the most alike example of some labels adds; nothing for those aside."""
        raised = scores.copy()
        for place, likeness in near.items():
            raised[place] += NEAREST * likeness
        raised[self._aside] = 0
        return raised

    def _evidence(
        self, seen: _Seen, labels: Sequence[int], near: float, margin: float, own: int | None = None
    ) -> Evidence:
        """The evidence for a label, or for any of several that stand together.

        ``own`` is the label of the text, if it is an example that does not count.
        """
        second = sum(seen.second[label] for label in labels)
        rival = next((seen.second[label] for label in seen.rivals if label not in labels), 0.0)
        return Evidence(
            score=float(seen.scores[list(labels)].sum()),
            margin=float(margin),
            outside=float(seen.scores[self._outside]) if self._outside >= 0 else 0.0,
            nearest=near,
            covered=self._coverage.covered(seen.words, labels, own),
            on_subject=seen.on_subject,
            second=second,
            second_margin=second - rival,
            unreported=0.0 if labels[0] in self._unreported else seen.unreported,
            words=len(seen.words),
        )

    def outcomes(self) -> list[Outcome]:
        """For calibration: the evidence for the best topic of each left-out example, and if it was right.

        Each example is left out once alone and once with its whole label, so that nothing can be right.
        """
        texts = [self.read(text) for _, text in self._examples]
        folded = [text.folded for text in texts]
        first, second = (
            classifier.leave_out(rows, self._label_of, self._lots, len(self.labels))
            for rows in (self._features.transform(texts), Letters().learn(folded))
        )
        outcomes: list[Outcome] = []
        told = Counter[int]()
        for place, (text, label) in enumerate(zip(texts, self._label_of.tolist(), strict=True)):
            if label in self._ambiguous:
                continue
            words = self._coverage.of(text)
            on_subject = self._coverage.on_subject(words, label)
            for scores, opinion in (
                (first.alone[place], second.alone[place]),
                (first.with_its_label[place], second.with_its_label[place]),
            ):
                unknown = label != self._outside and not np.isfinite(scores[label])
                known, opinion = (np.where(np.isfinite(found), found, 0) for found in (scores, opinion))
                seen = self._seen_with(words, on_subject, known, opinion)
                ordered = self._inside[np.argsort(-seen.scores[self._inside])].tolist()
                chosen = [other for other in ordered if not (unknown and other == label)][:SHOWN]
                near = {
                    other: self._nearest(text.folded, other, told[label] if other == label else None)
                    for other in chosen
                }
                raised = self._raised(seen.scores, near)
                best = chosen[int(raised[chosen].argmax())]
                margin = raised[best] - np.delete(raised, best).max(initial=0)
                evidence = self._evidence(seen, [best], near[best], margin, own=label)
                outcomes.append(Outcome(evidence, best == label, UNKNOWN if unknown else 1.0))
            told[label] += 1
        return outcomes
