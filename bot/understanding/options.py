"""Finds what a question does with the options of a distribution: add, compare, take one and all beyond it."""

from collections.abc import Sequence

from bot.knowledge.model import Knowledge
from bot.understanding import cues, messages, signs
from bot.understanding.candidates import Ranking
from bot.understanding.confidence import SURE
from bot.understanding.decision import Answer, Comparison, Decision, NotReported, Sum
from bot.understanding.distributions import Distributions
from bot.understanding.features import Text
from bot.understanding.forms import OPTION, Form, Forms, plain
from bot.understanding.mentions import Mention, masked
from bot.understanding.pieces import LEAST_SCORE, NAMING, Pieces
from bot.understanding.ranking import UNREPORTED, Ranker
from bot.understanding.text import fold, with_question_mark
from bot.understanding.thresholds import Beyond, beyond

CERTAIN = 0.9
"""Confidence from which a gap is meant, whatever options are named; and in a question that only compares."""

ELSEWHERE = 0.97
"""Confidence of another topic from which options that are only listed („auf Facebook und Insta“) are none."""

ALIKE = 0.7
"""Score from which a question is that of a gap, whatever options it names."""

OUTSIDE = 0.4
"""Score of off-subject examples from which a question that no topic outscores is off the subject."""

UNMISTAKABLE = 0.98
"""Confidence of one option from which a bare „oder“ names no other: „…, oder ist das die Minderheit?“"""

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
    """Reads questions that name options of a distribution. Built once for a knowledge base."""

    def __init__(self, knowledge: Knowledge, ranker: Ranker, distributions: Distributions) -> None:
        self._knowledge = knowledge
        self._ranker = ranker
        self._distributions = distributions
        self._pieces = Pieces(distributions.marks, ranker)
        self._forms = Forms(plain(knowledge.examples(), distributions.marks, ranker))

    def find(self, text: str, folded: str, whole: Ranking) -> Decision | None:
        """The decision on an operation, or None if the question, ranked as a ``whole``, asks for none."""
        mentions = self._mentions(whole.text)
        return (
            self._part(text, folded, whole, mentions)
            or self._abstained(folded, whole, mentions)
            or self._related(text, whole, mentions)
            or self._threshold(folded, whole, mentions)
            or self._all_but(text, folded, whole)
            or self._all(folded, whole, mentions)
            or self._distributed(folded, mentions)
            or self._joint(text, folded, whole, mentions)
        )

    def _joint(self, text: str, folded: str, whole: Ranking, mentions: Sequence[Mention]) -> Decision | None:
        """A sum or comparison of several options, however they are named."""
        if signs.compares_qualities(folded):
            return None
        return (
            self._together(text, folded, whole, mentions)
            or self._by_pieces(text, folded, whole)
            or self._by_form(whole, mentions)
        )

    def gives_a_verdict(self, text: Text) -> bool:
        """„Geben die Zahlen das her?“: says nothing but that something is to be checked."""
        mentions = self._distributions.mentions(text)
        shape = None if mentions else self._forms.of(text.folded, JUDGING)
        return shape is not None and shape.form is Form.VERDICT

    def together(self, text: str, folded: str, whole: Ranking) -> Decision | None:
        """The sum or comparison of options that a question names, or None."""
        return self._together(text, folded, whole, self._mentions(whole.text))

    def _mentions(self, text: Text) -> list[Mention]:
        """The options that a text names; „ein einziger Prozentpunkt“ is none."""
        mentions = self._distributions.mentions(text)
        return [found for found in mentions if not signs.counts_points(text.folded, found.places[-1])]

    def beyond(self, folded: str, ranking: Ranking) -> tuple[str, ...]:
        """The figures that „täglich oder öfter“ means, from the least; none if there is no such thing."""
        found = self._threshold_named(folded, self._distributions.mentions(ranking.text))
        return found.figures if found else ()

    def _part(self, text: str, folded: str, whole: Ranking, mentions: Sequence[Mention]) -> Decision | None:
        """How answers go together of which several were possible: no share says that."""
        for key, options in self._distributions.of.items():
            named = [mention for mention in mentions if mention.option in options]
            if not named or self._distributions.is_exclusive(key):
                continue
            alone = any(signs.asks_alone(folded, place) for mention in named for place in mention.places)
            alone = alone and signs.asks_only(messages.without_asker(text))  # „Wir sind nur auf Insta. …“
            both = signs.asks_both(folded) or signs.stresses_and(text)
            if alone or (len(named) > 1 and both):
                confidence = self._confidence(folded, key, named, whole)
                if alone and (whole.best.label == UNREPORTED or self._leads_to(whole.best.label, key)):
                    confidence = max(confidence, whole.best.confidence)
                topics = tuple(mention.option for mention in named)
                if confidence >= SURE:
                    return NotReported(confidence, nearest=topics, part=topics[0])
        return None

    def _leads_to(self, gap: str, distribution: str) -> bool:
        """Whether what is known beside a gap is the whole of a distribution."""
        found = self._knowledge.gaps.get(gap)
        return found is not None and self._distributions.overview.get(distribution) in found.related

    def _abstained(self, folded: str, whole: Ranking, mentions: Sequence[Mention]) -> Decision | None:
        """„Wie viele verzichten auf TikTok?“: nobody says who does without something."""
        named = [found for found in mentions if found.option in self._distributions.things]
        if len(named) != 1 or not signs.asks_share(folded):
            return None
        option, best = named[0].option, whole.best
        without = cues.abstains(folded) or signs.is_left_out(folded, named[0].places[0])
        # „Für wie viele geht es ohne Insta nicht?“
        elsewhere = best.label in self._knowledge.topics and best.label != option and best.confidence >= SURE
        return NotReported(SURE, nearest=(option,), opposite=option) if without and not elsewhere else None

    def _related(self, text: str, whole: Ranking, mentions: Sequence[Mention]) -> Decision | None:
        """„Sind die mit Strategie eher auf TikTok als die ohne?“: no figure says how answers are related."""
        key, named = self._distributions.of_most(mentions)
        if not (named and signs.compares_by(whole.text.folded)):
            return None
        gap = whole.best.label if whole.best.label in self._knowledge.gaps else None
        asked = self._ranker.read(with_question_mark(text) or text)
        apart = self._distributions.is_exclusive(key) and self._distributions.things_named(asked)
        nearly = whole.best.score >= ALIKE or whole.best.confidence >= ELSEWHERE
        # „Machen die auf Instagram öfter Kurzvideos als die auf Facebook?“
        besides = any(mention.option not in self._distributions.of[key] for mention in mentions)
        if not (apart or (gap and (nearly or besides))):
            return None
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
            return Answer(confidence, self._distributions.by_figure[figures[0]])
        return Answer(confidence, None, Sum(figures))

    def _threshold_named(self, folded: str, mentions: Sequence[Mention]) -> Beyond | None:
        direction = signs.threshold(folded)
        return beyond(direction, mentions, self._distributions.orders, self._knowledge) if direction else None

    def _all_but(self, text: str, folded: str, whole: Ranking) -> Decision | None:
        """„alle außer dem Chef“, „A und B zusammen, ohne die, die C“: options added, without one."""
        parted = signs.left_out(text)
        if not parted or not (signs.sums(folded) or signs.asks_quantity(folded)):
            return None
        if self._distributions.things_named(whole.text):
            return None  # „alle außer den Verweigerern auf TikTok“
        out, rest = parted
        for key, options in self._distributions.of.items():
            left_out = (
                self._pieces.named(out, options, NAMING) if self._distributions.is_exclusive(key) else []
            )
            if not left_out:
                continue
            if signs.speaks_of_all(fold(rest)):
                if self._is_sure_gap(whole, besides=key):
                    continue  # „alle außer denen mit Team haben …“
                without = self._distributions.figures(left_out)
                figures = tuple(figure for figure in self._distributions.orders[key] if figure not in without)
            else:
                named = self._pieces.named(rest, options)
                figures = self._distributions.figures([name for name in named if name not in left_out])
            if len(figures) > 1:
                return Answer(SURE, None, Sum(figures))
        return None

    def _is_sure_gap(self, whole: Ranking, besides: str) -> bool:
        """Whether a question surely is that of a gap that does not lead to a distribution first."""
        gap = self._knowledge.gaps.get(whole.best.label)
        overview = self._distributions.overview.get(besides)
        return gap is not None and whole.best.confidence >= CERTAIN and gap.related[:1] != (overview,)

    def _all(self, folded: str, whole: Ranking, mentions: Sequence[Mention]) -> Decision | None:
        """„alle vier zusammen“: the options of a distribution, added."""
        if not (signs.sums(folded) and signs.asks_all_of_them(folded)) or len(mentions) > 1:
            return None
        labels = [found.label for found in whole.candidates]
        led_to = [gap.related[0] for gap in map(self._knowledge.gaps.get, labels) if gap and gap.related]
        for meant in (*labels, *led_to):
            for key, overview in self._distributions.overview.items():
                if meant == overview and self._distributions.is_exclusive(key):
                    return Answer(SURE, None, Sum(self._distributions.orders[key]))
        return None

    def _distributed(self, folded: str, mentions: Sequence[Mention]) -> Decision | None:
        """„Wer macht das, Marketing, Chef? Bitte die Aufteilung“: all options, those named are examples."""
        key, named = self._distributions.of_most(mentions)
        if not named or key not in self._distributions.overview:
            return None
        if signs.leaves_open(folded):
            return Answer(SURE, self._distributions.overview[key])
        if not signs.asks_distribution(folded):
            return None
        comparing = signs.compares(signs.without_measure(folded))
        return None if comparing and len(named) < MANY else Answer(SURE, self._distributions.overview[key])

    def _together(
        self, text: str, folded: str, whole: Ranking, mentions: Sequence[Mention]
    ) -> Decision | None:
        """A sum or comparison of options that are named by their marks."""
        key, named = self._distributions.of_most(mentions)
        if not named:
            return None
        meant = [mention for mention in named if not signs.is_denied(folded, mention.places[0])]
        if self._distributions.is_exclusive(key) and len(meant) == 1 < len(named):
            sure = self._confidence(folded, key, meant, whole)
            # „öfter in der Woche, aber nicht täglich“
            return Answer(sure, meant[0].option) if sure >= SURE else None
        comparing = signs.compares(signs.without_measure(folded)) or signs.asks_each(folded)
        summing = signs.sums(folded)
        # Where several answers were possible, „Facebook und TikTok“ cannot be one of them.
        named_first = {found.label for found in whole.candidates[:2]} <= {mention.option for mention in named}
        between = folded.split()[named[0].places[-1] : named[-1].places[0]]
        joined = named_first or signs.joins(between)
        several = not self._distributions.is_exclusive(key)
        listed = several or not signs.sets_apart(between)
        many = len(named) >= MANY and listed and self._is_open(whole, key)
        parted = signs.parts(between[1:])
        either = named_first and parted and whole.candidates[1].confidence >= EITHER
        listing = many or either or (several and joined and not whole.text.turns())
        elsewhere = (
            whole.best.label not in self._distributions.about[key] and whole.best.confidence >= ELSEWHERE
        )
        if not (summing or comparing or (listing and not elsewhere)):
            return None
        confidence = self._confidence(folded, key, named, whole)
        if confidence < SURE:
            return None
        if self._asks_for_all(folded, key, whole, summing=summing or not comparing):
            return None
        topics = [mention.option for mention in named]
        more = self._pieces.more(text, self._distributions.of[key], topics) if summing or comparing else []
        figures = self._distributions.figures(list(dict.fromkeys([*topics, *more])))
        return Answer(confidence, None, Sum(figures) if summing else Comparison(figures))

    def _is_open(self, whole: Ranking, distribution: str) -> bool:
        """Whether a question is about options of a distribution, or surely about nothing else."""
        return whole.best.label in self._distributions.of[distribution] or whole.best.confidence < SURE

    def _asks_for_all(self, folded: str, distribution: str, whole: Ranking, summing: bool) -> bool:
        """Whether a question names options as examples only: „Was posten sie, Bilder oder Videos?“."""
        topic = self._knowledge.topics.get(whole.best.label)
        overview = topic is not None and topic.distribution == distribution
        asked = signs.asks_distribution(folded) or (not summing and signs.asks_which(folded))
        return overview and whole.best.confidence >= SURE and asked

    def _by_form(self, whole: Ranking, mentions: Sequence[Mention]) -> Decision | None:
        """A sum or comparison of options that the whole sentence asks for, rather than one word of it."""
        key, named = self._distributions.of_most(mentions)
        shape = self._forms.of(masked(whole.text, mentions, OPTION), JOINING) if named else None
        if shape is None or shape.form is Form.PLAIN:
            return None
        confidence = self._confidence(whole.text.folded, key, named, whole)
        if shape.sure:
            confidence = max(confidence, SURE)  # „TikTok gegen Twitter, wer gewinnt?“
        if confidence < SURE:
            return None
        figures = self._distributions.figures([mention.option for mention in named])
        return Answer(confidence, None, Sum(figures) if shape.form is Form.SUM else Comparison(figures))

    def _confidence(self, folded: str, distribution: str, named: Sequence[Mention], whole: Ranking) -> float:
        """How probable it is that a question is about the options that it names; 0 if rather about else.

        Of several only the first is looked at: examples name one at a time.
        """
        if whole.evidence.outside > max(whole.evidence.score, OUTSIDE):
            return 0.0
        options, best = self._distributions.of[distribution], whole.best
        others = {place for mention in named[1:] for place in mention.places}
        either = self._distributions.is_exclusive(distribution) and bool(others)
        about = best.label in self._distributions.about[distribution]
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
            shape = self._forms.of(masked(whole.text, named, OPTION), JOINING)
            added = shape is not None and shape.form is Form.SUM
            if signs.sums(folded) and (len(named) >= MANY or added):
                return max(found, SURE)
            if added:
                return found
            best = self._ranker.rank(one).best
        return 0.0 if best.label not in options and best.confidence > max(found, SURE) else found

    def _says_no_more(self, text: Text, named: Sequence[Mention]) -> bool:
        """Whether the words beside the options, and beside theirs, only say what is done with them."""
        options = [mention.option for mention in named]
        said = masked(text, named, OPTION).split()
        beside = (word for word in said if not any(self._ranker.says(option, word) for option in options))
        return self._forms.cover(" ".join(beside)) >= COVERED

    def _nearest_distribution(self, whole: Ranking) -> str | None:
        """The distribution that the best label is of; if that is a gap, the next one that is exclusive.

        Nobody has two answers of it: „mehr mit Strategie als solche, die daran arbeiten“ relates nothing.
        """
        if not self._ranker.is_unreported(whole.best.label):
            return self._distributions.of_several(whole.best.label)
        others = (self._distributions.of_several(found.label) for found in whole.candidates)
        return next((found for found in others if found and self._distributions.is_exclusive(found)), None)

    def _by_pieces(self, text: str, folded: str, whole: Ranking) -> Decision | None:
        """A sum or comparison of options that the pieces between „oder“, „und“, „als“ name in other words."""
        summing, comparing = signs.sums(folded), signs.compares(signs.without_measure(folded))
        distribution = self._nearest_distribution(whole) if summing or comparing else None
        if distribution is None:
            return None
        if self._asks_for_all(folded, distribution, whole, summing):
            return None
        options = self._distributions.of[distribution]
        one = whole.best.label in options and whole.best.confidence >= CERTAIN
        bare = one and not (summing or signs.compares_by_degree(folded))  # „der Inhaber oder der Chef selbst“
        if bare and whole.best.confidence >= UNMISTAKABLE:
            return None
        bare = bare or options <= self._distributions.things  # they have names
        named = self._pieces.named(text, options, NAMING if bare else LEAST_SCORE)
        figures = self._distributions.figures(named)
        about = self._distributions.about[distribution]
        confidence = self._ranker.confidence_in(signs.without_operation(folded), about)
        contrast = signs.contrasts(signs.without_measure(folded))
        if len(figures) == 1 and contrast and not summing and self._distributions.are_opposites(distribution):
            figures = self._distributions.orders[distribution]
        least = CERTAIN if whole.best.label in self._knowledge.gaps else SURE
        if len(figures) < 2 or confidence < least:
            return None
        overview = self._distributions.overview.get(distribution)
        if len(figures) >= MANY and overview and signs.asks_how_it_is(folded):
            return Answer(confidence, overview)  # „fertig, in Arbeit oder nichts?“
        return Answer(confidence, None, Sum(figures) if summing else Comparison(figures))
