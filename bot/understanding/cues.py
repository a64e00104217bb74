"""Grammatical signs of what kind of question it is: look-up, reason, negation, language.

Functions take folded text where they say so, else text as it was typed.
"""

import re
from collections.abc import Iterable
from itertools import zip_longest

from bot.understanding.claims import CLAIM
from bot.understanding.lexicon import Token
from bot.understanding.numbers import ORDINALS, QUALIFIERS, SHORT_NUMBERS, Quantity
from bot.understanding.signs import BUT, PATTERNS, whole_words

_LOOK_UP = whole_words(
    r"wofur|fur was|wozu|woher|worauf|wovon|steht|stehen|bedeut\w*|gemeint|auf sich|erklar\w*|bezieh\w*",
    r"was (?:be|heiss|sag|soll|ist|sind|war|hat|haben|mein|steck|fur)\w*|what does|stand for",
)
_POINTED_NUMBER = whole_words(
    r"(?:dies\w*|d(?:ie|er|as|em|en)) (?:zahl|wert|angabe|prozentzahl|prozentwert|ziffer)",
    r"(?<=was war )das|(?<=war )das(?= noch)|(?<=stehen )die",
    r"(?<=steht )das|(?<=bedeutet )das|(?<=heisst )das",
)
_WHY = whole_words(
    r"warum|wieso|weshalb|weswegen|wozu|wie kommts?(?: es)?(?: dass)?|wia kummts?|woran liegts?|why"
)

YEAR = "jahreszahl"
"""Stands for a year in digits; „seit 2016“ speaks of the asker."""

_ENGLISH = whole_words(
    "the|is|are|were|do|does|did|how|what|which|who|when|where|why|many|much|of|to|for|and|an|on|their|they",
    "have|has|with|by|from|that|this|it|you|your|can|could|would|should|not|no|in",
)
_GERMAN = whole_words(
    "der|die|das|ist|sind|war|wie|was|wer|wo|wann|warum|welche|welcher|viele?|eine?|und|oder|in|im|zu|fur|mit",
    "auf|von|den|dem|nicht|keine?|es|sie|ich|du|ihr|wir|haben|hat|bei|aus|an|als|auch|noch|man|mir|mich",
)
_ABSTAIN = re.compile(
    r"\bauf (?P<late>(?:\w+ ){1,4}?)(?:verzichte\w*|pfeife\w*|fehl(?:en|t))\b"
    r"|\b(?:(?:verzichte?|pfeife)\w* (?:\w+ )?|fehl(?:en|t) )auf\b|\b(?:dort|da) fehlen\b"
    r"|\b(?:aufgegeben|gekundigt|geloscht|abgemeldet|weggelassen|weglassen|inaktiv"
    r"|abgehauen|abgesprungen|abgewandert|ausgestiegen|verabschiedet)\b"
    r"|\b(?:meiden|meidet|(?:ignorier|boykottier)(?:en|t))\b|\b(?:lassen|lasst) (?:die )?finger von\b"
)
_NOT_REFUSED = whole_words(
    r"(?:lehn\w* (?:\w+ ){0,5}nicht ab|schliess\w* (?:\w+ ){0,5}nicht aus)",
    r"nicht (?:ab(?:ge|zu)?lehn\w*|ausschliess(?:en|t)|ausgeschlossen|auszuschliessen)",
)
_YEAR = re.compile(r"(?<!seit )(?<!gegrundet )\b20\d\d\b")  # before that there was no social media
_NOT = whole_words(
    r"nicht|kein\w*|nie|niemals|net|ned|nid|nit|nod|not|never",
    r"(?:they|who|firms|companies|smes|businesses) don ?t",  # „dond“ is „tun“ in Alemannic
    r"(?:have|has|are|with|use) (?:\w+ )?no",  # „no“ alone is „noch“ in the south
)
_CONTRAST = whole_words(*BUT)
_EXCEPTION = re.compile(
    r" (?:aber|jedoch|doch|nur|sondern|zwar|und|also|wenngleich|wenn auch) (?:sind |haben )?"
    r"(?:eben |halt |auch |eher |noch )?"
    r"(?:nicht|net|ned|nid)(?: (?!wie\b)\w+){1,4}(?= aber| wie|$)"
)

PER_CENT = "prozent"
"""The folded per cent sign."""

SHORTEST_CORRECTED = 4
"""Letters of a word from which a correction is trusted; shorter ones are mostly grammar and typed right."""

_SIGNS = frozenset(
    word
    for pattern in (_LOOK_UP, CLAIM, _NOT, _ABSTAIN, *PATTERNS)
    for text in (pattern.pattern, re.sub(r"[a-z]\?", "", pattern.pattern))  # „stimmts?“ is two words
    for word in re.findall("[a-z]{4,}", text)
) | {PER_CENT, "oder", *QUALIFIERS}
"""The words that the patterns are made of."""


def corrected(tokens: Iterable[Token]) -> str:
    """The folded text with its typing errors corrected, as far as they could be told.

    The words that the functions here look for stay: a small vocabulary would take „stimmt“ for „stammt“. Nor
    does a word become a short number, „Duell“ null, unless it counts per cent.
    """
    listed = list(tokens)
    return " ".join(
        token.corrected if _is_meant(token, after) else token.word
        for token, after in zip_longest(listed, listed[1:])
    )


def _is_meant(token: Token, after: Token | None) -> bool:
    """Whether the correction of a word is what the signs here should see."""
    if token.word in _SIGNS or len(token.word) < SHORTEST_CORRECTED or ORDINALS.fullmatch(token.word):
        return False
    return token.corrected not in SHORT_NUMBERS or (after is not None and after.corrected == PER_CENT)


def with_number(folded: str, number: Quantity) -> str | None:
    """„Wofür steht diese Zahl?“ with the number that was named before; None if it does not ask so."""
    pointed = f"{number.number:g}" + (f" {PER_CENT}" if number.share else "")
    told, count = _POINTED_NUMBER.subn(pointed, folded)
    return told if count and asks_meaning(folded) else None


def asks_meaning(folded: str) -> bool:
    """„Wofür stehen …“, „Was bedeuten …“."""
    return bool(_LOOK_UP.search(folded))


def asks_why(folded: str) -> bool:
    """„Warum …“, „Wie kommt es, dass …“."""
    return bool(_WHY.search(folded))


def negates(folded: str) -> bool:
    """„nicht“, „kein“ and the like, unless they only set something apart („nicht …, aber …“)."""
    return bool(_NOT.search(folded) and not _CONTRAST.search(folded))


def refuses_to_refuse(folded: str) -> bool:
    """„Sie lehnen es nicht ab“: says the opposite of a topic that is about refusing."""
    return bool(_NOT_REFUSED.search(folded))


def with_years_named(text: str) -> str:
    """The text with a word in place of years in digits, so that a lexicon can list it."""
    return _YEAR.sub(YEAR, text)


def abstains(folded: str) -> bool:
    """Verbs that negate: „auf TikTok verzichten“."""
    return bool(_ABSTAIN.search(folded))


def plainly_negated(folded: str) -> str:
    """The text with „nicht“ for verbs that negate: „auf TikTok verzichten“."""
    return " ".join(_ABSTAIN.sub(lambda found: f"nicht {found['late'] or ''}", folded).split())


def without_exception(folded: str) -> str:
    """The text without „…, aber nicht täglich“, which says of what it follows that it is meant alone."""
    return _EXCEPTION.sub("", folded)


def is_english(folded: str) -> bool:
    """More English than German function words."""
    english = len(_ENGLISH.findall(folded))
    return english >= 2 and english > len(_GERMAN.findall(folded))
