"""The real Application, polling a Bot API server on loopback."""

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from telegram.error import TelegramError

from bot.assistant import Assistant
from bot.channels.telegram.application import ALLOWED_UPDATES, build_application
from bot.channels.telegram.context import BotApplication
from bot.settings import Settings
from tests.botapi import TOKEN, BotApi
from tests.channels.telegram.stand_in import StandIn


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    # PTB itself reads the attribute that it warns about when a 429 comes.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture(autouse=True)
def _everything_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Run every test at DEBUG and see that neither the token nor a text was logged."""
    caplog.set_level(logging.DEBUG)
    yield
    for record in caplog.get_records("call"):
        assert TOKEN not in record.getMessage()
        assert "Absturz" not in record.getMessage()
        assert "secret" not in record.getMessage()


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
def assistant() -> StandIn:
    return StandIn()


@asynccontextmanager
async def running(api: BotApi, assistant: Assistant) -> AsyncIterator[BotApplication]:
    """The steps of run_polling, inside the test's event loop."""
    settings = Settings(_env_file=None, bot_token=TOKEN, bot_api_base_url=api.url)
    application = build_application(settings, assistant)
    async with application:
        assert application.post_init is not None
        await application.post_init(application)
        assert application.updater is not None

        def report(error: TelegramError) -> None:
            application.create_task(application.process_error(None, error))

        await application.updater.start_polling(allowed_updates=ALLOWED_UPDATES, error_callback=report)
        await application.start()
        yield application
        await application.updater.stop()
        await application.stop()


@pytest_asyncio.fixture
async def bot(api: BotApi, assistant: StandIn) -> AsyncIterator[BotApplication]:
    async with running(api, assistant) as application:
        yield application
