"""The known name that a mistyped one probably means."""

from collections.abc import Collection

from rapidfuzz import fuzz, process

from bot.knowledge.model import GERMAN_KEYS
from bot.knowledge.problems import quoted

LIKENESS = 60
"""Least likeness, 0 to 100, of a name worth proposing."""

LISTED = 16
"""Most names to list where none is near."""


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name most like ``name``, or None; an English field name means its German key."""
    if (german := GERMAN_KEYS.get(name)) in known:
        return german
    found = process.extractOne(
        name, sorted(known), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=LIKENESS
    )
    return found[0] if found else None


def proposal(name: str, known: Collection[str]) -> str:
    """A sentence that names the nearest known name, or lists a few if none is near; may be empty."""
    if found := nearest(name, known):
        return f" Meinten Sie {quoted(found)}?"
    if 0 < len(known) <= LISTED:
        return f" Möglich: {', '.join(sorted(known))}."
    return ""
