"""Words that ask for what nobody reports, whatever else a question names: „Stories“, „bereuen“, „Glaser“."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from bot.knowledge.model import Knowledge
from bot.understanding.text import words
from bot.understanding.vocabulary import LONGEST_SPLIT, stem

_ENDINGS = ("innen", "ern", "en", "es", "er", "n", "s", "e")
"""What inflection may add; a stem would make „Arbeiter“ of „arbeiten“."""

SHORTEST_INFLECTED = 5
"""A shorter word with an ending is often another one: „Bank“, „Banken“."""

SHORTEST_PART = 7
"""A shorter end or beginning of a compound stands in unrelated words by chance: „Frischlingen“."""

SHORTEST_REST = 4
"""The same for the other part of it."""


class SignalWords:
    """The words of a knowledge base by gap. Built once for it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._gap_of: dict[str, str] = {}
        self._phrases: defaultdict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for gap, forms in knowledge.signal_words.items():
            for folded in filter(None, map(words, forms)):
                if len(folded) == 1:
                    self._gap_of.setdefault(folded[0], gap)
                else:
                    stems = tuple(map(stem, folded))
                    self._phrases[stems[0], stems[1]].append((stems, gap))
        self._said = {
            topic: {
                word
                for word in {*chain.from_iterable(map(words, about.examples))}
                if self._inflected(word) or self._in_compound(word)
            }
            for topic, about in knowledge.topics.items()
        }
        self._ever_said = frozenset(chain.from_iterable(self._said.values()))

    def gap(self, asked: str, topic: str) -> str | None:
        """The gap that a question which was taken for a topic asks for; None if it names no signal word.

        A word that an example of the topic uses is none for it, a compound if any topic's example uses it; a
        phrase always is one.
        """
        folded = words(asked)
        said = self._said.get(topic, ())
        single = (self._inflected(word) for word in folded if word not in said)
        parts = (self._in_compound(word) for word in folded if word not in self._ever_said)
        return next(filter(None, chain(single, parts, self._in_phrases(folded))), None)

    def _inflected(self, word: str) -> str | None:
        if found := self._gap_of.get(word):
            return found
        bare = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
        long = (root for root in bare if len(root) >= SHORTEST_INFLECTED)
        return next((self._gap_of[root] for root in long if root in self._gap_of), None)

    def _in_compound(self, word: str) -> str | None:
        if len(word) > LONGEST_SPLIT:
            return None
        ends = (word[cut:] for cut in range(SHORTEST_REST, len(word) - SHORTEST_PART + 1))
        heads = (word[:cut] for cut in range(len(word) - SHORTEST_REST, SHORTEST_PART - 1, -1))
        return next((self._gap_of[part] for part in chain(ends, heads) if part in self._gap_of), None)

    def _in_phrases(self, folded: Sequence[str]) -> Iterator[str]:
        stems = tuple(map(stem, folded))
        for start, pair in enumerate(pairwise(stems)):
            for phrase, gap in self._phrases.get(pair, ()):
                if stems[start : start + len(phrase)] == phrase:
                    yield gap
