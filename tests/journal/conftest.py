"""A journal in a new database of each kind, opened and closed."""

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.journal.journal import Journal

SECRET = "1:journal-tests"  # noqa: S105 - nobody's


@pytest_asyncio.fixture
async def journal(database_url: str) -> AsyncIterator[Journal]:
    opened = Journal(database_url, SECRET)
    await opened.open()
    yield opened
    await opened.close()
