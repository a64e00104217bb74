"""Counts what became of questions and, if the operator wants it, keeps those that were not well answered."""

import logging

from sqlalchemy.exc import SQLAlchemyError
from telegram import CallbackQuery, Message, MessageEntity, Update

from bot import logs
from bot.answering.reply import Reply
from bot.channels.metrics import Place
from bot.channels.telegram.context import BotContext, chat_of, in_group, message_of
from bot.journal.masking import mask
from bot.journal.questions import Reason
from bot.understanding.decision import Kind

_log = logging.getLogger(__name__)

REASONS = {
    Kind.NOT_REPORTED: Reason.UNANSWERED,
    Kind.OUT_OF_SCOPE: Reason.UNANSWERED,
    Kind.CLARIFY: Reason.CLARIFIED,
}

_PEOPLE: list[str | None] = [
    MessageEntity.TEXT_MENTION,
    MessageEntity.MENTION,
    MessageEntity.EMAIL,
    MessageEntity.PHONE_NUMBER,
]


async def note(update: Update, context: BotContext, reply: Reply, words: str, sent: Message | None) -> None:
    """Count a reply and keep the question if it was not well answered. Never fails: the answer is given."""
    desk = context.desk
    desk.counts[reply.kind] += 1
    desk.metrics.asked(reply.kind, Place.GROUP if in_group(update) else Place.PRIVATE)
    if desk.questions_kept is None:
        return
    masked = mask(words, _people(message_of(update)))
    if reason := REASONS.get(reply.kind):
        await _keep(context, masked, reason, _nearest(context, reply, masked))
    elif sent is not None and reply.kind is Kind.ANSWER:
        # For a vote under the answer; forgotten as soon as other things that are remembered of a chat.
        desk.recent.asked.remember((chat_of(update), sent.message_id), masked)


async def downvoted(context: BotContext, query: CallbackQuery, topic: str) -> None:
    """Keep the question whose answer somebody found unhelpful, if it is remembered."""
    if context.desk.questions_kept is None or query.message is None:
        return
    answer = (query.message.chat.id, query.message.message_id)
    if masked := context.desk.recent.asked.get(answer):
        known = context.desk.assistant.knowledge
        await _keep(
            context, masked, Reason.DOWNVOTED, topic if topic in known.topics or topic in known.gaps else None
        )


async def _keep(context: BotContext, masked: str, reason: Reason, topic: str | None) -> None:
    desk = context.desk
    try:
        await desk.journal.questions.add(masked, reason, topic, desk.clock().date())
    except SQLAlchemyError as error:
        _log.error("questions: %s", logs.brief(error))


def _nearest(context: BotContext, reply: Reply, masked: str) -> str | None:
    if reply.topic or reply.options:
        return reply.topic or reply.options[0].topic
    return next((found.topic for found in context.desk.assistant.suggestions(masked, 1)), None)


def _people(message: Message) -> list[str]:
    if message.text:
        return list(message.parse_entities(_PEOPLE).values())
    return list(message.parse_caption_entities(_PEOPLE).values()) if message.caption else []
