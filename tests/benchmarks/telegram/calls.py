"""A call of the Bot API as the server reads it, and what the server answers."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from bot.channels.telegram import texts
from tests.botapi_wire import parameters
from tests.telegram_html import HtmlError, parse

TOKEN = "123456789:" + "BenchmarkTokenThatIsNobodys"

BOT = {"id": 123456789, "is_bot": True, "first_name": "KMU-Bot", "username": "kmu_test_bot"}
_ME = BOT | {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True}

NOTICES = (texts.SOON, texts.ENOUGH)
"""What is said beside an answer."""


@dataclass(slots=True)
class Call:
    """A call: the method in small letters, its parameters as sent, and the chat, if there is one."""

    method: str
    params: dict[str, str]
    chat: int = 0
    message_id: int = 0
    """The message that it made or changed, once it was carried out."""

    @property
    def shows(self) -> bool:
        """Whether it makes a message that people see."""
        return self.method.startswith("send") and self.method != "sendchataction"

    @property
    def answers(self) -> bool:
        """Whether it makes a message that may answer something: not one that only asks to wait."""
        return self.shows and self.params.get("text") not in NOTICES


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and body of an HTTP answer."""

    status: int
    body: bytes

    @property
    def ok(self) -> bool:
        """Whether the call did what it was to do."""
        return self.status == 200


def read(path: str, content_type: str, body: bytes) -> Call:
    """The call in a request; its parameters may stand behind the path as well."""
    method, _, query = path.partition("?")
    if content_type.startswith("multipart/"):
        read_params, *_ = parameters(content_type, body)
        params = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in read_params.items()
        }
    else:
        params = dict(parse_qsl(body.decode() or query, keep_blank_values=True))
    chat = params.get("chat_id", "")
    return Call(method.rpartition("/")[2].lower(), params, int(chat) if chat.lstrip("-").isdigit() else 0)


def result(value: object) -> Answer:
    """What a call that worked is answered with."""
    return Answer(200, b'{"ok":true,"result":' + json.dumps(value).encode() + b"}")


def error(code: int, description: str, **more: Any) -> Answer:
    """What a call that failed is answered with; ``more`` are its parameters, such as retry_after."""
    said = {"ok": False, "error_code": code, "description": description}
    return Answer(code, json.dumps(said | ({"parameters": more} if more else {})).encode())


def updates(found: Sequence[bytes]) -> Answer:
    """What getUpdates answers."""
    return Answer(200, b'{"ok":true,"result":[' + b",".join(found) + b"]}")


class Methods:
    """What each method does. Only the bot's profile is remembered, so that memory stays bounded.

    ``strict`` refuses a text that Telegram would refuse; that takes time which a load test has not.
    """

    def __init__(self, strict: bool) -> None:
        self._strict = strict
        self._messages = 0
        self._profile: dict[tuple[str, str, str], str] = {}

    def next_message(self) -> int:
        """The number of a new message."""
        self._messages += 1
        return self._messages

    def carry_out(self, call: Call) -> Answer:
        """Do what is asked."""
        method = call.method
        if method == "getme":
            return result(_ME)
        if method == "getchatmember":
            user = {"id": int(call.params["user_id"]), "is_bot": False, "first_name": "Erika"}
            return result({"status": "member", "user": user})
        if method.startswith(("setmy", "getmy")):
            return self._profiled(method, call.params)
        if self._strict and (wrong := _refused(call)):
            return error(400, f"Bad Request: {wrong}")
        if call.shows or method.startswith("edit"):
            return result(self._message(call))
        return result(True)

    def _profiled(self, method: str, params: dict[str, str]) -> Answer:
        name = {"shortdescription": "short_description"}.get(method[5:], method[5:])
        key = (name, params.get("language_code", ""), params.get("scope", ""))
        if method.startswith("set"):
            self._profile[key] = params.get(name, "")
            return result(True)
        kept = self._profile.get(key, "")
        return result(json.loads(kept or "[]") if name == "commands" else {name: kept})

    def _message(self, call: Call) -> dict[str, Any]:
        params = call.params
        call.message_id = int(params.get("message_id") or self.next_message())
        kind = "private" if call.chat > 0 else "supergroup"
        message: dict[str, Any] = {
            "message_id": call.message_id,
            "date": int(time.time()),
            "chat": {"id": call.chat, "type": kind},
            "from": BOT,
        }
        if "reply_markup" in params:
            message["reply_markup"] = json.loads(params["reply_markup"])
        if "text" in params:
            message["text"] = params["text"]
        elif call.method == "sendphoto":
            message["photo"] = [{"file_id": "f", "file_unique_id": "u", "width": 90, "height": 90}]
        elif call.method == "sendpoll":
            message["poll"] = _poll(params)
        return message


def _poll(params: dict[str, str]) -> dict[str, Any]:
    options = [
        {"text": option["text"], "voter_count": 0, "persistent_id": str(number)}
        for number, option in enumerate(json.loads(params["options"]))
    ]
    no = ("is_closed", "allows_multiple_answers", "allows_revoting", "members_only")
    told = {"id": "1", "question": params["question"], "options": options, "total_voter_count": 0}
    return told | {"is_anonymous": True, "type": "quiz"} | dict.fromkeys(no, False)


def _refused(call: Call) -> str:
    """Why Telegram would refuse the text, if it would."""
    text = call.params.get("text")
    if text is None:
        return ""
    if call.params.get("parse_mode") == "HTML":
        try:
            text, _ = parse(text)
        except HtmlError as wrong:
            return f"can't parse entities: {wrong}"
    if not text.strip() and call.method != "answercallbackquery":
        return "message text is empty"
    return "message is too long" if len(text) > 4096 else ""
