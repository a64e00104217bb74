"""Whether a claimed number agrees with what a source states – and when that cannot be known."""

import pytest

from bot.answering.claims import Verdict, judge
from bot.knowledge.value import Value
from bot.understanding.decision import Bound

TRUE, FALSE, OPEN = Verdict.TRUE, Verdict.FALSE, Verdict.OPEN


@pytest.mark.parametrize(
    ("stated", "bound", "number", "verdict"),
    [
        (60, Bound.EXACTLY, 60, TRUE),
        (60, Bound.EXACTLY, 59, FALSE),
        (60, Bound.EXACTLY, 70, FALSE),
        (60, Bound.ABOUT, 60, TRUE),
        (60, Bound.ABOUT, 61, TRUE),
        (19, Bound.ABOUT, 20, TRUE),  # „jeder Fünfte“
        (60, Bound.ABOUT, 70, FALSE),
        (60, Bound.MORE, 50, TRUE),
        (60, Bound.MORE, 60, FALSE),
        (60, Bound.MORE, 61, FALSE),
        (60, Bound.AT_LEAST, 60, TRUE),
        (60, Bound.AT_LEAST, 61, FALSE),
        (60, Bound.LESS, 61, TRUE),
        (60, Bound.LESS, 60, FALSE),
        (60, Bound.LESS, 50, FALSE),
        (60, Bound.AT_MOST, 60, TRUE),
        (60, Bound.AT_MOST, 59, FALSE),
        ("über 40", Bound.EXACTLY, 30, FALSE),
        ("über 40", Bound.EXACTLY, 45, OPEN),
        ("über 40", Bound.MORE, 40, TRUE),
        ("über 40", Bound.MORE, 30, TRUE),
        ("über 40", Bound.MORE, 50, OPEN),
        ("über 40", Bound.AT_LEAST, 40, TRUE),
        ("über 40", Bound.AT_LEAST, 41, OPEN),
        ("über 40", Bound.LESS, 40, FALSE),
        ("über 40", Bound.LESS, 50, OPEN),
        ("über 40", Bound.AT_MOST, 30, FALSE),
        ("über 40", Bound.AT_MOST, 50, OPEN),
        ("21 bis 30", Bound.EXACTLY, 25, OPEN),
        ("21 bis 30", Bound.EXACTLY, 20, FALSE),
        ("21 bis 30", Bound.EXACTLY, 31, FALSE),
        ("21 bis 30", Bound.MORE, 20, TRUE),
        ("21 bis 30", Bound.MORE, 25, OPEN),
        ("21 bis 30", Bound.MORE, 30, FALSE),
        ("21 bis 30", Bound.LESS, 31, TRUE),
        ("21 bis 30", Bound.LESS, 25, OPEN),
        ("21 bis 30", Bound.LESS, 21, FALSE),
        ("21 bis 30", Bound.AT_MOST, 30, TRUE),
        ("21 bis 30", Bound.AT_LEAST, 21, TRUE),
        ("über ein Drittel", Bound.MORE, 100 / 3, TRUE),
        ("über ein Drittel", Bound.MORE, 30, TRUE),
        ("über ein Drittel", Bound.MORE, 50, OPEN),
        ("über ein Drittel", Bound.EXACTLY, 25, FALSE),
        ("über ein Drittel", Bound.LESS, 25, FALSE),
    ],
)
def test_a_claim_is_judged_by_what_is_stated(
    stated: object, bound: Bound, number: float, verdict: Verdict
) -> None:
    assert judge(Value.model_validate(stated), number, bound) is verdict


@pytest.mark.parametrize("stated", [0, 60, 100, "über 40", "21 bis 30", "über ein Drittel"])
@pytest.mark.parametrize("number", [0, 20.5, 21, 30, 40, 60, 100])
def test_a_bound_and_its_opposite_are_never_both_true_nor_both_false(stated: object, number: float) -> None:
    value = Value.model_validate(stated)

    for bound, opposite in ((Bound.MORE, Bound.AT_MOST), (Bound.LESS, Bound.AT_LEAST)):
        verdicts = {judge(value, number, bound), judge(value, number, opposite)}

        assert verdicts in ({TRUE, FALSE}, {OPEN})
