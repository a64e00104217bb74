"""Learns the weights of the confidence from the examples, each left out, and writes them to calibration.json.

    python -m tests.benchmarks.calibrate

No question of a bank is read. Run it after a change of the features or of the evidence, not after an edit of
the knowledge: the weights speak of scores and coverage, not of topics.
"""

import json
from importlib.resources import files
from pathlib import Path

from bot.knowledge.default import default_folder
from bot.knowledge.files import load
from bot.understanding.confidence import calibrate
from bot.understanding.understanding import Understanding


def main() -> None:
    """Calibrate on the default knowledge."""
    ranker = Understanding(load(default_folder())).ranker
    confidence = calibrate(ranker.outcomes())
    target = Path(str(files("bot.understanding").joinpath("calibration.json")))
    rounded = {name: round(weight, 3) for name, weight in confidence.weights.items()}
    target.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")
    print(f"{target}: {rounded}")


if __name__ == "__main__":
    main()
