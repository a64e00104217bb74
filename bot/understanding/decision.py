"""What was understood: exactly one decision for each question, as immutable values."""

from dataclasses import dataclass, field
from enum import StrEnum

CHOICES = 3
"""Most choices of a clarification."""


class Kind(StrEnum):
    """The five things that a question can lead to."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    NOT_REPORTED = "not_reported"
    OUT_OF_SCOPE = "out_of_scope"
    SMALL_TALK = "smalltalk"


class Bound(StrEnum):
    """How a claim qualifies its number."""

    EXACTLY = "genau"
    ABOUT = "etwa"
    MORE = "mehr als"
    AT_LEAST = "mindestens"
    LESS = "weniger als"
    AT_MOST = "höchstens"


@dataclass(frozen=True, slots=True)
class LookUp:
    """Every figure whose value is the number asked for, e.g. „Wofür stehen die 19 Prozent?“."""

    number: float
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Options of one exclusive distribution, added."""

    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Shares, set side by side; those of one distribution are told with it."""

    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that somebody claims for a figure, e.g. „Stimmt es, dass 70 % …?“."""

    figure: str
    number: float
    bound: Bound
    added: tuple[str, ...] = ()
    """Further options of the figure's distribution that the number is claimed for together with it."""


Operation = LookUp | Sum | Comparison | Claim


@dataclass(frozen=True, slots=True)
class Answer:
    """A topic answers the question, or an operation on figures does."""

    confidence: float
    topic: str | None
    operation: Operation | None = None
    beyond_population: bool = False
    """True if the question is about more firms than were asked, e.g. „alle Unternehmen“."""
    alternatives: tuple[str, ...] = field(default=(), compare=False)
    """What else may have been meant, most probable first."""

    kind = Kind.ANSWER


@dataclass(frozen=True, slots=True)
class Clarify:
    """Several topics are too close together; the person chooses."""

    confidence: float
    options: tuple[str, ...]
    ambiguity: str | None = None
    """The entry that says so; None if the question is merely unclear."""

    kind = Kind.CLARIFY


@dataclass(frozen=True, slots=True)
class NotReported:
    """On the subject, but no source says it: ``gap`` is known to be one, ``number`` is stated by nobody."""

    confidence: float
    gap: str | None = None
    nearest: tuple[str, ...] = ()
    number: float | None = None
    nearest_figures: tuple[str, ...] = ()
    opposite: str | None = None
    """The topic whose opposite was asked for, e.g. who does not use TikTok."""
    part: str | None = None
    """The topic of which only a part was asked for, e.g. who uses nothing but Facebook."""
    alternatives: tuple[str, ...] = field(default=(), compare=False)
    """What else may have been meant, most probable first."""

    kind = Kind.NOT_REPORTED


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """Off the subject. ``foreign_language``: it does not seem to be German; ``wordless``: no word to read."""

    confidence: float
    foreign_language: bool = False
    wordless: bool = False

    kind = Kind.OUT_OF_SCOPE


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """A courtesy."""

    confidence: float
    talk: str

    kind = Kind.SMALL_TALK


Decision = Answer | Clarify | NotReported | OutOfScope | SmallTalk
