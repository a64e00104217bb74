"""Questions in, one a line; JSON objects out, one a line: for other programs. The keys are a contract."""

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from bot.answering.reply import Reply
from bot.assistant import Assistant
from bot.channels.plain_text import plain_text

_LINE_ENDS = str.maketrans({char: f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"})
"""JSON lets them stand, but many a reader of lines splits there."""


LONGEST_LINE = 65_536
"""Bytes of a line that are read; what comes after them is no question that anybody typed."""


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream, each cut at ``LONGEST_LINE``, so that an endless one fills no memory."""
    while line := stream.readline(LONGEST_LINE):
        yield line
        while not line.endswith(b"\n") and (line := stream.readline(LONGEST_LINE)):
            pass  # the rest of a line that was cut


def answer(assistant: Assistant, questions: Iterable[bytes], output: BinaryIO) -> None:
    """Answer each line by itself, whatever its bytes are, before the next one is read."""
    for line in questions:
        write(assistant.reply(_text(line)), output)


def write(reply: Reply, output: BinaryIO) -> None:
    """One object and the end of the line, in UTF-8 whatever the terminal's encoding is."""
    text = json.dumps(as_object(reply), ensure_ascii=False).translate(_LINE_ENDS)
    output.write(text.encode("utf-8", "replace") + b"\n")
    output.flush()


def as_object(reply: Reply) -> dict[str, object]:
    """The reply as other programs get it."""
    return {
        "kind": reply.kind.value,
        "text": plain_text(reply),
        "figures": [
            {
                "id": figure.id,
                "value": figure.value,
                "unit": figure.unit,
                "statement": figure.statement,
                "source": figure.source,
                "locator": figure.locator,
            }
            for figure in reply.figures
        ],
        "topic": reply.topic,
        "confidence": round(min(max(reply.confidence, 0.0), 1.0), 4),
        "options": [{"topic": option.topic, "title": option.title} for option in reply.options],
        "citations": [
            {"source": cited.source, "title": cited.title, "url": cited.url, "locator": cited.locator}
            for cited in reply.citations
        ],
    }


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").removeprefix("\ufeff").rstrip("\r\n")
