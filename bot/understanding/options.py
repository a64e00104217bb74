"""Finds what a question does with the options of a distribution: add, compare, take one and all beyond it."""

from collections.abc import Mapping, Sequence

from bot.knowledge.model import Knowledge
from bot.understanding import cues, follow_ups, signs
from bot.understanding.confidence import SURE
from bot.understanding.decision import Answer, Comparison, Decision, NotReported, Sum
from bot.understanding.features import Text
from bot.understanding.forms import OPTION, Form, Forms, plain
from bot.understanding.mentions import Marks, Mention, masked
from bot.understanding.numbers import quantities
from bot.understanding.pieces import LEAST_SCORE, NAMING, Pieces
from bot.understanding.ranking import Ranker, Ranking
from bot.understanding.signs import CONNECTIVES
from bot.understanding.text import fold, with_question_mark
from bot.understanding.thresholds import Beyond, beyond

CERTAIN = 0.9
"""Confidence from which a gap is meant, whatever options are named; and in a question that only compares."""

ELSEWHERE = 0.97
"""Confidence of another topic from which options that are only listed („auf Facebook und Insta“) are none."""

OUTSIDE = 0.4
"""Score of off-subject examples from which a question that no topic outscores is off the subject."""

LEANING_WORDS = 8
"""Most words of a question that compares with what was said before; a longer one says what it is about."""

JOINING = frozenset({Form.SUM, Form.COMPARISON, Form.PLAIN})
"""The forms of a sentence that names several options."""

EITHER = 0.3
"""Confidence of the second of two options that are named from which both are meant."""

COVERED = 0.95
"""Share of the words beside the options that say no more than what is done with them."""

MANY = 3
"""Options that nobody names without asking for each of them."""

JUDGING = frozenset({Form.VERDICT, Form.OTHER})
"""The forms of a sentence that names none."""


class Options:
    """The options of a knowledge base's distributions, as the topics that are about them."""

    def __init__(self, knowledge: Knowledge, ranker: Ranker) -> None:
        self._knowledge = knowledge
        self._ranker = ranker
        by_figure = {topic.figure: key for key, topic in knowledge.topics.items() if topic.figure}
        self.orders: Mapping[str, tuple[str, ...]] = {
            key: tuple(figure for figure in found.figures if figure in by_figure)
            for key, found in knowledge.distributions.items()
        }
        """The figures of each distribution that topics are about, in the order of the source."""
        self.of: Mapping[str, frozenset[str]] = {
            key: frozenset(by_figure[figure] for figure in order) for key, order in self.orders.items()
        }
        self._about = {
            key: options | {name for name, topic in knowledge.topics.items() if topic.distribution == key}
            for key, options in self.of.items()
        }
        topics = reversed(tuple(knowledge.topics.items()))  # of several overviews the first
        self._overview = {topic.distribution: name for name, topic in topics if topic.distribution}
        several = (options for key, options in self.of.items() if not knowledge.distributions[key].exclusive)
        self._things = frozenset[str]().union(*several)
        self._by_figure = by_figure
        options = frozenset[str]().union(*self.of.values())
        self._marks = Marks(options, knowledge.topics, knowledge.lexicon, ranker)
        self._pieces = Pieces(self._marks, ranker)
        self._forms = Forms(plain(knowledge.examples(), self._marks, ranker))

    def find(self, text: str, folded: str, whole: Ranking) -> Decision | None:
        """The decision on an operation, or None if the question, ranked as a ``whole``, asks for none."""
        mentions = self._mentions(whole)
        return (
            self._part(text, folded, whole, mentions)
            or self._abstained(folded, whole, mentions)
            or self._related(text, whole, mentions)
            or self._threshold(folded, whole, mentions)
            or self._all(folded, whole, mentions)
            or self._distributed(folded, mentions)
            or self._together(text, folded, whole, mentions)
            or self._by_pieces(text, folded, whole)
            or self._by_form(whole, mentions)
        )

    def gives_a_verdict(self, text: Text) -> bool:
        """„Geben die Zahlen das her?“: says nothing but that something is to be checked."""
        mentions = self._marks.mentions(text, CONNECTIVES)
        return not mentions and self._forms.of(text.folded, JUDGING) is Form.VERDICT

    def leaning(self, text: str, before: Sequence[str]) -> Decision | None:
        """What a question means that leans on the answer before: „mehr als Insta?“, „zusammen?“."""
        folded = fold(text)
        if len(folded.split()) > LEANING_WORDS or quantities(folded):
            return None
        mentions = self._marks.mentions(self._ranker.read(text), CONNECTIVES)
        named = [mention.option for mention in mentions]
        compared = follow_ups.compared_with(folded)
        for key, options in self.of.items():
            known = [topic for topic in before if topic in options]
            one = len(named) == 1 and named[0] in options
            bare = one and follow_ups.is_bare(folded, mentions[0].places)
            if bare and self._about[key].intersection(before):
                return Answer(SURE, named[0])
            if not known:
                continue
            if not named and len(known) > 1 and follow_ups.is_bare_sum(folded):
                return Answer(SURE, None, Sum(self._figures(known)))
            chosen = follow_ups.is_bare_difference(folded) or follow_ups.is_bare_choice(folded)
            if not named and len(known) > 1 and chosen:
                return Answer(SURE, None, Comparison(self._figures(known)))
            if one and named[0] != known[-1] and compared is not None and mentions[0].places[0] >= compared:
                return Answer(SURE, None, Comparison(self._figures((known[-1], named[0]))))
        return None

    def others(self, topic: str) -> Decision | None:
        """All options but the one that a topic is about, if together they are everybody else."""
        figure = self._knowledge.topics[topic].figure or ""
        distribution = self._knowledge.distributions.get(self._knowledge.distribution_of(figure) or "")
        if distribution is None or not (distribution.complete and distribution.exclusive):
            return None
        left = tuple(key for key in distribution.figures if key != figure)
        if len(left) == 1 and left[0] in self._by_figure:
            return Answer(SURE, self._by_figure[left[0]])
        return Answer(SURE, None, Sum(left))

    def all_of(self, topic: str) -> Decision | None:
        """The sum of all options of which a topic is one or tells, if they exclude each other."""
        key = next((key for key, about in self._about.items() if topic in about), None)
        if key is None or not self._knowledge.distributions[key].exclusive:
            return None
        return Answer(SURE, None, Sum(self.orders[key]))

    def overview(self, distribution: str | None) -> str | None:
        """The topic about all options of a distribution, if there is one."""
        return self._overview.get(distribution or "")

    def named(self, text: Text) -> tuple[str, ...]:
        """The options that a text names."""
        return tuple(mention.option for mention in self._marks.mentions(text, CONNECTIVES))

    def together(self, text: str, folded: str, whole: Ranking) -> Decision | None:
        """The sum or comparison of options that a question names, or None."""
        return self._together(text, folded, whole, self._mentions(whole))

    def two_of_one_kind(self, text: Text) -> list[str]:
        """The options of one distribution of which a text names two, no more; empty if there are none."""
        named = self.named(text)
        pairs = ([option for option in named if option in options] for options in self.of.values())
        return next((pair for pair in pairs if len(pair) == 2), [])

    def compared_around(self, text: str, topic: str) -> Decision | None:
        """The options that a story names, if its question compares them without naming any.

        „Er ist auf TikTok, ich auf Insta. Wo sind mehr Firmen?“ was taken for a question about ``topic``.
        """
        question = with_question_mark(text)
        compares = signs.compares(signs.without_measure(fold(question)))
        if not compares or self.named(self._ranker.read(question)):
            return None
        for key, about in self._about.items():
            named = [option for option in self.named(self._ranker.read(text)) if option in self.of[key]]
            if topic in about and len(named) > 1:
                return Answer(SURE, None, Comparison(self._figures(named)))
        return None

    def are_several(self, text: Text) -> bool:
        """Whether a text names several options of one distribution."""
        return bool(self._several(self._marks.mentions(text, CONNECTIVES))[1])

    def things(self, text: Text) -> tuple[str, ...]:
        """The options that a text names of which a firm may have several: platforms, formats."""
        return tuple(option for option in self.named(text) if option in self._things)

    def places(self, text: Text, option: str) -> tuple[int, ...]:
        """The places of the words by which a text names an option of which a firm may have several."""
        named = (found for found in self._marks.mentions(text, CONNECTIVES) if found.option == option)
        return tuple(place for found in named if option in self._things for place in found.places)

    def beyond(self, folded: str, ranking: Ranking) -> tuple[str, ...]:
        """The figures that „täglich oder öfter“ means, from the least; none if there is no such thing."""
        found = self._threshold_named(folded, self._mentions(ranking))
        return found.figures if found else ()

    def _mentions(self, ranking: Ranking) -> list[Mention]:
        return self._marks.mentions(ranking.text, CONNECTIVES)

    def _figures(self, topics: Sequence[str]) -> tuple[str, ...]:
        return tuple(figure for topic in topics if (figure := self._knowledge.topics[topic].figure))

    def _part(self, text: str, folded: str, whole: Ranking, mentions: Sequence[Mention]) -> Decision | None:
        """How answers go together of which several were possible: no share says that."""
        for key, options in self.of.items():
            named = [mention for mention in mentions if mention.option in options]
            if not named or self._knowledge.distributions[key].exclusive:
                continue
            alone = any(signs.asks_alone(folded, place) for mention in named for place in mention.places)
            alone = alone and signs.asks_only(cues.without_asker(text))  # „Wir sind nur auf Insta. …“
            if alone or (len(named) > 1 and signs.asks_both(folded)):
                confidence = self._confidence(folded, key, named, whole)
                if alone and self._leads_to(whole.best.label, key):
                    confidence = max(confidence, whole.best.confidence)
                topics = tuple(mention.option for mention in named)
                if confidence >= SURE:
                    return NotReported(confidence, nearest=topics, part=topics[0])
        return None

    def _leads_to(self, gap: str, distribution: str) -> bool:
        """Whether what is known beside a gap is the whole of a distribution."""
        found = self._knowledge.gaps.get(gap)
        return found is not None and self._overview.get(distribution) in found.related

    def _abstained(self, folded: str, whole: Ranking, mentions: Sequence[Mention]) -> Decision | None:
        """„Wie viele verzichten auf TikTok?“: nobody says who does without something."""
        named = [found for found in mentions if found.option in self._things]
        if len(named) != 1 or not signs.asks_share(folded):
            return None
        option, best = named[0].option, whole.best
        without = cues.abstains(folded) or signs.is_left_out(folded, named[0].places[0])
        # „Für wie viele geht es ohne Insta nicht?“
        elsewhere = best.label in self._knowledge.topics and best.label != option and best.confidence >= SURE
        return NotReported(SURE, nearest=(option,), opposite=option) if without and not elsewhere else None

    def _related(self, text: str, whole: Ranking, mentions: Sequence[Mention]) -> Decision | None:
        """„Sind die mit Strategie eher auf TikTok als die ohne?“: no figure says how answers are related."""
        key, named = self._several(mentions)
        compared = signs.compares_by(whole.text.folded)
        if not (named and compared and self._knowledge.distributions[key].exclusive):
            return None
        if self._things.isdisjoint(self.named(self._ranker.read(with_question_mark(text) or text))):
            return None
        gap = whole.best.label if whole.best.label in self._knowledge.gaps else None
        gap = gap if whole.best.confidence >= SURE else None
        return NotReported(SURE, gap, nearest=tuple(mention.option for mention in named))

    def _threshold(self, folded: str, whole: Ranking, mentions: Sequence[Mention]) -> Decision | None:
        """„täglich oder öfter“: an option and all beyond it, added."""
        found = self._threshold_named(folded, mentions)
        if not found:
            return None
        figures, mention = found.figures, found.mention
        confidence = self._confidence(folded, found.distribution, [mention], whole)
        if confidence < SURE:
            return None
        if not figures or signs.counts_times(folded):
            return NotReported(confidence, nearest=(mention.option,))
        if len(figures) == 1:
            return Answer(confidence, self._by_figure[figures[0]])
        return Answer(confidence, None, Sum(figures))

    def _threshold_named(self, folded: str, mentions: Sequence[Mention]) -> Beyond | None:
        direction = signs.threshold(folded)
        return beyond(direction, mentions, self.orders, self._knowledge) if direction else None

    def _all(self, folded: str, whole: Ranking, mentions: Sequence[Mention]) -> Decision | None:
        """„alle außer dem Chef“, „alle vier zusammen“: the options of a distribution, added."""
        place = signs.excepts(folded)
        if place is not None and (signs.sums(folded) or signs.asks_quantity(folded)):
            left_out = next((found.option for found in mentions if found.places[0] >= place), None)
            for key, options in self.of.items():
                left = tuple(figure for figure in self.orders[key] if self._by_figure[figure] != left_out)
                if left_out in options and len(left) > 1:
                    return Answer(SURE, None, Sum(left))
        if signs.sums(folded) and signs.asks_all_of_them(folded):
            for found in whole.candidates[:2]:
                topic = self._knowledge.topics.get(found.label)
                overview = topic.distribution if topic else None
                if overview and self._knowledge.distributions[overview].exclusive:
                    return Answer(SURE, None, Sum(self.orders[overview]))
        return None

    def _distributed(self, folded: str, mentions: Sequence[Mention]) -> Decision | None:
        """„Wer macht das, Marketing, Chef? Bitte die Aufteilung“: all options, those named are examples."""
        key, named = self._several(mentions)
        if not named or key not in self._overview or not signs.asks_distribution(folded):
            return None
        comparing = signs.compares(signs.without_measure(folded))
        return None if comparing and len(named) < MANY else Answer(SURE, self._overview[key])

    def _together(
        self, text: str, folded: str, whole: Ranking, mentions: Sequence[Mention]
    ) -> Decision | None:
        """A sum or comparison of options that are named by their marks."""
        key, named = self._several(mentions)
        if not named:
            return None
        comparing = signs.compares(signs.without_measure(folded)) or signs.asks_each(folded)
        summing = signs.sums(folded)
        # Where several answers were possible, „Facebook und TikTok“ cannot be one of them.
        named_first = {found.label for found in whole.candidates[:2]} <= {mention.option for mention in named}
        first, last = named[0].places[-1], named[-1].places[0]
        joined = named_first or signs.joins(folded.split()[first:last])
        several = not self._knowledge.distributions[key].exclusive
        many = len(named) >= MANY and whole.best.label in self.of[key]
        parted = signs.parts(folded.split()[first + 1 : last])
        either = named_first and parted and whole.candidates[1].confidence >= EITHER
        listing = many or either or (several and joined and not whole.text.turns())
        elsewhere = whole.best.label not in self._about[key] and whole.best.confidence >= ELSEWHERE
        if not (summing or comparing or (listing and not elsewhere)):
            return None
        confidence = self._confidence(folded, key, named, whole)
        if confidence < SURE:
            return None
        if self._asks_for_all(folded, key, whole, summing=summing or not comparing):
            return None
        topics = [mention.option for mention in named]
        more = self._pieces.more(text, self.of[key], topics) if summing or comparing else []
        figures = self._figures(list(dict.fromkeys([*topics, *more])))
        return Answer(confidence, None, Sum(figures) if summing else Comparison(figures))

    def _asks_for_all(self, folded: str, distribution: str, whole: Ranking, summing: bool) -> bool:
        """Whether a question names options as examples only: „Was posten sie, Bilder oder Videos?“."""
        topic = self._knowledge.topics.get(whole.best.label)
        overview = topic is not None and topic.distribution == distribution
        asked = signs.asks_distribution(folded) or (not summing and signs.asks_which(folded))
        return overview and whole.best.confidence >= SURE and asked

    def _several(self, mentions: Sequence[Mention]) -> tuple[str, list[Mention]]:
        """The distribution of which most options are named, and those; none if only one is."""
        key, named = "", list[Mention]()
        for distribution, options in self.of.items():
            here = [mention for mention in mentions if mention.option in options]
            if len(here) > max(1, len(named)):
                key, named = distribution, here
        return key, named

    def _by_form(self, whole: Ranking, mentions: Sequence[Mention]) -> Decision | None:
        """A sum or comparison of options that the whole sentence asks for, rather than one word of it."""
        key, named = self._several(mentions)
        form = self._forms.of(masked(whole.text, mentions, OPTION), JOINING) if named else None
        if form in (None, Form.PLAIN):
            return None
        confidence = self._confidence(whole.text.folded, key, named, whole)
        if confidence < SURE:
            return None
        figures = self._figures([mention.option for mention in named])
        return Answer(confidence, None, Sum(figures) if form is Form.SUM else Comparison(figures))

    def _confidence(self, folded: str, distribution: str, named: Sequence[Mention], whole: Ranking) -> float:
        """How probable it is that a question is about the options that it names; 0 if rather about else.

        Of several only the first is looked at: examples name one at a time.
        """
        if whole.evidence.outside > max(whole.evidence.score, OUTSIDE):
            return 0.0
        options, best = self.of[distribution], whole.best
        others = {place for mention in named[1:] for place in mention.places}
        either = self._knowledge.distributions[distribution].exclusive and bool(others)
        about = best.label in self._about[distribution]
        if not about:
            if others and not signs.asks_both(folded) and self._says_no_more(whole.text, named):
                return CERTAIN
            if not either and best.label in self._knowledge.gaps and best.confidence >= CERTAIN:
                return 0.0
        words = (word for place, word in enumerate(folded.split()) if place not in others)
        one = signs.without_operation(" ".join(words))
        found = self._ranker.confidence_in(one, options)
        if found < SURE:
            found = max(found, self._ranker.confidence_in(signs.without_operation(folded), options))
        if about:
            among = (candidate for candidate in whole.candidates if candidate.label in options)
            return max(found, min(sum(candidate.confidence for candidate in among), 1.0))
        if either:
            # Nobody has two of them, so it cannot be about how they are related, which it looks like.
            form = self._forms.of(masked(whole.text, named, OPTION), JOINING)
            if signs.sums(folded) and (len(named) >= MANY or form is Form.SUM):
                return max(found, SURE)
            if form is Form.SUM:
                return found
            best = self._ranker.rank(one).best
        return 0.0 if best.label not in options and best.confidence > max(found, SURE) else found

    def _says_no_more(self, text: Text, named: Sequence[Mention]) -> bool:
        """Whether the words beside the options, and beside theirs, only say what is done with them."""
        options = [mention.option for mention in named]
        said = masked(text, named, OPTION).split()
        beside = (word for word in said if not any(self._ranker.says(option, word) for option in options))
        return self._forms.cover(" ".join(beside)) >= COVERED

    def _by_pieces(self, text: str, folded: str, whole: Ranking) -> Decision | None:
        """A sum or comparison of options that the pieces between „oder“, „und“, „als“ name in other words."""
        summing, comparing = signs.sums(folded), signs.compares(signs.without_measure(folded))
        distribution = self._distribution(whole) if summing or comparing else None
        if distribution is None:
            return None
        if self._asks_for_all(folded, distribution, whole, summing):
            return None
        options = self.of[distribution]
        one = whole.best.label in options and whole.best.confidence >= CERTAIN
        bare = one and not (summing or signs.compares_by_degree(folded))  # „der Inhaber oder der Chef selbst“
        bare = bare or options <= self._things  # they have names
        figures = self._figures(self._pieces.named(text, options, NAMING if bare else LEAST_SCORE))
        confidence = self._ranker.confidence_in(signs.without_operation(folded), self._about[distribution])
        contrast = signs.contrasts(signs.without_measure(folded))
        if len(figures) == 1 and contrast and not summing and self._are_opposites(distribution):
            figures = self.orders[distribution]
        if len(figures) < 2 or confidence < SURE:
            return None
        if len(figures) >= MANY and distribution in self._overview and signs.asks_how_it_is(folded):
            return Answer(confidence, self._overview[distribution])  # „fertig, in Arbeit oder nichts?“
        return Answer(confidence, None, Sum(figures) if summing else Comparison(figures))

    def _are_opposites(self, distribution: str) -> bool:
        """Whether everybody has one of two options: who compares the one means the other."""
        about = self._knowledge.distributions[distribution]
        return about.complete and about.exclusive and len(self.of[distribution]) == 2

    def _distribution(self, whole: Ranking) -> str | None:
        """The distribution of the best topic, if it has several options that topics are about."""
        topic = self._knowledge.topics.get(whole.best.label)
        if topic is None:
            return None
        found = topic.distribution or (topic.figure and self._knowledge.distribution_of(topic.figure))
        return found if found and len(self.of[found]) > 1 else None
