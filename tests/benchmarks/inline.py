"""Measures how long an inline query takes, from the text typed to results ready to be sent.

``python -m tests.benchmarks.inline [--knowledge DIR] [--json]``
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.assistant import Assistant
from bot.channels.telegram.inline import results
from bot.knowledge import files
from bot.knowledge.default import default_folder
from bot.knowledge.model import Knowledge
from bot.understanding.suggestions import Suggestions
from tests.benchmarks.metrics import nothing_kept, percentile

WANTED_MS = 5.0
"""What the issue asks for; reported, not asserted."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured."""

    queries: int
    index_s: float
    p50_ms: float
    p99_ms: float
    slowest_ms: float
    slowest: str


class Suggesting(Assistant):
    """The real one without its engine, which an inline query does not ask."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._suggestions = Suggestions(knowledge)


def typed(knowledge: Knowledge) -> list[str]:
    """Everything on the way to a title or an example question, letter by letter; nothing; nonsense."""
    whole = [topic.title for topic in knowledge.topics.values()]
    whole += [topic.examples[0] for topic in knowledge.topics.values() if topic.examples]
    parts = {text[:end] for text in whole for end in range(1, len(text) + 1)}
    return ["", "qwertzuiop", *sorted(parts)]


def measure(knowledge: Knowledge) -> Result:
    """Ask each query once: what nobody asked before is the slowest."""
    with nothing_kept():
        started = time.perf_counter()
        assistant = Suggesting(knowledge)
        index_s = time.perf_counter() - started
    queries = typed(knowledge)
    seconds: list[float] = []
    for query in queries:
        started = time.perf_counter()
        results(assistant, query, "kmu_bot")
        seconds.append(time.perf_counter() - started)
    slowest = max(range(len(queries)), key=seconds.__getitem__)
    return Result(
        queries=len(queries),
        index_s=index_s,
        p50_ms=percentile(seconds, 50),
        p99_ms=percentile(seconds, 99),
        slowest_ms=seconds[slowest] * 1000,
        slowest=queries[slowest],
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.inline", description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=default_folder(), metavar="DIR")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    asked = parser.parse_args(arguments)
    result = measure(files.load(asked.knowledge))
    if asked.json:
        print(json.dumps(asdict(result)))
    else:
        print(
            f"{result.queries} inline queries: p50 {result.p50_ms:.2f} ms, p99 {result.p99_ms:.2f} ms, "
            f"slowest {result.slowest_ms:.2f} ms („{result.slowest}“), wanted below {WANTED_MS:.0f} ms; "
            f"index built in {result.index_s:.2f} s"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
