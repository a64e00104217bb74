"""The text without markup."""

from dataclasses import replace

from bot.answering.reply import Bar, Chart, Reply, Span
from bot.channels.plain_text import citations, clean, plain_text
from bot.understanding.decision import Kind
from tests.channels.telegram.stand_in import CITATION

REPLY = Reply(
    Kind.ANSWER, 0.9, ((Span("60 %", strong=True), Span(" haben eine.")),), citations=(CITATION,) * 2
)


def test_the_sources_stand_under_the_text_each_once() -> None:
    assert plain_text(REPLY) == (
        "60 % haben eine.\n\n"
        "Quelle: Umfrage unter KMU, „KMU & Social Media <Studie>“, Verlag, Absatz 2, "
        'https://example.org/?a=1&b="x"'
    )


def test_the_source_of_a_chart_is_named_too() -> None:
    other = replace(CITATION, locator="Absatz 3")
    reply = replace(REPLY, chart=Chart("c", "Titel", (Bar("A", 1, "1 %"),), "", other))
    assert [cited.locator for cited in citations(reply)] == ["Absatz 2", "Absatz 3"]


def test_a_reply_without_sources_is_its_text_alone() -> None:
    assert plain_text(Reply(Kind.SMALL_TALK, 1, ((Span("Guten Tag!"),),))) == "Guten Tag!"


def test_nothing_that_a_terminal_obeys_comes_through() -> None:
    assert clean("a\x1b[31mb\x00\x9b\ud800\nc") == "a [31mb   \nc"
