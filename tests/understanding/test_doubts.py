"""Doubts: a part is weighed against the whole message."""

import pytest

from bot.knowledge.model import Knowledge, Topic
from bot.understanding.decision import Answer, Bound, Claim, Clarify, Decision, NotReported, OutOfScope
from bot.understanding.doubts import LIKELY, UNDENIED
from bot.understanding.understanding import Understanding
from tests.understanding.asking import one, topic

WHOLE = "Wer kümmert sich in den Betrieben um Social Media?"


@pytest.mark.parametrize(
    ("decision", "message", "choices"),
    [
        (Answer(0.98, "tiktok"), WHOLE, ("tiktok", "zustaendigkeit")),
        (NotReported(0.98, "luecke_kosten"), WHOLE, ("luecke_kosten", "zustaendigkeit")),
        (Answer(0.98, "zustaendigkeit"), WHOLE, ()),
        # One of several sentences may be sure of itself, a clause of one sentence may not.
        (Answer(UNDENIED, "tiktok"), WHOLE, ("tiktok", "zustaendigkeit")),
        (Answer(UNDENIED, "tiktok"), f"Ja. {WHOLE}", ()),
        (
            Answer(UNDENIED - 0.01, "tiktok"),
            f"Ich frage mal. {WHOLE}",
            ("tiktok", "zustaendigkeit"),
        ),
        # Numbers and grammar are not doubted, nor is what was not understood as a topic.
        (Answer(0.98, None, Claim("tiktok", 10, Bound.ABOUT)), WHOLE, ()),
        (Answer(0.98, "tiktok"), "Sind mehr Firmen auf Facebook oder auf YouTube?", ()),
        (NotReported(0.98, "luecke_kosten", nearest=("tiktok",)), WHOLE, ()),
        (OutOfScope(0.98), WHOLE, ()),
    ],
)
def test_a_part_is_weighed_against_the_whole(
    understanding: Understanding, decision: Decision, message: str, choices: tuple[str, ...]
) -> None:
    assert understanding.doubts.about(decision, message) == choices


def test_only_what_is_likely_is_offered(understanding: Understanding) -> None:
    found = understanding.doubts.about(Answer(0.98, "tiktok"), WHOLE)
    likely = {one.label for one in understanding.ranker.rank(WHOLE).candidates if one.confidence >= LIKELY}

    assert found
    assert {*found} <= likely | {"tiktok"}


@pytest.mark.parametrize(
    ("options", "doubted"),
    [
        (("tiktok", "zustaendigkeit"), True),
        (("tiktok",), False),
        (("tiktok", "facebook"), False),
        (("facebook", "tiktok"), False),
        (("zustaendigkeit", "tiktok"), False),
    ],
)
def test_the_doubt_behind_choices_is_found_again(
    understanding: Understanding, options: tuple[str, ...], doubted: bool
) -> None:
    found = understanding.doubts.clarified(Clarify(0.98, options), WHOLE)

    assert found is doubted


def test_what_is_no_choice_is_no_doubt(understanding: Understanding) -> None:
    assert understanding.doubts.clarified(Answer(0.98, "tiktok"), WHOLE) is False


def test_a_whole_that_nobody_reports_speaks_against_a_part() -> None:
    entry = {"title": "T", "area": "B", "answer": "A"}
    knowledge = Knowledge(
        topics={"tiktok": Topic(examples=("Wer ist auf TikTok?", "TikTok im Betrieb"), **entry)},
        unreported=("Welche Farbe hat das Logo?", "Welche Farbe haben Logos im Betrieb?"),
    )
    doubts = Understanding(knowledge).doubts

    assert doubts.about(Answer(0.98, "tiktok"), "Welche Farbe hat das Logo im Betrieb?") == ("tiktok",)
    assert doubts.about(Answer(0.98, "tiktok"), "Wer ist auf TikTok?") == ()


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        (
            "Auf Facebook und Instagram sind wir, läuft schlecht. Wie viele Betriebe sind auf TikTok?",
            "tiktok",
        ),
        ("Wie viele sind auf TikTok?", "tiktok"),
        ("Wie viele nutzen Instagram?", "instagram"),
    ],
)
def test_what_is_plain_is_answered(understanding: Understanding, message: str, meant: str) -> None:
    assert topic(one(understanding, message)) == meant


def test_a_question_that_leans_on_an_answer_is_not_weighed_alone(understanding: Understanding) -> None:
    assert (
        topic(one(understanding, "Und wie viele planen eine?", "strategie_vorhanden")) == "strategie_geplant"
    )
