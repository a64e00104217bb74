"""Finds operations on figures in a question: look-up by number, claim, sum, comparison."""

from bot.knowledge.model import Knowledge
from bot.understanding import cues
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
from bot.understanding.numbers import Quantity, digits, quantities, replaced, without
from bot.understanding.ranking import Ranker

SURE = 0.5
"""Confidence from which the rest of a question names a topic."""

NEAREST = 2
"""Figures offered beside a number that no source states."""

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

    def find(self, folded: str) -> Decision | None:
        """The decision on an operation, or None if the question asks for none."""
        numbers = quantities(folded)
        if len(numbers) == 1:
            return self._about_number(folded, numbers[0])
        if not numbers:
            return self._about_options(folded)
        return None

    def _about_number(self, folded: str, quantity: Quantity) -> Decision | None:
        masked = self._ranker.rank(replaced(folded, quantity, NUMBER))
        if masked.best.label == LOOK_UP and masked.best.confidence >= SURE:
            return self._look_up(quantity)
        rest = cues.without_claim(without(folded, quantity))
        if not rest or not quantity.share or cues.asks_quantity(folded):
            return None
        return self._claim(rest, quantity)

    def _claim(self, rest: str, quantity: Quantity) -> Decision | None:
        best = self._ranker.rank(rest).best
        topic = self._knowledge.topics.get(best.label)
        if topic is None or best.confidence < SURE:
            return None
        figure = topic.figure
        if not figure and topic.distribution and self._options[topic.distribution]:
            option = self._ranker.rank(rest, among=self._options[topic.distribution]).best
            figure = self._knowledge.topics[option.label].figure
        if not figure or self._knowledge.figures[figure].unit != "%":
            return None
        label = self._by_figure.get(figure, best.label)
        return Answer(best.confidence, label, Claim(figure, quantity.number, quantity.bound))

    def _look_up(self, quantity: Quantity) -> Decision:
        figures = self._knowledge.figures
        rank = {key: self._knowledge.sources[figure.source].rank for key, figure in figures.items()}
        exact = sorted((key for key, figure in figures.items() if figure.value.exact), key=rank.__getitem__)
        same = tuple(
            key
            for key in exact
            if figures[key].value.low == quantity.number and (figures[key].unit == "%" or not quantity.share)
        )
        if same:
            topics = {self._by_figure.get(key) for key in same}
            return Answer(1.0, topics.pop() if len(topics) == 1 else None, LookUp(quantity.number, same))
        shares = [key for key in exact if figures[key].unit == "%" and key in self._by_figure]
        near = sorted(shares, key=lambda key: abs(figures[key].value.low - quantity.number))[:NEAREST]
        return NotReported(1.0, number=quantity.number, nearest_figures=tuple(near))

    def _about_options(self, folded: str) -> Decision | None:
        summing, comparing = cues.sums(folded), cues.compares(folded)
        pieces = cues.alternatives(folded)
        if not (summing or comparing) or len(pieces) < 2:
            return None
        whole = self._ranker.rank(digits(folded))
        distribution = self._distribution(folded)
        if distribution is None:
            return None
        named: list[str] = []
        for piece in pieces:
            best = self._ranker.rank(piece, among=self._options[distribution]).best
            figure = self._knowledge.topics[best.label].figure
            if best.score >= LEAST_SCORE and figure and figure not in named:
                named.append(figure)
        if len(named) < 2:
            return None
        operation = Sum(tuple(named)) if summing else Comparison(tuple(named))
        return Answer(max(SURE, whole.best.confidence), None, operation)

    def _distribution(self, folded: str) -> str | None:
        """The distribution whose options the question names, if the best topics are of one."""
        best = self._ranker.rank(folded).best.label
        topic = self._knowledge.topics.get(best)
        if topic is None:
            return None
        found = topic.distribution or (topic.figure and self._knowledge.distribution_of(topic.figure))
        return found if found and len(self._options[found]) > 1 else None
