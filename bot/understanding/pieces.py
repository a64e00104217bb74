"""Which options a question names between „oder“, „und“, „als“, by their marks or in other words."""

import re
from collections.abc import Collection, Iterable

from bot.understanding.claims import without_claim
from bot.understanding.mentions import Marks
from bot.understanding.ranking import Ranker
from bot.understanding.signs import BEATS, CONNECTIVE, CONNECTIVES, whole_words, without_operation
from bot.understanding.text import fold

_COMMA = re.compile(r"[,;/–]")
_RELATIVE = re.compile(
    r"(?:(?:an|bei|mit) )?(?:die|der|das|wo|denen|welche[rs]?|wat) .*\b(?:ha[btm]\w*|ma(?:ch|ak)\w*|mochte\w*"
    r"|ist|sind|wird|will|woll\w*|plan\w+|tu[nt]|arbeite\w*|sitz\w*|bastel\w*|betreu\w*|erledig\w*"
    r"|kummer\w*|schreib\w*|stemm\w*)$"
    r"|(?:\w+ ){1,3}zu \w+n$"
)
"""„…, die noch anderes zu tun hat“, „…, eine zu machen“: says more about what stands before it."""

_SAME_KIND = re.compile(r"(?:sei es )?(?:eine[ms]?|eins|das|dem|die|der|den) mit\b")
"""„…, eines mit weiteren Aufgaben“: of the same kind as what stands before it."""

_AS_MANY = re.compile(r"(\bso (?:viele?|vui|oft|haufig|gross|hoch) .+?) wie\b")
"""„doppelt so viele Teams wie Chefs“: what stands after „wie“ is something else."""

_BEATS = whole_words(BEATS)
_DETERMINER = re.compile(r" (?=(?:der|die|das|den|jene|diejenigen)\b)")
"""„Überragt das Team den Chef?“ has nothing else between the two."""

LEAST_SCORE = 0.12
"""Score below which a piece names no option."""

NAMING = 0.2
"""Score from which a piece names one more option than those that are named by their marks."""

NEARLY = 0.9
"""How much of the best score one must have that is not named yet: „Strategie fertig“ beside „in Arbeit“."""

CLEARLY = 2.0
"""How many times the next one's score the option that words fit must have, if they are to name one."""


def alternatives(text: str) -> list[str]:
    """The different pieces of a text, folded, cut at commas, „oder“, „und“, „als“ and the like."""
    pieces: list[str] = []
    parted = False
    for part in (without_claim(fold(part)) for part in _COMMA.split(text)):
        first, *others = map(str.strip, CONNECTIVE.split(_AS_MANY.sub(r"\1 als", part)))
        if not others and _BEATS.search(part):
            first, *others = _DETERMINER.split(part)
        if pieces and _RELATIVE.match(first) and not parted:
            pieces[-1] = f"{pieces[-1]} {first}"
        else:
            others.insert(0, first)
        pieces += filter(None, others)
        parted = not others[-1] if others else False  # „…, von denen, die nur planen“
    return list(dict.fromkeys(pieces))


class Pieces:
    """Reads the pieces of a question. Built once for a knowledge base."""

    def __init__(self, marks: Marks, ranker: Ranker) -> None:
        self._marks = marks
        self._ranker = ranker

    def named(self, text: str, options: frozenset[str], least: float = LEAST_SCORE) -> list[str]:
        """The options that the pieces of a text name: by their marks, or else the one that fits best."""
        pieces = alternatives(text)
        found = {place: self._marked(piece, options) for place, piece in enumerate(pieces)}
        known = {option for marked in found.values() for option in marked}
        scored = [
            (fit.score, place, fit.label)
            for place, piece in enumerate(pieces)
            if not found[place] and options - known
            for fit in self._ranker.rank(piece, among=options - known).candidates
            if fit.score >= least
        ]
        for _, place, label in sorted(scored, reverse=True):
            if not found[place] and label not in known:
                found[place] = [label]
                known.add(label)
        return list(dict.fromkeys(option for place in sorted(found) for option in found[place]))

    def more(self, text: str, options: frozenset[str], named: Collection[str]) -> Iterable[str]:
        """The options that are ``named`` nowhere by their marks, but clearly meant by another piece."""
        for piece in alternatives(text):
            if self._marked(piece, options) or _SAME_KIND.match(piece):
                continue
            ranked = self._ranker.rank(without_operation(piece), among=options).candidates
            best, *others = [found for found in ranked if found.label not in named] or ranked[:1]
            surely = best.score >= NAMING and (not others or best.score >= CLEARLY * others[0].score)
            if surely and best.label not in named and best.score >= NEARLY * ranked[0].score:
                yield best.label

    def _marked(self, piece: str, options: frozenset[str]) -> list[str]:
        mentions = self._marks.mentions(self._ranker.read(piece), CONNECTIVES)
        return [mention.option for mention in mentions if mention.option in options]
