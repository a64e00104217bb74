"""Whether a message picks one of the choices just shown: by its number or by its words."""

from collections.abc import Mapping

from rapidfuzz import fuzz

from bot.understanding.text import fold

_ORDINALS = (
    ("1", "eins", "erste", "ersten", "erstes", "first"),
    ("2", "zwei", "zweite", "zweiten", "zweites", "second"),
    ("3", "drei", "dritte", "dritten", "drittes", "third"),
    ("4", "vier", "vierte", "vierten", "viertes"),
    ("5", "funf", "funfte", "funften", "funftes"),
)
_AROUND = frozenset(
    ["das", "die", "der", "den", "nummer", "nr", "bitte", "ich", "meine", "nehme", "option", "punkt"]
)

_LAST = frozenset(["letzte", "letzten", "letztes", "letzter", "last"])
_YES = frozenset(["ja", "jo", "jap", "genau", "stimmt", "richtig", "yes", "klar", "ok"])

LIKE = 90.0
"""rapidfuzz ratio, 0 to 100, from which words count as a choice's title: a typing error or two."""


def chosen(text: str, options: Mapping[str, str]) -> str | None:
    """The topic picked among ``options`` (topic to title, in the order shown), or None."""
    folded = fold(text)
    words = [word for word in folded.split() if word not in _AROUND]
    if options and len(words) == 1 and words[0] in _LAST:
        return tuple(options)[-1]
    if len(options) == 1 and words and _YES.issuperset(words):
        return next(iter(options))
    for place, topic in enumerate(options):
        if len(words) == 1 and place < len(_ORDINALS) and words[0] in _ORDINALS[place]:
            return topic
    return next((topic for topic, title in options.items() if fuzz.ratio(folded, fold(title)) >= LIKE), None)
