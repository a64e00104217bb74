"""Grammatical signs of what kind of question it is: look-up, claim, sum, comparison, population, follow-up.

Functions take folded text where they say so, else text as it was typed.
"""

import re

from bot.understanding.text import fold


def _words(*patterns: str) -> re.Pattern[str]:
    """Matches any of the patterns as whole words."""
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


_FIRMS = r"(?:unternehmen|firmen|betriebe?n?|kmu|mittelstandler\w*|mittelstand\w*)"

_LOOK_UP = _words(
    r"wofur|fur was|wozu|woher|worauf|wovon|steht|stehen|bedeut\w*|gemeint|auf sich|erklar\w*|bezieh\w*",
    r"was (?:be|heiss|sag|soll|ist|sind|war|hat|haben|mein|steck|fur)\w*|what does|stand for",
)
_QUANTITY = _words(
    r"wie ?viel\w*|wie hoch|wie gross|wievui|wia ?vui|how many|how much",
    r"welche[rnms]? (?:anteil|prozent\w*|quote)",
)
_CLAIM = _words(
    r"(?:stimmts?|korrekt|wahr|richtig)(?: es| das)?(?: nicht)?(?: eigentlich| wirklich| denn)?(?: dass)?",
    r"(?:ist|sei|kann|is) (?:es|das|it) (?:wirklich |denn |eigentlich )?"
    r"(?:so|wahr|richtig|korrekt|sein|moglich|true)(?: dass| that)?",
    r"(?:ich |wir )?(?:hab|habe|haben) (?:irgendwo )?(?:gelesen|gehort|gesehen)(?: dass)?",
    r"(?:mein\w*|unser\w*) \w+ (?:sagt|meint|behauptet|glaubt)(?: dass)?",
    r"angeblich|oder nicht|true that|echt|wirklich|tatsachlich",
)
_SUM = _words(
    r"zusammen\w*|insgesamt|summe|addier\w*|plus|aufsummiert|kombiniert|together|beides|beide",
)
_COMPARISON = _words(
    r"eher|lieber|ofter|haufiger|seltener|beliebter|verbreiteter|starker|grosser|kleiner|hoher|mehr|weniger",
    r"vergleich\w*|unterschied\w*|abstand|versus|vs|gegenuber|verglichen|differenz|vorne?|zwischen|umgekehrt",
    r"liegt(?= \w+ (?:vor|hinter))",
)
_ALTERNATIVE = _words("oder|od|or")
_CONNECTIVE = _words(
    r"oder(?: aber)?|od|or|und|u|and|plus|sowie|beziehungsweise|bzw|versus|vs|gegenuber|als|hinter",
    r"im vergleich zu[rm]?|verglichen mit|vor(?= \w+ oder umgekehrt)",
)
_EVERYBODY = _words(
    rf"(?:all(?:e[rn]?|en)|samtliche[rn]?|ganz\w*) (?:\w+ ){{0,2}}?(?:{_FIRMS}|deutschland)",
    rf"jede[srn]? (?!zweite|dritte|vierte|funfte|zehnte)(?:\w+ ){{0,2}}?{_FIRMS}",
    rf"deutsche[rn]? (?:\w+ )?(?:{_FIRMS}|wirtschaft)|deutschlandweit|bundesweit|in deutschland|im land",
)
_ELLIPTIC = re.compile(
    r"^(?:und|aber|oder|ja und|ok und|also|davon|nur|dann|and)\b|\b(?:davon|dort|dafur|damit|daran)\b"
)
_ENGLISH = _words(
    "the|is|are|were|do|does|did|how|what|which|who|when|where|why|many|much|of|to|for|and|an|on|their|they",
    "have|has|with|by|from|that|this|it|you|your|can|could|would|should|not|no|in",
)
_GERMAN = _words(
    "der|die|das|ist|sind|war|wie|was|wer|wo|wann|warum|welche|welcher|viele?|eine?|und|oder|in|im|zu|fur|mit",
    "auf|von|den|dem|nicht|keine?|es|sie|ich|du|ihr|wir|haben|hat|bei|aus|an|als|auch|noch|man|mir|mich",
)
_DENIAL = _words("falsch|gelogen|luge|unwahr|irrtum|unsinn|quatsch")
_NOT = _words(r"nicht|kein\w*|nie|niemals|net|ned|nid|not|no|never|don ?t")
_CONTRAST = _words("aber|sondern|but")
_ADDRESS = re.compile(
    r"^\W*(?:(?:hey|hi|hallo|hello|moin|servus|lieber?|liebes|sag mal|du)\W+)*bot\b\W*(?=\w)", re.IGNORECASE
)
_COMMA = re.compile(r"[,;/–]")
_COURTESY = re.compile(
    r"^\W*(?:danke\w*|vielen dank|ok(?:ay)?|super|gut|krass|alles klar|hallo|hi|hey|moin|servus|grüezi)"
    r"\W+(?:(?:und|dann|noch|aber)\W+)?(?=(?:\w+\W+){2,})",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"^(?:(?:und|wie|was|ist|sieht|es|das|machen|machts|macht|denn|so|bei|mit|aus|jetzt|bitte) )*"
    r"(?:(?:die|den|der|dem) )?(?:andere[nr]?|andern|restliche[nr]?|ubrige[nr]?|rest|konkurrenz)"
    r"(?: (?:\d+|prozent|firmen|betriebe?n?|unternehmen|kmu|laden|so|aus|denn|das|machen|das so))*$"
)
_QUESTION_WORD = (
    r"(?:wie ?viele?|wie|wer|wen|wem|wo|wann|was|welche[rnms]?|warum|wofür|how|who|what|which|where|when)"
)
_CLAUSE = re.compile(r"[.!?;:,–—-]+\s+|\n+|\s+und\s+")
_ASKER = re.compile(r"\b(?:wir|unser\w*|mein\w*|ich|bei uns)\b", re.IGNORECASE)
_NEXT_QUESTION = re.compile(
    rf"(?<=[?!])\s+|\s+(?:und|sowie|außerdem|and)\s+(?={_QUESTION_WORD}\b)", re.IGNORECASE
)
_ASKS = re.compile(rf"\b{_QUESTION_WORD}\b|\?\s*$", re.IGNORECASE)


def asks_meaning(folded: str) -> bool:
    """„Wofür stehen …“, „Was bedeuten …“."""
    return bool(_LOOK_UP.search(folded))


def asks_quantity(folded: str) -> bool:
    """„Wie viele …“, „Welcher Anteil …“."""
    return bool(_QUANTITY.search(folded))


def without_claim(folded: str) -> str:
    """The text without „Stimmt es, dass …“, „Ich habe gelesen, …“ and the like."""
    return " ".join(_CLAIM.sub(" ", folded).split())


def without_address(text: str) -> str:
    """The text without „Hallo Bot, …“ or „Danke, und …“ before the question."""
    return _COURTESY.sub("", _ADDRESS.sub("", text))


def asks_about_others(folded: str) -> bool:
    """„Und die anderen?“: says whom it is about, but not what."""
    return bool(_OTHERS.match(folded))


def negates(folded: str) -> bool:
    """„nicht“, „kein“ and the like, unless they only set something apart („nicht …, aber …“)."""
    return bool(_NOT.search(folded) and not _CONTRAST.search(folded))


def denies(folded: str) -> bool:
    """„Ist es falsch, dass …“: a yes would mean no."""
    return bool(_DENIAL.search(folded))


def sums(folded: str) -> bool:
    """„zusammen“, „plus“ – or „wie viele … oder …“."""
    return bool(_SUM.search(folded)) or bool(_ALTERNATIVE.search(folded) and asks_quantity(folded))


def compares(folded: str) -> bool:
    """„eher … oder“, „häufiger als“, „im Vergleich“ – or a bare „… oder …?“."""
    return bool(_COMPARISON.search(folded) or _ALTERNATIVE.search(folded))


def without_operation(folded: str) -> str:
    """The text without the words that ask for a sum or a comparison."""
    return " ".join(_CONNECTIVE.sub(" ", _COMPARISON.sub(" ", _SUM.sub(" ", folded))).split())


def alternatives(text: str) -> list[str]:
    """The different pieces of a text, folded, cut at commas, „oder“, „und“, „als“ and the like."""
    pieces = (piece for part in _COMMA.split(text) for piece in _CONNECTIVE.split(fold(part)))
    return list(dict.fromkeys(stripped for piece in pieces if (stripped := piece.strip())))


def asks_beyond_population(folded: str) -> bool:
    """„alle Unternehmen“, „in Deutschland“: more firms than any source asked."""
    return bool(_EVERYBODY.search(folded))


def is_elliptic(folded: str) -> bool:
    """„Und der Chef?“: leans on what was said before."""
    return bool(_ELLIPTIC.search(folded))


def is_english(folded: str) -> bool:
    """More English than German function words."""
    english = len(_ENGLISH.findall(folded))
    return english >= 2 and english > len(_GERMAN.findall(folded))


def without_asker(text: str) -> str:
    """The text without the clauses in which the asker speaks of himself: „Wir sind eine Bäckerei und …“."""
    return " ".join(clause for clause in _CLAUSE.split(text) if not _ASKER.search(clause))


def questions(text: str) -> list[str]:
    """The questions of a message, each with a question word or mark, in order."""
    return [part.strip() for part in _NEXT_QUESTION.split(text) if part and _ASKS.search(part)]
