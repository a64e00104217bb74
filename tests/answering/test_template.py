"""Placeholders become figures, and the figures are remembered."""

import pytest

from bot.answering.reply import Span, plain
from bot.answering.template import fill, result, text, total
from bot.knowledge.model import Knowledge


@pytest.mark.parametrize(
    ("template", "filled", "figures"),
    [
        ("Ohne Zahl.", "Ohne Zahl.", ()),
        ("{plan_ja} haben ihn.", "60 % haben ihn.", ("plan_ja",)),
        ("Es sind {plan_ja}.", "Es sind 60 %.", ("plan_ja",)),
        ("{plan_ja} der {grundgesamtheit}", "60 % der befragten KMU", ("plan_ja",)),
        ("{plan_bald + plan_nie}", "41 %", ("plan_bald", "plan_nie")),
        ("{plan_ja - plan_bald - plan_nie}", "19 %", ("plan_ja", "plan_bald", "plan_nie")),
        ("{brief + mail}", "101,5 %", ("brief", "mail")),
        ("{lange} und {mehr_geld}", "Über ein Drittel und mehr als 40 %", ("lange", "mehr_geld")),
        ("Und {lange}", "Und über ein Drittel", ("lange",)),
        ("{mehr_geld} …", "Mehr als 40 % …", ("mehr_geld",)),
        ("{umfang}", "250 KMU", ("umfang",)),
        ("{spanne}", "21 bis 30 %", ("spanne",)),
        ("{plan_ja}, {plan_ja}", "60 %, 60 %", ("plan_ja",)),
        ("{{plan_ja}}", "{plan_ja}", ()),
    ],
)
def test_a_template_is_filled(
    sample: Knowledge, template: str, filled: str, figures: tuple[str, ...]
) -> None:
    found = fill(template, sample, "befragten KMU")

    assert plain((found.line,)) == filled
    assert found.figures == figures


def test_figures_are_strong_and_nothing_else_is(sample: Knowledge) -> None:
    assert fill("{plan_ja} der {grundgesamtheit}", sample, "KMU").line == (
        Span("60 %", strong=True),
        Span(" der "),
        Span("KMU"),
    )


def test_one_figure_keeps_the_words_of_its_source(sample: Knowledge) -> None:
    assert result(["lange"], [1], sample) == "über ein Drittel"


def test_a_sum_has_no_more_decimals_than_its_figures(sample: Knowledge) -> None:
    figures = [sample.figures["brief"]] * 3

    assert total(figures, [1, 1, 1]) == "124,5 %"
    assert total(figures, [1, 1, -1]) == "41,5 %"


def test_a_figure_comes_with_its_statement(sample: Knowledge) -> None:
    filled = text(sample.figures["plan_bald"], sample)

    assert plain((filled.line,)) == "34 % arbeiten an einem Plan"
    assert filled.figures == ()


def test_figures_inside_a_statement_count(sample: Knowledge) -> None:
    figure = sample.figures["plan_ja"].model_copy(update={"statement": "sind es, nicht {plan_bald}"})

    assert text(figure, sample).figures == ("plan_bald",)
