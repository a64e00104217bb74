"""A Reply as Telegram shows it: escaped HTML within Telegram's limits, and buttons."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, User
from telegram.constants import MessageLimit

from bot.answering.reply import Citation, Line, Reply, Span, plain
from bot.channels.plain_text import clean
from bot.channels.telegram.keyboards import keyboard
from bot.channels.telegram.texts import NOTHING_TO_SAY

CITATIONS_LENGTH = int(MessageLimit.MAX_TEXT_LENGTH) // 2
"""Most that citations take of a message; the rest is the answer's."""

_PER_CENT = re.compile(r"(\d(?:</b>)?) ((?:</b>)?(?:<b>)?%)")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready to be sent."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None


def render(reply: Reply, brief: bool = False, me: User | None = None) -> Rendered:
    """The reply as a message; ``brief`` is the form for groups, ``me`` the bot that can be linked to."""
    lines = (reply.short or reply.lines) if brief else reply.lines
    sources = (reply.short_citations or reply.citations) if brief else reply.citations
    cited = list(_within(_citations(sources, brief), CITATIONS_LENGTH))
    room = int(MessageLimit.MAX_TEXT_LENGTH) - sum(length(bare) + 1 for bare, _ in cited) - 1
    body = markup(fit(lines, room))
    below = "\n".join(marked for _, marked in cited)
    text = "\n\n".join(part for part in (body, below) if part)
    return Rendered(bind(text) or NOTHING_TO_SAY, keyboard(reply, brief, me))


def escape(text: str) -> str:
    """Text as HTML, with what no message can carry (control characters, half characters) blanked."""
    return html.escape(clean(text), quote=False)


def link(url: str, title: str) -> str:
    """A link as HTML."""
    return f'<a href="{html.escape(clean(url))}">{escape(title)}</a>'


def bind(markup: str) -> str:
    """HTML in which no line ends between a number and its per cent sign."""
    return _PER_CENT.sub("\\1\u00a0\\2", markup)


def fit(lines: Iterable[Line], room: int) -> tuple[Line, ...]:
    """As much of the lines as ``room`` allows; a cut is marked with „…“."""
    kept: list[Line] = []
    for line in lines:
        size = sum(length(span.text) for span in line) + 1
        if size > room:
            kept.append(_cut(line, room - 2))
            break
        kept.append(line)
        room -= size
    return tuple(kept)


def markup(lines: tuple[Line, ...]) -> str:
    """The lines as HTML; empty if there is nothing to see in them."""
    if not _visible(plain(lines)):
        return ""
    return "\n".join("".join(_span(span) for span in line) for line in lines).strip()


def _span(span: Span) -> str:
    return f"<b>{escape(span.text)}</b>" if span.strong and span.text.strip() else escape(span.text)


def _visible(text: str) -> bool:
    """Whether there is anything to see; Telegram refuses a message of blanks."""
    return any(unicodedata.category(char)[0] not in "ZC" for char in text)


def _citations(citations: Iterable[Citation], brief: bool) -> Iterator[tuple[str, str]]:
    """Each citation once, as plain text (to measure) and as HTML."""
    for cited in dict.fromkeys(citations):
        before = "Quelle: " if brief else f"Quelle: {cited.study}, "
        after = f", {cited.publisher}, {cited.locator}"
        yield (
            clean(before + cited.title + after),
            escape(before) + link(cited.url, cited.title) + escape(after),
        )


def _within(parts: Iterable[tuple[str, str]], room: int) -> Iterator[tuple[str, str]]:
    for bare, marked in parts:
        room -= length(bare) + 1
        if room < 0:
            return
        yield bare, marked


def _cut(line: Line, room: int) -> Line:
    kept: list[Span] = []
    for span in line:
        text = ""
        for char in span.text:
            room -= length(char)
            if room < 0:
                return (*kept, Span(f"{text}…", span.strong))
            text += char
        kept.append(span)
    return (*kept, Span("…"))


def length(text: str) -> int:
    """Length as Telegram's entities count it: in UTF-16 units, never less than characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
