"""Typing errors: made on purpose, to measure how questions are understood, and how likely each kind is."""

import random

_NEIGHBOURS = {
    key: "".join(row[max(place - 1, 0) : place] + row[place + 1 : place + 2])
    for row in ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")
    for place, key in enumerate(row)
}
"""The keys left and right of each one on a German keyboard."""

_FOLDED = str.maketrans("äöü", "aou")
_BESIDE: dict[str, str] = {}
for _key, _near in _NEIGHBOURS.items():
    for _plain in {_key, *_key.translate(_FOLDED)}:
        _BESIDE[_plain] = _BESIDE.get(_plain, "") + _near.translate(_FOLDED)

_SHORTEST_MISSPELT = 4
"""Typing errors fall into words of at least so many letters, if a question has one."""

SEED = 1
"""Starts the random numbers, so that every run makes the same errors."""


def misspell(text: str, source: random.Random) -> str:
    """A text with one letter lost, doubled, hit beside its key, or swapped with the next one."""
    words = text.split(" ")
    places = [place for place, word in enumerate(words) if len(word) >= _SHORTEST_MISSPELT and word.isalpha()]
    places = places or [place for place, word in enumerate(words) if any(map(str.isalpha, word))]
    if not places:
        return text
    place = source.choice(places)
    words[place] = _misspell_word(words[place], source)
    return " ".join(words)


def _misspell_word(word: str, source: random.Random) -> str:
    at = source.choice([place for place, char in enumerate(word) if char.isalpha()])
    before, char, after = word[:at], word[at], word[at + 1 :]
    match source.choice(("lost", "doubled", "beside", "swapped")):
        case "lost" if before or after:
            return before + after
        case "beside" if char.lower() in _NEIGHBOURS:
            return before + source.choice(_NEIGHBOURS[char.lower()]) + after
        case "swapped" if after and after[0] != char:
            return before + after[0] + char + after[1:]
    return before + char + char + after


_SOUND = ("dt", "bp", "gk", "vf", "vw", "iy", "sz", "ck", "ea", "ie")
"""Letters that are taken for each other by ear."""

_RARE = 0.05
"""How much rarer than a swap another letter is that is neither beside the right one nor sounds like it."""

_SURE_START = 0.3
"""What is left of that when it is a word's first letter, which is seldom mistaken."""


def likelihood(typed: str, meant: str) -> float:
    """How easily one folded word is typed for another one, one error away; 1 for two letters swapped."""
    at = next((place for place, pair in enumerate(zip(typed, meant, strict=False)) if pair[0] != pair[1]), -1)
    at = min(len(typed), len(meant)) if at < 0 else at
    rest = len(meant) - len(typed)
    if rest > 0:
        return 1.0
    if rest < 0:
        near = meant[max(at - 1, 0) : at + 1]
        return 1.0 if typed[at] in near else _rare(at, any(typed[at] in beside(char) for char in near))
    if typed[at + 1 : at + 2] == meant[at] and typed[at] == meant[at + 1 : at + 2]:
        return 1.0
    sounds = any(set(pair) == {typed[at], meant[at]} for pair in _SOUND)
    return 0.5 if sounds or typed[at] in beside(meant[at]) else _rare(at, near=False)


def beside(char: str) -> str:
    """The keys left and right of a folded letter, umlauts among them as folded letters."""
    return _BESIDE.get(char, "")


def _rare(at: int, near: bool) -> float:
    return (0.3 if near else _RARE) * (1.0 if at else _SURE_START)
