"""Numbers in a question: digits, number words, fractions and how they are qualified."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from bot.understanding.decision import Bound

_UNITS = {
    "null": 0, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8,
    "neun": 9, "zehn": 10, "elf": 11, "zwolf": 12, "dreizehn": 13, "vierzehn": 14, "funfzehn": 15,
    "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_TENS = {
    "zwanzig": 20, "dreissig": 30, "vierzig": 40, "funfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80,
    "neunzig": 90, "hundert": 100,
}  # fmt: skip
_IN_COMPOUND = {"ein": 1, **{word: number for word, number in _UNITS.items() if 1 < number < 10}}
_NUMBER_WORDS: dict[str, int] = {
    **_UNITS,
    **_TENS,
    **{
        f"{unit}und{ten}": _TENS[ten] + _IN_COMPOUND[unit]
        for unit in _IN_COMPOUND
        for ten in _TENS
        if ten != "hundert"
    },
}
_NUMBER_WORDS |= {
    f"{unit}hundert{rest}": _IN_COMPOUND[unit] * 100 + number
    for unit in _IN_COMPOUND
    for rest, number in [("", 0), *_NUMBER_WORDS.items()]
    if number < 100
}
_NUMBER_WORDS["tausend"] = 1000

_AFTER_NINE = frozenset(["prozent", "von", "jahr", "jahre", "jahren", "monate", "monaten", "mal", "zehntel"])
"""What follows the number, but hardly „neuen“."""

SHORT_NUMBERS = frozenset(word for word in _UNITS if len(word) < len("dreizehn"))
"""Number words that a typing error of another word easily looks like."""

_ORDINALS = {
    **{"zweit": 2, "dritt": 3, "viert": 4, "funft": 5, "sechst": 6, "siebt": 7, "acht": 8, "neunt": 9},
    **{"zehnt": 10, "zwolft": 12, "funfzehnt": 15, "zwanzigst": 20, "funfzigst": 50, "hundertst": 100},
}
"""How ordinals begin, folded: „jeder zwanzigste“, „ein Zwanzigstel“."""

FIFTHS = 5
"""Up to this a part is named without „ein“ as well, and several of them are."""

_SHARES: tuple[tuple[str, float], ...] = (
    (r"(?:die |der )?halfte", 50.0),
    (r"halb so viele", 50.0),
    (r"zwei drittel", 200 / 3),
    (r"(?:ein|einem|das) drittel|drittel", 100 / 3),
    (r"drei viertel|dreiviertel", 75.0),
    (r"(?:ein|einem|das) viertel|viertel", 25.0),
    (r"vier funftel", 80.0),
    (r"drei funftel", 60.0),
    (r"zwei funftel", 40.0),
    (r"(?:ein|einem|das) funftel|funftel", 20.0),
    *((rf"jede[rnms]? {ordinal}en?r?", 100 / count) for ordinal, count in _ORDINALS.items()),
    *((rf"(?:ein|einem) {ordinal}el", 100 / count) for ordinal, count in _ORDINALS.items() if count > FIFTHS),
)
"""Shares in words (folded), in per cent."""

_BOUNDS: tuple[tuple[str, Bound], ...] = (
    (r"mindestens|wenigstens|nicht weniger als|immerhin|ab|at least", Bound.AT_LEAST),
    (r"hochstens|maximal|nicht mehr als|allenfalls|bis zu|bis|at most|up to", Bound.AT_MOST),
    (r"nicht (?:nur|bloss|lediglich)", Bound.MORE),
    (r"mehr als|uber|gut(?= die| ein)|more than|over", Bound.MORE),
    (r"weniger als|unter|nicht mal|nicht einmal|nicht ganz|keine|less than", Bound.LESS),
    (r"etwa|ungefahr|rund|circa|ca|so um die|um die|fast|knapp|an die|gegen|nahezu|about", Bound.ABOUT),
)
"""Words before a number (folded) that qualify it."""

_BOUNDS_AFTER: tuple[tuple[str, Bound], ...] = (
    (r"(?:oder|und|bzw) (?:noch |sogar )?(?:mehr|daruber|hoher)", Bound.AT_LEAST),
    (r"(?:oder|und|bzw) (?:noch |sogar )?(?:weniger|darunter|drunter|niedriger)", Bound.AT_MOST),
)
"""Words after a number (folded) that qualify it."""

QUALIFIERS = frozenset(
    word for words, _ in (*_BOUNDS, *_BOUNDS_AFTER) for word in re.findall("[a-z]{4,}", words)
)
"""Words that qualify a number: none of them is a typing error."""

ORDINALS = re.compile(rf"(?:{'|'.join(_ORDINALS)})e[nr]?")
"""„jede dritte“: a typing error of no other number."""

_ARITHMETIC = re.compile(
    r"\W*(?:(?:wie ?viel|was|rechne|und|ist|sind|ergibt|macht|gibt|mal|denn)\s+)*"
    r"\d+(?:\s*(?:[-+*/x×÷:−–]|plus|minus|mal|durch|geteilt durch)\s*\d+)+\W*",
    re.IGNORECASE,
)
_UNIT_OF_TIME = re.compile(r" (jahr|monat|woche|tag|stunde)(?:e?n?|e?s)\b")
_PERIOD = re.compile(rf"\b(\d+|eine[mrns]?|halbe[ns]?|anderthalb|eineinhalb){_UNIT_OF_TIME.pattern}")

MOST_OUT_OF = 20
"""„Vier von fünf“ is a share; out of more than this many nobody counts."""

FEW = 5
"""Up to this a number in words, without per cent, is none that a source states."""

MONTHS = 12
"""Of a year."""

_EMPHASIS = re.compile(
    r"\b(?:nur|lediglich|bloss|ge?rade? (?:ein)?mal|genau|exakt|ganze|schon|bereits|sogar|satte|stolze"
    r"|vielleicht(?: noch)?)$"
)

_BETWEEN = frozenset(
    ["und", "oder", "sowie", "bzw", "vs", "versus", "die", "den", "der", "dem", "das", "mit", "zu", "zahl"]
)
"""What may stand between numbers that are looked up together."""

_RANGE = re.compile(
    r"\b\d+(?: prozent)? bis \d+ prozent\b|\b\d+ bis \d+\b|\bzwischen \d+(?: prozent)? und \d+(?: prozent)?\b"
    r"|\b\d{2} \d{2} prozent\b"
)
_PERCENT = re.compile(r"\b(\d{1,3})(?: (\d))?(?: prozentige?n?| prozent\w*| pct| percent| von 100)\b")
_OUT_OF = re.compile(r"\b(\d{1,2}) von (\d{1,2})(?= [a-z]|$)(?! prozent)")
_DIGIT = re.compile(r"\d")
_BARE = re.compile(r"\b(?!20[0-4]\d\b)(\d{1,5})\b")  # a year is no figure
_DURATION = re.compile(
    r"\b\d+ (?:tausend|million\w*|milliarde\w*|prozentpunkte?n?|jahre?n?|monate?n?|wochen?|tage?n?"
    r"|stunden?|uhr|euro|leute?n?|mitarbeiter\w*|mal)\b"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a question states, at a place in its folded text."""

    number: float
    bound: Bound
    start: int
    end: int
    share: bool
    """True for per cent and fractions, false for a bare number."""


def digits(folded: str) -> str:
    """The folded text with number words written as digits; „neun“ only if it is not „neuen“, folded."""
    words = folded.split()
    return " ".join(
        word if word == "neun" and after not in _AFTER_NINE else str(_NUMBER_WORDS.get(word, word))
        for word, after in zip_longest(words, words[1:])
    )


_SHARE_PATTERNS = tuple((re.compile(rf"\b(?:{digits(words)})\b"), number) for words, number in _SHARES)
_ANY_SHARE = re.compile("|".join(pattern.pattern for pattern, _ in _SHARE_PATTERNS))
_BOUND_PATTERNS = tuple((re.compile(rf"\b(?:{words})$"), bound) for words, bound in _BOUNDS)


def quantities(folded: str) -> list[Quantity]:
    """The shares and bare numbers in a folded text, in order; ranges and durations are none."""
    text = digits(folded)
    if not (_DIGIT.search(text) or _ANY_SHARE.search(text)):
        return []
    taken = [match.span() for match in (*_RANGE.finditer(text), *_DURATION.finditer(text))]
    found: list[Quantity] = []

    def add(match: re.Match[str], number: float, share: bool, plain: Bound = Bound.EXACTLY) -> None:
        start, end = match.span()
        if any(start < stop and begin < end for begin, stop in taken):
            return
        taken.append((start, end))
        bound, start = _bound(text, start, plain)
        if bound in (plain, Bound.ABOUT):
            bound, end = _bound_after(text, end, bound)
        found.append(Quantity(number, bound, start, end, share))

    for match in _PERCENT.finditer(text):
        add(match, float(f"{match[1]}.{match[2] or 0}"), share=True)
    for match in _OUT_OF.finditer(text):
        part, whole = int(match[1]), int(match[2])
        if part <= whole <= MOST_OUT_OF:
            add(match, 100 * part / whole, share=True, plain=Bound.ABOUT)
    for pattern, number in _SHARE_PATTERNS if _ANY_SHARE.search(text) else ():
        for match in pattern.finditer(text):
            add(match, number, share=True, plain=Bound.ABOUT)  # nobody means a third to the decimal
    typed = folded.split()
    for match in _BARE.finditer(text):
        if int(match[1]) > FEW or match[1] in typed:  # „die zwei“, „alle drei“ count what they stand for
            add(match, float(match[1]), share=False)
    return sorted(found, key=lambda quantity: quantity.start)


def _bound(text: str, start: int, plain: Bound) -> tuple[Bound, int]:
    """How the words before ``start`` qualify a number, and where they begin; ``plain`` if they do not."""
    before = text[:start].rstrip()
    for pattern, bound in _BOUND_PATTERNS:
        if match := pattern.search(before):
            return bound, _emphasis(text, match.start())
    return plain, _emphasis(text, start)


def _emphasis(text: str, start: int) -> int:
    """Where the words begin that only stress a number: „nur 60 %“, „schon etwa 60 %“."""
    match = _EMPHASIS.search(text[:start].rstrip())
    return match.start() if match else start


def _bound_after(text: str, end: int, plain: Bound) -> tuple[Bound, int]:
    """How the words after ``end`` qualify a number, and where they end; ``plain`` if they do not."""
    for pattern, bound in _BOUNDS_AFTER:
        if match := re.match(rf"\s*{pattern}\b", text[end:]):
            return bound, end + match.end()
    return plain, end


def is_arithmetic(text: str) -> bool:
    """Whether a text, as it was typed, only wants numbers to be worked out: „Was ist 2+2?“."""
    return bool(_ARITHMETIC.fullmatch(text))


def durations(folded: str) -> frozenset[tuple[str, str]]:
    """The durations in a folded text, each as number and unit: („3“, „jahr“)."""
    if not _UNIT_OF_TIME.search(folded):  # most texts; the search takes less time than the digits
        return frozenset()
    found = _PERIOD.findall(digits(folded))
    return frozenset(_in_years("1" if number.startswith("ein") else number, unit) for number, unit in found)


def _in_years(number: str, unit: str) -> tuple[str, str]:
    """„36 Monate“ are three years."""
    if unit == "jahr" and number.startswith("halb"):
        return "6", "monat"
    if unit == "monat" and number.isdigit() and int(number) % MONTHS == 0:
        return str(int(number) // MONTHS), "jahr"
    return number, unit


def replaced(folded: str, quantity: Quantity, by: str) -> str:
    """The folded text, number words as digits, with ``by`` in place of the number and its qualifier."""
    text = digits(folded)
    unit = " prozent" if quantity.share else ""
    return " ".join(f"{text[: quantity.start]} {by}{unit} {text[quantity.end :]}".split())


def masked(folded: str, numbers: Sequence[Quantity], by: str) -> str | None:
    """The folded text with one ``by`` in place of all its numbers, if only „und die“ stands between them."""
    text = digits(folded)
    between = (text[one.end : other.start].split() for one, other in pairwise(numbers))
    if any(word not in _BETWEEN for words in between for word in words):
        return None
    unit = " prozent" if any(number.share for number in numbers) else ""
    return " ".join(f"{text[: numbers[0].start]} {by}{unit} {text[numbers[-1].end :]}".split())


def parts(folded: str, numbers: Sequence[Quantity]) -> list[str]:
    """The folded text cut before each number but the first, without the „und“ that joins them."""
    text = digits(folded)
    starts = [0, *(number.start for number in numbers[1:])]
    pieces = [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [re.sub(r" (?:und|sowie|aber|wahrend)$", "", piece) for piece in pieces]


def without(folded: str, quantity: Quantity) -> str:
    """The folded text, number words as digits, without the number and its qualifier."""
    text = digits(folded)
    return " ".join(f"{text[: quantity.start]} {text[quantity.end :]}".split())
