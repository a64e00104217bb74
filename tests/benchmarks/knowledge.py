"""Measures reading, checking and indexing 1,000 topics in 200 files, and asking their test questions.

``python -m tests.benchmarks.knowledge [--topics N] [--files N] [--json]``
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TypeVar

from bot.editing.replay import missed
from bot.knowledge.check import check
from bot.knowledge.files import read
from bot.knowledge.problems import errors
from bot.knowledge.rules.likeness import questions_differ_enough
from bot.understanding.understanding import Understanding
from tests.benchmarks.metrics import nothing_kept, peak_megabytes
from tests.benchmarks.synthetic import Writer

EXAMPLES = 10
TESTS = 5
"""Questions for each topic."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

SOURCE = """\
quellen:
  studie: {titel: T, herausgeber: H, adresse: "https://a.de", studie: S, erschienen: X, deckt_ab: D, rang: 1}
"""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured."""

    topics: int
    files: int
    examples: int
    test_questions: int
    read_s: float
    check_s: float
    likeness_s: float
    """The part of ``check_s`` that compares the examples of different topics."""
    index_s: float
    replay_s: float
    problems: int
    missed: int
    peak_mb: float


def write(folder: Path, topics: int, files: int) -> None:
    """The same made-up knowledge every time, spread over files."""
    writer = Writer(topics)
    (folder / "quelle.yaml").write_text(SOURCE, encoding="utf-8")
    for file in range(files):
        numbers = range(file * topics // files, (file + 1) * topics // files)
        text = "themen:\n" + "".join(_topic(number, topics, writer) for number in numbers)
        (folder / f"datei_{file}.yaml").write_text(text, encoding="utf-8")


def _topic(number: int, topics: int, writer: Writer) -> str:
    questions: dict[str, None] = {}
    while len(questions) < EXAMPLES + TESTS:
        questions[writer.question(number)] = None
    listed = [f'      - "{question}"\n' for question in questions]
    return (
        f"  thema_{number}:\n    titel: Thema {number}\n    bereich: Bereich {number // 50}\n"
        f"    belege: [{{quelle: studie, fundstelle: Absatz}}]\n    weiter: [thema_{(number + 1) % topics}]\n"
        f"    antwort: Dazu steht dort ein Satz.\n"
        f"    fragen:\n{''.join(listed[:EXAMPLES])}    prüffragen:\n{''.join(listed[EXAMPLES:])}"
    )


def measure(topics: int, files: int) -> Result:
    """Write the files, then time each step once, as a check does them."""
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), topics, files)
        reading, read_s = _timed(lambda: read(Path(name)))
    found, check_s = _timed(lambda: check(reading))
    _, likeness_s = _timed(lambda: list(questions_differ_enough(reading)))
    if errors(found):
        raise ValueError(errors(found)[0])
    with nothing_kept():
        understanding, index_s = _timed(lambda: Understanding(reading.knowledge))
    misses, replay_s = _timed(lambda: list(missed(reading, understanding)))
    knowledge = reading.knowledge
    return Result(
        topics=len(knowledge.topics),
        files=files,
        examples=sum(1 for _ in knowledge.examples()),
        test_questions=sum(len(topic.test_questions) for topic in knowledge.topics.values()),
        read_s=read_s,
        check_s=check_s,
        likeness_s=likeness_s,
        index_s=index_s,
        replay_s=replay_s,
        problems=len(found),
        missed=len(misses),
        peak_mb=peak_megabytes(),
    )


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    done = work()
    return done, time.perf_counter() - started


def lines(result: Result) -> Iterator[str]:
    """A result for people."""
    for field in fields(result):
        value = getattr(result, field.name)
        yield f"{field.name:15} {value:.2f}" if isinstance(value, float) else f"{field.name:15} {value}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; 0 done, 130 interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.knowledge", description=__doc__)
    parser.add_argument("--topics", type=int, default=1000)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    asked = parser.parse_args(arguments)
    try:
        result = measure(asked.topics, asked.files)
    except KeyboardInterrupt:
        return INTERRUPTED
    print("\n".join([json.dumps(asdict(result))] if asked.json else lines(result)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
