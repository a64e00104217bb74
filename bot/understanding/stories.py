"""What a question means that points at what the sentences around it name."""

from collections.abc import Callable

from bot.knowledge.model import Knowledge
from bot.understanding import clauses, cues, follow_ups, signs
from bot.understanding.confidence import SURE, settles
from bot.understanding.decision import Answer, Clarify, Comparison, Decision, NotReported
from bot.understanding.distributions import Distributions
from bot.understanding.numbers import quantities
from bot.understanding.ranking import Ranker
from bot.understanding.text import fold, sentences, with_question_mark

DOUBTLESS = 0.9
"""Confidence of a part of a message from which its other parts are not looked at."""


class Stories:
    """Reads messages that tell a story around their question. Built once for a knowledge base."""

    def __init__(
        self,
        knowledge: Knowledge,
        ranker: Ranker,
        distributions: Distributions,
        read: Callable[[str], Decision],
    ) -> None:
        """``read`` decides on a text that points at nothing."""
        self._topics = knowledge.topics
        self._ranker = ranker
        self._distributions = distributions
        self._read = read

    def pointed_at(self, text: str) -> Decision | None:
        """The decision on the thing, the number or the two things that a story names, if it asks for them."""
        return self._thing(text) or self._number(text) or self._two(text)

    def _thing(self, text: str) -> Decision | None:
        """The answer about what a story names once, if its question only points there.

        „Der Kollege ist auf TikTok, ich war baff. Ist der Mittelstand da stark vertreten?“
        """
        if not follow_ups.points_back(fold(text)):
            return None
        things = self._distributions.things_named(self._ranker.read(text))
        if len(things) != 1:
            return None
        asked = with_question_mark(text)
        for part in [asked] if asked else clauses.asking(text):
            if not follow_ups.points_back(fold(part)) or len(part.split()) < clauses.FEWEST_WORDS:
                continue
            if self._distributions.things_named(self._ranker.read(part)):
                continue
            decision = self._read(f"{part} {self._topics[things[0]].title}")
            if isinstance(decision, Clarify) and things[0] in decision.options:
                decision = Answer(SURE, things[0])  # „… ein Instagram-Profil. Wie viele haben schon eins?“
            if isinstance(decision, Answer) and decision.topic == things[0] and settles(decision, SURE):
                whole = self._read(text)
                other = not isinstance(whole, Answer) or whole.topic != decision.topic
                return None if other and settles(whole, DOUBTLESS) else decision
        return None

    def _number(self, text: str) -> Decision | None:
        """The look-up of the one number of a story whose question only points at it.

        „44 % stand auf der Folie, ich habe nur genickt. Wofür steht diese Zahl?“
        """
        numbers = quantities(fold(text))
        if len(numbers) != 1:
            return None
        for part in (*sentences(text), *clauses.asking(text)):
            pointed = cues.with_number(fold(part), numbers[0]) if not quantities(fold(part)) else None
            if pointed:
                decision = self._read(pointed)
                if isinstance(decision, Answer | NotReported) and settles(decision, SURE):
                    return decision
        return None

    def _two(self, text: str) -> Decision | None:
        """The comparison of the two options of a story, if its question is which of the two.

        „Er schwört auf TikTok, ich auf Facebook. Welche der beiden Plattformen nutzen mehr Firmen?“
        """
        asked = with_question_mark(text)
        if asked == text or not signs.asks_which_of_two(fold(asked)):
            return None
        named = self._distributions.named(self._ranker.read(text))
        kinds = self._distributions.of.values()
        pairs = ([option for option in named if option in options] for options in kinds)
        two = next((pair for pair in pairs if len(pair) == 2), None)
        if two is None:
            return None
        decision = self._read(f"{' oder '.join(self._topics[topic].title for topic in two)}: {asked}")
        compared = isinstance(decision, Answer) and isinstance(decision.operation, Comparison)
        return decision if compared else None  # „Was von beiden bringt mehr Umsatz?“

    def option_meant(self, decision: Decision, text: str) -> Decision:
        """The option that the sentences around a question name, if the answered one is not named at all.

        „Wir haben Twitter abgeschaltet. Wie viele Firmen sind dort noch aktiv?“ is not about Facebook.
        """
        topic = decision.topic if isinstance(decision, Answer) and not decision.operation else None
        if topic is None or len(sentences(text)) == 1:
            return decision
        named = self._distributions.named(self._ranker.read(text))
        if compared := self._compared_around(text, topic, named):
            return compared
        if not follow_ups.points_there(fold(text)):
            return decision
        for options in self._distributions.of.values():
            others = [option for option in named if option in options]
            if topic in options and topic not in named and len(others) == 1:
                return Answer(decision.confidence, others[0], alternatives=(topic,))
        return decision

    def _compared_around(self, text: str, topic: str, named: tuple[str, ...]) -> Decision | None:
        """The options ``named`` by a story, if its question compares them without naming any.

        „Er ist auf TikTok, ich auf Insta. Wo sind mehr Firmen?“ was taken for a question about ``topic``.
        """
        question = with_question_mark(text)
        compares = signs.compares(signs.without_measure(fold(question)))
        if not compares or self._distributions.named(self._ranker.read(question)):
            return None
        for key, about in self._distributions.about.items():
            here = [option for option in named if option in self._distributions.of[key]]
            if topic in about and len(here) > 1:
                return Answer(SURE, None, Comparison(self._distributions.figures(here)))
        return None
