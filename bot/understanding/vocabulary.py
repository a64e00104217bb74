"""The words a knowledge base knows: stems, corrected typing errors, compounds cut into known parts."""

from collections.abc import Collection, Mapping
from functools import lru_cache

import numpy as np
import snowballstemmer
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.misspelling import likelihood

_LINKS = ("", "s", "es", "n", "en", "e", "er", "ns")
"""Letters that German puts between the parts of a compound."""

SHORTEST_CORRECTED = 5
"""A shorter word is as likely another word as a typing error, unless it is close to a common one."""

COMMON = 6
"""Examples that use a word from which a short one may be a typing error of it."""

RARE = 4
"""Examples, fewer than ``COMMON``, up to which a word close to a listed one is taken for a typing error."""

FAR_RARER = 20
"""Uses of a listed word for each of a long one that is close to it, from which that is an error too."""

NO_OTHER_WORD = 7
"""Letters from which so rare a word is hardly another one: „Osten“ is no „Posten“."""

LONG = 8
"""Letters from which a word may hold two typing errors."""

SHORTEST_PART = 4
"""A shorter part is found inside unrelated words by chance (e.g. „ei“)."""

SHORTEST_END = 6
"""The same for the first or last part of a compound whose other parts are not known."""

LONGEST_SPLIT = 60
"""A longer word is no compound that anybody wrote, and cutting it takes time that grows with its square."""

CACHED_WORDS = 20_000
"""Bound on remembered analyses: the words of a language are few, hostile ones are not."""

CACHED_PARTS = 2_000
"""Bound on remembered compounds; it serves the parts of one word, whole words are remembered as tokens."""

_CLASSES = 32
"""Classes of characters whose first and second occurrences fill the 64 bits of a word's letters."""

_stemmer = snowballstemmer.stemmer("german")


@lru_cache(maxsize=CACHED_WORDS)
def stem(word: str) -> str:
    """The Snowball stem of a folded word."""
    return str(_stemmer.stemWord(word))


class Vocabulary:
    """Folded words that examples and lexicon use, and what an unknown word may stand for."""

    def __init__(self, uses: Mapping[str, int], listed: Collection[str]) -> None:
        """``uses`` counts the words of the examples; ``listed`` words are those of a lexicon, if any.

        A word that few examples use is taken for a typing error if it is close to a listed word: editors
        write typing errors too, some on purpose.
        """
        self._uses = uses
        self._common_short = [
            word for word, count in uses.items() if count >= COMMON and 1 < len(word) <= SHORTEST_CORRECTED
        ]
        self._know(frozenset(listed))
        self._know(self._known | {word for word, count in uses.items() if not self._is_error(word, count)})
        self._parts = frozenset(part for part in listed or self._known if len(part) >= SHORTEST_PART)
        self._part_stems = frozenset(map(stem, self._parts))
        self.split = lru_cache(maxsize=CACHED_PARTS)(self._split)

    def _know(self, words: frozenset[str]) -> None:
        self._known = words
        self._known_stems = frozenset(map(stem, words))
        by_length: dict[int, list[str]] = {}
        for word in sorted(words):
            if len(word) >= SHORTEST_CORRECTED - 1 and not word.isdigit():
                by_length.setdefault(len(word), []).append(word)
        self._of_length: dict[int, tuple[list[str], NDArray[np.uint64]]] = {
            length: (known, np.fromiter(map(_letters, known), np.uint64, len(known)))
            for length, known in by_length.items()
        }

    def _is_error(self, word: str, count: int) -> bool:
        """Whether a word that so many examples use is a typing error of a listed one.

        Few write it; or it has the very letters of the other, or is long and far rarer: „yuotube“ and
        „stratgie“ are no words, whoever writes them.
        """
        if count > RARE and len(word) < SHORTEST_CORRECTED:
            return False
        meant = self.correct(word)
        far_rarer = len(word) >= NO_OTHER_WORD and count * FAR_RARER < self._uses.get(meant, 0)
        return meant != word and (count <= RARE or far_rarer or sorted(meant) == sorted(word))

    def correct(self, word: str) -> str:
        """The known word one typing error away (two in a long word), the most used of several, or itself."""
        if word in self._known or stem(word) in self._known_stems or len(word) < 3 or word.isdigit():
            return word
        allowed = 1 if len(word) < LONG else 2
        near = self._common_short if len(word) < SHORTEST_CORRECTED else self._near(word, allowed)
        found = [
            hit
            for hit in process.extract(word, near, scorer=OSA.distance, score_cutoff=allowed, limit=None)
            if f"un{hit[0]}" != word and f"un{word}" != hit[0]  # an opposite is no typing error
        ]
        return min(found, key=lambda hit: (hit[1], -self._chance(word, hit[0])), default=(word, 0, 0))[0]

    def _chance(self, typed: str, meant: str) -> float:
        """How probable it is, beside other words as near, that a known word was meant."""
        return likelihood(typed, meant) * (1 + self._uses.get(meant, 0))

    def _near(self, word: str, allowed: int) -> list[str]:
        """The known words of about the same length and letters; a typing error changes two bits at most."""
        asked = np.uint64(_letters(word))
        near: list[str] = []
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            if found := self._of_length.get(length):
                known, letters = found
                alike = np.bitwise_count(letters ^ asked) <= 2 * allowed
                near += [known[place] for place in np.flatnonzero(alike).tolist()]
        return near

    def ends(self, word: str) -> tuple[str, ...]:
        """The first and the last part of a compound, if they are known: „Strategie(entwicklungsstand)“."""
        if not SHORTEST_END + SHORTEST_PART <= len(word) <= LONGEST_SPLIT:
            return ()
        cuts = range(SHORTEST_END, len(word) - SHORTEST_PART + 1)
        head = next((word[:cut] for cut in reversed(cuts) if word[:cut] in self._parts), "")
        ends = range(max(len(head), SHORTEST_PART), len(word) - SHORTEST_END + 1)
        tail = next((word[cut:] for cut in ends if word[cut:] in self._parts), "")
        return tuple(filter(None, (head, tail)))

    def _split(self, word: str) -> tuple[str, ...]:
        """The known parts of a compound from left to right; empty if it is none."""
        if not 2 * SHORTEST_PART <= len(word) <= LONGEST_SPLIT:
            return ()
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            head = self._part(word[:cut])
            if head is None:
                continue
            tail = word[cut:]
            if self._is_part(tail):
                return (head, tail)
            rest = self.split(tail)  # remembered: parts that are compounds themselves double the ways
            if rest:
                return (head, *rest)
        return ()

    def _part(self, head: str) -> str | None:
        for link in _LINKS:
            if link and not head.endswith(link):
                continue
            bare = head[: len(head) - len(link)]
            if bare in self._parts:
                return bare
        return None

    def _is_part(self, tail: str) -> bool:
        return tail in self._parts or stem(tail) in self._part_stems


def _letters(word: str) -> int:
    """64 bits: which classes of characters a folded word has, and which it has more than once."""
    once = twice = 0
    for char in word:
        bit = 1 << ord(char) % _CLASSES
        twice |= once & bit
        once |= bit
    return twice << _CLASSES | once
