"""Compares the engine with its peers on any labelled questions.

``python -m tests.benchmarks.intents TRAIN.tsv TEST.tsv [--typos] [--json]``
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.understanding.ranking import OUT_OF_SCOPE, Ranker
from tests.benchmarks.metrics import accuracy, auroc, nothing_kept, percentile
from tests.benchmarks.table import MalformedTable, Question, misspelt, read

Guess = tuple[str, float]
System = Callable[[str], Guess]

ENGINE = "this engine"

WARM_UP = 20
"""Questions asked before the clock runs, so that no system pays for its imports."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one system reached; None where it does not apply, e.g. AUROC without off-subject questions."""

    system: str
    accuracy: float | None
    auroc: float | None
    accuracy_with_typos: float | None
    p50_ms: float
    p99_ms: float
    index_s: float


def engine(examples: Sequence[Question]) -> System:
    """The engine, from examples alone.

    As sure as its score is high, an example is near and the words are known: the confidence is calibrated
    on a knowledge base with examples that are off the subject, which these files do not have. Without the
    last two it took another domain's questions for its own more often than a peer does.
    """
    ranker = Ranker([(example.label, example.text) for example in examples])

    def guess(text: str) -> Guess:
        ranking = ranker.rank(text)
        seen = ranking.evidence
        return ranking.best.label, seen.score + seen.nearest + seen.on_subject / 2

    return guess


def measure(
    name: str,
    build: Callable[[Sequence[Question]], System],
    train: Sequence[Question],
    test: Sequence[Question],
    typos: Sequence[Question],
) -> Result:
    """Build a system from ``train``, ask it every question of ``test`` once, then those with ``typos``."""
    started = time.perf_counter()
    system = build(train)
    index_s = time.perf_counter() - started
    for example in train[:WARM_UP]:
        system(example.text)
    guesses: list[Guess] = []
    seconds: list[float] = []
    for question in test:
        started = time.perf_counter()
        guesses.append(system(question.text))
        seconds.append(time.perf_counter() - started)
    return Result(
        system=name,
        accuracy=_accuracy(test, guesses),
        auroc=_auroc(test, guesses),
        accuracy_with_typos=_accuracy(typos, [system(question.text) for question in typos]),
        p50_ms=percentile(seconds, 50),
        p99_ms=percentile(seconds, 99),
        index_s=index_s,
    )


def _accuracy(questions: Sequence[Question], guesses: Sequence[Guess]) -> float | None:
    pairs = [
        (question.label, label)
        for question, (label, _) in zip(questions, guesses, strict=True)
        if question.in_scope
    ]
    return accuracy([expected for expected, _ in pairs], [found for _, found in pairs])


def _auroc(questions: Sequence[Question], guesses: Sequence[Guess]) -> float | None:
    inside: list[float] = []
    outside: list[float] = []
    for question, (label, score) in zip(questions, guesses, strict=True):
        # A system that finds the question off the subject is the surer of that the higher its score.
        (inside if question.in_scope else outside).append(-abs(score) if label == OUT_OF_SCOPE else score)
    return auroc(inside, outside)


def results(train: Sequence[Question], test: Sequence[Question], with_typos: bool) -> Iterator[Result]:
    """The engine's result, then each peer's."""
    typos = misspelt([question for question in test if question.in_scope]) if with_typos else []
    systems: Mapping[str, Callable[[Sequence[Question]], System]] = {ENGINE: engine, **_peers()}
    for name, build in systems.items():
        yield measure(name, build, train, test, typos)


def _peers() -> Mapping[str, Callable[[Sequence[Question]], System]]:
    try:
        from tests.benchmarks.peers import PEERS
    except ImportError as error:
        raise SystemExit(
            _complain(f"{error.name} is missing. The peers need: pip install -e '.[bench]'")
        ) from error
    return PEERS


def table(found: Sequence[Result]) -> Iterator[str]:
    """The lines of a table for people."""
    yield (f"{'system':30}{'accuracy':>10}{'AUROC':>8}{'typos':>8}{'p50 ms':>9}{'p99 ms':>9}{'index s':>9}")
    for row in found:
        yield (
            f"{row.system:30}{_per_cent(row.accuracy):>10}"
            f"{'n/a' if row.auroc is None else format(row.auroc, '.3f'):>8}"
            f"{_per_cent(row.accuracy_with_typos):>8}"
            f"{row.p50_ms:9.2f}{row.p99_ms:9.2f}{row.index_s:9.2f}"
        )


def _per_cent(share: float | None) -> str:
    return "n/a" if share is None else f"{share:.1%}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison; 0 done, 2 a table that cannot be read, 130 interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.intents", description=__doc__)
    parser.add_argument("train", type=Path, help="examples: label, tab, text")
    parser.add_argument("test", type=Path, help="questions: label (- if none is right), tab, text")
    parser.add_argument("--typos", action="store_true", help="also with one typing error a question")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    asked = parser.parse_args(arguments)
    try:
        train, test = read(asked.train), read(asked.test)
        if len({example.label for example in train if example.in_scope}) < 2:
            raise MalformedTable(f"{asked.train}: at least two labels are needed to tell apart")
        with nothing_kept():
            found = list(results(train, test, asked.typos))
    except MalformedTable as error:
        return _complain(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    _show(train, test, found, asked.json)
    return 0


def _show(train: Sequence[Question], test: Sequence[Question], found: Sequence[Result], json_: bool) -> None:
    inside = sum(question.in_scope for question in test)
    counts = {"train": len(train), "test_in_scope": inside, "test_off_subject": len(test) - inside}
    if json_:
        print(json.dumps({**counts, "systems": [asdict(row) for row in found]}, ensure_ascii=False, indent=2))
        return
    print(", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in counts.items()))
    print("\n".join(table(found)))


def _complain(message: str) -> int:
    """Say what is wrong on standard error; the exit code for it."""
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
