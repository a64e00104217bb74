"""A word or two that may mean several topics is asked back; what says more is not."""

import pytest

from bot.understanding.decision import Answer, Clarify
from bot.understanding.understanding import Understanding
from tests.understanding.asking import one


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Budget", {"budget_21_30", "budget_erhoehung"}),
        ("Etat?", {"budget_21_30", "budget_erhoehung"}),
        ("drei Jahre", {"unter_drei_jahre", "ueber_drei_jahre"}),
        ("nebenbei", {"zustaendig_team_nebenbei", "zustaendig_person_nebenbei"}),
        ("Chef TikTok", {"zustaendig_leitung", "tiktok"}),
    ],
)
def test_words_of_several_topics_are_asked_back(
    understanding: Understanding, message: str, expected: set[str]
) -> None:
    decision = one(understanding, message)

    assert isinstance(decision, Clarify)
    assert expected <= set(decision.options)


def test_of_words_that_several_topics_share_one_is_offered_for_each(understanding: Understanding) -> None:
    decision = one(understanding, "Budget Chef")

    assert isinstance(decision, Clarify)
    assert "zustaendig_leitung" in decision.options
    assert not {"budget_21_30", "budget_erhoehung"}.isdisjoint(decision.options)


def test_what_is_reported_is_offered_first(understanding: Understanding) -> None:
    decision = one(understanding, "Budget")

    assert isinstance(decision, Clarify)
    assert set(decision.options[:2]) == {"budget_21_30", "budget_erhoehung"}


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("TikTok", "tiktok"),
        ("Strategie", "strategie"),
        ("Zuständigkeit", "zustaendigkeit"),
        ("KMU", "kmu_definition"),
        ("Strategie geplant", "strategie_geplant"),
        ("Budget erhöhen", "budget_erhoehung"),
        ("Facebook Anteil", "facebook"),
    ],
)
def test_words_of_one_topic_answer(understanding: Understanding, message: str, topic: str) -> None:
    decision = one(understanding, message)

    assert isinstance(decision, Answer)
    assert decision.topic == topic


@pytest.mark.parametrize(
    "message", ["Budget Krankenkasse Hamburg", "Strategie Schach Eröffnung", "Chef Koch"]
)
def test_a_word_that_no_topic_knows_is_no_keyword(understanding: Understanding, message: str) -> None:
    assert understanding.keywords.meant(understanding.ranker.rank(message)) == ()
