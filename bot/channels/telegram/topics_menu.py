"""The menu behind /themen: areas, and the topics of an area, as buttons."""

import hashlib
import re
import sys
from math import ceil

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answering.reply import Option
from bot.channels.plain_text import clean
from bot.channels.telegram.keyboards import AREAS_DATA, topic_buttons
from bot.channels.telegram.rendering import Rendered, escape
from bot.channels.telegram.texts import ALL_AREAS, AREAS, MORE, NO_TOPICS
from bot.knowledge.model import Distribution, Figure, Knowledge, Locator, Topic

AREA_PATTERN = re.compile(r"b:([0-9a-f]{12}):([0-9]{1,3})\Z")

PAGE = 10
"""Topics on one page, so that the buttons fit on a phone's screen."""

MOST_AREAS = 90
"""Telegram takes at most 100 buttons."""


def areas(knowledge: Knowledge) -> Rendered:
    """All areas; those that the first source is about come first."""
    names = _names(knowledge)[:MOST_AREAS]
    if not names:
        return Rendered(NO_TOPICS)
    return Rendered(AREAS, InlineKeyboardMarkup.from_column([_area_button(name, 0, name) for name in names]))


def area(knowledge: Knowledge, data: str) -> Rendered | None:
    """One page of the area that a button's data names; None if there is none such."""
    match = AREA_PATTERN.match(data)
    name = next((name for name in _names(knowledge) if match and _key(name) == match[1]), None)
    if match is None or name is None:
        return None
    topics = [Option(key, topic.title) for key, topic in _by_rank(knowledge) if topic.area == name]
    pages = ceil(len(topics) / PAGE)
    page = int(match[2]) % pages
    rows = [[button] for button in topic_buttons(topics[page * PAGE : (page + 1) * PAGE])]
    if pages > 1:
        rows.append([_area_button(name, (page + 1) % pages, MORE)])
    rows.append([InlineKeyboardButton(ALL_AREAS, callback_data=AREAS_DATA)])
    return Rendered(f"<b>{escape(name)}</b>", InlineKeyboardMarkup(rows))


def _names(knowledge: Knowledge) -> list[str]:
    return list(dict.fromkeys(topic.area for _, topic in _by_rank(knowledge)))


def _by_rank(knowledge: Knowledge) -> list[tuple[str, Topic]]:
    """Topics in the order of the files, those of the source that wins before those of others."""
    return sorted(knowledge.topics.items(), key=lambda item: _rank(knowledge, item[1]))


def _rank(knowledge: Knowledge, topic: Topic) -> int:
    places: list[Figure | Distribution | Locator | None] = [*topic.evidence]
    places.append(knowledge.figures.get(topic.figure or ""))
    places.append(knowledge.distributions.get(topic.distribution or ""))
    sources = [knowledge.sources.get(place.source) for place in places if place is not None]
    return min((source.rank for source in sources if source is not None), default=sys.maxsize)


def _key(name: str) -> str:
    """A short ASCII name that outlives a reload: areas have umlauts, and their order may change."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _area_button(name: str, page: int, text: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(clean(text), callback_data=f"{AREAS_DATA}:{_key(name)}:{page}")
