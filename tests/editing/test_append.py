"""Adding to knowledge files: one line more, every other byte as it was."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editing.append import GAPS_FILE, scalar, with_example, with_gap
from bot.editing.loading import load
from bot.editing.writing import EditError
from bot.knowledge.files import Contents, understood
from tests.editing.folders import TOPICS, held, make


@pytest.fixture
def base(tmp_path: Path) -> Contents:
    return held(make(tmp_path))


def text_of(contents: Contents, name: str = "themen.yaml") -> str:
    return contents.files[name].decode("utf-8")


def test_an_example_is_one_line_more_with_comments_and_order_kept(base: Contents) -> None:
    after = text_of(with_example(base, "plan", "Haben Firmen eine: Strategie?"))
    last = "      - Gibt es eine Strategie in den Firmen?\n"
    assert after == TOPICS.replace(last, last + '      - "Haben Firmen eine: Strategie?"\n')


def test_a_list_on_one_line_stays_on_one(base: Contents) -> None:
    after = text_of(with_example(base, "geld", "Was, kostet das?"))
    assert after == TOPICS.replace("Firmen aus?]", 'Firmen aus?, "Was, kostet das?"]')


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        ("    fragen:\n    - Eins\n    - Zwei", "    fragen:\n    - Eins\n    - Zwei\n    - Neu hier\n"),
        ("    fragen:\r\n      - Eins\r\n", "    fragen:\r\n      - Eins\r\n      - Neu hier\r\n"),
        ("    fragen:\n      - Eins\n        geht weiter\n", "        geht weiter\n      - Neu hier\n"),
        ("    fragen:\n      - >-\n        Eins\n        lang\n", "        lang\n      - Neu hier\n"),
        ('    fragen:\n      - "Eins"  # warum\n    titel: T\n', "# warum\n      - Neu hier\n    titel: T\n"),
    ],
)
def test_however_the_list_is_written(questions: str, expected: str) -> None:
    files = {"a.yaml": f"\ufeffthemen:\n  t:\n{questions}".encode()}
    after = text_of(with_example(Contents("w", files), "t", "Neu hier"), "a.yaml")
    assert after.endswith(expected)
    assert after.startswith(f"\ufeffthemen:\n  t:\n{questions[:12]}")


def test_what_cannot_be_added_to_is_said() -> None:
    with pytest.raises(EditError, match="steht in keiner Wissensdatei mehr"):
        with_example(Contents("w", {"a.yaml": b"themen: {}\n"}), "t", "Neu")
    with pytest.raises(EditError, match="keine Liste „fragen“"):
        with_example(Contents("w", {"a.yaml": b"themen:\n  t:\n    titel: T\n"}), "t", "Neu")


def test_a_new_gap_is_honest_and_answers_at_once(base: Contents) -> None:
    after, key = with_gap(base, ["Wie ist es in Österreich?", "Zahlen für Tirol", "Zahlen für Tirol"])
    assert key == "luecke_oesterreich"
    loaded = load(after)
    assert loaded.assistant is not None
    reply = loaded.assistant.reply("Wie ist es in Österreich?")
    assert reply.topic == key
    more, second = with_gap(after, ["Und wie ist es in Österreich genau?", "Österreich"])
    assert second != key
    assert text_of(more, GAPS_FILE).startswith(text_of(after, GAPS_FILE))
    assert load(more).assistant is not None


@pytest.mark.parametrize("question", ["?", "42", "ja", "x" * 300, "日本語", "Wie: # „so“?"])
def test_any_question_makes_a_gap_that_can_be_read(base: Contents, question: str) -> None:
    after, key = with_gap(base, [question])
    reading = understood(after)
    assert reading.problems == ()
    assert reading.knowledge.gaps[key].examples == (question,)
    assert len(reading.knowledge.gaps[key].title) <= 40


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1))
def test_any_text_is_read_back_as_it_was_written(text: str) -> None:
    text = " ".join(text.split())
    if text:
        files = {"a.yaml": f"außerhalb:\n  - {scalar(text)}\n".encode()}
        reading = understood(Contents("w", files))
        assert reading.knowledge.out_of_scope == (text,)
