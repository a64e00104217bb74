"""Sending: into the chat and the forum topic that an update came from."""

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest

from bot.answering.reply import Reply
from bot.assistant import Context
from bot.channels.telegram.context import BotContext, conversation_of, in_group
from bot.channels.telegram.rendering import Rendered, render


async def say(update: Update, context: BotContext, rendered: Rendered) -> None:
    """Send a message to where the update came from."""
    message = update.effective_message
    if isinstance(message, Message):
        # reply_text stays in the forum topic; in groups it also points at the person's message.
        await message.reply_text(rendered.text, reply_markup=rendered.keyboard)
    elif update.effective_chat:  # a button under a message too old for Telegram to show us
        await context.bot.send_message(
            update.effective_chat.id, rendered.text, reply_markup=rendered.keyboard
        )


async def show(update: Update, context: BotContext, reply: Reply) -> None:
    """Send a reply and remember it, so that the person can ask on."""
    # Before the first await: a quick second question must already find this context.
    context.desk.conversations.remember(conversation_of(update), Context.after(reply))
    await say(update, context, render(reply, brief=in_group(update)))


async def replace(update: Update, context: BotContext, rendered: Rendered) -> None:
    """Put other text and buttons in place of the message whose button was pressed."""
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        return await say(update, context, rendered)
    try:
        await query.edit_message_text(rendered.text, reply_markup=rendered.keyboard)
    except BadRequest as error:
        if "not modified" in error.message:  # pressed twice: what was wanted is there already
            return None
        return await say(update, context, rendered)  # deleted, or too old to be edited
    return None


async def acknowledge(query: CallbackQuery | None, text: str | None = None) -> None:
    """Stop the button's waiting sign; ``text`` is shown in a window of its own."""
    if query is None:
        return
    try:
        await query.answer(text, show_alert=text is not None)
    except BadRequest:
        # Pressed long ago, e.g. while the bot was off: the sign is gone, the answer still counts.
        return
