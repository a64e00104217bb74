"""Figures and the places where they stand."""

import pytest

from bot.answering.citing import citation, citations, cited
from bot.knowledge.model import Knowledge, Locator


@pytest.mark.parametrize(
    ("figures", "places"),
    [
        ((), []),
        (("plan_ja",), [("artikel", "Liste, Punkt eins")]),
        (("plan_ja", "plan_bald"), [("artikel", "Liste")]),
        (("plan_ja", "plan_ja"), [("artikel", "Liste, Punkt eins")]),
        (("mail", "plan_ja"), [("artikel", "Liste, Punkt eins"), ("presse", "Tabelle, Zeile eins")]),
        (("mail", "brief", "plan_ja", "plan_nie"), [("artikel", "Liste"), ("presse", "Tabelle")]),
        (("umfang", "mehr_geld"), [("artikel", "Absatz zwei"), ("presse", "Kasten")]),
    ],
)
def test_each_place_is_cited_once_and_the_leading_source_first(
    sample: Knowledge, figures: tuple[str, ...], places: list[tuple[str, str]]
) -> None:
    assert [(found.source, found.locator) for found in citations(figures, sample)] == places


def test_evidence_is_cited_without_any_figure(sample: Knowledge) -> None:
    (found,) = citations((), sample, [Locator(source="presse", locator="Ende")])

    assert (found.source, found.locator) == ("presse", "Ende")


def test_a_citation_says_all_that_a_reader_needs(sample: Knowledge) -> None:
    found = citation("artikel", "Vorspann", sample)

    assert (found.title, found.publisher, found.study) == (
        "Newsletter im Mittelstand",
        "Fachverlag",
        "Newsletter-Umfrage",
    )
    assert (found.url, found.locator) == ("https://example.org/artikel", "Vorspann")


@pytest.mark.parametrize(
    ("figure", "value", "unit"),
    [
        ("plan_ja", 60, "%"),
        ("brief", 41.5, "%"),
        ("mehr_geld", "mehr als 40", "%"),
        ("spanne", "21 bis 30", "%"),
        ("lange", "über ein Drittel", ""),
        ("umfang", 250, "KMU"),
    ],
)
def test_a_figure_is_listed_as_its_source_states_it(
    sample: Knowledge, figure: str, value: object, unit: str
) -> None:
    (found,) = cited([figure, figure], sample)

    assert (found.id, found.value, found.unit) == (figure, value, unit)
    assert found.statement == sample.figures[figure].statement
    assert (found.source, found.locator) == (sample.figures[figure].source, sample.figures[figure].locator)


def test_a_statement_is_listed_with_its_placeholders_filled(sample: Knowledge) -> None:
    figure = sample.figures["plan_ja"].model_copy(update={"statement": "sind es, nicht {plan_bald}"})
    known = sample.model_copy(update={"figures": {**sample.figures, "plan_ja": figure}})

    assert cited(["plan_ja"], known)[0].statement == "sind es, nicht 34 %"
