"""Whether a claimed number agrees with what a source states."""

from enum import Enum, auto

from bot.knowledge.value import Value
from bot.understanding.decision import Bound

NEARLY = 2.0
"""Points within which „etwa“ and „rund“ agree: half a step of the tens that people round to would be five."""


class Verdict(Enum):
    """What can honestly be said of a claim."""

    TRUE = auto()
    FALSE = auto()
    OPEN = auto()
    """The source is less exact than the claim."""


def judge(value: Value, number: float, bound: Bound) -> Verdict:
    """Compare the claim ``bound number`` with a stated value, both in the value's unit."""
    low, high = value.low, value.high
    match bound:
        case Bound.MORE:
            above = low > number or (high is None and low >= number)
            return _verdict(above, high is not None and high <= number)
        case Bound.AT_LEAST:
            return _verdict(low >= number, high is not None and high < number)
        case Bound.LESS:
            return _verdict(high is not None and high < number, low >= number)
        case Bound.AT_MOST:
            return _verdict(high is not None and high <= number, low > number)
        case Bound.ABOUT if abs(low - number) <= NEARLY:
            return Verdict.TRUE
    if value.exact:
        return Verdict.TRUE if low == number else Verdict.FALSE
    return _verdict(False, number < low or (high is not None and number > high))


def _verdict(holds: bool, fails: bool) -> Verdict:
    if holds:
        return Verdict.TRUE
    return Verdict.FALSE if fails else Verdict.OPEN
