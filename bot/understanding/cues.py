"""Grammatical signs of what kind of question it is: look-up, claim, sum, comparison, population, follow-up."""

import re

_LOOK_UP = re.compile(
    r"\b(?:wofur|fur was|fur wen|wozu|woher|worauf|wovon|was (?:be|heiss|sag|soll|ist|sind|war|hat|haben|mein|steck|fur)\w*"
    r"|steht|stehen|bedeut\w*|gemeint|auf sich|erklar\w*|bezieh\w*|what does|stand for)\b"
)
_QUANTITY_ASKED = re.compile(
    r"\b(?:wie ?viel\w*|wie hoch|wie gross|welche[rnms]? (?:anteil|prozent\w*|quote)|how many|how much|wievui|wia vui|wiavui)\b"
)
_CLAIM = re.compile(
    r"\b(?:(?:stimmt|stimmts|korrekt|wahr|richtig|falsch)(?: es| das)?(?: eigentlich| wirklich| denn)?(?: dass)?"
    r"|(?:ist|sei|kann|is) (?:es|das|it) (?:wirklich |denn |eigentlich )?(?:so|wahr|richtig|korrekt|sein|moglich|true)(?: dass| that)?"
    r"|(?:ich |wir )?(?:hab|habe|haben)? ?(?:irgendwo )?(?:gelesen|gehort|gesehen)(?: dass)?"
    r"|(?:mein\w*|unser\w*) \w+ (?:sagt|meint|behauptet|glaubt)(?: dass)?|angeblich|oder nicht|true that|echt|wirklich|tatsachlich)\b"
)
_SUM = re.compile(
    r"\b(?:zusammen\w*|insgesamt|summe|addier\w*|plus|aufsummiert|zusammengenommen|kombiniert|in summe|together|beides|beide)\b"
)
_COMPARISON = re.compile(
    r"\b(?:eher|lieber|ofter|haufiger|seltener|beliebter|verbreiteter|starker|grosser|kleiner|hoher|mehr|weniger"
    r"|vergleich\w*|unterschied\w*|abstand|versus|vs|gegenuber|verglichen|differenz|vorn|vorne|zwischen)\b"
)
_ALTERNATIVE = re.compile(r"\b(?:oder|od|or)\b")
_CONNECTIVE = re.compile(
    r"\b(?:oder(?: aber)?|od|or|und|u|and|plus|sowie|beziehungsweise|bzw|versus|vs|gegenuber|als|im vergleich zu[rm]?"
    r"|verglichen mit)\b"
)
_EVERYBODY = re.compile(
    r"\b(?:all(?:e[rn]?|en)|samtliche[rn]?|jede[srn]?|ganz\w*) (?:\w+ ){0,2}?(?:unternehmen|firmen|betriebe?n?|kmu"
    r"|mittelstandler\w*|mittelstand\w*|deutschland)\b|\bdeutschlandweit\b|\bbundesweit\b|\bin deutschland\b"
    r"|\bdeutsche[rn]? (?:\w+ )?(?:unternehmen|firmen|betriebe?n?|kmu|mittelstand\w*|wirtschaft)\b|\bim land\b"
)
_CLAUSE = re.compile(r"[.!?;:,–—-]+\s+|\n+|\s+und\s+")
_ASKER = re.compile(r"\b(?:wir|unser\w*|mein\w*|ich|bei uns)\b", re.IGNORECASE)
_ELLIPTIC = re.compile(
    r"^(?:und|aber|oder|ja und|ok und|also|davon|nur|dann|and)\b|\b(?:davon|dort|dafur|damit|daran)\b"
)
_ENGLISH = frozenset(
    "the is are was were do does did how what which who when where why many much of in to for and a an on their they have has "
    "with by from that this it you your can could would should not no".split()
)
_GERMAN = frozenset(
    "der die das ist sind war wie was wer wo wann warum welche welcher viel viele ein eine und oder in im zu fur mit auf von "
    "den dem nicht kein keine es sie ich du ihr wir haben hat bei aus an als auch noch man mir mich".split()
)


def asks_meaning(folded: str) -> bool:
    """„Wofür stehen …“, „Was bedeuten …“."""
    return bool(_LOOK_UP.search(folded))


def asks_quantity(folded: str) -> bool:
    """„Wie viele …“, „Welcher Anteil …“."""
    return bool(_QUANTITY_ASKED.search(folded))


def without_claim(folded: str) -> str:
    """The text without „Stimmt es, dass …“, „Ich habe gelesen, …“ and the like."""
    return " ".join(_CLAIM.sub(" ", folded).split())


def sums(folded: str) -> bool:
    """„zusammen“, „plus“ – or „wie viele … oder …“."""
    return bool(_SUM.search(folded)) or bool(_ALTERNATIVE.search(folded) and asks_quantity(folded))


def compares(folded: str) -> bool:
    """„eher … oder“, „häufiger als“, „im Vergleich“ – or a bare „… oder …?“."""
    return bool(_COMPARISON.search(folded) or _ALTERNATIVE.search(folded))


def without_operation(folded: str) -> str:
    """The text without the words that ask for a sum or a comparison."""
    return " ".join(_CONNECTIVE.sub(" ", _COMPARISON.sub(" ", _SUM.sub(" ", folded))).split())


def alternatives(folded: str) -> list[str]:
    """The text cut at „oder“, „und“, „als“ and the like."""
    return [piece for piece in (part.strip() for part in _CONNECTIVE.split(folded)) if piece]


def asks_beyond_population(folded: str) -> bool:
    """„alle Unternehmen“, „in Deutschland“: more firms than any source asked."""
    return bool(_EVERYBODY.search(folded))


def without_asker(text: str) -> str:
    """The text without the clauses in which the asker speaks of himself: „Wir sind eine Bäckerei und …“."""
    return " ".join(clause for clause in _CLAUSE.split(text) if not _ASKER.search(clause))


def is_elliptic(folded: str) -> bool:
    """„Und der Chef?“: leans on what was said before."""
    return bool(_ELLIPTIC.search(folded))


def is_english(folded: str) -> bool:
    """More English than German function words."""
    text = folded.split()
    english = sum(word in _ENGLISH for word in text)
    return english >= 2 and english > sum(word in _GERMAN for word in text)


_NEXT_QUESTION = re.compile(
    r"(?<=[?!])\s+|\s+(?:und|sowie|außerdem|and)\s+(?=(?:wie ?viele?|wer|wo|wann|wie|was|welche[rnms]?|warum|how|who|what)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:wie|wieviele?|wer|wen|wem|wo|wann|was|welche[rnms]?|warum|wofür|how|who|what|which)\b|\?\s*$",
    re.IGNORECASE,
)


def questions(text: str) -> list[str]:
    """The questions of a message, each with a question word or mark, in order."""
    return [part.strip() for part in _NEXT_QUESTION.split(text) if part and _ASKS.search(part)]
