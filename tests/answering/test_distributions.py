"""Answer options: the others in a line, all as a list, as bars."""

import pytest

from bot.answering.distributions import chart, note, options, others
from bot.answering.reply import plain
from bot.knowledge.model import Knowledge


@pytest.mark.parametrize(
    ("without", "line"),
    [
        (["plan_ja"], "Außerdem: 34 % arbeiten an einem Plan; 7 % lehnen einen Plan ab."),
        (["plan_nie", "plan_ja"], "Außerdem: 34 % arbeiten an einem Plan."),
        (["mail"], "Außerdem: 60 % haben einen Plan; 34 % arbeiten an einem Plan; 7 % lehnen einen Plan ab."),
        (["plan_ja", "plan_bald", "plan_nie"], ""),
    ],
)
def test_the_options_that_were_not_asked_for_stand_in_one_line(
    sample: Knowledge, without: list[str], line: str
) -> None:
    assert plain((others("plan", without, sample),)) == line


def test_all_options_stand_in_lines_of_their_own_in_the_order_of_the_file(sample: Knowledge) -> None:
    assert plain(options("kanal", sample)).splitlines() == [
        "• 60 % verschicken E-Mails",
        "• 41,5 % verschicken Briefe",
        "• 7 % verschicken Faxe",
    ]


def test_the_note_on_the_sum_is_computed(sample: Knowledge) -> None:
    assert plain(note("plan", sample)) == "Zusammen sind das 101 %, wohl durch Rundung."
    assert note("kanal", sample) == ()


def test_a_chart_has_a_bar_for_each_option_with_source_and_population(sample: Knowledge) -> None:
    found = chart("plan", sample)

    assert [(bar.label, bar.share, bar.text) for bar in found.bars] == [
        ("Plan", 60, "60 %"),
        ("In Arbeit", 34, "34 %"),
        ("Kein Plan", 7, "7 %"),
    ]
    assert (found.title, found.population) == ("Wie weit sind die Firmen?", "befragten KMU")
    assert found.note == "Zusammen sind das 101 %, wohl durch Rundung."
    assert (found.citation.source, found.citation.locator) == ("artikel", "Liste")


def test_a_bar_without_a_number_has_its_words_only(sample: Knowledge) -> None:
    distribution = sample.distributions["plan"]
    figures = {"lange": sample.figures["lange"]}
    known = sample.model_copy(
        update={"distributions": {"plan": distribution.model_copy(update={"figures": figures, "note": ""})}}
    )

    (bar,) = chart("plan", known).bars

    assert (bar.share, bar.text) == (None, "über ein Drittel")


def test_every_delivered_distribution_can_be_drawn(delivered: Knowledge) -> None:
    for key, distribution in delivered.distributions.items():
        drawn = chart(key, delivered)

        assert [bar.text for bar in drawn.bars] == [figure.text for figure in distribution.figures.values()]
