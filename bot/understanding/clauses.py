"""The clauses of a message that may hold its question, for messages that tell a story around it."""

import re
from collections.abc import Iterator

from bot.understanding.follow_ups import points_back
from bot.understanding.messages import says_nothing
from bot.understanding.text import fold, sentences

MOST_CLAUSES = 12
"""Clauses of one message that are looked at: the last ones, since people tell first and ask then."""

SHORT = 7
"""Words of a message up to which it tells no story."""

FEWEST_WORDS = 3
"""A shorter clause („und wie viele“) says too little to be read alone."""

POINTING = 5
"""Words up to which a clause that points back („Wie viele machen das auch?“) says nothing else."""

_OWN = r"(?=(?:ich|wir|i|mir|wie|was|wer|wo|welche\w*|gibts?)\b)"
"""Begins a clause of its own; else „aber …“ belongs to what stands before it: „noch keine, aber geplant“."""

_CUT = re.compile(
    rf"(?!, (?:aber|aver|ävver|sondern) (?!{_OWN}))"
    r"[,;:()\n–—!?.…\u2190-\u2bff\U0001f000-\U0001faff]+(?=\s|$|[^\W\d])|\s-+\s|\s(?:also|und zwar)\s"
    rf"|\saber\s{_OWN}"
)
_QUESTION_WORD = r"wie ?viele?n?|welche[rsnm]?|wer|seit wann|wie oft|wie lange|ob"
_ASKING = re.compile(
    rf"\b(?:{_QUESTION_WORD}|wv|wia ?vui|wievui|wen|wem|wessen|was|wo|wofur|wann|wie|stimmts?|gibts?"
    r"|anteil\w*|prozent\w*|quote|zahl|zahlen|how|which|what|who)\b"
)
_RELATIVE = re.compile(r"(?:die|welche|bei denen|in denen) (?!\d|meisten|anderen|wenigsten)(?=[a-zäöüß])")
_PREPOSITION = "".join(
    rf"(?<!\b{word})" for word in ("um", "in", "bei", "mit", "von", "auf", "für", "aus", "zu")
)
_FROM_HERE = re.compile(rf"{_PREPOSITION}\s+(?=(?:{_QUESTION_WORD})\s)", re.IGNORECASE)


def asks(clause: str) -> bool:
    """Whether a clause has a word that asks for something: „wie viele“, „Anteil“, „ob“."""
    return bool(_ASKING.search(fold(clause)))


def only_tells_which(part: str, text: str) -> bool:
    """Whether a part is a relative clause of what the text asks: „Um wie viel Uhr posten die, die …?“."""
    return bool(_RELATIVE.match(part)) and not says_nothing(fold(text.replace(part, " ")))


def asked(text: str) -> list[str]:
    """The clauses of a message that ask something, without the story around them; all of it if it is short.

    One that says nothing („Podcasts auf YouTube, Quote?“) stands with the one beside it.
    """
    if len(fold(text).split()) <= SHORT:
        return [text]
    found: list[str] = []
    for sentence in sentences(text):
        parts = [part for part in _parts(sentence) if fold(part)]
        asking = [place for place, part in enumerate(parts) if asks(part)]
        if not asking and sentence.endswith("?"):
            found.append(sentence)
        for place in asking:
            hollow = _is_hollow(fold(parts[place]))
            beside = (parts[place - 1 : place] if place else parts[1:2]) if hollow else []
            found.append(" ".join([*beside, parts[place]]))
    return found or [text]


def _is_hollow(folded: str) -> bool:
    """„Quote?“, „Wie viele machen das?“: says too little to be read without what stands beside it."""
    said = len(folded.split())
    return said < FEWEST_WORDS or says_nothing(folded) or (said <= POINTING and points_back(folded))


def asking(text: str) -> Iterator[str]:
    """Parts of a message that ask something, shortest first; the message as a whole is none of them.

    Each is a run of up to three clauses that ends with, or begins with, the one that asks.
    """
    clauses = [
        (", " if place else ". ") + part
        for sentence in sentences(text)
        for place, part in enumerate(filter(fold, _parts(sentence)))
    ][-MOST_CLAUSES:]
    seen = {fold(text)}
    for size in (1, 2, 3):
        for last in range(len(clauses) - 1, -1, -1):
            first = last - size + 1
            if first < 0:
                continue
            run = "".join(clauses[first : last + 1])[2:]
            folded = fold(run)
            if folded in seen or len(folded.split()) < FEWEST_WORDS:
                continue
            if asks(clauses[first]) or asks(clauses[last]):
                seen.add(folded)
                yield run


def _parts(sentence: str) -> Iterator[str]:
    for piece in _CUT.split(sentence):
        yield from map(str.strip, _FROM_HERE.split(piece))
