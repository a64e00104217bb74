"""Alembic's entry: migrates over the connection that bot.journal.upgrade hands in."""

from alembic import context

from bot.journal.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
