"""Example questions that are all but the same as one of another topic."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz, process

from bot.knowledge.document import Path
from bot.knowledge.problems import Problem, quoted
from bot.knowledge.reading import Reading
from bot.knowledge.rules.examples import examples, normal, owner

ALIKE = 90
"""Likeness, 0 to 100, from which two questions say the same: what differs is spelling, order or a filler."""

SPELT_ALIKE = 88
"""rapidfuzz ratio from which two words are one: an ending or a typing error."""

SHORTEST_SPELT = 5
"""Letters of the shortest word that may be misspelt: „eine“ and „keine“ are two words."""

NEGATIONS = frozenset({"nicht", "nichts", "kein", "keine", "keinen", "keiner", "ohne", "nie", "niemand"})
"""A question with one of these asks for something else than the same one without it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    path: Path
    text: str
    plain: str
    """The text without case and punctuation."""
    words: frozenset[str]

    @property
    def owner(self) -> str:
        return owner(self.path)


def questions_differ_enough(reading: Reading) -> Iterator[Problem]:
    """One warning for each pair: nearest foreign example, likeness, margin over the nearest own one."""
    likeness = _Likeness(list(examples(reading)))
    told: set[frozenset[Path]] = set()
    for question, foreign, score in likeness.nearest_foreign():
        pair = frozenset({question.path, foreign.path})
        if pair not in told:
            told.add(pair)
            own = likeness.nearest_own(question)
            margin = f"{own - score:+d}".replace("-", "−")
            yield reading.place(*question.path).warning(
                f"{quoted(question.text)} ist fast {quoted(foreign.text)} von {quoted(foreign.owner)} "
                f"({reading.place(*foreign.path)}): Ähnlichkeit {score} von 100, zur nächsten eigenen Frage "
                f"{own}, Abstand {margin}. Bitte deutlicher unterscheiden oder eine davon löschen."
            )


class _Likeness:
    """Compares questions by their words, each weighing the more the rarer it is: „TikTok“ more than „wie“.

    Two that are alike share one of their rarest words, so that only few have to be compared.
    """

    def __init__(self, texts: Sequence[tuple[Path, str]]) -> None:
        plain = [normal(text) for _, text in texts]
        words = [text.split() for text in plain]
        one_of = _one_spelling(Counter(word for found in words for word in found))
        spread = Counter(one_of[word] for found in words for word in found)
        self._weight = {word: log((1 + len(texts)) / count) + 0.01 for word, count in spread.items()}
        self._with: dict[str, list[_Question]] = defaultdict(list)
        self._of: dict[str, list[_Question]] = defaultdict(list)
        self._questions = [
            _Question(path, text, same, frozenset(one_of[word] for word in found))
            for (path, text), same, found in zip(texts, plain, words, strict=True)
        ]
        for question in self._questions:
            self._of[question.owner].append(question)
            for word in self._telling(question):
                self._with[word].append(question)

    def nearest_foreign(self) -> Iterator[tuple[_Question, _Question, int]]:
        """Each question that is all but the same as a foreign one, the nearest such one and the likeness."""
        for question in self._questions:
            rivals = {
                rival.path: rival
                for word in self._telling(question)
                for rival in self._with[word]
                if rival.owner != question.owner and rival.plain != question.plain
            }
            scored = [(self._score(question, rival), rival) for rival in rivals.values()]
            score, nearest = max(scored, key=lambda pair: pair[0], default=(0, question))
            if score >= ALIKE:
                yield question, nearest, score

    def nearest_own(self, question: _Question) -> int:
        """The likeness of the nearest example of the same topic."""
        others = (other for other in self._of[question.owner] if other is not question)
        return max((self._score(question, other) for other in others), default=0)

    def _telling(self, question: _Question) -> Iterator[str]:
        """The rarest words: as many as two questions cannot both lack if they are alike."""
        room = (1 - ALIKE / (200 - ALIKE)) * self._sum(question.words)
        for word in sorted(question.words, key=lambda word: (-self._weight[word], word)):
            yield word
            room -= self._weight[word]
            if room < 0:
                return

    def _score(self, one: _Question, other: _Question) -> int:
        if (one.words ^ other.words) & NEGATIONS:
            return 0
        whole = self._sum(one.words) + self._sum(other.words)
        return int(200 * self._sum(one.words & other.words) / whole + 1e-9) if whole else 0

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self._weight[word] for word in words)


def _one_spelling(spread: Mapping[str, int]) -> dict[str, str]:
    """For every word the most frequent word that it is a variant of; itself if there is none."""
    one_of: dict[str, str] = {}
    known: dict[str, list[str]] = defaultdict(list)
    for word in sorted(spread, key=lambda word: (-spread[word], word)):
        one_of[word] = word
        if len(word) < SHORTEST_SPELT or not word.isalpha():
            continue
        group = known[word[0]]
        if found := process.extractOne(word, group, scorer=fuzz.ratio, score_cutoff=SPELT_ALIKE):
            one_of[word] = found[0]
        else:
            group.append(word)
    return one_of
