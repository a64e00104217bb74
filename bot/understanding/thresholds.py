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
    direction: Threshold, mentions: Sequence[Mention], options: Mapping[str, frozenset[str]], known: Knowledge
) -> Beyond | None:
    """The figures on one side of the only option that is named of an ascending distribution.

    ``options`` are the topics of each distribution. Below an option of an incomplete distribution nothing can
    be said; above the last nothing is meant.
    """
    for key, topics in options.items():
        distribution = known.distributions[key]
        named = [mention for mention in mentions if mention.option in topics]
        if len(named) != 1 or not (distribution.ascending and distribution.exclusive):
            continue
        told = {known.topics[topic].figure for topic in topics}
        order = tuple(figure for figure in distribution.figures if figure in told)
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
