"""The number that tells whether anything is to be migrated is the one that Alembic works with."""

from alembic.script import ScriptDirectory

from bot.journal.upgrade import MIGRATIONS, newest


def test_the_last_file_is_alembics_head() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == newest()
