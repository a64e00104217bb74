"""Answers fit into one Telegram message with their sources, and short forms under a picture."""

from collections.abc import Iterator

from bot.knowledge.model import Distribution, Knowledge, Topic
from bot.knowledge.placeholders import Literal, PlaceholderError, parse
from bot.knowledge.problems import Problem, quoted
from bot.knowledge.reading import Reading
from bot.knowledge.rules.texts import figures_in

MESSAGE = 4096
CAPTION = 1024
"""Telegram's limits for a message and for the text under a picture, in UTF-16 units."""

CITATIONS = MESSAGE // 2
"""Most that the sources may take of a message; the channel leaves out what goes beyond."""

AROUND = 20
"""Room for what the bot puts around each source, option and note: „Quelle: “, commas, a new line."""


def texts_fit(reading: Reading) -> Iterator[Problem]:
    """What is too long would be cut in the channel; better a shorter text than half a sentence."""
    knowledge = reading.knowledge
    for key, topic in knowledge.topics.items():
        size = _Size(topic, knowledge)
        if size.citations > CITATIONS:
            yield reading.place("themen", key).error(
                f"Die Quellenangaben zu {quoted(key)} sind {size.citations} Zeichen lang; "
                f"höchstens {CITATIONS} sind möglich. Bitte Titel, Studie oder Fundstelle kürzen."
            )
        elif size.whole > MESSAGE:
            yield reading.place("themen", key, "antwort").error(
                f"Die Antwort zu {quoted(key)} wird mit Verteilung und Quellen {size.whole} Zeichen lang; "
                f"in eine Nachricht passen {MESSAGE}. Bitte kürzen."
            )
        elif size.distribution and size.brief > CAPTION:
            yield reading.place("themen", key, "kurz").warning(
                f"Unter dem Diagramm wird {quoted('kurz' if topic.short else 'antwort')} mit Quelle "
                f"{size.brief} Zeichen lang; dort passen {CAPTION}. Bitte „kurz“ kürzen oder ergänzen."
            )
    for section, entries in (("lücken", knowledge.gaps), ("plaudern", knowledge.small_talk)):
        for key, entry in entries.items():
            if (length := _filled(entry.answer, knowledge)) > MESSAGE:
                yield reading.place(section, key, "antwort").error(
                    f"Die Antwort zu {quoted(key)} wird {length} Zeichen lang; "
                    f"in eine Nachricht passen {MESSAGE}. Bitte kürzen."
                )


class _Size:
    """How long a topic's reply becomes at most, in UTF-16 units as Telegram counts."""

    def __init__(self, topic: Topic, knowledge: Knowledge) -> None:
        name = topic.distribution or knowledge.distribution_of(topic.figure or "")
        self.distribution = knowledge.distributions.get(name or "")
        about = knowledge.figures.get(topic.figure or "") or self.distribution
        population = about.population if about else ""
        answer = _filled(topic.answer, knowledge, population)
        self.citations = _citations(topic, self.distribution, knowledge)
        self.whole = answer + self.citations
        self.brief = _filled(topic.short, knowledge, population) if topic.short else answer
        if self.distribution:
            self.brief += _citation(self.distribution.source, self.distribution.locator, knowledge)
            self.whole += _filled(self.distribution.note, knowledge, population) + AROUND
            for option in self.distribution.figures.values():
                self.whole += _length(option.text) + _filled(option.statement, knowledge) + AROUND


def _citations(topic: Topic, distribution: Distribution | None, knowledge: Knowledge) -> int:
    """The length of all places that the reply names, each once."""
    named = {name: knowledge.figures[name] for name in figures_in(topic.answer) if name in knowledge.figures}
    figures = {**named, **(distribution.figures if distribution else {})}
    places = {(figure.source, figure.locator) for figure in figures.values()}
    places |= {(evidence.source, evidence.locator) for evidence in topic.evidence}
    return sum(_citation(source, locator, knowledge) for source, locator in places)


def _citation(source: str, locator: str, knowledge: Knowledge) -> int:
    found = knowledge.sources.get(source)
    shown = (found.study, found.title, found.publisher, locator) if found else ()
    return sum(map(_length, shown)) + AROUND


def _filled(template: str, knowledge: Knowledge, population: str = "") -> int:
    """The length of a template with its placeholders filled; a result is as long as its longest figure."""
    try:
        parts = parse(template)
    except PlaceholderError:
        return _length(template)
    length = 0
    for part in parts:
        if isinstance(part, Literal):
            length += _length(part.text)
        elif part.population:
            length += _length(population)
        else:
            stated = (knowledge.figures[name] for name in part.figures if name in knowledge.figures)
            length += max((_length(figure.text) for figure in stated), default=0)
    return length


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
