"""Unquoted texts that YAML reads otherwise than their author may have meant."""

import re
from dataclasses import dataclass

from bot.knowledge.problems import quoted

TEXTS = {
    *("titel", "herausgeber", "adresse", "studie", "erschienen", "deckt_ab", "einheit", "aussage"),
    *("grundgesamtheit", "fundstelle", "frage", "hinweis", "bereich", "antwort", "kurz"),
}
"""Keys whose content people read as a text. „Nein“ may be the name of an option, and „ja“ a question."""

_YES_OR_NO = {"ja", "nein", "yes", "no", "true", "false", "on", "off"}

_CUT = re.compile(r" +#.*")
_COMMENT = re.compile(r" {2,}# ")
"""How a comment is written that nobody takes for a part of the text."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What may be wrong with an unquoted text."""

    message: str
    wrong: bool = False
    """True if nobody can have meant it."""


def doubt(key: str | None, text: str, rest: str) -> Doubt | None:
    """What to ask about an unquoted ``text``, if anything; ``rest`` follows it on its line.

    ``key`` is None for a list entry.
    """
    if key in TEXTS and text.lower() in _YES_OR_NO:
        return Doubt(
            f"Bei {quoted(key)} ist ein Text gemeint, nicht {quoted(text)}. Soll dort nichts stehen, bitte "
            "die Zeile löschen; soll es wörtlich dort stehen, gehört es in Anführungszeichen.",
            wrong=True,
        )
    is_text = key is None or key == "name" or key in TEXTS
    if is_text and _CUT.match(rest) and not _COMMENT.match(rest):
        return Doubt(
            f"{quoted(rest)} gilt als Kommentar und fehlt im Text. Gehört es zum Text, bitte alles in "
            "Anführungszeichen setzen; ist es ein Kommentar, vor „#“ zwei Leerzeichen und dahinter eines."
        )
    return None
