"""A Reply without any markup: what a pipe, a JSON object and a terminal have in common."""

import re

from bot.answering.reply import Citation, Reply, plain


def plain_text(reply: Reply) -> str:
    """The whole text with its sources, as a person reads it."""
    sources = "\n".join(citation_line(cited) for cited in citations(reply))
    return "\n\n".join(part for part in (clean(plain(reply.lines)).strip(), sources) if part)


def citations(reply: Reply) -> tuple[Citation, ...]:
    """Each source of the reply once; that of its chart too."""
    charted = (reply.chart.citation,) if reply.chart else ()
    return tuple(dict.fromkeys((*reply.citations, *charted)))


def citation_line(cited: Citation, separator: str = ", ") -> str:
    """A source in words and, after the separator, its address."""
    words = f"Quelle: {cited.study}, „{cited.title}“, {cited.publisher}, {cited.locator}"
    return clean(f"{words}{separator}{cited.url}")


def clean(text: str) -> str:
    """The text without control characters (a terminal obeys some) and halves of characters."""
    return _UNPRINTABLE.sub(" ", text)


_UNPRINTABLE = re.compile("[\x00-\t\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Unicode's categories Cc and Cs but for the end of a line."""
