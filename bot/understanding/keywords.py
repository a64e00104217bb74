"""A message of a word or two that may mean several topics: „Budget“, „Chef TikTok“."""

from bot.knowledge.model import Knowledge, Topic
from bot.understanding.candidates import Ranking
from bot.understanding.lexicon import How, Token
from bot.understanding.ranking import FAIR_SHARE, Ranker

MOST_WORDS = 3
"""Words of a message that names what it is about rather than asks."""

ALIKE = 0.7
"""Share of a word's use in the topic that uses it most from which another topic is as likely meant."""

FOREIGN = 0.1
"""The same below which a topic does not know the word."""

UNSURE = 0.999
"""Confidence below which a word that the best topic does not know speaks for another one."""

EVERYWHERE = 1 / 3
"""Share of all topics from which a word says nothing about which is meant („KMU“, „Anteil“)."""


class Keywords:
    """Which topics the words of the lexicon stand for. Built once for a knowledge base."""

    def __init__(self, knowledge: Knowledge, ranker: Ranker) -> None:
        self._topics = knowledge.topics
        self._entries = {**knowledge.topics, **knowledge.gaps}
        self._ranker = ranker

    def meant(self, ranking: Ranking) -> tuple[str, ...]:
        """What a message of a few words may mean, the likeliest first; empty if it says more than words."""
        tokens = ranking.text.tokens
        if len(tokens) > MOST_WORDS or ranking.best.label not in self._entries:
            return ()
        if not all(
            token.concepts or (place and _begins_phrase(tokens[place - 1]))
            for place, token in enumerate(tokens)
        ):
            return ()
        named = [shares for token in tokens if (shares := self._shares(token))]
        if len(tokens) > 1 and ranking.best.confidence >= UNSURE:
            return ()
        if len({tuple(shares) for shares in named}) == 1:
            return self._of_one(named[0])
        labels = [found.label for found in ranking.candidates]
        best = next((label for label in labels if label in self._topics), labels[0])  # what is reported first
        foreign = [shares for shares in named if shares.get(best, 0) < FOREIGN * max(shares.values())]
        return (best, self._of_one(foreign[0])[0]) if len(foreign) == 1 < len(named) else ()

    def _shares(self, token: Token) -> dict[str, float]:
        """How often the examples of each entry use what a word means, most often first; empty if most do."""
        shares = {
            label: max((self._ranker.share(label, concept) for concept, _ in token.concepts), default=0.0)
            for label in self._entries
        }
        users = sum(share >= FAIR_SHARE for share in shares.values())
        if not 0 < users < EVERYWHERE * len(shares):
            return {}
        return dict(sorted(shares.items(), key=lambda pair: -pair[1]))

    def _of_one(self, shares: dict[str, float]) -> tuple[str, ...]:
        """The topics that one word may mean; if an overview is among them, only that."""
        alike = [label for label, share in shares.items() if share >= ALIKE * max(shares.values())]
        alike.sort(key=lambda label: label not in self._topics)  # what is reported first
        overviews = [label for label in alike if self._is_overview(label)]
        return tuple(overviews[:1] or alike)

    def _is_overview(self, label: str) -> bool:
        topic: Topic | None = self._topics.get(label)
        return topic is not None and topic.distribution is not None


def _begins_phrase(token: Token) -> bool:
    """Whether the next word may have its meaning from this one: „drei Jahre“."""
    return any(how is How.PHRASE for _, how in token.concepts)
