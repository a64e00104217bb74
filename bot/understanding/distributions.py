"""The options of a knowledge base's distributions, as the topics about them, and which a text names."""

from collections.abc import Mapping, Sequence

from bot.knowledge.model import Knowledge
from bot.understanding.features import Text
from bot.understanding.mentions import Marks, Mention
from bot.understanding.ranking import Ranker
from bot.understanding.signs import CONNECTIVES


class Distributions:
    """Built once for a knowledge base."""

    def __init__(self, knowledge: Knowledge, ranker: Ranker) -> None:
        self._knowledge = knowledge
        self.by_figure = {topic.figure: key for key, topic in knowledge.topics.items() if topic.figure}
        """The topic about each figure."""
        self.orders: Mapping[str, tuple[str, ...]] = {
            key: tuple(figure for figure in found.figures if figure in self.by_figure)
            for key, found in knowledge.distributions.items()
        }
        """The figures of each distribution that topics are about, in the order of the source."""
        self.of: Mapping[str, frozenset[str]] = {
            key: frozenset(self.by_figure[figure] for figure in order) for key, order in self.orders.items()
        }
        """The options of each."""
        self.about: Mapping[str, frozenset[str]] = {
            key: options | {name for name, topic in knowledge.topics.items() if topic.distribution == key}
            for key, options in self.of.items()
        }
        """The options of each, and the topics that tell of all of them."""
        topics = reversed(tuple(knowledge.topics.items()))  # of several overviews the first
        self.overview: Mapping[str, str] = {
            topic.distribution: name for name, topic in topics if topic.distribution
        }
        """The topic that tells of all options of a distribution."""
        several = (options for key, options in self.of.items() if not self.is_exclusive(key))
        self.things = frozenset[str]().union(*several)
        """The options of which a firm may have several: platforms, formats."""
        options = {option: key for key, named in self.of.items() for option in named}
        self.marks = Marks(options, knowledge.topics, knowledge.lexicon, ranker)

    def is_exclusive(self, distribution: str) -> bool:
        """Whether nobody has two of its options."""
        return self._knowledge.distributions[distribution].exclusive

    def are_opposites(self, distribution: str) -> bool:
        """Whether everybody has one of two options: who compares the one means the other."""
        found = self._knowledge.distributions[distribution]
        return found.complete and found.exclusive and len(self.of[distribution]) == 2

    def of_several(self, topic: str) -> str | None:
        """The distribution that a topic is about, if it has several options that topics are about."""
        about = self._knowledge.topics.get(topic)
        if about is None:
            return None
        found = about.distribution or (about.figure and self._knowledge.distribution_of(about.figure))
        return found if found and len(self.of[found]) > 1 else None

    def figures(self, topics: Sequence[str]) -> tuple[str, ...]:
        """The figures that options are about."""
        return tuple(figure for topic in topics if (figure := self._knowledge.topics[topic].figure))

    def mentions(self, text: Text) -> list[Mention]:
        """The options that a text names, with the places of the words that name them."""
        return self.marks.mentions(text, CONNECTIVES)

    def named(self, text: Text) -> tuple[str, ...]:
        """The options that a text names."""
        return tuple(mention.option for mention in self.mentions(text))

    def things_named(self, text: Text) -> tuple[str, ...]:
        """The options that a text names of which a firm may have several."""
        return tuple(option for option in self.named(text) if option in self.things)

    def of_most(self, mentions: Sequence[Mention]) -> tuple[str, list[Mention]]:
        """The distribution of which most options are named, and those; none if only one is."""
        key, named = "", list[Mention]()
        for distribution, options in self.of.items():
            here = [mention for mention in mentions if mention.option in options]
            if len(here) > max(1, len(named)):
                key, named = distribution, here
        return key, named
