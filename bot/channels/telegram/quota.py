"""Nobody keeps the bot busy alone: so many messages of one person in a minute, then one friendly notice."""

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.channels.telegram import texts
from bot.channels.telegram.context import BotContext, in_group
from bot.channels.telegram.rendering import Rendered
from bot.channels.telegram.sending import say


async def quota(update: Update, context: BotContext) -> None:
    """Stop what is too much before any other handler sees it; a group is spared the notice."""
    user, recent = update.effective_user, context.desk.recent
    if update.message is None or user is None or context.desk.people.allows(user.id):
        return
    if not in_group(update) and recent.enough.first_time(user.id, True):
        await say(update, context, Rendered(texts.ENOUGH))
    raise ApplicationHandlerStop
