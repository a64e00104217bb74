"""The benchmark's tables of labelled questions and the typing errors in them."""

import random
from pathlib import Path

import pytest
from rapidfuzz.distance import OSA

from bot.understanding.misspelling import misspell
from tests.benchmarks.table import MalformedTable, Question, misspelt, read


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "questions.tsv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        "a\tWie viele?\n-\tHunde?\n",
        "a\tWie viele?\r\n-\tHunde?\r\n",
        "\ufeffa\tWie viele?\n\n   \n-\t Hunde? ",
    ],
)
def test_reads_one_question_a_line(tmp_path: Path, content: str) -> None:
    questions = read(_file(tmp_path, content.encode()))
    assert questions == [Question("a", "Wie viele?"), Question("-", "Hunde?")]
    assert [question.in_scope for question in questions] == [True, False]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"a\tb\nohne Tabulator\n", r"questions\.tsv:2: expected a label, one tab and a text, found 0 tabs"),
        (b"a\tb\tc\n", r"questions\.tsv:1: .*found 2 tabs"),
        (b"a\tb\n\n\tText\n", r"questions\.tsv:3: the label is empty"),
        (b"a\t \n", r"questions\.tsv:1: the text is empty"),
        (b"a\tb\nc\t\xff\n", r"questions\.tsv:2: this is not UTF-8"),
        (b"\n\n", r"questions\.tsv: no question"),
    ],
)
def test_says_where_a_table_is_malformed(tmp_path: Path, content: bytes, complaint: str) -> None:
    with pytest.raises(MalformedTable, match=complaint):
        read(_file(tmp_path, content))


def test_says_that_a_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MalformedTable, match="No such file"):
        read(tmp_path / "missing.tsv")


def test_misspells_every_question_once_and_always_the_same_way() -> None:
    questions = [Question("a", "Wie viele Betriebe haben eine Strategie?"), Question("b", "Wer macht das?")]
    once = misspelt(questions)
    assert once == misspelt(questions)
    assert [question.label for question in once] == ["a", "b"]
    distances = [OSA.distance(was.text, now.text) for was, now in zip(questions, once, strict=True)]
    assert distances == [1, 1]


@pytest.mark.parametrize("text", ["Wer macht das?", "ab", "x", "Größe", "aaaa", "60 Prozent"])
def test_a_misspelling_is_one_edit(text: str) -> None:
    for seed in range(200):
        assert OSA.distance(text, misspell(text, random.Random(seed))) == 1


@pytest.mark.parametrize("text", ["", "60 %", "?!"])
def test_what_has_no_letter_stays_as_it_is(text: str) -> None:
    assert misspell(text, random.Random(1)) == text
