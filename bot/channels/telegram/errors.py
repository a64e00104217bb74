"""The one broad net: log what failed and where, never a text; apologise once."""

import logging
from contextlib import suppress

from telegram import Update
from telegram.error import Forbidden, RetryAfter, TelegramError

from bot import logs
from bot.channels.telegram.context import BotContext
from bot.channels.telegram.limits import BusyGroup
from bot.channels.telegram.outgoing import passes
from bot.channels.telegram.rendering import Rendered
from bot.channels.telegram.sending import acknowledge, say
from bot.channels.telegram.texts import APOLOGY

_log = logging.getLogger(__name__)

NO_USE_APOLOGISING = (Forbidden, BusyGroup)
"""The person blocked us, or a busy group wants silence."""


async def on_error(update: object, context: BotContext) -> None:
    """Log type and place, and tell the person, if one is waiting."""
    error = context.error
    if error is None:
        return
    _log.log(*_report(error))
    context.desk.metrics.failed(error)
    if not isinstance(update, Update):
        return
    if update.inline_query:  # too old by now
        return
    if isinstance(error, RetryAfter) or (isinstance(error, TelegramError) and passes(error)):
        context.desk.unsent.add(update.update_id)  # answered when Telegram can be reached again
        return
    # Whatever goes wrong now would be logged by PTB with its text: stop it here.
    with suppress(TelegramError):
        await acknowledge(update.callback_query)
    if isinstance(error, NO_USE_APOLOGISING) or update.edited_message or update.my_chat_member:
        return
    with suppress(TelegramError):
        await say(update, context, Rendered(APOLOGY))


def _report(error: Exception) -> tuple[int, str]:
    if isinstance(error, BusyGroup):
        return logging.INFO, "a group had enough for this minute"
    return logging.ERROR, logs.brief(error)
