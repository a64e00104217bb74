"""/quiz: Telegram's own quiz poll, built from a figure."""

from functools import partial

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Poll, Update

from bot.answering.quiz import Quiz, next_quiz
from bot.channels.plain_text import clean
from bot.channels.telegram import texts
from bot.channels.telegram.context import BotContext, chat_of, in_group, query_of
from bot.channels.telegram.rendering import Rendered, bind, escape, link
from bot.channels.telegram.sending import acknowledge, say

NEXT_DATA = "z"
"""Asks for another question."""

AGAIN = InlineKeyboardMarkup.from_button(InlineKeyboardButton(texts.NEXT_QUESTION, callback_data=NEXT_DATA))


async def quiz(update: Update, context: BotContext) -> None:
    """Ask a question, unless the group does not want any."""
    chat = chat_of(update)
    if in_group(update) and not (await context.desk.journal.group_settings.get(chat)).quiz:
        await say(update, context, Rendered(texts.QUIZ_OFF))
    elif question := await _next(context, chat):
        await _ask(update, context, question)
    else:
        await say(update, context, Rendered(texts.NO_QUIZ))


async def quiz_button(update: Update, context: BotContext) -> None:
    """Ask another question."""
    query = query_of(update)
    if query.message is None:  # made up: no message of the inline mode carries this button
        return await acknowledge(query, texts.ASK_DIRECTLY)
    await acknowledge(query)
    return await quiz(update, context)


async def _next(context: BotContext, chat: int) -> Quiz | None:
    """A question about another figure than last time; which one is kept before it is asked."""
    desk = context.desk
    chosen: list[Quiz] = []

    def choose(last: str | None) -> str | None:
        chosen.extend(filter(None, [next_quiz(desk.assistant.knowledge, last, desk.random)]))
        return chosen[-1].figure if chosen else None

    await desk.journal.quiz.next(chat, desk.clock().date(), choose)
    return chosen[-1] if chosen else None


async def _ask(update: Update, context: BotContext, question: Quiz) -> None:
    message = update.effective_message
    # reply_poll stays in the forum topic; a button may stand under a message too old to be replied to.
    send = (
        message.reply_poll
        if isinstance(message, Message)
        else partial(context.bot.send_poll, chat_of(update))
    )
    await send(
        clean(question.question),
        question.options,
        type=Poll.QUIZ,
        correct_option_ids=[question.right],
        explanation=explanation(question),
        question_parse_mode=None,  # plain text, whatever the default for messages is
        reply_markup=None if in_group(update) else AGAIN,
    )


def explanation(question: Quiz) -> str:
    """Figure and source as HTML, with a link where the title is."""
    marked = escape(question.explanation)
    title = escape(question.citation.title)
    return bind(marked.replace(title, link(question.citation.url, question.citation.title), 1))
