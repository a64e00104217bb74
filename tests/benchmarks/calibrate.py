"""Learns the weights of the confidence and writes them to calibration.json.

    python -m tests.benchmarks.calibrate

First from the examples, each left out; then, starting from those weights, from the questions of
tests/questions, which people ask rather than editors write: they are off the subject more often and say less.
Those that are only scored are not among them, nor those that press one weak spot (``hard``): they are no
sample of what people ask. Run it after a change of the features or of the evidence, not
after an edit of the knowledge: the weights speak of scores and coverage, not of topics.
"""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from bot.cli_eval import UNSEEN
from bot.knowledge.default import default_folder
from bot.knowledge.files import load
from bot.understanding.bank import read_bank
from bot.understanding.confidence import Outcome, calibrate
from bot.understanding.decision import Kind
from bot.understanding.evaluation import UNANSWERABLE
from bot.understanding.forms import LOOK_UP
from bot.understanding.ranking import UNREPORTED
from bot.understanding.understanding import Understanding

PRESSING = "hard"
"""How the names of banks begin that hold one kind of questions only."""

QUESTIONS = Path(__file__).parents[1] / "questions"


def main() -> None:
    """Calibrate on the default knowledge."""
    understanding = Understanding(load(default_folder()))
    confidence = calibrate([*asked(understanding)], known=calibrate(understanding.ranker.outcomes()))
    target = Path(str(files("bot.understanding").joinpath("calibration.json")))
    rounded = {name: round(weight, 3) for name, weight in confidence.weights.items()}
    target.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")
    print(f"{target}: {rounded}")


def asked(understanding: Understanding) -> Iterator[Outcome]:
    """The evidence for the best topic of each question, and if it was right; look-ups and sums have none."""
    files = (path for path in sorted(QUESTIONS.glob("*.tsv")) if not path.name.startswith(PRESSING))
    banks = (path for path in files if UNSEEN not in path.name)
    for question in (question for bank in banks for question in read_bank(bank)):
        reading = next(iter(understanding.readings(question.text)), None)
        if reading is None or not (question.topics or question.kind in UNANSWERABLE):
            continue
        ranking = understanding.ranker.rank(reading)
        if question.kind is not Kind.CLARIFY and ranking.best.label != LOOK_UP:
            unreported = not question.topics and question.kind is Kind.NOT_REPORTED
            if unreported and ranking.best.label in understanding.knowledge.gaps:
                continue  # neither right nor wrong
            right = (UNREPORTED,) if unreported else question.topics
            yield Outcome(ranking.evidence, ranking.best.label in right)


if __name__ == "__main__":
    main()
