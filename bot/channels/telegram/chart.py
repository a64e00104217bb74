"""A distribution as a picture, with the same data as text for those who cannot see it."""

from typing import cast

from telegram import InaccessibleMessage, Message, Update
from telegram.constants import ChatAction, MessageLimit
from telegram.error import BadRequest, TelegramError

from bot.answering.distributions import chart as chart_of
from bot.answering.reply import Bar, Chart, Line, Span
from bot.channels.telegram import texts
from bot.channels.telegram.context import BotContext, query_of
from bot.channels.telegram.keyboards import CHART_DATA
from bot.channels.telegram.rendering import bind, escape, fit, length, link, markup
from bot.channels.telegram.sending import acknowledge

SOURCE_LENGTH = 500
"""Most that the source takes of a caption; a longer one is cut, the link stays."""


async def chart_button(update: Update, context: BotContext) -> None:
    """Send the chart whose button was pressed."""
    query, knowledge = query_of(update), context.desk.assistant.knowledge
    distribution = (query.data or "").removeprefix(CHART_DATA)
    if distribution not in knowledge.distributions:
        await acknowledge(query, texts.CHART_GONE)
    elif query.message is None:  # a button under a message sent through the inline mode
        await acknowledge(query, texts.ASK_DIRECTLY)
    else:
        await acknowledge(query)
        await send(
            cast(Message | InaccessibleMessage, query.message), context, chart_of(distribution, knowledge)
        )


async def send(below: Message | InaccessibleMessage, context: BotContext, chart: Chart) -> None:
    """Send the chart as an answer to one of our messages, in the same forum topic."""
    pictures = context.desk.pictures
    if not pictures.ready(chart):
        await _say_that_it_takes_a_moment(below, context)
    picture = await pictures.get(chart)
    try:
        sent = await _photo(below, context, picture, chart)
    except BadRequest:
        if not isinstance(picture, str):
            raise
        # Telegram knows the file no more: send the picture itself.
        pictures.forget(chart)
        sent = await _photo(below, context, await pictures.get(chart), chart)
    if sent.photo:
        pictures.was_sent(chart, sent.photo[-1].file_id)


def caption(chart: Chart) -> str:
    """The chart in words, as HTML within Telegram's limit."""
    source, marked = _source(chart)
    room = int(MessageLimit.CAPTION_LENGTH) - length(source) - 2
    said: list[Line] = [(Span(chart.title, strong=True),)]
    if chart.population:
        said.append((Span(f"Anteil der {chart.population}"),))
    said += [(), *(_bar(bar) for bar in chart.bars)]
    said += [(), (Span(chart.note),)] if chart.note else []
    return bind(f"{markup(fit(said, room))}\n\n{marked}")


async def _photo(
    below: Message | InaccessibleMessage, context: BotContext, picture: str | bytes, chart: Chart
) -> Message:
    if isinstance(below, Message):  # stays in the forum topic
        return await below.reply_photo(picture, caption=caption(chart))
    return await context.bot.send_photo(below.chat.id, picture, caption=caption(chart))


async def _say_that_it_takes_a_moment(below: Message | InaccessibleMessage, context: BotContext) -> None:
    in_topic = isinstance(below, Message) and below.is_topic_message
    thread = below.message_thread_id if isinstance(below, Message) and in_topic else None
    try:
        await context.bot.send_chat_action(below.chat.id, ChatAction.UPLOAD_PHOTO, message_thread_id=thread)
    except TelegramError:
        return  # a courtesy only


def _bar(bar: Bar) -> Line:
    return (Span(f"• {bar.label}: "), Span(bar.text, strong=True))


def _source(chart: Chart) -> tuple[str, str]:
    """The source as plain text, to measure, and as HTML."""
    cited = chart.citation
    before, after = f"Quelle: {cited.study}, ", f", {cited.publisher}, {cited.locator}"
    if length(before + cited.title + after) <= SOURCE_LENGTH:
        return before + cited.title + after, escape(before) + link(cited.url, cited.title) + escape(after)
    title = "".join(span.text for line in fit([(Span(cited.title),)], SOURCE_LENGTH) for span in line)
    return f"Quelle: {title}", f"Quelle: {link(cited.url, title)}"
