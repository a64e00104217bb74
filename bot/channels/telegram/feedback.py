"""Whether an answer helped, and what else may have been meant."""

from datetime import UTC, datetime

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest

from bot.channels.telegram import texts, unanswered
from bot.channels.telegram.context import BotContext, query_of
from bot.channels.telegram.keyboards import DOWN_DATA, UP_DATA
from bot.channels.telegram.sending import acknowledge, show
from bot.journal.votes import Opinion
from bot.knowledge.model import Knowledge

OPINIONS = {UP_DATA: Opinion.UP, DOWN_DATA: Opinion.DOWN}


async def vote(update: Update, context: BotContext) -> None:
    """Count a person's vote in place of an earlier one, and mark its button."""
    query = query_of(update)
    data = query.data or ""
    kind, answered = data[: len(UP_DATA)], data[len(UP_DATA) :]
    if not _known(answered, context.desk.assistant.knowledge):
        return await acknowledge(query, texts.TOPIC_GONE)
    today = datetime.now(UTC).date()
    new = await context.desk.journal.votes.cast(answered, query.from_user.id, OPINIONS[kind], today)
    await acknowledge(query, texts.THANKS if new else texts.VOTED_ALREADY, alert=False)
    if new and OPINIONS[kind] is Opinion.DOWN:
        await unanswered.downvoted(context, query, answered)
    if isinstance(query.message, Message) and query.message.reply_markup:
        await _mark(query.message, query.message.reply_markup, data)
    return None


async def not_meant(update: Update, context: BotContext) -> None:
    """Offer the topics that came next for the question; only their ids were kept."""
    query = query_of(update)
    kept = context.desk.recent.alternatives
    answer = (query.message.chat.id, query.message.message_id) if query.message else None
    offered = context.desk.assistant.choice(kept.get(answer) or ())
    if offered is None:
        await acknowledge(query, texts.TOO_LONG_AGO)
    else:
        await acknowledge(query)
        await show(update, context, offered)


def _known(answered: str, knowledge: Knowledge) -> bool:
    return any(answered in entries for entries in (knowledge.topics, knowledge.gaps, knowledge.figures))


async def _mark(message: Message, keyboard: InlineKeyboardMarkup, chosen: str) -> None:
    rows = [[_marked(button, chosen) for button in row] for row in keyboard.inline_keyboard]
    try:
        await message.edit_reply_markup(InlineKeyboardMarkup(rows))
    except BadRequest:  # as it was, deleted or too old: the vote counts all the same
        return


def _marked(button: InlineKeyboardButton, chosen: str) -> InlineKeyboardButton:
    data = str(button.callback_data or "")
    if not data.startswith(tuple(OPINIONS)):
        return button
    bare = texts.UP if data.startswith(UP_DATA) else texts.DOWN
    return InlineKeyboardButton(bare + texts.CHOSEN * (data == chosen), callback_data=data)
