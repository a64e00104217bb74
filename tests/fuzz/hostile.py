"""The whole bot without a network, given one hostile update after the other."""

import asyncio
import itertools
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx
from telegram import Update
from telegram.request import BaseRequest, RequestData

from bot.assistant import Assistant
from bot.channels.telegram.application import build_application
from bot.channels.telegram.context import BotContext, Desk
from bot.channels.telegram.texts import APOLOGY
from bot.journal.journal import QUESTIONS_KEPT
from bot.settings import Settings
from tests import botapi_media as media
from tests.botapi import GROUP, PERSON, PRIVATE, TOKEN, BotApi
from tests.botapi_wire import Call, Json

HARMLESS = "message is not modified"
"""The one refusal of Telegram's that is expected: a button was pressed twice."""

MESSAGE_UNITS, CAPTION_UNITS = 4096, 1024
"""UTF-16 units, as Telegram counts."""

ANSWERS = (
    "sendMessage",
    "sendPhoto",
    "sendPoll",
    "sendDocument",
    "editMessageText",
    "editMessageReplyMarkup",
)


class InProcess(BaseRequest):
    """Calls the strict Bot API server of the tests as a function."""

    def __init__(self, api: BotApi) -> None:
        self._api = api

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(  # type: ignore[override]
        self, url: str, method: str, request_data: RequestData | None = None, **_: Any
    ) -> tuple[int, bytes]:
        path = urlsplit(url).path
        if (document := media.download(self._api, path)) is not None:
            return 200, document
        data = request_data or RequestData()
        request = httpx.Request(method, url, data=data.json_parameters, files=data.multipart_data or None)
        body = await request.aread()
        code, answer = await self._api._answer(path, request.headers.get("Content-Type", ""), body)
        return code, httpx.Response(code, json=answer).content


class Hostile:
    """A running bot. ``with Hostile(…) as bot``; each method is one update, and checks what came of it."""

    def __init__(self, assistant: Assistant, folder: Path) -> None:
        self.api = BotApi()
        settings = Settings(_env_file=None, bot_token=TOKEN, data_dir=folder, questions_kept=True)
        self.application = build_application(settings, assistant, request=InProcess(self.api))
        # Limits have tests of their own; here they would keep the bot from answering at all.
        self.application.bot._rate_limiter = None
        self.desk: Desk = self.application.bot_data[Desk]
        self.desk.questions_kept = QUESTIONS_KEPT
        self._failures: list[BaseException | None] = []
        self._numbers = itertools.count(10_000)
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        async def note(_: object, context: BotContext) -> None:
            self._failures.append(context.error)

        async def begin() -> None:
            await self.application.initialize()
            await self.desk.journal.open()
            self.application.add_error_handler(note)

        self._runner.run(begin())
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        async def end() -> None:
            await self.application.shutdown()
            await self.desk.journal.close()

        self._runner.run(end())
        self._runner.close()

    def message(self, text: str, group: bool = False, caption: bool = False) -> list[Call]:
        """Somebody new writes; in a group to the bot."""
        chat, person = self._somebody(group)
        said = f"@kmu_test_bot {text}" if group else text
        more = {"photo": [], "caption": said} if caption else {}
        self.api.write("" if caption else said, chat, person, **more)
        calls = self._handled()
        assert group or _answers(calls), "no answer in a private chat"
        return calls

    def command(self, text: str, group: bool = False) -> list[Call]:
        """Somebody new types a command, at the bot where it says so."""
        self.api.write(text, *self._somebody(group))
        calls = self._handled()
        assert group or _answers(calls), "no answer in a private chat"
        return calls

    def press(self, data: str, group: bool = False, admin: bool = False, shown: bool = True) -> list[Call]:
        """Somebody presses a button with made-up data, under a message of the bot's or one nobody shows."""
        chat, person = self._somebody(group)
        if admin:
            self.api.members[chat["id"], person["id"]] = "administrator"
        self.api.write("/hilfe", chat, person)
        self._handled()
        self.api.press(data, None if shown else {}, person, **({} if shown else {"inline_message_id": "1"}))
        calls = self._handled()
        assert [call.method for call in calls].count("answerCallbackQuery") == 1
        return calls

    def inline(self, query: str, offset: str = "") -> list[Call]:
        """Somebody types behind the bot's name."""
        self.api.type_inline(query, self._somebody(group=False)[1], offset)
        calls = self._handled()
        assert [call.method for call in calls] == ["answerInlineQuery"]
        return calls

    def _somebody(self, group: bool) -> tuple[Json, Json]:
        number = next(self._numbers)
        chat = GROUP | {"id": -1002000000000 - number} if group else PRIVATE | {"id": number}
        return chat, PERSON | {"id": number}

    def _handled(self) -> list[Call]:
        """Let the bot handle what was pushed last, and check everything that it called."""
        raw = self.api._updates.pop()
        self.api.calls.clear()
        self._failures.clear()
        update = Update.de_json(raw, self.application.bot)
        self._runner.run(self.application.process_update(update))
        for failure in self._failures:
            raise AssertionError("an exception left a handler") from failure
        for call in self.api.calls:
            _check(call)
        self.api.messages = dict(list(self.api.messages.items())[-10:])
        return list(self.api.calls)


def _answers(calls: list[Call]) -> bool:
    return any(call.method in ANSWERS and call.done for call in calls)


def _check(call: Call) -> None:
    assert call.error is None or HARMLESS in call.error.description, call.error.description
    most = CAPTION_UNITS if call.method == "sendPhoto" else MESSAGE_UNITS
    assert len(call.text.encode("utf-16-le")) // 2 <= most
    assert "Traceback" not in call.text
    assert APOLOGY not in call.text
    for button in call.buttons:
        assert len(str(button.get("callback_data", "")).encode()) <= 64
