"""Doubts: a part against the whole message, and words that are used to ask for what nobody reports."""

import pytest

from bot.knowledge.model import Gap, Knowledge, Topic
from bot.understanding.decision import Answer, Bound, Claim, Clarify, Decision, NotReported, OutOfScope
from bot.understanding.doubts import (
    LIKELY,
    TIMES_AS_OFTEN,
    UNDENIED,
    UNDOUBTED,
    UNREPORTED,
    Doubt,
    Doubts,
    Reason,
)
from bot.understanding.ranking import VERBATIM
from bot.understanding.understanding import Understanding
from tests.understanding.asking import one, topic

ENTRY = {"title": "T", "area": "B", "answer": "A"}
KNOWLEDGE = Knowledge(
    topics={
        "tiktok": Topic(examples=("Wer ist auf TikTok?", "TikTok im Betrieb", "Wer hat TikTok?"), **ENTRY),
        "brief": Topic(examples=("Wer verschickt Briefe?", "Stories im Brief", "Post im Betrieb"), **ENTRY),
    },
    gaps={
        "ort": Gap(examples=("Wer ist in Ulm?", "Sitzt jemand in Bonn?", "Betrieb in Ulm"), **ENTRY),
        "funktion": Gap(examples=("Wer hat Stories?", "Stories im Profil", "Clips und Stories?"), **ENTRY),
    },
    lexicon={"tiktok": ("TikTok", "Clips")},
)
QUESTION = "Wie viele Stories sind auf TikTok?"


@pytest.fixture(scope="module")
def doubts() -> Doubts:
    return Understanding(KNOWLEDGE).doubts


def test_a_word_of_gaps_is_a_doubt_until_the_topic_is_surer(doubts: Doubts) -> None:
    doubt = doubts.about(Answer(UNDOUBTED - 0.01, "tiktok"), QUESTION)

    assert doubt
    assert (doubt.reason, doubt.word) == (Reason.WORD, "stories")
    surer = doubts.about(Answer(UNDOUBTED, "tiktok"), QUESTION)
    assert surer
    assert (surer.reason, surer.word) == (Reason.GAPS, None)  # all of it sounds like one


def test_what_sounds_like_gaps_is_a_doubt_until_the_topic_is_surer(doubts: Doubts) -> None:
    doubt = doubts.about(Answer(UNDENIED - 0.01, "tiktok"), QUESTION)

    assert doubt == Doubt(("tiktok",), Reason.GAPS)
    assert doubts.about(Answer(UNDENIED, "tiktok"), QUESTION) is None
    assert doubts.about(Answer(UNDENIED - 0.01, "tiktok"), "Wie viele sind auf TikTok?") is None


def test_an_example_word_by_word_is_no_doubt(understanding: Understanding) -> None:
    decision = Answer(VERBATIM, "strategie")

    assert understanding.ranker.unreported("Strategie") >= UNREPORTED
    assert understanding.doubts.about(decision, "Strategie") is None


def test_a_story_that_sounds_like_gaps_is_no_doubt() -> None:
    told = Understanding(KNOWLEDGE)
    story = "Stories im Profil, ja. Wer hat TikTok, wer ist auf TikTok?"

    assert told.ranker.unreported(story) >= UNREPORTED
    assert told.doubts.about(Answer(UNDENIED - 0.01, "tiktok"), story) is None


def test_a_clause_that_sounds_like_gaps_in_a_message_that_does_not_is_no_doubt() -> None:
    told = Understanding(KNOWLEDGE)
    asked, message = "Wer hat Stories?", "Wir reden im Betrieb nur von TikTok und TikTok. Wer hat Stories?"

    assert told.ranker.unreported(asked) >= UNREPORTED
    assert told.doubts.about(Answer(UNDENIED - 0.01, "tiktok"), asked)
    assert told.doubts.about(Answer(UNDENIED - 0.01, "tiktok"), message) is None


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ("brief", QUESTION),  # its own examples use it
        ("tiktok", "Wie viele sind auf TikTok?"),
        ("tiktok", "Wie viele Clips sind im Betrieb?"),
        ("tiktok", "Wie viele Zebras sind auf TikTok?"),  # nobody asks with it
    ],
)
def test_other_words_are_no_doubt(doubts: Doubts, told: str, question: str) -> None:
    found = doubts.about(Answer(UNDOUBTED - 0.1, told), question)

    assert found is None or found.word is None


def test_how_many_times_as_often_a_word_is_used() -> None:
    ranker = Understanding(KNOWLEDGE).ranker

    # Three of six examples of gaps against none of three, which count as a tenth of a use: 3/6 * 3/0.1.
    assert ranker.foreign_word(QUESTION, "tiktok") == ("stories", pytest.approx(15))
    assert ranker.foreign_word("Wer ist in Bonn?", "tiktok") == ("in", pytest.approx(15))
    assert ranker.foreign_word("", "tiktok") is None
    # The topic's own examples use it, or what it stands for.
    assert ranker.foreign_word("Stories", "brief") == ("stories", 0)
    assert ranker.foreign_word("Clips", "tiktok") == ("clips", 0)
    assert TIMES_AS_OFTEN < 15


def test_without_gaps_no_word_speaks_for_any() -> None:
    plain = Understanding(KNOWLEDGE.model_copy(update={"gaps": {}}))

    assert plain.ranker.foreign_word(QUESTION, "tiktok") is None


WHOLE = "Wer kümmert sich in den Betrieben um Social Media?"


@pytest.mark.parametrize(
    ("decision", "message", "doubt"),
    [
        (Answer(0.98, "tiktok"), WHOLE, Doubt(("tiktok", "zustaendigkeit"), Reason.WHOLE)),
        (NotReported(0.98, "luecke_kosten"), WHOLE, Doubt(("luecke_kosten", "zustaendigkeit"), Reason.WHOLE)),
        (Answer(0.98, "zustaendigkeit"), WHOLE, None),
        # One of several sentences may be sure of itself, a clause of one sentence may not.
        (Answer(UNDENIED, "tiktok"), WHOLE, Doubt(("tiktok", "zustaendigkeit"), Reason.WHOLE)),
        (Answer(UNDENIED, "tiktok"), f"Ja. {WHOLE}", None),
        (
            Answer(0.98, "tiktok"),
            f"Ich frage mal. {WHOLE}",
            Doubt(("tiktok", "zustaendigkeit"), Reason.WHOLE),
        ),
        # Numbers and grammar are not doubted, nor is what was not understood as a topic.
        (Answer(0.98, None, Claim("tiktok", 10, Bound.ABOUT)), WHOLE, None),
        (Answer(0.98, "tiktok"), "Sind mehr Firmen auf Facebook oder auf YouTube?", None),
        (NotReported(0.98, "luecke_kosten", nearest=("tiktok",)), WHOLE, None),
        (OutOfScope(0.98), WHOLE, None),
    ],
)
def test_a_part_is_weighed_against_the_whole(
    understanding: Understanding, decision: Decision, message: str, doubt: Doubt | None
) -> None:
    assert understanding.doubts.about(decision, message) == doubt


def test_only_what_is_likely_is_offered(understanding: Understanding) -> None:
    found = understanding.doubts.about(Answer(0.98, "tiktok"), WHOLE)
    likely = {one.label for one in understanding.ranker.rank(WHOLE).candidates if one.confidence >= LIKELY}

    assert found
    assert {*found.choices} <= likely | {"tiktok"}


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

    assert (found is not None) is doubted


def test_what_is_no_choice_is_no_doubt(understanding: Understanding) -> None:
    assert understanding.doubts.clarified(Answer(0.98, "tiktok"), WHOLE) is None


def test_a_doubt_makes_the_bot_ask_back(understanding: Understanding) -> None:
    word = one(understanding, "Wie viele verlieren Kunden, weil sie jeden Tag posten?")
    part = one(understanding, "Von den Firmen auf TikTok, wie viele posten dort jeden Tag?")

    assert isinstance(word, Clarify)
    assert word.options == ("taeglich",)
    assert isinstance(part, Clarify)
    assert part.options[:2] == ("taeglich", "tiktok")


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
