"""What each idea of the engine is worth: alone, and left out of the whole.

    python -m tests.benchmarks.ablation [TRAIN.tsv TEST.tsv]… [--jobs N] [--json]

Measured by the best topic alone, without operations and thresholds: on the answerable questions of
tests/questions/tuning.tsv („bank“), on the test questions of the knowledge („tests“), on both with one typing
error each („typos“); AUROC tells the bank's off-subject questions apart. For each pair of files: accuracy,
typos and AUROC as ``tests.benchmarks.intents`` has them. The weights of the confidence are not learned again,
so the AUROC of a variant far from the engine is a lower bound. Needs the extra ``bench``.

Ideas are switched off by patches in this file, so that the engine carries no switches.
"""

import argparse
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from unittest.mock import patch

import numpy as np
from rapidfuzz import fuzz

from bot.knowledge.default import default_folder
from bot.knowledge.files import load
from bot.understanding import features, lexicon, ranking, vocabulary
from bot.understanding.bank import read_bank
from bot.understanding.candidates import Ranking
from bot.understanding.decision import Kind
from bot.understanding.lexicon import Lexicon, Token
from bot.understanding.ranking import OUT_OF_SCOPE, Ranker
from bot.understanding.text import fold
from bot.understanding.understanding import taught
from bot.understanding.vocabulary import Vocabulary
from tests.benchmarks.metrics import auroc, nothing_kept
from tests.benchmarks.table import MalformedTable, Question, misspelt, read

BANK = Path(__file__).parents[1] / "questions" / "tuning.tsv"

NEAREST_WEIGHT = 0.3
"""What the ratio (0 to 1) with a label's nearest example adds to its score; 0.1 to 0.5 were alike."""


class Idea(StrEnum):
    """What can be switched."""

    STEMS = "stems"
    LEMMAS = "lemmas (simplemma)"
    COMPOUNDS = "compound splitting"
    CONCEPTS = "lexicon concepts"
    NGRAMS = "character n-grams"
    CORRECTION = "word correction"
    NEAREST = "nearest whole string"
    LETTERS = "opinion of the letters"
    GATE = "subject gate"


ENGINE = frozenset(Idea) - {Idea.LEMMAS, Idea.NEAREST}
"""The ideas that the engine uses."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A choice of ideas, and the one that it is compared with."""

    name: str
    ideas: frozenset[Idea]
    reference: str


def variants() -> list[Variant]:
    """Words only and the engine, each changed by one idea at a time."""
    bare = "words alone"
    engine = "engine"
    found = [Variant(bare, frozenset(), bare)]
    found += [Variant(f"words + {idea}", frozenset({idea}), bare) for idea in Idea]
    found += [Variant(engine, ENGINE, engine)]
    found += [
        Variant(f"engine {'-' if idea in ENGINE else '+'} {idea}", ENGINE ^ {idea}, engine) for idea in Idea
    ]
    lemmas = ENGINE - {Idea.STEMS} | {Idea.LEMMAS}
    return [*found, Variant("engine, lemmas for stems", lemmas, engine)]


@dataclass(frozen=True, slots=True)
class Data:
    """What to learn from, and what to ask: each question with the labels that are right."""

    examples: tuple[tuple[str, str], ...]
    lexicon: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[tuple[frozenset[str], str], ...]]
    by_confidence: bool
    """Whether the confidence or, as in the intents benchmark, the score tells off-subject questions apart."""


@dataclass(frozen=True, slots=True)
class Result:
    """Shares from 0 to 1 by column; None where nothing was asked."""

    variant: str
    data: str
    columns: Mapping[str, float | None]
    build_s: float
    mean_ms: float


def bank_data() -> Data:
    """The knowledge that comes along, its test questions, and the bank."""
    knowledge = load(default_folder())
    labelled = [(question, frozenset(question.topics)) for question in read_bank(BANK)]
    bank = tuple((topics, question.text) for question, topics in labelled if topics)
    outside = tuple(
        (topics, question.text) for question, topics in labelled if question.kind is Kind.OUT_OF_SCOPE
    )
    tests = tuple(
        (frozenset({key}), text)
        for entries in (knowledge.topics, knowledge.gaps)
        for key, entry in entries.items()
        for text in entry.test_questions
    )
    parts = {"bank": bank, "tests": tests, "typos": _misspelt((*bank, *tests)), "outside": outside}
    return Data(tuple(taught(knowledge)), knowledge.lexicon, parts, by_confidence=True)


def pair_data(train: Path, test: Path) -> Data:
    """Any labelled questions, without a lexicon."""
    examples = tuple((example.label, example.text) for example in read(train))
    asked = read(test)
    inside = tuple((frozenset({question.label}), question.text) for question in asked if question.in_scope)
    outside = tuple((frozenset[str](), question.text) for question in asked if not question.in_scope)
    parts = {"accuracy": inside, "typos": _misspelt(inside), "outside": outside}
    return Data(examples, {}, parts, by_confidence=False)


def _misspelt(asked: Sequence[tuple[frozenset[str], str]]) -> tuple[tuple[frozenset[str], str], ...]:
    wrong = misspelt([Question("?", text) for _, text in asked])
    return tuple((labels, question.text) for (labels, _), question in zip(asked, wrong, strict=True))


@contextmanager
def only(ideas: frozenset[Idea], data: Data) -> Iterator[None]:
    """The engine with these ideas alone, for as long as the context lasts."""
    with ExitStack() as patches:

        def put(owner: object, name: str, value: object) -> None:
            patches.enter_context(patch.object(owner, name, value))

        root = _root(ideas, data)
        put(vocabulary, "stem", root)
        put(lexicon, "stem", root)
        if Idea.COMPOUNDS not in ideas:
            put(Vocabulary, "_split", lambda _, __: ())
            put(Vocabulary, "ends", lambda _, __: ())
        if Idea.CORRECTION not in ideas:
            put(Vocabulary, "correct", lambda _, word: word)
        if Idea.CONCEPTS not in ideas:
            put(Lexicon, "_of", lambda *_: set())
            put(Lexicon, "_with_phrases", _unchanged)
        if Idea.NGRAMS not in ideas:
            put(
                features,
                "FIELDS",
                {key: share for key, share in features.FIELDS.items() if key != "characters"},
            )
        if Idea.LETTERS not in ideas:
            put(ranking, "FIRST", np.float32(1))
        yield


def _unchanged(_: Lexicon, tokens: list[Token]) -> list[Token]:
    return tokens


def _root(ideas: frozenset[Idea], data: Data) -> Callable[[str], str]:
    stems = vocabulary.stem if Idea.STEMS in ideas else _same
    if Idea.LEMMAS not in ideas:
        return stems
    lemmas = _lemmas(data)
    return cache(lambda word: stems(lemmas.get(word, word)))


def _same(word: str) -> str:
    return word


def _lemmas(data: Data) -> Mapping[str, str]:
    """Folded word to folded lemma: simplemma wants umlauts and capitals, which folding takes away."""
    import simplemma

    texts = [text for _, text in data.examples]
    texts += [form for forms in data.lexicon.values() for form in forms]
    texts += [text for part in data.parts.values() for _, text in part]
    found: dict[str, str] = {}
    for word in dict.fromkeys(word for text in texts for word in re.findall(r"\w+", text)):
        lemma = simplemma.lemmatize(word, lang="de")
        if lemma == word and word.islower():
            lemma = simplemma.lemmatize(word.capitalize(), lang="de")
        found.setdefault(fold(word), fold(lemma) or fold(word))
    return found


def measure(variant: Variant, name: str, data: Data) -> Result:
    """Build the variant and ask it everything."""
    examples = [
        (label, text) for label, text in data.examples if label != OUT_OF_SCOPE or Idea.GATE in variant.ideas
    ]
    with only(variant.ideas, data), nothing_kept():
        started = time.perf_counter()
        ranker = Ranker(examples, data.lexicon)
        built = time.perf_counter()
        guess = _Guess(ranker, examples if Idea.NEAREST in variant.ideas else (), data.by_confidence)
        guesses = {part: [guess(text) for _, text in asked] for part, asked in data.parts.items()}
        ended = time.perf_counter()
    columns: dict[str, float | None] = {}
    inside: list[float] = []
    for part, asked in data.parts.items():
        if part == "outside":
            continue
        right = [label in labels for (labels, _), (label, _) in zip(asked, guesses[part], strict=True)]
        columns[part] = sum(right) / len(right) if right else None
        if part != "typos":
            inside += [sureness for _, sureness in guesses[part]]
    columns["AUROC"] = auroc(inside, [sureness for _, sureness in guesses["outside"]])
    asked_in_all = sum(map(len, data.parts.values()))
    return Result(variant.name, name, columns, built - started, 1000 * (ended - built) / asked_in_all)


class _Guess:
    """The best label and how sure it is; if there are examples, the nearest one of each label counts."""

    def __init__(self, ranker: Ranker, examples: Sequence[tuple[str, str]], by_confidence: bool) -> None:
        self._ranker = ranker
        self._by_confidence = by_confidence
        self._texts: dict[str, list[str]] = {}
        for label, text in examples:
            self._texts.setdefault(label, []).append(fold(text))

    def __call__(self, text: str) -> tuple[str, float]:
        ranking: Ranking = self._ranker.rank(text)
        folded = fold(text)
        bonus = {found.label: self._bonus(folded, found.label) for found in ranking.candidates}
        best = max(ranking.candidates, key=lambda found: found.score + bonus[found.label])
        return best.label, (best.confidence if self._by_confidence else best.score) + bonus[best.label]

    def _bonus(self, folded: str, label: str) -> float:
        texts = self._texts.get(label, ())
        return NEAREST_WEIGHT * max((fuzz.ratio(folded, text) / 100 for text in texts), default=0.0)


_data: dict[str, Data] = {}
"""What this process measures on; each worker reads it once."""


def _prepare(pairs: Sequence[tuple[Path, Path]]) -> None:
    _data["knowledge"] = bank_data()
    for train, test in pairs:
        _data[train.name] = pair_data(train, test)


def _job(work: tuple[Variant, str]) -> Result:
    variant, name = work
    return measure(variant, name, _data[name])


def results(pairs: Sequence[tuple[Path, Path]], jobs: int) -> Iterator[Result]:
    """Every variant on every data set, as they come."""
    names = ["knowledge", *(train.name for train, _ in pairs)]
    work = [(variant, name) for name in names for variant in variants()]
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # one thread for each process
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with ProcessPoolExecutor(jobs, get_context("spawn"), _prepare, (pairs,)) as pool:
        yield from pool.map(_job, work)


def lines(found: Iterable[Result]) -> Iterator[str]:
    """One table a data set: shares in per cent, each with its distance to the variant it is compared with."""
    references = {variant.name: variant.reference for variant in variants()}
    rows: dict[tuple[str, str], Result] = {}
    for row in found:
        if (row.data, references[row.variant]) not in rows and row.variant == next(iter(references)):
            columns = "".join(f"{column:>15}" for column in row.columns)
            yield f"\n{row.data:34}{columns}{'build s':>9}{'ms':>7}"
        rows[row.data, row.variant] = row
        against = rows[row.data, references[row.variant]]
        cells = "".join(_cell(row.columns[column], against.columns[column]) for column in row.columns)
        yield f"{row.variant:34}{cells}{row.build_s:9.1f}{row.mean_ms:7.2f}"


def _cell(share: float | None, against: float | None) -> str:
    if share is None or against is None:
        return f"{'n/a':>15}"
    change = round(100 * (share - against), 1)
    return f"{100 * share:8.1f} {f'({change:+.1f})' if change else '':6}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure all variants; 0 done, 2 a table that cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.ablation", description=__doc__)
    parser.add_argument(
        "tables", type=Path, nargs="*", metavar="TRAIN.tsv TEST.tsv", help="any number of pairs"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at once")
    parser.add_argument("--json", action="store_true", help="one JSON object a result")
    asked = parser.parse_args(arguments)
    if len(asked.tables) % 2:
        parser.error("for each file of examples one of questions, please")
    pairs = list(zip(asked.tables[::2], asked.tables[1::2], strict=True))
    try:
        for train, test in pairs:
            pair_data(train, test)
    except MalformedTable as error:
        print(error, file=sys.stderr)
        return 2
    found = results(pairs, asked.jobs)
    for line in (json.dumps(asdict(row)) for row in found) if asked.json else lines(found):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
