"""Marks as a PNG, by matplotlib. Import it only where something is drawn: it takes a second and 40 MB."""

import io
from collections.abc import Iterable

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import IdentityTransform

from bot.channels.marks import Box, Write
from bot.channels.text_layout import font, width

DOTS = 72
"""Dots an inch, so that a point is a pixel."""


def paint(marks: Iterable[Write | Box], wide: int, high: int, ground: str) -> bytes:
    """The picture. Slow, so never on the event loop; not for two threads at once."""
    figure = Figure(figsize=(wide / DOTS, high / DOTS), dpi=DOTS, facecolor=ground)
    for mark in marks:
        figure.add_artist(_Words(mark, high) if isinstance(mark, Write) else _rectangle(mark, high))
    picture = io.BytesIO()
    figure.savefig(picture, format="png", metadata={"Software": None})
    return picture.getvalue()


class _Words(Artist):
    """A line of text, never taken for a formula.

    matplotlib's own Text keeps the renderer, and with it 6 MB of picture, until the garbage collector comes.
    """

    def __init__(self, mark: Write, high: int) -> None:
        super().__init__()
        self._mark, self._high = mark, high

    def draw(self, renderer: RendererBase) -> None:
        """Write the line."""
        mark, brush, letters = self._mark, renderer.new_gc(), font(self._mark.bold)
        letters.set_size(mark.size)
        brush.set_foreground(mark.color)
        left = mark.x - width(mark.text, mark.size, mark.bold) if mark.right else mark.x
        y = mark.y if renderer.flipy() else self._high - mark.y
        renderer.draw_text(brush, left, y, mark.text, letters, 0, ismath=False)
        brush.restore()


def _rectangle(box: Box, high: int) -> Rectangle:
    corner = (box.x, high - box.y - box.height)
    shape = Rectangle(corner, box.width, box.height, transform=IdentityTransform(), linewidth=0)
    if box.empty:
        shape.set(fill=False, edgecolor=box.color, linewidth=2, linestyle=(0, (5, 4)))
    else:
        shape.set(facecolor=box.color)
    return shape
