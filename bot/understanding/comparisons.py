"""Comparisons of shares that have no distribution in common: „mehr mit Strategie als auf TikTok?“."""

import re
from collections.abc import Iterator
from operator import itemgetter

from bot.knowledge.model import Knowledge
from bot.understanding.confidence import SURE
from bot.understanding.decision import Answer, Comparison, Decision
from bot.understanding.ranking import Ranker
from bot.understanding.signs import ASKED, whole_words

_COUNTED = r"(?:\w*(?:unternehmen|firmen|betriebe?n?)|kmus?|\w*mittelstandler\w*|leute?|laden|befragten?)"
_VERBS = "(?:haben|nutzen|sind|setzen|machen|halten|arbeiten|posten|wollen|die|ohne|mit)"
_OFTEN = "mehr|weniger|ofter|haufiger|seltener"
_MORE = rf"(?:{_OFTEN})(?= (?:{_COUNTED}|{_VERBS})\b)"
_GREATER = "(?:grosser|hoher|kleiner|niedriger|geringer)"
_DEGREES = rf"(?:{_OFTEN}|verbreiteter|ublicher|gangiger|{_GREATER})"
_WHAT_IS = rf"(?:was|wat|wer|wos) (?:ist|sind|is|san|nutzen|machen|haben|kommt) (?:\w+ ){{0,2}}?{_DEGREES}"
_VALUE = "(?:hohere|grossere|kleinere|niedrigere)r? (?:wert|zahl|anteil|prozentwert)"
_EQUAL = "(?:gleich|genau ?so|ebenso) (?:viele?|haufig|oft|gross|hoch)"
_APART = (
    r"weiter verbreitet|(?:weiter )?verbreiteter?|zahlreicher|abstand|unterschied|punkte?n?|auseinand\w*"
    r"|uberwieg\w*|uberzahl|unterzahl|verhaltnis|gegenuber|(?:luft )?(?:ist )?dazwischen"
    r"|(?:\w+mal|doppelt) so viele"
    r"|kommen (?:ofter|haufiger) vor|welche[rs]? (?:wert|anteil|zahl) ist|uber oder unter"
    rf"|eher {_COUNTED}"
)
_OF_SHARES = whole_words(
    *(_MORE, _WHAT_IS, _VALUE, _EQUAL, _APART, "(?:gibt|gibts) (?:es )?mehr", r"vergleich\w*"),
    rf"(?:anteil|prozentsatz|gruppe|quote|zahl)\b.*\b{_GREATER}",
    rf"wie viel (?:mehr|weniger) sind(?: es)?|um wie viel {_GREATER}",
    r"(?:den|die|das)selbe[nr]? (?:prozent\w*|anteil|zahl|wert)",
)
"""That shares are compared; „Posten Firmen mit Strategie öfter als …?“ asks how answers are related."""

_DEGREE = whole_words(
    *(_WHAT_IS, _VALUE, _EQUAL, _GREATER, _OFTEN, "gibts?(?: es)?"),
    rf"{_APART}|wie weit liegen|ist der|als \w+ bitte|jene|solche|zwischen|einerseits|andererseits|exakt|"
    r"was ist der|vergleichen sie(?: bitte)?|bitte|beide zahlen|und um wie v\w+|oder nicht|wie viel",
)
_BETWEEN = re.compile(
    r"\b(?:als|oder|wie|gegenuber|gegen|vs|versus|aber|und|verglichen mit|im vergleich zu|mit dem anteil|zu)"
    r"\b"
)

_RELATED = whole_words(
    "bei (?:wem|welchen|denen eher)",
    r"(?:noch )?vor (?:\w+ ){1,3}?(?:jahr\w*|monat\w*|corona|der pandemie)|fruher|damals|bisher|zuvor|vorher",
)
"""„mehr als noch vor drei Jahren“, „bei wem“: of the past and of how answers are related no source tells."""


class Comparisons:
    """Reads comparisons of any two shares. Built once for a knowledge base."""

    def __init__(self, knowledge: Knowledge, ranker: Ranker) -> None:
        self._knowledge = knowledge
        self._ranker = ranker

    def find(self, folded: str) -> Decision | None:
        """The comparison that a folded question asks for, or None."""
        if not _OF_SHARES.search(folded) or _RELATED.search(folded):
            return None
        surest = max(self._pairs(folded), key=itemgetter(0), default=None)
        if surest is None:
            return None
        confidence, one, two = surest
        return None if self._together(one, two) else Answer(confidence, None, Comparison((one, two)))

    def _pairs(self, folded: str) -> Iterator[tuple[float, str, str]]:
        """How sure it is, and the figures that the parts before and after a connective are about."""
        for cut in _BETWEEN.finditer(folded):
            after = self._figure(folded[cut.end() :].strip())  # it says less, so it is sure more seldom
            before = self._figure(folded[: cut.start()].strip()) if after else None
            if before and after and before[0] != after[0]:
                yield min(before[1], after[1]), before[0], after[0]

    def _figure(self, half: str) -> tuple[str, float] | None:
        """The figure that a half is about, by the first reading that is sure, and how sure it is.

        „mehr Betriebe mit Strategie“ is read without the word that compares, „mehr ausgeben wollen“ with it.
        """
        bare = " ".join(_DEGREE.sub(" ", half).split())
        for said in dict.fromkeys((half, f"{ASKED} {half}", f"{ASKED} {bare}")) if bare else ():
            best = self._ranker.rank(said).best
            figure = self._knowledge.share_of(best.label)
            if figure and best.confidence >= SURE:
                return figure, best.confidence
        return None

    def _together(self, one: str, two: str) -> bool:
        """Whether two figures are options of one distribution, which ``options`` compares."""
        first, second = map(self._knowledge.distribution_of, (one, two))
        return first is not None and first == second
