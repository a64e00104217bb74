"""Finds the lexicon's concepts in a text: by word, stem or phrase, in a compound, after a correction."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from bot.understanding.text import words
from bot.understanding.vocabulary import CACHED_WORDS, SHORTEST_CORRECTED, Vocabulary, stem

FEW_WORDS = 5
"""Words of a message in which a compound says the most: half of it known is better than nothing."""


class How(StrEnum):
    """What made a word count as a concept, from the surest to the weakest."""

    WORD = "Wort"
    STEM = "Wortstamm"
    PHRASE = "Wendung"
    PART = "Teil einer Zusammensetzung"
    TYPO = "Tippfehler"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a question and what it was taken for."""

    word: str
    corrected: str
    stem: str
    parts: tuple[str, ...]
    concepts: tuple[tuple[str, How], ...]


class Lexicon:
    """Concepts by their words and phrases, all folded and stemmed."""

    def __init__(self, entries: Mapping[str, tuple[str, ...]]) -> None:
        self._by_word: dict[str, set[str]] = {}
        self._by_stem: dict[str, set[str]] = {}
        self._phrases: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
        self._in_phrases: set[str] = set()
        for concept, forms in entries.items():
            for form in forms:
                folded = words(form)
                if len(folded) == 1:
                    self._by_word.setdefault(folded[0], set()).add(concept)
                    self._by_stem.setdefault(stem(folded[0]), set()).add(concept)
                elif folded:
                    stems = tuple(map(stem, folded))
                    self._phrases.setdefault(stems[:2], []).append((stems, concept))
                    self._in_phrases.update(word for word in folded if len(word) >= SHORTEST_CORRECTED)
        self._read = lru_cache(maxsize=CACHED_WORDS)(self._token)

    @property
    def words(self) -> frozenset[str]:
        """Every single word listed, folded."""
        return frozenset(self._by_word)

    def tokens(self, text: list[str], vocabulary: Vocabulary) -> list[Token]:
        """The folded words of a text with their concepts."""
        brief = len(text) <= FEW_WORDS
        return self._with_phrases([self._read(word, vocabulary, brief) for word in text])

    def _token(self, word: str, vocabulary: Vocabulary, brief: bool) -> Token:
        listed = word in self._by_word or word in self._in_phrases or stem(word) in self._by_stem
        corrected = word if listed else vocabulary.correct(word)
        root = stem(corrected)
        parts: tuple[str, ...] = ()
        found = self._of(corrected, root)
        if corrected != word:
            concepts = dict.fromkeys(found, How.TYPO)
        else:
            concepts = {c: How.WORD if c in self._by_word.get(word, ()) else How.STEM for c in found}
        if not found:
            parts = vocabulary.split(word) or vocabulary.split(corrected)
            if brief and not parts:
                parts = vocabulary.ends(corrected)
            for part in parts:
                concepts |= dict.fromkeys(self._of(part, stem(part)), How.PART)
        return Token(word, corrected, root, parts, tuple(sorted(concepts.items())))

    def _of(self, word: str, root: str) -> set[str]:
        return self._by_word.get(word) or self._by_stem.get(root) or set()

    def _with_phrases(self, tokens: list[Token]) -> list[Token]:
        stems = [token.stem for token in tokens]
        for start, pair in enumerate(pairwise(stems)):
            for phrase, concept in self._phrases.get(pair, ()):
                if tuple(stems[start : start + len(phrase)]) != phrase:
                    continue
                token = tokens[start]
                if concept not in dict(token.concepts):
                    concepts = (*token.concepts, (concept, How.PHRASE))
                    tokens[start] = Token(token.word, token.corrected, token.stem, token.parts, concepts)
        return tokens
