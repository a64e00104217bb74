"""Finds operations on figures in a question: look-up by number, claim, sum, comparison."""

from math import isclose

from bot.knowledge.model import Figure, Knowledge
from bot.knowledge.placeholders import placeholders
from bot.understanding import cues
from bot.understanding.confidence import SURE
from bot.understanding.decision import (
    Answer,
    Claim,
    Comparison,
    Decision,
    LookUp,
    NotReported,
    Sum,
)
from bot.understanding.forms import LOOK_UP, NUMBER
from bot.understanding.numbers import Quantity, quantities, replaced, without
from bot.understanding.ranking import Ranker, Ranking
from bot.understanding.text import fold

MOSTLY = 0.7
"""Share of a look-up's words that belong to look-ups; more other words ask for something else."""

KNOWN = 0.8
"""Share of a claim's words that its topic's examples must know before the claim is judged."""

OFFERED = 2
"""Figures offered beside a number that no source states."""

ASKED = "wie viele"
"""Makes a claim's statement the question it answers."""

CLEARLY = 2.0
"""How many times the next one's score a word beside a number must give one of its meanings."""

LEAST_SCORE = 0.12
"""Score below which a fragment names no option."""


class Operations:
    """Operations that the figures of a knowledge base allow."""

    def __init__(self, knowledge: Knowledge, ranker: Ranker) -> None:
        self._knowledge = knowledge
        self._ranker = ranker
        self._by_figure = {topic.figure: key for key, topic in knowledge.topics.items() if topic.figure}
        self._options = {
            key: frozenset(self._by_figure[figure] for figure in found.figures if figure in self._by_figure)
            for key, found in knowledge.distributions.items()
        }

    def find(self, text: str, whole: Ranking) -> Decision | None:
        """The decision on an operation, or None if the question, ranked as a ``whole``, asks for none."""
        folded = fold(text)
        numbers = quantities(folded)
        if len(numbers) == 1:
            return self._about_number(folded, numbers[0])
        if not numbers:
            return self._about_options(text, folded, whole)
        return None

    def _about_number(self, folded: str, quantity: Quantity) -> Decision | None:
        masked = self._ranker.rank(replaced(folded, quantity, NUMBER))
        claimed = without(folded, quantity)
        rest = cues.without_claim(claimed)
        plain = rest == claimed or cues.asks_meaning(folded)
        asked = masked.best.confidence if masked.best.label == LOOK_UP and plain else 0.0
        said = self._ranker.rank(f"{ASKED} {rest}") if rest else None
        if said and said.best.confidence >= max(SURE, asked) and said.best.label in self._knowledge.topics:
            return self._about_topic(folded, rest, quantity, said)
        bare = masked.evidence.covered >= MOSTLY and masked.evidence.outside < SURE
        return self._look_up(quantity, rest, asked) if asked >= SURE and bare else None

    def _about_topic(self, folded: str, rest: str, quantity: Quantity, said: Ranking) -> Decision | None:
        """A number beside a topic: a claim, or the question what the number means there.

        A claim that says more than the topic knows gets the topic without a verdict.
        """
        best = said.best
        topic = self._knowledge.topics[best.label]
        options = self._options.get(topic.distribution or "", frozenset())
        if cues.asks_meaning(folded):
            stating = [key for key in (best.label, *sorted(options)) if self._states(key, quantity.number)]
            return Answer(best.confidence, stating[0]) if stating else None
        if cues.asks_quantity(folded):
            return None
        label = best.label
        if not topic.figure and options:
            label = self._ranker.rank(rest, among=options).best.label
        figure = self._knowledge.topics[label].figure
        if not figure or quantity.share != (self._knowledge.figures[figure].unit == "%"):
            return None
        more = said.evidence.covered < KNOWN or placeholders(self._knowledge.figures[figure].statement)
        if more or cues.denies(folded):
            return Answer(best.confidence, label)
        return Answer(best.confidence, label, Claim(figure, quantity.number, quantity.bound))

    def _states(self, topic: str, number: float) -> bool:
        figure = self._knowledge.topics[topic].figure
        value = self._knowledge.figures[figure].value if figure else None
        return value is not None and value.exact and value.low == number

    def _look_up(self, quantity: Quantity, rest: str, confidence: float) -> Decision:
        figures = self._knowledge.figures
        rank = {key: self._knowledge.sources[figure.source].rank for key, figure in figures.items()}
        ranked = sorted(figures, key=rank.__getitem__)
        same = tuple(key for key in ranked if _mentions(figures[key], quantity))
        if same:
            topics = {self._by_figure.get(key) for key in same}
            meant = frozenset(topic for topic in topics if topic)
            if rest and len(meant) > 1:
                first, second, *_ = self._ranker.rank(rest, among=meant).candidates
                if first.score >= LEAST_SCORE and first.score > CLEARLY * second.score:
                    return Answer(SURE, first.label)
            return Answer(
                confidence, topics.pop() if len(topics) == 1 else None, LookUp(quantity.number, same)
            )
        exact = [key for key in ranked if figures[key].value.exact]
        shares = [key for key in exact if figures[key].unit == "%" and key in self._by_figure]
        near = sorted(shares, key=lambda key: abs(figures[key].value.low - quantity.number))[:OFFERED]
        return NotReported(confidence, number=quantity.number, nearest_figures=tuple(near))

    def _about_options(self, text: str, folded: str, whole: Ranking) -> Decision | None:
        summing, comparing = cues.sums(folded), cues.compares(folded)
        distribution = self._distribution(whole) if summing or comparing else None
        if distribution is None:
            return None
        options = self._options[distribution]
        named = self._named(cues.alternatives(text), options)
        confidence = self._ranker.confidence_in(cues.without_operation(folded), options)
        if len(named) < 2 or confidence < SURE:
            return None
        figures = tuple(figure for topic in named if (figure := self._knowledge.topics[topic].figure))
        return Answer(confidence, None, Sum(figures) if summing else Comparison(figures))

    def _named(self, pieces: list[str], options: frozenset[str]) -> list[str]:
        """The options that the pieces of a question name, each another one, in the order of the pieces."""
        scored = [
            (candidate.score, place, candidate.label)
            for place, piece in enumerate(pieces)
            for candidate in self._ranker.rank(piece, among=options).candidates
            if candidate.score >= LEAST_SCORE
        ]
        named: dict[int, str] = {}
        for _, place, label in sorted(scored, reverse=True):
            if place not in named and label not in named.values():
                named[place] = label
        return [named[place] for place in sorted(named)]

    def _distribution(self, whole: Ranking) -> str | None:
        """The distribution of the best topic, if it has several options that topics are about."""
        topic = self._knowledge.topics.get(whole.best.label)
        if topic is None:
            return None
        found = topic.distribution or (topic.figure and self._knowledge.distribution_of(topic.figure))
        return found if found and len(self._options[found]) > 1 else None


def _mentions(figure: Figure, quantity: Quantity) -> bool:
    """Whether the source's value names the number, as itself or as a bound („über 40“, „21 bis 30“)."""
    if quantity.share and figure.unit != "%":
        return False
    bounds = (figure.value.low, figure.value.high)
    return any(bound is not None and isclose(bound, quantity.number, abs_tol=0.01) for bound in bounds)
