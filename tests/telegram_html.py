"""Telegram's HTML parse mode, as strict as Telegram: text and entities, or what is wrong."""

import html
import re
from dataclasses import dataclass

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAG = re.compile(r"<(/?)([a-z-]+)((?:\s+[a-z-]+(?:=(?:\"[^\"<>]*\"|'[^'<>]*'))?)*)\s*>")
_HREF = re.compile(r"href=(?:\"([^\"]*)\"|'([^']*)')")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


class HtmlError(ValueError):
    """What Telegram would answer after "Can't parse entities: "."""


@dataclass(frozen=True)
class Entity:
    """A marked part of a text."""

    type: str
    text: str
    url: str | None = None


def parse(markup: str) -> tuple[str, list[Entity]]:
    """The text that people see, and its entities."""
    text, entities, position = "", [], 0
    opened: list[tuple[str, int, str | None]] = []
    while position < len(markup):
        if markup[position] == "<":
            tag = _TAG.match(markup, position)
            if not tag or tag[2] not in TAGS:
                raise HtmlError(f'Unsupported start tag "{markup[position : position + 20]}"')
            if tag[1]:
                if not opened or opened[-1][0] != tag[2]:
                    raise HtmlError(f'Unmatched end tag "{tag[2]}"')
                name, start, url = opened.pop()
                entities.append(Entity(TAGS[name], text[start:], url))
            else:
                href = _HREF.search(tag[3])
                opened.append((tag[2], len(text), html.unescape(href[1] or href[2] or "") if href else None))
            position = tag.end()
        elif entity := _ENTITY.match(markup, position):
            text += html.unescape(entity[0])
            position = entity.end()
        else:
            text += markup[position]
            position += 1
    if opened:
        raise HtmlError(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return text, entities
