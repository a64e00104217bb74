"""Insert or change a row in one statement, which SQLite and PostgreSQL write alike."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.journal.tables import Table


def upsert(
    connection: AsyncConnection,
    row: type[Table],
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    changed: Mapping[str, Any] | None = None,
) -> Executable:
    """The statement for a row of this ``key``; ``changed`` replaces ``values`` where the row exists."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return (
        insert(row)
        .values({**key, **values})
        .on_conflict_do_update(index_elements=list(key), set_=dict(changed or values))
    )
