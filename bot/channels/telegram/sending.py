"""Sending: into the chat and the forum topic that an update came from."""

from dataclasses import replace as changed
from datetime import timedelta

from telegram import CallbackQuery, Message, Update
from telegram.constants import MessageLimit
from telegram.error import BadRequest, ChatMigrated

from bot.answering.reply import Reply
from bot.assistant import Context
from bot.channels.telegram import texts
from bot.channels.telegram.context import BotContext, chat_of, conversation_of, in_group
from bot.channels.telegram.rendering import Rendered, length, render

LATE_AFTER = timedelta(minutes=30)
"""From then on an answer says which message it belongs to."""


async def say(
    update: Update, context: BotContext, rendered: Rendered, reply_to: int | None = None
) -> Message | None:
    """Send a message to where the update came from, as a reply to ``reply_to`` if that is given."""
    message, chat = update.effective_message, chat_of(update)
    rendered = _dated(update, context, rendered)
    try:
        if isinstance(message, Message):
            # reply_text stays in the forum topic; in groups it also points at the person's message.
            return await message.reply_text(
                rendered.text, reply_markup=rendered.keyboard, reply_to_message_id=reply_to
            )
        if chat:  # a button under a message too old for Telegram to show us
            return await context.bot.send_message(chat, rendered.text, reply_markup=rendered.keyboard)
    except ChatMigrated as moved:  # the group became a supergroup a moment ago
        await context.desk.journal.move_chat(chat, moved.new_chat_id)
        return await context.bot.send_message(
            moved.new_chat_id, rendered.text, reply_markup=rendered.keyboard
        )
    return None


def _dated(update: Update, context: BotContext, rendered: Rendered) -> Rendered:
    """With the time of the question, if that was long ago: the bot was off, or Telegram out of reach."""
    message, now = update.message, context.desk.clock()
    if message is None or now - message.date < LATE_AFTER:
        return rendered
    asked = message.date.astimezone(now.tzinfo)
    when = f"{asked:%H:%M} Uhr" if asked.date() == now.date() else f"{asked:%d.%m., %H:%M} Uhr"
    text = texts.LATE.format(when=when) + rendered.text
    return changed(rendered, text=text) if length(text) <= MessageLimit.MAX_TEXT_LENGTH else rendered


async def show(update: Update, context: BotContext, reply: Reply) -> Message | None:
    """Send a reply and remember it, so that the person can ask on."""
    sent = await say(update, context, remembered(update, context, reply))
    if sent is not None and not in_group(update):
        remember_alternatives(context, (sent.chat_id, sent.message_id), reply)
    return sent


async def show_in_place(update: Update, context: BotContext, reply: Reply) -> None:
    """Put a reply in place of the message whose button was pressed, and remember it."""
    await replace(update, context, remembered(update, context, reply))


def remembered(update: Update, context: BotContext, reply: Reply) -> Rendered:
    """The reply as a message; remembered before it is sent: a quick second question must find it."""
    conversation = conversation_of(update)
    before = context.desk.conversations.recall(conversation)
    context.desk.conversations.remember(conversation, Context.after(reply, before))
    return render(reply, brief=in_group(update), me=context.bot.bot)


def remember_alternatives(context: BotContext, answer: tuple[int, int], reply: Reply) -> None:
    """Keep what else may have been meant, for the button under the answer (chat and message)."""
    context.desk.recent.alternatives.remember(answer, tuple(option.topic for option in reply.alternatives))


async def replace(update: Update, context: BotContext, rendered: Rendered) -> None:
    """Put other text and buttons in place of the message whose button was pressed."""
    message = update.callback_query.message if update.callback_query else None
    if not isinstance(message, Message) or not await edit(
        context, message.chat_id, message.message_id, rendered
    ):
        await say(update, context, rendered)


async def edit(context: BotContext, chat: int, message: int, rendered: Rendered) -> bool:
    """Edit one of our messages; False if it was deleted or is too old."""
    try:
        await context.bot.edit_message_text(
            rendered.text, chat_id=chat, message_id=message, reply_markup=rendered.keyboard
        )
    except BadRequest as error:
        return "not modified" in error.message  # pressed twice: what was wanted is there already
    return True


async def acknowledge(query: CallbackQuery | None, text: str | None = None, alert: bool = True) -> None:
    """Stop the button's waiting sign; ``text`` is shown in a window of its own, or above for a moment."""
    if query is None:
        return
    try:
        await query.answer(text, show_alert=alert and text is not None)
    except BadRequest:
        # Pressed long ago, e.g. while the bot was off: the sign is gone, the answer still counts.
        return
