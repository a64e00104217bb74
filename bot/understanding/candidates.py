"""The labels that may be right for a text, best first, with the evidence for the best."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from bot.understanding.confidence import Evidence
from bot.understanding.features import Text


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label with its score (about 1 for a sure one) and the probability that it is right."""

    label: str
    score: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a ranking works out."""

    candidates: tuple[Candidate, ...]
    evidence: Evidence
    unclear: Candidate | None


class Ranking:
    """The labels for one text, best first, without the off-subject label and the ambiguous ones.

    Worked out when it is first looked at: a number in a question may decide before its wording does.
    """

    def __init__(self, text: Text, work_out: Callable[[], Found]) -> None:
        self.text = text
        self._work_out = work_out

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The most probable labels."""
        return self._found.candidates

    @property
    def evidence(self) -> Evidence:
        """What speaks for the best of them."""
        return self._found.evidence

    @property
    def unclear(self) -> Candidate | None:
        """The ambiguous label that is more probable than the best of the others, if there is one."""
        return self._found.unclear

    @property
    def best(self) -> Candidate:
        """The most probable label."""
        return self.candidates[0]

    @cached_property
    def _found(self) -> Found:
        return self._work_out()
