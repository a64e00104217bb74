"""The commands of editors. Everybody else gets the ordinary answer to an unknown command."""

import asyncio
import io
import zipfile
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath

from telegram import Update

from bot.channels.clock import BERLIN
from bot.channels.telegram import editor_texts as texts
from bot.channels.telegram import gap_review
from bot.channels.telegram.context import BotContext, Handler, message_of
from bot.channels.telegram.rendering import Rendered, escape
from bot.channels.telegram.sending import say
from bot.editing.live import Live, Outcome
from bot.editing.writing import EditError
from bot.knowledge.files import Contents, contents
from bot.knowledge.problems import errors
from bot.understanding.decision import Kind

UNANSWERED = (Kind.NOT_REPORTED, Kind.OUT_OF_SCOPE)


async def state(update: Update, context: BotContext) -> None:
    """Version, knowledge, answers so far, and what editors can do."""
    desk = context.desk
    known, counts = desk.assistant.knowledge, desk.counts
    lines = [
        f"Version {_version()}, läuft seit {_moment(desk.started)}",
        f"Wissen geladen: {_moment(desk.editorial.live.since if desk.editorial.live else desk.started)}",
        f"Themen: {len(known.topics)}, Lücken: {len(known.gaps)}, Kennzahlen: {len(known.figures)}, "
        f"Quellen: {len(known.sources)}",
        f"Seit dem Start beantwortet: {counts[Kind.ANSWER]}, nicht beantwortet: "
        f"{sum(counts[kind] for kind in UNANSWERED)}, nachgefragt: {counts[Kind.CLARIFY]}",
    ]
    if wrong := errors(desk.editorial.live.problems) if desk.editorial.live else ():
        lines.append(f"Die Dateien haben Fehler ({len(wrong)}), es gilt das frühere Wissen: /pruefen")
    await say(update, context, Rendered(texts.message("<b>Stand</b>", lines, texts.COMMANDS)))


async def reload(update: Update, context: BotContext) -> None:
    """Read the files again, also if nothing seems to have changed."""
    if (live := await _live(update, context)) is None:
        return
    await say(update, context, Rendered(texts.CHECKING))
    outcome = await live.refresh(force=True)
    wrong = context.desk.editorial.told = errors(live.problems)
    if outcome is Outcome.SWAPPED:
        await say(update, context, Rendered(texts.RELOADED))
    else:
        await say(update, context, Rendered(texts.message(texts.REFUSED, texts.listed(wrong))))


async def check(update: Update, context: BotContext) -> None:
    """List everything that is wrong with the files."""
    if (live := await _live(update, context)) is None:
        return
    await say(update, context, Rendered(texts.CHECKING))
    problems = await live.check()
    head = f"<b>Fehler: {len(errors(problems))}, Warnungen: {len(problems) - len(errors(problems))}</b>"
    lines = texts.listed(problems)
    await say(update, context, Rendered(texts.message(head, lines) if lines else texts.ALL_FINE))


async def export(update: Update, context: BotContext) -> None:
    """Send the files as a zip that can be changed and sent back."""
    if (live := await _live(update, context)) is None:
        return
    found = await asyncio.to_thread(contents, live.folder)
    await message_of(update).reply_document(
        _zipped(found), filename=f"wissen-{context.desk.clock():%Y-%m-%d}.zip"
    )


async def undo(update: Update, context: BotContext) -> None:
    """Take back the last edit that was made through the bot."""
    if (live := await _live(update, context)) is None:
        return
    await say(update, context, Rendered(texts.CHECKING))
    try:
        what = await live.undo()
    except EditError as error:
        await say(update, context, Rendered(escape(error.message)))
    else:
        await say(update, context, Rendered(escape(f"Zurückgenommen: {what}")))


COMMAND_HANDLERS: dict[str, Handler] = {
    "stand": state,
    "neu_laden": reload,
    "pruefen": check,
    "export": export,
    "zurueck": undo,
    "luecken": gap_review.review,
}
"""Never in a menu and not in /hilfe."""


async def _live(update: Update, context: BotContext) -> Live | None:
    live = context.desk.editorial.live
    if live is None:
        await say(update, context, Rendered(texts.NO_FOLDER))
    return live


def _zipped(found: Contents) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.files.items():
            archive.writestr(PurePosixPath(name).as_posix(), content)
    return raw.getvalue()


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(BERLIN):%d.%m.%Y, %H:%M} Uhr"


def _version() -> str:
    try:
        return version("kmu-bot")
    except PackageNotFoundError:  # run from a checkout
        return "unbekannt"
