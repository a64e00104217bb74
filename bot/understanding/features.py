"""What a text is compared by: character n-grams, word stems and concepts, as weighted sparse vectors."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, count, pairwise, takewhile

import numpy as np
from scipy import sparse

from bot.understanding.classifier import Columns, Matrix
from bot.understanding.lexicon import Token

NGRAMS = range(3, 6)
"""Lengths of the character n-grams inside padded words; pairs cost a quarter of the time for little."""

FIELDS = {"characters": 3.0, "words": 1.0, "concepts": 0.8}
"""The share of each field in the similarity of two texts; fields that a text lacks count as unlike."""


REMEMBERED_WORDS = 4000
"""Bound on words whose n-grams are remembered, a quarter of a kilobyte each."""

NEGATIONS = frozenset(
    [
        "nicht",
        "kein",
        "keine",
        "keinen",
        "keiner",
        "keinem",
        "keines",
        "keins",
        "nie",
        "niemals",
        "niemand",
        "nichts",
        "nix",
        "net",
        "ned",
        "nid",
        "nit",
        "nod",
        "weder",
        "ohne",
        "kaum",
        "not",
        "none",
        "never",
        "without",
        "dont",
        "doesnt",
    ]
)
"""Folded words that turn a question round; what they go with counts as a pair of concepts."""

ENGLISH_NO = "no"
"""Negates as well, but is „noch“ in half of the German-speaking lands."""

BESIDE_NO = frozenset(["have", "has", "with", "there", "of", "many"])
"""English words of which one stands near such a „no“."""


NEGATED = 3
"""Words after a negation that it is about."""

SHORTEST_NEGATED = 4
"""Letters of a stem from which it is more than grammar."""

NEGATION = "¬"
"""The term that stands for all of them."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text cut up for comparison."""

    tokens: tuple[Token, ...]
    breaks: frozenset[int] = frozenset()
    """The places of words that follow a comma or the like."""

    def terms(self, field: str) -> Iterable[str]:
        """The terms of one of the ``FIELDS`` but the characters, which are told word by word."""
        match field:
            case "words":
                stems = [token.stem for token in self.tokens]
                pairs = (f"{left} {right}" for left, right in pairwise(stems))
                parts = (part for token in self.tokens for part in token.parts)
                return [*stems, *pairs, *parts, *self.turns()]
            case "concepts":
                order = [concept for token in self.tokens for concept, _ in token.concepts]
                ordered = [*(self.turns() if order else ()), *dict.fromkeys(order)]
                pairs = (
                    f"{min(left, right)} {max(left, right)}"
                    for place, left in enumerate(ordered)
                    for right in ordered[place + 1 :]
                )
                return [*ordered, *pairs]
        raise ValueError(field)

    @property
    def folded(self) -> str:
        """The text as it was read, without corrections."""
        return " ".join(token.word for token in self.tokens)

    @property
    def negated(self) -> set[str]:
        """The stems that follow a negation closely, short ones left out: they are mostly grammar.

        What stands behind a comma is not meant: „Übertreib nicht, unverzichtbar ist das …“.
        """
        after = (
            self.tokens[place].stem
            for before, negation in enumerate(self.tokens)
            if self._is_negation(negation)
            for place in takewhile(
                lambda place: place not in self.breaks,
                range(before + 1, min(before + 1 + NEGATED, len(self.tokens))),
            )
        )
        return {root for root in after if len(root) >= SHORTEST_NEGATED}

    def turns(self) -> tuple[str, ...]:
        """A term of its own for any negation, whichever word it uses; empty without one."""
        return (NEGATION,) if any(map(self._is_negation, self.tokens)) else ()

    def _is_negation(self, token: Token) -> bool:
        if token.word == ENGLISH_NO:
            return any(other.word in BESIDE_NO for other in self.tokens)
        return token.corrected in NEGATIONS


def _ngrams(word: str) -> list[int]:
    """The character n-grams of a folded word with a space before and after it.

    Each is a number to the base 37 with a one in front: tens of thousands of strings take 10 MB.
    """
    digits = [0, *(int(char, 36) + 1 for char in word), 0]
    found: list[int] = []
    for start in range(len(digits) - 1):
        ngram = 1
        for size, digit in enumerate(digits[start : start + NGRAMS[-1]], 1):
            ngram = 37 * ngram + digit
            if size in NGRAMS:
                found.append(ngram)
    return found


class Features:
    """Turns texts into rows whose scalar product is their likeness, from 0 to 1.

    Each field is weighted by TF-IDF (sublinear term frequency, smoothed inverse document frequency) and
    has unit length times the root of its share. Terms that no example has are passed over.
    """

    def __init__(self, fields: dict[str, float] | None = None) -> None:
        self._shares = fields or FIELDS
        self._columns: Mapping[str, Mapping[str, int]] = {}
        """The terms of each field that is in use; those of the characters follow instead."""
        self._ngrams, self._ngram_columns = np.zeros((2, 0), np.int32)
        self._of_word = lru_cache(maxsize=REMEMBERED_WORDS)(self._known_ngrams)

    def learn(self, texts: Sequence[Text]) -> sparse.csr_matrix:
        """Learn columns and weights from the examples; their rows come back and are not kept."""
        number = count()
        ngrams = defaultdict[int, int](number.__next__)
        columns = {field: defaultdict[str, int](number.__next__) for field in self._shares}

        @cache
        def of_word(word: str) -> list[int]:
            return [ngrams[ngram] for ngram in _ngrams(word)]

        def grown(text: Text, field: str) -> Iterable[int]:
            if field == "characters":
                return chain.from_iterable(of_word(token.corrected) for token in text.tokens)
            return [columns[field][term] for term in text.terms(field)]

        counts = self._counts(texts, self._shares, grown, number)
        self._ngrams = np.array(sorted(ngrams), np.int32)
        self._ngram_columns = np.array([ngrams[ngram] for ngram in self._ngrams.tolist()], np.int32)
        found = {
            field: self._ngram_columns if field == "characters" else np.array([*column.values()], np.int32)
            for field, column in columns.items()
        }
        self._columns = {field: dict(columns[field]) for field, places in found.items() if len(places)}
        weights = np.array([self._shares[field] for field in self._columns])
        self._scale = np.sqrt(weights / weights.sum()).astype(np.float32)
        self._field = np.zeros(counts.shape[1], np.int8)
        for place, field in enumerate(self._columns):
            self._field[found[field]] = place
        spread = np.bincount(counts.indices, minlength=counts.shape[1])
        self._idf = (np.log((1 + len(texts)) / (1 + spread)) + 1).astype(np.float32)
        return self._weighted(counts)

    def transform(self, texts: Sequence[Text]) -> sparse.csr_matrix:
        """Rows of new texts in the columns of the examples."""
        return self._weighted(self._counts(texts, self._columns, self._known, count(len(self._idf))))

    def row(self, text: Text) -> tuple[Columns, Matrix]:
        """The columns of one new text and their values, as ``transform`` has them but in less time."""
        fields = [Counter(self._known(text, field)) for field in self._columns]
        sizes = np.array([len(found) for found in fields])
        columns = np.fromiter(chain.from_iterable(fields), np.int32, sizes.sum())
        counts = np.fromiter(chain.from_iterable(map(Counter.values, fields)), np.float32, len(columns))
        values = (1 + np.log(counts)) * self._idf[columns]
        used = sizes > 0
        lengths = np.sqrt(np.add.reduceat(np.square(values), (np.cumsum(sizes) - sizes)[used]))
        values *= np.repeat(self._scale[used] / lengths, sizes[used])
        return columns, values

    def _known(self, text: Text, field: str) -> Iterable[int]:
        """The columns of a text's terms in a field, those of new terms left out."""
        if field == "characters":
            return chain.from_iterable(self._of_word(token.corrected) for token in text.tokens)
        column = self._columns[field]
        return [column[term] for term in text.terms(field) if term in column]

    def _known_ngrams(self, word: str) -> tuple[int, ...]:
        asked = np.array(_ngrams(word), np.int32)
        places = np.searchsorted(self._ngrams, asked)
        known = self._ngrams.take(places, mode="clip") == asked
        return tuple(self._ngram_columns[places[known]].tolist())

    @staticmethod
    def _counts(
        texts: Sequence[Text],
        fields: Iterable[str],
        columns: Callable[[Text, str], Iterable[int]],
        number: Iterator[int],
    ) -> sparse.csr_matrix:
        """How often each text has each term; ``columns`` finds those of a field, ``number`` is the next."""
        indices = array("i")
        starts = array("i", [0])
        for text in texts:
            for field in fields:
                indices.extend(columns(text, field))
            starts.append(len(indices))
        shape = (len(texts), next(number))
        matrix = sparse.csr_matrix((np.ones(len(indices), np.float32), indices, starts), shape=shape)
        matrix.sum_duplicates()
        return matrix

    def _weighted(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        fields = len(self._scale)
        rows = np.repeat(np.arange(counts.shape[0], dtype=np.int32), np.diff(counts.indptr))
        field = self._field[counts.indices]
        part = rows * fields + field
        values = (1 + np.log(counts.data)) * self._idf[counts.indices]
        lengths = np.sqrt(np.bincount(part, np.square(values), counts.shape[0] * fields))
        counts.data = (values * self._scale[field] / lengths[part]).astype(np.float32)
        return counts
