"""A journal in a new database of each kind, opened and closed."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from sqlalchemy import URL, text

from bot.journal.database import Database, in_folder
from bot.journal.journal import Journal
from tests.conftest import migrate

SECRET = "1:journal-tests"  # noqa: S105 - nobody's


@pytest_asyncio.fixture
async def journal(database_url: str) -> AsyncIterator[Journal]:
    opened = Journal(database_url, SECRET)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture(params=["sqlite", "postgres"], scope="module")
def migrated_url(request: pytest.FixtureRequest) -> URL:
    """The address of a database of each kind that is up to date."""
    url: URL = request.getfixturevalue(f"migrated_{request.param}")
    return url


@pytest.fixture(scope="module")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> URL:
    url = in_folder(tmp_path_factory.mktemp("journal"))
    asyncio.run(migrate(url))
    return url


@pytest_asyncio.fixture
async def database(migrated_url: URL) -> AsyncIterator[Database]:
    """The same, with an empty inbox."""
    made = Database(migrated_url)
    async with made.writing() as connection:
        await connection.execute(text("DELETE FROM inbox"))
    yield made
    await made.close()
