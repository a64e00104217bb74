"""The database: made, migrated, reopened, and every fault said in a German sentence."""

import asyncio
import sqlite3
import stat
import sys
from asyncio.subprocess import PIPE
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import URL, Connection, insert, text

from bot.journal.database import FILE, Database, address, in_folder
from bot.journal.tables import GroupSettingsRow, Table
from bot.journal.upgrade import MIGRATIONS
from bot.settings import Settings, SettingsError

ROW = insert(GroupSettingsRow).values(quick_facts=True, daily_fact=True, quiz=True)

OPEN = """
import asyncio, sys
from bot.journal.database import Database

async def run():
    database = Database(sys.argv[1])
    await database.open()
    await database.close()

asyncio.run(run())
"""


async def _rows(database: Database) -> int:
    async with database.reading() as connection:
        return await connection.scalar(text("SELECT count(*) FROM group_settings")) or 0


async def _opened(folder: Path) -> Database:
    return await opened(in_folder(folder))


async def opened(url: str | URL) -> Database:
    database = Database(url)
    try:
        await database.open()
    except BaseException:
        await database.close()
        raise
    return database


async def test_the_migrations_lead_to_exactly_the_tables(database_url: str) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        return list(compare_metadata(context, Table.metadata))

    database = await opened(database_url)
    async with database.reading() as connection:
        assert await connection.run_sync(differences) == []
    await database.close()


async def test_what_is_written_is_there_after_a_restart_and_nothing_is_migrated_twice(
    database_url: str,
) -> None:
    for chat in (1, 2):
        database = await opened(database_url)
        async with database.writing() as connection:
            await connection.execute(ROW, {"chat": chat})
        await database.close()
    database = await opened(database_url)
    assert await _rows(database) == 2
    await database.close()


async def test_sqlite_lets_readers_and_a_writer_work_at_once(tmp_path: Path) -> None:
    await (await _opened(tmp_path)).close()
    with sqlite3.connect(tmp_path / FILE) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    plain.close()


async def test_many_may_start_at_once(database_url: str) -> None:
    for database in await asyncio.gather(*(opened(database_url) for _ in range(8))):
        await database.close()


async def test_sqlite_waits_for_who_writes_while_it_starts(tmp_path: Path) -> None:
    url = in_folder(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        opening = asyncio.create_task(opened(url))
        done, _ = await asyncio.wait([opening], timeout=0.2)
        assert not done
    await (await opening).close()


async def test_many_processes_may_start_at_once(database_url: str) -> None:
    start = [sys.executable, "-c", OPEN, database_url]
    processes = [await asyncio.create_subprocess_exec(*start, stderr=PIPE) for _ in range(4)]
    said = [(await process.communicate())[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, said
    database = await opened(database_url)
    async with database.reading() as connection:
        assert len((await connection.execute(text("SELECT * FROM alembic_version"))).all()) == 1
    await database.close()


async def test_an_exception_keeps_nothing_of_a_transaction(database_url: str) -> None:
    database = await opened(database_url)

    async def fail() -> None:
        async with database.writing() as connection:
            await connection.execute(ROW, {"chat": 1})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await _rows(database) == 0
    await database.close()


async def test_reading_does_not_wait_for_a_writer(database_url: str) -> None:
    database = await opened(database_url)
    async with database.writing() as writer:
        await writer.execute(ROW, {"chat": 1})
        async with asyncio.timeout(5):
            assert await _rows(database) == 0
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


async def test_a_newer_schema_is_left_alone(database_url: str) -> None:
    database = await opened(database_url)
    async with database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.close()
    with pytest.raises(SettingsError, match="neueren Version"):
        await opened(database_url)


def test_the_file_is_used_unless_a_server_is_named(tmp_path: Path) -> None:
    plain = Settings(_env_file=None, data_dir=tmp_path)
    assert address(plain).database == str(tmp_path / FILE)
    named = Settings(_env_file=None, data_dir=tmp_path, database_url="postgres://bot:geheim@db/kmu")
    assert address(named).drivername == "postgresql+asyncpg"
    assert (address(named).host, address(named).password) == ("db", "geheim")


def test_every_migration_is_in_the_package() -> None:
    from bot import __path__ as package

    inside = MIGRATIONS.relative_to(Path(package[0]))
    assert inside == Path("journal") / "migrations"
    assert {path.name for path in MIGRATIONS.iterdir()} >= {"env.py", "script.py.mako", "versions"}
