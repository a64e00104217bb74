"""What a picture is made of: lines of text and rectangles, in pixels from the top left."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Write:
    """A line of text; ``x`` is its right end if ``right``."""

    x: float
    y: float
    text: str
    size: int
    color: str
    bold: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``empty`` ones are an outline in dashes."""

    x: float
    y: float
    width: float
    height: float
    color: str
    empty: bool = False
