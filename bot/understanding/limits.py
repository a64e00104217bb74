"""What a topic's figure does not say: its opposite, another duration, a breakdown."""

import re
from collections import Counter

from rapidfuzz import fuzz

from bot.knowledge.model import Knowledge
from bot.understanding import claims, clauses, cues, follow_ups, messages, population, signs
from bot.understanding.confidence import SURE
from bot.understanding.distributions import Distributions
from bot.understanding.lexicon import How
from bot.understanding.negation import Negations
from bot.understanding.numbers import durations, quantities, without
from bot.understanding.ranking import Ranker
from bot.understanding.signal_words import SignalWords
from bot.understanding.text import fold, sentences, with_question_mark

STATED = 0.1
"""Share from which durations belong to a topic's examples, and one of them to the topic, not to an asker."""

GENERAL = 0.25
"""Share of the topics from which a word that they use tells none of them from the others."""

TELLING = 160
"""Words for each unit of score that a gap must have in a text: of a long one more belongs to its story."""

ALIKE = 65
"""Likeness, of 100, from which two measures that begin alike are one: „wia long“, „wie lagne“."""

NO_SHARE = 0.3
"""Score from which a topic that states no share is broken down: who made a study is no group of firms."""

RELATED = 0.3
"""Confidence from which what is asked of a group is of the area that names it: „keine“ and „planen eine“."""

_WITH_NUMBER = re.compile(r"\bmit (?=\d)")
"""„stellt mit 56 Prozent die Mehrheit“ has no „mit“ that turns an „ohne“ round."""

_LAST_CLAUSE = re.compile(
    r"(?<=\w)(?:[,;:]|\s[–—-])\s+(?=(?:aber |awwer |oder )?(?:w[io]a?e? ?v|welche[rn]? (?:anteil|prozent)))",
    re.IGNORECASE,
)


class Limits:
    """Where the figures of a knowledge base end. Built once for it."""

    def __init__(self, knowledge: Knowledge, ranker: Ranker, distributions: Distributions) -> None:
        self._knowledge = knowledge
        self._ranker = ranker
        self._distributions = distributions
        self._signal_words = SignalWords(knowledge)
        self._breakdowns = {concept: key for key, gap in knowledge.gaps.items() for concept in gap.breakdown}
        about = ((key, topic) for key, topic in knowledge.topics.items() if topic.figure)
        told = ((key, example) for key, topic in about for example in topic.examples)
        self._negations = Negations(told, ranker)
        self._durations = {
            topic: Counter(found for told in ranker.told(topic) for found in durations(told))
            for topic in knowledge.topics
        }
        self._measures = {
            topic: {*filter(None, map(population.measure, ranker.told(topic)))} for topic in knowledge.topics
        }

    def is_opposite(self, text: str, topic: str) -> bool:
        """Whether the question negates what the topic's figure states: „Wie viele nutzen kein TikTok?“."""
        if not self._knowledge.topics[topic].figure:
            return False
        parts = [cues.corrected(self._ranker.read(part).tokens) for part in sentences(_last_asked(text))]
        asking = [part for part in parts if signs.asks_share(part)]
        folded = " ".join(asking or parts)  # „Ist Facebook nicht tot? Wie viele haben da eine Seite?“
        stated = [found for found in quantities(folded) if found.share]
        if not (asking or stated):
            return False
        if stated:
            # „nicht mal die Hälfte“ and „kein Mensch mehr, vielleicht 5 %“ negate nothing.
            folded = claims.without_nobody(without(_WITH_NUMBER.sub("", folded), stated[0]))
        if self._is_one_of_several(topic):
            folded = cues.without_exception(folded)
        plain = cues.plainly_negated(claims.without_claim(claims.without_doubt(folded)))
        negated = cues.negates(plain) and not self._negations.negates(topic, plain)
        own = cues.negates(fold(text)) and not cues.negates(fold(messages.without_asker(text)))
        if cues.refuses_to_refuse(folded):
            return True
        return (negated and not own) or self._negations.turns_round(topic, folded)

    def _is_one_of_several(self, topic: str) -> bool:
        """Whether a topic is an option of which only one was possible: „täglich, aber nicht mehrmals“."""
        figure = self._knowledge.topics[topic].figure
        distribution = self._knowledge.distribution_of(figure) if figure else None
        return distribution is not None and self._knowledge.distributions[distribution].exclusive

    def is_another_duration(self, text: str, topic: str) -> bool:
        """Whether a question names a duration, and its topic is about others: „seit zehn Jahren“."""
        question = with_question_mark(text)
        told = (messages.without_asker(question) or question, messages.without_asker(text))
        asked = next(filter(None, (durations(fold(part)) for part in told)), None)
        if not asked or topic not in self._knowledge.topics:
            return False
        if not self._is_about_a_duration(topic):
            return False
        known = self._durations[topic]
        return not any(known[found] >= STATED * known.total() for found in asked)

    def asks_else(self, text: str, topic: str) -> bool:
        """Whether a question that names a topic asks for something else than its share of firms.

        Of those that the topic counts, how old they are, shares of videos, the age of firms.
        """
        if self._knowledge.topics[topic].figure is None:
            return False
        folded = fold(messages.without_asker(text))
        return (
            population.says_of_others(folded)
            or bool(self._durations[topic] and population.asks_for_age(folded))
            or self._is_of_a_part(messages.without_asker(text), topic)
            or (population.measure(folded) is not None and self._measures_else(text, topic))
        )

    def _is_of_a_part(self, text: str, topic: str) -> bool:
        """„Wie viele der TikTok-Firmen …?“; „wie viele der Befragten“ are all of them."""
        group = population.part_of(text)
        return any(word.isdigit() or self._names(topic, word) for word in group)

    def group_within(self, text: str) -> str | None:
        """The topic that names the firms of which alone a question asks something else; None if it does not.

        „Wie viele der Firmen, die täglich posten, sind zufrieden?“ has no source; „…, gibt es?“ has one.
        """
        found = population.within(text)
        if not found or quantities(fold(found[1])) or messages.says_nothing(fold(found[1])):
            return None
        group = self._counted(found[0], SURE)
        if group is None:
            return None
        said = {*self._distributions.named(self._ranker.read(found[1])), self._counted(found[1], RELATED)}
        alike = said - (self._distributions.things - {group})  # nobody on TikTok must be on YouTube
        topics = self._knowledge.topics
        # „Wie viele derer, die keine Strategie haben, planen eine?“
        related = any(topic and topics[topic].area == topics[group].area for topic in alike)
        return None if related else group

    def _counted(self, clause: str, least: float) -> str | None:
        """The topic with a share of firms that a clause is about with at least some confidence."""
        best = self._ranker.rank(f"{signs.ASKED} {clause}").best
        return best.label if best.confidence >= least and self._knowledge.share_of(best.label) else None

    def _measures_else(self, text: str, topic: str) -> bool:
        """Whether a question measures what none of the topic's examples do: how old, how many seconds."""
        asked = population.measure(cues.corrected(self._ranker.read(messages.without_asker(text)).tokens))
        if asked is None:
            return False
        told = self._measures[topic]
        return not any(asked[0] == known[0] and fuzz.ratio(asked, known) >= ALIKE for known in told)

    def _names(self, topic: str, word: str) -> bool:
        """Whether a word, or what it stands for, is the topic's own and not that of many topics."""
        topics, most = self._knowledge.topics, GENERAL * len(self._knowledge.topics)
        if self._ranker.says(topic, word):
            return sum(self._ranker.says(other, word) for other in topics) <= most
        concepts = [concept for token in self._ranker.read(word).tokens for concept, _ in token.concepts]
        own = (concept for concept in concepts if self._ranker.uses(topic, concept))
        return any(sum(self._ranker.uses(other, concept) for other in topics) <= most for concept in own)

    def _is_about_a_duration(self, topic: str) -> bool:
        stated = self._durations[topic].total()
        return stated >= STATED * len(self._knowledge.topics[topic].examples)

    def only_tells(self, text: str, topic: str | None = None) -> bool:
        """Whether so little speaks for any gap that what sounds like one belongs to a question's story.

        „Im Salon reden alle nur noch von TikTok. Wie viele Betriebe nutzen das?“ asks neither what is done in
        salons nor who uses nothing else; „Die Studie ist von der Kammer, oder?“ asks nothing of chambers.
        """
        words = len(self._ranker.read(text).tokens)
        about = self._knowledge.topics.get(topic or "")
        share = about is None or about.figure or about.distribution
        least = words / TELLING if share else max(words / TELLING, NO_SHARE)
        return self._ranker.unreported(text) < least

    def breakdown(self, text: str, topic: str) -> str | None:
        """The gap of a breakdown (by country, trade …) that is asked for and that the topic does not know."""
        asking = messages.without_asker(population.asked_of_firms(text))
        asked = self._ranker.read(
            claims.without_hearsay(population.without_everybody(cues.with_years_named(asking)))
        )
        for concept, how in dict.fromkeys(found for token in asked.tokens for found in token.concepts):
            gap = self._breakdowns.get(concept)
            surely = how in (How.WORD, How.PHRASE, How.PART)
            if gap and surely and (topic == gap or not self._ranker.uses(topic, concept)):
                return None if self.only_tells(text, topic) else gap
        return None

    def signalled(self, text: str, topic: str) -> str | None:
        """The gap of a signal word in what a question that was taken for a topic asks; None without one."""
        asked = (messages.without_asker(part) for part in clauses.asked(text))
        told = map(claims.without_hearsay, map(population.without_everybody, asked))
        return next(filter(None, (self._signal_words.gap(part, topic) for part in told)), None)


def _last_asked(text: str) -> str:
    """„…, keiner nutzt das mehr, wie viele haben da eine Seite“: the clause that asks, if it tells enough."""
    *before, last = _LAST_CLAUSE.split(text)
    folded = fold(last)
    tells = follow_ups.names_a_place(folded) or not messages.says_nothing(folded)
    return last if before and tells and signs.asks_share(folded) else text
