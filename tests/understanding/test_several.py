"""Several questions in one message: which count for themselves, and what each means."""

import pytest

from bot.understanding.decision import Answer, Comparison, Decision, NotReported, OutOfScope
from bot.understanding.understanding import Understanding
from tests.understanding.asking import one, topic


def about(decision: Decision) -> str | None:
    """The topic or the gap of a decision."""
    return decision.gap if isinstance(decision, NotReported) else topic(decision)


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("Wie viele posten täglich und wie viele haben eine Strategie?", ["taeglich", "strategie_vorhanden"]),
        (
            "Bitte sagen Sie mir, wie viele auf Twitter sind und bei wie vielen die Leitung zuständig ist.",
            ["twitter", "zustaendig_leitung"],
        ),
        (
            "Mich interessiert der Anteil derer, die ihr Budget erhöhen, sowie derer, die Kurzvideos machen.",
            ["budget_erhoehung", "kurzvideos"],
        ),
        (
            "Ich brauche zwei Zahlen: Wer hat eine Strategie und wer lehnt sie ab?",
            ["strategie_vorhanden", "strategie_ausgeschlossen"],
        ),
        (
            "Sag mir die Quote für ein halbes bis drei Jahre und die für mehr als drei.",
            ["aktiv_seit", "ueber_drei_jahre"],
        ),
        # Three are told one by one, even if two of them could be added.
        (
            "Insgesamt: wer arbeitet an einer Strategie, wer plant eine, wer nutzt TikTok?",
            ["strategie_in_arbeit", "strategie_geplant", "tiktok"],
        ),
        ("anteil tiktok, anteil mehrmals wöchentlich", ["tiktok", "mehrmals_woche"]),
        # „davon“ are all who were asked.
        (
            "Wie viele Firmen wurden befragt und wie viele davon haben eine Strategie?",
            ["stichprobe", "strategie_vorhanden"],
        ),
        # What is unsure alone is clear beside the other.
        (
            "Wie viele sind länger als drei Jahre dabei und wie viele kürzer?",
            ["ueber_drei_jahre", "unter_drei_jahre"],
        ),
        (
            "Wie viele halten das für unverzichtbar, und wie viele sind auf LinkedIn?",
            ["unerlaesslich", "luecke_andere_plattformen"],
        ),
        ("Ich hätte gern zwei Zahlen: Instagram und Influencer-Kampagnen.", ["instagram", "influencer"]),
        ("BRAUCHE DREI ZAHLEN: YOUTUBE, KURZVIDEOS, OHNE TOOL", ["youtube", "kurzvideos", "ohne_tool"]),
    ],
)
def test_each_question_is_answered(understanding: Understanding, question: str, topics: list[str]) -> None:
    assert [about(decision) for decision in understanding.decide(question)] == topics


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wie viele Firmen sind auf TikTok, und wie viele sind das in Prozent?", "tiktok"),
        ("Wie viele schreiben an einer Strategie, und wie viele sind das?", "strategie_in_arbeit"),
        ("Jeden Tag posten?? Wer macht das denn bitte, wie viel Prozent der KMU sind das", "taeglich"),
        ("Unklar, wer zuständig ist, wer macht was – ist das verbreitet?", "zustaendig_unklar"),
        ("Wie viele Konzepte sind schriftlich und wie viele mündlich?", "luecke_strategie_details"),
        ("aktiv zwischen 6 Monaten und 3 Jahren, Prozent", "aktiv_seit"),
    ],
)
def test_one_question_is_one(understanding: Understanding, question: str, expected: str) -> None:
    assert about(one(understanding, question)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Wie groß ist der Abstand zwischen dem Anteil auf Facebook und dem Anteil auf TikTok?",
        "Ich brauche beide Zahlen: Facebook und TikTok",
    ],
)
def test_shares_of_one_distribution_that_are_set_side_by_side_are_compared(
    understanding: Understanding, question: str
) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, Answer)
    assert decision.operation == Comparison(("facebook", "tiktok"))


def test_two_questions_off_the_subject_are_refused_once(understanding: Understanding) -> None:
    decision = one(understanding, "Wie viele Hunde bellen und wie viele Katzen miauen?")

    assert isinstance(decision, OutOfScope)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Wie viele haben eine Strategie? Und wie viele sind auf TikTok?", ["strategie_vorhanden", "tiktok"]),
        ("Wie viele sind auf TikTok und wie viele haben eine Strategie?", ["tiktok", "strategie_vorhanden"]),
        (
            "Wie viele haben eine Strategie? Und wie viele planen eine?",
            ["strategie_vorhanden", "strategie_geplant"],
        ),
        ("Wie viele haben eine Strategie? Wie viele haben eine Strategie?", ["strategie_vorhanden"]),
        (
            "Wie viele nutzen Facebook? Wie viele nutzen YouTube? Wie viele nutzen TikTok?",
            ["facebook", "youtube", "tiktok"],
        ),
        # A second question that names nothing of its own is the first one once more.
        ("Ist YouTube bei den Betrieben beliebt? Und mit wie viel Prozent?", ["youtube"]),
        ("Wer wurde da befragt? Nur KMU?", ["grundgesamtheit"]),
        ("Wie viele sind auf Facebook? Und auf YouTube?", ["facebook", "youtube"]),
        ("Hallo! Wie viele haben eine Strategie?", ["strategie_vorhanden"]),
        ("Ich bin Wirtin. Wie viele haben eine Strategie? Danke!", ["strategie_vorhanden"]),
    ],
)
def test_the_questions_of_a_message_are_answered_in_their_order(
    understanding: Understanding, message: str, expected: list[str]
) -> None:
    assert [topic(decision) for decision in understanding.decide(message)] == expected


def test_a_question_nobody_reports_may_stand_beside_one_that_is_answered(
    understanding: Understanding,
) -> None:
    first, second = understanding.decide("Wie viele wurden befragt? Und wann war die Umfrage?")

    assert topic(first) == "stichprobe"
    assert isinstance(second, NotReported)
    assert second.gap == "luecke_zeitraum"


def test_two_questions_with_one_answer_get_it_once(understanding: Understanding) -> None:
    assert topic(one(understanding, "Wie oft posten Firmen? Und wie oft posten andere?")) == "haeufigkeit"
