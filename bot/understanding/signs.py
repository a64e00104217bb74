"""Grammatical signs of what is done with options: added, compared, counted from, all of them, none but one.

Functions take folded text where they say so, else text as it was typed.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto

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


_QUANTITY = whole_words(
    r"wie? ?v\w{2,6}|wia ?v\w{1,6}|wo v(?:ee|o)l\w{0,2}|wie hoch|wie gross|how many|how much",
    r"welche[rnms]? (?:\w+ )?(?:anteil|prozent\w*|quote|teil|bruchteil)",
)
_SHARE = whole_words(r"anteil|\w*quote|(?<!\d )prozent$|wer(?= \w+ (?:\w+ )?k\w?eine?n?)")
_FROM = whole_words(
    r"(?:oder|und|bzw|or) (?:sogar |noch |auch )?(?:ofter|haufiger|mehr|more|more often)",
    r"mindestens|wenigstens|minimum|zumindest|at least|nicht seltener als|nicht weniger als",
)
_ONCE = whole_words(r"(?:ofter|haufiger|mehr) (?:als|wie) (?:einmal|1 mal|einen? (?:beitrag|post\w*|mal))")
_ABOVE = whole_words(r"(?:ofter|haufiger|mehr|more often|more) (?:als|wie|than)|uber(?= \w+ hinaus)")
_BELOW = whole_words(
    r"(?:seltener|weniger(?: oft| haufig)?|less often|less) (?:als|wie|than)|nicht so (?:oft|haufig)",
    r"hochstens|maximal|allenfalls|at most|(?:oder|und|or) (?:noch )?(?:seltener|weniger)",
    r"nicht (?:ofter|mehr) als",
)
_LEFT_OUT = (
    re.compile(
        r"(?:\b(?:außer|ausser|bis auf|abgesehen von|anders als(?: mit)?|ausgenommen)"
        r"|\bohne(?= (?:die|das|den|jene)\b))\s+(?!(?:uns|mir|mich|euch)\b)(?P<out>[^:;?()–]+?)"
        r"(?=\s*(?:$|[:;?()–.]|,\s*(?:also|macht|wie|wo|und|zusammen|welche\w*)\b))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<out>(?:das|die|den)\s[^,]{3,60}?)\s+(?:wegl[aä]ss\w*|rausl[aä]ss\w*|abzieh\w*|ausklammer\w*)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:lassen|klammern|nehmen) wir\s(?P<out>[^,.:;]{3,60}?)\s(?:beiseite|aus|weg|heraus|raus)\b"
        r"|\b(?:nimm|lass)\s(?P<taken>[^,.:;]{3,60}?)\s(?:beiseite|weg|heraus|raus)\b",
        re.IGNORECASE,
    ),
)
"""„alle außer dem Chef“, „ohne die, die keine wollen“, „wenn ich das Team weglasse“."""

_ALL_OF_THEM = whole_words(
    r"alle (?:\w+ )?(?:drei|vier|funf|genannten|aufgefuhrten|gruppen|antworten)",
    r"die (?:drei|vier|funf) (?:genannten|aufgefuhrten|gruppen|antworten)",
)
_OF_ALL = whole_words("alle[nrs]?|samtlichen?|genannten?")
_EACH = whole_words(
    r"jeweils|je(?:weilig\w*)?|einzeln|respektive|each|(?:beide|zwei) (?:zahlen|werte|anteile|angaben)"
)
ALONE_BEFORE = 3
"""Words before a name within which „nur“ belongs to it: „nur bei Facebook“, „nur ein Facebook-Profil“."""

_DENYING = frozenset(["nicht", "nich", "net", "ned", "nid", "nit", "nod", "not"])
_MORE_OFTEN = "(?:ofter|haufiger|seltener)"
UNCOUNTED = r"hatten (?:\w+ )?(?:lieber|gern\w*)|im voraus"
"""Wishes, and how early something is done: no share of firms tells them. Folded: part of a pattern."""

_QUALITY = whole_words(
    r"(?:lauf\w*|klapp\w*|funktionier\w*|wirk\w*|geht|war\w*|ist|sind) (?:\w+ ){0,8}?(?:besser|schlechter)",
    r"bring(?:t|en|a|ts)? (?:\w+ ){0,3}?mehr|mehr bring\w*|lohn\w*",
    r"zieh(?:t|en) (?:\w+ ){0,2}?(?:mehr|besser)|erfolg\w*|wirkung\w*|empf[ei]\w*hl\w*|recommend\w*",
    "(?:raten|rat) (?:sie|ihr|uns|mir)|ratst du|ratet ihr",
    "(?:gefahrlich|schadlich|wichtig|sinnvoll|schwierig|einfach|leicht|schon|sicher|serios)er|teurer|billiger",
    rf"(?:alter|junger) als(?! (?:drei|3))|{UNCOUNTED}",
    rf"post\w* (?:\w+ ){{0,3}}?(?:(?:auf|bei) \w+ {_MORE_OFTEN}|{_MORE_OFTEN} (?:auf|bei))",
    rf"(?:auf|bei) \w+ {_MORE_OFTEN} gepostet",
)
_ALONE = frozenset(
    ["nur", "ausschliesslich", "exklusiv", "lediglich", "bloss", "allein", "alleine", "nua", "only", "just"]
)
_FIGURES = r"(?:zahlen|werte|anteile|angaben|prozent\w*)\b"
_BOTH = whole_words(
    r"sowohl|als auch|weder|gleichzeitig|zugleich|parallel|both|neither|kombinier\w*",
    rf"(?<!der )(?<!den )(?<!von )(?<!die )beide[nrs]?(?! {_FIGURES})",
)
_STRESSED = re.compile(r"\bUND?\b")
BUT = ("aber", "sondern", "but")
"""Folded words that set something apart from what stands before them."""

_SET_APART = frozenset([*BUT, "jedoch"])
_JOINED = frozenset(["und", "u", "and", "sowie", "plus"])
_SUM = whole_words(
    r"plus|summe|\w*summier\w*|\w*addier\w*|ergeben|ergibt|unterm strich|topf",
    r"samt|vereint|bundel\w*|nenner|(?:in|als) eine?m? (?:\w+ )?wert|zame\w*|zus[ae]m(?!m)\w*|\w*addition",
    r"(?:in|als|zu) eine[mnr]? (?:einzigen )?(?:gruppe|balken|block|paket|stapel)|einen balken|als paar",
    r"zusammen(?!stell|fass|hang)\w*|insgesamt|gesamt\w*|gemeinsam\w*|kombiniert\w*|mit(?:a|ei)nand\w*|together",
    rf"beide(?! {_FIGURES})",
    r"beides|kommt man|kommen (?:wir|da)|zamm?(?:zahl|rechn|nehm)?\w{0,2}",
    r"(?:da|hin)zu(?:komm|rechn|zahl|nehm|nimm)\w*",
    r"alle (?:drei|vier)|eine?[sr]? von beide[nm]|(?:als|in) eine[r]? (?:einzigen )?zahl|aufeinander",
)
BEATS = (
    r"ubersteigt|ubersteigen|uberragt|uberragen|uberwiegt|uberwiegen|ubertrifft|ubertreffen"
    r"|uberholt|uberflugelt|schlag(?:t|en)"
)
"""Verbs that set one thing above another. Folded: part of a pattern."""

_BY_DEGREE = (
    rf"{BEATS}"
    r"|ofter|haufiger|seltener|mehr|mee|meh|mehra|weniger|beliebter|verbreiteter|weiter verbreitet|starker"
    r"|grosser|kleiner|hoher"
    r"|\w+er als(?! (?:dr[eiu]\w*|3)\b)|um wie ?viel\w*(?! handelt| geht)|prozentpunkte?n?"
    r"|vergleich\w*|unterschied\w*|abstand|versus|vs|gegenuber|verglichen|differenz|(?<!was )vorne?"
    r"|kommen auf (?:einen?|jeden?|zwei)|auf (?:einen?|jeden?|zwei|drei) (?:\w+ ){1,8}?kommen"
    r"|uberzahl|unterzahl|in der (?:mehrheit|minderheit)|vorsprung|gewinn(?:t|en)|faktor|rangfolge"
    r"|wie weit (?:\w+ ){1,12}?(?:vor|hinter|uber)|unterscheide\w* sich"
    r"|minus|abzuglich|trennt|trennen|gleichauf|auseinander"
    r"|(?:doppelt|dreimal|viermal|halb|genau ?so|ebenso|gleich|so) (?:viele?|oft|haufig|hoch|gross)"
    r" (?:\w+ ){0,6}?(?:wie|wia)"
    r"|hang(?:t|en) (?:\w+ ){1,9}?ab|\w*duell|heran\w*|ran(?:kommen|reichen)|hinterher\w*"
    r"|(?:wer|was|welche[rs]?) (?:\w+ ){0,3}?fuhrt|verhalt(?:en)? sich|einander|verhaltnis|\w*vielfache"
    r"|welche[rsnm]? (?:von )?(?:den |der |dieser )?(?:beiden|zwei)|vorne liegt|von den (?:beiden|zwei)"
)
_COMPARISON = whole_words(_BY_DEGREE, r"eher|lieber|zwischen|umgekehrt|liegt(?= \w+ (?:vor|hinter))")
_DEGREE = whole_words(_BY_DEGREE, "jeweils")
_MORE_OF = whole_words("ofter|haufiger|seltener|mehr|weniger|eher|lieber|beliebter|verbreiteter|starker")
_OF_TWO = whole_words(
    r"(?:welche[rsnm]?|wer|was|wo) (?:\w+ ){0,3}?(?:der|den|von|dieser|diesen) (?:beiden|zwei(?:en)?)"
)
_WHICH = whole_words(
    r"was|wat|wos|welche\w*|womit|wohin|wo|worauf|wer",
    r"w(?:ie|ia) (?:steht|sieht|schaut|weit|oft|haufig|regel|handhab|halt)\w*",
)
_HOW_IT_IS = whole_words(
    r"w(?:ie|ia) (?:steht|sieht|schaut|is|isch)(?:s|ts)? (?:es |das |des )?(?:\w+ ){0,3}?(?:aus|um|mit|bei)"
)
_DISTRIBUTION = whole_words(r"\w*verteil\w*|aufteil\w*|ubersicht|zusammenfassung|\w*diagramm|wie weit sind")
_OPEN = whole_words(
    r"(?:oder|oda|odr) (?:was|wos|wat|wer|wa|wo|sonst\w*)(?: (?:sonst|sunst|anderes?|auch immer))*$",
    r"(?:oder|oda|odr) (?:was|wos|wat|wer|wo) (?:dann|machen|nutzen|nemm\w*|nehm\w*|posten)",
    r"(?:oder|oda|odr) (?:woanders|(?:jemand\w*|wer|(?:et)?was) (?:ganz )?ander\w*|irgend\w+)",
)
_ALTERNATIVE = whole_words("oder|oda|od|or")
_NUMBER = r"(?:\d+|zwei|dr[eiu]\w{0,2}|vier|funf|sechs|sieben|acht|neun|zehn)"
_ONE_TIME = r"(?:a|o|ei|ein|an)m[ao]l"
_MEASURE = whole_words(
    r"(?:mehr|mee|meh|mehra|weniger|langer|kurzer|ofters?|haufiger|seltener) (?:als|ols|as|wie|wia|weder) "
    rf"(?:{_ONE_TIME}|{_NUMBER} ?\w+|\d+"
    r"|eine?[nmrs]? \w*(?:jahr|monat|mal|beitrag|post)\w*)",
    r"(?:mehr|mee|meh|mehra|weniger) (?:als|wie|wia) \w*(?:jahr|monat)ig\w*|ja oder nein",
    rf"\w+er (?:als|wie|wia) (?:{_NUMBER} \w+|ein (?:\w*jahr|johr|monat)\w*)",
    r"(?:mehr|mee|meh|mehra) (?:als|wie|wia) einen \w+",
    r"(?:nicht|nichts|nix|kein\w*|nie|niemand|net|ned) (?:\w+ ){0,3}mehr|noch mehr(?! als)",
    r"(?:nicht|nich|net|ned|nid) (?:ofter|haufiger)(?! als)|und mehr(?! als)|oder mehr$",
    r"mehr (?:solche\w*|davon|von (?:der|dieser) \w+)",
    r"(?:oder|oda|odr)(?: nicht| nich| net| ned| doch| irre ich| etwa)?$|(?:oder|oda|odr) (?=wie ?v|welche)",
)
_TIMES = whole_words(r"(?:\d+|zwei|drei|vier|funf|sechs|sieben|zehn) ?mal (?:pro|die|in der|am|je|im) \w+")
CONNECTIVES = frozenset(
    ["oder", "oda", "od", "or", "und", "u", "and", "plus", "sowie", "beziehungsweise", "bzw", "versus", "vs",
     "gegenuber", "gegen", "als", "hinter", "vor", "noch", "minus", "abzuglich"]
)  # fmt: skip
"""Words that part one option from the next."""

CONNECTIVE = whole_words(
    r"oder(?: aber)?|oda|od|or|und|u|and|plus|sowie|beziehungsweise|bzw|versus|vs|gegenuber|als|hinter",
    r"im vergleich zu[rm]?|verglichen mit|vor(?= \w+ oder umgekehrt)",
    r"gegen|minus|abzuglich|statt|(?:so viele?|so oft|so haufig|so vui) (?:wie|wia)|wia",
    r"wie(?= (?:die|der|das|bei|mit|auf|fur|solche|jene|daruber|druber|darunter|drunter)\b)",
    r"(?:zu|von|vor|hinter|an|uber|als|wie) (?:denen|dem der|der der|die(?= die))|oder lieber",
    r"uber (?=(?:der|dem|jenen)$)|kommen (?=wie ?viel)",
)
_PARTING = whole_words(
    "als|oder|gegen|gegenuber|vs|versus", r"(?:vor|hinter|an|von) (?:de[nmr]|denen|einer|die)"
)
PATTERNS = (_QUANTITY, _FROM, _ABOVE, _BELOW, _EACH, _BOTH, _SUM, _COMPARISON)
"""Signs in whose words no typing error is looked for."""


ASKED = "wie viele"
"""Makes of a clause that only says whom it counts the question for their share."""


def asks_quantity(folded: str) -> bool:
    """„Wie viele …“, „Welcher Anteil …“."""
    return bool(_QUANTITY.search(folded))


def asks_share(folded: str) -> bool:
    """The same, also in a keyword or two: „Anteil ohne TikTok“, and „Wer nutzt kein TikTok?“."""
    return asks_quantity(folded) or bool(_SHARE.search(folded))


def sums(folded: str) -> bool:
    """„zusammen“, „plus“ – or „wie viele … oder …“, unless it asks for a difference."""
    either = (
        _ALTERNATIVE.search(without_measure(folded))
        and asks_quantity(folded)
        and not compares_by_degree(folded)
    )
    return bool(_SUM.search(folded) or either)


def compares(folded: str) -> bool:
    """„eher … oder“, „häufiger als“, „im Vergleich“ – or a bare „… oder …?“."""
    return bool(_COMPARISON.search(folded) or _ALTERNATIVE.search(folded))


def compares_by_degree(folded: str) -> bool:
    """„häufiger“, „Abstand“: more than a bare „… oder …“."""
    return bool(_DEGREE.search(folded))


def compares_by(folded: str) -> bool:
    """„häufiger auf TikTok als …“, „bei welchen eher“: which of two groups does something more."""
    return bool(_MORE_OF.search(folded))


def asks_which(folded: str) -> bool:
    """„Was posten sie, Bilder oder Videos?“: asks for all there is, and neither for more nor for less."""
    return bool(_WHICH.search(folded) and not compares_by_degree(folded))


def asks_distribution(folded: str) -> bool:
    """„Wie verteilen sich …“, „Übersicht“: for all there is."""
    return bool(_DISTRIBUTION.search(folded))


def leaves_open(folded: str) -> bool:
    """„Bilder, Videos oder was?“: names options as examples only."""
    return bool(_OPEN.search(folded))


def asks_how_it_is(folded: str) -> bool:
    """„Wie steht es um …“: for all there is, whatever is named."""
    return bool(_HOW_IT_IS.search(folded))


def asks_which_of_two(folded: str) -> bool:
    """„Welche der beiden …“: of two that were named before."""
    return bool(_OF_TWO.search(folded))


def threshold(folded: str) -> Threshold | None:
    """„oder öfter“, „seltener als …“: an option and all those beyond it."""
    if _ONCE.search(folded):
        return None  # „mehr als einmal pro Woche“ is an answer itself: „mehrmals“
    signs = ((_BELOW, Threshold.BELOW), (_FROM, Threshold.FROM), (_ABOVE, Threshold.ABOVE))
    return next((found for sign, found in signs if sign.search(folded)), None)


def counts_times(folded: str) -> bool:
    """„dreimal pro Woche“: a number of times, where sources only say „several“."""
    return bool(_TIMES.search(folded))


def contrasts(folded: str) -> bool:
    """„oder“, „als“, „gegenüber“: something stands against something else."""
    return bool(CONNECTIVE.search(folded))


def without_measure(folded: str) -> str:
    """The text without „mehr als drei Jahre“, „nicht mehr“, „…, oder?“, which compare nothing."""
    return " ".join(_MEASURE.sub(" ", folded).split())


def left_out(text: str) -> tuple[str, str] | None:
    """What a text, as it was typed, leaves out of a sum, and the text without it; None if nothing."""
    for pattern in _LEFT_OUT:
        if found := pattern.search(text):
            return next(filter(None, found.groups())), f"{text[: found.start()]} {text[found.end() :]}"
    return None


def speaks_of_all(folded: str) -> bool:
    """„alle“, „die genannten“."""
    return bool(_OF_ALL.search(folded))


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


def counts_points(folded: str, place: int) -> bool:
    """Whether the word at a place counts points: „nur ein einziger Prozentpunkt“ names no single person."""
    return not {"prozentpunkt", "punkt", "punktchen"}.isdisjoint(folded.split()[place + 1 : place + 3])


def is_left_out(folded: str, place: int) -> bool:
    """Whether „ohne“ is said of the word at a place: „Betriebe ohne TikTok“."""
    return "ohne" in folded.split()[max(0, place - 2) : place]


def is_denied(folded: str, place: int) -> bool:
    """Whether „nicht“ is said of the word at a place: „aber nicht jeden Tag“."""
    return not _DENYING.isdisjoint(folded.split()[max(0, place - 2) : place])


def compares_qualities(folded: str) -> bool:
    """„Läuft es besser, wenn …?“, „Ist TikTok gefährlicher?“: asks what is better, not what is more usual."""
    return bool(_QUALITY.search(folded))


def asks_only(text: str) -> bool:
    """Whether „nur“ or „ausschließlich“ is said of anything."""
    return not _ALONE.isdisjoint(fold(text).split())


def asks_both(folded: str) -> bool:
    """„sowohl … als auch“, „weder … noch“: how several answers go together."""
    return bool(_BOTH.search(folded))


def stresses_and(text: str) -> bool:
    """„Insta UND TikTok“: how two answers go together, as it was typed."""
    return bool(_STRESSED.search(text)) and not text.isupper()


def joins(words: Sequence[str]) -> bool:
    """Whether „und“ or the like stands among folded words."""
    return not _JOINED.isdisjoint(words)


def sets_apart(words: Sequence[str]) -> bool:
    """Whether „aber“ or the like stands among folded words: „noch keine, wollen aber eine“ is one thing."""
    return not _SET_APART.isdisjoint(words)


def parts(words: Sequence[str]) -> bool:
    """Whether „als“, „hinter dem“ or the like stands among folded words: one is set against another."""
    return bool(_PARTING.search(" ".join(words)))


def without_operation(folded: str) -> str:
    """The text without the words that ask for a sum, a comparison or how answers go together."""
    for sign in (_SUM, _COMPARISON, _EACH, _BOTH, CONNECTIVE):
        folded = sign.sub(" ", folded)
    return " ".join(folded.split())
