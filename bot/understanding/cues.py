"""Grammatical signs of what kind of question it is: look-up, claim, sum, comparison, threshold, population.

Functions take folded text where they say so, else text as it was typed.
"""

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from itertools import zip_longest

from bot.understanding.lexicon import Token
from bot.understanding.numbers import QUALIFIERS, SHORT_NUMBERS
from bot.understanding.text import fold


class Threshold(Enum):
    """Which options are meant beside the one that is named."""

    FROM = auto()
    """It and those that are more."""
    ABOVE = auto()
    """Those that are more."""
    BELOW = auto()
    """Those that are less."""


def whole_words(*patterns: str) -> re.Pattern[str]:
    """Matches any of the patterns as whole words."""
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


_FIRMS = r"(?:unternehmen|firmen|betriebe?n?|kmu|mittelstandler\w*|mittelstand\w*)"

_LOOK_UP = whole_words(
    r"wofur|fur was|wozu|woher|worauf|wovon|steht|stehen|bedeut\w*|gemeint|auf sich|erklar\w*|bezieh\w*",
    r"was (?:be|heiss|sag|soll|ist|sind|war|hat|haben|mein|steck|fur)\w*|what does|stand for",
)
_QUANTITY = whole_words(
    r"wie ?v\w{2,6}|wie hoch|wie gross|wievui|wia ?vui|how many|how much",
    r"welche[rnms]? (?:\w+ )?(?:anteil|prozent\w*|quote|teil|bruchteil)",
)
_CLAIM = whole_words(
    r"(?:stimmts?|korrekt|wahr|richtig)(?: es| das)?(?: nicht)?(?: eigentlich| wirklich| denn)?(?: dass)?",
    r"(?:ist|sei|kann|is) (?:es|das|it) (?:wirklich |denn |eigentlich )?"
    r"(?:so|wahr|richtig|korrekt|sein|moglich|true)(?: dass| that)?",
    r"(?:ich |wir )?(?:hab|habe|haben) (?:irgendwo )?(?:gelesen|gehort|gesehen)(?: dass)?",
    r"(?:ein\w*|der|die|mein\w*|unser\w*) \w+ (?:sagte?|meinte?|behauptete?|glaubte?|erzahlte?|schwort|schrieb)"
    r"(?: mir| uns| neulich| gestern| letztens)*(?: dass)?",
    r"(?:hat|habe|haben|hatte) (?:er|sie|es|ich|wir|der|die) (?:da |damit )?(?:wirklich )?recht",
    r"angeblich|oder (?:nicht|net|ned|nid|nit|nod)|true that|echt|wirklich|tatsachlich",
    r"(?:ist|is) (?:da|an dem|daran) (?:et)?was dran|was ist da(?:ran)? dran|dran an der aussage",
    r"(?:kommt|haut|passt) (?:das|des) (?:so |ungefahr |etwa )?hin",
    r"(?:trifft|treffen) (?:es|das)? ?zu(?: dass)?",
    r"(?:liege|lieg) ich (?:da )?(?:richtig|falsch)|(?:habe|hab) ich (?:da )?recht|geht das in ordnung",
)
_FROM = whole_words(
    r"(?:oder|und|bzw|or) (?:sogar |noch |auch )?(?:ofter|haufiger|mehr|more|more often)",
    r"mindestens|wenigstens|minimum|zumindest|at least|nicht seltener als|nicht weniger als",
)
_ABOVE = whole_words(r"(?:ofter|haufiger|mehr|more often|more) (?:als|wie|than)|uber(?= \w+ hinaus)")
_BELOW = whole_words(
    r"(?:seltener|weniger(?: oft| haufig)?|less often|less) (?:als|wie|than)|nicht so (?:oft|haufig)",
    r"hochstens|maximal|allenfalls|at most|(?:oder|und|or) (?:noch )?(?:seltener|weniger)",
    r"nicht (?:ofter|mehr) als",
)
_EXCEPT = whole_words(
    r"alle[sn]? (?:\w+ ){0,3}?(?:ausser|bis auf|abgesehen von|ausgenommen)(?: de[nmr]\w*| die)?"
)
_ALL_OF_THEM = whole_words(r"alle (?:\w+ )?(?:drei|vier|funf|genannten|aufgefuhrten|gruppen|antworten)")
_EACH = whole_words(r"jeweils|je(?:weilig\w*)?|einzeln|respektive|each")
ALONE_BEFORE = 3
"""Words before a name within which „nur“ belongs to it: „nur bei Facebook“, „nur ein Facebook-Profil“."""

_ALONE = frozenset(
    ["nur", "ausschliesslich", "exklusiv", "lediglich", "bloss", "allein", "alleine", "nua", "only", "just"]
)
_BOTH = whole_words(
    r"sowohl|als auch|weder|noch auf|gleichzeitig|zugleich|parallel|both|neither|beide[nrs]?|kombinier\w*",
)
_JOINED = frozenset(["und", "u", "and", "sowie", "plus"])
_HOLLOW = frozenset(
    ["wie", "viele", "viel", "wieviel", "wieviele", "prozent", "firmen", "unternehmen", "betriebe", "kmu"]
) | {
    *("was", "sind", "ist", "das", "es", "denn", "da", "so", "der", "die"),
    *("haufig", "verbreitet", "zahlreich", "kommt", "gibt", "davon", "etwas", "also", "und"),
    *("eigentlich", "nun", "jetzt", "dann", "am", "meisten", "bei", "in"),
}
_SUM = whole_words(
    r"zusammen\w*|insgesamt|gesamt\w*|gemeinsam|summe|summier\w*|addier\w*|plus|aufsummiert|kombiniert",
    r"together|beides|beide|ergeben|ergibt|unterm strich|topf|mitanand\w*|kommt man|kommen (?:wir|da)",
    r"alle (?:drei|vier)",
)
_BY_DEGREE = (
    r"ofter|haufiger|seltener|mehr|mee|meh|mehra|weniger|beliebter|verbreiteter|starker|grosser|kleiner|hoher"
    r"|\w+er als|vergleich\w*|unterschied\w*|abstand|versus|vs|gegenuber|verglichen|differenz|vorne?"
    r"|vorsprung|minus|abzuglich|ubersteigt|ubersteigen|uberragt|uberragen|uberwiegt|uberwiegen|ubertrifft"
    r"|ubertreffen|uberholt|uberflugelt|trennt|trennen|gleichauf"
    r"|(?:doppelt|dreimal|viermal|halb|genau ?so|ebenso|gleich|so) (?:viele?|oft|haufig|hoch|gross)"
    r" (?:\w+ ){0,6}?(?:wie|wia)"
    r"|hang(?:t|en) (?:\w+ ){1,9}?ab|schlag(?:t|en)|\w*duell|heran\w*|ran(?:kommen|reichen)|hinterher\w*"
    r"|(?:wer|was|welche[rs]?) (?:\w+ ){0,3}?fuhrt|verhalt(?:en)? sich|einander"
    r"|welche[rsnm]? (?:von )?(?:den |der |dieser )?(?:beiden|zwei)|vorne liegt|von den (?:beiden|zwei)"
)
_COMPARISON = whole_words(_BY_DEGREE, r"eher|lieber|zwischen|umgekehrt|liegt(?= \w+ (?:vor|hinter))")
_DEGREE = whole_words(_BY_DEGREE, "jeweils")
_WHICH = whole_words(r"was|welche\w*|womit|wohin|wo|worauf|wie (?:steht|sieht|schaut|weit)\w*|wer")
_ALTERNATIVE = whole_words("oder|od|or")
_MEASURE = whole_words(
    r"(?:mehr|mee|meh|mehra|weniger|langer|kurzer|ofters?|haufiger|seltener) (?:als|wie|wia) "
    r"(?:\d+|einmal|(?:ein|zwei|drei|dru|drii|vier|funf|zehn)(?:e[mnrs]?)?"
    r"(?:mal| mal| jahre?n?| johr\w*| monate?n?))",
    r"(?:mehr|mee|meh|mehra|weniger) (?:als|wie|wia) \w*jahrig\w*|ja oder nein",
    r"(?:nicht|nichts|nix|kein\w*|nie|niemand|net|ned) (?:\w+ ){0,3}mehr",
)
_TIMES = whole_words(r"(?:\d+|zwei|drei|vier|funf|sechs|sieben|zehn) ?mal (?:pro|die|in der|am|je|im) \w+")
CONNECTIVES = frozenset(
    ["oder", "od", "or", "und", "u", "and", "plus", "sowie", "beziehungsweise", "bzw", "versus", "vs",
     "gegenuber", "gegen", "als", "hinter", "vor", "noch"]
)  # fmt: skip
"""Words that part one option from the next."""

_CONNECTIVE = whole_words(
    r"oder(?: aber)?|od|or|und|u|and|plus|sowie|beziehungsweise|bzw|versus|vs|gegenuber|als|hinter",
    r"im vergleich zu[rm]?|verglichen mit|vor(?= \w+ oder umgekehrt)",
    r"gegen|minus|statt|(?:so viele?|so oft|so haufig|so vui) (?:wie|wia)|wia",
    r"wie(?= (?:die|der|das|bei|mit|auf|fur)\b)",
    r"(?:zu|von|vor|hinter|an|uber|als|wie) (?:denen|dem der|der der|die(?= die))|oder lieber",
)
_PARTING = whole_words(
    "als|oder|gegen|gegenuber|vs|versus", r"(?:vor|hinter|an|von) (?:de[nmr]|denen|einer?|die)"
)
_EVERYBODY = whole_words(
    rf"(?:all(?:e[rn]?|en)|samtliche[rn]?|ganz\w*) (?:\w+ ){{0,2}}?(?:{_FIRMS}|deutschland)",
    rf"jede[srn]? (?!zweite|dritte|vierte|funfte|zehnte)(?:\w+ ){{0,2}}?{_FIRMS}",
    rf"deutsche[rn]? (?:\w+ )?(?:{_FIRMS}|wirtschaft)|deutschlandweit|bundesweit|in deutschland|im land",
)
YEAR = "jahreszahl"
"""Stands for a year in digits; „seit 2016“ speaks of the asker."""

_ENGLISH = whole_words(
    "the|is|are|were|do|does|did|how|what|which|who|when|where|why|many|much|of|to|for|and|an|on|their|they",
    "have|has|with|by|from|that|this|it|you|your|can|could|would|should|not|no|in",
)
_GERMAN = whole_words(
    "der|die|das|ist|sind|war|wie|was|wer|wo|wann|warum|welche|welcher|viele?|eine?|und|oder|in|im|zu|fur|mit",
    "auf|von|den|dem|nicht|keine?|es|sie|ich|du|ihr|wir|haben|hat|bei|aus|an|als|auch|noch|man|mir|mich",
)
_ABSTAIN = re.compile(
    r"\bauf (?P<late>(?:\w+ ){1,4}?)(?:verzichte\w*|pfeife\w*)\b"
    r"|\b(?:verzichte\w*|pfeife\w*|fehle\w*) (?:\w+ )?auf\b"
    r"|\b(?:meiden|meidet|(?:ignorier|boykottier)(?:en|t))\b|\b(?:lassen|lasst) (?:die )?finger von\b"
)
_YEAR = re.compile(r"(?<!seit )(?<!gegrundet )\b20\d\d\b")  # before that there was no social media
_DENIAL = whole_words("falsch|gelogen|luge|unwahr|irrtum|unsinn|quatsch")
_NOT = whole_words(
    r"nicht|kein\w*|nie|niemals|net|ned|nid|nit|nod|not|never|don ?t",
    r"(?:have|has|are|with|use) (?:\w+ )?no",  # „no“ alone is „noch“ in the south
)
_DOUBT = whole_words(
    r"(?:das |des )?(?:glaub\w*|kann|konnte|will) (?:ich|i|er|sie|man|wir|doch)"
    r"(?: das| des| ihm| ihr| doch| ja)*"
    r" (?:nicht|net|ned|nie|kaum)(?: so)?(?: recht| ganz)?(?: glauben)?",
    r"(?:das |des )?(?:kann|konnte|darf) (?:das |des |doch |ja )*(?:nicht|net|ned) (?:wahr )?(?:sein|stimmen)",
    r"(?:nicht|net) (?:wahr|zu fassen)|stimmt (?:das |doch )*(?:nicht|net)|ist (?:das|es) nicht so",
)
_CONTRAST = whole_words("aber|sondern|but")
_ADDRESS = re.compile(
    r"^\W*(?:(?:hey|hi|hallo|hello|moin|servus|lieber?|liebes|sag mal|du)\W+)*bot\b\W*(?=\w)", re.IGNORECASE
)
_COMMA = re.compile(r"[,;/–]")
_CORRECTION = re.compile(
    r"^\W*(?:(?:nein|nee?|nö|quatsch|falsch|stopp?|sorry|halt|doch nicht)\W+)?"
    r"(?:ich|wir) (?:mein\w*|wollte\w*|dachte\w* an|suche)\W+"
    r"(?:(?:doch|eher|eigentlich|aber|nur|das thema)\W+)*(?=\w)",
    re.IGNORECASE,
)
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
_NEXT_QUESTION = re.compile(
    rf"(?<=[?!])\s+|\s+(?:und|sowie|außerdem|and)\s+(?={_QUESTION_WORD}\b)", re.IGNORECASE
)
_ASKS = re.compile(rf"\b{_QUESTION_WORD}\b|\?\s*$", re.IGNORECASE)


PER_CENT = "prozent"
"""The folded per cent sign."""

SHORTEST_CORRECTED = 4
"""Letters of a word from which a correction is trusted; shorter ones are mostly grammar and typed right."""

_SIGNS = frozenset(
    word
    for pattern in (_LOOK_UP, _QUANTITY, _CLAIM, _FROM, _ABOVE, _BELOW, _EACH, _BOTH, _SUM, _COMPARISON, _NOT)
    for text in (pattern.pattern, re.sub(r"[a-z]\?", "", pattern.pattern))  # „stimmts?“ is two words
    for word in re.findall("[a-z]{4,}", text)
) | {PER_CENT, "oder", *QUALIFIERS}
"""The words that the patterns are made of."""


def corrected(tokens: Iterable[Token]) -> str:
    """The folded text with its typing errors corrected, as far as they could be told.

    The words that the functions here look for stay: a small vocabulary would take „stimmt“ for „stammt“. Nor
    does a word become a short number, „Duell“ null, unless it counts per cent.
    """
    listed = list(tokens)
    return " ".join(
        token.corrected if _is_meant(token, after) else token.word
        for token, after in zip_longest(listed, listed[1:])
    )


def _is_meant(token: Token, after: Token | None) -> bool:
    """Whether the correction of a word is what the signs here should see."""
    if token.word in _SIGNS or len(token.word) < SHORTEST_CORRECTED:
        return False
    return token.corrected not in SHORT_NUMBERS or (after is not None and after.corrected == PER_CENT)


def asks_meaning(folded: str) -> bool:
    """„Wofür stehen …“, „Was bedeuten …“."""
    return bool(_LOOK_UP.search(folded))


def asks_quantity(folded: str) -> bool:
    """„Wie viele …“, „Welcher Anteil …“."""
    return bool(_QUANTITY.search(folded))


def without_claim(folded: str) -> str:
    """The text without „Stimmt es, dass …“, „Ich habe gelesen, …“ and the like."""
    return " ".join(_CLAIM.sub(" ", folded).split())


def without_doubt(folded: str) -> str:
    """The text without „das glaube ich nicht“, „das kann doch nicht sein“ and the like."""
    return " ".join(_DOUBT.sub(" ", folded).split())


def says_nothing(folded: str) -> bool:
    """Whether a text says no more than „Stimmt das?“, „Wie viele sind das?“ or „Was ist häufiger?“."""
    return _HOLLOW.issuperset(without_operation(without_claim(folded)).split())


def without_address(text: str) -> str:
    """The text without „Hallo Bot, …“, „Danke, und …“ or „Nein, ich meinte …“ before the question."""
    return _CORRECTION.sub("", _COURTESY.sub("", _ADDRESS.sub("", text)))


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


def asks_which(folded: str) -> bool:
    """„Was posten sie, Bilder oder Videos?“: asks for all there is, and neither for more nor for less."""
    return bool(_WHICH.search(folded) and not _DEGREE.search(folded))


def threshold(folded: str) -> Threshold | None:
    """„oder öfter“, „seltener als …“: an option and all those beyond it."""
    signs = ((_BELOW, Threshold.BELOW), (_FROM, Threshold.FROM), (_ABOVE, Threshold.ABOVE))
    return next((found for sign, found in signs if sign.search(folded)), None)


def counts_times(folded: str) -> bool:
    """„dreimal pro Woche“: a number of times, where sources only say „several“."""
    return bool(_TIMES.search(folded))


def without_measure(folded: str) -> str:
    """The text without „mehr als drei Jahre“, „nicht mehr“, which compares nothing with anything."""
    return " ".join(_MEASURE.sub(" ", folded).split())


def excepts(folded: str) -> int | None:
    """The place of the word after „alle außer …“; None if there is no such sign."""
    found = _EXCEPT.search(folded)
    return len(folded[: found.end()].split()) if found else None


def asks_all_of_them(folded: str) -> bool:
    """„alle drei“, „alle genannten“: every option of one distribution."""
    return bool(_ALL_OF_THEM.search(folded))


def asks_each(folded: str) -> bool:
    """„jeweils“: the share of each option that is named."""
    return bool(_EACH.search(folded))


def asks_alone(folded: str, place: int) -> bool:
    """Whether „nur“ or „ausschließlich“ is said of the word at a place: „nur auf Facebook“."""
    words = folded.split()
    before = words[max(0, place - ALONE_BEFORE) : place]
    return bool(_ALONE & set(before) or (place + 1 < len(words) and words[place + 1] in _ALONE))


def asks_both(folded: str) -> bool:
    """„sowohl … als auch“, „weder … noch“: how several answers go together."""
    return bool(_BOTH.search(folded))


def joins(words: Sequence[str]) -> bool:
    """Whether „und“ or the like stands among folded words."""
    return not _JOINED.isdisjoint(words)


def parts(words: Sequence[str]) -> bool:
    """Whether „als“, „hinter dem“ or the like stands among folded words: one is set against another."""
    return bool(_PARTING.search(" ".join(words)))


def with_years_named(text: str) -> str:
    """The text with a word in place of years in digits, so that a lexicon can list it."""
    return _YEAR.sub(YEAR, text)


def plainly_negated(folded: str) -> str:
    """The text with „nicht“ for verbs that negate: „auf TikTok verzichten“."""
    return " ".join(_ABSTAIN.sub(lambda found: f"nicht {found['late'] or ''}", folded).split())


def without_operation(folded: str) -> str:
    """The text without the words that ask for a sum, a comparison or how answers go together."""
    for sign in (_SUM, _COMPARISON, _EACH, _BOTH, _CONNECTIVE):
        folded = sign.sub(" ", folded)
    return " ".join(folded.split())


def alternatives(text: str) -> list[str]:
    """The different pieces of a text, folded, cut at commas, „oder“, „und“, „als“ and the like."""
    parts = (without_claim(fold(part)) for part in _COMMA.split(text))
    pieces = (piece for part in parts for piece in _CONNECTIVE.split(part))
    return list(dict.fromkeys(stripped for piece in pieces if (stripped := piece.strip())))


def asks_beyond_population(folded: str) -> bool:
    """„alle Unternehmen“, „in Deutschland“: more firms than any source asked."""
    return bool(_EVERYBODY.search(folded))


def without_everybody(text: str) -> str:
    """The text, folded, without „alle Unternehmen“, „in Deutschland“ and the like."""
    return " ".join(_EVERYBODY.sub(" ", fold(text)).split())


def is_english(folded: str) -> bool:
    """More English than German function words."""
    english = len(_ENGLISH.findall(folded))
    return english >= 2 and english > len(_GERMAN.findall(folded))


def without_asker(text: str) -> str:
    """The text without the clauses in which the asker speaks of himself: „Wir sind eine Bäckerei und …“."""
    return " ".join(clause for clause in _CLAUSE.split(text) if not _ASKER.search(clause))


def questions(text: str) -> list[str]:
    """The questions of a message, each with a question word or mark, in order."""
    asked = [part.strip() for part in _NEXT_QUESTION.split(text) if part and _ASKS.search(part)]
    return [part for part in asked if not says_nothing(fold(part))]
