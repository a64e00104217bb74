"""Who is speaking, and whether to us: filters for messages."""

import re

from telegram import Message, MessageEntity
from telegram.constants import ChatID
from telegram.ext import filters


class _FromPerson(filters.MessageFilter):
    """Written by a person: no bot, no service message, nothing that a channel posts into its group."""

    def filter(self, message: Message) -> bool:
        sender, via = message.from_user, message.via_bot
        if sender is None or sender.id in (ChatID.SERVICE_CHAT, ChatID.FAKE_CHANNEL):
            return False
        if via is not None and via.id == message.get_bot().id:
            return False  # a fact that somebody sent through us: it is an answer already
        # Anonymous admins of a group all write as one bot of Telegram's.
        return sender.id == ChatID.ANONYMOUS_ADMIN or not sender.is_bot


class _Addressed(filters.MessageFilter):
    """Mentions the bot, or replies to one of its messages without talking to somebody else."""

    def filter(self, message: Message) -> bool:
        return _mentions(message) or (_replies(message) and not _mentions_others(message))


class _CommandForUs(filters.MessageFilter):
    """A command that names this bot, like /zahlen@our_bot; in a private chat every command is ours."""

    def filter(self, message: Message) -> bool:
        words = (message.text or "").split(maxsplit=1)
        return bool(words) and words[0].lower().endswith(f"@{message.get_bot().username.lower()}")


FROM_PERSON = _FromPerson() & filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL
EDITED_BY_PERSON = _FromPerson() & filters.UpdateType.EDITED_MESSAGE
ADDRESSED = _Addressed()
COMMAND_FOR_US = filters.COMMAND & (filters.ChatType.PRIVATE | _CommandForUs())


def question_of(message: Message) -> str:
    """What is asked, without the mention that only says whom."""
    text = message.text or message.caption or ""
    return re.sub(rf"@{re.escape(message.get_bot().username)}\b", " ", text, flags=re.IGNORECASE).strip()


def _mentions(message: Message) -> bool:
    bot = message.get_bot()
    for entity, text in _entities(message).items():
        if entity.type == MessageEntity.MENTION and text.lower() == f"@{bot.username.lower()}":
            return True
        if entity.user is not None and entity.user.id == bot.id:
            return True
    return False


def _mentions_others(message: Message) -> bool:
    kinds = (MessageEntity.MENTION, MessageEntity.TEXT_MENTION)
    return any(entity.type in kinds for entity in _entities(message))


def _entities(message: Message) -> dict[MessageEntity, str]:
    if message.text:
        return message.parse_entities()
    return message.parse_caption_entities() if message.caption else {}


def _replies(message: Message) -> bool:
    earlier = message.reply_to_message
    if earlier is None or earlier.from_user is None or earlier.forum_topic_created is not None:
        # Every message in a forum topic "replies" to the message that opened the topic.
        return False
    return earlier.from_user.id == message.get_bot().id
