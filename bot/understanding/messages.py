"""The questions of a message, without what is said around them: address, courtesy, the asker himself.

Functions take folded text where they say so, else text as it was typed.
"""

import re

from bot.understanding.claims import without_claim
from bot.understanding.signs import asks_quantity, whole_words, without_operation
from bot.understanding.text import fold, with_question_mark

_HOLLOW = frozenset(
    ["wie", "viele", "viel", "wieviel", "wieviele", "prozent", "firmen", "unternehmen", "betriebe", "kmu"]
) | {
    *("was", "sind", "ist", "war", "waren", "das", "es", "denn", "da", "so", "der", "die"),
    *("haufig", "verbreitet", "zahlreich", "kommt", "gibt", "davon", "etwas", "also", "und"),
    *("eigentlich", "nun", "jetzt", "dann", "am", "meisten", "bei", "in", "den", "dem", "betrieben"),
    *("hoch", "gross", "anteil", "quote", "prozentsatz", "prozentzahl", "genau", "mal", "bitte"),
    *("zahl", "zahlen", "wert", "fehlt", "mir", "uns", "noch", "ich", "brauche", "hab", "habe", "mich"),
    *("oft", "vor", "mit", "um", "welcher", "welchem", "welchen", "wurde", "interessieren"),
    *("interessiert", "suche", "prozentual", "gern", "gerne", "hatte", "gewusst", "wissen", "naturlich"),
}
_ADDRESS = re.compile(
    r"^\W*(?:(?:hey|hi|hallo|hello|moin|servus|lieber?|liebes|sag mal|du)\W+)*bot\b\W*(?=\w)", re.IGNORECASE
)

_CALLED = re.compile(
    r"(?:\b(?:und|also|lieber|hey|hallo)\s+)?\bbot\b\s*[,:]?\s+"
    r"(?=(?:wie|was|wo|wer|welche|gib|sag|nenn|zeig|zahl|mal)\w*\b)",
    re.IGNORECASE,
)
"""„…, Bot, wie viele …“ in the middle of a message."""

_CALLED_LAST = re.compile(r"(?<!\bein)(?<!\bder)(?<!\bnen)(?<!\bdem)[\s,]+bot\b[^\w?]*$", re.IGNORECASE)

_ASIDE = whole_words(
    r"(?:was )?(?:sagt|sagen|steht|stehen|schreibt) (?:in )?(?:de[rmn]|die|das|deine?|ihre?|eure?)"
    r" (?:studie|artikel|umfrage|daten|text|bericht)(?: da| dazu| was| zu| etwas)*",
    r"was steht (?:da|dort|hier)(?: drin| dazu)?",
    r"(?:hast|habt|haben|hat|gibts?|liegt|liegen) (?:\w+ ){0,2}?(?:dazu|dafur|daruber|darub|da) (?:\w+ )?"
    r"(?:zahl|zahlen|daten|werte?|angaben?|prozente?)(?: vor| da)?",
    r"laut (?:de[rmn] |dieser |eurer |deiner )?(?:studie|artikel|umfrage|befragung|erhebung|quelle|daten)",
)
"""„Sagt die Studie was dazu?“, „… laut Umfrage“"""

_CORRECTION = re.compile(
    r"^\W*(?:(?:nein|nee?|nö|quatsch|falsch|stopp?|sorry|halt|doch nicht)\W+)?"
    r"(?:ich|wir) (?:mein\w*|wollte\w*|dachte\w* an|suche)\W+"
    r"(?:(?:doch|eher|eigentlich|aber|nur|das thema)\W+)*(?=\w)",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\W*(?:hallo|hi|hey|moin|servus|hoi|guten (?:tag|morgen|abend))\s+(?:alle\s+)?"
    r"(?:zusammen|miteinander)\b\W+(?=(?:\w+\W+){2,})",
    re.IGNORECASE,
)
"""„Hallo zusammen, …“ adds nothing up."""

_COURTESY = re.compile(
    r"^\W*(?:danke\w*|vielen dank|ok(?:ay)?|super|gut|krass|alles klar|hallo|hi|hey|moin|servus|grüezi)"
    r"\W+(?:(?:und|dann|noch|aber)\W+)?(?=(?:\w+\W+){2,})",
    re.IGNORECASE,
)
_QUESTION_WORD = (
    r"(?:wie ?viele?|wie|wer|wen|wem|wo|wann|was|welche[rnms]?|warum|wofür|how|who|what|which|where|when)"
)
_CLAUSE = re.compile(r"[.!?;:,–—-]+\s+|\n+|\s+und\s+")
_ASKER = re.compile(
    r"\b(?:wir|unser\w*|mein\w*|mei|ich|bei uns|i (?:bin|hab|ha|han|mach)|mir (?:san|sind|ham|hend|hei))\b"
    r"|^\W*(?:bin|als) \w",
    re.IGNORECASE,
)

_PEERS = re.compile(r"\b(?:bei|von|in) eu(?:ch|re[mnr]?)\b", re.IGNORECASE)
"""Asks the others in a group: „Wer macht das bei euch? Und in den Firmen?“"""

_NEXT_QUESTION = re.compile(
    rf"(?<=[?!])\s+|\s+(?:und|sowie|außerdem|and)\s+(?={_QUESTION_WORD}\b)", re.IGNORECASE
)
_ASKS = re.compile(rf"\b{_QUESTION_WORD}\b|\?\s*$", re.IGNORECASE)


def says_nothing(folded: str) -> bool:
    """Whether a text says no more than „Stimmt das?“, „Wie viele sind das?“ or „Was ist häufiger?“."""
    return _HOLLOW.issuperset(without_operation(without_claim(_ASIDE.sub(" ", folded))).split())


def without_address(text: str) -> str:
    """The text without „Hallo Bot, …“, „Hallo zusammen, …“, „Danke, und …“, „Nein, ich meinte …“ at first."""
    for sign in (_CALLED_LAST, _ADDRESS, _CALLED, _GREETING, _COURTESY, _CORRECTION):
        text = sign.sub("", text)
    return text


def without_asker(text: str) -> str:
    """The text without the clauses in which the asker speaks of himself: „Wir sind eine Bäckerei und …“."""
    return " ".join(clause for clause in _CLAUSE.split(text) if not _ASKER.search(clause))


def questions(text: str) -> list[str]:
    """The questions of a message, each with a question word or mark, in order."""
    asked = [part.strip() for part in _NEXT_QUESTION.split(text) if part and _ASKS.search(part)]
    if len(asked) > 1 and _is_heading(asked[0]) and not _is_heading(asked[1]):
        asked[:2] = [f"{asked[0]} {asked[1]}"]
    telling = [part for part in asked if not says_nothing(fold(without_asker(part) or part))]
    return [part for part in telling if not (_PEERS.search(part) or _asks_of_himself(part))] or telling


def _is_heading(part: str) -> bool:
    """„Strategie?“ before the question that is about it."""
    return len(part.split()) == 1


def _asks_of_himself(text: str) -> bool:
    """„… Sind wir da die Einzigen?“"""
    asked = with_question_mark(text) or text
    return not fold(without_asker(asked)) and not asks_quantity(fold(text))
