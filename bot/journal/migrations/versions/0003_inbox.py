"""Updates from Telegram that are still to be handled, and the numbers of those that were."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; the index holds the few rows that are open."""
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("owner", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_inbox"),
    )
    op.create_index("ix_inbox_day", "inbox", ["day"])
    is_open = sa.text("payload != ''")
    op.create_index(
        "ix_inbox_open", "inbox", ["owner", "update_id"], sqlite_where=is_open, postgresql_where=is_open
    )
