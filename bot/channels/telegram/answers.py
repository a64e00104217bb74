"""Answers to what somebody wrote, and to what somebody wrote differently a moment later."""

import re

from telegram import Update

from bot.channels.telegram import groups, unanswered
from bot.channels.telegram.addressing import question_of
from bot.channels.telegram.context import BotContext, chat_of, conversation_of, in_group, message_of
from bot.channels.telegram.recent import answering
from bot.channels.telegram.sending import edit, remember_alternatives, remembered, show

_COMMAND = re.compile(r"\A/\w+\s*")


async def answer(update: Update, context: BotContext, words: str) -> None:
    """Answer a question: in full in a private chat, as a quick fact in a group."""
    recent, message = context.desk.recent, message_of(update)
    before = context.desk.conversations.recall(conversation_of(update))
    with answering(recent.answers, (chat_of(update), message.message_id), before) as answered:
        with context.desk.metrics.understanding():
            reply = context.desk.assistant.reply(words, before)
        if in_group(update):
            sent = await groups.quick_fact(update, context, reply, words)
        else:
            sent = await show(update, context, reply)
        answered.message = sent.message_id if sent else None
    await unanswered.note(update, context, reply, words, sent)


async def edited(update: Update, context: BotContext) -> None:
    """Edit the answer to a question that was just edited; any other edit is left alone."""
    message = message_of(update)
    chat = message.chat_id
    answered = context.desk.recent.answers.get((chat, message.message_id))
    sent = await answered.sent() if answered else None
    if answered is None or sent is None:
        return
    words = _COMMAND.sub("", question_of(message))
    reply = context.desk.assistant.reply(words, answered.before)
    if in_group(update):
        await edit(context, chat, sent, groups.brief(update, context, reply))
    elif await edit(context, chat, sent, remembered(update, context, reply)):
        remember_alternatives(context, (chat, sent), reply)
