"""The reasons that the terminal tells for a decision."""

from bot.channels.explained import reason
from bot.understanding.decision import Clarify
from bot.understanding.explanation import Explanation, Step, Way


def test_a_doubt_says_why() -> None:
    question = "Zurück, geht’s?"
    step = Step(question, True, Way.DOUBT, Clarify(0.8, ("tiktok",)))

    told = reason(step, Explanation(question, (step,)))

    assert told.startswith("Ein Teil der Nachricht klingt nach der ersten der Möglichkeiten")
