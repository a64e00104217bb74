"""The run: it waits for what is not there yet, ends with a sentence where that is no use, and stops soon."""

import asyncio
import http.client
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, make_url

from bot.channels.telegram import outgoing, polling, serving, webhook
from bot.channels.telegram.application import build_application
from bot.channels.telegram.context import BotApplication, Desk
from bot.channels.telegram.serving import ALLOWED_UPDATES, TOKEN_REFUSED
from bot.journal import replicas
from bot.settings import Settings, SettingsError
from tests import postgres
from tests.botapi import PRIVATE, TOKEN, BotApi
from tests.channels.telegram.intakes import asked, until
from tests.channels.telegram.stand_in import StandIn


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each pause and patience is short, the last ones at the end too."""
    for module in (serving, polling, outgoing):
        monkeypatch.setattr(module, "FIRST_PAUSE", 0.03)
    monkeypatch.setattr(outgoing, "PATIENCE_OTHERWISE", 0.05)
    monkeypatch.setattr(polling, "LONG_POLL", 1)
    monkeypatch.setattr(serving, "FINISHING", 0.2)
    monkeypatch.setattr(serving, "JOBS_FINISHING", 0.2)
    monkeypatch.setattr(webhook, "FINISHING", 0.2)
    monkeypatch.setattr(replicas, "LOOK_EVERY", 0.1)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
        return port


class Run:
    """A run in the test's loop: it is stopped as by SIGTERM."""

    def __init__(self, url: str, publishing: bool = False, **settings: Any) -> None:
        known = {"bot_token": TOKEN, "bot_api_base_url": url, "messages_per_second": 1000} | settings
        self.settings = Settings(_env_file=None, **known)
        self.application: BotApplication = build_application(self.settings, StandIn())
        self.answering = asyncio.Event()
        self._publishing = publishing
        self.task = asyncio.create_task(self._run())

    @property
    def desk(self) -> Desk:
        desk: Desk = self.application.bot_data[Desk]
        return desk

    async def _run(self) -> None:
        async with serving.serving(self.application, self.settings, self._publishing) as taking_in:
            self.answering.set()
            await asyncio.wait([taking_in])  # which does not cancel it
            await taking_in

    async def begun(self) -> None:
        await asyncio.wait_for(self.answering.wait(), 10)

    async def refused(self) -> str:
        """The sentence that it ends with."""
        with pytest.raises(SettingsError) as caught:
            await asyncio.wait_for(self.task, 10)
        return caught.value.message

    async def stop(self) -> None:
        """The whole stop, in less than the parts of it are given together; nothing is left running."""
        self.task.cancel()
        done, _ = await asyncio.wait([self.task], timeout=5)
        assert done
        assert self.task.cancelled()
        assert [task for task in asyncio.all_tasks() if _is_ours(task)] == []


def _is_ours(task: "asyncio.Task[Any]") -> bool:
    code = getattr(task.get_coro(), "cr_code", None)
    return code is not None and code.co_filename.startswith(str(Path(serving.__file__).parents[2]))


def _webhook(**more: Any) -> dict[str, Any]:
    return {"webhook_url": "https://bot.example.org/telegram", "webhook_port": _free_port()} | more


async def test_without_a_network_it_starts_and_answers_when_there_is_one() -> None:
    port, health = _free_port(), _free_port()
    run = Run(f"http://127.0.0.1:{port}", health_port=health)
    await until(lambda: run.desk.health.journal_open)
    await asyncio.sleep(0.1)
    assert not run.answering.is_set()
    assert await asyncio.to_thread(_get, health, "/healthz") == (200, "live\n")
    status, said = await asyncio.to_thread(_get, health, "/readyz")
    assert status == 503
    assert "noch kein Kontakt" in said
    async with BotApi(port=port) as api:
        api.write("Frage")
        await api.wait_for("sendMessage")
        assert asked(api) == ["Frage"]
        run.desk.health.knowledge_loaded = True
        status, said = await asyncio.to_thread(_get, health, "/readyz")
        assert status == 200
        await run.stop()


def _get(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


@asynccontextmanager
async def _relay(port: int, to: URL) -> AsyncIterator[None]:
    """A way to a database server that is there during the body."""
    writers: list[asyncio.StreamWriter] = []

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        other_reader, other_writer = await asyncio.open_connection(to.host, to.port)
        writers.extend((writer, other_writer))

        async def copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
            while data := await source.read(65536):
                target.write(data)
            target.close()

        await asyncio.gather(copy(reader, other_writer), copy(other_reader, writer), return_exceptions=True)

    server = await asyncio.start_server(pass_on, "127.0.0.1", port)
    yield
    server.close()
    for writer in writers:
        writer.close()


async def test_a_database_that_is_away_is_waited_for(api: BotApi, postgres_url: str) -> None:
    url, port = make_url(postgres_url), _free_port()
    run = Run(api.url, database_url=postgres.plain(url.set(host="127.0.0.1", port=port)))
    await asyncio.sleep(0.15)
    assert not run.task.done()
    assert api.calls == []
    async with _relay(port, url):
        await run.begun()
        api.write("Frage")
        await api.wait_for("sendMessage")
    # And when it is away later on, for a while.
    api.write("Zweite Frage")
    await asyncio.sleep(0.3)
    assert asked(api) == ["Frage"]
    async with _relay(port, url):
        await api.wait_for("sendMessage", count=2)
        await run.stop()
    assert asked(api) == ["Frage", "Zweite Frage"]


@pytest.mark.parametrize("kind", ["polling", "webhook"])
async def test_a_token_that_is_refused_ends_with_a_sentence(api: BotApi, kind: str) -> None:
    more = {} if kind == "polling" else _webhook()
    run = Run(api.url, bot_token="1:Falsch", **more)  # noqa: S106
    assert await run.refused() == TOKEN_REFUSED
    assert "Falsch" not in TOKEN_REFUSED


@pytest.mark.parametrize("kind", ["polling", "webhook"])
async def test_so_does_one_that_is_revoked_meanwhile(
    api: BotApi, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "LONG_POLL", 0)
    monkeypatch.setattr(serving, "LOOK_EVERY", 0.05)
    run = Run(api.url, **({} if kind == "polling" else _webhook()))
    await run.begun()
    await asyncio.sleep(0.1)
    api.token = "2:" + "another"
    assert await run.refused() == TOKEN_REFUSED


async def test_a_refused_webhook_is_tried_again_and_a_set_one_says_what_is_wanted(api: BotApi) -> None:
    api.fail("setWebhook", 400, "Bad Request: bad webhook: Failed to resolve host")
    run = Run(api.url, **_webhook())
    await api.wait_for("setWebhook")
    assert api.webhook == {
        "url": "https://bot.example.org/telegram",
        "secret_token": webhook.secret(run.settings),
        "allowed_updates": [*ALLOWED_UPDATES],
        "max_connections": webhook.CONNECTIONS,
    }
    await run.stop()
    assert api.webhook != {}  # another replica may go on


async def test_a_webhook_of_before_is_taken_away_when_it_polls(api: BotApi) -> None:
    api.webhook = {"url": "https://old.example.org/"}
    api.fail("deleteWebhook", 502)
    run = Run(api.url)
    await api.wait_for("getUpdates")
    assert api.webhook == {}
    await run.stop()


async def test_where_telegram_delivers_it_looks_whether_telegram_is_there(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "LOOK_EVERY", 0.03)
    run = Run(api.url, **_webhook())
    await api.wait_for("setWebhook")
    health = run.desk.health
    health.last_contact = None
    await until(lambda: health.last_contact is not None)
    api.fail("getWebhookInfo", 500, times=3)
    api.garble("getWebhookInfo", b"{}")
    api.garble("getWebhookInfo", b'{"ok":true,"result":{}}')  # which PTB stumbles over
    seen = len(api.made("getWebhookInfo"))
    await api.wait_for("getWebhookInfo", count=seen + 2)
    assert not run.task.done()
    await run.stop()


@pytest.mark.parametrize("name", ["health_port", "webhook_port"])
async def test_a_port_that_is_taken_ends_with_a_sentence(api: BotApi, name: str) -> None:
    with socket.create_server(("", 0)) as door:
        taken = door.getsockname()[1]
        more = _webhook(webhook_port=taken) if name == "webhook_port" else {"health_port": taken}
        assert f"{name.upper()}: Port {taken}" in await Run(api.url, **more).refused()


async def _nothing(_: BotApi) -> None:
    pass


async def _in_work(api: BotApi) -> None:
    api.hold(PRIVATE["id"])
    api.write("Frage")
    await until(lambda: api.calls[-1].method == "sendMessage")


async def _put_off(api: BotApi) -> None:
    api.refuse(PRIVATE["id"], 429, retry_after=600)
    api.write("Frage")
    await until(lambda: api.calls[-1].method == "sendMessage")


async def _failing(api: BotApi) -> None:
    api.refuse(PRIVATE["id"], 502)
    api.write("Frage")
    await until(lambda: api.calls[-1].method == "sendMessage")


@pytest.mark.parametrize("phase", [_nothing, _in_work, _put_off, _failing])
async def test_it_stops_and_leaves_open_what_is_not_answered(
    api: BotApi, phase: Callable[[BotApi], Any]
) -> None:
    run = Run(api.url)
    await run.begun()
    await phase(api)
    await run.stop()
    assert run.desk.health.stopping
    if phase is not _nothing:
        api._held.clear()
        api._refused.clear()
        calls = len(api.made("sendMessage"))
        again = Run(api.url)
        await api.wait_for("sendMessage", count=calls + 1)
        await again.stop()
        assert asked(api)[-1] == "Frage"


@pytest.mark.parametrize(
    ("method", "settings"),
    [("getMe", {}), ("deleteWebhook", {}), ("getUpdates", {}), ("getMyCommands", {}), ("setWebhook", None)],
)
@pytest.mark.parametrize("fault", ["stall", "fail"])
async def test_it_stops_whatever_it_waits_for(
    api: BotApi, method: str, settings: dict[str, Any] | None, fault: str
) -> None:
    if fault == "stall":
        api.stall(method)
    else:
        api.fail(method, 502, times=1000)
    run = Run(api.url, publishing=True, **(_webhook() if settings is None else settings))
    await until(lambda: method in [call.method for call in api.calls])
    await run.stop()


async def test_it_stops_while_it_waits_for_the_database(api: BotApi) -> None:
    run = Run(api.url, database_url=f"postgresql://a:b@127.0.0.1:{_free_port()}/c")
    await asyncio.sleep(0.1)
    await run.stop()
    assert api.calls == []


async def test_it_stops_while_the_inbox_cannot_be_read(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(api.url)
    reading = asyncio.Event()

    async def owners() -> set[int]:
        reading.set()
        raise ConnectionResetError

    monkeypatch.setattr(run.desk.journal.inbox, "owners", owners)
    await asyncio.wait_for(reading.wait(), 5)
    assert not run.answering.is_set()
    await run.stop()


async def test_it_stops_while_a_job_waits_for_telegram(api: BotApi) -> None:
    run = Run(api.url)
    await run.begun()
    begun = asyncio.Event()

    async def job(_: object) -> None:
        begun.set()
        await asyncio.Event().wait()

    assert run.application.job_queue is not None
    run.application.job_queue.run_once(job, 0)
    await asyncio.wait_for(begun.wait(), 5)
    await run.stop()
