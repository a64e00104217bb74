"""Suggestions while somebody types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.model import Knowledge
from bot.understanding.suggestions import Suggestions

SOURCES = {
    key: {
        "titel": key,
        "herausgeber": "Verlag",
        "adresse": "https://example.org",
        "studie": "Umfrage",
        "erschienen": "nicht angegeben",
        "deckt_ab": "alles",
        "rang": rank,
    }
    for rank, key in ((1, "artikel"), (2, "presse"))
}


def _figure(value: object, name: str, source: str) -> dict[str, object]:
    return {
        "wert": value,
        "name": name,
        "aussage": f"haben {name}",
        "grundgesamtheit": "KMU",
        "quelle": source,
        "fundstelle": "Absatz",
    }


def _topic(title: str, area: str, figure: str | None = None, *examples: str) -> dict[str, object]:
    found = {"titel": title, "bereich": area, "fragen": list(examples), "antwort": "…"}
    return found | ({"kennzahl": figure} if figure else {})


KNOWLEDGE = Knowledge.model_validate(
    {
        "quellen": SOURCES,
        "kennzahlen": {
            "strategie": _figure(60, "Strategie", "artikel"),
            "plan": _figure(34, "Plan in Arbeit", "artikel"),
            "budget": _figure("über ein Drittel", "Marketingbudget", "artikel"),
            "tiktok": _figure(43, "TikTok", "presse"),
        },
        "themen": {
            "tiktok": _topic("TikTok", "Plattformen", "tiktok", "Wie viele KMU sind bei TikTok?"),
            "zoegerlich": _topic("Zögerlicher Start", "Dauer", None, "Waren die KMU spät dran?"),
            "strategie": _topic("Strategie vorhanden", "Strategie", "strategie", "Wie viele KMU planen?"),
            "plan": _topic("Plan in Arbeit", "Strategie", "plan", "Wie viele arbeiten daran?"),
            "budget": _topic("Anteil am Marketingbudget", "Budget", "budget", "Wie viel geben KMU aus?"),
        },
        "wortschatz": {"geld": ["Budget", "Geld", "Etat", "Kohle"], "ohne": ["Unbenutzt"]},
    }
)
SUGGESTIONS = Suggestions(KNOWLEDGE)


def _found(typed: str, limit: int = 10) -> list[str]:
    return [suggestion.topic for suggestion in SUGGESTIONS.find(typed, limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("s", "strategie"),
        ("T", "tiktok"),
        ("zög", "zoegerlich"),
        ("zoeg", "zoegerlich"),
        ("stratgie", "strategie"),
        ("Stratgie vorhandn", "strategie"),
        ("budget", "budget"),
        ("marketing", "budget"),
        ("Kohle", "budget"),
        ("60", "strategie"),
        ("34 %", "plan"),
        ("arbeit", "plan"),
        ("Plan in Arbeit", "plan"),
        ("wie viele kmu sind bei tiktok", "tiktok"),
    ],
)
def test_the_best_comes_first(typed: str, first: str) -> None:
    assert _found(typed)[0] == first


@pytest.mark.parametrize("typed", ["qqqq", "Pizza", "x", "99", "Unbenutzt"])
def test_nothing_is_made_up(typed: str) -> None:
    assert _found(typed) == []


@pytest.mark.parametrize("typed", ["", "  ", "?!", "😀"])
def test_nothing_typed_shows_each_area_of_the_leading_source_first(typed: str) -> None:
    assert _found(typed) == ["strategie", "budget", "plan", "tiktok", "zoegerlich"]
    assert _found(typed, 2) == ["strategie", "budget"]


def test_a_title_leads_to_its_topic_even_where_others_share_its_words() -> None:
    assert all(_found(topic.title)[0] == key for key, topic in KNOWLEDGE.topics.items())


def test_the_value_stands_beside_the_title() -> None:
    shown = {found.topic: (found.value, found.title) for found in SUGGESTIONS.find("", 10)}
    assert shown["strategie"] == ("60 %", "Strategie vorhanden")
    assert shown["budget"] == ("über ein Drittel", "Anteil am Marketingbudget")
    assert shown["zoegerlich"] == ("", "Zögerlicher Start")


def test_an_empty_knowledge_has_no_suggestions() -> None:
    empty = Suggestions(Knowledge())
    assert empty.find("", 10) == empty.find("budget", 10) == ()


@given(typed=st.text(max_size=300), limit=st.integers(0, 5))
def test_any_text_leads_to_at_most_so_many_topics_each_once(typed: str, limit: int) -> None:
    found = _found(typed, limit)
    assert len(found) <= limit
    assert len(set(found)) == len(found)
    assert found == _found(typed, limit)
