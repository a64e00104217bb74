"""/einstellungen: what a group's admins allow the bot, as buttons that switch."""

from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.channels.telegram import texts
from bot.channels.telegram.admins import may_change
from bot.channels.telegram.context import BotContext, chat_of, in_group, query_of
from bot.channels.telegram.rendering import Rendered
from bot.channels.telegram.sending import acknowledge, say
from bot.channels.telegram.sending import replace as put_in_place
from bot.journal.group_settings import GroupSettings

SETTING_DATA = "e:"
"""Switches a setting: this, its name, and 1 or 0 for what it is to be (pressed twice is harmless)."""

NAMES = {"quick_facts": texts.QUICK_FACTS, "daily_fact": texts.DAILY_FACT, "quiz": texts.QUIZ}


async def settings(update: Update, context: BotContext) -> None:
    """Show a group's settings to its admins."""
    if not in_group(update):
        await say(update, context, Rendered(texts.SETTINGS_IN_GROUPS))
    elif not await may_change(update, context):
        await say(update, context, Rendered(texts.ADMINS_ONLY))
    else:
        await say(update, context, _menu(await context.desk.journal.group_settings.get(chat_of(update))))


async def setting_button(update: Update, context: BotContext) -> None:
    """Switch a setting, if an admin presses the button."""
    query = query_of(update)
    if query.message is None or not in_group(update) or not await may_change(update, context):
        return await acknowledge(query, texts.ADMINS_ONLY)
    _, name, wanted = (query.data or "").split(":")
    repository = context.desk.journal.group_settings
    changed = replace(await repository.get(chat_of(update)), **{name: wanted == "1"})
    await repository.set(chat_of(update), changed)
    await acknowledge(query)
    return await put_in_place(update, context, _menu(changed))


def _menu(now: GroupSettings) -> Rendered:
    rows = []
    for name, label in NAMES.items():
        on = getattr(now, name)
        data = f"{SETTING_DATA}{name}:{int(not on)}"
        rows.append([InlineKeyboardButton(f"{label}: {texts.ON if on else texts.OFF}", callback_data=data)])
    return Rendered(texts.SETTINGS, InlineKeyboardMarkup(rows))
