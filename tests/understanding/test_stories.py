"""Messages that tell a story: the question in them is found, and what it points back to."""

import pytest

from bot.understanding.decision import Answer, Clarify, Comparison, OutOfScope
from bot.understanding.understanding import Understanding
from tests.understanding.asking import one, topic


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("leute kurze frage vorm meeting: wv prozent der kmu posten täglich 🙈", "taeglich"),
        ("Wir sind Imker. Neulich wollte einer unseren Honig in die Kamera halten, gegen Bezahlung. "
         "Ich frage mich, welcher Anteil der KMU auf solche Influencer setzt.", "influencer"),
        ("Gegründet 1987, Fax läuft noch. Nun soll Facebook her, und ich wüsste gern, wie viele "
         "Mittelständler dort sind.", "facebook"),
        ("old school fraktion meldet euch 🦖 wie groß ist der haufen, der schon über 3 jahre dabei ist?",
         "ueber_drei_jahre"),
        ("Kampagnen mit Influencern: wie ueblich ist so etwas im Mittelstand?", "influencer"),
        ("Auf Twitter sei kaum ein Mittelständler, schreibt eine Kolumnistin. Geben die Zahlen das her?",
         "twitter"),
        # „keine, … aber eine“ is one thing, however many options it names.
        ("Auf meiner Liste steht die Strategie ganz oben, angefangen ist nichts. Wie viele Betriebe haben "
         "noch keine, wollen aber eine entwickeln?", "strategie_geplant"),
        # „nur“ in what is told asks for no part.
        ("Auf YouTube verzichten wir, weil hier keiner schneiden kann, es gibt nur unbewegte Beiträge. "
         "Wie viele setzen darauf?", "statische_beitraege"),
    ],
)  # fmt: skip
def test_a_story_is_read_for_its_question(understanding: Understanding, message: str, expected: str) -> None:
    assert topic(one(understanding, message)) == expected


@pytest.mark.parametrize(
    "message",
    [
        "In der Konditorei reißen die Macarons ständig. Wie lange müssen die vor dem Backen trocknen?",
        "Wir sind zu dritt im Salon, und die Kaffeemaschine tropft. Welche Dichtung brauche ich da?",
        "Muss man täglich Zähne putzen oder mehrmals am Tag?",
    ],
)
def test_a_story_about_something_else_is_off_the_subject(understanding: Understanding, message: str) -> None:
    assert isinstance(one(understanding, message), OutOfScope | Clarify)


@pytest.mark.parametrize(
    ("message", "figure"),
    [("Mir fehlt der Zusammenhang zu 46 %. Können Sie helfen?", "influencer")],
)
def test_a_courtesy_beside_a_question_is_not_answered_instead(
    understanding: Understanding, message: str, figure: str
) -> None:
    decision = one(understanding, message)

    assert isinstance(decision, Answer)
    assert decision.topic == figure


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Der Kollege ist auf TikTok, ich war baff. Ist der Mittelstand da stark vertreten?", "tiktok"),
        ("Ich schreibe zum Abschied von Twitter. Welcher Teil der KMU war dort zu finden?", "twitter"),
        ("Alle reden von Influencern. Wie verbreitet ist das bei kleinen Firmen?", "influencer"),
        ("Der Chef möchte ein Konzept für Instagram haben. Haben andere Firmen so was schon ausgearbeitet?",
         "strategie_vorhanden"),
        ("Seit Ostern wünscht sich die Kollegin ein Instagram-Profil. Wie viele Firmen haben schon eins?",
         "instagram"),
        ("Meine Tochter will dringend zu TikTok. Wie viele Firmen sind da überhaupt?", "tiktok"),
        ("Wir tippen jeden Beitrag von Hand ein, ohne spezielles Programm. Machen das viele?", "ohne_tool"),
        ("Unsere Chefin kümmert sich höchstpersönlich um die Kanäle. Gibt es das oft?", "zustaendig_leitung"),
        ("ach komm, ist doch keiner mehr auf facebook … oder? zahl der firmen bitte!", "facebook"),
    ],
)  # fmt: skip
def test_a_question_that_points_back_is_about_what_was_named(
    understanding: Understanding, message: str, expected: str
) -> None:
    assert topic(one(understanding, message)) == expected


def test_what_the_asker_asks_himself_is_not_the_question(understanding: Understanding) -> None:
    message = "Sind wir spät dran? Anteil der Firmen mit unter drei Jahren Social Media bitte"

    assert topic(one(understanding, message)) == "unter_drei_jahre"


def test_a_question_which_of_two_is_about_the_two_of_its_story(understanding: Understanding) -> None:
    story = "Mein Sohn will auf TikTok, ich auf Facebook."
    asked = one(understanding, f"{story} Welche der beiden Plattformen nutzen mehr Firmen?")
    other = one(understanding, f"{story} Wer von den beiden bringt mehr Umsatz?")

    assert isinstance(asked, Answer)
    assert asked.operation == Comparison(("tiktok", "facebook"))
    assert not isinstance(other, Answer)


def test_one_topic_asked_about_twice_is_one_answer(understanding: Understanding) -> None:
    message = (
        "Gilt das für alle Firmen oder nur für die, die schon auf Social Media sind? Wer wurde da gefragt?"
    )

    assert topic(one(understanding, message)) == "grundgesamtheit"


def test_what_says_nothing_is_no_question_of_its_own(understanding: Understanding) -> None:
    message = "Mein Nachbar kürzt gerade alles, was mit TikTok zu tun hat, was sagt die Studie dazu?"

    assert topic(one(understanding, message)) != "ueberblick"
