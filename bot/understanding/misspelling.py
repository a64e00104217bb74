"""Typing errors made on purpose, to measure how well questions are understood in spite of them."""

import random

_NEIGHBOURS = {
    key: "".join(row[max(place - 1, 0) : place] + row[place + 1 : place + 2])
    for row in ("qwertzuiopü", "asdfghjklöä", "yxcvbnm")
    for place, key in enumerate(row)
}
"""The keys left and right of each one on a German keyboard."""

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
