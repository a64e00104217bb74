"""The one broad net: log what failed and where, never a text; apologise once."""

import logging
from contextlib import suppress

from telegram import Update
from telegram.error import Conflict, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot import logs
from bot.channels.telegram.context import BotContext
from bot.channels.telegram.limits import BusyGroup
from bot.channels.telegram.rendering import Rendered
from bot.channels.telegram.sending import acknowledge, say
from bot.channels.telegram.texts import APOLOGY

_log = logging.getLogger(__name__)

NO_USE_APOLOGISING = (Forbidden, RetryAfter, TimedOut, BusyGroup)
"""The person blocked us, Telegram or a busy group wants silence, or the message may well have arrived."""


async def on_error(update: object, context: BotContext) -> None:
    """Log type and place, and tell the person, if one is waiting."""
    error = context.error
    if error is None:
        return
    _log.log(*_report(error, polling=update is None))
    if not isinstance(update, Update):
        return
    # Whatever goes wrong now would be logged by PTB with its text: stop it here.
    with suppress(TelegramError):
        await acknowledge(update.callback_query)
    if isinstance(error, NO_USE_APOLOGISING) or update.edited_message or update.my_chat_member:
        return
    with suppress(TelegramError):
        await say(update, context, Rendered(APOLOGY))


def _report(error: Exception, polling: bool) -> tuple[int, str]:
    if isinstance(error, Conflict):
        return logging.ERROR, "another process is polling with the same token (409)"
    if isinstance(error, BusyGroup):
        return logging.INFO, "a group had enough for this minute"
    if polling and isinstance(error, NetworkError):
        return logging.WARNING, f"no contact with Telegram: {type(error).__name__}"
    return logging.ERROR, logs.brief(error)
