"""Finds operations on figures in a question: look-up by number, claim, and what is done with options."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isclose

from bot.knowledge.model import Figure, Knowledge, Topic
from bot.knowledge.placeholders import placeholders
from bot.understanding import claims, cues, population, signs
from bot.understanding.candidates import Ranking
from bot.understanding.comparisons import Comparisons
from bot.understanding.confidence import SURE
from bot.understanding.decision import (
    Answer,
    Bound,
    Claim,
    Comparison,
    Decision,
    LookUp,
    NotReported,
    Operation,
    Sum,
)
from bot.understanding.distributions import Distributions
from bot.understanding.forms import LOOK_UP, NUMBER
from bot.understanding.numbers import Quantity, masked, parts, quantities, replaced, without
from bot.understanding.options import CERTAIN, Options
from bot.understanding.pieces import CLEARLY, NAMING
from bot.understanding.ranking import Ranker

KNOWN = 0.8
"""Share of a claim's words that its topic's examples must know before the claim is judged."""

MOSTLY = 0.7
"""Share of a look-up's words that belong to look-ups; more other words ask for something else."""

NAMED = 0.5
"""Confidence from which words beside a number name a share of firms."""

MOST_NUMBERS = 3
"""Numbers in one question that are looked up; more would not be read."""

OFFERED = 2
"""Figures offered beside a number that no source states."""

WHOLE = 100.0
"""What shares are said to add up to, in per cent, with or without the word."""


class Operations:
    """Operations that the figures of a knowledge base allow."""

    def __init__(self, knowledge: Knowledge, ranker: Ranker, distributions: Distributions) -> None:
        self._knowledge = knowledge
        self._ranker = ranker
        self._distributions = distributions
        self.options = Options(knowledge, ranker, distributions)
        self._comparisons = Comparisons(knowledge, ranker)
        self._computed = tuple(_computed(knowledge))

    def find(self, text: str, whole: Ranking) -> Decision | None:
        """The decision on an operation, or None if the question, ranked as a ``whole``, asks for none."""
        folded = cues.corrected(whole.text.tokens)
        numbers = quantities(folded)
        if numbers and cues.asks_why(folded) and not cues.asks_meaning(folded):
            return None
        if compared := self._comparisons.find(folded):
            return compared
        if len(numbers) == 1:
            return self._sum_claimed(text, folded, numbers[0], whole) or self._about_number(
                folded, numbers[0], whole
            )
        if not numbers:
            return self.options.find(text, folded, whole)
        return None

    def topic_of(self, operation: Operation | None) -> str:
        """The topic about the first figure of an operation; empty if there is none."""
        match operation:
            case (
                Claim(figure=figure)
                | LookUp(figures=(figure, *_))
                | Sum(figures=(figure, *_))
                | Comparison(figures=(figure, *_))
            ):
                return self._distributions.by_figure.get(figure, "")
        return ""

    def several(self, folded: str) -> tuple[Decision, ...]:
        """What several numbers of one question lead to, in their order; empty if they lead to nothing.

        „Was bedeuten die 60 % und die 34 %?“, „Stimmt es, dass 60 % … und 34 % …?“
        """
        numbers = quantities(folded)
        if not 1 < len(numbers) <= MOST_NUMBERS:
            return ()
        return self._look_ups(folded, numbers) or self._claims(folded, numbers)

    def _claims(self, folded: str, numbers: Sequence[Quantity]) -> tuple[Decision, ...]:
        if claims.without_claim(folded) == folded or not all(number.share for number in numbers):
            return ()
        judged: list[Decision] = []
        for part in parts(folded, numbers):
            found = self._about_number(part, quantities(part)[0], self._ranker.rank(part))
            if not (isinstance(found, Answer) and isinstance(found.operation, Claim)):
                return ()
            judged.append(found)
        return tuple(judged)

    def _look_ups(self, folded: str, numbers: Sequence[Quantity]) -> tuple[Decision, ...]:
        plain = masked(folded, numbers, NUMBER)
        ranking = self._ranker.rank(plain) if plain else None
        if ranking is None or ranking.best.label != LOOK_UP or ranking.best.confidence < SURE:
            return ()
        share = any(number.share for number in numbers)
        return tuple(
            self._look_up(replace(number, share=share), "", ranking.best.confidence) for number in numbers
        )

    def _sum_claimed(self, text: str, folded: str, quantity: Quantity, whole: Ranking) -> Decision | None:
        """A number said of several options together: „A und B machen zusammen die Hälfte aus“."""
        asked = folded
        if not signs.sums(folded):  # „… haben eine Strategie oder arbeiten daran“
            asked = f"{signs.ASKED} {claims.without_claim(without(folded, quantity))}"
        if not (quantity.share or quantity.number == WHOLE) or not signs.sums(asked) or claims.denies(folded):
            return None
        match self.options.find(text, asked, whole):
            case Answer(confidence, operation=Sum(figures=(first, *added))) as found:
                distribution = self._knowledge.distribution_of(first)
                if distribution is None or not self._knowledge.distributions[distribution].exclusive:
                    return found  # such shares have no sum to hold a number against
                return Answer(confidence, None, Claim(first, quantity.number, quantity.bound, tuple(added)))
        return None

    def _about_number(self, folded: str, quantity: Quantity, whole: Ranking) -> Decision | None:
        unnamed = self._ranker.rank(replaced(folded, quantity, NUMBER))
        claimed = without(folded, quantity)
        rest = claims.directly(claims.without_nobody(claims.without_claim(claims.without_hearsay(claimed))))
        bounded = quantity.bound not in (Bound.EXACTLY, Bound.ABOUT) and not quantity.share
        named = self._distributions.named(self._ranker.read(rest)) and not cues.asks_meaning(folded)
        told = claims.without_doubt(claims.without_claim(claimed)) != claimed
        plain = not (bounded or named) and (not told or cues.asks_meaning(folded))
        asked = unnamed.best.confidence if unnamed.best.label == LOOK_UP and plain else 0.0
        said = self._ranker.rank(f"{signs.ASKED} {rest}") if rest else None
        known = self._knows(whole, quantity)
        if said and said.best.label != whole.best.label and known:
            said = whole
        sure = self._sureness(said, folded, whole) if said else 0.0
        if said and sure < SURE:
            sure = max(sure, self._sure_of_several(said))
        if said and known and not cues.asks_meaning(folded):
            asked = 0.0  # „Rund 60 % haben eine.“ is no question what the number means
        if said and sure >= max(SURE, asked):
            if said.best.label in self._knowledge.topics:
                return self._about_topic(folded, rest, quantity, said, whole, sure)
            if self._ranker.is_unreported(said.best.label) and whole.best.label == said.best.label:
                return None  # „77 %, und wer macht es bei den anderen?“
        surely_a_gap = self._ranker.is_unreported(whole.best.label) and whole.best.confidence > CERTAIN
        if said and (surely_a_gap or self._says_something(said)) and not cues.asks_meaning(folded):
            return None
        bare = unnamed.evidence.covered >= MOSTLY and unnamed.evidence.outside < SURE
        return self._look_up(quantity, rest, asked) if asked >= SURE and bare else None

    def _says_something(self, said: Ranking) -> bool:
        """Whether the words beside a number say whom it counts: „Oder nutzen das 56 Prozent?“."""
        best = said.best
        if self._ranker.is_unreported(best.label):
            return best.confidence > CERTAIN
        return self._knowledge.share_of(best.label) is not None and best.confidence > NAMED

    @staticmethod
    def _sureness(said: Ranking, folded: str, whole: Ranking) -> float:
        """How sure it is that a question states something of a topic: without its number, or with it."""
        agreed = said.best.label == whole.best.label and not cues.asks_meaning(folded)
        return max(said.best.confidence, whole.best.confidence if agreed else 0.0)

    def _sure_of_several(self, said: Ranking) -> float:
        """How sure it is that several options of one distribution are meant: „mehr A als B“."""
        key, named = self._distributions.of_most(self._distributions.mentions(said.text))
        options = self._distributions.of.get(key, frozenset())
        meant = len(named) > 1 and said.best.label in options
        return self._ranker.confidence_in(said.text.folded, options) if meant else 0.0

    def _about_topic(
        self, folded: str, rest: str, quantity: Quantity, said: Ranking, whole: Ranking, sure: float
    ) -> Decision | None:
        """A number beside a topic: a claim, or the question what the number means there.

        A claim that says more than the topic knows gets the topic without a verdict.
        """
        best = said.best
        topic = self._knowledge.topics[best.label]
        options = self._distributions.of.get(topic.distribution or "", frozenset())
        if cues.asks_meaning(folded):
            stating = [key for key in (best.label, *sorted(options)) if self._states(key, quantity.number)]
            return Answer(sure, stating[0]) if stating else None
        if signs.asks_share(folded):
            return self._unless_another(topic, quantity, whole)
        label = best.label
        if not topic.figure and options:
            label = self._ranker.rank(rest, among=options).best.label
        figure = self._knowledge.topics[label].figure
        if not figure or quantity.share != (self._knowledge.figures[figure].unit == "%"):
            return None
        known = self._ranker.explains(said.text, best.label) >= KNOWN
        more = not known or placeholders(self._knowledge.figures[figure].statement)
        beyond = self.options.beyond(rest, said)
        elsewhere = signs.threshold(signs.without_measure(rest)) and not beyond
        if (more and not beyond) or claims.denies(folded) or elsewhere:
            return Answer(sure, label)
        if unsaid := None if beyond else self._unsaid(label, said, sure):
            return unsaid
        first, *added = beyond or (figure,)
        claim = Claim(first, quantity.number, quantity.bound, tuple(added))
        return Answer(sure, None if added else self._distributions.by_figure[first], claim)

    def _unsaid(self, topic: str, said: Ranking, sure: float) -> Decision | None:
        """The topic without a verdict, or nothing reported, if a claim says more than the topic's figure.

        „43 % nutzen nur TikTok“, „43 % wollen TikTok nutzen“, „40 % haben ihr Budget erhöht“,
        „16 % mehr nutzen Facebook als TikTok“.
        """
        folded = said.text.folded
        named = [found for found in self._distributions.mentions(said.text) if found.option == topic]
        places = [place for found in named if topic in self._distributions.things for place in found.places]
        if any(signs.asks_alone(folded, place) for place in places):
            return NotReported(sure, nearest=(topic,), part=topic)
        if any(signs.is_left_out(folded, place) for place in places):
            return NotReported(sure, nearest=(topic,), opposite=topic)
        if signs.compares_by(folded) and (compared := self.options.together(folded, folded, said)):
            return compared
        plans = any(self._ranker.says(topic, word) for word in claims.INTENTIONS)
        planned = claims.speaks_of_plans(folded)
        otherwise = (planned and not plans) or (plans and not planned and claims.speaks_of_the_past(folded))
        others = [thing for thing in self._distributions.things_named(said.text) if thing != topic]
        return Answer(sure, topic) if otherwise or others or population.counts_people(folded) else None

    def _unless_another(self, topic: Topic, quantity: Quantity, whole: Ranking) -> Decision | None:
        """Not reported, if a topic's statement holds a number and the question asks with another one.

        „Wie viele geben 50 % aus?“ is not answered by how many spend 21 to 30 %.
        """
        if not topic.figure:
            return None
        stated = placeholders(self._knowledge.figures[topic.figure].statement)
        named = [self._knowledge.figures[key] for part in stated for key in part.figures]
        if not named or not quantity.share or any(_holds(found, quantity) for found in named):
            return None
        gaps = (found.label for found in whole.candidates if found.label in self._knowledge.gaps)
        return NotReported(SURE, next(gaps, None), nearest=(self._distributions.by_figure[topic.figure],))

    def _knows(self, whole: Ranking, quantity: Quantity) -> bool:
        """Whether a question with its number is surely about a topic that states it."""
        return whole.best.confidence >= SURE and self._states(whole.best.label, quantity.number)

    def _states(self, topic: str, number: float) -> bool:
        about = self._knowledge.topics.get(topic)
        figure = about.figure if about else None
        value = self._knowledge.figures[figure].value if figure else None
        return value is not None and value.exact and value.low == number

    def _look_up(self, quantity: Quantity, rest: str, confidence: float) -> Decision:
        figures = self._knowledge.figures
        rank = {key: self._knowledge.sources[figure.source].rank for key, figure in figures.items()}
        ranked = sorted(figures, key=rank.__getitem__)
        same = tuple(key for key in ranked if _mentions(figures[key], quantity))
        if same:
            topics = {self._distributions.by_figure.get(key) for key in same}
            meant = frozenset(topic for topic in topics if topic)
            if rest and len(meant) > 1:
                first, second, *_ = self._ranker.rank(rest, among=meant).candidates
                if first.score >= NAMING and first.score > CLEARLY * second.score:
                    return Answer(SURE, first.label)
            return Answer(
                confidence, topics.pop() if len(topics) == 1 else None, LookUp(quantity.number, same)
            )
        for value, topic in self._computed:
            if quantity.share and isclose(value, quantity.number, abs_tol=0.01):
                return Answer(confidence, topic)
        exact = [key for key in ranked if figures[key].value.exact]
        shares = [key for key in exact if figures[key].unit == "%" and key in self._distributions.by_figure]
        near = sorted(shares, key=lambda key: abs(figures[key].value.low - quantity.number))[:OFFERED]
        return NotReported(confidence, number=quantity.number, nearest_figures=tuple(near))


def _computed(knowledge: Knowledge) -> Iterator[tuple[float, str]]:
    """The sums that answers and notes state, in per cent, with the topic that says so."""
    overviews = {topic.distribution: key for key, topic in knowledge.topics.items() if topic.distribution}
    told = [(topic.answer, key) for key, topic in knowledge.topics.items()]
    told += [
        (found.note, overviews[key]) for key, found in knowledge.distributions.items() if key in overviews
    ]
    for template, topic in told:
        for part in placeholders(template):
            chosen = [knowledge.figures[key] for key in part.figures]
            if len(chosen) > 1 and chosen[0].unit == "%" and min(part.signs) > 0:
                yield sum(figure.value.low for figure in chosen), topic


def _holds(figure: Figure, quantity: Quantity) -> bool:
    """Whether a number lies in the value that a statement names."""
    low, high = figure.value.low, figure.value.high
    plain = quantity.bound in (Bound.EXACTLY, Bound.ABOUT)
    return low == quantity.number or (plain and low <= quantity.number <= (low if high is None else high))


def _mentions(figure: Figure, quantity: Quantity) -> bool:
    """Whether the source's value names the number, as itself or as a bound („über 40“, „21 bis 30“)."""
    if quantity.share and figure.unit != "%":
        return False
    bounds = (figure.value.low, figure.value.high)
    return any(bound is not None and isclose(bound, quantity.number, abs_tol=0.01) for bound in bounds)
