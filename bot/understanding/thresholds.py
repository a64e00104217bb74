"""What „täglich oder öfter“ means: an option of an ascending distribution and all that are more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.knowledge.model import Knowledge
from bot.understanding.mentions import Mention
from bot.understanding.signs import Threshold


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a threshold means."""

    distribution: str
    figures: tuple[str, ...]
    """From the least; none if nothing can be said."""
    mention: Mention
    """The option that they are counted from."""


def beyond(
    direction: Threshold, mentions: Sequence[Mention], orders: Mapping[str, tuple[str, ...]], known: Knowledge
) -> Beyond | None:
    """The figures on one side of the only option that is named of an ascending distribution.

    ``orders`` holds the figures of each distribution that topics are about, from the least. Below an option
    of an incomplete distribution nothing can be said; above the last nothing is meant.
    """
    for key, order in orders.items():
        distribution = known.distributions[key]
        named = [mention for mention in mentions if known.topics[mention.option].figure in order]
        if len(named) != 1 or not (distribution.ascending and distribution.exclusive):
            continue
        place = order.index(known.topics[named[0].option].figure or "")
        match direction:
            case Threshold.FROM:
                figures = order[place:]
            case Threshold.ABOVE:
                figures = order[place + 1 :]
            case Threshold.BELOW:
                figures = order[:place] if distribution.complete else ()
        if figures or direction is not Threshold.ABOVE:
            return Beyond(key, figures, named[0])
    return None
