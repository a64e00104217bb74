"""PostgreSQL: how it is connected to, and that each refusal is said in German, without the password."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from pydantic import ValidationError
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from bot.journal import postgresql
from bot.journal.database import Database, address
from bot.journal.journal import Journal
from bot.journal.postgresql import Unreachable
from bot.settings import Settings, SettingsError
from tests import postgres
from tests.journal.test_database import opened

SECRET = "geheim"  # noqa: S105 - nobody's


def _settings(url: str) -> Settings:
    return Settings(_env_file=None, database_url=url, bot_token="1:abc")  # noqa: S106


async def _refused(url: str) -> SettingsError:
    database = Database(address(_settings(url)))
    with pytest.raises(SettingsError) as caught:
        await database.open()
    await database.close()
    assert "DATABASE_URL" in caught.value.message
    assert "geheim" not in caught.value.message
    assert postgres.PASSWORD not in caught.value.message
    return caught.value


@asynccontextmanager
async def _guest(postgres_url: str) -> AsyncIterator[str]:
    """The address for somebody who may connect, and no more."""
    url = make_url(postgres_url)
    role = f"r_{url.database}"
    await asyncio.to_thread(postgres.run, url, f"CREATE ROLE {role} LOGIN PASSWORD '{SECRET}'")
    yield postgres.plain(url.set(username=role, password=SECRET))
    await asyncio.to_thread(postgres.run, url, f"DROP ROLE {role}")


async def test_the_journal_of_the_settings_is_kept_on_the_server(postgres_url: str) -> None:
    journal = Journal.of(_settings(postgres_url))
    await journal.open()
    await journal.votes.of(1)
    await journal.close()
    database = await opened(address(_settings(postgres_url)))
    async with database.reading() as connection:
        tables = await connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        assert {"votes", "subscriptions", "alembic_version"} <= set(tables)
    await database.close()


async def test_a_statement_may_not_take_forever(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "STATEMENT_SECONDS", 1)
    database = await opened(address(_settings(postgres_url)))
    async with asyncio.timeout(15), database.reading() as connection:
        with pytest.raises(DBAPIError, match="statement timeout"):
            await connection.execute(text("SELECT pg_sleep(60)"))
    await database.close()


async def test_a_connection_that_the_server_closed_is_replaced(postgres_url: str) -> None:
    database = await opened(address(_settings(postgres_url)))
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kmu-bot'"
    await asyncio.to_thread(postgres.run, make_url(postgres_url), end)
    async with database.reading() as connection:
        assert await connection.scalar(text("SELECT 1")) == 1
    await database.close()


async def test_what_follows_the_address_is_for_the_driver(postgres_url: str) -> None:
    database = await opened(address(_settings(f"{postgres_url}?sslmode=disable&application_name=probe")))
    async with database.reading() as connection:
        assert await connection.scalar(text("SELECT current_setting('statement_timeout')")) == "20s"
    await database.close()


async def test_a_wrong_password_is_said(postgres_url: str) -> None:
    wrong = make_url(postgres_url).set(password=SECRET).render_as_string(hide_password=False)
    error = await _refused(wrong)
    assert "Benutzernamen oder Passwort" in error.message
    assert not isinstance(error, Unreachable)


async def test_a_database_that_does_not_exist_is_said(postgres_url: str) -> None:
    error = await _refused(postgres.plain(make_url(postgres_url).set(database="fort")))
    assert "gibt es auf dem Server nicht" in error.message
    assert not isinstance(error, Unreachable)


async def test_a_user_without_rights_is_said(postgres_url: str) -> None:
    async with _guest(postgres_url) as guest:
        await asyncio.to_thread(
            postgres.run, make_url(postgres_url), "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
        )
        error = await _refused(guest)
    assert "Recht" in error.message
    assert not isinstance(error, Unreachable)


async def test_a_server_without_encryption_is_said_if_it_is_wanted(postgres_url: str) -> None:
    error = await _refused(f"{postgres_url}?sslmode=require")
    assert "verschlüsselte Verbindung" in error.message
    assert not isinstance(error, Unreachable)


@pytest.mark.parametrize(
    "query", ["sslmode=geheim", "gibt_es_nicht=geheim", "sslmode=verify-full&sslrootcert=/fort/geheim"]
)
async def test_other_faults_of_the_address_are_said(postgres_url: str, query: str) -> None:
    assert not isinstance(await _refused(f"{postgres_url}?{query}"), Unreachable)


@pytest.mark.parametrize(
    "url",
    ["postgresql://bot:x@db:geheim/kmu", "postgresql://bot:x@[geheim/kmu"],
)
def test_an_address_that_cannot_be_read_is_said(url: str) -> None:
    with pytest.raises((SettingsError, ValidationError)) as caught:
        address(_settings(url))
    assert "gehe" not in str(caught.value)


async def test_nobody_listening_may_pass() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # and no listen(): refused
        error = await _refused(f"postgresql://bot:geheim@127.0.0.1:{closed.getsockname()[1]}/kmu")
    assert isinstance(error, Unreachable)
    assert "nicht erreichbar" in error.message


async def test_an_unknown_host_may_pass() -> None:
    error = await _refused("postgresql://bot:geheim@rechner.invalid/kmu")
    assert isinstance(error, Unreachable)


async def test_a_server_that_says_nothing_may_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "CONNECT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        error = await _refused(f"postgresql://bot:geheim@127.0.0.1:{silent.getsockname()[1]}/kmu")
    assert isinstance(error, Unreachable)


async def test_a_server_with_too_many_guests_may_pass(postgres_url: str) -> None:
    full = make_url(postgres_url)
    async with _guest(postgres_url) as guest:
        await asyncio.to_thread(postgres.run, full, f"ALTER DATABASE {full.database} CONNECTION LIMIT 0")
        assert isinstance(await _refused(guest), Unreachable)
