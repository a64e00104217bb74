"""Who may change what concerns a whole group."""

from telegram import Chat, Update
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden

from bot.channels.telegram.context import BotContext

_ADMINS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)


async def may_change(update: Update, context: BotContext) -> bool:
    """In a private chat its owner, in a group its admins, also those who write anonymously.

    Asked of Telegram each time: an admin of yesterday may be none today.
    """
    chat, user, message = update.effective_chat, update.effective_user, update.message
    if chat is None or user is None or chat.type == Chat.CHANNEL:
        return False
    if chat.type == Chat.PRIVATE:
        return True
    if message is not None and message.sender_chat is not None:
        # All anonymous admins share one user id; Telegram writes the group itself as their sender.
        # A pressed button comes with the real user, even from them.
        return message.sender_chat.id == chat.id
    try:
        member = await context.bot.get_chat_member(chat.id, user.id)
    except (BadRequest, Forbidden):  # e.g. the person has left
        return False
    return member.status in _ADMINS
