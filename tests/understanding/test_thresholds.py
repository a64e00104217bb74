"""Thresholds: which figures lie beyond the option that is named."""

import pytest

from bot.understanding.mentions import Mention
from bot.understanding.signs import Threshold
from bot.understanding.thresholds import Beyond, beyond
from bot.understanding.understanding import Understanding

DAILY = Mention("taeglich", (3,))
"""The middle one of three."""


def found(understanding: Understanding, direction: Threshold, *mentions: Mention) -> Beyond | None:
    return beyond(direction, mentions, understanding.distributions.orders, understanding.knowledge)


@pytest.mark.parametrize(
    ("direction", "figures"),
    [
        (Threshold.FROM, ("taeglich", "mehrmals_taeglich")),
        (Threshold.ABOVE, ("mehrmals_taeglich",)),
        (Threshold.BELOW, ()),  # the source does not know all who post less often
    ],
)
def test_an_option_is_counted_from(
    understanding: Understanding, direction: Threshold, figures: tuple[str, ...]
) -> None:
    assert found(understanding, direction, DAILY) == Beyond("haeufigkeit", figures, DAILY)


@pytest.mark.parametrize(
    "mentions",
    [
        (),
        (DAILY, Mention("mehrmals_woche", (5,))),
        (Mention("facebook", (2,)),),  # platforms do not ascend
    ],
)
def test_of_none_or_two_or_what_does_not_ascend_nothing_is_counted(
    understanding: Understanding, mentions: tuple[Mention, ...]
) -> None:
    assert found(understanding, Threshold.FROM, *mentions) is None


def test_above_the_last_there_is_nothing(understanding: Understanding) -> None:
    assert found(understanding, Threshold.ABOVE, Mention("mehrmals_taeglich", (0,))) is None
