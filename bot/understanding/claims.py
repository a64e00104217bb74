"""What a claim is wrapped in: who told it, whether it is believed, reported speech.

All functions take folded text.
"""

import re

from bot.understanding.population import FIRMS
from bot.understanding.signs import whole_words

INTENTIONS = frozenset(["wollen", "will", "planen", "plant", "mochten", "beabsichtigen"])
"""Folded words that speak of what is only meant to be."""

_DONE = whole_words(r"(?:haben|hat|hatten|habn|ham) .*(?:t|en)$")
_CONCLUSION = re.compile(r"also|das (?:sind|waren) (?:also|dann)|sind das")
CLAIM = whole_words(
    r"(?:wahr|richtig|fakt|wahrheit) oder (?:falsch|gelogen|fake|marchen|mythos|unsinn)",
    r"(?:stimmts?|korrekt|wahr|richtig)(?: es| das)?(?: nicht)?(?: eigentlich| wirklich| denn)?(?: dass)?",
    r"(?:ist|sei|kann|is) (?:es|das|it) (?:wirklich |denn |eigentlich )?"
    r"(?:so|wahr|richtig|korrekt|sein|moglich|true)(?: dass| that)?",
    r"(?:ich |wir )?(?:hab|habe|haben) (?:irgendwo )?(?:gelesen|gehort|gesehen)(?: dass)?",
    r"(?:ein\w*|mein\w*|unser\w*) \w+"
    r" (?:sagte?|meinte?|behauptete?|glaubte?|erzahlte?|schwort|schrieb)"
    r"(?: mir| uns| neulich| gestern| letztens)*(?: dass)?",
    r"(?:sagt|meint|behauptet|glaubt|schwort) (?:mein\w*|unser\w*|ein\w*) \w+",
    r"lieg(?:t|en) (?:er|sie|die|der|man|wir) (?:da |damit )?(?:richtig|falsch|daneben)",
    r"liege? ich (?:da )?(?:richtig|falsch)|geht das in ordnung",
    r"(?:nicht|nich|ned|net) wahr|glauben oder nicht(?: glauben)?|(?:irre|tausche) ich mich|wetten(?: dass)?",
    r"(?:hat|hab|habe|haben|hatte) (?:er|sie|es|ich|wir|der|die) (?:da |damit )?(?:wirklich )?recht",
    r"angeblich|oder (?:nicht|net|ned|nid|nit|nod)|true that|echt|wirklich|tatsachlich",
    r"(?:ist|is) (?:da|an dem|daran) (?:et)?was dran|was ist da(?:ran)? dran|dran an der aussage",
    r"(?:kommt|haut|passt) (?:das|des) (?:so |ungefahr |etwa )?hin|(?:kann|konnte) (?:das|des) hinkommen",
    r"(?:trifft|treffen) (?:es|das)? ?zu(?: dass)?",
    r"(?:deckt|deckn) sich (?:das|des|dies)(?: so)?(?: mit (?:der|den|ihrer|ihren|euren?) \w+)?",
    r"(?:ist |is )?(?:das )?(?:zu )?(?:hoch|tief|niedrig)(?: oder (?:zu )?(?:hoch|tief|niedrig))? gegriffen",
    r"(?:belegt|bestatigt|stutzt) (?:das |dies )?(?:die|ihre|eure|deine) (?:studie|umfrage|qulle|zahlen)",
    r"(?:mir|uns) wurde (?:gesagt|erzahlt)|(?:so )?(?:heisst|hiess) es|niemals|nie im leben",
)

_DIRECT = {
    **{"hatten": "haben", "hatte": "hat", "seien": "sind", "sei": "ist", "waren": "sind"},
    **{"nutze": "nutzt", "poste": "postet", "setze": "setzt", "arbeite": "arbeitet", "mache": "macht"},
}
"""Forms of reported speech, folded, and what was said."""

_DENIAL = whole_words("falsch|gelogen|luge|unwahr|irrtum|unsinn|quatsch")
_DOUBT = whole_words(
    r"(?:das |des )?(?:glaub\w*|kann|konnte|will) (?:ich|i|er|sie|man|wir|doch)"
    r"(?: das| des| ihm| ihr| doch| ja)*"
    r" (?:nicht|net|ned|nie|kaum)(?: so)?(?: recht| ganz)?(?: glauben)?",
    r"(?:das |des )?(?:kann|konnte|darf) (?:das |des |doch |ja )*(?:nicht|net|ned) (?:wahr )?"
    r"(?:sein|stimmen)",
    r"(?:nicht|net|ned) (?:wahr|zu fassen|nur|bloss|gleich|unbedingt)",
    r"(?:das )?stimmt (?:das |doch )*(?:nicht|net|nie)",
    r"(?:das|des) (?:macht|braucht|will) (?:doch |ja )*(?:keiner|niemand)",
    # „genaur“ and „qulle“ above: folded, „ue“ is „u“.
    r"(?:mehr|genaur|weniger) (?:sind|ist|san|muss) (?:es|das|des)(?: gar)? (?:nicht|net|ned)(?: sein)?",
    r"sind es nicht(?: doch| eher)?|ken(?:n|ne) (?:ich|i) (?:mich|mi) (?:nicht|net|ned) aus",
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
    rf"(?:kaum|fast|so gut wie) (?:noch )?(?:kein\w* |ein\w* )?(?:{FIRMS}|jemand|wer|keiner|niemand)",
    rf"kein\w* (?:\w+er )?(?:sau|schwein|mensch|{FIRMS})(?: mehr)?|(?:keiner|niemand)(?: mehr)?",
)
"""„kaum ein Betrieb“, „keine Sau“: few do what is said; with a number it is not the opposite that is said."""


def without_claim(folded: str) -> str:
    """The text without „Stimmt es, dass …“, „Ich habe gelesen, …“ and the like."""
    return " ".join(CLAIM.sub(" ", folded).split())


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


def speaks_of_plans(folded: str) -> bool:
    """„43 % wollen TikTok nutzen“: of what is only meant to be."""
    return not INTENTIONS.isdisjoint(folded.split())


def speaks_of_the_past(folded: str) -> bool:
    """„40 % haben ihr Budget erhöht“: of what is done already."""
    return bool(_DONE.search(folded))


def concludes(folded: str) -> bool:
    """„Also vier von fünf?“: says again what was said."""
    return bool(_CONCLUSION.match(folded))


def denies(folded: str) -> bool:
    """„Ist es falsch, dass …“: a yes would mean no."""
    return bool(_DENIAL.search(folded))
