"""Nobody keeps the bot busy alone: so many messages of one person in a minute, then one friendly notice."""

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.channels.telegram import texts
from bot.channels.telegram.context import BotContext, in_group
from bot.channels.telegram.rendering import Rendered
from bot.channels.telegram.sending import say


async def quota(update: Update, context: BotContext) -> None:
    """Stop what is too much before any other handler sees it; a group is spared the notice."""
    message, recent = update.message, context.desk.recent
    # All who hide behind a group or channel have one user in common.
    sender = message and (message.sender_chat or message.from_user)
    if not sender or context.desk.people.allows(sender.id):
        return
    if not in_group(update) and recent.enough.first_time(sender.id, True):
        await say(update, context, Rendered(texts.ENOUGH))
    raise ApplicationHandlerStop
