"""What a look-up, a sum, a comparison and the check of a claim say."""

import pytest

from bot.answering.operations import (
    NO,
    NOT_ADDED,
    OPEN,
    OTHER_MEANING,
    SEVERAL_MEANINGS,
    YES,
    operation_body,
    topics_of,
)
from bot.answering.reply import Span, plain
from bot.knowledge.model import Knowledge
from bot.understanding.decision import Bound, Claim, Comparison, LookUp, Sum


def test_a_number_with_one_meaning_is_explained(sample: Knowledge) -> None:
    body = operation_body(LookUp(34, ("plan_bald",)), sample)

    assert plain(body.lines) == "• 34 % arbeiten an einem Plan"
    assert body.figures == ("plan_bald",)
    assert body.related == ("plan_bald",)


def test_a_number_with_several_meanings_names_each_with_its_source(sample: Knowledge) -> None:
    body = operation_body(LookUp(60, ("plan_ja", "mail")), sample)

    head, article, press = plain(body.lines).splitlines()
    assert head == SEVERAL_MEANINGS
    assert article.startswith("• 60 % haben einen Plan")
    assert "Fachverlag" in article
    assert press.startswith("• 60 % verschicken E-Mails")
    assert "Pressestelle" in press
    assert body.figures == ("plan_ja", "mail")


def test_a_sum_shows_its_working_and_the_note(sample: Knowledge) -> None:
    body = operation_body(Sum(("plan_bald", "plan_nie")), sample)

    assert plain(body.lines).splitlines() == [
        "41 % der befragten KMU zusammen: 34 % + 7 %.",
        "• 34 % arbeiten an einem Plan",
        "• 7 % lehnen einen Plan ab",
        "Zusammen sind das 101 %, wohl durch Rundung.",
    ]
    assert body.lines[0][0] == Span("41 %", strong=True)
    assert body.distribution == "plan"


def test_answers_of_which_several_were_possible_are_not_added(sample: Knowledge) -> None:
    body = operation_body(Sum(("mail", "brief")), sample)

    assert plain(body.lines).splitlines() == [
        NOT_ADDED,
        "• 60 % verschicken E-Mails",
        "• 41,5 % verschicken Briefe",
    ]


@pytest.mark.parametrize(
    ("figures", "head"),
    [
        (
            ("mail", "brief"),
            "E-Mail: 60 %, Brief: 41,5 % der befragten KMU mit Newsletter – Unterschied: 18,5 Prozentpunkte.",
        ),
        (
            ("brief", "mail"),
            "Brief: 41,5 %, E-Mail: 60 % der befragten KMU mit Newsletter – Unterschied: 18,5 Prozentpunkte.",
        ),
        (
            ("plan_ja", "plan_bald", "plan_nie"),
            "Plan: 60 %, In Arbeit: 34 %, Kein Plan: 7 % der befragten KMU.",
        ),
        # Without a diagram that they share, each is told with its own population and statement.
        (
            ("plan_ja", "mail"),
            "60 % der befragten KMU haben einen Plan; "
            "60 % der befragten KMU mit Newsletter verschicken E-Mails.",
        ),
        (
            ("mehr_geld", "plan_ja"),
            "Mehr als 40 % der befragten KMU wollen mehr ausgeben; 60 % der befragten KMU haben einen Plan.",
        ),
    ],
)
def test_a_comparison_sets_figures_side_by_side(
    sample: Knowledge, figures: tuple[str, ...], head: str
) -> None:
    body = operation_body(Comparison(figures), sample)

    assert plain(body.lines[:1]) == plain(body.short) == head
    assert body.figures == figures


def test_shares_of_different_distributions_are_told_without_either(sample: Knowledge) -> None:
    assert operation_body(Comparison(("plan_ja", "plan_bald")), sample).distribution == "plan"
    assert operation_body(Comparison(("plan_ja", "mail")), sample).distribution is None


def test_of_one_population_the_difference_is_told_without_a_diagram_too(sample: Knowledge) -> None:
    exact = sample.figures["mehr_geld"].model_copy(update={"value": sample.figures["plan_ja"].value.of(45)})
    known = sample.model_copy(update={"figures": {**sample.figures, "mehr_geld": exact}})

    assert plain(operation_body(Comparison(("plan_ja", "mehr_geld")), known).short) == (
        "60 % der befragten KMU haben einen Plan; 45 % der befragten KMU wollen mehr ausgeben"
        " – Unterschied: 15 Prozentpunkte."
    )


def test_two_equal_shares_are_said_to_be_equal(sample: Knowledge) -> None:
    known = sample.model_copy(update={"figures": {**sample.figures, "plan_bald": sample.figures["plan_ja"]}})

    assert plain(operation_body(Comparison(("plan_ja", "plan_bald")), known).short).endswith(
        " – gleich viele."
    )


def test_a_difference_of_one_is_one_point(sample: Knowledge) -> None:
    figure = sample.figures["plan_ja"]
    one_less = figure.model_copy(update={"value": figure.value.of(59)})
    known = sample.model_copy(update={"figures": {**sample.figures, "plan_bald": one_less}})

    assert plain(operation_body(Comparison(("plan_ja", "plan_bald")), known).short).endswith(
        ": 1 Prozentpunkt."
    )


@pytest.mark.parametrize(
    ("claim", "head"),
    [
        (Claim("plan_ja", 60, Bound.EXACTLY), f"{YES}60 %."),
        (Claim("plan_ja", 50, Bound.MORE), f"{YES}60 %."),
        (Claim("plan_ja", 70, Bound.EXACTLY), f"{NO}60 %."),
        (Claim("plan_ja", 60, Bound.MORE), f"{NO}60 %."),
        (Claim("mehr_geld", 50, Bound.EXACTLY), f"{OPEN}mehr als 40 %."),
        (Claim("mehr_geld", 40, Bound.MORE), f"{YES}mehr als 40 %."),
        (Claim("mehr_geld", 20, Bound.EXACTLY), f"{NO}mehr als 40 %."),
        (Claim("lange", 30, Bound.MORE), f"{YES}über ein Drittel."),
    ],
)
def test_a_claim_is_confirmed_refused_or_left_open(sample: Knowledge, claim: Claim, head: str) -> None:
    body = operation_body(claim, sample)

    assert plain(body.lines[:1]) == plain(body.short[:1]) == head
    assert body.figures[0] == claim.figure


def test_after_the_verdict_comes_what_the_topic_says(sample: Knowledge) -> None:
    lines = plain(operation_body(Claim("plan_ja", 70, Bound.EXACTLY), sample).lines).splitlines()

    assert lines[1].startswith("60 % der befragten KMU haben einen Plan")
    assert OTHER_MEANING not in lines


def test_a_claim_without_a_topic_still_states_the_figure(sample: Knowledge) -> None:
    body = operation_body(Claim("plan_presse", 58, Bound.EXACTLY), sample)

    assert plain(body.lines).splitlines() == [f"{YES}58 %.", "58 % haben einen Plan"]


def test_mixed_up_figures_are_told_apart(sample: Knowledge) -> None:
    body = operation_body(Claim("plan_ja", 7, Bound.EXACTLY), sample)
    lines = plain(body.lines).splitlines()

    assert lines[0] == f"{NO}60 %."
    assert lines[-3] == OTHER_MEANING
    assert lines[-2].startswith("• 7 % lehnen einen Plan ab")
    assert "Fachverlag" in lines[-2]
    assert lines[-1].startswith("• 7 % verschicken Faxe")
    assert "Pressestelle" in lines[-1]
    assert {"plan_ja", "plan_nie", "fax"} <= set(body.figures)


def test_a_true_claim_mentions_no_other_meaning(sample: Knowledge) -> None:
    assert OTHER_MEANING not in plain(operation_body(Claim("plan_ja", 60, Bound.EXACTLY), sample).lines)


def test_topics_of_figures_are_few_and_different(sample: Knowledge) -> None:
    assert topics_of(("plan_ja", "plan_ja", "umfang", "mail", "brief", "mehr_geld"), sample) == (
        "plan_ja",
        "mail",
        "brief",
    )


@pytest.mark.parametrize(("number", "head"), [(41, YES + "41 %."), (60, NO + "41 %.")])
def test_a_number_claimed_for_a_sum_is_judged_and_worked_out(
    sample: Knowledge, number: float, head: str
) -> None:
    claim = Claim("plan_bald", number, Bound.EXACTLY, ("plan_nie",))

    body = operation_body(claim, sample)

    lines = plain(body.lines).splitlines()
    assert lines[:2] == [head, "41 % der befragten KMU zusammen: 34 % + 7 %."]
    assert {"plan_bald", "plan_nie"} <= set(body.figures)
