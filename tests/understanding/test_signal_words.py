"""Signal words: as typed, inflected, in compounds and as phrases, but not against a topic's own words."""

import pytest

from bot.knowledge.model import Gap, Knowledge, Topic
from bot.understanding.decision import Clarify
from bot.understanding.signal_words import SignalWords
from bot.understanding.understanding import Understanding
from tests.understanding.asking import one, topic

ENTRY = {"title": "T", "area": "B", "answer": "A"}
KNOWLEDGE = Knowledge(
    topics={
        "tiktok": Topic(examples=("Wer ist auf TikTok?", "Kanal der teilnehmenden Firmen"), **ENTRY),
        "dauer": Topic(examples=("Wie lange währt die Aktivitätsdauer?", "Sind die Winzern dabei?"), **ENTRY),
    },
    gaps={key: Gap(examples=("x",), **ENTRY) for key in ("branche", "ort", "inhalt", "gefuehl")},
    signal_words={
        "branche": ("Glaser", "Gerüstbau", "Winzer", "Hof"),
        "ort": ("Menden", "in Essen", "Nehmenden"),
        "inhalt": ("Untertitel", "Aktivitätsdauer", "vor der Kamera"),
        "gefuehl": ("bereuen", "bereut"),
    },
)


@pytest.fixture(scope="module")
def signals() -> SignalWords:
    return SignalWords(KNOWLEDGE)


@pytest.mark.parametrize(
    ("asked", "gap"),
    [
        ("Glaser auf TikTok", "branche"),
        ("wie viele GLASERN nutzen TikTok", "branche"),
        ("Glaserinnen mit Kanal", "branche"),
        ("Wie viele bereuten TikTok?", "gefuehl"),
        ("Wer bereut TikTok?", "gefuehl"),
        ("Höfe auf TikTok", None),
        ("Hofes", None),
        ("Untertitelquote auf TikTok", "inhalt"),
        ("Filmuntertitel", "inhalt"),
        ("Ununtertitel", None),
        ("X" * 54 + "Untertitel", None),
        ("Gerüstbaufirmen", "branche"),
        ("die teilnehmenden Firmen", None),
        ("Kanäle in Menden", "ort"),
        ("Wie viele Firmen in Essen?", "ort"),
        ("Posten sie in der Kantine Essen?", None),
        ("Wer steht vor einer Kamera?", None),
        ("Wer steht vor der Kamera?", "inhalt"),
        ("Wie viele Winzern sind auf TikTok?", "branche"),
        ("", None),
    ],
)
def test_what_asks_for_a_gap(signals: SignalWords, asked: str, gap: str | None) -> None:
    assert signals.gap(asked, "tiktok") == gap


@pytest.mark.parametrize(
    ("asked", "gap"),
    [
        ("Wie viele Winzern sind dabei?", None),
        ("Wie viele Glaser sind dabei?", "branche"),
        ("Aktivitätsdauer in Jahren", None),
        ("Aktivitätsdauer der Glaser", "branche"),
    ],
)
def test_the_words_of_a_topics_examples_ask_for_the_topic(
    signals: SignalWords, asked: str, gap: str | None
) -> None:
    assert signals.gap(asked, "dauer") == gap


def test_a_compound_that_any_topic_uses_has_no_signal_in_it(signals: SignalWords) -> None:
    assert signals.gap("die Nehmenden", "dauer") == "ort"
    assert signals.gap("die Unternehmenden", "dauer") == "ort"
    assert signals.gap("teilnehmenden", "dauer") is None


def test_the_bot_asks_back_between_a_topic_and_the_gap_of_a_signal_word(understanding: Understanding) -> None:
    decision = one(understanding, "Wie viele Orgelbauer sind auf YouTube?")

    assert isinstance(decision, Clarify)
    assert decision.options == ("youtube", "luecke_branchen")


def test_the_gap_joins_the_choices_of_a_question_asked_back(understanding: Understanding) -> None:
    decision = one(understanding, "Wie viele Eisdielen haben eine Strategie?")

    assert isinstance(decision, Clarify)
    assert decision.options == ("strategie_vorhanden", "luecke_branchen")


def test_beside_a_number_that_no_topic_is_about_the_gap_is_the_only_choice(
    understanding: Understanding,
) -> None:
    decision = one(understanding, "Wofür stehen die 21 Prozent bei Orgelbauern?")

    assert isinstance(decision, Clarify)
    assert decision.options == ("luecke_branchen",)


def test_a_signal_word_in_the_askers_story_asks_nothing(understanding: Understanding) -> None:
    question = "Gestern hat der Orgelbauer von nebenan gefilmt. Wie viele Betriebe sind auf YouTube?"

    assert topic(one(understanding, question)) == "youtube"
