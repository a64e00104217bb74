"""The fact of the day: sent by a job that looks every minute who is waiting for it."""

import asyncio
import logging
from dataclasses import replace
from datetime import date

from aiohttp import ClientConnectorError
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot import logs
from bot.answering.daily import next_fact
from bot.channels.clock import BERLIN
from bot.channels.telegram import texts
from bot.channels.telegram.context import BotContext
from bot.channels.telegram.limits import BusyGroup
from bot.channels.telegram.outgoing import ONCE
from bot.channels.telegram.rendering import Rendered, render
from bot.journal.subscriptions import Subscription

_log = logging.getLogger(__name__)

LOOK_EVERY = 60.0
"""Seconds between two looks. A job for each hour would miss the one in which the bot is restarted."""

LATE_HOURS = 3
"""After an outage a fact is still sent so many hours later; then it waits for the next day."""

AT_ONCE = 8
"""Facts under way at once: one chat that is slow holds up no other, and questions are answered meanwhile."""

GONE = ("chat not found", "thread not found", "topic_closed", "topic_deleted", "user is deactivated")
"""What Telegram says of a chat or forum topic that no fact can be sent into any more."""


async def send_daily_facts(context: BotContext) -> None:
    """Send a fact to everybody whose hour has come and who had none today."""
    now = context.desk.clock().astimezone(BERLIN)
    due = await context.desk.journal.subscriptions.due(now.date(), now.hour - LATE_HOURS, now.hour)
    places = asyncio.Semaphore(AT_ONCE)

    async def one(subscription: Subscription) -> None:
        async with places:
            if context.desk.health.stopping:
                return  # not claimed: sent after the restart
            await _send(context, subscription, now.date())

    for result in await asyncio.gather(*map(one, due), return_exceptions=True):
        if isinstance(result, Exception):
            _log.error("daily fact: %s", logs.brief(result))
            context.desk.metrics.failed(result)


async def _send(context: BotContext, subscription: Subscription, day: date) -> None:
    desk = context.desk
    topic = next_fact(desk.assistant.knowledge, subscription.last_topic, desk.random)
    reply = desk.assistant.topic(topic) if topic else None
    # Claimed before it is sent: whatever happens now, nobody gets a fact twice.
    if topic is None or reply is None:
        return
    if await desk.journal.subscriptions.claim(subscription.chat, day, topic):
        said = render(reply, brief=True)
        await _deliver(
            context,
            subscription,
            day,
            Rendered(f"{texts.FACT_TITLE}\n{said.text}\n\n{texts.FACT_FOOT}", said.keyboard),
        )


async def _deliver(context: BotContext, to: Subscription, day: date, fact: Rendered) -> None:
    subscriptions = context.desk.journal.subscriptions
    try:
        await _tell(context, to.chat, to.thread, fact)
    except Forbidden:  # blocked, or removed from the group
        await subscriptions.end(to.chat)
    except ChatMigrated as moved:
        await context.desk.journal.move_chat(to.chat, moved.new_chat_id)
        await _deliver(context, replace(to, chat=moved.new_chat_id), day, fact)
    except TelegramError as error:
        if _is_gone(error):
            await subscriptions.end(to.chat)
        elif _surely_not_sent(error):
            await subscriptions.give_back(to, day)  # the next look tries again
        else:
            raise


async def _tell(context: BotContext, chat: int, thread: int | None, fact: Rendered) -> None:
    await context.bot.send_message(
        chat, fact.text, message_thread_id=thread, reply_markup=fact.keyboard, rate_limit_args=ONCE
    )


def _is_gone(error: TelegramError) -> bool:
    return isinstance(error, BadRequest) and any(said in error.message.lower() for said in GONE)


def _surely_not_sent(error: TelegramError) -> bool:
    """Whether a second try cannot make it two: after a timeout, for one, the fact may well have arrived."""
    return isinstance(error, RetryAfter | BusyGroup) or isinstance(error.__cause__, ClientConnectorError)
