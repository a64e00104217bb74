"""A reply for every decision; over all that is delivered, every number can be traced to its source."""

import re

import pytest

from bot.answering.composer import (
    GERMAN_ONLY,
    NEAREST_FIGURES,
    NO_SOURCE,
    NO_SUCH_NUMBER,
    OFF_SUBJECT,
    POPULATION_LIMIT,
    WHICH,
    compose,
)
from bot.answering.reply import Reply, plain
from bot.answering.template import result
from bot.knowledge.model import Knowledge
from bot.knowledge.placeholders import placeholders
from bot.understanding.decision import (
    Answer,
    Bound,
    Claim,
    Clarify,
    Comparison,
    Decision,
    Kind,
    LookUp,
    NotReported,
    OutOfScope,
    SmallTalk,
    Sum,
)
from tests.replies import assert_valid


@pytest.mark.parametrize(
    ("decision", "kind", "first"),
    [
        (Answer(0.9, "plan_ja"), Kind.ANSWER, "60 % der befragten KMU haben einen Plan"),
        (
            Answer(0.9, None, Sum(("plan_ja", "plan_bald"))),
            Kind.ANSWER,
            "94 % der befragten KMU zusammen: 60 % + 34 %.",
        ),
        (Answer(0.9, None, Comparison(("mail", "brief"))), Kind.ANSWER, "E-Mail: 60 %, Brief: 41,5 %"),
        (Answer(0.9, None, LookUp(60, ("plan_ja", "mail"))), Kind.ANSWER, "Diese Zahl steht"),
        (Answer(0.9, "mail", Claim("mail", 7, Bound.EXACTLY)), Kind.ANSWER, "Nein, das stimmt nicht."),
        (Answer(0.9, "plan_ja", beyond_population=True), Kind.ANSWER, POPULATION_LIMIT),
        (Clarify(0.6, ("mail", "luecke_land")), Kind.CLARIFY, WHICH),
        (NotReported(0.9, "luecke_land"), Kind.NOT_REPORTED, "Nach Ländern unterscheidet keine Quelle"),
        (NotReported(0.9, number=99.0, nearest_figures=("mail",)), Kind.NOT_REPORTED, NO_SUCH_NUMBER),
        (NotReported(0.9, number=99.0), Kind.NOT_REPORTED, NO_SUCH_NUMBER),
        (NotReported(0.9, nearest=("mail",)), Kind.NOT_REPORTED, NO_SOURCE),
        (OutOfScope(0.9), Kind.OUT_OF_SCOPE, OFF_SUBJECT),
        (OutOfScope(0.9, foreign_language=True), Kind.OUT_OF_SCOPE, GERMAN_ONLY),
        (SmallTalk(0.9, "gruss"), Kind.SMALL_TALK, "Guten Tag!"),
    ],
)
def test_every_decision_has_its_reply(sample: Knowledge, decision: Decision, kind: Kind, first: str) -> None:
    reply = compose(decision, sample)

    assert_valid(reply, sample)
    assert (reply.kind, reply.confidence) == (kind, decision.confidence)
    assert plain(reply.lines).startswith(first)


def test_an_answer_has_title_figures_sources_follow_ups_and_a_chart(sample: Knowledge) -> None:
    reply = compose(Answer(0.9, "plan_ja", alternatives=("mail", "luecke_land")), sample)

    assert (reply.topic, reply.title) == ("plan_ja", "Plan vorhanden")
    assert [figure.id for figure in reply.figures] == ["plan_ja", "plan_presse", "plan_bald", "plan_nie"]
    assert [citation.source for citation in reply.citations] == ["artikel", "presse"]
    assert [option.topic for option in reply.options] == ["plan_bald", "plan_nie", "plan"]
    assert [option.title for option in reply.alternatives] == ["E-Mail", "Länder"]
    assert reply.chart
    assert reply.chart.id == "plan"


def test_the_figure_asked_for_comes_first_and_strong(sample: Knowledge) -> None:
    reply = compose(Answer(0.9, "plan_nie"), sample)

    assert reply.lines[0][0].text == "7 %"
    assert reply.lines[0][0].strong
    assert reply.figures[0].id == "plan_nie"


def test_a_finding_without_a_figure_is_cited_too(sample: Knowledge) -> None:
    reply = compose(Answer(0.9, "gefuehl"), sample)

    assert not reply.figures
    assert [citation.locator for citation in reply.citations] == ["Vorspann"]
    assert reply.chart is None


def test_the_limit_to_those_asked_precedes_the_long_and_the_short_answer(sample: Knowledge) -> None:
    reply = compose(Answer(0.9, "plan_ja", beyond_population=True), sample)

    assert plain(reply.lines[:1]) == plain(reply.short[:1]) == POPULATION_LIMIT


def test_choices_are_numbered_and_can_be_pressed(sample: Knowledge) -> None:
    reply = compose(Clarify(0.6, ("mail", "luecke_land", "plan_ja")), sample)

    assert plain(reply.lines).splitlines() == [WHICH, "1. E-Mail", "2. Länder", "3. Plan vorhanden"]
    assert [option.topic for option in reply.options] == ["mail", "luecke_land", "plan_ja"]
    assert not reply.figures


def test_a_gap_offers_what_was_nearest_before_its_own_follow_ups(sample: Knowledge) -> None:
    reply = compose(NotReported(0.9, "luecke_land", nearest=("mail", "plan")), sample)

    assert (reply.topic, reply.title) == ("luecke_land", "Länder")
    assert [option.topic for option in reply.options] == ["mail", "plan"]
    assert [figure.id for figure in reply.figures] == ["umfang"]
    assert [citation.source for citation in reply.citations] == ["presse"]


def test_a_number_nobody_states_comes_with_the_nearest_figures(sample: Knowledge) -> None:
    reply = compose(NotReported(0.9, number=59.0, nearest_figures=("plan_ja", "mail")), sample)

    assert plain(reply.lines).splitlines() == [
        NO_SUCH_NUMBER,
        NEAREST_FIGURES,
        "• 60 % haben einen Plan",
        "• 60 % verschicken E-Mails",
    ]
    assert {citation.source for citation in reply.citations} == {"artikel", "presse"}


@pytest.mark.parametrize(
    "decision", [OutOfScope(1.0), OutOfScope(1.0, foreign_language=True), SmallTalk(1.0, "dank")]
)
def test_what_is_no_answer_states_no_figure_and_cites_nothing(sample: Knowledge, decision: Decision) -> None:
    reply = compose(decision, sample)

    assert not reply.figures
    assert not reply.citations
    assert not any(span.strong for line in reply.lines for span in line)


def delivered_replies(knowledge: Knowledge) -> dict[str, Reply]:
    """Every reply that the delivered knowledge can give without reading a question, by what it is about."""
    figures, shares = (
        knowledge.figures,
        [key for key, figure in knowledge.figures.items() if figure.unit == "%"],
    )
    decisions: dict[str, Decision] = {key: Answer(1.0, key) for key in knowledge.topics}
    decisions |= {f"alle {key}": Answer(1.0, key, beyond_population=True) for key in knowledge.topics}
    decisions |= {key: NotReported(1.0, key) for key in knowledge.gaps}
    decisions |= {
        f"wofür {key}": Answer(1.0, None, LookUp(figures[key].value.low, (key,))) for key in figures
    }
    decisions |= {
        f"{number} {bound} {key}": Answer(1.0, None, Claim(key, number, bound))
        for key in shares
        for number in (figures[key].value.low, 34.0, 56.0, 99.0)
        for bound in Bound
    }
    for key, distribution in knowledge.distributions.items():
        options = tuple(distribution.figures)
        decisions[f"summe {key}"] = Answer(1.0, None, Sum(options))
        decisions[f"vergleich {key}"] = Answer(1.0, None, Comparison(options[:2]))
        decisions[f"alle {key}"] = Answer(1.0, None, Comparison(options))
    return {about: compose(decision, knowledge) for about, decision in decisions.items()}


def test_every_delivered_reply_is_valid_and_cited(delivered: Knowledge) -> None:
    for about, reply in delivered_replies(delivered).items():
        try:
            assert_valid(reply, delivered)
        except AssertionError as error:
            raise AssertionError(about) from error


def test_every_delivered_answer_cites_a_source(delivered: Knowledge) -> None:
    for key in delivered.topics:
        assert compose(Answer(1.0, key), delivered).citations, key


def test_every_number_in_every_reply_is_a_figure_or_the_result_of_an_expression(delivered: Knowledge) -> None:
    """Counted over the plain text, without any help from the marks on it."""
    number = re.compile(r"\d+(?:,\d+)?")
    known = {found for figure in delivered.figures.values() for found in number.findall(figure.text)}
    for topic in delivered.topics.values():
        known |= _results(number, (topic.answer, topic.short), delivered)
    for distribution in delivered.distributions.values():
        known |= _results(number, (distribution.note,), delivered)
    for about, reply in delivered_replies(delivered).items():
        if not about.startswith(("summe", "vergleich")):
            assert set(number.findall(plain((*reply.lines, *reply.short)))) <= known, about


def _results(number: re.Pattern[str], templates: tuple[str, ...], knowledge: Knowledge) -> set[str]:
    return {
        found
        for template in templates
        for placeholder in placeholders(template)
        if placeholder.figures
        for found in number.findall(result(placeholder.figures, placeholder.signs, knowledge))
    }
