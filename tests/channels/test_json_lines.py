"""The contract with other programs: one object for each line, whatever it holds."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.reply import CitedFigure, Reply, Span
from bot.channels.json_lines import answer, as_object
from bot.understanding.decision import Kind
from tests.channels.telegram.stand_in import CITATION, StandIn

ASSISTANT = StandIn()
KEYS = ["kind", "text", "figures", "topic", "confidence", "options", "citations"]


def _answers(*lines: bytes) -> list[dict[str, object]]:
    output = io.BytesIO()
    answer(ASSISTANT, io.BytesIO(b"".join(lines)), output)
    return [json.loads(line) for line in output.getvalue().decode("utf-8").splitlines()]


def test_the_object_has_exactly_the_keys_that_were_promised() -> None:
    [said] = _answers(b"Wie viele?\n")
    assert list(said) == KEYS
    assert said == {
        "kind": "answer",
        "text": "60 % sagen: Wie viele?\nIn Arbeit: 34 %\n\n"
        "Quelle: Umfrage unter KMU, „KMU & Social Media <Studie>“, Verlag, Absatz 2, "
        'https://example.org/?a=1&b="x"',
        "figures": [
            {
                "id": "strategie",
                "value": 60,
                "unit": "%",
                "statement": "haben eine Strategie",
                "source": "studie",
                "locator": "Absatz 2",
            }
        ],
        "topic": "thema_0",
        "confidence": 0.9,
        "options": [
            {"topic": "thema_0", "title": "Thema <0>"},
            {"topic": "thema_1", "title": "Thema <1>"},
            {"topic": "thema_2", "title": "Thema <2>"},
        ],
        "citations": [
            {
                "source": "studie",
                "title": CITATION.title,
                "url": CITATION.url,
                "locator": "Absatz 2",
            }
        ],
    }


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        (b"\n", ""),
        (b"\r\n", ""),
        (b"ohne Zeilenende", "ohne Zeilenende"),
        (b"\xef\xbb\xbfmit BOM\n", "mit BOM"),
        (b"kaputt \xff\xc3\n", "kaputt ��"),
        (b"a\x00b\n", "a b"),
        (b"\x00\n", ""),
        ("a\u2028b\x85c\x0bd\x1ee\n".encode(), "a\u2028b c d e"),
        (b"x" * 10_000 + b"\n", "x" * 10_000),
    ],
)
def test_a_strange_line_is_one_object_too(line: bytes, heard: str) -> None:
    before, said, after = _answers(b"davor\n", line, *([] if line.endswith(b"\n") else [b"\n"]), b"danach\n")
    assert str(said["text"]).startswith(f"60 % sagen: {heard}")
    assert (str(before["text"])[12:17], str(after["text"])[12:18]) == ("davor", "danach")


def test_no_line_no_object() -> None:
    assert _answers() == []


@given(st.lists(st.binary(max_size=30).map(lambda raw: raw.replace(b"\n", b""))))
def test_as_many_objects_as_lines(lines: list[bytes]) -> None:
    assert len(_answers(*(line + b"\n" for line in lines))) == len(lines)


def test_each_line_is_answered_before_the_next_one_is_read() -> None:
    class Output(io.BytesIO):
        flushed = 0

        def flush(self) -> None:
            self.flushed = len(self.getvalue())

    output = Output()

    def lines() -> object:
        for number in range(3):
            assert output.getvalue().count(b"\n") == number
            assert output.flushed == len(output.getvalue())
            yield b"Frage\n"

    assistant = StandIn()
    answer(assistant, lines(), output)  # type: ignore[arg-type]
    assert all(context.topics == () for context in assistant.contexts)  # each stands for itself


@pytest.mark.parametrize("kind", list(Kind))
def test_a_reply_without_anything_has_all_keys(kind: Kind) -> None:
    said = as_object(Reply(kind, 0.5, ((Span("Nein."),),)))
    assert list(said) == KEYS
    assert (said["kind"], said["topic"], said["figures"]) == (kind.value, None, [])


@pytest.mark.parametrize(
    ("value", "written"), [(71, "71"), (2.5, "2.5"), ("über ein Drittel", '"über ein Drittel"')]
)
def test_numbers_are_numbers(value: float | str, written: str) -> None:
    figure = CitedFigure("a", value, "%", "", "s", "")
    text = json.dumps(as_object(Reply(Kind.ANSWER, 1, (), figures=(figure,))), ensure_ascii=False)
    assert f'"value": {written},' in text
    assert '"confidence": 1' in text
