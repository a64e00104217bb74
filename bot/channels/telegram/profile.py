"""How the bot presents itself in Telegram: menu, description and short description, set where they differ."""

import logging
from collections.abc import Awaitable
from typing import TypeVar

from telegram import Bot

from bot import logs
from bot.channels.telegram.commands import menu
from bot.channels.telegram.context import BotApplication
from bot.channels.telegram.texts import DESCRIPTION, SHORT_DESCRIPTION

_log = logging.getLogger(__name__)

T = TypeVar("T")

LANGUAGES = (None, "de")
"""None is for everybody; "de" wins over an older German text that was set by hand."""


async def publish(application: BotApplication) -> None:
    """Set what differs; what cannot be read is set."""
    for language in LANGUAGES:
        await _publish_commands(application.bot, language)
        await _publish_description(application.bot, language)
        await _publish_short_description(application.bot, language)


async def _publish_commands(bot: Bot, language: str | None) -> None:
    if await _tried(bot.get_my_commands(language_code=language)) != menu():
        await _tried(bot.set_my_commands(menu(), language_code=language))


async def _publish_description(bot: Bot, language: str | None) -> None:
    now = await _tried(bot.get_my_description(language_code=language))
    if now is None or now.description != DESCRIPTION:
        await _tried(bot.set_my_description(DESCRIPTION, language_code=language))


async def _publish_short_description(bot: Bot, language: str | None) -> None:
    now = await _tried(bot.get_my_short_description(language_code=language))
    if now is None or now.short_description != SHORT_DESCRIPTION:
        await _tried(bot.set_my_short_description(SHORT_DESCRIPTION, language_code=language))


async def _tried(call: Awaitable[T]) -> T | None:
    try:
        return await call
    except Exception as error:  # refused, or garbage: a bot without a menu still answers
        _log.warning("menu and description: %s", logs.brief(error))
        return None
