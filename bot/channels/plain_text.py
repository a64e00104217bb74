"""A Reply without any markup: what a pipe, a JSON object and a terminal have in common."""

import unicodedata

from bot.answering.reply import Citation, Reply, plain


def plain_text(reply: Reply) -> str:
    """The whole text with its sources, as a person reads it."""
    parts = (clean(plain(reply.lines)).strip(), "\n".join(citation_lines(reply)))
    return "\n\n".join(part for part in parts if part)


def citation_lines(reply: Reply) -> tuple[str, ...]:
    """Each source of the reply once, one line each; that of its chart too."""
    charted = (reply.chart.citation,) if reply.chart else ()
    return tuple(dict.fromkeys(_line(cited) for cited in (*reply.citations, *charted)))


def clean(text: str) -> str:
    """The text without control characters (a terminal obeys some) and halves of characters."""
    return "".join(
        " " if unicodedata.category(char) in ("Cc", "Cs") and char != "\n" else char for char in text
    )


def _line(cited: Citation) -> str:
    return clean(f"Quelle: {cited.study}, „{cited.title}“, {cited.publisher}, {cited.locator}, {cited.url}")
