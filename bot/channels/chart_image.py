"""A chart as a PNG that can be read on a phone: a light card of its own, so that dark mode does not matter.

One colour for all bars: nothing has to be told apart by colour. Labels stand above their bars, so that long
ones have the whole width. matplotlib is loaded by the first chart only: it takes a second and 40 MB.
"""

from bot.answering.reply import Bar, Chart
from bot.channels.marks import Box, Write
from bot.channels.text_layout import clean, shortened, width, wrap

WIDTH = 1080
"""Pixels; Telegram shows photos up to 1280 without making them smaller."""

MOST_BARS = 24
"""More would make the picture higher than Telegram takes; the caption and /quelle have the rest."""

_MARGIN = 64
_INNER = WIDTH - 2 * _MARGIN
_LINE = 1.32
"""Distance of two lines, in heights of the letters."""

_GROUND, _TRACK, _BAR = "#FBFAF7", "#E4E1D9", "#1A6C9C"
_INK, _SOFT = "#16222E", "#4B5763"
"""Both are dark enough for small print on the ground (WCAG AAA and AA)."""

_BAR_HEIGHT = 40
_VALUE_WIDTH = _INNER * 2 // 5
"""Most that a value takes beside its label; only words need so much."""


def draw(chart: Chart) -> bytes:
    """The chart as a PNG. Slow, so never on the event loop; not for two threads at once."""
    from bot.channels.painting import paint

    marks, height = layout(chart)
    return paint(marks, WIDTH, height, _GROUND)


def layout(chart: Chart) -> tuple[tuple[Write | Box, ...], int]:
    """Where everything stands, from the top, and how high the picture becomes."""
    page = _Page()
    page.space(_MARGIN)
    page.title(chart.title)
    if chart.population:
        page.space(10)
        page.paragraph(f"Anteil der {chart.population}", 30, _SOFT, lines=2)
    page.space(44)
    for bar in chart.bars[:MOST_BARS]:
        page.bar(bar)
    if any(bar.share is not None for bar in chart.bars):
        page.scale()
    if len(chart.bars) > MOST_BARS:
        page.paragraph(f"Weitere Antworten: {len(chart.bars) - MOST_BARS}", 30, _SOFT)
    page.rule()
    if chart.note:
        page.paragraph(chart.note, 29, _INK, lines=9)
        page.space(18)
    page.paragraph(source_line(chart), 26, _SOFT, lines=5)
    page.space(_MARGIN - 10)
    return tuple(page.marks), round(page.y)


def source_line(chart: Chart) -> str:
    """Where the figures stand, without the address, which the caption links."""
    cited = chart.citation
    return f"Quelle: {cited.study}, „{cited.title}“, {cited.publisher}, {cited.locator}"


class _Page:
    """Puts one thing below the other."""

    def __init__(self) -> None:
        self.y = 0.0
        self.marks: list[Write | Box] = []

    def space(self, height: float) -> None:
        self.y += height

    def paragraph(
        self,
        text: str,
        size: int,
        color: str = _INK,
        bold: bool = False,
        lines: int = 3,
        room: float = _INNER,
    ) -> None:
        for line in self._wrapped(text, size, bold, room, lines):
            self.marks.append(Write(_MARGIN, self.y + size, line, size, color, bold))
            self.y += size * _LINE

    def title(self, text: str) -> None:
        """A paragraph whose lines are about equally long."""
        needed = len(self._wrapped(text, 46, True, _INNER, 9))
        rooms = (_INNER * percent / 100 for percent in range(50, 100, 2))
        fitting = (room for room in rooms if len(self._wrapped(text, 46, True, room, 9)) == needed)
        self.paragraph(text, 46, bold=True, lines=4, room=next(fitting, _INNER))

    def bar(self, bar: Bar) -> None:
        """Label on the left, value on the right, the bar below both."""
        values = self._wrapped(bar.text, 40, True, _VALUE_WIDTH, 3)
        taken = max((width(line, 40, True) for line in values), default=0)
        labels = self._wrapped(bar.label, 36, False, _INNER - taken - 32, 4)
        for row, line in enumerate(labels):
            self.marks.append(Write(_MARGIN, self.y + 40 + row * 36 * _LINE, line, 36, _INK))
        for row, line in enumerate(values):
            y = self.y + 40 + row * 40 * _LINE
            self.marks.append(Write(WIDTH - _MARGIN, y, line, 40, _INK, bold=True, right=True))
        self.y += max(40 + (len(labels) - 1) * 36 * _LINE, 40 + (len(values) - 1) * 40 * _LINE) + 20
        if bar.share is None:
            self.marks.append(Box(_MARGIN, self.y, _INNER, _BAR_HEIGHT, _SOFT, empty=True))
            middle = self.y + _BAR_HEIGHT / 2 + 9
            self.marks.append(Write(_MARGIN + 20, middle, "kein genauer Anteil angegeben", 26, _SOFT))
        else:
            share = min(max(bar.share, 0.0), 100.0)
            self.marks.append(Box(_MARGIN, self.y, _INNER, _BAR_HEIGHT, _TRACK))
            self.marks.append(Box(_MARGIN, self.y, _INNER * share / 100, _BAR_HEIGHT, _BAR))
        self.y += _BAR_HEIGHT + 34

    def scale(self) -> None:
        """What the ends of the bars mean."""
        self.y -= 22
        self.marks.append(Write(_MARGIN, self.y + 24, "0 %", 24, _SOFT))
        self.marks.append(Write(WIDTH - _MARGIN, self.y + 24, "100 %", 24, _SOFT, right=True))
        self.y += 48

    def rule(self) -> None:
        self.y += 6
        self.marks.append(Box(_MARGIN, self.y, _INNER, 2, _TRACK))
        self.y += 26

    def _wrapped(self, text: str, size: int, bold: bool, room: float, lines: int) -> tuple[str, ...]:
        wrapped = wrap(clean(text), lambda part: width(part, size, bold) <= room)
        return shortened(tuple(wrapped), lines)
