"""Measures how long a decision takes, today and at 10,000 examples, beside plain rapidfuzz.

``python -m tests.benchmarks.latency [--knowledge DIR] [--json]``
"""

import argparse
import importlib
import importlib.util
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.knowledge import files
from bot.knowledge.default import default_folder
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import KnowledgeError
from bot.understanding.misspelling import misspell
from bot.understanding.ranking import OUT_OF_SCOPE, Ranker
from tests.benchmarks.metrics import nothing_kept, peak_megabytes, percentile, resident_megabytes
from tests.benchmarks.synthetic import Writer

Decide = Callable[[str], object]

UNDERSTANDING = "bot.understanding.understanding"

QUESTIONS = 1000
"""Questions timed at the large knowledge base."""

WARM_UP = 20
"""Questions asked before the clock runs."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured at one knowledge base."""

    knowledge: str
    topics: int
    examples: int
    questions: int
    decision_p50_ms: float
    decision_p99_ms: float
    rapidfuzz_p50_ms: float
    rapidfuzz_p99_ms: float
    index_s: float
    resident_mb: float
    peak_mb: float


def decider(knowledge: Knowledge) -> Decide:
    """All that happens between a question and its decision, on an index of ``knowledge``."""
    if importlib.util.find_spec(UNDERSTANDING):
        decide: Decide = importlib.import_module(UNDERSTANDING).Understanding(knowledge).decide
        return decide
    return Ranker(_examples(knowledge), knowledge.lexicon).rank


def _examples(knowledge: Knowledge) -> list[tuple[str, str]]:
    return [*knowledge.examples(), *((OUT_OF_SCOPE, text) for text in knowledge.out_of_scope)]


def measure(name: str, knowledge: Knowledge, questions: Sequence[str]) -> Result:
    """Build the index and time each question once: words not seen before are what takes time."""
    with nothing_kept():
        started = time.perf_counter()
        decide = decider(knowledge)
        index_s = time.perf_counter() - started
    examples = [text for _, text in _examples(knowledge)]
    for text in examples[:WARM_UP]:
        decide(text)
    engine = _timed(decide, questions)
    resident, peak = resident_megabytes(), peak_megabytes()
    plain = _timed(lambda text: process.extractOne(text, examples, scorer=fuzz.WRatio), questions)
    return Result(
        knowledge=name,
        topics=len(knowledge.topics) + len(knowledge.gaps) + len(knowledge.small_talk),
        examples=len(examples),
        questions=len(questions),
        decision_p50_ms=percentile(engine, 50),
        decision_p99_ms=percentile(engine, 99),
        rapidfuzz_p50_ms=percentile(plain, 50),
        rapidfuzz_p99_ms=percentile(plain, 99),
        index_s=index_s,
        resident_mb=resident,
        peak_mb=peak,
    )


def _timed(decide: Decide, questions: Sequence[str]) -> list[float]:
    seconds: list[float] = []
    for text in questions:
        started = time.perf_counter()
        decide(text)
        seconds.append(time.perf_counter() - started)
    return seconds


def results(folder: Path) -> Iterator[Result]:
    """First the knowledge of ``folder``, then the large one; the first one's memory is freed between."""
    knowledge = files.load(folder)
    asked = [question for topic in knowledge.topics.values() for question in topic.test_questions]
    asked += [question for gap in knowledge.gaps.values() for question in gap.test_questions]
    yield measure("today", knowledge, _half_misspelt(asked))
    writer = Writer()
    large = writer.knowledge(lexicon=knowledge.lexicon)
    yield measure("1,000 topics", large, _half_misspelt(writer.questions(QUESTIONS)))


def _half_misspelt(questions: Sequence[str]) -> list[str]:
    """Every second question with one typing error: words nobody knows are the slowest."""
    source = random.Random(1)
    return [misspell(text, source) if place % 2 else text for place, text in enumerate(questions)]


def lines(result: Result) -> Iterator[str]:
    """A result for people."""
    yield (
        f"{result.knowledge}: {result.topics} topics, {result.examples} examples, "
        f"{result.questions} questions"
    )
    yield _times("decision", result.decision_p50_ms, result.decision_p99_ms)
    yield _times("rapidfuzz WRatio", result.rapidfuzz_p50_ms, result.rapidfuzz_p99_ms)
    yield f"  index built in       {result.index_s:.2f} s"
    yield f"  resident memory      {result.resident_mb:.0f} MB (peak while building {result.peak_mb:.0f} MB)"


def _times(name: str, p50_ms: float, p99_ms: float) -> str:
    return f"  {name:20} p50 {p50_ms:6.2f} ms   p99 {p99_ms:6.2f} ms"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; 0 done, 2 the knowledge has errors, 130 interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.latency", description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=default_folder(), metavar="DIR")
    parser.add_argument("--json", action="store_true", help="one JSON object a knowledge base")
    asked = parser.parse_args(arguments)
    try:
        for result in results(asked.knowledge):
            shown = [json.dumps(asdict(result))] if asked.json else lines(result)
            print("\n".join(shown), flush=True)
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main())
