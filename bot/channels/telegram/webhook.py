"""Where Telegram delivers updates: one path, for whoever knows the secret; kept before it is answered.

Starlette and uvicorn serve it, as for the editors' preview: the secret is looked at before the body is read,
and no more of it is read than an update can have.
"""

import asyncio
import hmac
import json
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot import logs
from bot.channels.telegram.context import BotApplication, Desk
from bot.channels.telegram.intake import Intake, number_of
from bot.settings import Settings, SettingsError

_log = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"

MOST_BYTES = 1_000_000
"""Of a body. A message has 4,096 characters at most; with all its entities that is far below."""

CONNECTIONS = 40
"""Deliveries that Telegram makes at once, to all replicas together (setWebhook's default)."""

FINISHING = 2
"""Whole seconds that a delivery under way is given at the end; Telegram comes again with what is cut off."""


def secret(settings: Settings) -> str:
    """What Telegram sends along with each delivery: made from the token, so the same in all replicas."""
    return hmac.new(settings.token().encode(), b"webhook", sha256).hexdigest()


class Webhook:
    """Answers deliveries: 200 once an update is kept; 503 while it cannot be, and Telegram tries again."""

    def __init__(self, desk: Desk, intake: Intake, path: str, known: str) -> None:
        self._desk = desk
        self._intake = intake
        self._secret = known.encode()
        self.app = Starlette(routes=[Route(path, self.deliver, methods=["POST"])])
        self.app.router.redirect_slashes = False  # what is not exactly the path is not there

    async def deliver(self, request: Request) -> Response:
        """Take one update in."""
        given = request.headers.get(HEADER, "").encode("latin-1")
        if not hmac.compare_digest(given, self._secret):
            # Closed, so that nobody goes on sending what is not read.
            return Response(status_code=HTTPStatus.FORBIDDEN, headers={"Connection": "close"})
        if self._intake.full:
            return _status(HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            if (body := await _body(request)) is None:
                return _status(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            update = json.loads(body)
        except (ValueError, RecursionError, ClientDisconnect):
            return _status(HTTPStatus.BAD_REQUEST)
        if not isinstance(update, dict) or number_of(update) is None:
            return _status(HTTPStatus.BAD_REQUEST)
        try:
            await self._intake.receive([update])
        except Exception as error:
            _log.error("an update could not be taken in: %s", logs.brief(error))
            return _status(HTTPStatus.SERVICE_UNAVAILABLE)
        self._desk.in_contact()
        return _status(HTTPStatus.OK)


@asynccontextmanager
async def delivered(application: BotApplication, settings: Settings, intake: Intake) -> AsyncIterator[None]:
    """Listen on WEBHOOK_PORT while the body runs; SettingsError if the port is taken."""
    path = urlsplit(settings.webhook_url or "").path
    try:
        door = socket.create_server(("", settings.webhook_port), backlog=128)
    except OSError as error:
        raise SettingsError(
            f"WEBHOOK_PORT: Port {settings.webhook_port} lässt sich nicht öffnen ({error.strerror})."
        ) from None
    config = uvicorn.Config(
        Webhook(application.bot_data[Desk], intake, path, secret(settings)).app,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=FINISHING,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[door]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving


class _Server(uvicorn.Server):
    """Leaves signals to whoever runs the bot."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


async def _body(request: Request) -> bytes | None:
    """The body, or None as soon as it is too long."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


def _status(status: HTTPStatus) -> Response:
    return Response(status_code=status)
