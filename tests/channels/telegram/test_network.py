"""HTTP to Telegram: what is sent arrives, what fails has a name without the address, and no call hangs."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram import InputFile
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import RequestData

from bot.channels.telegram import network
from bot.channels.telegram.network import Network
from tests.botapi import PRIVATE, TOKEN, BotApi


@pytest_asyncio.fixture
async def net(api: BotApi) -> AsyncIterator[Network]:
    made = Network(4, api.url)
    await made.initialize()
    yield made
    await made.shutdown()


def _data(**parameters: object) -> RequestData:
    from telegram.request._requestparameter import RequestParameter

    return RequestData([RequestParameter.from_input(name, value) for name, value in parameters.items()])


def _url(api: BotApi, method: str) -> str:
    return f"{api.url}/bot{TOKEN}/{method}"


async def test_status_and_body_come_back_whatever_they_are(api: BotApi, net: Network) -> None:
    code, payload = await net.do_request(_url(api, "getMe"), "POST")
    assert code == 200
    assert json.loads(payload)["result"]["username"] == "kmu_test_bot"
    assert (await net.do_request(_url(api, "getNothing"), "GET"))[0] == 404
    api.garble("getMe", b"\x00\xff", 503)
    assert await net.do_request(_url(api, "getMe"), "POST") == (503, b"\x00\xff")


async def test_text_and_files_arrive_as_they_are(api: BotApi, net: Network) -> None:
    api.chats[1001] = PRIVATE
    text = "Größe & <b>50 %</b> +=;\n„😀“"
    await net.do_request(_url(api, "sendMessage"), "POST", _data(chat_id=1001, text=text))
    photo = InputFile(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "bild ü.png")
    await net.do_request(_url(api, "sendPhoto"), "POST", _data(chat_id=1001, caption=text, photo=photo))
    said, shown = api.calls
    assert said.params == {"chat_id": 1001, "text": text}
    assert shown.params["caption"] == text
    assert [*shown.files.values()] == [photo.input_file_content]


@pytest.mark.parametrize("fault", ["stall", "cut", "gone"])
async def test_a_failure_has_a_name_and_no_address(
    api: BotApi, net: Network, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "ANSWERING", 0.1)
    url = _url(api, "getMe")
    if fault == "gone":
        url = url.replace(api.url, "http://127.0.0.1:9")
    else:
        getattr(api, fault)("getMe")
    async with asyncio.timeout(5):
        with pytest.raises(NetworkError) as caught:
            await net.do_request(url, "POST")
    assert isinstance(caught.value, TimedOut) is (fault == "stall")
    assert TOKEN not in f"{caught.value!r} {caught.value.message}"


async def test_a_longer_patience_is_kept(api: BotApi, net: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "ANSWERING", 0.05)
    held = api.hold(1001)
    api.chats[1001] = PRIVATE
    calling = asyncio.create_task(
        net.do_request(_url(api, "sendMessage"), "POST", _data(chat_id=1001, text="a"), read_timeout=30)
    )
    await asyncio.sleep(0.15)
    held.set()
    assert (await calling)[0] == 200


async def test_nobody_is_sent_elsewhere(api: BotApi, net: Network) -> None:
    """A captive portal, say, must not be given the message, or pass for Telegram."""
    async with BotApi() as other:
        api.garble("sendMessage", b"", 307, f"Location: {_url(other, 'sendMessage')}\r\n")
        code, _ = await net.do_request(_url(api, "sendMessage"), "POST", _data(chat_id=1001, text="a"))
        assert code == 307
        assert other.calls == []


async def test_the_proxy_of_the_environment_is_used_but_not_for_what_it_leaves_out(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", api.url)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    net = Network(1, "http://telegram.invalid")
    await net.initialize()
    code, _ = await net.do_request("http://telegram.invalid/bot1:x/getMe", "POST")
    await net.shutdown()
    assert code == 404  # from our server, which knows no such path
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    net = Network(1, api.url)
    await net.initialize()
    assert (await net.do_request(_url(api, "getMe"), "POST"))[0] == 200
    await net.shutdown()


async def test_no_more_calls_at_once_than_connections(api: BotApi, net: Network) -> None:
    held = [api.hold(chat) for chat in range(6)]
    api.chats.update({chat: PRIVATE | {"id": chat} for chat in range(6)})
    calls = [
        asyncio.create_task(net.do_request(_url(api, "sendMessage"), "POST", _data(chat_id=chat, text="a")))
        for chat in range(6)
    ]
    async with asyncio.timeout(5):
        while len(api.calls) < 4:
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    assert len(api.calls) == len(api._connections) == 4
    for event in held:
        event.set()
    assert [code for code, _ in await asyncio.gather(*calls)] == [200] * 6
    assert len(api._connections) == 4  # kept for the next call


async def test_it_can_be_opened_and_closed_more_than_once(api: BotApi) -> None:
    net = Network(1, api.url)
    for _ in range(2):
        await net.initialize()
        await net.initialize()  # PTB does so for each of its two uses
        assert (await net.do_request(_url(api, "getMe"), "POST"))[0] == 200
        await net.shutdown()
        await net.shutdown()
    with pytest.raises(RuntimeError):
        await net.do_request(_url(api, "getMe"), "POST")


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"{",
        b"<html>",
        b"[]",
        b"null",
        b'"x"',
        b"1",
        b"{}",
        b'{"ok":true}',
        b'{"result":1,"parameters":[]}',
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_what_is_no_answer_of_telegram_is_an_error_that_says_nothing_of_it(
    payload: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(TelegramError) as caught:
        Network.parse_json_payload(payload)
    assert caught.value.message == network.GARBAGE
    assert caught.value.__cause__ is None
    assert caplog.records == []


@pytest.mark.parametrize(
    "answer",
    [
        {"ok": True, "result": None},
        {"ok": True, "result": [], "description": "Webhook was set"},
        {"ok": False, "description": "Too Many", "error_code": 429, "parameters": {"retry_after": 1}},
    ],
)
def test_an_answer_is_read(answer: dict[str, object]) -> None:
    assert Network.parse_json_payload(json.dumps(answer).encode()) == answer
