"""The connection to the database: opened once, migrated at start, and every fault said in German."""

import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.journal import postgresql
from bot.journal.upgrade import NewerSchema, upgrade
from bot.settings import Settings, SettingsError

FILE = "journal.sqlite"
"""The name of the database in DATA_DIR."""

BUSY_SECONDS = 20
"""How long SQLite waits for another writer before it gives up."""

READ_ONLY = "journal_read_only"
"""Execution option of a connection that will not write."""


class Database:
    """An engine with two ways to use it: ``reading`` and ``writing``, each one transaction."""

    def __init__(self, url: str | URL) -> None:
        self.url = make_url(url)
        self._engine = _engine(self.url)

    async def open(self) -> None:
        """Bring the schema up to date; SettingsError with a German sentence if that is not possible.

        It is postgresql.Unreachable where trying again may help.
        """
        try:
            # One transaction: either the whole way up or nothing; a second process waits for the first.
            async with self.writing() as connection:
                await connection.run_sync(upgrade)
                if self.is_sqlite:  # written in any case: a full or read-only disk is to show now
                    await connection.exec_driver_sql("PRAGMA user_version = 1")
        except NewerSchema:
            raise SettingsError(
                f"{self._place} stammt von einer neueren Version des Bots. "
                "Bitte spielen Sie diese Version wieder ein."
            ) from None
        except (SQLAlchemyError, OSError) as error:
            raise self._unusable(error) from None  # its text may hold the address

    async def close(self) -> None:
        """Give all connections back; the database can be opened again."""
        await self._engine.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads, and waits for nobody."""
        async with self._engine.connect() as connection:
            yield await connection.execution_options(**{READ_ONLY: True})

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that is kept as a whole, or not at all after an exception."""
        async with self._engine.begin() as connection:
            yield connection

    async def tidy(self) -> None:
        """Empty SQLite's log, where what was deleted can be read until something is written over it."""
        if not self.is_sqlite:
            return
        async with self._engine.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
            if raw is not None:  # outside any transaction; who reads is waited for, and waits for nobody
                await raw.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Any]:
        """A connection of asyncpg for whoever needs PostgreSQL's sessions: locks that end with it, LISTEN."""
        async with self._engine.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
            try:
                yield raw
            finally:
                # Its locks and subscriptions must not go back into the pool with it.
                await connection.invalidate()

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file that only this process uses."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def _place(self) -> str:
        # Never the address: it holds a password, and where that has a „/“, parts of it pass for a name.
        if self.is_sqlite:
            return f"Die Datenbank {self.url.database} in DATA_DIR"
        return "Die Datenbank in DATABASE_URL"

    def _unusable(self, error: Exception) -> SettingsError:
        cause = getattr(error, "orig", None) or error
        if not self.is_sqlite:
            return postgresql.refusal(cause)
        if isinstance(cause, sqlite3.DatabaseError) and "not a database" in str(cause):
            return SettingsError(
                f"{self._place} ist beschädigt. "
                "Bitte spielen Sie eine Sicherung ein oder entfernen Sie die Datei."
            )
        if "locked" in str(cause):
            return SettingsError(
                f"{self._place} ist von einem anderen Programm gesperrt. Läuft der Bot schon?"
            )
        return SettingsError(
            f"{self._place} lässt sich nicht öffnen oder nicht beschreiben ({type(cause).__name__})."
        )


def address(settings: Settings) -> URL:
    """Where the settings say that the journal is kept; SettingsError if that cannot be."""
    if settings.database_url is None:
        return in_folder(settings.data_dir)
    try:
        return make_url(settings.database_url.get_secret_value())
    except (ArgumentError, ValueError):  # e.g. a „/“ in the password
        raise SettingsError(
            "DATABASE_URL ist keine brauchbare Adresse. Erwartet wird zum Beispiel "
            "postgresql://name:passwort@rechner/datenbank; Sonderzeichen im Passwort werden als %-Folge "
            "geschrieben, „/“ zum Beispiel als %2F."
        ) from None


def in_folder(folder: Path) -> URL:
    """The address of the database in ``folder``, which is made if need be; SettingsError if it cannot be."""
    file = folder / FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)  # nobody else on this machine reads it
        # Tried here as well: aiosqlite's thread would report a file that cannot be opened in its own words.
        sqlite3.connect(file).close()
    except (OSError, sqlite3.OperationalError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise SettingsError(
            f"DATA_DIR: Im Ordner {folder} kann der Bot nichts speichern ({reason}). "
            "Bitte nennen Sie einen Ordner, in den er schreiben darf."
        ) from None
    return URL.create("sqlite+aiosqlite", database=str(file))


def _engine(url: URL) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        return postgresql.engine(url)
    engine = create_async_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


PRAGMAS = (
    "PRAGMA synchronous = NORMAL",  # safe against a killed process; see SQLite on WAL
    "PRAGMA secure_delete = ON",  # deleted is overwritten, whatever SQLite was built with
    "PRAGMA temp_store = MEMORY",  # a container may have no place for temporary files
)


def _prepare(connection: DBAPIConnection, _: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver behind our back
    try:
        with closing(connection.cursor()) as cursor:
            _write_ahead(cursor)
            for pragma in PRAGMAS:
                cursor.execute(pragma)
    except BaseException:
        connection.close()  # nobody else would: the pool does not have it yet
        raise


def _write_ahead(cursor: DBAPICursor) -> None:
    """Let readers and the one writer not wait for each other.

    SQLite itself does not wait where another one writes while the journal mode is changed.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= deadline:
                raise
        time.sleep(0.01)


def _begin(connection: Connection) -> None:
    # A writer says so at once: two that turn from reading to writing would otherwise fail, not wait.
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
