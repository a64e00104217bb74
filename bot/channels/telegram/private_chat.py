"""What happens with commands, questions and buttons; groups share it (addressing.py says what reaches it)."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import CallbackQuery, Message, Update

from bot.channels.telegram import texts, topics_menu
from bot.channels.telegram.addressing import question_of
from bot.channels.telegram.context import BotContext, conversation_of
from bot.channels.telegram.rendering import TOPIC_DATA, Rendered
from bot.channels.telegram.sending import acknowledge, replace, say, show
from bot.channels.telegram.sources import sources

Handler = Callable[[Update, BotContext], Coroutine[Any, Any, None]]

DEEP_LINK = "thema_"
"""A start parameter that opens a topic: this and its id, as in t.me/<bot>?start=thema_strategie."""


async def start(update: Update, context: BotContext) -> None:
    """Greet, or show the topic that a deep link names."""
    parameter = context.args[0] if context.args else ""
    if not parameter.startswith(DEEP_LINK):
        await say(update, context, Rendered(texts.GREETING))
    elif reply := context.desk.assistant.topic(parameter.removeprefix(DEEP_LINK)):
        await show(update, context, reply)
    else:
        await say(update, context, Rendered(f"{texts.TOPIC_GONE}\n\n{texts.GREETING}"))


async def help_command(update: Update, context: BotContext) -> None:
    """Say how to ask, and list the commands."""
    await say(update, context, Rendered(texts.HELP))


async def topics(update: Update, context: BotContext) -> None:
    """Show the areas as buttons."""
    await say(update, context, topics_menu.areas(context.desk.assistant.knowledge))


async def source(update: Update, context: BotContext) -> None:
    """List the sources."""
    await say(update, context, sources(context.desk.assistant.knowledge))


async def privacy(update: Update, context: BotContext) -> None:
    """Say what is remembered, and for how long."""
    await say(update, context, Rendered(texts.PRIVACY))


async def unknown_command(update: Update, context: BotContext) -> None:
    """Point to the commands that exist."""
    await say(update, context, Rendered(texts.UNKNOWN_COMMAND))


async def question(update: Update, context: BotContext) -> None:
    """Answer a question that somebody wrote."""
    before = context.desk.conversations.recall(conversation_of(update))
    await show(update, context, context.desk.assistant.reply(question_of(_message(update)), before))


async def not_text(update: Update, context: BotContext) -> None:
    """Ask for text: a picture or a voice message cannot be read."""
    await say(update, context, Rendered(texts.TEXT_ONLY))


async def topic_button(update: Update, context: BotContext) -> None:
    """Answer with the topic whose button was pressed."""
    query = _query(update)
    reply = context.desk.assistant.topic((query.data or "").removeprefix(TOPIC_DATA))
    if reply is None:
        await acknowledge(query, texts.TOPIC_GONE)
    elif query.message is None:  # a button under a message sent through the inline mode
        await acknowledge(query, texts.ASK_DIRECTLY)
    else:
        await acknowledge(query)
        await show(update, context, reply)


async def area_button(update: Update, context: BotContext) -> None:
    """Show the topics of the area whose button was pressed, in place of the areas."""
    query = _query(update)
    page = topics_menu.area(context.desk.assistant.knowledge, query.data or "")
    if page is None:
        await acknowledge(query, texts.AREA_GONE)
    else:
        await acknowledge(query)
        await replace(update, context, page)


async def areas_button(update: Update, context: BotContext) -> None:
    """Go back to all areas."""
    await acknowledge(update.callback_query)
    await replace(update, context, topics_menu.areas(context.desk.assistant.knowledge))


async def unknown_button(update: Update, context: BotContext) -> None:  # noqa: ARG001 - PTB's signature
    """A button of an older version, or data that somebody made up."""
    await acknowledge(update.callback_query, texts.TOPIC_GONE)


COMMAND_HANDLERS: dict[str, Handler] = {
    "start": start,
    "themen": topics,
    "quelle": source,
    "hilfe": help_command,
    "datenschutz": privacy,
}
"""The handler of each command in commands.py."""


def _message(update: Update) -> Message:
    if update.message is None:
        raise LookupError("registered for messages only")
    return update.message


def _query(update: Update) -> CallbackQuery:
    if update.callback_query is None:
        raise LookupError("registered for callback queries only")
    return update.callback_query
