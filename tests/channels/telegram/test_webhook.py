"""Deliveries: only with the secret, bounded, kept before they are acknowledged, handled once."""

import asyncio
import json
import logging
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.channels.telegram import intake, webhook
from bot.channels.telegram.webhook import FINISHING, HEADER, MOST_BYTES, delivered, secret
from bot.journal.inbox import Letter
from bot.settings import Settings, SettingsError
from tests.botapi import TOKEN, BotApi, Json
from tests.channels.telegram.intakes import Running, ask, asked, taking_in, until

PATH = "/telegram"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
        return port


@pytest.fixture
def settings(api: BotApi) -> Settings:
    return Settings(
        _env_file=None,
        bot_token=TOKEN,
        bot_api_base_url=api.url,
        webhook_url=f"https://bot.example.org{PATH}",
        webhook_port=free_port(),
    )


@asynccontextmanager
async def _listening(api: BotApi, settings: Settings) -> AsyncIterator[Running]:
    async with taking_in(api) as running, delivered(running.application, settings, running.intake):
        yield running


async def _send(port: int, request: bytes) -> tuple[int, bytes]:
    """Status and head of what is answered to bytes, without sending any more."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        async with asyncio.timeout(5):
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            return int(head.split()[1]), head
    finally:
        writer.close()


def _head(
    settings: Settings, length: int | None, method: str = "POST", path: str = PATH, **headers: str
) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: bot.example.org"]
    given = {HEADER: secret(settings)} | {name.replace("_", "-"): value for name, value in headers.items()}
    lines += [f"{name}: {value}" for name, value in given.items() if value]
    lines += [] if length is None else [f"Content-Length: {length}"]
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("latin-1")


async def _deliver(settings: Settings, update: object, **more: str) -> int:
    body = update if isinstance(update, bytes) else json.dumps(update).encode()
    status, _ = await _send(settings.webhook_port, _head(settings, len(body), **more) + body)
    return status


async def test_an_update_is_taken_and_answered(api: BotApi, settings: Settings) -> None:
    async with _listening(api, settings) as running:
        running.desk.health.last_contact = None
        for update in ask(api, "Frage"):
            assert await _deliver(settings, update) == 200
        await running.idle()
        assert asked(api) == ["Frage"]
        assert running.desk.health.last_contact is not None


async def test_without_the_secret_nothing_is_read_or_done(api: BotApi, settings: Settings) -> None:
    async with _listening(api, settings) as running:
        for given in ("", "falsch", "ü", " ", "x" * 5000):
            head = _head(settings, 10**12, **{HEADER: given})
            status, answer = await _send(settings.webhook_port, head)  # and never any of the body
            assert status == 403
            assert b"connection: close" in answer.lower()
            (update,) = ask(api, "Frage")
            assert await _deliver(settings, update, **{HEADER: given}) == 403
        assert await running.open() == 0
        assert asked(api) == []


async def test_a_part_of_the_secret_or_more_is_not_the_secret(api: BotApi, settings: Settings) -> None:
    async with _listening(api, settings):
        whole = secret(settings)
        for given in (whole[:-1], whole + "0", whole.upper(), f"{whole},{whole}"):
            assert await _deliver(settings, {"update_id": 1}, **{HEADER: given}) == 403


def test_the_secret_is_of_the_token_and_does_not_show_it(settings: Settings) -> None:
    assert secret(settings) == secret(settings.model_copy())
    assert secret(settings) not in TOKEN
    assert TOKEN.partition(":")[2] not in secret(settings)
    assert len(secret(settings)) == 64
    assert secret(settings) != secret(Settings(_env_file=None, bot_token="1:x"))  # noqa: S106


async def test_nothing_else_is_served(api: BotApi, settings: Settings) -> None:
    async with _listening(api, settings):
        for method in ("GET", "PUT", "DELETE", "PATCH", "OPTIONS"):
            assert await _deliver(settings, {"update_id": 1}, method=method) == 405
        for path in ("/", f"{PATH}/", f"{PATH}/x", "/healthz", "/docs", f"/..{PATH}", PATH.upper()):
            for method in ("POST", "GET"):
                assert await _deliver(settings, {"update_id": 1}, method=method, path=path) == 404


async def test_a_body_over_the_bound_is_refused(api: BotApi, settings: Settings) -> None:
    padding = MOST_BYTES - len(json.dumps({"update_id": 1, "x": ""}))
    async with _listening(api, settings) as running:
        assert await _deliver(settings, {"update_id": 1, "x": " " * (padding + 1)}) == 413
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        endless = _head(settings, None, Transfer_Encoding="chunked") + chunk * 16
        status, _ = await _send(settings.webhook_port, endless)  # it has not ended
        assert status == 413
        assert await running.open() == 0
        assert await _deliver(settings, {"update_id": 1, "x": " " * padding}) == 200


async def test_what_is_no_update_is_refused(
    api: BotApi, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    bodies = [b"", b"{", b"null", b"[]", b'"x"', b"5", b"{}", b"\xff\xfe", b"[" * 100_000]
    numbers = ('"5"', "true", "-1", "1e3", "null", "[]", "9" * 20, "9" * 5000, "NaN")
    bodies += [f'{{"update_id": {number}}}'.encode() for number in numbers]
    bodies.append(b'{"update_id": 5, "x": ' + b"[" * 100_000)
    async with _listening(api, settings) as running:
        for body in bodies:
            assert await _deliver(settings, body) == 400
        assert await running.open() == 0
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_delivered_again_it_is_handled_once(api: BotApi, settings: Settings) -> None:
    async with _listening(api, settings) as running:
        (update,) = ask(api, "Frage")
        statuses = await asyncio.gather(*(_deliver(settings, update) for _ in range(5)))
        await running.idle()
        statuses.append(await _deliver(settings, update))
        await running.idle()
        assert statuses == [200] * 6
        assert asked(api) == ["Frage"]


async def test_it_is_acknowledged_only_when_it_is_kept(
    api: BotApi, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _listening(api, settings) as running:
        inbox, go = running.desk.journal.inbox, asyncio.Event()
        receive = inbox.receive

        async def slowly(letters: list[Letter]) -> set[int]:
            await go.wait()
            return await receive(letters)

        monkeypatch.setattr(inbox, "receive", slowly)
        held = api.hold(1)
        delivering = asyncio.create_task(_deliver(settings, *ask(api, "Frage", 1)))
        await asyncio.sleep(0.1)
        assert not delivering.done()
        go.set()
        assert await delivering == 200  # and long before it is answered
        assert await running.open() == 1
        assert asked(api, 1) == []
        held.set()
        await running.idle()


async def test_while_the_database_fails_telegram_is_to_come_again(
    api: BotApi, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    async with _listening(api, settings) as running:
        (update,) = ask(api, "Frage")
        await running.database("ALTER TABLE inbox RENAME TO elsewhere")
        assert await _deliver(settings, update) == 503
        await running.database("ALTER TABLE elsewhere RENAME TO inbox")
        assert await _deliver(settings, update) == 200
        await running.idle()
        assert asked(api) == ["Frage"]
    assert "an update could not be taken in" in caplog.text


async def test_when_the_memory_is_full_telegram_is_to_come_again(
    api: BotApi, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_IN_MEMORY", 1)
    async with _listening(api, settings) as running:
        held = api.hold(1)
        assert await _deliver(settings, *ask(api, "Frage", 1)) == 200
        later: Json = ask(api, "Später", 2)[0]
        assert await _deliver(settings, later) == 503
        assert await running.open() == 1
        held.set()
        await running.idle()
        assert await _deliver(settings, later) == 200
        await api.wait_for("sendMessage", count=2)


async def test_who_hangs_up_in_the_middle_is_no_error(
    api: BotApi, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    async with _listening(api, settings):
        _, writer = await asyncio.open_connection("127.0.0.1", settings.webhook_port)
        writer.write(_head(settings, 100) + b'{"update_id"')
        await writer.drain()
        await asyncio.sleep(0.05)
        writer.close()
        await asyncio.sleep(0.1)
        assert await _deliver(settings, {"update_id": 1}) == 200
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_neither_secret_nor_path_is_logged(
    api: BotApi, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with _listening(api, settings):
        await _deliver(settings, {"update_id": 1})
        await _deliver(settings, {"update_id": 1}, **{HEADER: "falsch"})
    assert secret(settings) not in caplog.text
    assert PATH not in caplog.text
    assert "falsch" not in caplog.text


async def test_signals_are_left_alone(api: BotApi, settings: Settings) -> None:
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.getsignal(number) for number in numbers]
    async with _listening(api, settings):
        await _deliver(settings, {"update_id": 1})
        assert [signal.getsignal(number) for number in numbers] == before
    assert [signal.getsignal(number) for number in numbers] == before


async def test_a_port_that_is_taken_is_said_in_german(api: BotApi, settings: Settings) -> None:
    with socket.create_server(("", settings.webhook_port)):
        async with taking_in(api) as running:
            with pytest.raises(SettingsError, match=r"WEBHOOK_PORT: Port \d+ lässt sich nicht öffnen"):
                async with delivered(running.application, settings, running.intake):
                    pass


async def test_the_end_does_not_wait_for_a_connection_that_is_only_kept(
    api: BotApi, settings: Settings
) -> None:
    async with taking_in(api) as running:
        serving = delivered(running.application, settings, running.intake)
        await serving.__aenter__()
        _, idle = await asyncio.open_connection("127.0.0.1", settings.webhook_port)
        reader, used = await asyncio.open_connection("127.0.0.1", settings.webhook_port)
        body = b'{"update_id": 1}'
        used.write(_head(settings, len(body)) + body)
        assert (await reader.readuntil(b"\r\n\r\n")).split()[1] == b"200"
        async with asyncio.timeout(FINISHING - 0.1):
            await serving.__aexit__(None, None, None)
        for writer in (idle, used):
            writer.close()
        await until(lambda: _is_free(settings.webhook_port))


async def test_the_end_cuts_off_what_does_not_end_and_does_not_acknowledge_it(
    api: BotApi, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "FINISHING", 0.1)

    async def never(_: object) -> set[int]:
        await asyncio.Event().wait()
        return set()

    async with taking_in(api) as running:
        monkeypatch.setattr(running.desk.journal.inbox, "receive", never)
        async with delivered(running.application, settings, running.intake):
            delivering = asyncio.create_task(_deliver(settings, {"update_id": 1}))
            await asyncio.sleep(0.1)
        assert await delivering == 500


def _is_free(port: int) -> bool:
    try:
        with socket.create_server(("", port)):
            return True
    except OSError:
        return False
