"""Several replies to one message as one reply, in order."""

from dataclasses import replace

from bot.answering.reply import Citation, Line, Reply
from bot.knowledge.model import RELATED_LIMIT


def joined(replies: tuple[Reply, ...]) -> Reply:
    """The first reply, followed by the lines, figures and sources of the others, none of them twice."""
    first, *rest = replies
    for reply in rest:
        new = _new(reply.lines, first.lines)
        first = replace(
            first,
            confidence=min(first.confidence, reply.confidence),
            lines=(*first.lines, (), *new) if new else first.lines,
            short=(*first.short, *_new(reply.short, first.short)),
            figures=tuple({figure.id: figure for figure in (*first.figures, *reply.figures)}.values()),
            citations=tuple(dict.fromkeys((*first.citations, *reply.citations))),
            short_citations=tuple(dict.fromkeys((*_short(first), *_short(reply)))),
            options=tuple(dict.fromkeys((*first.options, *reply.options)))[:RELATED_LIMIT],
            chart=first.chart or reply.chart,
        )
    return first


def _new(lines: tuple[Line, ...], told: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines that are not told yet: options of one distribution share its note."""
    return tuple(line for line in lines if line not in told)


def _short(reply: Reply) -> tuple[Citation, ...]:
    return reply.short_citations or reply.citations
