"""Folds German text as people type it into one spelling and cuts it into words and sentences."""

import re
import unicodedata
from itertools import accumulate

MAX_LENGTH = 2000
"""Characters of a message that are read; a question that comes later than that is not found."""

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHE = re.compile(r"['’`´‘]")
_CAMEL = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_HASHTAG = re.compile(r"#\w+")
_MENTION_OR_LINK = re.compile(r"(?<!\w)@\w+|https?://\S+|www\.\S+")
_USUAL = str.maketrans("äöü„“–…", "aou    ")  # what is in most texts; the long way leads to the same
_TRANSCRIBED = re.compile(r"([aou])e+")
_COMMA = re.compile(r"[,;:/–—]\s|\s-\s")
_ANY = re.compile(r"\bx-(?=beliebig|mal\b|fach)", re.IGNORECASE)  # no platform
_PLUS = re.compile(r"(?<=\s)[+&](?=\s)")
_PERCENT = re.compile(r"(?<=\d)\s*(?=(?:prozent|pct)\b)", re.IGNORECASE)
_SENTENCE_END = re.compile(
    r"(?<=[\u2600-\u27bf\U0001f000-\U0001faff])\s+|(?<=[?!])[\s?!]+|(?<=[^\d\s][.;])"
    r"(?<!\bvs\.)(?<!\bbzw\.)(?<!\bca\.)(?<!\bDr\.)(?<!\bHr\.)(?<!\bFr\.)(?<!\bNr\.)(?<!\binkl\.)(?<!\bevtl\.)\s+|\n+"
)


def readable(raw: str) -> str:
    """Text without what carries no meaning here: control characters, links, mentions, hashtag signs.

    Any string may go in; at most ``MAX_LENGTH`` characters come out, NFKC-normalised, case kept.
    """
    text = raw[: 4 * MAX_LENGTH].encode("utf-8", "replace").decode("utf-8")
    text = unicodedata.normalize("NFKC", text)
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c)[0] == "C" and c != "\n" else c for c in text)
    text = _PLUS.sub("plus", _MENTION_OR_LINK.sub(" ", text))
    text = _HASHTAG.sub(lambda tag: " " + _CAMEL.sub(" ", tag[0][1:]) + " ", text)
    text = _ANY.sub("", text)
    return _PERCENT.sub(" ", text)[:MAX_LENGTH].strip()


def fold(text: str) -> str:
    """One spelling for all: lower case, ä = ae = a, ß = ss, no accents, per cent sign as a word.

    The same folding serves examples and questions, so that a pair such as „neue“ and „neu“ that
    falls together does so on both sides.
    """
    text = text.casefold()
    if not text.isascii() and not (text := text.translate(_USUAL)).isascii():
        text = unicodedata.normalize("NFD", text)
        text = "".join(char for char in text if not unicodedata.combining(char))
    text = _APOSTROPHE.sub("", text).replace("%", " prozent ")
    return " ".join(_WORD.findall(_TRANSCRIBED.sub(r"\1", text)))


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return fold(text).split()


def breaks(text: str) -> frozenset[int]:
    """The places of the words, among all folded words of a text, that follow a comma or the like."""
    pieces = _COMMA.split(text)
    return (
        frozenset(accumulate(len(words(piece)) for piece in pieces[:-1])) if len(pieces) > 1 else frozenset()
    )


def with_question_mark(text: str) -> str:
    """The sentences of a readable text that end with a question mark; empty if there are none."""
    return " ".join(part for part in sentences(text) if part.endswith("?") and fold(part))


def sentences(text: str) -> list[str]:
    """The sentences of a readable text, with their closing marks; abbreviations may cut one in two."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]
