"""How many calls go out for one group."""

from typing import Any

import pytest

from bot.channels.telegram.limits import MOST_A_MINUTE, BusyGroup, Limiter


class Calls:
    def __init__(self) -> None:
        self.now = 0.0
        self.made = 0
        self.limiter = Limiter(lambda: self.now)

    async def call(self, chat: object = -1, endpoint: str = "sendMessage") -> None:
        async def callback() -> bool:
            self.made += 1
            return True

        data: dict[str, Any] = {} if chat is None else {"chat_id": chat}
        await self.limiter.process_request(callback, (), {}, endpoint, data, None)


async def test_fifteen_in_any_sixty_seconds() -> None:
    calls = Calls()
    for second in range(MOST_A_MINUTE):
        calls.now = float(second)
        await calls.call()
    with pytest.raises(BusyGroup):
        await calls.call()
    calls.now = 59.9
    with pytest.raises(BusyGroup):
        await calls.call(endpoint="editMessageText")
    calls.now = 60.0  # the first one is a minute old, the second is not
    await calls.call()
    with pytest.raises(BusyGroup):
        await calls.call()
    assert calls.made == MOST_A_MINUTE + 1


async def test_each_group_has_its_own_limit_and_a_private_chat_has_none() -> None:
    calls = Calls()
    for _ in range(MOST_A_MINUTE):
        await calls.call(-1)
        await calls.call(-2)
    for chat in (-1, -2):
        with pytest.raises(BusyGroup):
            await calls.call(chat)
    for _ in range(MOST_A_MINUTE + 1):
        await calls.call(1)
        await calls.call(None, "answerCallbackQuery")


async def test_groups_that_rest_are_forgotten() -> None:
    calls = Calls()
    for group in range(1, 20):
        await calls.call(-group)
    calls.now = 60.0
    await calls.call(-1)
    assert len(calls.limiter._calls) == 1
