"""Concepts are found by word, stem, phrase, part of a compound and after a typing error – and said how."""

import pytest

from bot.understanding.lexicon import How, Lexicon, Token
from bot.understanding.text import words
from bot.understanding.vocabulary import Vocabulary

LEXICON = Lexicon(
    {
        "plan": ("Strategie", "Konzept"),
        "geld": ("Etat", "Budget"),
        "werbung": ("Marketing", "öffentlich werben"),
        "netz": ("Social Media", "Netzwerk"),
        "zwei": ("Doppelwort",),
        "paar": ("Doppelwort",),
    }
)
VOCABULARY = Vocabulary({}, LEXICON.words)


def tokens(text: str) -> list[Token]:
    return LEXICON.tokens(words(text), VOCABULARY)


@pytest.mark.parametrize(
    ("text", "concept", "how"),
    [
        ("Strategie", "plan", How.WORD),
        ("STRATEGIE", "plan", How.WORD),
        ("Strategien", "plan", How.STEM),
        ("Netzwerken", "netz", How.STEM),
        ("Stratgie", "plan", How.TYPO),
        ("Social Media", "netz", How.PHRASE),
        ("öffentliches Werben", "werbung", How.PHRASE),
    ],
)
def test_a_concept_is_found_and_said_how(text: str, concept: str, how: How) -> None:
    assert (concept, how) in tokens(text)[0].concepts


@pytest.mark.parametrize("text", ["", "Elefant", "Sozial", "Media Social", "werben"])
def test_other_words_have_no_concept(text: str) -> None:
    assert all(not token.concepts for token in tokens(text))


def test_each_part_of_a_compound_brings_its_concept() -> None:
    (token,) = tokens("Marketingetat")

    assert token.parts == ("marketing", "etat")
    assert token.concepts == (("geld", How.PART), ("werbung", How.PART))


def test_half_of_a_compound_is_enough_where_it_says_the_most() -> None:
    half, both, long = (
        tokens("Marketingdings"),
        tokens("Marketingdingskonzept"),
        tokens("Marketingdings ist ja so ein Wort"),
    )

    assert half[0].concepts == (("werbung", How.PART),)
    assert both[0].parts == ("marketing", "konzept")
    assert long[0].concepts == ()


def test_a_word_may_stand_for_two_concepts() -> None:
    assert tokens("Doppelwort")[0].concepts == (("paar", How.WORD), ("zwei", How.WORD))


def test_a_token_keeps_what_was_typed_beside_what_was_meant() -> None:
    (token,) = tokens("Konzpet")

    assert (token.word, token.corrected, token.stem) == ("konzpet", "konzept", "konzept")


def test_every_word_of_a_text_is_a_token_in_order() -> None:
    assert [token.word for token in tokens("Wie viele haben Social Media?")] == [
        "wie", "viele", "haben", "social", "media",
    ]  # fmt: skip


def test_an_empty_lexicon_finds_nothing() -> None:
    assert Lexicon({}).tokens(["strategie"], Vocabulary({}, ()))[0].concepts == ()


def test_a_word_of_a_phrase_is_no_typing_error() -> None:
    vocabulary = Vocabulary({"fange": 30}, ())
    lexicon = Lexicon({"zoegerlich": ("in die Gänge",)})

    found = lexicon.tokens(["in", "die", "gange"], vocabulary)

    assert found[-1].corrected == "gange"
    assert [concept for concept, _ in found[0].concepts] == ["zoegerlich"]
