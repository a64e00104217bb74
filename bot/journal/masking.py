"""Takes out of a text what could tell who somebody is, before it is written anywhere."""

import re
import unicodedata
from collections.abc import Iterable

MAIL, LINK, NAME, NUMBER = "[E-Mail]", "[Link]", "[Name]", "[Nummer]"
MASKS = (MAIL, LINK, NAME, NUMBER)

LONGEST = 300
"""Characters of a text that are kept."""

READ = 2 * LONGEST
"""Characters of a text that the rules look at: their time grows with the square of it."""

_AT = r"(?:\s?@\s?|\s?[(\[{]\s?(?:at|ät)\s?[)\]}]\s?|\s(?:at|ät)\s)"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|punkt)\s?[)\]}]\s?|\s(?:dot|punkt)\s)"
_RULES = (
    (re.compile(rf"[\w.+-]+{_AT}[\w-]+(?:{_DOT}[\w-]+)*{_DOT}[^\W\d_]{{2,}}", re.IGNORECASE), MAIL),
    (
        re.compile(
            r"(?:https?://|ftp://|tg://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:de|com|net|org|info|eu|at|ch|me|io)\b(?:/\S*)?",
            re.IGNORECASE,
        ),
        LINK,
    ),
    (re.compile(r"(?<!\w)@\w[\w.]*"), NAME),
    (re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b"), NUMBER),  # IBAN
    # A telephone number: seven digits and more, with what people put between them.
    (re.compile(r"(?<!\w)\+?(?:\(\+?\d{1,5}\)[\s/.–-]{0,3})?\d(?:[\s/().,_|'*–-]{0,3}\d){6,}"), NUMBER),
    (re.compile(r"\d{5,}"), NUMBER),
)


def mask(text: str, names: Iterable[str] = ()) -> str:
    """The text on one line, masked and not too long. ``names`` are people that Telegram says it mentions."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, NAME)
    folded = unicodedata.normalize("NFKC", text[:READ])
    # Characters that nobody sees could part a number or an address.
    seen = "".join(c for c in folded if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))
    line = " ".join("".join(c if c.isprintable() else " " for c in seen).split())
    # More than once: what is taken out may have hidden what stands behind it, as in 0171 2345678@erika.
    while (shorter := _masked(line)) != line:
        line = shorter
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _masked(line: str) -> str:
    for pattern, masked in _RULES:
        line = pattern.sub(masked, line)
    return line


def unmasked(text: str) -> str:
    """The text without the marks of what was taken out."""
    for masked in MASKS:
        text = text.replace(masked, " ")
    return " ".join(text.split())
