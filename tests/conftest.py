"""What many tests share: a knowledge made by hand, the delivered one with its assistant, and databases."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot.assistant import Assistant
from bot.journal.database import Database, in_folder
from bot.knowledge.default import default_folder
from bot.knowledge.files import load
from bot.knowledge.model import Knowledge
from bot.understanding.understanding import Understanding
from tests import postgres
from tests.knowledge_samples import KNOWLEDGE


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is trained is kept for this run alone, and for the processes that it starts."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def sample() -> Knowledge:
    return KNOWLEDGE


@pytest.fixture(scope="session")
def sample_assistant(sample: Knowledge) -> Assistant:
    return Assistant(sample)


@pytest.fixture(scope="session")
def delivered() -> Knowledge:
    """The knowledge of the repository."""
    return load(default_folder())


@pytest.fixture(scope="session")
def delivered_assistant(delivered: Knowledge) -> Assistant:
    """Takes seconds to build, hence one for all tests."""
    return Assistant(delivered)


@pytest.fixture(scope="session")
def understanding(delivered_assistant: Assistant) -> Understanding:
    return delivered_assistant.understanding


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """A PostgreSQL server; without one its tests are skipped."""
    try:
        with postgres.server() as admin:
            yield admin
    except postgres.NoPostgres as missing:
        pytest.skip(str(missing))


@pytest.fixture
def postgres_url(postgres_server: URL) -> Iterator[str]:
    """The address of a new, empty database, as an operator writes it into DATABASE_URL."""
    with postgres.new_database(postgres_server) as made:
        yield postgres.plain(made)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind, for SQLAlchemy: a file in ``tmp_path``, or one of a server."""
    if request.param == "sqlite":
        return in_folder(tmp_path).render_as_string()
    plain: str = request.getfixturevalue("postgres_url")
    return plain.replace("postgresql://", "postgresql+asyncpg://", 1)


@pytest.fixture(scope="module")
def migrated_postgres(postgres_server: URL) -> Iterator[URL]:
    """The address of a database that is up to date: making one takes longer than most tests."""
    with postgres.new_database(postgres_server) as url:
        asyncio.run(migrate(url))
        yield url


async def migrate(url: URL) -> None:
    """Bring a database up to date."""
    database = Database(url)
    await database.open()
    await database.close()
