"""What a channel shows: text, figures, citations, follow-ups and a chart, free of any markup language."""

from dataclasses import dataclass

from bot.understanding.decision import Kind


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; ``strong`` marks a figure."""

    text: str
    strong: bool = False


BULLET = "• "
"""The first span of a line that lists a figure."""

OTHERS = "Außerdem: "
"""The first span of a line that names the other options of a distribution."""

Line = tuple[Span, ...]
"""One line of rich text. A channel escapes and marks it up."""


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A figure as it was used in a reply."""

    id: str
    value: float | int | str
    unit: str
    statement: str
    source: str
    locator: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A named place in a named source."""

    source: str
    title: str
    publisher: str
    study: str
    url: str
    locator: str


@dataclass(frozen=True, slots=True)
class Option:
    """A topic that can be chosen: a follow-up, or a choice in a clarification."""

    topic: str
    title: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; ``share`` in per cent, None where the source gives no exact share."""

    label: str
    share: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A distribution to draw."""

    id: str
    title: str
    bars: tuple[Bar, ...]
    note: str
    citation: Citation
    population: str = ""
    """Whom the shares describe, as in „60 % der …“."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one question.

    ``lines`` is the whole text, ``short`` the one or two lines for a group; both without citations,
    which every channel shows under the text. ``options`` holds follow-ups, or a clarification's choices;
    ``alternatives`` what else may have been meant.
    """

    kind: Kind
    confidence: float
    lines: tuple[Line, ...]
    short: tuple[Line, ...] = ()
    topic: str | None = None
    title: str = ""
    """The title of the topic or gap that was answered."""
    figures: tuple[CitedFigure, ...] = ()
    citations: tuple[Citation, ...] = ()
    short_citations: tuple[Citation, ...] = ()
    """Those of ``short``, where they are fewer."""
    options: tuple[Option, ...] = ()
    alternatives: tuple[Option, ...] = ()
    chart: Chart | None = None


def plain(lines: tuple[Line, ...]) -> str:
    """The lines as plain text."""
    return "\n".join("".join(span.text for span in line) for line in lines)
