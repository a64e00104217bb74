"""Any Reply becomes a message that Telegram takes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import User

from bot.answering.reply import Chart, Citation, Line, Option, Reply, Span
from bot.channels.telegram.keyboards import MOST_BUTTONS
from bot.channels.telegram.rendering import Rendered, render
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


def test_the_brief_form_has_one_row_and_numbers_for_choices() -> None:
    options = tuple(Option(f"thema_{number}", "Titel") for number in range(4))
    follow_ups = _reply((Span("a"),), options=options)
    assert _buttons(render(follow_ups, brief=True)) == [["t:thema_0", "t:thema_1"]]
    chart = Chart("strategie", "Strategie", (), "", CITATION)
    assert _buttons(render(replace(follow_ups, chart=chart), brief=True)) == [["t:thema_0", "g:strategie"]]
    choice = render(_reply((Span("Was meinen Sie?"),), kind=Kind.CLARIFY, options=options), brief=True)
    assert _buttons(choice) == [["c:thema_0", "c:thema_1", "c:thema_2", "c:thema_3"]]
    assert choice.keyboard is not None
    assert [button.text for button in choice.keyboard.inline_keyboard[0]] == ["1", "2", "3", "4"]


def test_an_answer_has_follow_ups_tools_votes_and_a_way_out() -> None:
    option = Option("thema_1", "Eins")
    reply = replace(
        _reply((Span("a"),), options=(option,), citations=(CITATION, replace(CITATION, source="presse"))),
        topic="thema_0",
        title="Null",
        alternatives=(option,),
        chart=Chart("strategie", "Strategie", (), "", CITATION),
    )
    me = User(1, "Bot", is_bot=True, username="kmu_test_bot", supports_inline_queries=True)
    shown = render(reply, me=me)
    assert _buttons(shown) == [
        ["t:thema_1"],
        ["g:strategie", "q:studie,presse", "None"],
        ["v:u:thema_0", "v:d:thema_0"],
        ["n"],
    ]
    assert shown.keyboard is not None
    shared = shown.keyboard.inline_keyboard[1][2].switch_inline_query_chosen_chat
    assert shared is not None
    assert shared.query == "Null"
    without_inline = User(1, "Bot", is_bot=True, username="kmu_test_bot")
    link = render(reply, me=without_inline).keyboard
    assert link is not None
    assert link.inline_keyboard[1][2].url == (
        "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fkmu_test_bot%3Fstart%3Dthema_thema_0"
    )


def test_as_many_sources_as_fit_the_data_of_a_button() -> None:
    cited = tuple(replace(CITATION, source=letter * 40) for letter in "ab")
    assert _buttons(render(_reply((Span("a"),), citations=cited))) == [["q:" + "a" * 40]]


@pytest.mark.parametrize("kind", [Kind.SMALL_TALK, Kind.CLARIFY, Kind.OUT_OF_SCOPE])
def test_only_answers_can_be_voted_on(kind: Kind) -> None:
    rows = _buttons(render(replace(_reply((Span("a"),), kind=kind), topic="gruss")))
    assert rows == ([["b"]] if kind is Kind.OUT_OF_SCOPE else [])


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
    assert sum(data.startswith(("t:", "c:")) for row in rows for data in row) <= MOST_BUTTONS
    assert all(1 <= len(data.encode("utf-8")) <= 64 for row in rows for data in row)
