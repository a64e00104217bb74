"""The picture of a chart: wide enough for a phone, nothing overlaps, all is said, whatever the words."""

import gc
import struct
import subprocess
import sys
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backend_bases import RendererBase

from bot.answering.distributions import chart
from bot.answering.reply import Bar, Chart, Citation
from bot.channels.chart_image import MOST_BARS, WIDTH, draw, layout, source_line
from bot.channels.marks import Box, Write
from bot.channels.text_layout import clean, shortened, width, wrap
from bot.knowledge.default import default_folder
from bot.knowledge.files import load

KNOWN = load(default_folder())
CHARTS = {key: chart(key, KNOWN) for key in KNOWN.distributions}

CITED = Citation("s", "Ein Titel", "Verlag", "Studie", "https://example.org/", "Absatz 2")
SMALL = Chart("x", "Wie viele?", (Bar("Antwort", 60, "60 %"),), "Hinweis.", CITED, "befragten KMU")


def written(chart: Chart) -> str:
    return " ".join(mark.text for mark in layout(chart)[0] if isinstance(mark, Write))


def area(mark: Write | Box) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what is seen."""
    if isinstance(mark, Box):
        return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
    long = width(mark.text, mark.size, mark.bold)
    left = mark.x - long if mark.right else mark.x
    return left, mark.y - 0.8 * mark.size, left + long, mark.y + 0.24 * mark.size


def check_layout(chart: Chart) -> None:
    """Everything is inside the picture, and no two things lie over each other."""
    marks, height = layout(chart)
    areas = [(mark, area(mark)) for mark in marks]
    for mark, (left, top, right, bottom) in areas:
        assert left >= 0, mark
        assert right <= WIDTH, mark
        assert top >= 0, mark
        assert bottom <= height, mark
    for (one, a), (other, b) in combinations(areas, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        bar_on_its_track = isinstance(one, Box) and isinstance(other, Box) and one.y == other.y
        words_in_an_outline = isinstance(one, Box) and one.empty
        assert apart or bar_on_its_track or words_in_an_outline, (one, other)


@pytest.mark.parametrize("key", CHARTS)
def test_every_delivered_chart_is_a_picture_that_telegram_shows(key: str) -> None:
    png = draw(CHARTS[key])
    wide, high = struct.unpack(">II", png[16:24])
    assert wide == WIDTH >= 1080
    assert wide + high <= 10_000
    assert high <= 2 * wide
    assert len(png) < 300_000


@pytest.mark.parametrize("key", CHARTS)
def test_every_delivered_chart_says_everything_and_nothing_overlaps(key: str) -> None:
    drawn = CHARTS[key]
    check_layout(drawn)
    said = written(drawn)
    for text in (drawn.title, drawn.note, source_line(drawn), *(bar.label for bar in drawn.bars)):
        assert " ".join(text.split()).replace(" ", "") in said.replace(" ", "")
    assert all(bar.text in said for bar in drawn.bars)
    assert "…" not in said
    assert f"Anteil der {drawn.population}" in said


def test_the_same_chart_is_the_same_picture() -> None:
    assert draw(SMALL) == draw(SMALL)


def test_bars_are_as_long_as_their_share() -> None:
    marks, _ = layout(replace(SMALL, bars=tuple(Bar(str(n), n, f"{n} %") for n in (0, 25, 50, 100))))
    boxes = [mark.width for mark in marks if isinstance(mark, Box) and mark.height > 10]
    track = boxes[0]
    assert boxes[1::2] == [0, track / 4, track / 2, track]


def test_a_value_without_a_number_is_written_and_not_drawn() -> None:
    marks, _ = layout(replace(SMALL, bars=(Bar("Budget", None, "über ein Drittel"),)))
    (box,) = [mark for mark in marks if isinstance(mark, Box) and mark.height > 10]
    assert box.empty
    said = [mark.text for mark in marks if isinstance(mark, Write)]
    assert "über ein Drittel" in said
    assert "kein genauer Anteil angegeben" in said
    assert "100 %" not in said  # no bar, no scale


def test_more_bars_than_a_picture_holds_are_named_as_more() -> None:
    many = replace(SMALL, bars=(SMALL.bars[0],) * 400)
    _, height = layout(many)
    assert height <= 5 * WIDTH
    assert f"Weitere Antworten: {400 - MOST_BARS}" in written(many)


@settings(max_examples=60, deadline=None)
@given(
    title=st.text(max_size=200),
    labels=st.lists(st.text(max_size=80), max_size=4),
    value=st.sampled_from(["60 %", "über ein Drittel", "mehr als 40 %", "x" * 60, "21 bis 30 %"]),
    share=st.none() | st.floats(0, 100),
    note=st.text(max_size=400),
)
def test_nothing_overlaps_whatever_the_words(
    title: str, labels: list[str], value: str, share: float | None, note: str
) -> None:
    bars = tuple(Bar(label, share, value) for label in labels)
    check_layout(replace(SMALL, title=title, bars=bars, note=note))


@pytest.mark.parametrize("hostile", ["$x^2$ & \\frac{1}", "🙂 中文 \u202e", "\x00\n\t", "%s {0}", "_^~#"])
def test_no_text_is_taken_for_a_formula_or_missing_in_the_font(hostile: str) -> None:
    bars = (Bar(hostile, 1, hostile),)
    cited = replace(CITED, title=hostile, study=hostile)
    assert draw(replace(SMALL, title=hostile, note=hostile, bars=bars, citation=cited))[:4] == b"\x89PNG"


def test_what_the_font_lacks_is_marked() -> None:
    assert clean("a\n b\u00a0c 中 „ü“ – … ≥") == "a b c ? „ü“ – … ≥"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Social-Media-Strategie", ["Social-", "Media-", "Strategie"]),
        ("ein Wort", ["ein Wort"]),
        ("sind es 60 % davon", ["sind es", "60 % davon"]),
        ("Unternehmensleitung", ["Unternehm-", "ensleitung"]),
        ("", []),
    ],
)
def test_lines_break_where_people_would(text: str, lines: list[str]) -> None:
    assert list(wrap(text, lambda part: len(part) <= 10)) == lines


def test_a_cut_is_marked() -> None:
    assert shortened(["eins", "zwei", "drei"], 2) == ("eins", "zwe…")
    assert shortened(["eins"], 2) == ("eins",)


def test_matplotlib_is_not_loaded_at_start() -> None:
    program = (
        "import sys, bot.channels.telegram.application, bot.cli; "
        "sys.exit(any(name.startswith('matplotlib') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_picture_is_let_go_of_when_it_is_drawn() -> None:
    draw(SMALL)
    gc.collect()
    gc.disable()  # what is left now would stay until the collector comes: 6 MB a picture
    try:
        draw(SMALL)
        assert not [found for found in gc.get_objects() if isinstance(found, RendererBase)]
    finally:
        gc.enable()
