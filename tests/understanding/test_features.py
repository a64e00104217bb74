"""Rows whose product is the likeness of two texts, from 0 to 1."""

import numpy as np
import pytest

from bot.understanding.features import Features, Text
from bot.understanding.lexicon import Lexicon
from bot.understanding.text import words
from bot.understanding.vocabulary import Vocabulary

EXAMPLES = (
    "Wie viele haben einen Plan?",
    "Wie viele haben keinen Plan?",
    "Wer kümmert sich darum?",
    "Wie viele verschicken Briefe?",
)
LEXICON = Lexicon({"plan": ("Plan", "Konzept")})
VOCABULARY = Vocabulary({}, LEXICON.words)


def text(raw: str) -> Text:
    return Text(tuple(LEXICON.tokens(words(raw), VOCABULARY)))


FEATURES = Features()
ROWS = FEATURES.learn([text(example) for example in EXAMPLES])


def likeness(question: str) -> list[float]:
    return (FEATURES.transform([text(question)]) @ ROWS.T).toarray()[0].tolist()


@pytest.mark.parametrize("place", range(len(EXAMPLES)))
def test_a_text_is_most_like_itself(place: int) -> None:
    found = likeness(EXAMPLES[place])

    assert max(found) == pytest.approx(found[place])
    assert found[place] <= 1 + 1e-5


def test_a_text_with_all_kinds_of_terms_has_unit_length() -> None:
    assert likeness(EXAMPLES[0])[0] == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("question", ["", "ξξξ", "zzz qqq"])
def test_a_text_without_a_known_term_is_like_nothing(question: str) -> None:
    assert likeness(question) == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("Haben viele Firmen einen Plan?", 0),
        ("ohne Konzept", 1),
        ("Haben viele Firmen ein Konzept?", 0),
        ("kein Konzept", 1),
        ("Kümmert sich wer?", 2),
        ("Wer verschickt einen Brief?", 3),
    ],
)
def test_the_likest_example_shares_words_concepts_and_negation(question: str, nearest: int) -> None:
    assert int(np.argmax(likeness(question))) == nearest


@pytest.mark.parametrize("field", ["words", "concepts"])
@pytest.mark.parametrize("word", ["kein", "nicht", "nie", "ohne", "weder"])
def test_every_word_that_denies_shares_a_term_with_the_others(field: str, word: str) -> None:
    denied = set(text("niemand plan").terms(field)) - set(text("jemand plan").terms(field))

    assert denied & set(text(f"{word} plan").terms(field))
    assert not denied & set(text("ein plan").terms(field))


def test_every_ngram_is_a_feature_of_its_own() -> None:
    found = ["ab", "cabd", "0ab", "00", "a0", "zzzzzz"]
    parts = {
        padded[start:end]
        for padded in (f" {word} " for word in found)
        for start in range(len(padded))
        for end in range(start + 3, min(start + 5, len(padded)) + 1)
    }

    assert Features({"characters": 1.0}).learn([text(word) for word in found]).shape[1] == len(parts)


def test_new_texts_are_compared_in_the_columns_of_the_examples() -> None:
    assert FEATURES.transform([text("etwas ganz anderes"), text("Plan")]).shape == (
        2,
        ROWS.shape[1],
    )


@pytest.mark.parametrize("question", [*EXAMPLES, "", "Plan", "zzz", "Plan Plan plan, Planung: kein Plan"])
def test_the_row_of_one_text_is_that_of_many(question: str) -> None:
    (expected,) = FEATURES.transform([text(question)]).toarray()
    found = np.zeros_like(expected)
    columns, values = FEATURES.row(text(question))
    found[columns] = values

    assert len(set(columns.tolist())) == len(columns)
    assert np.allclose(found, expected, atol=1e-6)


def test_a_text_has_no_other_fields() -> None:
    with pytest.raises(ValueError, match="farbe"):
        text("Plan").terms("farbe")
