"""The Bot API server of the benchmarks keeps to Telegram's rules, fails as told and delivers until taken."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.benchmarks.telegram import delivery
from tests.benchmarks.telegram.calls import TOKEN, Call
from tests.benchmarks.telegram.faults import Fault, Faults
from tests.benchmarks.telegram.server import TelegramServer

CHAT = 7


class Seen:
    """An Observer that notes what was accepted."""

    def __init__(self) -> None:
        self.accepted_calls: list[tuple[Call, bool]] = []

    def begun(self, call: Call) -> None: ...

    def accepted(self, call: Call, told: bool) -> None:
        self.accepted_calls.append((call, told))

    def done(self, call: Call) -> None: ...


class Bot:
    """Calls the server as a bot does."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def call(self, method: str, token: str = TOKEN, **params: Any) -> httpx.Response:
        return await self._client.post(f"/bot{token}/{method}", data=params)

    async def updates(self, **params: Any) -> list[str]:
        answer = (await self.call("getUpdates", **params)).json()
        return [update["message"]["text"] for update in answer["result"]]


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer(Seen(), delay=0, strict=True) as started:
        yield started


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    async with httpx.AsyncClient(base_url=server.url, trust_env=False) as client:
        yield Bot(client)


async def test_an_update_stays_until_a_later_offset_confirms_it(server: TelegramServer, bot: Bot) -> None:
    server.write(CHAT, "eins")
    server.write(CHAT, "zwei")
    assert await bot.updates() == ["eins", "zwei"]
    first = (await bot.call("getUpdates")).json()["result"][0]["update_id"]
    assert await bot.updates(offset=first) == ["eins", "zwei"]
    assert await bot.updates(offset=first + 1) == ["zwei"]
    assert server.unfetched == 1


async def test_parameters_may_stand_behind_the_path(server: TelegramServer, bot: Bot) -> None:
    for text in ("eins", "zwei"):
        server.write(CHAT, text)
    assert await bot.updates() == ["eins", "zwei"]
    answer = await bot.call("getUpdates?limit=1&timeout=0")
    assert [update["message"]["text"] for update in answer.json()["result"]] == ["eins"]


async def test_a_hundred_updates_at_most(server: TelegramServer, bot: Bot) -> None:
    for _ in range(120):
        server.write(CHAT, "Frage")
    assert len(await bot.updates()) == 100
    assert len(await bot.updates(limit=3)) == 3


async def test_getupdates_waits_for_what_comes(server: TelegramServer, bot: Bot) -> None:
    waiting = asyncio.create_task(bot.updates(timeout=10))
    await server.polled.wait()
    server.write(CHAT, "spät")
    assert await waiting == ["spät"]
    assert await bot.updates(timeout=0, offset=2**31) == []


async def test_a_second_getupdates_ends_the_first(server: TelegramServer, bot: Bot) -> None:
    first = asyncio.create_task(bot.call("getUpdates", timeout=10))
    await server.polled.wait()
    second = asyncio.create_task(bot.updates(timeout=10))
    assert (await first).status_code == 409
    server.write(CHAT, "da")
    assert await second == ["da"]


async def test_a_wrong_token_is_refused(bot: Bot) -> None:
    assert (await bot.call("getMe", token="1:x")).status_code == 401  # noqa: S106 - nobody's


async def test_the_profile_is_remembered_by_language(bot: Bot) -> None:
    commands = [{"command": "hilfe", "description": "Hilfe"}]
    await bot.call("setMyCommands", commands=json.dumps(commands), language_code="de")
    await bot.call("setMyShortDescription", short_description="kurz")
    assert (await bot.call("getMyCommands", language_code="de")).json()["result"] == commands
    assert (await bot.call("getMyCommands")).json()["result"] == []
    assert (await bot.call("getMyShortDescription")).json()["result"] == {"short_description": "kurz"}


async def test_a_text_that_telegram_would_refuse_is_refused(server: TelegramServer, bot: Bot) -> None:
    answer = await bot.call("sendMessage", chat_id=CHAT, text="<b>offen", parse_mode="HTML")
    assert answer.status_code == 400
    assert server.refused.total() == 1


@pytest.mark.parametrize("fault", Fault)
async def test_each_fault_shows_as_it_does_with_telegram(fault: Fault) -> None:
    seen = Seen()
    async with (
        TelegramServer(seen, delay=0, faults=Faults(bad={CHAT: fault})) as server,
        httpx.AsyncClient(base_url=server.url, trust_env=False, timeout=0.2) as client,
    ):
        bot = Bot(client)
        assert (await bot.call("sendMessage", chat_id=CHAT + 1, text="ja")).json()["ok"]
        call = bot.call("sendMessage", chat_id=CHAT, text="nein")
        match fault:
            case Fault.CLOSED:
                with pytest.raises(httpx.TransportError):
                    await call
            case Fault.STALLED:
                with pytest.raises(httpx.ReadTimeout):
                    await call
            case Fault.GARBLED:
                with pytest.raises(json.JSONDecodeError):
                    (await call).json()
            case Fault.TOO_MANY:
                assert (await call).json()["parameters"] == {"retry_after": 30}
            case _:
                assert (await call).status_code == int(fault.value)
    assert [call.chat for call, _ in seen.accepted_calls] == [CHAT + 1]


async def test_the_share_of_faults_is_kept_and_some_are_carried_out_all_the_same() -> None:
    drawn = [Faults(0.1, seed=seed).draw(Call("sendmessage", {}, CHAT)) for seed in range(3000)]
    failed = [(fault, carried_out) for fault, carried_out in drawn if fault]
    assert 200 < len(failed) < 400
    assert {fault for fault, _ in failed} == set(Fault)
    assert {fault for fault, carried_out in failed if carried_out} == {f for f in Fault if f.tells_nothing}
    assert all(carried_out for fault, carried_out in drawn if fault is None)


class Webhook:
    """Takes updates at a path, after it refused some."""

    def __init__(self, refuses: int = 0) -> None:
        self.took: list[tuple[str, str]] = []
        self._refuses = refuses
        self.got_one = asyncio.Event()

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = dict(line.split(": ") for line in head.strip().split("\r\n")[1:])
        update = json.loads(await reader.readexactly(int(headers["Content-Length"])))
        self._refuses -= 1
        if self._refuses < 0:
            secret = headers["X-Telegram-Bot-Api-Secret-Token"]
            self.took.append((secret, update["message"]["text"]))
            self.got_one.set()
        status = "500 Oops" if self._refuses >= 0 else "200 OK"
        writer.write(f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode())
        writer.close()


async def test_a_webhook_gets_each_update_with_its_secret_until_it_takes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(delivery, "FIRST_PAUSE", 0.01)
    hook = Webhook(refuses=2)
    listening = await asyncio.start_server(hook, "127.0.0.1", 0)
    target = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/telegram"
    async with (
        listening,
        TelegramServer(Seen(), delay=0, deliver_to=[target]) as server,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as client,
    ):
        server.write(CHAT, "vorher")
        bot = Bot(client)
        assert hook.took == []
        await bot.call("setWebhook", url="https://bot.example.org/telegram", secret_token="s")  # noqa: S106
        await asyncio.wait_for(hook.got_one.wait(), 5)
        assert hook.took == [("s", "vorher")]
        assert (await bot.call("getUpdates")).status_code == 409
        assert (await bot.call("getWebhookInfo")).json()["result"]["pending_update_count"] == 0
        assert server.delivery
        assert server.delivery.statuses[500] == 2


async def test_a_replica_that_is_down_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "FIRST_PAUSE", 0.01)
    hook = Webhook()
    listening = await asyncio.start_server(hook, "127.0.0.1", 0)
    here = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/t"
    async with listening:
        posting = delivery.Delivery(["http://127.0.0.1:9/t", here])
        posting.start("s")
        try:
            for number in range(4):
                posting.put(json.dumps({"message": {"text": str(number)}}).encode())
            async with asyncio.timeout(5):
                while len(hook.took) < 4:
                    await asyncio.sleep(0.01)
        finally:
            await posting.close()
    assert sorted(text for _, text in hook.took) == ["0", "1", "2", "3"]
    assert posting.statuses == {200: 4}
