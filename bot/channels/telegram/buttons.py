"""What happens when somebody presses a button under an answer or in a menu."""

from telegram import Update

from bot.channels.telegram import groups, texts, topics_menu
from bot.channels.telegram.context import BotContext, chat_of, in_group, query_of
from bot.channels.telegram.keyboards import CHOICE_DATA, SOURCE_DATA, TOPIC_DATA
from bot.channels.telegram.recent import answering
from bot.channels.telegram.sending import acknowledge, replace, say, show, show_in_place
from bot.channels.telegram.sources import sources


async def topic_button(update: Update, context: BotContext) -> None:
    """Answer with the topic whose button was pressed, in a message of its own."""
    query = query_of(update)
    topic = (query.data or "").removeprefix(TOPIC_DATA)
    reply = context.desk.assistant.topic(topic)
    if reply is None:
        await acknowledge(query, texts.TOPIC_GONE)
    elif query.message is None:  # a button under a message sent through the inline mode
        await acknowledge(query, texts.ASK_DIRECTLY)
    elif not await groups.facts_wanted(update, context):
        await acknowledge(query, texts.QUICK_FACTS_OFF)
    elif in_group(update) and context.desk.recent.repeats.get((chat_of(update), topic)):
        await acknowledge(query, texts.ANSWERED_ABOVE, alert=False)
    else:
        await acknowledge(query)
        before = context.desk.conversations.recall(chat_of(update))
        with answering(context.desk.recent.repeats, (chat_of(update), topic), before):
            await show(update, context, reply)


async def choice_button(update: Update, context: BotContext) -> None:
    """Answer with the chosen topic, in place of the choices."""
    query = query_of(update)
    reply = context.desk.assistant.topic((query.data or "").removeprefix(CHOICE_DATA))
    if reply is None:
        await acknowledge(query, texts.TOPIC_GONE)
    else:
        await acknowledge(query)
        await show_in_place(update, context, reply)


async def source_button(update: Update, context: BotContext) -> None:
    """Describe the sources of an answer."""
    query = query_of(update)
    known = context.desk.assistant.knowledge
    ids = [key for key in (query.data or "").removeprefix(SOURCE_DATA).split(",") if key in known.sources]
    if not ids:
        await acknowledge(query, texts.SOURCE_GONE)
    else:
        await acknowledge(query)
        await say(update, context, sources(known, ids))


async def area_button(update: Update, context: BotContext) -> None:
    """Show the topics of the area whose button was pressed, in place of the areas."""
    query = query_of(update)
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
