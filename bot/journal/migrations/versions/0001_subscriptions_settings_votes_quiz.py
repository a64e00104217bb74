"""Subscriptions, group settings, votes and what the quiz asked last."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first four tables."""
    op.create_table(
        "subscriptions",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread", sa.BigInteger(), nullable=True),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("last_topic", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("chat", name="pk_subscriptions"),
    )
    op.create_index("ix_subscriptions_hour", "subscriptions", ["hour"])
    op.create_table(
        "group_settings",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("quick_facts", sa.Boolean(), nullable=False),
        sa.Column("daily_fact", sa.Boolean(), nullable=False),
        sa.Column("quiz", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_group_settings"),
    )
    op.create_table(
        "votes",
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("value", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("topic", "person", name="pk_votes"),
    )
    op.create_index("ix_votes_day", "votes", ["day"])
    op.create_table(
        "quiz_memory",
        sa.Column("chat", sa.String(32), nullable=False),
        sa.Column("figure", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_quiz_memory"),
    )
    op.create_index("ix_quiz_memory_day", "quiz_memory", ["day"])
