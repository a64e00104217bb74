"""Addresses that lead to the bot: a topic by deep link, and Telegram's page to pass an address on."""

import re
from urllib.parse import quote

from telegram.helpers import create_deep_linked_url

TOPIC = "thema_"
"""A start parameter that opens a topic: this and its id, as in t.me/<bot>?start=thema_strategie."""

ASK = "frage"
"""The start parameter behind „nothing found“ in the inline mode."""

_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")


def deep_link(username: str | None, topic: str) -> str | None:
    """The address that opens a topic in the bot's private chat; None if an address cannot hold it."""
    parameter = TOPIC + topic
    if not username or not _PARAMETER.fullmatch(parameter):
        return None
    return create_deep_linked_url(username, parameter)


def share_link(address: str) -> str:
    """Telegram's page that asks to whom an address is to be sent."""
    return f"https://t.me/share/url?url={quote(address, safe='')}"
