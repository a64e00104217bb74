"""Kinds of sentence that grammar tells apart whatever the subject, learned from frames as topics are.

A frame is a sentence with a word in place of what it is about: ``NUMBER`` for a number that is looked up,
``OPTION`` for each option that is added or compared. Verdicts („… Stimmt das so?“) are frames about nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from bot.understanding.mentions import Marks, masked
from bot.understanding.ranking import Ranker
from bot.understanding.signs import CONNECTIVES

LOOK_UP = "?look_up"
"""Label of a question for what a number stands for, among the topics."""

NUMBER = "zahl"
"""What stands in place of a number in a frame."""

OPTION = "option"
"""What stands in place of each option in a frame."""

LEAST_SCORE = 0.3
"""Score from which a sentence has a form at all."""

LEAST_MARGIN = 0.05
"""Distance to the next form from which it has this one."""

SURE_SCORE = 0.45
"""Score from which the form alone tells that options are added or compared."""

SURE_MARGIN = 0.2
"""Distance to the next form for that."""

KNOWN = 0.75
"""Share of a sentence's words that such forms must know for that: „Welche braucht mehr Akku, A oder B?“"""

FIRST = 6
"""So many of an entry's examples teach what a sentence looks like that adds and compares nothing."""

FIRST_PLAIN = 20
"""So many of an entry's examples that name several options teach it, too."""


class Form(StrEnum):
    """What a sentence does with what it names."""

    SUM = "sum"
    COMPARISON = "comparison"
    VERDICT = "verdict"
    PLAIN = "plain"
    """None of these, although it names several options."""
    OTHER = "other"
    """None of these."""


@cache
def frames(name: str) -> tuple[str, ...]:
    """The frames of a form, by the name of their file: ``look_up``, ``sum``, ``comparison``, ``verdict``."""
    text = files(__package__).joinpath("frames", f"{name}.txt").read_text(encoding="utf-8")
    return tuple(text.splitlines())


@dataclass(frozen=True, slots=True)
class Shape:
    """The form that a sentence has, and whether that is sure by itself."""

    form: Form
    sure: bool


class Forms:
    """Tells the forms apart. Built once for a knowledge base."""

    def __init__(self, masked: Iterable[tuple[Form, str]]) -> None:
        """``masked`` are sentences that are plain or other, with their options masked."""
        learned = (Form.SUM, Form.COMPARISON, Form.VERDICT)
        told = [(form.value, frame) for form in learned for frame in frames(form)]
        self._ranker = Ranker([*told, *((form.value, text) for form, text in masked)])

    def cover(self, sentence: str) -> float:
        """The share, by rarity, of a sentence's words that sums and comparisons use, from 0 to 1."""
        return self._ranker.covered(sentence, (Form.SUM.value, Form.COMPARISON.value))

    def of(self, sentence: str, among: frozenset[Form]) -> Shape | None:
        """The form of a sentence whose options are masked, if it clearly has one of these.

        It is sure by itself if it is far ahead and sums and comparisons know nearly all of the words.
        """
        ranking = self._ranker.rank(sentence, among=frozenset(form.value for form in among))
        if not ranking.evidence.on_subject:
            return None  # it knows no word of it
        best, *others = ranking.candidates
        margin = best.score - max((other.score for other in others), default=0.0)
        if best.score < LEAST_SCORE or margin < LEAST_MARGIN:
            return None
        clear = best.score >= SURE_SCORE and margin >= SURE_MARGIN
        return Shape(Form(best.label), clear and self.cover(sentence) >= KNOWN)


def plain(examples: Iterable[tuple[str, str]], marks: Marks, ranker: Ranker) -> Iterator[tuple[Form, str]]:
    """Examples of a knowledge base, which add and compare nothing, with their options masked.

    The first of each entry, of both kinds: what editors add changes no others.
    """
    taken = Counter[tuple[str, Form]]()
    for entry, example in examples:
        text = ranker.read(example)
        mentions = marks.mentions(text, CONNECTIVES)
        form, most = (Form.PLAIN, FIRST_PLAIN) if len(mentions) > 1 else (Form.OTHER, FIRST)
        taken[entry, form] += 1
        if taken[entry, form] <= most:
            yield form, masked(text, mentions, OPTION)
