"""A journal in a new database of each kind, opened and closed."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack

import pytest
import pytest_asyncio
from sqlalchemy import URL, text

from bot.journal.database import Database, in_folder
from bot.journal.journal import Journal
from tests import postgres

SECRET = "1:journal-tests"  # noqa: S105 - nobody's


@pytest_asyncio.fixture
async def journal(database_url: str) -> AsyncIterator[Journal]:
    opened = Journal(database_url, SECRET)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture(params=["sqlite", "postgres"], scope="module")
def migrated_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """The address of a database of each kind that is up to date: making one takes longer than most tests."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            url = in_folder(tmp_path_factory.mktemp("journal"))
        else:
            url = stack.enter_context(postgres.new_database(request.getfixturevalue("postgres_server")))
        asyncio.run(_migrate(url))
        yield url


@pytest_asyncio.fixture
async def database(migrated_url: URL) -> AsyncIterator[Database]:
    """The same, with an empty inbox."""
    made = Database(migrated_url)
    async with made.writing() as connection:
        await connection.execute(text("DELETE FROM inbox"))
    yield made
    await made.close()


async def _migrate(url: URL) -> None:
    database = Database(url)
    await database.open()
    await database.close()
