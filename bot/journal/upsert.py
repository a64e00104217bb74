"""Insert or change a row, or insert it unless it is there: SQLite and PostgreSQL write both alike."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.journal.tables import Table


def upsert(
    connection: AsyncConnection,
    row: type[Table],
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    changed: Mapping[str, Any] | None = None,
) -> postgresql.Insert | sqlite.Insert:
    """The statement for a row of this ``key``; ``changed`` replaces ``values`` where the row exists."""
    return (
        _insert(connection, row)
        .values({**key, **values})
        .on_conflict_do_update(index_elements=list(key), set_=dict(changed or values))
    )


def insert_new(connection: AsyncConnection, row: type[Table]) -> sqlite.Insert | postgresql.Insert:
    """The statement for rows, given when it is executed, that leaves those alone whose key exists."""
    return _insert(connection, row).on_conflict_do_nothing()


def _insert(connection: AsyncConnection, row: type[Table]) -> sqlite.Insert | postgresql.Insert:
    return (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(row)
