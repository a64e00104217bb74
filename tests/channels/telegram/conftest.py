"""The real Application, polling a Bot API server on loopback."""

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from bot.assistant import Assistant
from bot.channels.telegram.application import Home, build_application
from bot.channels.telegram.context import BotApplication
from bot.channels.telegram.serving import serving
from bot.settings import Settings
from tests.botapi import TOKEN, BotApi
from tests.channels.telegram.stand_in import StandIn


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
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
async def running(
    api: BotApi, assistant: Assistant, publishing: bool = False
) -> AsyncIterator[BotApplication]:
    """The bot at work in the test's event loop; menu and description only if asked for."""
    settings = Settings(_env_file=None, bot_token=TOKEN, bot_api_base_url=api.url)
    async with polling(settings, assistant, publishing=publishing) as application:
        yield application


@asynccontextmanager
async def polling(
    settings: Settings,
    assistant: Assistant,
    home: Home | None = None,
    publishing: bool = False,
) -> AsyncIterator[BotApplication]:
    """The same with other settings, and with a knowledge folder."""
    application = build_application(settings, assistant, home)
    async with serving(application, settings, publishing):
        yield application


@pytest_asyncio.fixture
async def bot(api: BotApi, assistant: StandIn) -> AsyncIterator[BotApplication]:
    async with running(api, assistant) as application:
        yield application
