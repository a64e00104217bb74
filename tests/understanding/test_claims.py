"""What a claim is wrapped in; the texts are folded as in a real message."""

import pytest

from bot.understanding import claims
from bot.understanding.text import fold


@pytest.mark.parametrize(
    ("question", "claimed"),
    [
        ("Stimmt es, dass alle planen?", "alle planen"),
        ("Stimmt das eigentlich, dass alle planen?", "alle planen"),
        ("Ist es wahr, dass alle planen?", "alle planen"),
        ("Ist es wirklich so, dass alle planen?", "alle planen"),
        ("Ich habe gelesen, dass alle planen", "alle planen"),
        ("Mein Chef behauptet, dass alle planen", "alle planen"),
        ("Angeblich planen alle", "planen alle"),
        ("Planen alle?", "planen alle"),
        ("Alle planen. Deckt sich das mit der Studie?", "alle planen"),
        ("Alle planen. Ist das zu hoch oder zu tief gegriffen?", "alle planen"),
        ("Alle planen, belegt das Ihre Quelle?", "alle planen"),
        ("Mir wurde gesagt, alle planen", "alle planen"),
        ("Alle planen, heißt es", "alle planen"),
        ("Alle planen. Niemals!", "alle planen"),
        ("", ""),
    ],
)
def test_a_claim_is_what_remains_without_its_introduction(question: str, claimed: str) -> None:
    assert claims.without_claim(fold(question)) == claimed


@pytest.mark.parametrize(
    "text",
    [
        "Viele Firmen, das glaube ich nicht",
        "Viele Firmen, kann das nicht stimmen?",
        "Viele Firmen, nicht wahr?",
        "Nicht nur viele Firmen",
        "Viele Firmen, das stimmt nie",
        "Viele Firmen, das macht doch keiner",
        "Viele Firmen, mehr sind es nicht",
        "Viele Firmen, genauer muss es gar nicht sein",
        "Sind es nicht doch viele Firmen?",
        "Kenn i mi ned aus: viele Firmen",
    ],
)
def test_a_doubt_negates_nothing(text: str) -> None:
    assert claims.without_doubt(fold(text)) == "viele firmen"


def test_a_negation_is_no_doubt() -> None:
    assert claims.without_doubt("viele firmen nutzen es nicht") == "viele firmen nutzen es nicht"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("mein chef hat auf der messe erzahlt dass alle posten", "alle posten"),
        ("der herr von der bank sagte alle posten", "alle posten"),
        ("alle posten hat die kammer behauptet", "alle posten"),
        ("meine agentur will mir weismachen dass alle posten", "alle posten"),
        ("alle posten", "alle posten"),
    ],
)
def test_who_told_it_can_be_left_out(text: str, rest: str) -> None:
    assert claims.without_hearsay(text) == rest


def test_reported_speech_is_read_as_direct_speech() -> None:
    assert (
        claims.directly("60 prozent hatten eine und 20 seien dort")
        == "60 prozent haben eine und 20 sind dort"
    )


def test_nobody_can_be_left_out() -> None:
    assert claims.without_nobody("kaum ein betrieb nutzt das keine sau mehr") == "nutzt das"
