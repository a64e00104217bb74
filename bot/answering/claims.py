"""Whether a claimed number agrees with what a source states."""

from enum import Enum, auto

from bot.knowledge.value import Value
from bot.understanding.decision import Bound

MOST_NEARLY = 2.0
"""Points within which „etwa“ and fractions agree at most; people round to tens, half a step is five."""

NEARLY = 0.06
"""Share of a value within which they agree: of a small value two points would be too much."""


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
            return _verdict(
                high is not None and high <= number, low > number or (high is None and low >= number)
            )
        case Bound.ABOUT if value.exact and abs(low - number) <= min(MOST_NEARLY, NEARLY * low):
            return Verdict.TRUE
    if value.exact:
        return Verdict.TRUE if low == number else Verdict.FALSE
    return _verdict(False, number < low or (high is not None and number > high))


def _verdict(holds: bool, fails: bool) -> Verdict:
    if holds:
        return Verdict.TRUE
    return Verdict.FALSE if fails else Verdict.OPEN
