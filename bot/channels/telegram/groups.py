"""How the bot behaves in a group: brief, seldom, and gone without a trace when it is removed."""

import hashlib
import re
from contextlib import suppress

from telegram import ChatMember, ChatMemberRestricted, Message, Update
from telegram.error import BadRequest

from bot.answering.reply import Reply
from bot.channels.telegram import texts
from bot.channels.telegram.context import BotContext, chat_of, conversation_of, in_group, message_of
from bot.channels.telegram.outgoing import Outgoing
from bot.channels.telegram.recent import answering
from bot.channels.telegram.rendering import Rendered
from bot.channels.telegram.sending import remembered, say
from bot.understanding.decision import Kind

UNWANTED = (Kind.SMALL_TALK, Kind.OUT_OF_SCOPE)
"""Replies that a group is spared."""


async def facts_wanted(update: Update, context: BotContext) -> bool:
    """Whether facts may be told here: in a private chat always, in a group unless an admin objected."""
    if not in_group(update):
        return True
    return (await context.desk.journal.group_settings.get(chat_of(update))).quick_facts


def busy(update: Update, context: BotContext) -> bool:
    """Whether the group had enough for this minute, so that an answer need not be worked out."""
    limiter = context.bot.rate_limiter
    return in_group(update) and isinstance(limiter, Outgoing) and limiter.busy(chat_of(update))


async def quick_fact(update: Update, context: BotContext, reply: Reply, words: str) -> Message | None:
    """Answer ``words`` in a line or two, or point to the answer above."""
    if reply.kind is Kind.SMALL_TALK:
        return None
    if reply.kind is Kind.OUT_OF_SCOPE:
        first = context.desk.recent.hints.first_time(chat_of(update), True)
        return await say(update, context, brief(update, context, reply)) if first else None
    rendered = brief(update, context, reply)
    key = (chat_of(update), message_of(update).message_thread_id, _digest(words), _digest(rendered.text))
    repeats = context.desk.recent.repeats
    if (above := repeats.get(key)) and (sent := await above.sent()):
        return await say(update, context, Rendered(texts.ANSWERED_ABOVE), reply_to=sent)
    with answering(repeats, key, context.desk.conversations.recall(conversation_of(update))) as answered:
        message = await say(update, context, rendered)
        answered.message = message.message_id if message else None
    return message


def brief(update: Update, context: BotContext, reply: Reply) -> Rendered:
    """The reply as a group gets it."""
    if reply.kind in UNWANTED:
        return Rendered(texts.NOTHING_IN_GROUP)
    return remembered(update, context, reply)


async def greet(update: Update, context: BotContext) -> None:
    """Say how to ask, once: being added and /start often come together."""
    if context.desk.recent.greetings.first_time(chat_of(update), True):
        await say(update, context, Rendered(texts.GROUP_GREETING))


async def membership(update: Update, context: BotContext) -> None:
    """Greet a group that added the bot; forget a chat that removed or blocked it."""
    change = update.my_chat_member
    if change is None:
        return
    was, now = _present(change.old_chat_member), _present(change.new_chat_member)
    if was and not now:
        await context.desk.journal.forget_group(change.chat.id)
    elif now and not was and change.chat.type in (change.chat.GROUP, change.chat.SUPERGROUP):
        with suppress(BadRequest):  # not allowed to write here
            await greet(update, context)


async def migrated(update: Update, context: BotContext) -> None:
    """Take settings and subscription along when a group becomes a supergroup; both chats tell of it."""
    message = message_of(update)
    old = message.migrate_from_chat_id or message.chat_id
    new = message.migrate_to_chat_id or message.chat_id
    context.desk.recent.greetings.remember(new, True)
    await context.desk.journal.move_chat(old, new)


def _present(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in (ChatMember.LEFT, ChatMember.BANNED)


def _digest(text: str) -> bytes:
    """A short hash of the words alone: what is remembered of a text."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return hashlib.sha256(words.encode("utf-8", "replace")).digest()[:12]
