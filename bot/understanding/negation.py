"""What the examples of a topic negate, and whether a text says the opposite of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.understanding.features import NEGATIONS, Text
from bot.understanding.lexicon import How
from bot.understanding.ranking import FAIR_SHARE, Ranker
from bot.understanding.vocabulary import stem

SHORTEST_OPPOSITE = 5
"""Letters of a word whose opposite „un…“ is looked for; shorter ones make other words („d“, „und“)."""

OPPOSITE = 0.02
"""Share of a topic's examples from which a word is what the topic says: one „ungelesen“ is not."""

MOSTLY_NEGATED = 0.6
"""Share of a topic's examples from which it is about what is not."""

WITHOUT = stem("ohne")
"""What „mit“ turns round."""


@dataclass(slots=True)
class _Stems:
    """The stems that a topic's examples use."""

    examples: int = 0
    negations: int = 0
    """Examples that negate anything."""
    withouts: int = 0
    """Examples that say „ohne“."""
    negated: set[str] = field(default_factory=set)
    """Stems that follow a negation closely."""
    plain: set[str] = field(default_factory=set)
    """The others."""
    denials: Counter[str] = field(default_factory=Counter)
    """Those of the others that begin with „un…“."""

    def add(self, text: Text) -> None:
        """Count an example in."""
        negated, stems = text.negated, {token.stem for token in text.tokens}
        self.examples += 1
        self.negations += bool(text.turns())
        self.withouts += WITHOUT in stems
        self.negated |= negated
        self.plain |= stems - negated
        self.denials.update(root for root in stems - negated if root.startswith("un"))

    def deny(self, word: str) -> bool:
        """Whether enough of them have the opposite „un…“ of a word."""
        told = self.denials[stem(f"un{word}")] if len(word) >= SHORTEST_OPPOSITE else 0
        return told >= OPPOSITE * self.examples


class Negations:
    """The negations of a knowledge base's topics. Built once for it."""

    def __init__(self, examples: Iterable[tuple[str, str]], ranker: Ranker) -> None:
        """``examples`` are (topic, text) pairs."""
        self._ranker = ranker
        self._stems: dict[str, _Stems] = {}
        for topic, example in examples:
            self._stems.setdefault(topic, _Stems()).add(ranker.read(example))

    def negates(self, topic: str, text: str) -> bool:
        """Whether a topic's examples negate what the text negates („nicht verzichten“, „keine Strategie“)."""
        stems = self._stems[topic]
        share = stems.negations / stems.examples
        if share >= MOSTLY_NEGATED:
            return True
        read = self._ranker.read(text)
        if self._in_own_phrase(topic, read):
            return True
        negated, used = read.negated, stems.negated
        if share < FAIR_SHARE:
            return not negated.isdisjoint(used - stems.plain)  # „Beiträge ohne Bewegtbild“
        meant = (token for token in read.tokens if token.stem in negated)
        first = next(
            (token for token in meant if {How.WORD, How.STEM} & {how for _, how in token.concepts}), None
        )
        if (
            first
            and first.stem not in used
            and any(self._ranker.uses(topic, concept) for concept, _ in first.concepts)
        ):
            return False  # „nicht für wichtig halten“, though others say „nicht wegzudenken“
        return not negated or not used.isdisjoint(negated)

    def _in_own_phrase(self, topic: str, read: Text) -> bool:
        """Whether a negation begins a phrase for what the topic is about: „keine drei Jahre“."""
        return any(
            how is How.PHRASE and self._ranker.uses(topic, concept)
            for token in read.tokens
            if token.corrected in NEGATIONS
            for concept, how in token.concepts
        )

    def turns_round(self, topic: str, text: str) -> bool:
        """Whether a text has the opposite of what a topic's examples say („verzichtbar“, „mit“)."""
        read, stems = self._ranker.read(text), self._stems[topic]
        told = {token.word: token.stem for token in read.tokens}
        if any(stems.deny(word) for word, root in told.items() if root not in stems.plain):
            return True
        phrases = {found for token in read.tokens for found, how in token.concepts if how is How.PHRASE}
        return (
            stems.withouts >= FAIR_SHARE * stems.examples
            and "mit" in told
            and not read.turns()
            and not any(self._ranker.uses(topic, concept) for concept in phrases)  # „steht und fällt mit“
        )
