"""What each step between a message and its decision is worth: left out of the whole, asked of all banks.

    python -m tests.benchmarks.steps [--typos]

Shares of the answerable questions: right, wrong, asked back; of the others: answered all the same; of those
that should be asked back: asked back. Banks that are only scored are left alone. The ideas below the ranking
are measured by ``tests.benchmarks.ablation``. Steps are left out by patches in this file, so that the engine
carries no switches.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from bot.cli_eval import UNSEEN
from bot.knowledge.default import default_folder
from bot.knowledge.files import load
from bot.understanding import claims, clauses, confidence, follow_ups, messages, ranking
from bot.understanding.bank import Question, read_bank
from bot.understanding.comparisons import Comparisons
from bot.understanding.confidence import Confidence, calibrate
from bot.understanding.confidence import Outcome as Seen
from bot.understanding.decision import Kind
from bot.understanding.doubts import Doubts
from bot.understanding.evaluation import UNANSWERABLE, Outcome, Scored, misspelt, score, tally
from bot.understanding.forms import Forms
from bot.understanding.keywords import Keywords
from bot.understanding.limits import Limits
from bot.understanding.operations import Operations
from bot.understanding.options import Options
from bot.understanding.stories import Stories
from bot.understanding.understanding import Understanding
from tests.benchmarks.calibrate import asked

QUESTIONS = Path(__file__).parents[1] / "questions"

Patches = dict[str, Callable[[Understanding], AbstractContextManager[object]]]


def _examples_only(understanding: Understanding) -> AbstractContextManager[object]:
    """The confidence as the examples alone teach it."""
    learned = calibrate(understanding.ranker.outcomes())
    return patch.object(understanding.ranker, "_confidence", learned)


def _one_opinion(understanding: Understanding) -> AbstractContextManager[object]:
    """The confidence as it is learned without the second opinion."""

    def without(seen: Iterable[Seen]) -> list[Seen]:
        nothing = {"second": 0.0, "second_margin": 0.0, "unreported": 0.0}
        return [replace(found, evidence=replace(found.evidence, **nothing)) for found in seen]

    known = calibrate(without(understanding.ranker.outcomes()))
    learned = calibrate(without(asked(understanding)), known=known)
    return patch.object(understanding.ranker, "_confidence", learned)


def _wordless(_: Understanding) -> AbstractContextManager[object]:
    """The confidence that takes every question for a wordy one."""
    of = Confidence.of
    return patch.object(
        Confidence, "of", lambda self, evidence: of(self, replace(evidence, words=confidence.WORDY))
    )


STEPS: Patches = {
    "all": lambda _: nullcontext(),
    "- level of asked questions": _examples_only,
    "- second opinion": _one_opinion,
    "- number of words": _wordless,
    "- sentences around the question": lambda _: patch.object(
        Understanding, "readings", lambda _, text: iter([text] if text.strip() else [])
    ),
    "- clauses": lambda _: patch.object(clauses, "asking", lambda _: iter(())),
    "- verdicts": lambda _: patch.object(Options, "gives_a_verdict", lambda *_: False),
    "- form of sums and comparisons": lambda _: patch.object(Options, "_by_form", lambda *_: None),
    "- operations": lambda _: patch.object(Operations, "find", lambda *_: None),
    "- comparisons of any two shares": lambda _: patch.object(Comparisons, "find", lambda *_: None),
    "- pieces of a question": lambda _: patch.object(Options, "_by_pieces", lambda *_: None),
    "- words of comparisons": lambda _: patch.object(Forms, "cover", lambda *_: 0.0),
    "- numbers named before": lambda _: patch.object(Stories, "_number", lambda *_: None),
    "- other than a share of firms": lambda _: patch.object(Limits, "asks_else", lambda *_: False),
    "- sums without something": lambda _: patch.object(Options, "_all_but", lambda *_: None),
    "- who told a claim": lambda _: patch.object(claims, "without_hearsay", lambda text: text),
    "- signal words": lambda _: patch.object(Limits, "signalled", lambda *_: None),
    "- doubts": lambda _: patch.object(Doubts, "about", lambda *_: ()),
    "- opposites": lambda _: patch.object(Limits, "is_opposite", lambda *_: False),
    "- ambiguities": lambda _: patch.object(ranking.Ranker, "_unclear", lambda *_: None),
    "- which of two": lambda _: patch.object(Stories, "_two", lambda *_: None),
    "- overviews with examples": lambda _: patch.object(Options, "_distributed", lambda *_: None),
    "- keywords": lambda _: patch.object(Keywords, "meant", lambda *_: ()),
    "- commas between options": lambda _: patch.object(ranking, "breaks", lambda _: frozenset()),
    "- several questions": lambda _: patch.object(messages, "questions", lambda _: []),
    "- places named before": lambda _: patch.object(follow_ups, "points_there", lambda _: False),
}
"""The steps, each with how it is left out."""


def banks() -> list[Question]:
    """All questions that may be read."""
    paths = (path for path in sorted(QUESTIONS.glob("*.tsv")) if UNSEEN not in path.name)
    return [question for path in paths for question in read_bank(path)]


def cells(scored: Sequence[Scored]) -> Iterator[float]:
    """The five shares of a row, in per cent."""
    answerable = tally(found for found in scored if found.question.kind is Kind.ANSWER)
    for count in (answerable.right, answerable.wrong, answerable.clarified):
        yield 100 * count / max(1, answerable.total)
    others = [found for found in scored if found.question.kind in UNANSWERABLE]
    yield 100 * sum(found.outcome is Outcome.WRONG for found in others) / max(1, len(others))
    unclear = [found for found in scored if found.question.kind is Kind.CLARIFY]
    yield 100 * sum(found.outcome is Outcome.RIGHT for found in unclear) / max(1, len(unclear))


def rows(understanding: Understanding, questions: Sequence[Question]) -> Iterator[str]:
    """One line a step."""
    for name, left_out in STEPS.items():
        with left_out(understanding):
            scored = score(questions, understanding.decide, understanding.knowledge)
        yield f"{name:34}" + "".join(f"{share:12.1f}" for share in cells(scored))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure every step on the default knowledge."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.steps", description=__doc__)
    parser.add_argument("--typos", action="store_true", help="one typing error a question")
    questions = banks()
    if parser.parse_args(arguments).typos:
        questions = [*misspelt(questions)]
    heads = ("right", "wrong", "asked back", "answered", "unclear")
    print(f"{len(questions)} questions".ljust(34) + "".join(f"{head:>12}" for head in heads))
    for row in rows(Understanding(load(default_folder())), questions):
        print(row, flush=True)


if __name__ == "__main__":
    main()
