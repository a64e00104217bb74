"""The Bot API server is as strict with photos and polls as Telegram is."""

import pytest

from tests.botapi import ApiError, BotApi, Call
from tests.botapi_media import chat_action, photo, poll

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\x0dIHDR" + (1080).to_bytes(4, "big") + (1200).to_bytes(4, "big")
POLL = {
    "question": "Wie viele?",
    "options": [{"text": "1 %"}, {"text": "2 %"}],
    "type": "quiz",
    "correct_option_ids": [0],
    "explanation": "x",
}


def test_a_photo_gets_an_id_that_can_be_sent_again() -> None:
    api = BotApi()
    sent = photo(api, Call("sendPhoto", {}, files={"photo": PNG}))
    assert photo(api, Call("sendPhoto", {"photo": sent["photo"][-1]["file_id"]})) == sent


@pytest.mark.parametrize(
    ("params", "content"),
    [
        ({"photo": "unknown"}, None),
        ({}, b"GIF89a"),
        ({}, PNG[:20] + (30_000).to_bytes(4, "big")),
        ({"caption": "x" * 1025}, PNG),
        ({"caption": "😀" * 513}, PNG),
        ({"caption": "<b>", "parse_mode": "HTML"}, PNG),
    ],
)
def test_photos_that_telegram_refuses(params: dict[str, str], content: bytes | None) -> None:
    with pytest.raises(ApiError):
        photo(BotApi(), Call("sendPhoto", params, files={"photo": content} if content else {}))


def test_a_good_poll() -> None:
    assert poll(Call("sendPoll", POLL))["poll"]["question"] == "Wie viele?"


@pytest.mark.parametrize(
    "changed",
    [
        {"question": "x" * 301},
        {"question": " "},
        {"question": "<b>x</b>", "question_parse_mode": "HTML"},
        {"options": [{"text": "1 %"}]},
        {"options": [{"text": "1 %"}] * 2},
        {"options": [{"text": "x" * 101}, {"text": "y"}]},
        {"explanation": "x" * 201},
        {"explanation": "x\n\n\ny"},
        {"correct_option_ids": [2]},
        {"correct_option_ids": None, "correct_option_id": 0},
        {"type": "regular"},
    ],
)
def test_polls_that_telegram_refuses(changed: dict[str, object]) -> None:
    with pytest.raises(ApiError):
        poll(Call("sendPoll", POLL | changed))


def test_an_action_that_does_not_exist() -> None:
    assert chat_action(Call("sendChatAction", {"action": "upload_photo"}))
    with pytest.raises(ApiError):
        chat_action(Call("sendChatAction", {"action": "dance"}))
