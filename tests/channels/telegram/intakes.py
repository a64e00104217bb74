"""The way of an update without polling or webhook: tests hand them over, to as many processes as wanted."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from bot.channels.telegram.application import build_application
from bot.channels.telegram.context import BotApplication, Desk
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.slots import Slots
from bot.settings import Settings
from tests.botapi import PERSON, PRIVATE, TOKEN, BotApi
from tests.channels.telegram.stand_in import StandIn
from tests.journal.open_rows import open_rows

Json = dict[str, Any]

FAST = {"messages_per_second": 1000}


@dataclass(frozen=True)
class Running:
    """One process that takes updates in."""

    application: BotApplication
    intake: Intake

    @property
    def desk(self) -> Desk:
        desk: Desk = self.application.bot_data[Desk]
        return desk

    async def idle(self) -> None:
        """Wait until nothing is in memory any more."""
        await until(lambda: not self.intake.waiting)

    async def open(self) -> int:
        """How many updates are open."""
        return await open_rows(self.desk.journal.inbox)

    async def die(self) -> None:
        """Stop where it is, as with SIGKILL: nothing is finished, no session stays."""
        tasks = (*self.intake._work, *self.intake._background)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.intake._work.clear()

    async def database(self, statement: str) -> list[Any]:
        """Run a statement, past the inbox."""
        async with self.desk.journal._database.writing() as connection:
            result = await connection.execute(text(statement))
            return list(result.all()) if result.returns_rows else []


@asynccontextmanager
async def made(api: BotApi, **settings: Any) -> AsyncIterator[Running]:
    """A process before its intake begins."""
    known = Settings(_env_file=None, bot_token=TOKEN, bot_api_base_url=api.url, **FAST | settings)
    application = build_application(known, StandIn())
    journal = application.bot_data[Desk].journal
    await journal.open()
    await application.initialize()
    running = Running(application, Intake(application, application.bot_data[Slots]))
    try:
        yield running
    finally:
        await running.intake.stop(0)
        await application.shutdown()
        await journal.close()


@asynccontextmanager
async def taking_in(api: BotApi, **settings: Any) -> AsyncIterator[Running]:
    """A process that has begun with what was left."""
    async with made(api, **settings) as running:
        await asyncio.wait_for(running.intake.start(), 10)
        yield running


async def until(true: Callable[[], bool]) -> None:
    """Wait for what comes soon."""
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.005)


def person(number: int) -> tuple[Json, Json]:
    """A private chat, and who writes there."""
    return PRIVATE | {"id": number}, PERSON | {"id": number}


def ask(api: BotApi, words: str, number: int = 1001) -> list[Json]:
    """What Telegram makes of a message, not yet fetched by anybody."""
    api.write(words, *person(number))
    return take(api)


def take(api: BotApi) -> list[Json]:
    """What happened, as updates, which nobody else gets."""
    updates, api._updates = api._updates, []
    return updates


def asked(api: BotApi, chat: int = 1001) -> list[str]:
    """The questions of a chat in the order of their answers."""
    texts = [call.text for call in api.made("sendMessage") if call.params["chat_id"] == chat]
    return [said.partition("sagen: ")[2].partition("\n")[0] or said for said in texts]
