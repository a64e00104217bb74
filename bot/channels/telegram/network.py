"""HTTP to Telegram with aiohttp, through python-telegram-bot's door for other libraries (BaseRequest).

httpx, which PTB brings along, spends several times the CPU on a call: its pool looks at every connection.
python -m tests.benchmarks.load shows the difference beside an echo bot that uses it.
"""

import json
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECTING = 5.0
"""Seconds that a connection may take."""

ANSWERING = 10.0
"""Seconds without a byte of an answer after which a call counts as stalled."""

SENDING = 20.0
"""Seconds more for the whole of a call: pictures are sent, files are read."""

KEPT_OPEN = 15.0
"""Seconds that a connection is kept for the next call; Telegram closes them a good deal later."""

GARBAGE = "Invalid server response"
"""What PTB, too, says of an answer that cannot be read."""


class Network(BaseRequest):
    """At most so many calls at once to a server (its address); the others wait."""

    def __init__(self, connections: int, server: str) -> None:
        self._connections = connections
        self._proxy = _proxy(server)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds, as PTB asks for it."""
        return ANSWERING

    async def initialize(self) -> None:
        """Open the pool of connections."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=KEPT_OPEN)
            self._session = aiohttp.ClientSession(
                connector=connector,
                proxy=self._proxy,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close it."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Status and body; TimedOut or NetworkError, which do not name the address: it holds the token."""
        if self._session is None:
            raise RuntimeError("not initialized")
        body = _body(request_data)
        patience = read_timeout if isinstance(read_timeout, int | float) else ANSWERING
        timeout = aiohttp.ClientTimeout(total=patience + SENDING, sock_connect=CONNECTING, sock_read=patience)
        try:
            # Telegram sends nobody elsewhere; whoever does would get the message.
            async with self._session.request(
                method, url, data=body, timeout=timeout, allow_redirects=False
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer, a JSON object; TelegramError if it is anything else.

        PTB's own logs what it cannot read, and half an answer may hold a message; what is JSON but no object,
        or comes without a result, it stumbles over.
        """
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            raise TelegramError(GARBAGE) from None
        if not isinstance(answer, dict) or not isinstance(answer.get("parameters", {}), dict):
            raise TelegramError(GARBAGE)
        if "result" not in answer and "description" not in answer:
            raise TelegramError(GARBAGE)
        return answer


def _proxy(server: str) -> str | None:
    """The proxy that the environment names for a server. Asked once: aiohttp would read it for every call."""
    parts = urlsplit(server)
    if not parts.hostname or proxy_bypass(parts.hostname):
        return None
    return getproxies().get(parts.scheme)


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
