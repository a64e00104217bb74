"""Shares that one sentence asks for side by side: „wie viele A und wie viele B“, „derer, die …“."""

import re
from itertools import islice

from bot.understanding.messages import says_nothing
from bot.understanding.text import fold, sentences

_AND = r"(?:und|u|ond|on|un|udn|nud|and|sowie|plus|außerdem|ausserdem|zusätzlich|zum anderen|zweitens)"
_COUNT = re.compile(
    r"(?<!\bum )\b(?:(?:bei|von|für|auf|in|an|mit|unter) )?"
    r"(?:(?:w(?:ie|ia|ei|i|ü|o)e?\s?v(?:ie|ei|il|ü|ui|öi|öl|ee|öö)\w*|how (?:many|much))"
    r"|w(?:ie|ia) (?:oft|häufig)|wer|(?:die )?(?:An)?zahl(?= (?:der|aller))"
    r"|(?:(?:welche[rnms]?|de[nrm]|die|the) )?"
    r"(?:[\w-]{0,40}(?:anteile?|quote)|antiel|anetil|Prozentsatz|share)"
    r"|(?P<whose>(?:derer|derjenigen|jener),? die|(?<=und )(?:die|der) (?:für|mit|auf|bei|ohne)))\b",
    re.IGNORECASE,
)
"""What begins to ask for a share."""

_JOIN = re.compile(
    rf"(?:[,;:–—\n\u2600-\u27bf\U0001f000-\U0001faff]|\b{_AND}\b)"
    rf"(?:[\s,:]*(?:{_AND}|dann|noch|auch)\b)*[\s,:]*$",
    re.IGNORECASE,
)
"""What stands before a share that is asked for beside another."""

_SEVERAL = re.compile(
    r"\b(?:(?:zwei|drei|2|3|beiden?) (?:\w+ )?(?:(?:kenn)?zahlen|werte|angaben|dinge|sachen|fragen|anteile)"
    r"|erstens|jeweils|beides)\b",
    re.IGNORECASE,
)
"""Says that several things are asked for."""

MOST_SHARES = 6
"""Shares of one message that are looked for; whoever names more lists nothing that could be told."""

_CUT = re.compile(rf"[,;:/+&.!?\n]|\b(?:{_AND}|dann|einmal|erstens|neben dem)\b", re.IGNORECASE)


def side_by_side(text: str) -> list[str]:
    """The questions that a text joins, in order; the first with what is told before it, but for „…:“.

    Empty if there is only one, if there are too many, or if they are parted by marks of their own.
    """
    starts = [count.start() for count in islice(_COUNT.finditer(text), MOST_SHARES + 1)]
    if not 1 < len(starts) <= MOST_SHARES:
        return []
    parts: list[str] = []
    begin = starts[0]
    for start in starts[1:]:
        told = text[begin:start]
        join = _JOIN.search(told)
        if join and "?" not in told and not says_nothing(fold(told[: join.start()])):
            parts.append(told[: join.start()])
            begin = start
    if not parts or says_nothing(fold(text[begin:])):
        return []
    story = text[: starts[0]]
    announced = story.rstrip().endswith(":")
    return [_asked(part) for part in (("" if announced else story) + parts[0], *parts[1:], text[begin:])]


def listed(text: str) -> list[str]:
    """The pieces of a list, if a text says that it gives one: „zwei Werte: A und B“, „A, B jeweils“.

    Pieces that name nothing may be among them. Empty if nothing says that several things are asked for.
    """
    told = next((part for part in sentences(text) if _SEVERAL.search(part)), "")
    return [piece.strip() for piece in _CUT.split(told) if not says_nothing(fold(piece))]


def _asked(part: str) -> str:
    """A part as a question: „derer, die …“ is that of a share."""
    whose = _COUNT.match(part)
    return ("Anteil " if whose and whose["whose"] else "") + part.strip(" ,;:?!.–—\n") + "?"
