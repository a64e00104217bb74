"""How many updates are open in an inbox, whoever they are for."""

from sqlalchemy import func, select

from bot.journal.inbox import NOTHING, Inbox
from bot.journal.tables import InboxRow


async def open_rows(inbox: Inbox) -> int:
    """Counted in the database, past the inbox."""
    statement = select(func.count()).select_from(InboxRow).where(InboxRow.payload != NOTHING)
    async with inbox._database.reading() as connection:
        return (await connection.execute(statement)).scalar_one()
