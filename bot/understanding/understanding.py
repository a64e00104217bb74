"""Question in, decisions out: the order in which a message is read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from bot.knowledge.model import Gap, Knowledge, Topic
from bot.understanding import clauses, cues, follow_ups, messages, population
from bot.understanding.candidates import Candidate, Ranking
from bot.understanding.choice import chosen
from bot.understanding.confidence import SURE, settles
from bot.understanding.decision import (
    CHOICES,
    Answer,
    Clarify,
    Decision,
    LookUp,
    NotReported,
    OutOfScope,
    SmallTalk,
)
from bot.understanding.distributions import Distributions
from bot.understanding.doubts import Doubts
from bot.understanding.forms import LOOK_UP, frames
from bot.understanding.keywords import Keywords
from bot.understanding.leaning import Leaning
from bot.understanding.limits import Limits
from bot.understanding.numbers import is_arithmetic
from bot.understanding.operations import Operations
from bot.understanding.ranking import OUT_OF_SCOPE, UNREPORTED, Ranker
from bot.understanding.several import Asked, Several
from bot.understanding.stories import DOUBTLESS, Stories
from bot.understanding.text import fold, readable, sentences, with_question_mark

POSSIBLE = 0.15
"""Confidence from which a topic is offered as a choice."""

RELATED = 0.1
"""Score from which one is named beside the answer that nobody reports what was asked."""

TIED = 0.06
"""Difference in confidence below which two topics that would both answer are offered instead."""

CERTAIN = 0.8
"""Confidence from which one reading of several decides, or an overview and its option do together; and that
of a share within a group, which grammar tells."""

LEAST_BEHIND = 0.3
"""Score of the next topic from which a look-up that names no number asks for it."""

BRIEF = 6
"""Words of a question up to which the sentences around it are read with it: „Machen das viele Betriebe?“"""


def taught(knowledge: Knowledge) -> list[tuple[str, str]]:
    """All that topics are learned from: examples with the labels of their entries, or with one of none."""
    unreported = ((UNREPORTED, text) for text in knowledge.unreported)
    outside = ((OUT_OF_SCOPE, text) for text in knowledge.out_of_scope)
    look_ups = ((LOOK_UP, text) for text in frames("look_up"))
    return [*knowledge.examples(), *unreported, *outside, *look_ups]


class Understanding:
    """Decides what a question asks. Built once for a knowledge base; pure."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._entries: dict[str, Topic | Gap] = {**knowledge.topics, **knowledge.gaps}
        self.ranker = Ranker(
            taught(knowledge),
            knowledge.lexicon,
            ambiguous=knowledge.ambiguities,
            unreported=(*knowledge.gaps, UNREPORTED),
        )
        self.distributions = Distributions(knowledge, self.ranker)
        self.operations = Operations(knowledge, self.ranker, self.distributions)
        self._leaning = Leaning(knowledge, self.ranker, self.distributions)
        self._several = Several(knowledge, self.ranker, self.distributions, self._decide)
        self.doubts = Doubts(knowledge, self.ranker, self.operations)
        self._stories = Stories(knowledge, self.ranker, self.distributions, self.read)
        self.keywords = Keywords(knowledge, self.ranker)
        self._limits = Limits(knowledge, self.ranker, self.distributions)

    def decide(
        self, message: str, before: tuple[str, ...] = (), offered: tuple[str, ...] = ()
    ) -> tuple[Decision, ...]:
        """One decision for each question of a message, in order; never none.

        ``before`` holds the topics answered last, the latest at the end, ``offered`` the choices shown with
        the last answer, if recent.
        """
        return tuple(decision for _, decision in self.asked(message, before, offered))

    def asked(
        self, message: str, before: tuple[str, ...] = (), offered: tuple[str, ...] = ()
    ) -> tuple[Asked, ...]:
        """The same, each with the question as it is read."""
        with self.ranker.remembering():
            return self._asked(message, before, offered)

    def _asked(self, message: str, before: tuple[str, ...], offered: tuple[str, ...]) -> tuple[Asked, ...]:
        text = messages.without_address(readable(message))
        titles = {topic: self._entries[topic].title for topic in offered if topic in self._entries}
        picked = chosen(text, titles)
        if picked:
            return ((text, self._of(Candidate(picked, 1.0, 1.0))),)
        if is_arithmetic(text):
            return ((text, OutOfScope(1.0)),)
        if by_numbers := self.operations.several(fold(text)):
            return tuple((text, decision) for decision in by_numbers)
        return self._several.find(text, before) or ((text, self._decide(text, before)),)

    def _decide(self, text: str, before: tuple[str, ...]) -> Decision:
        known = [topic for topic in before if topic in self._entries]  # a reload may have taken one
        if known and (leaning := self._leaning.find(text, known)):
            return leaning
        readings = list(self.readings(text))
        if not readings:
            return OutOfScope(1.0, wordless=True)
        if meant := self._stories.pointed_at(text):
            return meant
        decisions = [self.read(readings[0])]
        if not settles(decisions[0], CERTAIN if len(readings) > 1 else SURE):
            # The surest of many is often too sure.
            parts = self._read_parts(text, besides=readings[0])
            decisions += (found for found in parts if settles(found, CERTAIN))
        elif len(readings) > 1 and isinstance(decisions[0], SmallTalk):
            decisions = [*self._read_parts(text, besides=readings[0]), *decisions]
        surest = max(
            (found for found in decisions if settles(found, SURE)),
            key=lambda found: (not isinstance(found, SmallTalk), found.confidence),
            default=None,
        )
        if surest:
            return self._weighed(surest, text)
        if context := self._from_context(text, before):
            return context
        decisions += map(self.read, readings[1:])
        told = [found for found in decisions if not isinstance(found, Clarify | OutOfScope)]
        if found := next((found for found in told if settles(found, SURE)), None) or next(iter(told), None):
            return self._weighed(found, text)
        return next((found for found in decisions if isinstance(found, Clarify)), decisions[0])

    def _weighed(self, decision: Decision, text: str) -> Decision:
        """What was decided on a part of a message, or all that may be meant if the message raises a doubt."""
        if choices := self.doubts.about(decision, text):
            return Clarify(decision.confidence, choices)
        return self._stories.option_meant(decision, text)

    def _read_parts(self, text: str, besides: str) -> Iterator[Decision]:
        """The decisions on the parts of a message ``besides`` the one read, up to one without doubt."""
        for part in self.parts(text):
            if part == besides:
                continue
            decision = self.read(part)
            yield decision
            if settles(decision, DOUBTLESS) and not isinstance(decision, SmallTalk):
                return

    def parts(self, text: str) -> Iterator[str]:
        """The parts of a message that tells a story around its question, any of which may be the question."""
        if self.distributions.of_most(self.distributions.mentions(self.ranker.read(text)))[1]:
            return iter([text])  # a part would lose some of them
        parts = (
            part
            for part in clauses.asking(text)
            if not (
                messages.says_nothing(fold(part))
                or self._leaves_all_to_the_rest(part)
                or clauses.only_tells_which(part, text)
            )
        )
        return chain(parts, [text])

    def readings(self, text: str) -> Iterator[str]:
        """The question without the sentences around it, then the whole; if it refers to them, vice versa."""
        parts = sentences(text)
        asked = with_question_mark(text)
        if len(parts) > 1 and self._leaves_all_to_the_rest(asked):
            yield from filter(fold, (" ".join(part for part in parts if part not in asked), text))
            return
        if len(parts) > 1 and not messages.says_nothing(fold(asked)) and len(asked.split()) > 1:
            read = self.ranker.read(asked)
            own = not fold(messages.without_asker(asked))  # „Sind wir spät dran? Anteil der Firmen … bitte“
            elsewhere = own and clauses.asks(text.replace(asked, ""))
            brief = len(asked.split()) <= BRIEF and not self.distributions.named(read)
            whole_first = elsewhere or brief or follow_ups.refers_back(cues.corrected(read.tokens))
            yield from (text, asked) if whole_first else (asked, text)
            return
        if fold(text):
            yield text

    def _leaves_all_to_the_rest(self, asked: str) -> bool:
        """„Und die anderen?“, „Geben die Zahlen das her?“: what is asked stands in the sentences around."""
        if not asked:
            return False
        about_others = follow_ups.asks_about_others(fold(asked))
        return about_others or self.operations.options.gives_a_verdict(self.ranker.read(asked))

    def read(self, text: str) -> Decision:
        """The decision on one reading of a question, without what came before."""
        decision = self._read(text)
        gap, topics = self.signalled(text, decision), self._topics_of(decision)
        if gap is None or gap in topics:
            return decision
        return Clarify(decision.confidence, (*topics[: CHOICES - 1], gap))

    def signalled(self, text: str, decision: Decision) -> str | None:
        """The gap that a word of a text asks for beside the topic that was decided on; None without one."""
        if not isinstance(decision, Answer | Clarify):
            return None
        return self._limits.signalled(text, next(iter(self._topics_of(decision)), ""))

    def _topics_of(self, decision: Decision) -> tuple[str, ...]:
        """The topic that a decision answers, if it is about one, or the choices that it offers."""
        match decision:
            case Answer(topic=topic, operation=operation):
                found = topic or self.operations.topic_of(operation)
                return (found,) if found else ()  # „Wofür stehen die 21 Prozent?“
            case Clarify(options=options):
                return options
        return ()

    def _read(self, text: str) -> Decision:
        ranking = self.ranker.rank(text)
        folded = cues.corrected(ranking.text.tokens)
        if group := self._limits.group_within(text):
            gap = ranking.best.label if ranking.best.label in self.knowledge.gaps else None
            return NotReported(CERTAIN, gap, nearest=(group,))
        decision = (
            self._from_operations(text, ranking)
            or self._from_keywords(ranking)
            or self._from_ranking(ranking, folded)
        )
        match decision:
            case Answer(confidence, operation=operation) if not isinstance(operation, LookUp):
                topic = decision.topic or self.operations.topic_of(operation)
                if decision.topic and self._limits.is_opposite(text, topic):
                    return NotReported(confidence, nearest=(topic,), opposite=topic)
                if gap := self._limits.breakdown(text, topic):
                    return NotReported(confidence, gap, nearest=(topic,))
                if self._limits.is_another_duration(text, topic) or (
                    decision.topic and self._limits.asks_else(text, topic)
                ):
                    return NotReported(confidence, nearest=(topic,))
                return replace(decision, beyond_population=population.asks_beyond_population(folded))
            case Answer() if population.asks_beyond_population(folded):
                return replace(decision, beyond_population=True)
            case Clarify(confidence, options):
                if denied := self._denied(text, ranking, options):
                    return NotReported(confidence, nearest=(denied,), opposite=denied)
                if self._is_of_the_others(text, options):
                    return NotReported(confidence, options[0], nearest=options[1:])
                gap = self._limits.breakdown(text, options[0])
                nearest, one = tuple(option for option in options if option != gap), len(options) == 1
                return (
                    NotReported(confidence, gap, nearest=nearest)
                    if gap in options or (gap and one)
                    else decision
                )
        return decision

    def _denied(self, text: str, ranking: Ranking, choices: Sequence[str]) -> str | None:
        """The option among the choices that a question names only to ask who does not choose it."""
        named = self.distributions.named(ranking.text)
        meant = (choice for choice in choices if choice in named)
        return next((option for option in meant if self._limits.is_opposite(text, option)), None)

    def _is_of_the_others(self, text: str, choices: Sequence[str]) -> bool:
        """Whether the first choice is a gap and a question negates what all the others state."""
        gap, *others = choices
        if gap not in self.knowledge.gaps or not others or not self.knowledge.topics.keys() >= {*others}:
            return False
        return all(self._limits.is_opposite(text, topic) for topic in others)

    def _from_operations(self, text: str, ranking: Ranking) -> Decision | None:
        """The operation that is asked for; a „nur“ in the story around a question asks for no part."""
        found = self.operations.find(text, ranking)
        part = isinstance(found, NotReported) and found.part
        story = len(ranking.text.tokens) > clauses.SHORT
        return None if part and story and self._limits.only_tells(text) else found

    def _from_keywords(self, ranking: Ranking) -> Decision | None:
        """The choices of a message that is only a word or two, if it may mean several topics."""
        meant = self.keywords.meant(ranking)
        return Clarify(SURE, meant[:CHOICES]) if len(meant) > 1 else None

    def _from_ranking(self, ranking: Ranking, folded: str) -> Decision:
        best = ranking.best
        if (unclear := ranking.unclear) and unclear.confidence >= min(SURE, max(POSSIBLE, best.confidence)):
            return Clarify(unclear.confidence, self.knowledge.ambiguities[unclear.label].meant, unclear.label)
        if best.label == LOOK_UP:
            for behind in ranking.candidates[1:2] if best.confidence >= SURE else ():
                if behind.score >= LEAST_BEHIND and behind.label in self.knowledge.topics:
                    return self._of(replace(behind, confidence=best.confidence))  # „Woher stammt die Zahl?“
            return OutOfScope(best.confidence)
        if best.confidence < SURE:
            best = max(ranking.candidates, key=lambda found: found.confidence)
        if best.confidence >= SURE and best.label == UNREPORTED:
            return NotReported(best.confidence, nearest=self._near(ranking))
        if best.confidence >= SURE and best.label != LOOK_UP:
            tied = [found for found in ranking.candidates if found.confidence > best.confidence - TIED]
            if len(tied) > 1 and tied[1].confidence >= SURE and self._all_known(tied):
                return Clarify(1.0, tuple(found.label for found in tied[:CHOICES]))
            return self._of(best, ranking)
        best = ranking.best
        possible = [found for found in ranking.candidates if found.confidence >= POSSIBLE][:CHOICES]
        topics = [found for found in possible if found.label in self._entries]
        if overview := self._overview(topics):
            return self._of(overview, ranking)
        near = topics and (topics[0] is best or best.label == UNREPORTED)
        if near and (len(topics) > 1 or self._is_near(ranking)):
            chance = min(1.0, sum(found.confidence for found in topics))
            return Clarify(chance, tuple(found.label for found in topics))
        return OutOfScope(1 - best.confidence, foreign_language=cues.is_english(folded))

    def _all_known(self, candidates: Sequence[Candidate]) -> bool:
        return all(found.label in self._entries for found in candidates)

    def _overview(self, topics: Sequence[Candidate]) -> Candidate | None:
        """The overview that leads one of its own options: it names that one too."""
        leading = sorted(topics[:2], key=lambda found: -found.confidence)
        if len(leading) < 2 or sum(found.confidence for found in leading) < CERTAIN:
            return None
        first = self.knowledge.topics.get(leading[0].label)
        options = self.distributions.of.get(first.distribution or "", ()) if first else ()
        return leading[0] if leading[1].label in options else None

    def _near(self, ranking: Ranking) -> tuple[str, ...]:
        """The topics that a question on something else comes closest to."""
        topics = (found for found in ranking.candidates if found.label in self.knowledge.topics)
        return tuple(found.label for found in topics if found.score >= RELATED)

    @staticmethod
    def _is_near(ranking: Ranking) -> bool:
        """Whether a question is on the subject although no topic is sure."""
        evidence = ranking.evidence
        return evidence.on_subject >= SURE and evidence.outside < evidence.score

    def _of(self, found: Candidate, ranking: Ranking | None = None) -> Decision:
        others = (other.label for other in ranking.candidates if other is not found) if ranking else ()
        alternatives = tuple(label for label in others if label in self._entries)[:CHOICES]
        if found.label in self.knowledge.gaps:
            return NotReported(found.confidence, gap=found.label, alternatives=alternatives)
        if found.label in self.knowledge.small_talk:
            return SmallTalk(found.confidence, found.label)
        return Answer(found.confidence, found.label, alternatives=alternatives)

    def _from_context(self, text: str, before: tuple[str, ...]) -> Decision | None:
        """An incomplete question read together with the area of the topic before."""
        if not follow_ups.is_elliptic(fold(text)):
            return None
        areas = dict.fromkeys(
            self._entries[topic].area for topic in reversed(before) if topic in self._entries
        )
        for area in areas:  # the latest first
            among = frozenset(key for key, entry in self._entries.items() if entry.area == area)
            ranking = self.ranker.rank(f"{text} {area}", among)
            if ranking.best.confidence >= SURE:
                return self._of(ranking.best, ranking)
        return None
