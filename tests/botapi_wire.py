"""Calls of the Bot API: how they read on the wire, how they fail, and the entities found in a text."""

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qsl

Json = dict[str, Any]


class ApiError(Exception):
    """An answer that is not ok."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


@dataclass
class Call:
    """One call of a method, as it came in, and the text that people see."""

    method: str
    params: Json
    text: str = ""
    entities: list[Any] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    error: ApiError | None = None
    done: bool = False
    """Whether it was answered with ok."""

    @property
    def buttons(self) -> list[Json]:
        """All inline buttons, row after row."""
        rows = self.params.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    @property
    def thread(self) -> int | None:
        """The forum topic it was sent into."""
        return self.params.get("message_thread_id")


def parameters(content_type: str, body: bytes) -> tuple[Json, str, list[Any], dict[str, bytes]]:
    """The parameters, and what else a Call begins with: no text yet, no entities, the uploaded files."""
    files: dict[str, bytes] = {}
    pairs: list[tuple[str, str]] = []
    if content_type.startswith("multipart/form-data"):
        message = BytesParser().parsebytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
        for part in message.get_payload():
            name = part.get_param("name", header="content-disposition")
            content = part.get_payload(decode=True)
            if part.get_filename():
                files[name] = content
            else:
                pairs.append((name, content.decode("utf-8", "replace")))
    else:
        pairs = parse_qsl(body.decode(), keep_blank_values=True)
    return {name: _value(name, value) for name, value in pairs}, "", [], files


def _value(name: str, value: str) -> Any:
    if name in (
        "text",
        "caption",
        "question",
        "explanation",
        "photo",
        "document",
        "file_id",
        "callback_query_id",
        "inline_query_id",
        "description",
        "short_description",
        "language_code",
    ):
        return value
    with suppress(ValueError):
        return json.loads(value)
    return value


def entities(text: str) -> list[Json]:
    """Commands and mentions, with offsets in UTF-16 units."""

    def units(part: str) -> int:
        return len(part.encode("utf-16-le")) // 2

    return [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])}
        for kind, pattern in (("bot_command", r"(?<!\S)/\w+(?:@\w+)?"), ("mention", r"(?<!\w)@\w{4,32}"))
        for match in re.finditer(pattern, text, re.ASCII)
        if kind != "mention" or text[match.start() - 1 : match.start()] not in ("/",)
    ]
