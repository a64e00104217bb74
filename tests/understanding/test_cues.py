"""What kind of question it is, by its grammar; the texts are folded as in a real message."""

import pytest

from bot.understanding import cues
from bot.understanding.numbers import quantities
from bot.understanding.text import fold
from bot.understanding.understanding import Understanding


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Wofür stehen die 19 Prozent?", True),
        ("Was bedeuten die 34 %?", True),
        ("Worauf beziehen sich die 60 Prozent?", True),
        ("Was hat es mit den 2 % auf sich?", True),
        ("Können Sie mir die 5 % erklären?", True),
        ("Haben 60 % einen Plan?", False),
        ("Wie viele haben einen Plan?", False),
    ],
)
def test_questions_for_a_meaning(question: str, asked: bool) -> None:
    assert cues.asks_meaning(fold(question)) is asked


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
        ("", ""),
    ],
)
def test_a_claim_is_what_remains_without_its_introduction(question: str, claimed: str) -> None:
    assert cues.without_claim(fold(question)) == claimed


@pytest.mark.parametrize(
    ("question", "beyond"),
    [
        ("Haben alle Unternehmen einen Plan?", True),
        ("Wie viel Prozent aller Firmen planen?", True),
        ("Gilt das für sämtliche Betriebe?", True),
        ("Hat jedes Unternehmen einen Plan?", True),
        ("Wie viele KMU in Deutschland planen?", True),
        ("Wie viele deutsche Unternehmen planen?", True),
        ("bundesweit", True),
        ("Wie viele KMU planen?", False),
        ("Haben alle einen Plan?", False),
        ("Wie viele der befragten Unternehmen planen?", False),
        ("Nennen Sie mir alle Zahlen", False),
    ],
)
def test_questions_about_more_firms_than_were_asked(question: str, beyond: bool) -> None:
    assert cues.asks_beyond_population(fold(question)) is beyond


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
    assert cues.without_asker(text) == rest


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("What is the capital of France?", True),
        ("How many of the firms have a plan?", True),
        ("Was ist das?", False),
        ("Wie viele KMU haben einen Plan?", False),
        ("Was ist Social Media?", False),
        ("the", False),
        ("", False),
    ],
)
def test_english_is_told_by_its_small_words(text: str, english: bool) -> None:
    assert cues.is_english(fold(text)) is english


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
    assert cues.questions(message) == questions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wie viele verzichten auf TikTok?", "wie viele nicht tiktok"),
        ("Wie viele haben bewusst auf TikTok verzichtet?", "wie viele haben bewusst nicht tiktok"),
        ("Wie viele, die auf TikTok fehlen?", "wie viele die nicht tiktok"),
        ("die Betriebe, die dort fehlen", "die betriebe die nicht"),
        ("Wie viele sind auf TikTok?", "wie viele sind auf tiktok"),
    ],
)
def test_verbs_that_negate_are_read_as_not(text: str, expected: str) -> None:
    assert cues.plainly_negated(fold(text)) == expected


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("Stimmt das?", True),
        ("Wie viele Firmen sind das?", True),
        ("Was ist häufiger?", True),
        ("Ist da was dran?", True),
        ("Was sagt dein Artikel dazu?", True),
        ("Wer macht es?", False),
        ("Wie viele planen?", False),
    ],
)
def test_some_questions_say_nothing_themselves(text: str, nothing: bool) -> None:
    assert cues.says_nothing(fold(text)) is nothing


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Nein, ich meinte Budget", "Budget"),
        ("ich meine eher die Zuständigkeit", "die Zuständigkeit"),
        ("Nein, das ist falsch", "Nein, das ist falsch"),
    ],
)
def test_a_correction_is_read_without_its_introduction(text: str, rest: str) -> None:
    assert cues.without_address(text) == rest


def test_a_year_in_digits_is_named_unless_it_is_a_beginning() -> None:
    assert cues.with_years_named("im jahr 2030") == f"im jahr {cues.YEAR}"
    assert cues.with_years_named("seit 2016 aktiv") == "seit 2016 aktiv"


def test_what_remains_without_all_firms_may_still_name_a_country() -> None:
    assert cues.without_everybody("Wie viele aller Betriebe in Österreich?") == "wie viele in osterreich"


@pytest.mark.parametrize(
    "text",
    [
        "I bin Bäcker in Graz, was kostet das?",
        "Bin Wirt in Tirol, was kostet das?",
        "Mir san a Hotel, was kostet das?",
    ],
)
def test_who_speaks_of_himself_in_dialect_is_an_asker(text: str) -> None:
    assert cues.without_asker(text).split() == ["was", "kostet", "das?"]


@pytest.mark.parametrize(
    "text",
    [
        "Viele Firmen, das glaube ich nicht",
        "Viele Firmen, kann das nicht stimmen?",
        "Viele Firmen, nicht wahr?",
        "Nicht nur viele Firmen",
    ],
)
def test_a_doubt_negates_nothing(text: str) -> None:
    assert cues.without_doubt(fold(text)) == "viele firmen"


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("51 % der Beiträge sind Kurzvideos", True),
        ("Wie hoch ist der Anteil der Influencer?", True),
        ("Haben sie 59 % Marktanteil?", True),
        ("51 % der kleinen Firmen drehen Videos", False),
        ("Anteil der Betriebe mit Influencern", False),
    ],
)
def test_a_share_may_be_one_of_something_else_than_firms(text: str, others: bool) -> None:
    assert cues.says_of_others(fold(text)) is others


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Firmen, die jünger als drei Jahre sind", True),
        ("Betriebe, die seit drei Jahren bestehen, also älter als zwei Jahre sind", True),
        ("Ihr Auftritt ist jünger als drei Jahre", False),
        ("Sie sind kürzer als drei Jahre dabei", False),
    ],
)
def test_the_age_of_a_firm_is_not_that_of_its_presence(text: str, age: bool) -> None:
    assert cues.asks_for_age(fold(text)) is age


@pytest.mark.parametrize(
    ("text", "refuses"),
    [
        ("Sie lehnen eine Strategie nicht ab", True),
        ("Sie schließen es nicht aus", True),
        ("wollen das nicht ausschließen", True),
        ("Sie lehnen eine Strategie ab", False),
        ("ein Team, das nicht ausschließlich dafür da ist", False),
    ],
)
def test_who_refuses_to_refuse_agrees(text: str, refuses: bool) -> None:
    assert cues.refuses_to_refuse(fold(text)) is refuses


def test_a_negation_is_no_doubt() -> None:
    assert cues.without_doubt("viele firmen nutzen es nicht") == "viele firmen nutzen es nicht"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("Wofür steht diese Zahl?", "wofur steht 44 prozent"),
        ("Was bedeutet der Wert?", "was bedeutet 44 prozent"),
        ("Wie hoch ist diese Zahl?", None),
        ("Wofür steht das?", "wofur steht 44 prozent"),
        ("Wer macht das?", None),
    ],
)
def test_a_number_named_before_is_put_where_a_question_points_at_it(part: str, expected: str | None) -> None:
    (number,) = quantities("44 prozent")

    assert cues.with_number(fold(part), number) == expected


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
    ],
)
def test_others_in_a_group_and_the_asker_are_not_asked(message: str, questions: list[str]) -> None:
    assert cues.questions(message) == questions


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (
            "Kinderkram, sagt er, bot wie viele Firmen sind da",
            "Kinderkram, sagt er, wie viele Firmen sind da",
        ),
        ("wie viele Firmen sind da denn bot 🔥", "wie viele Firmen sind da denn"),
        ("Bist du ein Bot?", "Bist du ein Bot?"),
    ],
)
def test_the_bot_may_be_called_anywhere(text: str, rest: str) -> None:
    assert cues.without_address(text) == rest


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Wieso wollen 2 % keine?", True),
        ("Wie kommt es, dass 20 % …", True),
        ("Wie viele wollen keine?", False),
    ],
)
def test_questions_for_a_reason(question: str, why: bool) -> None:
    assert cues.asks_why(fold(question)) is why


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
    assert cues.without_hearsay(text) == rest


def test_reported_speech_is_read_as_direct_speech() -> None:
    assert (
        cues.directly("60 prozent hatten eine und 20 seien dort") == "60 prozent haben eine und 20 sind dort"
    )


def test_nobody_can_be_left_out() -> None:
    assert cues.without_nobody("kaum ein betrieb nutzt das keine sau mehr") == "nutzt das"


def test_an_ordinal_is_no_typing_error(understanding: Understanding) -> None:
    assert cues.corrected(understanding.ranker.read("jedes zehnte KMU").tokens) == "jedes zehnte kmu"
