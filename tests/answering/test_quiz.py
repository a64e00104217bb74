"""The quiz: honest questions, wrong options that are surely wrong, and Telegram's limits."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.quiz import EXPLANATION_LENGTH, GAP, OPTIONS, QUESTION_LENGTH, askable, build, next_quiz
from bot.knowledge.default import default_folder
from bot.knowledge.files import load
from bot.knowledge.model import Knowledge

KNOWN = load(default_folder())

SOURCE = {
    "titel": "Eine Studie über KMU",
    "herausgeber": "Verlag",
    "adresse": "https://example.org/",
    "studie": "Umfrage",
    "erschienen": "nicht angegeben",
    "deckt_ab": "alles",
    "rang": 1,
}


def knowledge(
    *values: object, population: str = "befragten KMU", statement: str = "haben etwas"
) -> Knowledge:
    """One distribution with these values."""
    figures = {
        f"figure_{number}": {
            "wert": value,
            "name": f"Antwort {number}",
            "aussage": statement,
            "grundgesamtheit": population,
            "quelle": "studie",
            "fundstelle": "Absatz 2",
        }
        for number, value in enumerate(values)
    }
    distribution = {
        "frage": "Wer?",
        "grundgesamtheit": population,
        "quelle": "studie",
        "fundstelle": "Absatz 2",
        "vollständig": "ja",
        "nur_eine_antwort": "ja",
        "kennzahlen": figures,
    }
    return Knowledge.model_validate(
        {"quellen": {"studie": SOURCE}, "verteilungen": {"wer": distribution}, "kennzahlen": figures}
    )


def number(option: str) -> float:
    return float(option.removesuffix(" %").replace(",", "."))


def test_what_a_question_looks_like() -> None:
    quiz = build("strategie_vorhanden", KNOWN, Random(1))
    assert quiz is not None
    assert quiz.question == "Wie viel Prozent der befragten KMU haben eine Social-Media-Strategie?"
    assert quiz.options[quiz.right] == "60 %"
    assert quiz.explanation.startswith(
        "60 % haben eine Social-Media-Strategie. Quelle: „KMU nutzen Social Media"
    )
    assert quiz.citation.url.startswith("https://www.springerprofessional.de/")


def test_every_exact_share_that_is_known_can_be_asked() -> None:
    shares = {key for key, figure in KNOWN.figures.items() if figure.value.exact and figure.unit == "%"}
    assert set(askable(KNOWN)) == shares
    assert len(shares) > 20


@pytest.mark.parametrize("key", ["budget_21_30", "budgetanteil", "budget_erhoehung", "stichprobe"])
def test_what_is_no_exact_share_is_not_asked(key: str) -> None:
    assert build(key, KNOWN, Random(1)) is None


@given(key=st.sampled_from(askable(KNOWN)), seed=st.integers())
def test_every_question_keeps_every_rule(key: str, seed: int) -> None:
    quiz = build(key, KNOWN, Random(seed))
    assert quiz is not None
    assert 1 <= len(quiz.question) <= QUESTION_LENGTH
    assert 1 <= len(quiz.explanation) <= EXPLANATION_LENGTH
    assert "\n" not in quiz.explanation
    assert len(set(quiz.options)) == OPTIONS
    assert all(1 <= len(option) <= 100 for option in quiz.options)
    figure = KNOWN.figures[key]
    assert quiz.options[quiz.right] == figure.text
    source = KNOWN.sources[figure.source]
    assert source.title in quiz.explanation or source.publisher in quiz.explanation
    numbers = [number(option) for option in quiz.options]
    assert numbers == sorted(numbers)
    assert numbers[0] > 0
    assert numbers[-1] < 100
    assert all(above - below >= GAP for below, above in pairwise(numbers))
    distribution = KNOWN.distribution_of(key)
    others = KNOWN.distributions[distribution].figures.values() if distribution else ()
    true = {other.text for other in others} | {figure.text}
    assert [option for option in quiz.options if option in true] == [figure.text]


@settings(max_examples=300, deadline=None)
@given(
    values=st.lists(
        st.decimals(0, 100, places=1).map(lambda share: f"{share.normalize():f}".replace(".", ",")),
        min_size=1,
        max_size=8,
    ),
    seed=st.integers(),
)
def test_any_distribution_is_asked_about_rightly_or_not_at_all(values: list[str], seed: int) -> None:
    known = knowledge(*values)
    for key in known.figures:
        quiz = build(key, known, Random(seed))
        if quiz is None:
            continue
        figure = known.figures[key]
        right = [place for place, option in enumerate(quiz.options) if option == figure.text]
        assert right == [quiz.right]
        for place, option in enumerate(quiz.options):
            near = min(abs(number(option) - other.value.low) for other in known.figures.values())
            assert place == quiz.right or near >= 1


def test_a_wrong_option_is_not_true_of_a_bound_or_range_either() -> None:
    known = knowledge(50, "über 55", "30 bis 40")
    for seed in range(200):
        quiz = build("figure_0", known, Random(seed))
        assert quiz is not None
        assert all(number(option) <= 55 and not 30 <= number(option) <= 40 for option in quiz.options)


def test_the_right_option_stands_anywhere() -> None:
    quizzes = [build("facebook", KNOWN, Random(seed)) for seed in range(100)]
    assert {quiz.right for quiz in quizzes if quiz} == {0, 1, 2, 3}


def test_too_long_a_question_is_not_asked_and_an_explanation_is_shortened() -> None:
    assert askable(knowledge(50, population="x" * QUESTION_LENGTH)) == ()
    quiz = build("figure_0", knowledge(50, statement="x" * 250), Random(1))
    assert quiz is not None
    assert quiz.explanation == "50 %. Quelle: „Eine Studie über KMU“, Absatz 2"


def test_where_everything_could_be_true_nothing_is_asked() -> None:
    assert build("figure_0", knowledge(50, "0 bis 49", "über 51"), Random(1)) is None


@given(seed=st.integers(), last=st.sampled_from(askable(KNOWN)))
@settings(max_examples=30, deadline=None)
def test_never_the_same_figure_twice_in_a_row(seed: int, last: str) -> None:
    quiz = next_quiz(KNOWN, last, Random(seed))
    assert quiz is not None
    assert quiz.figure != last


def test_nothing_to_ask() -> None:
    assert next_quiz(Knowledge(), None, Random(1)) is None
    assert next_quiz(knowledge(50), "figure_0", Random(1)) is None
