"""Which options a question names: by the concepts that set one option apart from everything else."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.understanding.features import Text
from bot.understanding.lexicon import How
from bot.understanding.ranking import Ranker

OFTEN = 0.3
"""Share of an option's examples from which a concept may be its mark."""

APART = 1.5
"""How many times more often than in the examples of any other topic; gaps share the words of topics."""

NEAR = 3
"""Words within which two marks belong to one mention („mehrmals am Tag“, „eine Person nebenbei“)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An option that a question names, and the places of the words that name it."""

    option: str
    places: tuple[int, ...]


class Marks:
    """What marks each option. Built once for a knowledge base."""

    def __init__(
        self, options: Mapping[str, str], topics: Collection[str], concepts: Iterable[str], ranker: Ranker
    ) -> None:
        """``options`` are those of the ``topics`` that are about one, each with its distribution."""
        self._distribution = options
        self._option: Mapping[str, str] = {
            concept: option for concept in concepts if (option := _marked(concept, options, topics, ranker))
        }

    def mentions(self, text: Text, connectives: frozenset[str]) -> list[Mention]:
        """The options that a text names, each once, in order.

        A phrase may hold the mark of another option („mehrmals täglich“ is not „täglich“): it decides, unless
        a connective or a comma stands between them.
        """
        groups: list[list[tuple[int, How, str]]] = []
        parted = True
        for place, token in enumerate(text.tokens):
            parted = parted or token.word in connectives or place in text.breaks
            for concept, how in token.concepts:
                if option := self._option.get(concept):
                    if parted or not self._belongs(place, option, groups[-1]):
                        groups.append([])
                    groups[-1].append((place, how, option))
                    parted = False
        named: dict[str, Mention] = {}
        for group in groups:
            option = min(group, key=lambda mark: mark[1] is not How.PHRASE)[2]
            named.setdefault(option, Mention(option, tuple(dict.fromkeys(place for place, _, _ in group))))
        return list(named.values())

    def _belongs(self, place: int, option: str, group: Sequence[tuple[int, How, str]]) -> bool:
        """Whether a mark belongs to the mention that the marks before it make.

        „mehr Leute“ marks a team, and has no part in „täglich“ after it.
        """
        last, _, before = group[-1]
        phrase = any(how is How.PHRASE for _, how, _ in group)
        alike = phrase and self._distribution[option] == self._distribution[before]
        return place - last < NEAR and (alike or option == before)


def _marked(concept: str, options: Collection[str], topics: Collection[str], ranker: Ranker) -> str | None:
    """The option that a concept sets apart, if it sets apart one."""
    second, first = sorted((ranker.share(label, concept), label) for label in topics)[-2:]
    if first[1] not in options or first[0] < max(OFTEN, APART * second[0]):
        return None
    return first[1]


def masked(text: Text, mentions: Sequence[Mention], by: str) -> str:
    """The folded text with ``by`` in place of each option that it names."""
    first = {mention.places[0] for mention in mentions}
    inside = {place for mention in mentions for place in mention.places}
    words = enumerate(token.word for token in text.tokens)
    return " ".join(
        by if place in first else word for place, word in words if place in first or place not in inside
    )
