"""How the bot presents itself in Telegram: menu, description and short description, set where they differ."""

import asyncio
import logging
from collections.abc import Awaitable
from typing import TypeVar

from telegram import (
    Bot,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)

from bot import logs
from bot.channels.telegram.commands import Scope, menu
from bot.channels.telegram.context import BotApplication
from bot.channels.telegram.texts import DESCRIPTION, SHORT_DESCRIPTION

_log = logging.getLogger(__name__)

T = TypeVar("T")

LANGUAGES = (None, "de")
"""None is for everybody; "de" wins over an older German text that was set by hand."""

MENUS: tuple[tuple[BotCommandScope, Scope], ...] = (
    (BotCommandScopeDefault(), Scope.PRIVATE),
    (BotCommandScopeAllPrivateChats(), Scope.PRIVATE),
    (BotCommandScopeAllGroupChats(), Scope.GROUPS),
    (BotCommandScopeAllChatAdministrators(), Scope.GROUP_ADMINS),
)


async def publish(application: BotApplication) -> None:
    """Set what differs, all at once; what cannot be read is set."""
    bot = application.bot
    work: list[Awaitable[None]] = []
    for language in LANGUAGES:
        work += [_publish_commands(bot, scope, kind, language) for scope, kind in MENUS]
        work += [_publish_description(bot, language), _publish_short_description(bot, language)]
    await asyncio.gather(*work)


async def _publish_commands(bot: Bot, scope: BotCommandScope, kind: Scope, language: str | None) -> None:
    if await _tried(bot.get_my_commands(scope, language)) != menu(kind):
        await _tried(bot.set_my_commands(menu(kind), scope, language))


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
