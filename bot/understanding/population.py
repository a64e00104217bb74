"""Whom a question counts: firms, more or fewer of them than were asked, or something else.

Functions take folded text where they say so, else text as it was typed.
"""

import re

from bot.understanding.signs import UNCOUNTED, asks_quantity, whole_words
from bot.understanding.text import fold, sentences

FIRMS = r"(?:unternehmen|firmen|betriebe?n?|kmu|mittelstandler\w*|mittelstand\w*)"
"""Firms of any kind, folded: part of a pattern."""

_OF_OTHERS = whole_words(
    r"(?:prozent|anteil|halfte|drittel|viertel) (?:der|aller|von den|von allen) (?:\w+en )?"
    r"(?:videos?|beitrage|posts?|clips|reels|kampagnen|accounts?|profile|influe?ncer\w*|nutzer\w*|user"
    r"|leute|personen|menschen|kunden|follower)",
    r"marktanteil\w*",
)
_PEOPLE = whole_words("personen|leute|menschen|mitarbeiter\\w*")
_MEASURE = re.compile(
    r"\bw(?:ie|ia) (?!v\w{1,6}\b|ho+ch|hoh|gro|krass|(?:un)?(?:gewohn|ublich)|beliebt|popul|verbreit|haufig"
    r"|oft|stark|gangig|selten|(?:un)?typisch|normal|weit|zahlreich|klein|gering|genau"
    r"|(?:wir|ihr|sie|die|der|das|man)\b)"
    r"(\w{3,}) (?:ist|sind|war|waren|san|isch)\b"
    r"|\bw\w{0,3} ?v\w{2,5} (sekunden|minuten|stunden|tagen?|wochen|uhr|euro|zeichen|worter\w?|seiten?|mal"
    r"|influe?n[cz]er\w*|beitragen?|posts?|videos?|clips|reels|kampagnen|tools?|bildern?|fotos)\b"
    r"|\b(um w\w{2,4} ?\w{2,6} uhr|(?<!\bab )(?<!\bbis )wann|wie lange?|wa[st] kost\w*)\b"
    r"|\b(wo(?:vor|mit|durch|ruber)|wo(?:fur|zu)(?= \w)(?! (?:steh|sind|ist|gehor)\w*))\b"
    r"|\b(namen? (?:der|von|fur|dieser|aller) \w+|(?:du|sie|bitte|ein\w*) namen$|wochentag\w*|weekdays?)\b"
    rf"|\b({UNCOUNTED}|wunsch\w*|bereu\w*)\b"
    r"|\b((?:mehr (?:als|wie|as)|mindestens) (?:(?:ein|een|oan)\w{0,2}|zwei|drei)|mehrere|zwei|drei)"
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
_ANY_FIRMS = whole_words(FIRMS)
_COUNTED = rf"(?:{FIRMS}|kmus|befragten|mittelständler\w*|läden|companies|firms|de[nr]jenigen)"
"""Firms as they are typed: the clause behind them ends at a comma."""

_WITHIN = re.compile(
    r"\b(?:(?:anteil|prozentsatz|quote|viel(?:e[nr]?|\s?prozent|\s?%)?|dass|how many"
    r"|sind|posten|haben|nutzen|machen|wachsen|verwenden|arbeiten|setzen|wollen|finden|halten|planen)"
    rf"\s+(?:(?:der|den|die|von|unter|aller|jener|solche\w*|viele|of|the)\s+){{0,3}}{_COUNTED}"
    r"|die \d+(?: ?%| prozent)),?\s+"
    r"(?:die|welche|bei\s+denen|in\s+denen|wo|deren|denen|that|who)\s+"
    r"(?P<group>[^,;.?!]+),\s+"
    r"(?!(?:und|aber|wohl|sowie|sondern|oder|also|wie|denn|weil|damit|eine solche)\b)(?P<rest>[^?]+)",
    re.IGNORECASE,
)
"""„Wie viele der Firmen, die täglich posten, haben …?“; „…, aber nicht mehrmals“ goes on with the clause."""

_MANY_FIRMS = whole_words(
    rf"(?:viele|de|die meisten|andere[nr]?) (?:\w+ ){{0,2}}?{FIRMS}|bei (?:den )?{FIRMS}"
)
_SUCH = whole_words(r"davon|darunter|solche\w*|dies\w+|denen|branche\w*|gewerbe\w*|gewerk\w*")
_EVERYBODY = whole_words(
    rf"(?:all(?:e[rn]?|en)|samtliche[rn]?|ganz\w*) (?:\w+ ){{0,2}}?(?:{FIRMS}|deutschland)",
    rf"jede[srn]? (?!zweite|dritte|vierte|funfte|zehnte)(?:\w+ ){{0,2}}?{FIRMS}",
    rf"deutsche[rn]? (?:\w+ )?(?:{FIRMS}|wirtschaft)|deutschlandweit|bundesweit|in deutschland|im land",
)


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

    „Wie alt sind …“, „Wie viele Sekunden …“, „wann“, „womit“, „mehr als ein Konto“, names, weekdays, wishes.
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


def within(text: str) -> tuple[str, str] | None:
    """The clause that names the firms of which a question asks, and what it asks of them; None if all.

    „Wie viele der Firmen, die täglich posten, haben eine Strategie?“
    """
    found = _WITHIN.search(text)
    return (found["group"], found["rest"]) if found else None


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
