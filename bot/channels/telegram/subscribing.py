"""/abo and /stop: choosing the hour of the daily fact, and ending it."""

from datetime import datetime, timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from bot.channels.clock import BERLIN
from bot.channels.telegram import texts
from bot.channels.telegram.admins import may_change
from bot.channels.telegram.context import BotContext, chat_of, in_group, query_of
from bot.channels.telegram.rendering import Rendered
from bot.channels.telegram.sending import acknowledge, replace, say
from bot.journal.subscriptions import Subscription

HOURS = range(6, 22)
"""The hours to choose from. Nobody wants a fact at night, and summer time begins and ends at night."""

HOURS_IN_ROW = 4

HOUR_DATA = "a:"
"""Chooses an hour: this and the hour, or „x“ for no more facts."""

END = "x"

HOUR_PATTERN = rf"{HOUR_DATA}(?:{'|'.join(map(str, HOURS))}|{END})\Z"


async def subscribe(update: Update, context: BotContext) -> None:
    """Show the hours to choose from, and the one that is chosen."""
    if not await may_change(update, context):
        return await _refuse(update, context)
    chat = chat_of(update)
    if in_group(update) and not (await context.desk.journal.group_settings.get(chat)).daily_fact:
        await say(update, context, Rendered(texts.DAILY_FACT_OFF))
        return None
    subscription = await context.desk.journal.subscriptions.get(chat)
    await say(update, context, _choice(subscription))
    return None


async def hour_button(update: Update, context: BotContext) -> None:
    """Begin, change or end the subscription."""
    query = query_of(update)
    if query.message is None:
        return await acknowledge(query, texts.ASK_DIRECTLY)
    if not await may_change(update, context):
        return await acknowledge(query, texts.ADMINS_ONLY)
    await acknowledge(query)
    chosen = (query.data or "").removeprefix(HOUR_DATA)
    if chosen == END:
        return await replace(update, context, Rendered(await _end(update, context)))
    now = context.desk.clock().astimezone(BERLIN)
    await context.desk.journal.subscriptions.subscribe(_wanted(update, int(chosen), now))
    return await replace(update, context, Rendered(_confirmation(int(chosen), now)))


async def stop(update: Update, context: BotContext) -> None:
    """End the subscription."""
    if await may_change(update, context):
        await say(update, context, Rendered(await _end(update, context)))
    else:
        await _refuse(update, context)


async def _end(update: Update, context: BotContext) -> str:
    return (
        texts.STOPPED
        if await context.desk.journal.subscriptions.end(chat_of(update))
        else texts.NOT_SUBSCRIBED
    )


async def _refuse(update: Update, context: BotContext) -> None:
    await say(update, context, Rendered(texts.ADMINS_ONLY))


def _wanted(update: Update, hour: int, now: datetime) -> Subscription:
    """From today on, or from tomorrow if the hour has begun."""
    message = update.effective_message
    in_topic = isinstance(message, Message) and message.is_topic_message
    thread = message.message_thread_id if isinstance(message, Message) and in_topic else None
    done = now.date() if _has_begun(hour, now) else now.date() - timedelta(days=1)
    return Subscription(chat_of(update), hour, thread, last_day=done)


def _confirmation(hour: int, now: datetime) -> str:
    return texts.SUBSCRIBED.format(first="morgen" if _has_begun(hour, now) else "heute", hour=hour)


def _has_begun(hour: int, now: datetime) -> bool:
    return now.hour >= hour


def _choice(subscription: Subscription | None) -> Rendered:
    chosen = subscription.hour if subscription else None
    buttons = [
        InlineKeyboardButton(
            f"{hour} Uhr{texts.CHOSEN if hour == chosen else ''}", callback_data=f"{HOUR_DATA}{hour}"
        )
        for hour in HOURS
    ]
    rows = [buttons[at : at + HOURS_IN_ROW] for at in range(0, len(buttons), HOURS_IN_ROW)]
    if chosen is not None:
        rows.append([InlineKeyboardButton(texts.END_SUBSCRIPTION, callback_data=f"{HOUR_DATA}{END}")])
    said = texts.CHOOSE_HOUR if chosen is None else texts.CHANGE_HOUR.format(hour=chosen)
    return Rendered(said, InlineKeyboardMarkup(rows))
