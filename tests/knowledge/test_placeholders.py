"""Templates: what is text, what is a figure, and where they are wrong."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.placeholders import Literal, Part, Placeholder, PlaceholderError, parse


@pytest.mark.parametrize(
    ("template", "parts"),
    [
        ("", ()),
        ("nur Text", (Literal("nur Text"),)),
        ("{a}", (Placeholder(("a",), (1,)),)),
        ("{ a }", (Placeholder(("a",), (1,)),)),
        ("vor {a} nach", (Literal("vor "), Placeholder(("a",), (1,)), Literal(" nach"))),
        ("{a}{b_2}", (Placeholder(("a",), (1,)), Placeholder(("b_2",), (1,)))),
        ("{a + b - c}", (Placeholder(("a", "b", "c"), (1, 1, -1)),)),
        ("{a+b-c}", (Placeholder(("a", "b", "c"), (1, 1, -1)),)),
        ("{a\n  + b}", (Placeholder(("a", "b"), (1, 1)),)),
        (
            "der {grundgesamtheit}",
            (Literal("der "), Placeholder(population=True)),
        ),
        ("{{kein}} Platzhalter", (Literal("{kein} Platzhalter"),)),
        ("{{{a}}}", (Literal("{"), Placeholder(("a",), (1,)), Literal("}"))),
    ],
)
def test_a_template_is_parsed(template: str, parts: tuple[Part, ...]) -> None:
    assert parse(template) == parts


@pytest.mark.parametrize(
    ("template", "position", "message"),
    [
        ("ab {a", 3, "Zu „{“ fehlt die schließende Klammer „}“."),
        ("ab }", 3, "Zu „}“ fehlt die öffnende Klammer „{“."),
        ("ab {}", 4, "Der Platzhalter „{}“ ist leer."),
        ("{ }", 1, "Der Platzhalter „{}“ ist leer."),
        (
            "{a +}",
            1,
            "Der Platzhalter „{a +}“ ist nicht lesbar; erlaubt sind Namen von Kennzahlen, „+“ und „-“.",
        ),
        (
            "{- a}",
            1,
            "Der Platzhalter „{- a}“ ist nicht lesbar; erlaubt sind Namen von Kennzahlen, „+“ und „-“.",
        ),
        (
            "{a b}",
            1,
            "Der Platzhalter „{a b}“ ist nicht lesbar; erlaubt sind Namen von Kennzahlen, „+“ und „-“.",
        ),
        (
            "{a * b}",
            1,
            "Der Platzhalter „{a * b}“ ist nicht lesbar; erlaubt sind Namen von Kennzahlen, „+“ und „-“.",
        ),
        (
            "{Über}",
            1,
            "Der Platzhalter „{Über}“ ist nicht lesbar; erlaubt sind Namen von Kennzahlen, „+“ und „-“.",
        ),
        ("{a + grundgesamtheit}", 1, "Mit „grundgesamtheit“ lässt sich nicht rechnen."),
    ],
)
def test_a_broken_template_says_where_and_why(template: str, position: int, message: str) -> None:
    with pytest.raises(PlaceholderError) as raised:
        parse(template)

    assert (raised.value.position, str(raised.value)) == (position, message)


@given(st.text(alphabet="ab1_ +-{}ü\n"))
def test_any_text_is_parsed_or_refused(template: str) -> None:
    with suppress(PlaceholderError):
        parts = parse(template)
        assert all(part.text for part in parts if isinstance(part, Literal))
        assert all(len(part.figures) == len(part.signs) for part in parts if isinstance(part, Placeholder))


@given(st.text())
def test_doubled_braces_give_any_text_back(text: str) -> None:
    escaped = text.replace("{", "{{").replace("}", "}}")

    assert "".join(part.text for part in parse(escaped) if isinstance(part, Literal)) == text
