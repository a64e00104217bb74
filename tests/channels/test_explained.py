"""What the terminal tells of a decision: its reason, and the labels that were weighed."""

from bot.channels.explained import name, reason
from bot.understanding.decision import Clarify
from bot.understanding.explanation import Explanation, Step, Way
from bot.understanding.forms import LOOK_UP
from bot.understanding.ranking import UNREPORTED


def test_a_doubt_says_why() -> None:
    question = "Zurück, geht’s?"
    step = Step(question, True, Way.DOUBT, Clarify(0.8, ("tiktok",)))

    told = reason(step, Explanation(question, (step,)))

    assert told.startswith("Ein Teil der Nachricht klingt nach der ersten der Möglichkeiten")


def test_a_label_that_is_no_entry_is_said_in_german() -> None:
    assert [name(label) for label in (LOOK_UP, UNREPORTED, "tiktok")] == [
        "(fragt, wofür eine Zahl steht)",
        "(nirgends berichtet)",
        "tiktok",
    ]
