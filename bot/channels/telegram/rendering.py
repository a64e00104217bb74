"""A Reply as Telegram shows it: escaped HTML within Telegram's limits, and buttons."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from bot.answering.reply import Citation, Line, Option, Reply, Span, plain
from bot.channels.telegram.texts import NOTHING_TO_SAY
from bot.understanding.decision import Kind

TOPIC_DATA = "t:"
"""Callback data of a button that asks for a topic: this and the topic's id."""

BUTTONS_IN_GROUP = 2
"""Follow-ups under a short answer: one row that a phone can show."""

MOST_BUTTONS = 10
"""More choices than this nobody reads on a phone."""

CITATIONS_LENGTH = int(MessageLimit.MAX_TEXT_LENGTH) // 2
"""Most that citations take of a message; the rest is the answer's."""

_PER_CENT = re.compile(r"(\d(?:</b>)?) ((?:</b>)?(?:<b>)?%)")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready to be sent."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None


def render(reply: Reply, brief: bool = False) -> Rendered:
    """The reply as a message; ``brief`` is the form for groups."""
    lines = (reply.short or reply.lines) if brief else reply.lines
    cited = list(_within(_citations(reply.citations, brief), CITATIONS_LENGTH))
    room = int(MessageLimit.MAX_TEXT_LENGTH) - sum(_length(bare) + 1 for bare, _ in cited) - 1
    body = _markup(fit(lines, room))
    sources = "\n".join(marked for _, marked in cited)
    text = "\n\n".join(part for part in (body, sources) if part)
    return Rendered(bind(text) or NOTHING_TO_SAY, _follow_ups(reply, brief))


def escape(text: str) -> str:
    """Text as HTML, with what no message can carry (control characters, half characters) blanked."""
    return html.escape(clean(text), quote=False)


def clean(text: str) -> str:
    """The text without control characters and lone surrogates; line breaks stay."""
    return "".join(
        " " if unicodedata.category(char) in ("Cc", "Cs") and char != "\n" else char for char in text
    )


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
        length = sum(_length(span.text) for span in line) + 1
        if length > room:
            kept.append(_cut(line, room - 2))
            break
        kept.append(line)
        room -= length
    return tuple(kept)


def buttons(options: Iterable[Option]) -> list[InlineKeyboardButton]:
    """A button for each topic."""
    made = []
    for option in islice(options, MOST_BUTTONS):
        data = TOPIC_DATA + option.topic
        if len(data.encode("utf-8", "replace")) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
            made.append(InlineKeyboardButton(clean(option.title).strip() or "…", callback_data=data))
    return made


def _follow_ups(reply: Reply, brief: bool) -> InlineKeyboardMarkup | None:
    made = buttons(reply.options)
    if not made:
        return None
    if brief and reply.kind is not Kind.CLARIFY:
        return InlineKeyboardMarkup([made[:BUTTONS_IN_GROUP]])
    return InlineKeyboardMarkup.from_column(made)


def _markup(lines: tuple[Line, ...]) -> str:
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
        room -= _length(bare) + 1
        if room < 0:
            return
        yield bare, marked


def _cut(line: Line, room: int) -> Line:
    kept: list[Span] = []
    for span in line:
        text = ""
        for char in span.text:
            room -= _length(char)
            if room < 0:
                return (*kept, Span(f"{text}…", span.strong))
            text += char
        kept.append(span)
    return (*kept, Span("…"))


def _length(text: str) -> int:
    """Length as Telegram's entities count it: in UTF-16 units, never less than characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
