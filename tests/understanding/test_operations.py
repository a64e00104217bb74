"""Look-up, claim, sum and comparison on the small knowledge: which figures, and when not at all."""

from collections.abc import Callable

import pytest

from bot.assistant import Assistant
from bot.knowledge.model import Knowledge
from bot.understanding.decision import (
    Answer,
    Bound,
    Claim,
    Comparison,
    Decision,
    LookUp,
    NotReported,
    Operation,
    Sum,
)
from bot.understanding.forms import frames

Decide = Callable[[str], Decision]


@pytest.fixture
def decide(sample_assistant: Assistant) -> Decide:
    def one(question: str) -> Decision:
        (decision,) = sample_assistant.understanding.decide(question)
        return decision

    return one


def operation(decision: Decision) -> Operation | None:
    return decision.operation if isinstance(decision, Answer) else None


@pytest.mark.parametrize(
    ("question", "number", "figures", "topic"),
    [
        ("Wofür stehen die 60 Prozent?", 60, ("plan_ja", "mail"), None),
        ("Was bedeuten die sieben Prozent?", 7, ("plan_nie", "fax"), None),
        ("34 %", 34, ("plan_bald",), "plan_bald"),
        ("Wofür stehen die 41,5 %?", 41.5, ("brief",), "brief"),
        ("Worauf beziehen sich die 58 Prozent?", 58, ("plan_presse",), None),
        ("Wofür steht die 250?", 250, ("umfang",), None),
        ("Was ist mit vierunddreißig Prozent gemeint?", 34, ("plan_bald",), "plan_bald"),
    ],
)
def test_a_number_is_looked_up_and_all_its_meanings_are_kept(
    decide: Decide, question: str, number: float, figures: tuple[str, ...], topic: str | None
) -> None:
    decision = decide(question)

    assert operation(decision) == LookUp(number, figures)
    assert decision.topic == topic


@pytest.mark.parametrize(
    ("question", "number", "nearest"),
    [
        ("Wofür stehen die 35 Prozent?", 35, {"plan_bald", "brief"}),
        ("Was bedeuten die 8 %?", 8, {"plan_nie", "plan_bald"}),
        ("Wofür steht die 251?", 251, {"plan_ja", "mail"}),
        ("Wofür stehen die 250 Prozent?", 250, {"plan_ja", "mail"}),
    ],
)
def test_a_number_that_nobody_states_is_said_to_be_unstated(
    decide: Decide, question: str, number: float, nearest: set[str]
) -> None:
    decision = decide(question)

    assert isinstance(decision, NotReported)
    assert (decision.number, decision.gap) == (number, None)
    assert set(decision.nearest_figures) == nearest


@pytest.mark.parametrize("form", frames("look_up"))
def test_every_form_of_look_up_finds_the_meanings_of_its_number(decide: Decide, form: str) -> None:
    assert operation(decide(form.replace("zahl", "60"))) == LookUp(60, ("plan_ja", "mail"))


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Stimmt es, dass 70 % der KMU einen Plan haben?", Claim("plan_ja", 70, Bound.EXACTLY)),
        ("Ist es wahr, dass 34 Prozent der KMU einen Plan haben?", Claim("plan_ja", 34, Bound.EXACTLY)),
        ("Ich habe gelesen, dass die Hälfte Briefe verschickt", Claim("brief", 50, Bound.ABOUT)),
        ("Verschicken mehr als 40 Prozent Briefe?", Claim("brief", 40, Bound.MORE)),
        ("Lehnen weniger als zehn Prozent einen Plan ab?", Claim("plan_nie", 10, Bound.LESS)),
        ("Mindestens 60 % haben einen Plan, stimmt das?", Claim("plan_ja", 60, Bound.AT_LEAST)),
        ("Höchstens 60 % haben einen Plan, stimmt das?", Claim("plan_ja", 60, Bound.AT_MOST)),
        ("Rund 40 % verschicken Briefe, stimmt das?", Claim("brief", 40, Bound.ABOUT)),
    ],
)
def test_a_number_said_of_a_topic_is_a_claim(decide: Decide, question: str, claim: Claim) -> None:
    assert operation(decide(question)) == claim


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wie viele haben einen Plan oder arbeiten an einem?", Sum(("plan_ja", "plan_bald"))),
        ("Wie viele haben einen Plan und arbeiten an einem Plan, zusammen?", Sum(("plan_ja", "plan_bald"))),
        ("Verschicken mehr Firmen E-Mails oder Briefe?", Comparison(("mail", "brief"))),
        ("E-Mail oder Brief?", Comparison(("mail", "brief"))),
        ("Brief oder E-Mail?", Comparison(("brief", "mail"))),
        ("Verschicken mehr Firmen Briefe als E-Mails?", Comparison(("brief", "mail"))),
    ],
)
def test_options_of_one_distribution_are_added_or_compared(
    decide: Decide, question: str, expected: Operation
) -> None:
    assert operation(decide(question)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele haben einen Plan oder verschicken Briefe?",
        "Wie viele wollen mehr Geld ausgeben oder haben einen Plan?",
        "Hund oder Katze?",
        "Wie viele haben einen Plan?",
        "Plan oder Plan?",
        "oder?",
    ],
)
def test_figures_of_different_questions_are_not_added_nor_compared_for_an_or(
    decide: Decide, question: str
) -> None:
    assert operation(decide(question)) is None


@pytest.mark.parametrize(
    "question",
    [
        "Stimmt es, dass 60 % der Hunde bellen?",
        "60 Euro",
        "Was sind 60 Prozent von 80?",
        "Wie viele Prozent Alkohol hat 60 prozentiger Schnaps?",
    ],
)
def test_a_number_alone_never_picks_an_answer(decide: Decide, question: str) -> None:
    assert not isinstance(decide(question), Answer)


@pytest.mark.parametrize(
    "question",
    [
        "Facebook sei bei den Firmen längst abgeschrieben, meint der Volontär. "
        "Sind es nicht immer noch knapp 60 Prozent?",
        "Ok, 44 % haben kein Tool, aber welches nutzen dann die anderen?",
    ],
)
def test_a_number_beside_what_it_counts_is_not_looked_up(
    delivered_assistant: Assistant, question: str
) -> None:
    (decision,) = delivered_assistant.understanding.decide(question)

    assert not isinstance(operation(decision), LookUp)


def test_every_share_that_stands_alone_is_found_by_its_number(sample: Knowledge, decide: Decide) -> None:
    for key, figure in sample.figures.items():
        if figure.value.exact and figure.unit == "%":
            found = operation(decide(f"Wofür stehen die {figure.text}?"))

            assert isinstance(found, LookUp)
            assert key in found.figures


def test_every_share_of_the_delivered_knowledge_is_found_by_its_number(
    delivered: Knowledge, delivered_assistant: Assistant
) -> None:
    for figure in delivered.figures.values():
        if figure.value.exact and figure.unit == "%":
            (decision,) = delivered_assistant.understanding.decide(f"Wofür stehen die {figure.text}?")
            found = operation(decision)
            same = {
                other
                for other, stated in delivered.figures.items()
                if figure.value.low in (stated.value.low, stated.value.high) and stated.unit == "%"
            }

            assert isinstance(found, LookUp)
            assert set(found.figures) == same
            ranks = [delivered.sources[delivered.figures[other].source].rank for other in found.figures]
            assert ranks == sorted(ranks)
