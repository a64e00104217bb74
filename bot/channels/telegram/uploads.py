"""Knowledge files that editors send: checked, shown as a diff, taken over on a press by the same editor."""

import secrets

from telegram import Document, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import TelegramError

from bot.channels.telegram import editor_texts as texts
from bot.channels.telegram.buttons import unknown_button
from bot.channels.telegram.context import BotContext, message_of, query_of
from bot.channels.telegram.editorial import Upload
from bot.channels.telegram.rendering import Rendered, escape
from bot.channels.telegram.sending import acknowledge, replace, say
from bot.editing.live import Live, Proposal
from bot.editing.upload import MOST_BYTES, TOO_BIG, with_document
from bot.editing.writing import EditError

APPLY_DATA, DISCARD_DATA = "ed:a:", "ed:d:"
PATTERN = r"ed:[ad]:[0-9a-f]{16}\Z"

ASKED_AGAIN = 50
"""Questions of people that are tried before and after."""


async def document(update: Update, context: BotContext) -> None:
    """Check a document and show what it would change."""
    sent, live = message_of(update).document, context.desk.editorial.live
    if live is None or sent is None:
        await say(update, context, Rendered(texts.NO_FOLDER))
        return
    try:
        proposal = await _proposal(update, context, live, sent)
    except EditError as error:
        await say(update, context, Rendered(escape(error.message)))
        return
    wrong = texts.listed(proposal.loaded.problems)
    if proposal.loaded.assistant is None:
        await say(update, context, Rendered(texts.message(texts.NOT_ACCEPTED, wrong)))
    elif proposal.contents == proposal.base:
        await say(update, context, Rendered(texts.NO_DIFFERENCE))
    else:
        await _offer(update, context, proposal)


async def decide(update: Update, context: BotContext) -> None:
    """Take over or discard what the same editor sent."""
    query = query_of(update)
    editorial = context.desk.editorial
    data = query.data or ""
    token = data.rpartition(":")[2]
    upload = editorial.uploads.get(token)
    if not editorial.admits(query.from_user, update.effective_chat):
        await unknown_button(update, context)
    elif upload is None or editorial.live is None:
        await acknowledge(query, texts.UPLOAD_GONE)
    elif upload.editor != query.from_user.id:
        await acknowledge(query, texts.NOT_YOURS)
    else:
        editorial.uploads.forget(token)
        await acknowledge(query)
        await replace(update, context, Rendered(await _decided(editorial.live, upload, data)))


async def _decided(live: Live, upload: Upload, data: str) -> str:
    if data.startswith(DISCARD_DATA):
        return texts.DISCARDED
    try:
        await live.apply(upload.proposal)
    except EditError as error:
        return escape(error.message)
    return texts.APPLIED


async def _proposal(update: Update, context: BotContext, live: Live, sent: Document) -> Proposal:
    if (sent.file_size or 0) > MOST_BYTES:
        raise EditError(TOO_BIG)
    try:
        raw = bytes(await (await sent.get_file()).download_as_bytearray())
    except TelegramError:
        raise EditError(texts.DOWNLOAD_FAILED) from None
    name = sent.file_name or ""
    asked = await context.desk.journal.questions.texts(ASKED_AGAIN)
    await say(update, context, Rendered(texts.CHECKING))
    return await live.propose(f"Dokument {name}", lambda base: with_document(base, name, raw), asked)


async def _offer(update: Update, context: BotContext, proposal: Proposal) -> None:
    user = update.effective_user
    if user is None:
        return
    token = secrets.token_hex(8)
    context.desk.editorial.uploads.remember(token, Upload(user.id, proposal))
    keyboard = InlineKeyboardMarkup.from_row(
        [
            InlineKeyboardButton(texts.APPLY, callback_data=APPLY_DATA + token),
            InlineKeyboardButton(texts.DISCARD, callback_data=DISCARD_DATA + token),
        ]
    )
    changes = proposal.loaded.changes
    warnings = len(proposal.loaded.problems)
    foot = f"Warnungen: {warnings}" if warnings else ""
    if texts.fitting(changes)[1]:
        everything = "\n".join(changes).encode()
        await message_of(update).reply_document(everything, filename=texts.ALL_CHANGES)
    await say(update, context, Rendered(texts.message(texts.PROPOSED, changes, foot), keyboard))
