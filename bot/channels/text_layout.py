"""Text for pictures: how wide it is, where it breaks, and what the font cannot show."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties


def width(text: str, size: int, bold: bool) -> float:
    """The width of a text in pixels, as it will be drawn."""
    from matplotlib.font_manager import get_font

    shape = get_font(str(font(bold).get_file()))
    shape.set_size(size, 72)
    shape.set_text(text)
    return shape.get_width_height()[0] / 64


def font(bold: bool) -> "FontProperties":
    """The font that comes with matplotlib, whatever this machine has."""
    from matplotlib import get_data_path
    from matplotlib.font_manager import FontProperties

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return FontProperties(fname=Path(get_data_path(), "fonts", "ttf", name))


@cache
def _drawable() -> frozenset[int]:
    """The characters that both weights of the font have."""
    from matplotlib.font_manager import get_font

    bold, normal = (set(get_font(str(font(weight).get_file())).get_charmap()) for weight in (True, False))
    return frozenset(bold & normal)


def clean(text: str) -> str:
    """The text on one line; what the font does not have becomes „?“."""
    drawable = _drawable()
    return "".join(char if ord(char) in drawable else "?" for char in " ".join(text.split()))


def wrap(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """Lines that fit; words break after a hyphen, or anywhere if there is no other way."""
    line = ""
    for word in _pieces(text):
        if fits((line + word).rstrip()):
            line += word
            continue
        if line.strip():
            yield line.rstrip()
        line = word.lstrip()
        while not fits(line.rstrip()) and len(line) > 1:
            cut = next((n for n in range(len(line) - 1, 1, -1) if fits(f"{line[:n]}-")), 1)
            yield f"{line[:cut]}-"
            line = line[cut:]
    if line.strip():
        yield line.rstrip()


def shortened(lines: Sequence[str], most: int) -> tuple[str, ...]:
    """At most so many lines; a cut is marked with „…“."""
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], f"{lines[most - 1][:-1].rstrip()}…")


def _pieces(text: str) -> Iterator[str]:
    """Where a line may end: after blanks (not between a number and its per cent sign) and after hyphens."""
    piece = ""
    for place, char in enumerate(text):
        piece += char
        after = text[place + 1 : place + 2]
        if (char == " " and after != "%") or (char == "-" and after.isalpha() and len(piece) > 3):
            yield piece
            piece = ""
    yield piece
