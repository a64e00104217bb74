"""Which figures a reply states, and where each of them stands."""

from collections.abc import Iterable

from bot.answering.reply import Citation, CitedFigure, plain
from bot.answering.template import fill
from bot.knowledge.model import Knowledge, Locator


def cited(figures: Iterable[str], knowledge: Knowledge) -> tuple[CitedFigure, ...]:
    """The figures as a reply lists them."""
    return tuple(
        CitedFigure(
            id=key,
            value=figure.value.plain,
            unit="" if figure.value.in_words else figure.unit,
            statement=plain((fill(figure.statement, knowledge).line,)),
            source=figure.source,
            locator=figure.locator,
        )
        for key in dict.fromkeys(figures)
        for figure in (knowledge.figures[key],)
    )


def citations(
    figures: Iterable[str], knowledge: Knowledge, evidence: Iterable[Locator] = ()
) -> tuple[Citation, ...]:
    """One citation for each place, the leading source first; options of one distribution share its place."""
    chosen = list(dict.fromkeys(figures))
    of_distribution = {figure: knowledge.distribution_of(figure) for figure in chosen}
    shared = [key for key in of_distribution.values() if key]
    places: list[tuple[str, str]] = [(place.source, place.locator) for place in evidence]
    for figure, distribution in of_distribution.items():
        if distribution and shared.count(distribution) > 1:
            stated = knowledge.distributions[distribution]
            places.append((stated.source, stated.locator))
        else:
            stated_alone = knowledge.figures[figure]
            places.append((stated_alone.source, stated_alone.locator))
    ordered = sorted(dict.fromkeys(places), key=lambda place: knowledge.sources[place[0]].rank)
    return tuple(citation(source, locator, knowledge) for source, locator in ordered)


def citation(source: str, locator: str, knowledge: Knowledge) -> Citation:
    """A place in a source, with all that a reader needs to find it."""
    found = knowledge.sources[source]
    return Citation(source, found.title, found.publisher, found.study, found.url, locator)
