"""What time it is where the bot's readers live."""

from datetime import datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
"""Knows when summer time begins and ends; the data comes with tzdata where the system has none."""


def now() -> datetime:
    """This moment, in Berlin."""
    return datetime.now(BERLIN)
