"""The inline mode: facts while somebody types @bot and a word, in any chat."""

from weakref import WeakKeyDictionary

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest

from bot.answering.reply import plain
from bot.assistant import Assistant
from bot.channels.metrics import Place
from bot.channels.plain_text import clean
from bot.channels.telegram import links, texts
from bot.channels.telegram.context import BotContext
from bot.channels.telegram.rendering import bind, render
from bot.understanding.decision import Kind
from bot.understanding.suggestions import Suggestion

MOST_RESULTS = 10

CACHE_SECONDS = 300
"""How long Telegram may repeat an answer to everybody, also after an edit of the knowledge."""

DESCRIPTION_LENGTH = 160
"""More of a description no phone shows."""


async def inline_query(update: Update, context: BotContext) -> None:
    """Answer with the facts that fit what was typed so far."""
    query = update.inline_query
    if query is None:
        return
    found = [] if query.offset else results(context.desk.assistant, query.query, context.bot.username)
    context.desk.metrics.asked(Kind.ANSWER if found else Kind.OUT_OF_SCOPE, Place.INLINE)
    button = None if found or query.offset else InlineQueryResultsButton(texts.NOTHING_FOUND, None, links.ASK)
    try:
        await query.answer(found, cache_time=CACHE_SECONDS, is_personal=False, button=button)
    except BadRequest:  # typed on meanwhile: Telegram takes no answer to an old query
        return


def results(assistant: Assistant, typed: str, username: str) -> list[InlineQueryResultArticle]:
    """The facts, best first."""
    known = _made.setdefault(assistant, {})
    shown = []
    for found in assistant.suggestions(typed, MOST_RESULTS):
        if found.topic not in known:
            known[found.topic] = _result(assistant, found, username)
        if (result := known[found.topic]) is not None:
            shown.append(result)
    return shown


_made: WeakKeyDictionary[Assistant, dict[str, InlineQueryResultArticle | None]] = WeakKeyDictionary()
"""Results by topic: an assistant's knowledge never changes, and each letter asks for ten of them."""


def _result(assistant: Assistant, found: Suggestion, username: str) -> InlineQueryResultArticle | None:
    reply = assistant.topic(found.topic)
    if reply is None:
        return None
    title = f"{found.value} – {found.title}" if found.value else found.title
    more = links.deep_link(username, found.topic)
    return InlineQueryResultArticle(
        found.topic,
        bind(clean(title)),
        InputTextMessageContent(render(reply, brief=True).text),
        description=clean(plain(reply.short or reply.lines))[:DESCRIPTION_LENGTH],
        reply_markup=InlineKeyboardMarkup.from_button(InlineKeyboardButton(texts.OPEN_BOT, more))
        if more
        else None,
    )
