"""Folding: however people type it, the same words come out; and any string may go in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.text import MAX_LENGTH, breaks, fold, readable, sentences, with_question_mark, words

LETTERS = st.text(alphabet="abcdefghiklmnoprstuvwxyzäöüßABCDEFGHIKLMNOPRSTUVWXYZÄÖÜ -0123456789", max_size=60)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("", ""),
        ("  \t\n ", ""),
        ("Zuständig", "zustandig"),
        ("ZUSTÄNDIG", "zustandig"),
        ("zustaendig", "zustandig"),
        ("zusta\u0308ndig", "zustandig"),
        ("Maß, MASS, mass", "mass mass mass"),
        ("ẞ", "ss"),
        ("Café à la carte", "cafe a la carte"),
        ("60 %", "60 prozent"),
        ("60%", "60 prozent"),
        ("Social-Media-Strategie", "social media strategie"),
        ("„Strategie“ – ja!", "strategie ja"),
        ("geht's geht’s gehts", "gehts gehts gehts"),
        ("KMU 🚀🙂", "kmu"),
        ("日本語", ""),
    ],
)
def test_spellings_fall_together(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    "variants",
    [
        ("Österreich", "OESTERREICH", "Osterreich", "O\u0308sterreich"),
        ("größer", "groesser", "grosser", "GRÖSSER", "grösser"),
        ("für", "fuer", "fur", "FÜR"),
        ("Führungskräfte", "Fuehrungskraefte", "fuhrungskrafte"),
        ("unverzichtbar", "Unverzichtbar", "UNVERZICHTBAR", "ｕｎverzichtbar"),
        ("Social Media", "social-media", "SOCIAL_MEDIA", "Social\u00a0Media", "social\u2011media"),
    ],
)
def test_all_spellings_of_a_word_are_one(variants: tuple[str, ...]) -> None:
    assert len({fold(readable(variant)) for variant in variants}) == 1


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("Wie\x00viele\u200bKMU", "Wie viele KMU"),
        ("@kmu_bot Wie viele?", "Wie viele?"),
        ("Siehe https://example.org/a?b=60 dazu", "Siehe   dazu"),
        ("www.example.org", ""),
        ("#SocialMedia lohnt", "Social Media  lohnt"),
        ("#tiktok", "tiktok"),
        ("jeder x-beliebige Betrieb, x-mal", "jeder beliebige Betrieb, mal"),
        ("auf X-Kanälen", "auf X-Kanälen"),
        ("ﬁrma ② Ｋ", "firma 2 K"),
        ("eine\nzweite", "eine\nzweite"),
        ("\ud800kaputt", "?kaputt"),
    ],
)
def test_what_carries_no_meaning_is_left_out(raw: str, read: str) -> None:
    assert readable(raw) == read


def test_an_address_of_a_person_is_kept() -> None:
    assert "post" in fold(readable("info@post.de"))


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert readable("a" * 50_000) == "a" * MAX_LENGTH


def test_the_words_of_a_text_are_its_folded_words() -> None:
    assert words("Wie viele? Ä-ß 12") == ["wie", "viele", "a", "ss", "12"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("Hallo", ["Hallo"]),
        ("Hallo! Wie viele? Danke.", ["Hallo!", "Wie viele?", "Danke."]),
        ("Sind es 2.5 oder 3.000?", ["Sind es 2.5 oder 3.000?"]),
        ("eine Zeile\nnoch eine", ["eine Zeile", "noch eine"]),
        ("Was??? Wie?!", ["Was?", "Wie?"]),
        ("Am 3. Mai?", ["Am 3. Mai?"]),
        ("Chef vs. Team bzw. Gruppe?", ["Chef vs. Team bzw. Gruppe?"]),
        ("macht doch keiner 👵 wie viele sind es", ["macht doch keiner 👵", "wie viele sind es"]),
        ("Facebook oder Insta: Wo sind mehr?", ["Facebook oder Insta: Wo sind mehr?"]),
    ],
)
def test_sentences_end_at_marks_and_lines(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_what_is_asked_are_the_sentences_with_a_question_mark() -> None:
    assert with_question_mark("Ich bin da. Wie viele? Danke. Und wer? ?") == "Wie viele? Und wer?"


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_any_text_folds_to_text_that_folds_to_itself(raw: str) -> None:
    folded = fold(raw)

    assert fold(folded) == folded
    assert all(
        word.isascii() and word.isalnum() and word == word.lower() for word in folded.split(" ") if word
    )


@given(st.text(alphabet=st.characters(), max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_string_can_be_read_surrogates_and_control_characters_too(raw: str) -> None:
    text = readable(raw)

    assert len(text) <= MAX_LENGTH
    text.encode("utf-8")
    assert fold(fold(text)) == fold(text)
    assert all(part.strip() for part in sentences(text))


@given(LETTERS)
@settings(max_examples=200, deadline=None)
def test_umlauts_written_out_case_and_accents_never_matter(typed: str) -> None:
    written_out = typed
    for umlaut, letters in (
        ("ä", "ae"),
        ("ö", "oe"),
        ("ü", "ue"),
        ("Ä", "Ae"),
        ("Ö", "Oe"),
        ("Ü", "Ue"),
        ("ß", "ss"),
    ):
        written_out = written_out.replace(umlaut, letters)

    assert fold(written_out) == fold(typed)
    assert fold(typed.upper()) == fold(typed)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("rot, blau und grün", {1}),
        ("eins zwei; drei / vier", {2, 3}),
        ("A – b – c", {1, 2}),
        ("ohne Komma", set()),
        ("3,5 Prozent", set()),
        ("", set()),
    ],
)
def test_a_break_is_the_place_of_the_word_after_a_comma(text: str, places: set[int]) -> None:
    assert breaks(text) == places


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Facebook + TikTok", "Facebook plus TikTok"),
        ("Facebook & TikTok", "Facebook plus TikTok"),
        ("60+", "60+"),
        ("#60prozent", "60 prozent"),
        ("60prozent", "60 prozent"),
    ],
)
def test_signs_and_joined_numbers_become_words(typed: str, read: str) -> None:
    assert readable(typed) == read
