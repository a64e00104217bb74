"""Commands and questions; groups share the commands (addressing.py says what reaches the bot there)."""

from telegram import Update

from bot.channels.telegram import groups, links, personal_data, texts, topics_menu
from bot.channels.telegram.addressing import question_of
from bot.channels.telegram.answers import answer
from bot.channels.telegram.context import BotContext, Handler, chat_of, in_group, message_of
from bot.channels.telegram.facts import some_fact
from bot.channels.telegram.privacy import privacy as privacy_text
from bot.channels.telegram.quiz import quiz
from bot.channels.telegram.rendering import Rendered
from bot.channels.telegram.sending import say, show
from bot.channels.telegram.settings_menu import settings
from bot.channels.telegram.sources import sources
from bot.channels.telegram.subscribing import stop, subscribe

MOST_TOPICS = 5
"""Topics that /thema offers for a word: as many as can be chosen by number."""


async def start(update: Update, context: BotContext) -> None:
    """Greet, or show the topic that a deep link names."""
    parameter = context.words
    if parameter.startswith(links.TOPIC):
        reply = context.desk.assistant.topic(parameter.removeprefix(links.TOPIC))
        if reply:
            await show(update, context, reply)
        else:
            await say(update, context, Rendered(texts.TOPIC_GONE))
    elif in_group(update):
        await groups.greet(update, context)
    else:
        await say(update, context, Rendered(texts.ASK_HERE if parameter == links.ASK else texts.GREETING))


async def help_command(update: Update, context: BotContext) -> None:
    """Say how to ask, and list the commands."""
    await say(update, context, Rendered(texts.HELP))


async def topics(update: Update, context: BotContext) -> None:
    """Show the areas as buttons."""
    await say(update, context, topics_menu.areas(context.desk.assistant.knowledge))


async def topic(update: Update, context: BotContext) -> None:
    """Offer the topics that fit a word; without a word, all of them."""
    assistant = context.desk.assistant
    if not context.words:
        return await topics(update, context)
    fitting = assistant.suggestions(context.words, MOST_TOPICS)
    reply = assistant.choice(found.topic for found in fitting)
    if reply is None:
        menu = topics_menu.areas(assistant.knowledge)
        await say(update, context, Rendered(texts.NO_SUCH_TOPIC, menu.keyboard))
    else:
        await show(update, context, reply)
    return None


async def fact(update: Update, context: BotContext) -> None:
    """Answer the words behind the command, or tell some fact."""
    if groups.busy(update, context) or not await groups.facts_wanted(update, context):
        return
    if context.words:
        await answer(update, context, context.words)
        return
    recent, chat = context.desk.recent, chat_of(update)
    chosen = some_fact(context.desk.assistant, recent.facts.get(chat))
    reply = context.desk.assistant.topic(chosen) if chosen else None
    if chosen and reply:
        recent.facts.remember(chat, chosen)
        await show(update, context, reply)
    else:
        await say(update, context, Rendered(texts.NO_FACTS))


async def source(update: Update, context: BotContext) -> None:
    """List the sources."""
    await say(update, context, sources(context.desk.assistant.knowledge))


async def privacy(update: Update, context: BotContext) -> None:
    """Say what is remembered, and for how long."""
    await say(update, context, Rendered(privacy_text(context.desk.questions_kept)))


async def unknown_command(update: Update, context: BotContext) -> None:
    """Point to the commands that exist."""
    await say(update, context, Rendered(texts.UNKNOWN_COMMAND))


async def question(update: Update, context: BotContext) -> None:
    """Answer a question that somebody wrote."""
    if not groups.busy(update, context) and await groups.facts_wanted(update, context):
        await answer(update, context, question_of(message_of(update)))


async def not_text(update: Update, context: BotContext) -> None:
    """Ask for text: a picture or a voice message cannot be read."""
    await say(update, context, Rendered(texts.TEXT_ONLY))


COMMAND_HANDLERS: dict[str, Handler] = {
    "start": start,
    "fakt": fact,
    "themen": topics,
    "thema": topic,
    "quelle": source,
    "quiz": quiz,
    "abo": subscribe,
    "stop": stop,
    "einstellungen": settings,
    "hilfe": help_command,
    "datenschutz": privacy,
    "meine_daten": personal_data.show,
    "loeschen": personal_data.ask,
}
"""The handler of each command in commands.py."""
