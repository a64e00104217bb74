"""What a message means that says nothing but how it relates to the answers before it."""

from collections.abc import Sequence

from bot.knowledge.model import Knowledge
from bot.understanding import claims, follow_ups, messages, signs
from bot.understanding.confidence import SURE
from bot.understanding.decision import Answer, Bound, Claim, Comparison, Decision, NotReported, Sum
from bot.understanding.distributions import Distributions
from bot.understanding.numbers import quantities, without
from bot.understanding.ranking import Ranker
from bot.understanding.text import fold

MOST_WORDS = 8
"""Most words of a question that compares with what was said before; a longer one says what it is about."""

BARE_WORDS = 3
"""The same for „Und alle vier?“."""


class Leaning:
    """Reads follow-ups. Built once for a knowledge base."""

    def __init__(self, knowledge: Knowledge, ranker: Ranker, distributions: Distributions) -> None:
        self._knowledge = knowledge
        self._ranker = ranker
        self._distributions = distributions

    def find(self, text: str, known: Sequence[str]) -> Decision | None:
        """The decision on a follow-up of answers about ``known`` topics and gaps, the latest at the end."""
        folded = fold(text)
        last = known[-1]
        if follow_ups.asks_about_others(folded):
            return self._overview(last)
        topic = self._knowledge.topics.get(last)
        if topic and topic.figure and follow_ups.asks_the_opposite(folded):
            return self._others(topic.figure) or NotReported(SURE, nearest=(last,), opposite=last)
        if found := self._added_or_compared(text, folded, known):
            return found
        if len(text.split()) <= BARE_WORDS and signs.asks_all_of_them(folded):
            return self._all_of(last) or self._overview(last)
        bare = (follow_ups.is_bare_sum, follow_ups.is_bare_difference, follow_ups.is_bare_choice)
        if any(leans(folded) for leans in bare):
            return self._overview(last)  # which one besides was meant is not known; it has them all
        return self._claimed(last, folded)

    def _added_or_compared(self, text: str, folded: str, known: Sequence[str]) -> Decision | None:
        """„Mehr als Insta?“, „zusammen?“, „was ist häufiger?“; and „auf TikTok?“."""
        if len(folded.split()) > MOST_WORDS or quantities(folded):
            return None
        mentions = self._distributions.mentions(self._ranker.read(text))
        named = [mention.option for mention in mentions]
        compared = follow_ups.compared_with(folded)
        chosen = follow_ups.is_bare_difference(folded) or follow_ups.is_bare_choice(folded)
        for key, options in self._distributions.of.items():
            before = [topic for topic in known if topic in options]
            one = len(named) == 1 and named[0] in options
            bare = one and follow_ups.is_bare(folded, mentions[0].places)
            if bare and self._distributions.about[key].intersection(known):
                return Answer(SURE, named[0])
            if not before:
                continue
            if not named and len(before) > 1 and follow_ups.is_bare_sum(folded):
                return Answer(SURE, None, Sum(self._distributions.figures(before)))
            if not named and len(before) > 1 and chosen:
                return Answer(SURE, None, Comparison(self._distributions.figures(before)))
            if one and named[0] != before[-1] and compared is not None and mentions[0].places[0] >= compared:
                figures = self._distributions.figures((before[-1], named[0]))
                return Answer(SURE, None, Comparison(figures))
        return None

    def _others(self, figure: str) -> Decision | None:
        """All options but the one of a figure, if together they are everybody else."""
        distribution = self._knowledge.distributions.get(self._knowledge.distribution_of(figure) or "")
        if distribution is None or not (distribution.complete and distribution.exclusive):
            return None
        left = tuple(key for key in distribution.figures if key != figure)
        if len(left) == 1 and left[0] in self._distributions.by_figure:
            return Answer(SURE, self._distributions.by_figure[left[0]])
        return Answer(SURE, None, Sum(left))

    def _all_of(self, topic: str) -> Decision | None:
        """The sum of all options of which a topic is one or tells, if they exclude each other."""
        about = self._distributions.about.items()
        key = next((key for key, topics in about if topic in topics), None)
        if key is None or not self._distributions.is_exclusive(key):
            return None
        return Answer(SURE, None, Sum(self._distributions.orders[key]))

    def _overview(self, topic: str) -> Decision:
        """The overview that a topic's figure is part of, or the topic itself."""
        about = self._knowledge.topics.get(topic)
        distribution = self._knowledge.distribution_of(about.figure) if about and about.figure else None
        found = self._distributions.overview.get(distribution or "", topic)
        return NotReported(SURE, found) if found in self._knowledge.gaps else Answer(SURE, found)

    def _claimed(self, topic: str, folded: str) -> Decision | None:
        """„Also mehr als die Hälfte?“: a share said of the topic of the answer before, and nothing else."""
        figure = self._knowledge.share_of(topic)
        numbers = quantities(folded)
        if figure is None:
            return None
        if len(numbers) != 1 or not numbers[0].share:
            return None
        if numbers[0].bound is Bound.EXACTLY and not claims.concludes(folded):
            return None
        if not messages.says_nothing(without(folded, numbers[0])):
            return None
        return Answer(SURE, topic, Claim(figure, numbers[0].number, numbers[0].bound))
