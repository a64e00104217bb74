"""Shares add up or are explained, and every answer can be cited."""

from collections.abc import Iterator

from bot.knowledge.model import Distribution
from bot.knowledge.problems import Problem
from bot.knowledge.reading import Reading
from bot.knowledge.rules.texts import figures_in

ROUNDING = 0.5
"""Most that rounding moves one share, in per cent."""


def sums_are_explained(reading: Reading) -> Iterator[Problem]:
    """Exclusive shares that do not make 100 need a note; sums that rounding cannot explain are wrong."""
    for key, distribution in reading.knowledge.distributions.items():
        total = _sum(distribution)
        if total is None or not _all_read(reading, key, distribution):
            continue
        slack = ROUNDING * len(distribution.figures)
        shown = f"{total:g}".replace(".", ",")
        place = reading.place("verteilungen", key, "kennzahlen")
        if total > 100 + slack:
            yield place.error(
                f"Die Anteile ergeben {shown} %, mehr als Rundung erklärt: Werte prüfen, "
                "oder „nur_eine_antwort: nein“, wenn mehrere Antworten möglich waren."
            )
        elif distribution.complete and total < 100 - slack:
            yield place.error(
                f"Die Anteile ergeben {shown} %, weniger als Rundung erklärt: Werte prüfen, "
                "oder „vollständig: nein“, wenn Antworten fehlen."
            )
        elif total != 100 and not distribution.note.strip():
            yield place.error(
                f"Die Anteile ergeben {shown} %, nicht 100 %: bitte in „hinweis“ sagen, warum (ohne Zahlen)."
            )


def topics_are_cited(reading: Reading) -> Iterator[Problem]:
    """A topic is about one figure or one distribution; without any figure it names its evidence."""
    for key, topic in reading.knowledge.topics.items():
        if topic.figure and topic.distribution:
            yield reading.place("themen", key, "verteilung").error(
                "Ein Thema hat entweder „kennzahl“ oder „verteilung“, nicht beides."
            )
        if not (topic.figure or topic.distribution or topic.evidence or figures_in(topic.answer)):
            yield reading.place("themen", key).error(
                "Diese Antwort nennt keine Kennzahl; bitte unter „belege“ Quelle und Fundstelle angeben."
            )


def _sum(distribution: Distribution) -> float | None:
    """The shares added, where adding makes sense."""
    options = distribution.figures.values()
    if not distribution.exclusive or not all(option.value.exact and option.unit == "%" for option in options):
        return None
    return round(sum(option.value.low for option in options), 6)


def _all_read(reading: Reading, key: str, distribution: Distribution) -> bool:
    """Whether no option is left out because it is broken."""
    written = sum(
        1 for path in reading.places if len(path) == 4 and path[:3] == ("verteilungen", key, "kennzahlen")
    )
    return written == len(distribution.figures)
