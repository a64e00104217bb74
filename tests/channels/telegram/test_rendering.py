"""Any Reply becomes a message that Telegram takes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.reply import Citation, Line, Option, Reply, Span
from bot.channels.telegram.rendering import MOST_BUTTONS, Rendered, render
from bot.understanding.decision import Kind
from tests.channels.telegram.stand_in import CITATION
from tests.telegram_html import parse


def _reply(
    *lines: Line,
    kind: Kind = Kind.ANSWER,
    citations: tuple[Citation, ...] = (),
    options: tuple[Option, ...] = (),
) -> Reply:
    return Reply(kind, 1.0, lines, citations=citations, options=options)


def _buttons(rendered: Rendered) -> list[list[str]]:
    rows = rendered.keyboard.inline_keyboard if rendered.keyboard else ()
    return [[str(button.callback_data) for button in row] for row in rows]


@pytest.mark.parametrize(
    "line",
    [
        (Span("60 %", strong=True), Span(" davon")),
        (Span("60", strong=True), Span(" % davon")),
        (Span("60 "), Span("%", strong=True)),
        (Span("60 ", strong=True), Span("% davon")),
        (Span("60", strong=True), Span(" "), Span("%", strong=True)),
        (Span("21 bis 30 %"),),
    ],
)
def test_number_and_per_cent_sign_never_part(line: Line) -> None:
    text, _ = parse(render(_reply(line)).text)
    assert "0\u00a0%" in text


def test_figures_are_bold_and_the_rest_is_escaped() -> None:
    rendered = render(_reply((Span("<60> %", strong=True), Span(" & <b>"))))
    assert rendered.text == "<b>&lt;60&gt; %</b> &amp; &lt;b&gt;"
    assert rendered.keyboard is None


def test_a_citation_names_study_publisher_place_and_links() -> None:
    text, entities = parse(render(_reply((Span("Ja."),), citations=(CITATION, CITATION))).text)
    assert text == "Ja.\n\nQuelle: Umfrage unter KMU, KMU & Social Media <Studie>, Verlag, Absatz 2"
    assert [entity.url for entity in entities] == [CITATION.url]


def test_a_title_keeps_its_per_cent_sign_too() -> None:
    cited = replace(CITATION, title="56 % der KMU")
    assert "56\u00a0% der KMU</a>" in render(_reply((Span("Ja."),), citations=(cited,))).text


def test_the_brief_form_has_one_row_but_a_clarification_shows_every_choice() -> None:
    options = tuple(Option(f"thema_{number}", "Titel") for number in range(4))
    assert [len(row) for row in _buttons(render(_reply((Span("a"),), options=options), brief=True))] == [2]
    choice = _reply((Span("Was meinen Sie?"),), kind=Kind.CLARIFY, options=options)
    assert [len(row) for row in _buttons(render(choice, brief=True))] == [1, 1, 1, 1]


@pytest.mark.parametrize("char", ["x", "ä", "😀", "<", "\n"])
@pytest.mark.parametrize("strong", [True, False])
def test_a_text_that_is_too_long_is_cut_and_keeps_its_citation(char: str, strong: bool) -> None:
    lines = ((Span("Anfang"),), (Span(char * 9000, strong),))
    text, _ = parse(render(_reply(*lines, citations=(CITATION,))).text)
    assert len(text.encode("utf-16-le")) // 2 <= 4096
    assert text.startswith("Anfang")
    assert "…" in text
    assert text.endswith("Verlag, Absatz 2")


def test_data_that_telegram_would_refuse_makes_no_button() -> None:
    options = tuple(Option(topic, "T") for topic in ("a" * 62, "a" * 63, "ä" * 32))
    assert _buttons(render(_reply((Span("a"),), options=options))) == [["t:" + "a" * 62]]


_TEXT = st.text(max_size=300) | st.text(st.sampled_from("<>&\"'\n\r\0 \u200b\ud800%0 😀"), max_size=3000)
_LINE = st.lists(st.builds(Span, _TEXT, st.booleans()), max_size=4).map(tuple)
_CITED = st.builds(Citation, _TEXT, _TEXT, _TEXT, _TEXT, _TEXT, _TEXT)
_OPTION = st.builds(Option, st.text(max_size=80), st.text(max_size=50))


@given(
    lines=st.lists(_LINE, max_size=6).map(tuple),
    citations=st.lists(_CITED, max_size=4).map(tuple),
    options=st.lists(_OPTION, max_size=20).map(tuple),
    kind=st.sampled_from(Kind),
    brief=st.booleans(),
)
def test_every_reply_is_a_valid_message(
    lines: tuple[Line, ...],
    citations: tuple[Citation, ...],
    options: tuple[Option, ...],
    kind: Kind,
    brief: bool,
) -> None:
    rendered = render(Reply(kind, 0.5, lines, citations=citations, options=options), brief)
    rendered.text.encode("utf-8")
    text, _ = parse(rendered.text)
    assert text.strip()
    assert len(text) <= 4096
    rows = _buttons(rendered)
    assert sum(len(row) for row in rows) <= MOST_BUTTONS
    assert all(1 <= len(data.encode("utf-8")) <= 64 for row in rows for data in row)
