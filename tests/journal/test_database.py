"""The database: made, migrated, reopened, and every fault said in a German sentence."""

import asyncio
import sqlite3
import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from bot.journal.database import FILE, Database, in_folder
from bot.journal.tables import Table
from bot.journal.upgrade import MIGRATIONS
from bot.settings import SettingsError


async def _opened(folder: Path) -> Database:
    database = Database(in_folder(folder))
    try:
        await database.open()
    except BaseException:
        await database.close()
        raise
    return database


async def test_the_migrations_lead_to_exactly_the_tables(tmp_path: Path) -> None:
    await (await _opened(tmp_path)).close()
    engine = create_engine(f"sqlite:///{tmp_path / FILE}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


async def test_what_is_written_is_there_after_a_restart_and_nothing_is_migrated_twice(tmp_path: Path) -> None:
    for _ in range(2):
        database = await _opened(tmp_path)
        async with database.writing() as connection:
            await connection.execute(text("INSERT INTO group_settings VALUES (random(), 1, 1, 1)"))
        await database.close()
    with sqlite3.connect(tmp_path / FILE) as plain:
        assert plain.execute("SELECT count(*) FROM group_settings").fetchone() == (2,)
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    plain.close()


async def test_many_may_start_at_once(tmp_path: Path) -> None:
    opened = await asyncio.gather(*(_opened(tmp_path) for _ in range(8)))
    for database in opened:
        await database.close()


async def test_an_exception_keeps_nothing_of_a_transaction(tmp_path: Path) -> None:
    database = await _opened(tmp_path)

    async def fail() -> None:
        async with database.writing() as connection:
            await connection.execute(text("INSERT INTO group_settings VALUES (1, 1, 1, 1)"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.reading() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM group_settings")) == 0
    await database.close()


async def test_reading_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    database = await _opened(tmp_path)
    async with database.writing() as writer:
        await writer.execute(text("INSERT INTO group_settings VALUES (1, 1, 1, 1)"))
        async with asyncio.timeout(5), database.reading() as reader:
            assert await reader.scalar(text("SELECT count(*) FROM group_settings")) == 0
    await database.close()


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    in_folder(tmp_path / "new" / "data")
    assert stat.S_IMODE((tmp_path / "new" / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "new" / "data" / FILE).stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_is_said_in_german(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(
        SettingsError, match=r"^DATA_DIR: Im Ordner .*file/data kann der Bot nichts speichern"
    ):
        in_folder(tmp_path / "file" / "data")


def test_a_folder_without_the_right_to_write_is_said_in_german(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "touch", refuse)  # the tests may run as root, who is never refused
    with pytest.raises(SettingsError, match=r"Permission denied.*schreiben darf"):
        in_folder(tmp_path)


async def test_a_broken_file_is_said_in_german(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all, " * 100)
    with pytest.raises(SettingsError, match=r"journal\.sqlite in DATA_DIR ist beschädigt"):
        await _opened(tmp_path)


def test_a_database_that_cannot_be_opened_is_said_in_german(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(SettingsError, match=r"nichts speichern \(unable to open database file\)"):
        in_folder(tmp_path)


async def test_a_database_that_cannot_be_written_is_said_in_german(tmp_path: Path) -> None:
    await (await _opened(tmp_path)).close()
    database = Database(f"sqlite+aiosqlite:///file:{tmp_path / FILE}?mode=ro&uri=true")
    with pytest.raises(SettingsError, match="lässt sich nicht öffnen oder nicht beschreiben"):
        await database.open()
    await database.close()


async def test_a_locked_database_is_said_in_german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.journal.database.BUSY_SECONDS", 0)
    await (await _opened(tmp_path)).close()
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(SettingsError, match="von einem anderen Programm gesperrt"):
        await _opened(tmp_path)
    other.close()


async def test_a_newer_schema_is_left_alone(tmp_path: Path) -> None:
    database = await _opened(tmp_path)
    async with database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.close()
    with pytest.raises(SettingsError, match="neueren Version"):
        await _opened(tmp_path)


async def test_a_password_in_the_address_is_never_said() -> None:
    database = Database("postgresql+asyncpg://bot:geheim@127.0.0.1:1/x") if _has_asyncpg() else None
    if database is None:
        pytest.skip("asyncpg comes with issue 6")
    with pytest.raises(SettingsError) as caught:
        await database.open()
    assert "geheim" not in caught.value.message


def _has_asyncpg() -> bool:
    from importlib.util import find_spec

    return find_spec("asyncpg") is not None


def test_every_migration_is_in_the_package() -> None:
    from bot import __path__ as package

    inside = MIGRATIONS.relative_to(Path(package[0]))
    assert inside == Path("journal") / "migrations"
    assert {path.name for path in MIGRATIONS.iterdir()} >= {"env.py", "script.py.mako", "versions"}
