"""Topics while somebody types: by the beginnings of words, by similar words, by words of one concept."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, zip_longest
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.knowledge.model import Distribution, Figure, Knowledge, Topic
from bot.knowledge.placeholders import Literal, parse
from bot.understanding.text import words
from bot.understanding.vocabulary import stem

MOST_WORDS = 12
"""Words of a query that are looked at."""

FIRST, TITLE, STATEMENT, AREA, EXAMPLE, SYNONYM = 1.2, 1.0, 0.7, 0.6, 0.35, 0.4
"""What a word counts by where it was found."""

INSIDE = 0.6
"""What a word counts that is found inside another one, e.g. „budget“ in „marketingbudget“."""

CACHED_WORDS = 2_000
"""Bound on remembered words: who types a question asks anew with each letter, for all words before it too."""

SHORTEST_INSIDE = 4
SHORTEST_ALIKE = 4
ALIKE = 0.72
"""Similarity from which a word may be a misspelt one."""

FEW = 2
"""Known words below which similar ones are looked for too: an example may hold the very typing error."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic to choose; ``value`` is its figure as people read it, empty where it has no single one."""

    topic: str
    title: str
    value: str = ""


class Suggestions:
    """Built once for a knowledge base; pure."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._known = {key: _suggestion(key, topic, knowledge) for key, topic in knowledge.topics.items()}
        self._order = {key: place for place, key in enumerate(_popular(knowledge))}
        self._titles = {" ".join(words(topic.title)): key for key, topic in knowledge.topics.items()}
        self._topics: dict[str, dict[str, float]] = defaultdict(dict)
        for key, topic in knowledge.topics.items():
            for weight, text in _texts(topic, knowledge):
                for word in words(text):
                    self._topics[word][key] = max(weight, self._topics[word].get(key, 0.0))
        self._add_synonyms(knowledge.lexicon)
        self._words = sorted({*self._topics, *self._synonyms})
        self._found = lru_cache(maxsize=CACHED_WORDS)(self._find)

    def find(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """The topics that fit best, best first; for an empty text those that most people ask for."""
        asked = words(typed)[:MOST_WORDS]
        if not asked:
            return tuple(self._known[key] for key in list(self._order)[:limit])
        scores: dict[str, float] = defaultdict(float)
        for word in asked:
            found = self._found(word)
            rarity = log((1 + len(self._known)) / len(found)) if found else 0.0
            for key, weight in found.items():
                scores[key] += weight * rarity
        if (exact := self._titles.get(" ".join(asked))) is not None:
            scores[exact] += len(self._known)
        best = sorted(scores, key=lambda key: (-scores[key], self._order[key]))
        return tuple(self._known[key] for key in best[:limit])

    def _add_synonyms(self, lexicon: Mapping[str, tuple[str, ...]]) -> None:
        """A word of the lexicon leads where the other words of its concept stand in a title or statement."""
        by_stem: dict[str, dict[str, float]] = defaultdict(dict)
        for word, topics in self._topics.items():
            for key, weight in topics.items():
                if weight >= AREA:
                    by_stem[stem(word)][key] = SYNONYM
        self._synonyms: dict[str, list[dict[str, float]]] = defaultdict(list)
        for forms in lexicon.values():
            single = {folded[0] for form in forms if len(folded := words(form)) == 1}
            topics = dict(chain.from_iterable(by_stem.get(stem(word), {}).items() for word in single))
            for word in single if topics else ():
                self._synonyms[word].append(topics)

    def _find(self, word: str) -> dict[str, float]:
        found: dict[str, float] = {}
        for known, likeness in self._alike(word):
            for topics in (self._topics.get(known, {}), *self._synonyms.get(known, ())):
                for key, weight in topics.items():
                    found[key] = max(found.get(key, 0.0), weight * likeness)
        return found

    def _alike(self, word: str) -> Iterator[tuple[str, float]]:
        """Known words with how well they fit: those it begins or is inside of, if few then similar ones."""
        found = 0
        for place in range(bisect_left(self._words, word), len(self._words)):
            known = self._words[place]
            if not known.startswith(word):
                break
            found += 1
            yield known, 0.5 + 0.5 * len(word) / len(known)
        if len(word) >= SHORTEST_INSIDE:
            for known in self._words:
                if word in known and not known.startswith(word):
                    found += 1
                    yield known, INSIDE
        if found < FEW and len(word) >= SHORTEST_ALIKE and not word.isdigit():
            similar = process.extract(
                word, self._words, scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=5
            )
            yield from ((known, likeness * INSIDE) for known, likeness, _ in similar)


def _suggestion(key: str, topic: Topic, knowledge: Knowledge) -> Suggestion:
    figure = knowledge.figures.get(topic.figure or "")
    return Suggestion(key, topic.title, figure.text if figure else "")


def _texts(topic: Topic, knowledge: Knowledge) -> Iterator[tuple[float, str]]:
    yield FIRST, topic.title.split(maxsplit=1)[0]
    yield TITLE, topic.title
    yield AREA, topic.area
    if figure := knowledge.figures.get(topic.figure or ""):
        yield TITLE, figure.text
        yield STATEMENT, figure.label
        yield STATEMENT, _literal(figure.statement)
    if distribution := knowledge.distributions.get(topic.distribution or ""):
        yield STATEMENT, distribution.question
    yield from ((EXAMPLE, example) for example in topic.examples)


def _literal(template: str) -> str:
    return " ".join(part.text for part in parse(template) if isinstance(part, Literal))


def _popular(knowledge: Knowledge) -> Iterable[str]:
    """All topics: first those of the leading source that have a figure, one of each area in turn."""
    ranked = sorted(knowledge.topics, key=lambda key: _rank(knowledge.topics[key], knowledge))
    areas: dict[str, list[str]] = defaultdict(list)
    for key in ranked:
        areas[knowledge.topics[key].area].append(key)
    turns = [key for turn in zip_longest(*areas.values()) for key in turn if key is not None]
    return sorted(turns, key=lambda key: _rank(knowledge.topics[key], knowledge))


def _rank(topic: Topic, knowledge: Knowledge) -> tuple[bool, int]:
    stated: Figure | Distribution | None = knowledge.figures.get(topic.figure or "")
    stated = stated or knowledge.distributions.get(topic.distribution or "")
    source = knowledge.sources.get(stated.source) if stated else None
    return (topic.figure is None, source.rank if source else len(knowledge.sources) + 1)
