"""The preview over HTTP: one page, a stream of states, and answers. For this machine only; writes nothing.

A page of another site could pass this address off as its own (DNS rebinding), so only requests to a loopback
name are heard; questions must be JSON, which a browser lets no other site's page send unasked.
"""

import asyncio
import hashlib
import json
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.answering.reply import Chart, Reply
from bot.assistant import Assistant, Context
from bot.channels import chart_image
from bot.editing.preview import shown
from bot.editing.preview.workbench import Phase, Workbench
from bot.understanding.explanation import Explanation, explain

LOOPBACK = "127.0.0.1"
HOSTS = (LOOPBACK, "localhost")

LONGEST_REQUEST = 64 * 1024
"""Bytes of a question with what came before it."""

MOST_CHARTS = 50
"""Charts of the last answers, kept until the page fetches their pictures."""

HEARTBEAT = 15.0
"""Seconds of silence after which the stream shows that it is alive."""

NOT_YET = "Das Wissen wird noch geladen. Bitte einen Augenblick Geduld."
NOTHING_YET = "Die Wissensdateien haben Fehler, und es gibt noch keinen früheren Stand, der antworten könnte."
NO_TOPIC = "Dieses Thema gibt es nicht mehr."
MALFORMED = "Diese Anfrage ist nicht zu lesen."
TOO_LONG = "Diese Frage ist zu lang."

_FILES = Path(__file__).parent
_PAGES = {"/": "page.html", "/page.css": "page.css", "/page.js": "page.js"}

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_Id = Annotated[str, StringConstraints(max_length=200)]


class Asked(BaseModel):
    """A question in words, or a topic whose button was pressed, and what was shown before."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str = ""
    topic: _Id | None = None
    topics: tuple[_Id, ...] = ()
    options: tuple[_Id, ...] = ()


class Preview:
    """Answers from a workbench."""

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench
        self._charts: OrderedDict[str, Chart] = OrderedDict()
        self._drawing = asyncio.Lock()

    def app(self) -> Starlette:
        """Everything that can be asked for."""

        @asynccontextmanager
        async def working(_: Starlette) -> AsyncIterator[None]:
            task = asyncio.create_task(self._workbench.run())
            yield
            task.cancel()
            await asyncio.wait([task])

        routes = [Route(path, _file(name)) for path, name in _PAGES.items()]
        routes += [
            Route("/events", self._events),
            Route("/ask", self._ask, methods=["POST"]),
            Route("/chart/{key}.png", self._chart),
        ]
        middleware = [
            Middleware(_SafeHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False),
        ]
        return Starlette(routes=routes, middleware=middleware, lifespan=working)

    async def _events(self, _: Request) -> Response:
        """The state now and whenever it changes, as server-sent events."""
        return StreamingResponse(self._states(), media_type="text/event-stream")

    async def _states(self) -> AsyncIterator[str]:
        seen = None
        yield "retry: 1000\n\n"
        while True:
            try:
                async with asyncio.timeout(HEARTBEAT):
                    seen = await self._workbench.after(seen)
            except TimeoutError:
                yield ":\n\n"
                continue
            if seen is None:
                return
            found = shown.state(seen, self._workbench.folder)
            yield f"data: {json.dumps(found)}\n\n"

    async def _ask(self, request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return _refused(415, MALFORMED)
        try:
            body = await _body(request)
            asked = Asked.model_validate_json(body) if body is not None else None
        except (ValidationError, ClientDisconnect):
            return _refused(400, MALFORMED)
        if asked is None:
            return _refused(413, TOO_LONG)
        state = self._workbench.state
        if state.assistant is None:
            return _refused(503, NOTHING_YET if state.phase is Phase.BROKEN else NOT_YET)
        before = Context(asked.topics, asked.options)
        given, why = await asyncio.to_thread(_answer, state.assistant, asked, before)
        if given is None:
            return _refused(404, NO_TOPIC)
        chart = self._keep(given.chart) if given.chart else None
        after = Context.after(given, before)
        answer = shown.reply(given, why, state.assistant.knowledge, chart, after)
        return JSONResponse({**answer, "revision": state.revision})

    def _keep(self, chart: Chart) -> str:
        """Remember a chart; returns its picture's address, another one whenever it looks otherwise."""
        key = hashlib.sha256(repr(chart).encode("utf-8", "replace")).hexdigest()[:32]
        self._charts[key] = chart
        while len(self._charts) > MOST_CHARTS:
            self._charts.popitem(last=False)
        return f"chart/{key}.png"

    async def _chart(self, request: Request) -> Response:
        chart = self._charts.get(request.path_params["key"])
        if chart is None:
            return Response(status_code=404)
        async with self._drawing:  # matplotlib is not for two threads at once
            picture = await asyncio.to_thread(chart_image.draw, chart)
        return Response(picture, media_type="image/png")


class _SafeHeaders:
    """Nothing from elsewhere, nothing framed, nothing kept: said with every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
                message["headers"] = [*message.get("headers", ()), *added]
            await send(message)

        await self._app(scope, receive, with_headers)


def _answer(assistant: Assistant, asked: Asked, before: Context) -> tuple[Reply | None, Explanation | None]:
    """The reply and, for a question in words, why it is that one."""
    if asked.topic is not None:
        return assistant.topic(asked.topic), None
    why = explain(assistant.understanding, asked.question, before.topics, before.options)
    return assistant.reply(asked.question, before), why


def _file(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def send(_: Request) -> Response:
        return FileResponse(_FILES / name)

    return send


async def _body(request: Request) -> bytes | None:
    """What was sent; None if it is too much, which is not read to its end."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_REQUEST:
            return None
    return body


def _refused(status: int, message: str) -> Response:
    return JSONResponse({"error": message}, status_code=status)
