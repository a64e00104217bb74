"""Answers take their numbers from placeholders only, and their placeholders exist and make sense."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.document import Path
from bot.knowledge.nearest import proposal
from bot.knowledge.placeholders import Literal, Part, Placeholder, PlaceholderError, parse
from bot.knowledge.problems import Problem, quoted
from bot.knowledge.reading import Reading

_ONES = "ein|eins|eine[mnr]?|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun"
_TEENS = "zehn|elf|zwölf|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn"
_TENS = "zwanzig|drei(?:ß|ss)ig|(?:vier|fünf|sech|sieb|acht|neun)zig"
_NUMBER = rf"(?:(?:(?:{_ONES})und)?(?:{_TENS})|{_TEENS}|{_ONES}|(?:{_ONES})?hundert)"
NUMBER_WORDS = re.compile(
    rf"\b{_NUMBER}(?:\s+bis\s+{_NUMBER})?[\s-]*(?:Prozent|vom Hundert|v\.\s?H\.)\w*", re.IGNORECASE
)
FRACTIONS = re.compile(
    r"\b(?:hälfte|(?:ein|zwei|drei|vier) ?(?:drittel|viertel|fünftel|sechstel|achtel|zehntel)"
    r"|jede[rs]? (?:zweite|dritte|vierte|fünfte|sechste|achte|zehnte)[rsn]?)\b",
    re.IGNORECASE,
)
_TYPED = "ist eine Zahl im Text; Zahlen kommen nur aus Platzhaltern wie „{name}“."
_UNIT = re.compile(r"\s*(%|Prozent\b)")


@dataclass(frozen=True, slots=True)
class Template:
    """A text with placeholders and where it stands."""

    path: Path
    text: str
    has_population: bool = False


def templates(reading: Reading) -> Iterator[Template]:
    """Every text that readers see and that may hold figures."""
    knowledge = reading.knowledge
    for key, distribution in knowledge.distributions.items():
        yield Template(("verteilungen", key, "hinweis"), distribution.note, has_population=True)
    for key, figure in knowledge.figures.items():
        yield Template((*reading.figure_path(key), "aussage"), figure.statement)
    for key, topic in knowledge.topics.items():
        about = bool(topic.figure or topic.distribution)
        yield Template(("themen", key, "antwort"), topic.answer, about)
        yield Template(("themen", key, "kurz"), topic.short, about)
    for key, gap in knowledge.gaps.items():
        yield Template(("lücken", key, "antwort"), gap.answer)
    for key, talk in knowledge.small_talk.items():
        yield Template(("plaudern", key, "antwort"), talk.answer)


def figures_in(text: str) -> tuple[str, ...]:
    """The figures a text takes from placeholders; none if it cannot be read."""
    try:
        parts = parse(text)
    except PlaceholderError:
        return ()
    return tuple(name for part in parts if isinstance(part, Placeholder) for name in part.figures)


def texts_are_sound(reading: Reading) -> Iterator[Problem]:
    """Placeholders parse, exist and can be computed; no number stands outside them."""
    for template in templates(reading):
        place = reading.place(*template.path)
        try:
            parts = parse(template.text)
        except PlaceholderError as error:
            yield place.error(f"{quoted(str(template.path[-1]))}, Zeichen {error.position + 1}: {error}")
            continue
        for message in _placeholders(reading, parts, template.has_population):
            yield place.error(message)
        for message in _numbers(parts):
            yield place.error(message)
        for part in parts:
            if isinstance(part, Literal) and (found := FRACTIONS.search(part.text)):
                yield place.warning(
                    f"{quoted(found[0])} ist eine Zahl in Worten; steht sie so in der Quelle, "
                    "gehört sie als Kennzahl in einen Platzhalter."
                )


def _placeholders(reading: Reading, parts: tuple[Part, ...], has_population: bool) -> Iterator[str]:
    for part in parts:
        if not isinstance(part, Placeholder):
            continue
        if part.population and not has_population:
            yield (
                "„{grundgesamtheit}“ geht hier nicht: es braucht ein Thema mit „kennzahl“ oder „verteilung“, "
                "in „antwort“ oder „kurz“."
            )
        unknown = [name for name in part.figures if name not in reading.ids("kennzahlen")]
        if not reading.unread:
            for name in unknown:
                known = reading.ids("kennzahlen")
                yield f"Eine Kennzahl {quoted(name)} gibt es nicht.{proposal(name, known)}"
        if not unknown and len(part.figures) > 1:
            yield from _arithmetic(reading, part)


def _arithmetic(reading: Reading, part: Placeholder) -> Iterator[str]:
    """What keeps a placeholder from being computed."""
    knowledge = reading.knowledge
    if not all(name in knowledge.figures for name in part.figures):
        return  # one is broken and said so
    shown = _shown(part)
    figures = [knowledge.figures[name] for name in part.figures]
    if len({figure.unit for figure in figures}) > 1:
        yield f"In {shown} stehen verschiedene Einheiten; rechnen lässt sich nur mit einer."
    elif inexact := next((figure for figure in figures if not figure.value.exact), None):
        yield f"In {shown} ist {quoted(inexact.value.words)} keine genaue Zahl; das lässt sich nicht rechnen."
    elif sum(s * f.value.low for s, f in zip(part.signs, figures, strict=True)) < 0:
        yield f"{shown} ergibt weniger als null."
    added = [name for name, sign in zip(part.figures, part.signs, strict=True) if sign > 0]
    homes = {knowledge.distribution_of(name) for name in added}
    if len(added) > 1:
        home = homes.pop() if len(homes) == 1 else None
        if home is None or (home in knowledge.distributions and not knowledge.distributions[home].exclusive):
            yield (
                f"In {shown} wird addiert, was sich überschneiden kann; addieren lässt sich nur "
                "innerhalb einer Verteilung mit „nur_eine_antwort: ja“."
            )
        elif len(set(added)) < len(added):
            yield f"In {shown} steht eine Kennzahl doppelt."


def _shown(part: Placeholder) -> str:
    pieces = [
        f"{'+' if sign > 0 else '-'} {name}" for name, sign in zip(part.figures, part.signs, strict=True)
    ]
    return quoted("{" + " ".join(pieces).removeprefix("+ ") + "}")


def _numbers(parts: tuple[Part, ...]) -> Iterator[str]:
    """Numbers outside placeholders."""
    after_figure = False
    for part in parts:
        if isinstance(part, Placeholder):
            after_figure = bool(part.figures)
            continue
        text = part.text
        if after_figure and (unit := _UNIT.match(text)):
            yield f"{quoted(unit[1])} ist hier zu viel: der Platzhalter bringt seine Einheit mit."
            text = text[unit.end() :]
        if number := next((word for word in text.split() if any(c.isnumeric() for c in word)), None):
            yield f"{quoted(number)} {_TYPED}"
        if words := NUMBER_WORDS.search(text):
            yield f"{quoted(words[0])} {_TYPED}"
        after_figure = False
