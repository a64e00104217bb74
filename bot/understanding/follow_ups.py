"""Grammatical signs that a question leans on what was said before it, in an answer or in another sentence.

Functions take folded text.
"""

import re
from collections.abc import Collection

from bot.understanding.signs import whole_words

_BARE = re.compile(r"bei|beim|mit|auf|in|im|der|die|das|den|dem|von|vom|durch")
_BARE_AFTER_AND = re.compile(
    rf"{_BARE.pattern}|und|aber|also|dann|wie|viele?|was|ist|sind|es|denn|jetzt|so|ein|eine[mr]?"
    r"|sieht|aus|schaut|prozent|macht|machen"
)
_BACK = whole_words(
    r"(?:gleichen?|selben?|derselben|ahnlichen?) (?:lage|situation|fall|boot)|genauso|ebenso|auch so",
    r"(?:wie|bei) (?:wir|uns|mir)|dasselbe|das gleiche|dort|darauf|das (?:auch|sonst|anderswo)",
    r"kommt (?:das|so was)|geht es (?:auch|genauso|ahnlich)|ohne (?:das|so ein\w*|aus|eins)|so ?was|so etwas",
    r"(?:haben|hat|nutzen|nutzt) (?:auch |denn |noch |schon )*k?eins?$",
)
_THERE = whole_words(r"dort|da (?:drauf|noch|schon|auch|uberhaupt)|darauf|drauf")
_A_PLACE = whole_words("da|dort|drauf|darauf")
_BACK_TO_A_THING = whole_words(r"da|dort|das|so ?was|eins|keins|solche\w*|darauf|drauf|damit|dabei|dazu")
_COMPARED_WITH = re.compile(
    r"\b(?:mehr|weniger|ofter|haufiger|seltener|beliebter|verbreiteter|grosser|kleiner|hoher|niedriger|more|less)"
    r"(?: \w+)? (?:als|than)\b"
    r"|\b(?:vergleich\w*|gegenuber|verglichen|versus|vs|unterschied|abstand|differenz)\b"
)
_BARE_SUM = re.compile(
    r"^(?:(?:und|aber|ok|also|dann|was|macht|ist|sind|das|die|es|denn|jetzt|alle[s]?|in|wie|viele?|ergibt"
    r"|ergeben|zwei|beiden?|gruppen|prozent) )*"
    r"(?:zusammen\w*|insgesamt|summe|gesamt|addiert)(?: (?:sind|macht|ist|das|die|es|denn|wie|viele?))*$"
)
_BARE_DIFFERENCE = re.compile(
    r"^(?:(?:und|aber|ok|also|dann|wie|gross|hoch|ist|was|welchen|der|den|die|da|denn) )*"
    r"(?:um (?:wie ?)?viel\w*(?: \w*punkte?)?|(?:unterschied|abstand|differenz|vorsprung)|auseinander)"
    r"(?: (?:genau|mehr|denn|ist|sind|das|die|der|es|liegen|unterscheiden|sich|zwischen|den|beiden?"
    r"|auseinander))*$"
)
_BARE_WHICH = re.compile(
    r"^(?:(?:und|aber|ok|also|so|na|was|wer|wo|welche[rs]?|davon|von|den|denen|beiden?|zwei|ist|sind|is|kommt"
    r"|liegt|hat|gibt|es|macht|die|der|das|which|one|of|them) )*"
    r"(?:ofter|haufiger|mehr|beliebter|verbreiteter|grosser|bigger|more(?: \w+)?|(?:nase )?vorne?"
    r"|am (?:haufigsten|meisten|beliebtesten|verbreitetsten))"
    r"(?: (?:vor|da|denn|jetzt|davon|genutzt|vertreten|verbreitet|von|den|beiden?|zwei|firmen|betriebe))*$"
)
_BARE_DEGREE = re.compile(
    r"^(?:(?:und|aber|ok|also|dann|wie|viele?|sind|es|die|noch|erst|denn) )*"
    r"(?:kurzer|langer|weniger(?: lang\w*)?|langer dabei|kurzer dabei|darunter|daruber|druber|drunter)"
    r"(?: (?:dabei|denn|aktiv|als|das))*$"
)
_ELLIPTIC = re.compile(
    r"^(?:und|aber|oder|ja und|ok und|also|davon|nur|dann|and)\b|\b(?:davon|dort|dafur|damit|daran)\b"
)
_BARE_NOT = re.compile(
    r"^(?:(?:und|aber|ok|also|dann|wie|viele?|welche|wer|prozent|firmen|betriebe|unternehmen|kmu|das|die|der"
    r"|tun|machen|macht|sind|haben|hat|es|denn|davon|anteil) )*"
    r"(?:nicht|keine?s?|net|ned|nid|ohne)(?: (?:denn|so|dann|davon))*$"
)
_OTHERS = re.compile(
    r"^(?:(?:und|wie|was|ist|sieht|es|das|machen|machts|macht|denn|so|bei|mit|aus|jetzt|bitte) )*"
    r"(?:(?:die|den|der|dem) )?(?:andere[nr]?|andern|restliche[nr]?|ubrige[nr]?|rest|konkurrenz)"
    r"(?: (?:\d+|prozent|firmen|betriebe?n?|unternehmen|kmu|laden|so|aus|denn|das|machen|das so))*$"
)


def names_a_place(folded: str) -> bool:
    """„Wie viele sind da denn?“: of a place that was named, here or in another sentence."""
    return bool(_A_PLACE.search(folded))


def points_there(folded: str) -> bool:
    """„Wie viele sind dort noch?“: the place was named in another sentence."""
    return bool(_THERE.search(folded))


def points_back(folded: str) -> bool:
    """„Sind da viele?“, „Machen das viele?“: what is meant was named before."""
    return bool(_BACK_TO_A_THING.search(folded))


def is_elliptic(folded: str) -> bool:
    """„Und der Chef?“: leans on what was said before."""
    return bool(_ELLIPTIC.search(folded))


def is_bare_choice(folded: str) -> bool:
    """„Was ist häufiger?“, „Wer hat die Nase vorn?“: which of those that were told."""
    return bool(_BARE_WHICH.match(folded))


def asks_about_others(folded: str) -> bool:
    """„Und die anderen?“: says whom it is about, but not what."""
    return bool(_OTHERS.match(folded))


def asks_the_opposite(folded: str) -> bool:
    """„Und wie viele nicht?“, „Und kürzer?“: the opposite of what was said before."""
    return bool(_BARE_NOT.match(folded) or _BARE_DEGREE.match(folded))


def refers_back(folded: str) -> bool:
    """„Wie vielen geht es genauso?“, „Wie viele sind dort?“: about what the sentence before said."""
    return bool(_BACK.search(folded))


def is_bare(folded: str, places: Collection[int]) -> bool:
    """Whether a text says nothing but the words at some places: „und beim Chef?“."""
    around = _BARE_AFTER_AND if is_elliptic(folded) else _BARE
    return all(around.fullmatch(word) for place, word in enumerate(folded.split()) if place not in places)


def compared_with(folded: str) -> int | None:
    """The place of the word after „mehr als …“, „im Vergleich zu …“; None if there is no such sign."""
    found = _COMPARED_WITH.search(folded)
    return len(folded[: found.end()].split()) if found else None


def is_bare_sum(folded: str) -> bool:
    """„Und zusammen?“."""
    return bool(_BARE_SUM.match(folded))


def is_bare_difference(folded: str) -> bool:
    """„Um wie viel?“, „Wie groß ist der Unterschied?“."""
    return bool(_BARE_DIFFERENCE.match(folded))
