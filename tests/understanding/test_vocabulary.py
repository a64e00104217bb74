"""Known words, corrected ones, compounds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.vocabulary import FAR_RARER, LONGEST_SPLIT, RARE, Vocabulary, stem

LISTED = {
    "strategie",
    "marketing",
    "etat",
    "budget",
    "social",
    "media",
    "plan",
    "team",
    "verantwortlich",
    "konzept",
}
VOCABULARY = Vocabulary({"unternehmen": 5, "stratgie": 1, "mittelstand": 1, "werden": 4}, LISTED)


@pytest.mark.parametrize(
    ("one", "other"),
    [("plane", "planen"), ("strategie", "strategien"), ("budget", "budgets"), ("firma", "firma")],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("strategie", "strategie"),
        ("strategien", "strategien"),
        ("stratgie", "strategie"),
        ("strateige", "strategie"),
        ("stratefie", "strategie"),
        ("marjeting", "marketing"),
        ("konzekt", "konzept"),
        ("unternahmem", "unternehmen"),
        ("tean", "tean"),
        ("ptan", "ptan"),
        ("marketting", "marketing"),
        ("unternemen", "unternehmen"),
        ("unternemne", "unternehmen"),
        ("budgte", "budget"),
        ("konzpt", "konzept"),
        ("mittelstand", "mittelstand"),
        ("elefant", "elefant"),
        ("plam", "plam"),
        ("12345", "12345"),
        ("", ""),
    ],
)
def test_a_typing_error_is_corrected_and_another_word_is_not(typed: str, meant: str) -> None:
    assert VOCABULARY.correct(typed) == meant


@pytest.mark.parametrize(
    ("uses", "typed", "meant"),
    [
        (RARE, "prozet", "prozent"),
        (RARE + 1, "prozet", "prozet"),
        (RARE + 1, "porzent", "prozent"),
        (10 * RARE, "porzent", "prozent"),
        (RARE + 1, "kien", "kien"),
    ],
)
def test_a_typing_error_that_several_authors_made_stays_one_until_it_is_usual(
    uses: int, typed: str, meant: str
) -> None:
    assert Vocabulary({"prozent": 500, "kein": 500, typed: uses}, {"prozent", "kein"}).correct(typed) == meant


@pytest.mark.parametrize(
    ("typed", "word", "times", "meant"),
    [
        ("stratgie", "strategie", FAR_RARER + 1, "strategie"),
        ("stratgie", "strategie", FAR_RARER, "stratgie"),
        ("budet", "budget", 10 * FAR_RARER, "budet"),
    ],
)
def test_a_long_word_far_rarer_than_the_one_it_is_close_to_is_an_error(
    typed: str, word: str, times: int, meant: str
) -> None:
    uses = RARE + 1

    assert Vocabulary({typed: uses, word: times * uses}, {word}).correct(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("kien", "kein"), ("ekin", "kein"), ("wan", "wann"), ("wieso", "wieso"), ("wiso", "wieso")],
)
def test_of_two_words_as_near_the_one_that_is_more_easily_mistyped_so_is_meant(
    typed: str, meant: str
) -> None:
    vocabulary = Vocabulary({"kein": 20, "ein": 40, "was": 60, "wann": 20, "wieso": 9}, ())

    assert vocabulary.correct(typed) == meant


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("marketingetat", ("marketing", "etat")),
        ("marketingetats", ("marketing", "etats")),
        ("strategieplan", ("strategie", "plan")),
        ("marketingsplan", ("marketing", "plan")),
        ("socialmediastrategie", ("social", "media", "strategie")),
        ("marketing", ()),
        ("marketingxyz", ()),
        ("xyzplan", ()),
        ("planx", ()),
        ("", ()),
    ],
)
def test_a_compound_is_cut_into_words_of_the_lexicon(word: str, parts: tuple[str, ...]) -> None:
    assert VOCABULARY.split(word) == parts


def test_a_chain_too_long_for_a_compound_is_left_whole() -> None:
    assert VOCABULARY.split("plan" * (LONGEST_SPLIT // 4 + 1)) == ()


def test_without_a_lexicon_the_words_of_examples_are_the_parts() -> None:
    assert Vocabulary({"marketing": 2, "etat": 2}, ()).split("marketingetat") == ("marketing", "etat")


@given(st.text(alphabet="abeglmnoprst", max_size=70))
@settings(max_examples=200, deadline=None)
def test_any_word_has_a_correction_that_needs_none_and_parts_of_its_own_letters(word: str) -> None:
    corrected = VOCABULARY.correct(word)

    assert VOCABULARY.correct(corrected) == corrected
    parts = VOCABULARY.split(word)
    assert len(parts) != 1
    assert sum(map(len, parts)) <= len(word)
    assert not parts or (word.startswith(parts[0]) and word.endswith(parts[-1]))
