"""A Bot API server on loopback: real HTTP, as strict as Telegram, records every call.

It knows the methods that the bot uses and answers anything else with 404, so that a test cannot pass
on a call that Telegram would refuse. Failures are given on demand (``botapi_faults``).
"""

import asyncio
import itertools
import json
import re
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self

from tests import botapi_media as media
from tests.botapi_events import RIGHTS, Events, wrong_with_inline
from tests.botapi_faults import Faults, Garbled
from tests.botapi_wire import ApiError, Call, Json, entities, parameters
from tests.telegram_html import HtmlError, parse

TOKEN = "123456789:" + "TestTokenThatMustNotBeLogged"
BOT = {
    "id": 123456789,
    "is_bot": True,
    "first_name": "KMU-Bot",
    "username": "kmu_test_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
PERSON = {"id": 1001, "is_bot": False, "first_name": "Erika <b>&", "language_code": "de"}
PRIVATE = {"id": 1001, "type": "private", "first_name": "Erika <b>&"}
GROUP = {"id": -1002000000001, "type": "supergroup", "title": "Mittelstand & Co"}

_FIRST_UPDATE = itertools.count(0, 1_000_000)
"""Two servers are two Telegrams: their updates have different numbers."""


class BotApi(Events, Faults):
    """The server. ``async with BotApi() as api`` listens on ``api.url``."""

    def __init__(self, token: str = TOKEN, port: int = 0) -> None:
        self.token = token
        self._port = port
        self.calls: list[Call] = []
        self.messages: dict[tuple[int, int], Json] = {}
        self.photos: dict[str, bytes] = {}
        """Uploaded photos by file_id."""
        self.documents: dict[str, bytes] = {}
        """Documents that people sent, by file_id."""
        self.members: dict[tuple[int, int], str] = {}
        """The status of a person (second) in a chat (first), where it is not just „member“."""
        self.chats: dict[int, Json] = {}
        self.upgraded: dict[int, int] = {}
        self.queries: set[str] = set()
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self._updates: list[Json] = []
        self._faults: dict[str, list[Exception]] = defaultdict(list)
        self._held: dict[int, asyncio.Event] = {}
        self._refused: dict[int, ApiError] = {}
        self.webhook: Json = {}
        """What was set, if anything is."""
        self._ids = Counter[str](update=next(_FIRST_UPDATE))
        self._changed = asyncio.Event()
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._polls = 0
        self.delay = 0.0
        """Seconds that every sendMessage takes."""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port, limit=2**20)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    # What tests do.

    def write(self, text: str, chat: Json = PRIVATE, user: Json = PERSON, **more: Any) -> Json:
        """A person writes a message. Commands and mentions get their entities, as Telegram adds them."""
        message = self._message(chat, user, **({"text": text} if text else {}), **more)
        if text and "entities" not in more:
            message["entities"] = entities(text)
        self._push("message", message)
        return message

    def press(self, data: str, message: Json | None = None, user: Json = PERSON, **more: Any) -> str:
        """A person presses an inline button under the message (the last one that was sent)."""
        query = str(self._next("query"))
        self.queries.add(query)
        shown = {"message": message or list(self.messages.values())[-1]} if message != {} else {}
        self._push(
            "callback_query", {"id": query, "from": user, "chat_instance": "1", "data": data} | shown | more
        )
        return query

    def made(self, *methods: str) -> list[Call]:
        """The calls of these methods that Telegram accepted."""
        return [call for call in self.calls if call.method in methods and call.done]

    async def wait_for(self, *methods: str, count: int = 1, timeout: float = 5) -> list[Call]:
        """Wait until that many calls of the methods were accepted."""
        async with asyncio.timeout(timeout):
            while len(made := self.made(*methods)) < count:
                self._changed.clear()
                await self._changed.wait()
        return made

    async def settled(self, timeout: float = 5) -> None:
        """Wait until every update was fetched and acknowledged, and nothing more came for a moment."""
        async with asyncio.timeout(timeout):
            while self._updates:
                await asyncio.sleep(0.01)
            before = -1
            while before != len(self.calls):
                before = len(self.calls)
                await asyncio.sleep(0.15)

    # HTTP.

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
                while True:
                    await self._exchange(reader, writer)
        finally:
            self._connections.discard(task)
            writer.close()
            with suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        start, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        path, code, more = start.split()[1], 200, ""
        if (payload := media.download(self, path)) is None:
            try:
                code, answer = await self._answer(path, headers.get("content-type", ""), body)
                payload = json.dumps(answer).encode()
            except Garbled as garbled:
                code, payload, more = garbled.code, garbled.payload, garbled.head
        status = f"HTTP/1.1 {code} X\r\nContent-Type: application/json\r\nContent-Length: {len(payload)}"
        writer.write(f"{status}\r\n{more}\r\n".encode() + payload)
        await writer.drain()

    async def _answer(self, path: str, content_type: str, body: bytes) -> tuple[int, Json]:
        path, _, query = path.partition("?")
        match = re.fullmatch(r"/bot([^/]+)/(\w+)", path)
        if not match:
            return 404, {"ok": False, "error_code": 404, "description": "Not Found"}
        call = Call(match[2], *parameters(content_type, body or query.encode()))
        self.calls.append(call)
        try:
            if match[1] != self.token:
                raise ApiError(401, "Unauthorized")
            await self._go_wrong(call)
            method: Callable[[Call], Any] | None = getattr(self, f"_do_{call.method.lower()}", None)
            if method is None:
                raise ApiError(404, "Not Found: method not found")
            result = method(call)
            result = await result if asyncio.iscoroutine(result) else result
            call.done = True
            return 200, {"ok": True, "result": result}
        except ApiError as error:
            call.error = error
            answer = {"ok": False, "error_code": error.code, "description": error.description}
            return error.code, answer | ({"parameters": error.parameters} if error.parameters else {})
        finally:
            self._changed.set()

    # Methods.

    def _do_getme(self, _: Call) -> Json:
        return BOT

    def _do_setwebhook(self, call: Call) -> bool:
        if not str(call.params.get("url")).startswith("https://"):
            raise ApiError(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = call.params
        return True

    def _do_getwebhookinfo(self, _: Call) -> Json:
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": 0,
        }

    def _do_deletewebhook(self, _: Call) -> bool:
        self.webhook = {}
        return True

    async def _do_getupdates(self, call: Call) -> list[Json]:
        self._polls += 1
        mine = self._polls
        offset = int(call.params.get("offset", 0))
        allowed = call.params.get("allowed_updates") or None
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        end = asyncio.get_running_loop().time() + float(call.params.get("timeout", 0))
        while True:
            if self._polls != mine:
                raise ApiError(409, "Conflict: terminated by other getUpdates request")
            found = [update for update in self._updates if allowed is None or set(update) & set(allowed)]
            if found or asyncio.get_running_loop().time() >= end:
                return found[: int(call.params.get("limit", 100))]
            await asyncio.sleep(0.005)

    async def _do_sendmessage(self, call: Call) -> Json:
        await asyncio.sleep(self.delay)
        self._check_text(call)
        return self._sent(call, text=call.text)

    def _do_sendphoto(self, call: Call) -> Json:
        return self._sent(call, **media.photo(self, call))

    def _do_senddocument(self, call: Call) -> Json:
        return self._sent(call, **media.document(call))

    def _do_getfile(self, call: Call) -> Json:
        return media.file(self, call)

    def _do_sendpoll(self, call: Call) -> Json:
        return self._sent(call, **media.poll(call))

    def _do_sendchataction(self, call: Call) -> bool:
        return media.chat_action(call)

    def _do_getchatmember(self, call: Call) -> Json:
        user = call.params["user_id"]
        status = self.members.get((self._chat(call)["id"], user), "member")
        return {"status": status, "user": PERSON | {"id": user}} | RIGHTS.get(status, {})

    def _do_editmessagetext(self, call: Call) -> Json:
        self._check_text(call)
        self._check_keyboard(call)
        message = self._ours(call)
        if "text" not in message:
            raise ApiError(400, "Bad Request: there is no text in the message to edit")
        markup = call.params.get("reply_markup")
        if message["text"] == call.text and message.get("reply_markup") == markup:
            raise ApiError(400, "Bad Request: message is not modified: specified new message content …")
        message.update(text=call.text, reply_markup=markup)
        return message

    def _do_editmessagereplymarkup(self, call: Call) -> Json:
        self._check_keyboard(call)
        message, markup = self._ours(call), call.params.get("reply_markup")
        if message.get("reply_markup") == markup:
            raise ApiError(400, "Bad Request: message is not modified: specified new message content …")
        message["reply_markup"] = markup
        return message

    def _do_answerinlinequery(self, call: Call) -> bool:
        if call.params["inline_query_id"] not in self.queries:
            raise ApiError(
                400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
            )
        if wrong := wrong_with_inline(call.params):
            raise ApiError(400, f"Bad Request: {wrong}")
        for result in call.params["results"]:
            content = result["input_message_content"]
            sent = Call(
                "", content | {"text": content["message_text"]} | {"reply_markup": result["reply_markup"]}
            )
            self._check_text(sent)
            self._check_keyboard(sent)
        return True

    def _do_answercallbackquery(self, call: Call) -> bool:
        if call.params["callback_query_id"] not in self.queries:
            raise ApiError(
                400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
            )
        if len(call.params.get("text", "")) > 200:
            raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
        return True

    def _do_setmycommands(self, call: Call) -> bool:
        commands = call.params["commands"]
        if len(commands) > 100:
            raise ApiError(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise ApiError(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[self._scope(call)] = commands
        return True

    def _do_getmycommands(self, call: Call) -> list[Json]:
        return self.commands.get(self._scope(call), [])

    def _do_setmydescription(self, call: Call) -> bool:
        return self._set_text(call, "description", 512)

    def _do_getmydescription(self, call: Call) -> Json:
        return self._get_text(call, "description")

    def _do_setmyshortdescription(self, call: Call) -> bool:
        return self._set_text(call, "short_description", 120)

    def _do_getmyshortdescription(self, call: Call) -> Json:
        return self._get_text(call, "short_description")

    # Checks.

    def _chat(self, call: Call) -> Json:
        number = call.params["chat_id"]
        if number in self.upgraded:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=self.upgraded[number],
            )
        if number not in self.chats:
            raise ApiError(400, "Bad Request: chat not found")
        return self.chats[number]

    def _ours(self, call: Call) -> Json:
        message = self.messages.get((call.params.get("chat_id", 0), call.params.get("message_id", 0)))
        if message is None or message["from"]["id"] != BOT["id"]:
            raise ApiError(400, "Bad Request: message to edit not found")
        return message

    def _check_text(self, call: Call) -> None:
        text = call.params.get("text", "")
        if call.params.get("parse_mode") == "HTML":
            try:
                text, call.entities = parse(text)
            except HtmlError as error:
                raise ApiError(400, f"Bad Request: can't parse entities: {error}") from None
        call.text = text.strip()
        if not any(unicodedata.category(char)[0] not in "ZC" for char in text):
            raise ApiError(400, "Bad Request: message text is empty")
        if len(call.text) > 4096:
            raise ApiError(400, "Bad Request: message is too long")

    def _check_keyboard(self, call: Call) -> None:
        if len(call.buttons) > 100:
            raise ApiError(400, "Bad Request: reply markup is too long")
        for button in call.buttons:
            kinds = [key for key in button if key != "text"]
            if not button.get("text", "").strip() or len(kinds) != 1:
                raise ApiError(400, "Bad Request: can't parse inline keyboard button")
            if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
                raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")

    def _scope(self, call: Call) -> tuple[str, str]:
        scope = call.params.get("scope") or {"type": "default"}
        return json.dumps(scope, sort_keys=True), call.params.get("language_code", "")

    def _set_text(self, call: Call, name: str, limit: int) -> bool:
        text = call.params.get(name, "")
        if len(text) > limit:
            raise ApiError(400, f"Bad Request: {name} is too long")
        self.texts[name, call.params.get("language_code", "")] = text
        return True

    def _get_text(self, call: Call, name: str) -> Json:
        return {name: self.texts.get((name, call.params.get("language_code", "")), "")}

    # Building.

    def _sent(self, call: Call, **content: Any) -> Json:
        """A message of the bot's, in a chat that has written before."""
        self._check_keyboard(call)
        params = call.params
        chat = self._chat(call)
        replied = params.get("reply_parameters") or {"allow_sending_without_reply": True}
        gone = (params["chat_id"], replied.get("message_id", 0)) not in self.messages
        if gone and not replied.get("allow_sending_without_reply"):
            raise ApiError(400, "Bad Request: message to be replied not found")
        more = {"message_thread_id": call.thread, "is_topic_message": True} if call.thread else {}
        if "reply_markup" in params:
            more["reply_markup"] = params["reply_markup"]
        return self._message(chat, BOT, **content, **more)

    def _next(self, what: str) -> int:
        self._ids[what] += 1
        return self._ids[what]

    def _message(self, chat: Json, user: Json, **more: Any) -> Json:
        number = self._next("message")
        message = {"message_id": number, "date": int(time.time()), "chat": chat, "from": user, **more}
        self.messages[chat["id"], number] = message
        self.chats[chat["id"]] = chat
        return message

    def _push(self, kind: str, content: Json) -> None:
        self._updates.append({"update_id": self._next("update"), kind: content})
