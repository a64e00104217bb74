"""An explanation tells what really led to the decision."""

import pytest

from bot.assistant import Assistant
from bot.understanding.confidence import SURE
from bot.understanding.decision import Answer, Clarify, NotReported, OutOfScope
from bot.understanding.explanation import SHOWN, Way, explain
from bot.understanding.lexicon import How
from bot.understanding.understanding import POSSIBLE, Understanding

QUESTIONS = (
    "",
    "?!",
    "Wie viele KMU haben einen Plan?",
    "Wie vile Firmen haben keinen Plan",
    "Haben Firmen in Österreich einen Plan?",
    "Wofür stehen die 34 Prozent?",
    "Wofür stehen die 33 Prozent?",
    "Stimmt es, dass 70 % einen Plan haben?",
    "Wie wird das Wetter?",
    "Hallo",
    "plan",
    "Wir sind neu. Wie viele verschicken Briefe?",
    "Wie viele verschicken Briefe und wie viele verschicken E-Mails?",
    "How many companies have a plan?",
    "xyz " * 500,
)


@pytest.fixture(scope="module")
def small(sample_assistant: Assistant) -> Understanding:
    return sample_assistant.understanding


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("before", [(), ("plan_ja",)])
def test_it_explains_the_decision_that_is_made(
    small: Understanding, question: str, before: tuple[str, ...]
) -> None:
    found = explain(small, question, before)
    assert found.decisions == small.decide(question, before)
    assert found.question == question
    assert (found.sure, found.possible) == (SURE, POSSIBLE)
    for step in found.steps:
        best = step.candidates[0].confidence if step.candidates else 0.0
        assert len(step.candidates) <= SHOWN
        if step.way is Way.SURE:
            assert best >= SURE
        if step.way in (Way.CLOSE, Way.UNSURE):
            assert best < SURE
        if step.way is Way.EMPTY:
            assert not step.tokens


def test_it_names_what_each_word_matched(small: Understanding) -> None:
    (step,) = explain(small, "Wie viele Fimren haben einen Betriebsplan in Östereich?").steps
    matched = {token.word: (token.corrected, dict(token.concepts)) for token in step.tokens}
    assert matched["fimren"] == ("firmen", {"firma": How.TYPO})
    assert matched["betriebsplan"][1] == {"firma": How.PART, "plan": How.PART}
    assert matched["einen"] == ("einen", {})


def test_it_says_which_part_of_a_message_was_read(small: Understanding) -> None:
    (step,) = explain(small, "Ich war gestern beim Zahnarzt. Wie viele verschicken Briefe?").steps
    assert (step.reading, step.whole) == ("Wie viele verschicken Briefe?", False)
    (step,) = explain(small, "Wie viele verschicken Briefe?").steps
    assert (step.reading, step.whole, step.way) == ("Wie viele verschicken Briefe?", True, Way.SURE)
    assert step.evidence
    assert step.candidates[0].label == "brief"


def test_the_clause_that_was_read_in_a_story_is_told(understanding: Understanding) -> None:
    (step,) = explain(understanding, "Der Azubi filmt nur 🙈 naja: wv prozent der kmu posten täglich").steps

    assert (step.reading, step.whole, step.way) == ("wv prozent der kmu posten täglich", False, Way.SURE)


def test_a_word_of_several_topics_is_said_to_be_one(understanding: Understanding) -> None:
    (step,) = explain(understanding, "Budget").steps

    assert isinstance(step.decision, Clarify)
    assert step.way is Way.ALIKE


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Wie viele Orgelbauer sind auf YouTube?", "youtube"),
        ("Wofür stehen die 44 Prozent bei Orgelbauern?", "ohne_tool"),
        ("Wofür stehen die 56 % bei Orgelbauern?", "unerlaesslich"),  # the first of five with that value
    ],
)
def test_a_signal_word_is_said_to_have_decided(
    understanding: Understanding, question: str, about: str
) -> None:
    (step,) = explain(understanding, question).steps

    assert isinstance(step.decision, Clarify)
    assert step.decision.options == (about, "luecke_branchen")
    assert step.way is Way.SIGNAL


DOUBTED = (
    "Firmen, für die Social Media unverzichtbar ist: wie viele sind das von denen, die ihr befragt habt?"
)


@pytest.mark.parametrize("before", [(), ("strategie",)])
def test_a_doubt_is_said_to_be_one(understanding: Understanding, before: tuple[str, ...]) -> None:
    (step,) = explain(understanding, DOUBTED, before).steps

    assert isinstance(step.decision, Clarify)
    assert step.way is Way.DOUBT
    assert step.whole


def test_choices_between_which_a_word_alone_is_open_are_no_doubt(understanding: Understanding) -> None:
    (step,) = explain(understanding, "Nebenbei").steps

    assert understanding.doubts.clarified(step.decision, "Nebenbei")  # it would look like one
    assert step.way is Way.CLOSE


def test_a_complete_question_is_not_said_to_lean_on_the_one_before(understanding: Understanding) -> None:
    (step,) = explain(understanding, "Wie viele KMU nutzen TikTok?", ("strategie",)).steps

    assert step.way is Way.SURE


def test_an_ambiguity_is_said_to_be_one(understanding: Understanding) -> None:
    (step,) = explain(understanding, "Macht das in den Betrieben meistens ein Team?").steps

    assert isinstance(step.decision, Clarify)
    assert step.way is Way.AMBIGUOUS


def test_each_question_of_a_message_has_its_step(small: Understanding) -> None:
    found = explain(small, "Wie viele verschicken Briefe? Wie viele verschicken E-Mails?")
    assert [step.reading for step in found.steps] == [
        "Wie viele verschicken Briefe?",
        "Wie viele verschicken E-Mails?",
    ]
    assert [getattr(step.decision, "topic", None) for step in found.steps] == ["brief", "mail"]


@pytest.mark.parametrize(
    ("message", "read"),
    [
        (
            "Wie viele arbeiten ohne Tool, wie viele sind auf TikTok?",
            ["Wie viele arbeiten ohne Tool?", "wie viele sind auf TikTok?"],
        ),
        ("Zwei Zahlen: Instagram, Influencer", ["Instagram", "Influencer"]),
        ("Was bedeuten die 44 % und die 43 %?", ["Was bedeuten die 44 % und die 43 %?"] * 2),
    ],
)
def test_what_a_sentence_joins_has_its_steps(
    understanding: Understanding, message: str, read: list[str]
) -> None:
    steps = explain(understanding, message).steps

    assert [step.reading for step in steps] == read
    assert tuple(step.decision for step in steps) == understanding.decide(message)


def test_an_operation_goes_before_a_topic(small: Understanding) -> None:
    (step,) = explain(small, "Wofür stehen die 34 Prozent?").steps
    assert step.way is Way.OPERATION
    assert isinstance(step.decision, Answer)


def test_a_breakdown_names_its_concept(small: Understanding) -> None:
    (step,) = explain(small, "Wie viele KMU in Tirol haben einen Plan?").steps
    assert isinstance(step.decision, NotReported)
    assert (step.way, step.breakdown) == (Way.BREAKDOWN, ("land",))


def test_a_choice_and_what_came_before_are_told(small: Understanding) -> None:
    (step,) = explain(small, "2", offered=("plan", "mail")).steps
    assert step.way is Way.CHOICE
    assert step.decision == small.decide("2", offered=("plan", "mail"))[0]
    message = "Und wer lehnt ab?"
    (step,) = explain(small, message, before=("plan_ja",)).steps
    assert step.decision == small.decide(message, ("plan_ja",))[0]


def test_nothing_to_read_is_said(small: Understanding) -> None:
    for text in ("", "😀", "?"):
        (step,) = explain(small, text).steps
        assert step.way is Way.EMPTY
        assert isinstance(step.decision, OutOfScope)


def test_all_ways_are_taken_by_the_delivered_knowledge(understanding: Understanding) -> None:
    taken = {
        way: explain(understanding, question, before).steps[0]
        for way, question, before in (
            (Way.SURE, "Wie viele KMU haben eine Strategie?", ()),
            (Way.OPERATION, "Wofür stehen die 19 Prozent?", ()),
            (Way.CONTEXT, "und wie viele planen das?", ("strategie_vorhanden",)),
            (Way.EMPTY, "", ()),
        )
    }
    for way, step in taken.items():
        assert not isinstance(step.decision, Clarify)
        assert step.way in (way, Way.SURE)
