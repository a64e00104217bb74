"""/meine_daten and /loeschen: everything that is kept of the person who asks, shown or deleted."""

from collections.abc import Iterator
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.channels.conversations import FORGET_AFTER_MINUTES
from bot.channels.memory import MINUTE, Memory
from bot.channels.telegram import texts
from bot.channels.telegram.context import BotContext, Desk, in_group, query_of
from bot.channels.telegram.editorial import WAITING
from bot.channels.telegram.rendering import Rendered
from bot.channels.telegram.sending import acknowledge, replace, say
from bot.journal.journal import Kept
from bot.journal.votes import Opinion

YES_DATA, NO_DATA = "l:j", "l:n"
PATTERN = r"l:[jn]\Z"


async def show(update: Update, context: BotContext) -> None:
    """List what is kept of the person."""
    person = _person(update)
    if person is None:
        return await _point_to_private_chat(update, context)
    desk = context.desk
    lines = [*_in_database(await desk.journal.kept_of(person)), *_in_memory(desk, person)]
    if person in desk.editorial.ids:
        lines.append(texts.KEPT_EDITOR)
    said = _listed(texts.KEPT, lines) if lines else texts.KEPT_NOTHING
    await say(update, context, Rendered(f"{said}\n\n{texts.KEPT_FOOT}"))
    return None


async def ask(update: Update, context: BotContext) -> None:
    """Ask whether everything is to be deleted."""
    if _person(update) is None:
        return await _point_to_private_chat(update, context)
    buttons = [
        InlineKeyboardButton(texts.DELETE_YES, callback_data=YES_DATA),
        InlineKeyboardButton(texts.DELETE_NO, callback_data=NO_DATA),
    ]
    await say(update, context, Rendered(texts.DELETE_ALL, InlineKeyboardMarkup.from_row(buttons)))
    return None


async def decide(update: Update, context: BotContext) -> None:
    """Delete everything, or leave it, and say what was deleted."""
    query = query_of(update)
    person = _person(update)
    if person is None:  # made up: the question is never asked elsewhere
        return await acknowledge(query, texts.WRITE_PRIVATELY)
    if query.data != YES_DATA:
        await acknowledge(query)
        return await replace(update, context, Rendered(texts.NOT_DELETED))
    lines = [*_in_database(await context.desk.journal.forget_person(person))]
    lines += _in_memory(context.desk, person)
    for memory, key in _remembered(context.desk, person):
        memory.forget(key)
    if not lines:  # perhaps pressed twice: what the first press said stays
        return await acknowledge(query, texts.KEPT_NOTHING)
    await acknowledge(query)
    return await replace(update, context, Rendered(_listed(texts.DELETED, lines)))


def _person(update: Update) -> int | None:
    """Who speaks in a private chat, whose id is the person's; None elsewhere."""
    user = update.effective_user
    return (
        user.id if user is not None and update.effective_chat is not None and not in_group(update) else None
    )


async def _point_to_private_chat(update: Update, context: BotContext) -> None:
    await say(update, context, Rendered(texts.WRITE_PRIVATELY))


def _in_database(kept: Kept) -> Iterator[str]:
    if (subscription := kept.subscription) is not None:
        day = subscription.last_day
        last = texts.KEPT_LAST_FACT.format(day=f"{day:%d.%m.%Y}") if day and subscription.last_topic else ""
        yield texts.KEPT_SUBSCRIPTION.format(chat=subscription.chat, hour=subscription.hour) + last
    if kept.votes:
        opinions = list(kept.votes.values())
        yield texts.KEPT_VOTES.format(up=opinions.count(Opinion.UP), down=opinions.count(Opinion.DOWN))
    if kept.quiz is not None:
        yield texts.KEPT_QUIZ


def _in_memory(desk: Desk, person: int) -> Iterator[str]:
    memories = {id(memory) for memory, _ in _remembered(desk, person)}
    special = {
        id(desk.recent.asked): texts.KEPT_ASKED.format(minutes=FORGET_AFTER_MINUTES),
        id(desk.editorial.uploads): texts.KEPT_UPLOAD.format(minutes=int(WAITING / MINUTE)),
    }
    if memories - special.keys():
        yield texts.KEPT_IN_MEMORY.format(minutes=FORGET_AFTER_MINUTES)
    yield from (said for memory, said in special.items() if memory in memories)


def _remembered(desk: Desk, person: int) -> Iterator[tuple[Memory[Any], Any]]:
    """Memories and the keys in them that concern the person: conversations also in groups."""
    for key in desk.conversations.known():
        if isinstance(key, tuple) and person in key:
            yield desk.conversations, key
    for memory in desk.recent.memories():
        for key in memory.known():
            if person == (key[0] if isinstance(key, tuple) else key):
                yield memory, key
    for token in desk.editorial.uploads.known():
        upload = desk.editorial.uploads.get(token)
        if upload is not None and upload.editor == person:
            yield desk.editorial.uploads, token


def _listed(title: str, lines: list[str]) -> str:
    return "\n".join((title, *(f"• {line}" for line in lines)))
