"""The running bot follows its knowledge folder; what fails stays out, and the editors are told once."""

import logging

from bot import logs
from bot.channels.telegram import editor_texts as texts
from bot.channels.telegram.context import BotApplication, Desk
from bot.editing.live import Outcome
from bot.editing.watching import LOOK_EVERY, moments
from bot.knowledge.problems import errors

_log = logging.getLogger(__name__)


async def follow(application: BotApplication, every: float = LOOK_EVERY) -> None:
    """Look at the folder whenever it is worth it, until cancelled."""
    live = application.bot_data[Desk].editorial.live
    if live is None:
        return
    async for _ in moments(live.folder, every):
        try:
            await look(application)
        except Exception as error:  # the next look may succeed; the bot answers on
            _log.error("reload: %s", logs.brief(error))


async def look(application: BotApplication) -> None:
    """Look once, and tell the editors what they do not know yet."""
    editorial = application.bot_data[Desk].editorial
    live = editorial.live
    if live is None:
        return
    outcome = await live.refresh()
    if outcome is Outcome.UNCHANGED:
        if not errors(live.problems):
            editorial.told = ()  # an editor mended it through the bot
        return
    wrong = errors(live.problems)
    _log.info("knowledge: %s, %d errors", outcome.name.lower(), len(wrong))
    told, editorial.told = editorial.told, wrong
    if wrong and wrong != told:
        await editorial.tell(application.bot, texts.message(texts.REFUSED, texts.listed(wrong)))
    elif told and not wrong:
        await editorial.tell(application.bot, texts.FINE_AGAIN)
