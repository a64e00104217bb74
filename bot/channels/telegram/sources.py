"""The text of /quelle: every source and what it covers."""

from collections.abc import Iterable

from telegram.constants import MessageLimit

from bot.channels.telegram.rendering import Rendered, bind, escape, link
from bot.knowledge.model import Knowledge, Source

NO_SOURCES = "Zurzeit sind keine Quellen hinterlegt."


def sources(knowledge: Knowledge, only: Iterable[str] | None = None) -> Rendered:
    """All sources or ``only`` some, the one that wins where they differ first; as many as a message holds."""
    chosen = knowledge.sources if only is None else dict.fromkeys(only)
    text = ""
    for source in sorted((knowledge.sources[key] for key in chosen), key=lambda source: source.rank):
        entry = _entry(source)
        # The markup is counted too, so that this stays on the safe side.
        if len(text) + len(entry) + 2 > MessageLimit.MAX_TEXT_LENGTH:
            break
        text = f"{text}\n\n{entry}" if text else f"<b>Woher die Zahlen stammen</b>\n\n{entry}"
    return Rendered(bind(text) or NO_SOURCES)


def _entry(source: Source) -> str:
    return (
        f"{link(source.url, source.title)}\n"
        f"{escape(source.publisher)} · erschienen: {escape(source.published)}\n"
        f"Studie: {escape(source.study)}\n"
        f"Deckt ab: {escape(source.covers)}"
    )
