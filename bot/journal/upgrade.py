"""Brings the tables up to date with Alembic; the migrations are part of the package."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"

LOCK = 0x6B6D75  # "kmu"
"""PostgreSQL's advisory lock that lets one process at a time upgrade."""


class NewerSchema(Exception):
    """The tables come from a version of the bot that this one does not know."""


def newest() -> str:
    """The schema of this version: the number that the last migration's file begins with."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def upgrade(connection: Connection) -> None:
    """Run what is missing, inside the caller's transaction; NewerSchema if the tables are ahead."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    if _present(connection) == newest():
        return
    _migrate(connection)


def _present(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(connection: Connection) -> None:
    # Imported only here: nearly every start finds the tables as they should be, and Alembic takes 8 MB.
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if not known.issuperset(MigrationContext.configure(connection).get_current_heads()):
        raise NewerSchema
    command.upgrade(config, "head")
