"""Several sentences and what came before: how they change what a question means."""

import pytest

from bot.understanding.decision import (
    Answer,
    Claim,
    NotReported,
    OutOfScope,
)
from bot.understanding.understanding import Understanding
from tests.understanding.asking import one, topic


@pytest.mark.parametrize(
    ("question", "before", "expected"),
    [
        ("Und wie viele planen eine?", "strategie", "strategie_geplant"),
        ("und der Chef?", "zustaendigkeit", "zustaendig_leitung"),
        ("und die Marketingabteilung?", "zustaendigkeit", "zustaendig_marketing"),
        ("Und wie viele arbeiten daran?", "strategie_vorhanden", "strategie_in_arbeit"),
        ("und wie viele schließen das aus?", "strategie", "strategie_ausgeschlossen"),
        ("oder keine?", "strategie_vorhanden", "strategie_keine"),
        ("Und auf Instagram?", "plattformen", "instagram"),
        ("und täglich?", "haeufigkeit", "taeglich"),
        ("und länger als drei Jahre?", "unter_drei_jahre", "ueber_drei_jahre"),
    ],
)
def test_an_incomplete_question_is_read_after_the_last_topic(
    understanding: Understanding, question: str, before: str, expected: str
) -> None:
    assert topic(one(understanding, question, before)) == expected


@pytest.mark.parametrize(
    "before", ["strategie", "zustaendigkeit", "plattformen", "luecke_laender", "unbekannt"]
)
@pytest.mark.parametrize(
    "question",
    [
        "Wie viele KMU nutzen TikTok?",
        "Wie viele KMU haben keine Social-Media-Strategie?",
        "Wer ist in den Firmen für Social Media zuständig?",
        "Wie wird das Wetter morgen?",
        "Wofür stehen die 34 Prozent?",
        "Wie viele sind auf LinkedIn?",
        "Team Budget",
        "Was ist ein Chef?",
        "Danke!",
    ],
)
def test_a_complete_question_is_never_bent_by_what_came_before(
    understanding: Understanding, question: str, before: str
) -> None:
    assert one(understanding, question, before) == one(understanding, question)


def test_what_came_before_brings_nothing_into_another_subject(understanding: Understanding) -> None:
    assert isinstance(one(understanding, "und das Wetter?", "strategie"), OutOfScope)


def test_a_place_nobody_reports_is_no_other_one(understanding: Understanding) -> None:
    (decision,) = understanding.decide("Und Pinterest? Haben dort viele Mittelständler ein Profil?")

    assert isinstance(decision, NotReported)
    assert decision.gap == "luecke_andere_plattformen"


@pytest.mark.parametrize(
    ("typed", "picked"),
    [("1", "tiktok"), ("2", "luecke_laender"), ("die zweite", "luecke_laender"), ("eins", "tiktok")],
)
def test_an_offered_choice_is_picked_by_its_number(
    understanding: Understanding, typed: str, picked: str
) -> None:
    (decision,) = understanding.decide(typed, offered=("tiktok", "luecke_laender"))

    assert picked in {getattr(decision, "topic", None), getattr(decision, "gap", None)}
    assert decision.confidence == 1


@pytest.mark.parametrize("entry", ["tiktok", "strategie_keine", "luecke_laender"])
def test_an_offered_choice_is_picked_by_its_title(understanding: Understanding, entry: str) -> None:
    entries = {**understanding.knowledge.topics, **understanding.knowledge.gaps}

    (decision,) = understanding.decide(entries[entry].title.upper(), offered=("facebook", entry, "weg"))

    assert entry in {getattr(decision, "topic", None), getattr(decision, "gap", None)}


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Danke, und wie viele sind auf TikTok?", "tiktok"),
        ("Hallo Bot, wer ist zuständig?", "zustaendigkeit"),
        ("Wir haben keine Strategie. Und die anderen?", "strategie_keine"),
        ("Was genau ist ein Drittel?", "budget_21_30"),
    ],
)
def test_what_stands_around_a_question_does_not_hide_it(
    understanding: Understanding, question: str, topic: str
) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, Answer)
    assert decision.topic == topic


def test_the_others_after_an_answer_are_its_whole_distribution(understanding: Understanding) -> None:
    (decision,) = understanding.decide("und die anderen?", ("strategie_vorhanden",))

    assert isinstance(decision, Answer)
    assert decision.topic == "strategie"


@pytest.mark.parametrize(
    ("message", "before"),
    [
        ("Wie wird das Wetter? Und die anderen?", ()),
        ("und die anderen?", ("weg",)),
        ("und die anderen?", ("weg", "luecke_laender")),
        ("und die anderen?", ("dank",)),
        ("und die anderen?", ()),
    ],
)
def test_the_others_after_what_is_no_topic_never_name_an_unknown_one(
    understanding: Understanding, message: str, before: tuple[str, ...]
) -> None:
    for decision in understanding.decide(message, before):
        assert not isinstance(decision, Answer) or decision.topic in understanding.knowledge.topics


def test_a_question_that_refers_back_is_read_with_what_it_refers_to(understanding: Understanding) -> None:
    asked = "Wir haben noch keine Strategie, sie ist aber geplant. Wie viele sind in der gleichen Lage?"

    assert topic(one(understanding, asked)) == "strategie_geplant"


def test_a_place_named_in_another_sentence_is_asked_about(
    understanding: Understanding,
) -> None:
    told = "Unser Konto bei Twitter haben wir gelöscht. Wie viele kleine Firmen sind dort noch aktiv?"
    assert topic(one(understanding, told)) == "twitter"
    stays = "Twitter haben wir gelöscht. Wie viele sind noch auf Facebook?"
    assert topic(one(understanding, stays)) == "facebook"


@pytest.mark.parametrize("question", ["zusammen?", "und insgesamt?", "Um wie viel?"])
def test_a_sum_of_one_topic_shows_all_that_it_is_one_of(understanding: Understanding, question: str) -> None:
    assert topic(one(understanding, question, "tiktok")) == "plattformen"


@pytest.mark.parametrize(
    ("question", "before", "figure"),
    [
        ("mehr als die Hälfte also?", "strategie_vorhanden", "strategie_vorhanden"),
        ("also über die Hälfte?", "taeglich", "taeglich"),
        ("Nutzt mehr als die Hälfte Twitter?", "tiktok", "twitter"),
    ],
)
def test_a_share_is_said_of_what_is_named_or_else_of_the_answer_before(
    understanding: Understanding, question: str, before: str, figure: str
) -> None:
    decision = one(understanding, question, before)

    assert isinstance(decision, Answer)
    assert isinstance(decision.operation, Claim)
    assert decision.operation.figure == figure


def test_a_year_is_no_figure(understanding: Understanding) -> None:
    decision = one(understanding, "und 2019?", "tiktok")

    assert isinstance(decision, NotReported)
    assert (decision.gap, decision.number) == ("luecke_entwicklung", None)
