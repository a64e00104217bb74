"""The buttons under a reply, and the data they carry. Telegram allows 64 bytes: ids, never a text."""

from collections.abc import Iterable
from itertools import islice

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, SwitchInlineQueryChosenChat, User
from telegram.constants import InlineKeyboardButtonLimit

from bot.answering.reply import Option, Reply
from bot.channels.plain_text import clean
from bot.channels.telegram import texts
from bot.channels.telegram.links import deep_link, share_link
from bot.understanding.decision import Kind

TOPIC_DATA = "t:"
"""Asks for a topic in a message of its own: this and the topic's id."""

CHOICE_DATA = "c:"
"""Asks for a topic in place of the choices: this and the topic's id."""

CHART_DATA = "g:"
"""Asks for a chart: this and the distribution's id."""

SOURCE_DATA = "q:"
"""Asks for sources: this and their ids, with commas between them."""

UP_DATA, DOWN_DATA = "v:u:", "v:d:"
"""A vote: this and the id of the topic, gap or figure that was answered."""

NOT_MEANT_DATA = "n"
"""Asks for other topics than the answered one."""

AREAS_DATA = "b"
"""Leads to all areas; with a key and a page it stands for one area."""

IN_GROUP = 2
"""Buttons under a short answer: one row that a phone can show."""

MOST_BUTTONS = 10
"""More choices than this nobody reads on a phone."""

MOST_IN_ROW = 8
"""Telegram shows no more side by side."""

Rows = list[list[InlineKeyboardButton]]


def keyboard(reply: Reply, brief: bool, me: User | None) -> InlineKeyboardMarkup | None:
    """All buttons under a reply; ``brief`` is the form for groups: one row."""
    rows = _brief(reply) if brief else _full(reply, me)
    rows = [row for row in rows if row]
    return InlineKeyboardMarkup(rows) if rows else None


def topic_buttons(options: Iterable[Option], prefix: str = TOPIC_DATA) -> list[InlineKeyboardButton]:
    """A button for each topic, as far as its data fits."""
    made = (button(option.title, prefix + option.topic) for option in islice(options, MOST_BUTTONS))
    return [found for found in made if found is not None]


def button(text: str, data: str) -> InlineKeyboardButton | None:
    """A button, or None if Telegram would refuse its data."""
    if not data.isascii() or len(data) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        return None
    return InlineKeyboardButton(clean(text).strip() or "…", callback_data=data)


def _brief(reply: Reply) -> Rows:
    if reply.kind is Kind.CLARIFY:  # the lines above are numbered
        choices = topic_buttons(reply.options, CHOICE_DATA)[:MOST_IN_ROW]
        return [
            [InlineKeyboardButton(str(n), callback_data=b.callback_data) for n, b in enumerate(choices, 1)]
        ]
    return [[*topic_buttons(reply.options)[: IN_GROUP - bool(reply.chart)], *_chart(reply)]]


def _full(reply: Reply, me: User | None) -> Rows:
    if reply.kind is Kind.CLARIFY:
        return [[choice] for choice in topic_buttons(reply.options, CHOICE_DATA)]
    if reply.kind is Kind.OUT_OF_SCOPE:
        return [[InlineKeyboardButton(texts.ALL_TOPICS, callback_data=AREAS_DATA)]]
    rows = [[follow_up] for follow_up in topic_buttons(reply.options)]
    rows.append([*_chart(reply), *_source(reply), *(_share(reply, me) if me else ())])
    rows.append(_votes(reply))
    if reply.alternatives:
        rows.append([InlineKeyboardButton(texts.NOT_MEANT, callback_data=NOT_MEANT_DATA)])
    return rows


def _chart(reply: Reply) -> Iterable[InlineKeyboardButton]:
    made = button(texts.CHART, CHART_DATA + reply.chart.id) if reply.chart else None
    return (made,) if made else ()


def _source(reply: Reply) -> Iterable[InlineKeyboardButton]:
    """As many sources as fit, the leading one first."""
    ids = list(dict.fromkeys(cited.source for cited in reply.citations))
    fitting = (button(texts.SOURCE, SOURCE_DATA + ",".join(ids[:n])) for n in range(len(ids), 0, -1))
    return [made for made in fitting if made is not None][:1]


def _share(reply: Reply, me: User) -> Iterable[InlineKeyboardButton]:
    """Through the inline mode; where @BotFather has it switched off, a link to the topic."""
    if reply.kind is not Kind.ANSWER:
        return
    answered = [Option(reply.topic, reply.title)] if reply.topic else []
    for option in (*answered, *reply.options)[:1]:
        if me.supports_inline_queries:
            chosen = SwitchInlineQueryChosenChat(
                clean(option.title), allow_user_chats=True, allow_group_chats=True, allow_channel_chats=True
            )
            yield InlineKeyboardButton(texts.SHARE, switch_inline_query_chosen_chat=chosen)
        elif link := deep_link(me.username, option.topic):
            yield InlineKeyboardButton(texts.SHARE, url=share_link(link))


def _votes(reply: Reply) -> list[InlineKeyboardButton]:
    if reply.kind not in (Kind.ANSWER, Kind.NOT_REPORTED):
        return []
    answered = reply.topic or next((figure.id for figure in reply.figures), None)
    if answered is None:
        return []
    made = (button(texts.UP, UP_DATA + answered), button(texts.DOWN, DOWN_DATA + answered))
    return [found for found in made if found is not None]
