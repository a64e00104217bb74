"""The questions of a message and what is said around them."""

import pytest

from bot.understanding import messages
from bot.understanding.text import fold


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Wir sind eine Bäckerei. Wie viele planen?", "Wie viele planen?"),
        ("Mein Chef ist Österreicher, wie viele planen?", "wie viele planen?"),
        ("Wie viele planen?", "Wie viele planen?"),
        ("Ich bin Wirt", ""),
    ],
)
def test_what_askers_say_of_themselves_can_be_left_out(text: str, rest: str) -> None:
    assert messages.without_asker(text) == rest


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("Wie viele planen?", ["Wie viele planen?"]),
        ("Wie viele planen? Wer macht es?", ["Wie viele planen?", "Wer macht es?"]),
        ("Wie viele planen und wer macht es?", ["Wie viele planen", "wer macht es?"]),
        ("Hallo! Wie viele planen?", ["Wie viele planen?"]),
        ("Guten Tag.", []),
        ("Was machen Chef und Team?", ["Was machen Chef und Team?"]),
        ("", []),
    ],
)
def test_the_questions_of_a_message_in_their_order(message: str, questions: list[str]) -> None:
    assert messages.questions(message) == questions


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("Stimmt das?", True),
        ("Wie viele Firmen sind das?", True),
        ("Was ist häufiger?", True),
        ("Ist da was dran?", True),
        ("Was sagt dein Artikel dazu?", True),
        ("Wie viele sind das laut Umfrage?", True),
        ("Was steht da drin?", True),
        ("Hast du dazu Zahlen?", True),
        ("Gibt es dafür einen Wert?", True),
        ("Liegen Ihnen dazu Angaben vor?", True),
        ("Hätte ich gern gewusst", True),
        ("Hast du Zahlen zu TikTok?", False),
        ("Wer macht es?", False),
        ("Wie viele planen?", False),
    ],
)
def test_some_questions_say_nothing_themselves(text: str, nothing: bool) -> None:
    assert messages.says_nothing(fold(text)) is nothing


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Nein, ich meinte Budget", "Budget"),
        ("ich meine eher die Zuständigkeit", "die Zuständigkeit"),
        ("Nein, das ist falsch", "Nein, das ist falsch"),
    ],
)
def test_a_correction_is_read_without_its_introduction(text: str, rest: str) -> None:
    assert messages.without_address(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "I bin Bäcker in Graz, was kostet das?",
        "Bin Wirt in Tirol, was kostet das?",
        "Mir san a Hotel, was kostet das?",
    ],
)
def test_who_speaks_of_himself_in_dialect_is_an_asker(text: str) -> None:
    assert messages.without_asker(text).split() == ["was", "kostet", "das?"]


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("Wer macht das bei euch? Wer macht das in den Firmen?", ["Wer macht das in den Firmen?"]),
        ("Sind wir die Einzigen? Wie viele planen eine?", ["Wie viele planen eine?"]),
        (
            "Wie viele nutzen wie wir Insta? Wie viele TikTok?",
            ["Wie viele nutzen wie wir Insta?", "Wie viele TikTok?"],
        ),
        ("Wie viele planen eine? Was sagt die Studie dazu?", ["Wie viele planen eine?"]),
        ("Kostet das? Sagt der Artikel da was zu, wir sind nämlich pleite?", ["Kostet das?"]),
        ("Wer macht das bei euch?", ["Wer macht das bei euch?"]),
        (
            "Wir posten, mal auf Facebook, mal gar nicht. Sind wir da allein? Planen viele?",
            ["Planen viele?"],
        ),
        ("Liegt TikTok vor X? Mit welchem Abstand?", ["Liegt TikTok vor X?"]),
        ("Macht das der Chef selbst? Wie oft kommt das vor?", ["Macht das der Chef selbst?"]),
    ],
)
def test_others_in_a_group_and_the_asker_are_not_asked(message: str, questions: list[str]) -> None:
    assert messages.questions(message) == questions


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (
            "Kinderkram, sagt er, bot wie viele Firmen sind da",
            "Kinderkram, sagt er, wie viele Firmen sind da",
        ),
        ("wie viele Firmen sind da denn bot 🔥", "wie viele Firmen sind da denn"),
        ("Bist du ein Bot?", "Bist du ein Bot?"),
        ("Hallo zusammen, wie viele Firmen sind da?", "wie viele Firmen sind da?"),
        ("Hallo zusammen", "Hallo zusammen"),
    ],
)
def test_the_bot_may_be_called_anywhere(text: str, rest: str) -> None:
    assert messages.without_address(text) == rest
