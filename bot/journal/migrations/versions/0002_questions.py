"""Questions that were not well answered."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; it stays empty until the operator switches the journal of questions on."""
    op.create_table(
        "questions",
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("reason", sa.String(12), nullable=False),
        sa.Column("topic", sa.String(40), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("ignored", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_questions"),
    )
    op.create_index("ix_questions_last_day", "questions", ["last_day"])
