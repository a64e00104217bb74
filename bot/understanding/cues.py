"""Grammatical signs of what kind of question it is: look-up, claim, negation, population, who asks.

Functions take folded text where they say so, else text as it was typed.
"""

import re
from collections.abc import Iterable
from itertools import zip_longest

from bot.understanding.lexicon import Token
from bot.understanding.numbers import ORDINALS, QUALIFIERS, SHORT_NUMBERS, Quantity
from bot.understanding.signs import PATTERNS, asks_quantity, whole_words, without_operation
from bot.understanding.text import fold, sentences

_FIRMS = r"(?:unternehmen|firmen|betriebe?n?|kmu|mittelstandler\w*|mittelstand\w*)"

INTENTIONS = frozenset(["wollen", "will", "planen", "plant", "mochten", "beabsichtigen"])
"""Folded words that speak of what is only meant to be."""
_DONE = whole_words(r"(?:haben|hat|hatten|habn|ham) .*(?:t|en)$")
_CONCLUSION = re.compile(r"also|das (?:sind|waren) (?:also|dann)|sind das")
_OF_OTHERS = whole_words(
    r"(?:prozent|anteil|halfte|drittel|viertel) (?:der|aller|von den|von allen) (?:\w+en )?"
    r"(?:videos?|beitrage|posts?|clips|reels|kampagnen|accounts?|profile|influe?ncer\w*|nutzer\w*|user"
    r"|leute|personen|menschen|kunden|follower)",
    r"marktanteil\w*",
)
_PEOPLE = whole_words("personen|leute|menschen|mitarbeiter\\w*")
_MEASURE = re.compile(
    r"\bw(?:ie|ia) (?!v\w{1,6}\b|hoch|hoh|gro|verbreit|haufig|oft|stark|ublich|gangig|selten|typisch|normal"
    r"|weit|zahlreich|klein|gering|genau|(?:wir|ihr|sie|die|der|das|man)\b)"
    r"(?P<how>\w{3,}) (?:ist|sind|war|waren|san|isch)\b"
    r"|\bwie ?viele?n? (?P<of>sekunden|minuten|stunden|tagen?|wochen|uhr|euro|zeichen|worter\w?|seiten?|mal"
    r"|influe?ncer\w*|beitragen?|posts?|videos?|clips|reels|kampagnen|tools?|bildern?|fotos)\b"
    r"|\b(?P<when>um wie ?viel uhr|(?<!\bab )(?<!\bbis )wann|wie lange?)\b"
    r"|\b(?P<what>wo(?:vor|mit|durch|ruber))\b"
    r"|\b(?P<several>(?:mehr (?:als|wie)|mindestens) (?:ein\w{0,2}|zwei|drei)|mehrere|zwei|drei)"
    r" (?:\w+[ -])?(?:konto|konten|accounts?|profile?|kanale?|seiten?|auftritte?)\b"
)
_PART = re.compile(
    r"\b[Ww]ie ?viel(?:e[nr]?| [Pp]rozent) (?:der(?:jenigen)?|von de[nr]|aus de[mnr]|unter den)"
    r" (?:[a-zäöüß]\S* ){0,2}?(?P<group>\d+(?= ?(?:[Pp]rozent|%))|[A-ZÄÖÜ]\S*|(?<=[nmr] )[^\W\d]\w*)"
)
_PART_WHO = re.compile(
    r"\bwie ?viel(?:e[nr]?| prozent) (?:derjenigen|derer|von denen|unter denen) (?:die|mit|ohne)"
    r" (?P<group>(?:\w+ ?){1,4})"
)
_AGE = whole_words(
    r"(?:junger|alter) (?:als|wie)|(?:besteh|existier)(?:en|t) (?:seit|schon|langer)|gegrundet"
)
_PRESENCE = whole_words(r"\w*(?:auftritt|social|medi|netz|account|profil|kanal|prasen|aktiv|dabei)\w*")
_ANY_FIRMS = whole_words(_FIRMS)
_MANY_FIRMS = whole_words(
    rf"(?:viele|de|die meisten|andere[nr]?) (?:\w+ ){{0,2}}?{_FIRMS}|bei (?:den )?{_FIRMS}"
)
_SUCH = whole_words(r"davon|darunter|solche\w*|dies\w+|denen|branche\w*|gewerbe\w*|gewerk\w*")

_LOOK_UP = whole_words(
    r"wofur|fur was|wozu|woher|worauf|wovon|steht|stehen|bedeut\w*|gemeint|auf sich|erklar\w*|bezieh\w*",
    r"was (?:be|heiss|sag|soll|ist|sind|war|hat|haben|mein|steck|fur)\w*|what does|stand for",
)
_POINTED_NUMBER = whole_words(
    r"(?:dies\w*|d(?:ie|er|as|em|en)) (?:zahl|wert|angabe|prozentzahl|prozentwert|ziffer)",
    r"(?<=was war )das|(?<=war )das(?= noch)|(?<=stehen )die",
    r"(?<=steht )das|(?<=bedeutet )das|(?<=heisst )das",
)
_WHY = whole_words(
    r"warum|wieso|weshalb|weswegen|wozu|wie kommts?(?: es)?(?: dass)?|wia kummts?|woran liegts?|why"
)
_CLAIM = whole_words(
    r"(?:wahr|richtig|fakt|wahrheit) oder (?:falsch|gelogen|fake|marchen|mythos|unsinn)",
    r"(?:stimmts?|korrekt|wahr|richtig)(?: es| das)?(?: nicht)?(?: eigentlich| wirklich| denn)?(?: dass)?",
    r"(?:ist|sei|kann|is) (?:es|das|it) (?:wirklich |denn |eigentlich )?"
    r"(?:so|wahr|richtig|korrekt|sein|moglich|true)(?: dass| that)?",
    r"(?:ich |wir )?(?:hab|habe|haben) (?:irgendwo )?(?:gelesen|gehort|gesehen)(?: dass)?",
    r"(?:ein\w*|mein\w*|unser\w*) \w+"
    r" (?:sagte?|meinte?|behauptete?|glaubte?|erzahlte?|schwort|schrieb)"
    r"(?: mir| uns| neulich| gestern| letztens)*(?: dass)?",
    r"(?:sagt|meint|behauptet|glaubt|schwort) (?:mein\w*|unser\w*|ein\w*) \w+",
    r"lieg(?:t|en) (?:er|sie|die|der|man|ich|wir) (?:da |damit )?(?:richtig|falsch|daneben)",
    r"(?:nicht|nich|ned|net) wahr|glauben oder nicht(?: glauben)?|(?:irre|tausche) ich mich|wetten(?: dass)?",
    r"(?:hat|hab|habe|haben|hatte) (?:er|sie|es|ich|wir|der|die) (?:da |damit )?(?:wirklich )?recht",
    r"angeblich|oder (?:nicht|net|ned|nid|nit|nod)|true that|echt|wirklich|tatsachlich",
    r"(?:ist|is) (?:da|an dem|daran) (?:et)?was dran|was ist da(?:ran)? dran|dran an der aussage",
    r"(?:kommt|haut|passt) (?:das|des) (?:so |ungefahr |etwa )?hin|(?:kann|konnte) (?:das|des) hinkommen",
    r"(?:trifft|treffen) (?:es|das)? ?zu(?: dass)?",
    r"(?:liege|lieg) ich (?:da )?(?:richtig|falsch)|geht das in ordnung",
)
_DIRECT = {
    **{"hatten": "haben", "hatte": "hat", "seien": "sind", "sei": "ist", "waren": "sind"},
    **{"nutze": "nutzt", "poste": "postet", "setze": "setzt", "arbeite": "arbeitet", "mache": "macht"},
}
"""Forms of reported speech, folded, and what was said."""

_HOLLOW = frozenset(
    ["wie", "viele", "viel", "wieviel", "wieviele", "prozent", "firmen", "unternehmen", "betriebe", "kmu"]
) | {
    *("was", "sind", "ist", "das", "es", "denn", "da", "so", "der", "die"),
    *("haufig", "verbreitet", "zahlreich", "kommt", "gibt", "davon", "etwas", "also", "und"),
    *("eigentlich", "nun", "jetzt", "dann", "am", "meisten", "bei", "in", "den", "dem", "betrieben"),
    *("hoch", "gross", "anteil", "quote", "prozentsatz", "genau", "mal", "bitte"),
    *("zahl", "zahlen", "wert", "fehlt", "mir", "uns", "noch", "ich", "brauche", "hab", "habe"),
}
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
    r"\bauf (?P<late>(?:\w+ ){1,4}?)(?:verzichte\w*|pfeife\w*|fehl(?:en|t))\b"
    r"|\b(?:(?:verzichte?|pfeife)\w* (?:\w+ )?|fehl(?:en|t) )auf\b|\b(?:dort|da) fehlen\b"
    r"|\b(?:aufgegeben|gekundigt|geloscht|abgemeldet|weggelassen|weglassen|inaktiv)\b"
    r"|\b(?:meiden|meidet|(?:ignorier|boykottier)(?:en|t))\b|\b(?:lassen|lasst) (?:die )?finger von\b"
)
_NOT_REFUSED = whole_words(
    r"(?:lehn\w* (?:\w+ ){0,5}nicht ab|schliess\w* (?:\w+ ){0,5}nicht aus)",
    r"nicht (?:ab(?:ge|zu)?lehn\w*|ausschliess(?:en|t)|ausgeschlossen|auszuschliessen)",
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
    r"(?:das |des )?(?:kann|konnte|darf) (?:das |des |doch |ja )*(?:nicht|net|ned) (?:wahr )?"
    r"(?:sein|stimmen)",
    r"(?:nicht|net|ned) (?:wahr|zu fassen|nur|bloss|gleich|unbedingt)|stimmt (?:das |doch )*(?:nicht|net)",
    r"ist (?:das|es) nicht so|doch (?:wohl )?(?:nicht|net|ned)",
    r"(?:ich |i )?glaubs? (?:ich |i )?(?:nicht|net|ned)|falls (?:es|das) nicht stimmt",
    r"(?:ich |i )?(?:kann|ko) (?:ich |i )?(?:mir|ma) (?:das |des )?(?:nicht|net|ned) vorstell\w*(?: dass)?",
    r"nehm\w* (?:ich )?(?:ihm|ihr|ihnen|denen|euch|dem) (?:das )?nicht ab",
)
_HEARSAY = whole_words(
    r"^(?:(?:die|der|das|mein\w*|unser\w*|ein\w*) )?(?:\w+ ){1,2}(?:(?:von|vom|aus|bei) (?:\w+ ){1,2})?"
    r"(?:sagte?|meinte?|behauptete?t?|glaubt|schwort|erzahlte?|tippte?|wettete?)(?: mir| uns)?(?: dass)?",
    r"^(?:(?:die|der|das|mein\w*|unser\w*|ein\w*) (?:\w+ ){1,2}|\w+ )hat(?:te)? (?:\w+ ){0,4}?"
    r"(?:erzahlt|gesagt|behauptet|gemeint|gehort|gelesen)(?: dass)?",
    r"hat (?:mir |uns )?(?:die|der|das|mein\w*|unser\w*|ein\w*) \w+ (?:behauptet|gesagt|gemeint|erzahlt)",
    r"(?:(?:mein\w*|unser\w*|ein\w*|der|die) \w+ )?(?:will|wollte|wollen) (?:mir|uns) "
    r"(?:weismachen|einreden|erzahlen)(?: dass)?",
    r"behauptet \w+ mein\w* \w+|(?:so )?(?:erzahlt|sagt|hort) man (?:sich|sichs|es|das)(?: bei uns)?",
    r"(?:mein\w*|unser\w*) (?:\w+ ){1,2}ist uberzeugt(?: dass)?",
)
"""Who told it: „Der Herr von der Bank meinte, …“, „…, hat die Kammer behauptet“."""

_NOBODY = whole_words(
    rf"(?:kaum|fast|so gut wie) (?:noch )?(?:kein\w* |ein\w* )?(?:{_FIRMS}|jemand|wer|keiner|niemand)",
    rf"kein\w* (?:\w+er )?(?:sau|schwein|mensch|{_FIRMS})(?: mehr)?|(?:keiner|niemand)(?: mehr)?",
)
"""„kaum ein Betrieb“, „keine Sau“: few do what is said; with a number it is not the opposite that is said."""

_CONTRAST = whole_words("aber|sondern|but")
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
)
"""„Sagt die Studie was dazu?“"""

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
_PEERS = re.compile(r"\b(?:bei|von|in) eu(?:ch|re[mnr]?)\b", re.IGNORECASE)
"""Asks the others in a group: „Wer macht das bei euch? Und in den Firmen?“"""

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
    for pattern in (_LOOK_UP, _CLAIM, _NOT, _ABSTAIN, *PATTERNS)
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
    if token.word in _SIGNS or len(token.word) < SHORTEST_CORRECTED or ORDINALS.fullmatch(token.word):
        return False
    return token.corrected not in SHORT_NUMBERS or (after is not None and after.corrected == PER_CENT)


def with_number(folded: str, number: Quantity) -> str | None:
    """„Wofür steht diese Zahl?“ with the number that was named before; None if it does not ask so."""
    pointed = f"{number.number:g}" + (f" {PER_CENT}" if number.share else "")
    told, count = _POINTED_NUMBER.subn(pointed, folded)
    return told if count and asks_meaning(folded) else None


def asks_meaning(folded: str) -> bool:
    """„Wofür stehen …“, „Was bedeuten …“."""
    return bool(_LOOK_UP.search(folded))


def asks_why(folded: str) -> bool:
    """„Warum …“, „Wie kommt es, dass …“."""
    return bool(_WHY.search(folded))


def without_claim(folded: str) -> str:
    """The text without „Stimmt es, dass …“, „Ich habe gelesen, …“ and the like."""
    return " ".join(_CLAIM.sub(" ", folded).split())


def without_hearsay(folded: str) -> str:
    """The text without who told it: „Mein Chef hat auf der Messe erzählt, dass …“."""
    return " ".join(_HEARSAY.sub(" ", folded).split())


def without_nobody(folded: str) -> str:
    """The text without „kaum ein Betrieb“, „keine Sau“ and the like."""
    return " ".join(_NOBODY.sub(" ", folded).split())


def directly(folded: str) -> str:
    """The text in direct speech: „60 % hätten eine“, „seien dort“ say what „haben“ and „sind“ say."""
    return " ".join(_DIRECT.get(word, word) for word in folded.split())


def without_doubt(folded: str) -> str:
    """The text without „das glaube ich nicht“, „das kann doch nicht sein“ and the like."""
    return " ".join(_DOUBT.sub(" ", folded).split())


def says_nothing(folded: str) -> bool:
    """Whether a text says no more than „Stimmt das?“, „Wie viele sind das?“ or „Was ist häufiger?“."""
    return _HOLLOW.issuperset(without_operation(without_claim(_ASIDE.sub(" ", folded))).split())


def without_address(text: str) -> str:
    """The text without „Hallo Bot, …“, „Danke, und …“ or „Nein, ich meinte …“ before the question."""
    return _CORRECTION.sub(
        "", _COURTESY.sub("", _CALLED.sub("", _ADDRESS.sub("", _CALLED_LAST.sub("", text))))
    )


def negates(folded: str) -> bool:
    """„nicht“, „kein“ and the like, unless they only set something apart („nicht …, aber …“)."""
    return bool(_NOT.search(folded) and not _CONTRAST.search(folded))


def speaks_of_plans(folded: str) -> bool:
    """„43 % wollen TikTok nutzen“: of what is only meant to be."""
    return not INTENTIONS.isdisjoint(folded.split())


def speaks_of_the_past(folded: str) -> bool:
    """„40 % haben ihr Budget erhöht“: of what is done already."""
    return bool(_DONE.search(folded))


def says_of_others(folded: str) -> bool:
    """„51 % der Beiträge“, „Marktanteil“: shares of something else than firms."""
    return bool(_OF_OTHERS.search(folded))


def counts_people(folded: str) -> bool:
    """„Wurden 250 Personen befragt?“: firms are no persons."""
    return bool(_PEOPLE.search(folded))


def asks_for_age(folded: str) -> bool:
    """„Firmen, die jünger als drei Jahre sind“: since when they exist, not since when they do something."""
    return bool(_AGE.search(folded) and not _PRESENCE.search(folded))


def measure(folded: str) -> str | None:
    """What a question measures, if that is no share of firms, as it says it; None else.

    „Wie alt sind …“, „Wie viele Sekunden …“, „wann“, „womit“, „mehr als ein Konto“.
    """
    found = _MEASURE.search(folded)
    return next(filter(None, found.groups()), None) if found else None


def part_of(text: str) -> tuple[str, ...]:
    """The folded words that name the group of which a share is asked, unless it is that of all firms.

    „Wie viele der TikTok-Firmen …“, „wie viele von denen, die täglich posten, …“.
    """
    found = _PART.search(text) or _PART_WHO.search(fold(text))
    words = fold(found["group"]).split() if found else ()
    return tuple(word for word in words if not _ANY_FIRMS.fullmatch(word))


def concludes(folded: str) -> bool:
    """„Also vier von fünf?“: says again what was said."""
    return bool(_CONCLUSION.match(folded))


def refuses_to_refuse(folded: str) -> bool:
    """„Sie lehnen es nicht ab“: says the opposite of a topic that is about refusing."""
    return bool(_NOT_REFUSED.search(folded))


def denies(folded: str) -> bool:
    """„Ist es falsch, dass …“: a yes would mean no."""
    return bool(_DENIAL.search(folded))


def with_years_named(text: str) -> str:
    """The text with a word in place of years in digits, so that a lexicon can list it."""
    return _YEAR.sub(YEAR, text)


def abstains(folded: str) -> bool:
    """Verbs that negate: „auf TikTok verzichten“."""
    return bool(_ABSTAIN.search(folded))


def plainly_negated(folded: str) -> str:
    """The text with „nicht“ for verbs that negate: „auf TikTok verzichten“."""
    return " ".join(_ABSTAIN.sub(lambda found: f"nicht {found['late'] or ''}", folded).split())


def asks_beyond_population(folded: str) -> bool:
    """„alle Unternehmen“, „in Deutschland“: more firms than any source asked."""
    return bool(_EVERYBODY.search(folded))


def asked_of_firms(text: str) -> str:
    """The text from the sentence on that asks how many firms do something; all of it, if none does.

    „Meine Bäckerei filmt. Wie viele Firmen machen Kurzvideos?“ is not about bakeries; „wie viele davon“ is.
    """
    told = sentences(text)
    for place, part in enumerate(map(fold, told)):
        asks = (asks_quantity(part) and _ANY_FIRMS.search(part)) or _MANY_FIRMS.search(part)
        if asks and not _SUCH.search(part):
            return " ".join(told[place:])
    return text


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
    if len(asked) > 1 and _is_heading(asked[0]) and not _is_heading(asked[1]):
        asked[:2] = [f"{asked[0]} {asked[1]}"]
    telling = [part for part in asked if not says_nothing(fold(without_asker(part) or part))]
    return [part for part in telling if not (_PEERS.search(part) or _asks_of_himself(part))] or telling


def _is_heading(part: str) -> bool:
    """„Strategie?“ before the question that is about it."""
    return len(part.split()) == 1


def _asks_of_himself(text: str) -> bool:
    """„Sind wir da die Einzigen?“"""
    return not fold(without_asker(text)) and not asks_quantity(fold(text))
