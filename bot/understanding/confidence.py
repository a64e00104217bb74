"""How probable it is that the best topic is right: a logistic regression on the evidence."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import itemgetter, mul

import numpy as np
from numpy.typing import NDArray

from bot.understanding.decision import Clarify, Decision, OutOfScope

SURE = 0.75
"""Probability from which a topic answers: a wrong figure is as bad as three questions asked back."""

STEPS = 25
"""Newton steps; ten suffice for the data seen, each is cheap."""

UNKNOWN = 0.05
"""Weight of an example whose whole topic was left out: questions that no entry covers are as rare."""

SMALLEST = 1e-6
"""Below this a step is none."""

SHRINKAGE = 1.0
"""Keeps the weights near what was known before; finite where the outcomes are told apart perfectly."""

WORDY = 10
"""Words from which more make a question no surer: a story is long, and says no more for it."""

TERMS = (
    "constant",
    "score",
    "margin",
    "outside",
    "nearest",
    "covered",
    "on_subject",
    "log words",
    "second",
    "second margin",
    "unreported",
    "score * covered",
    "margin * covered",
)
"""The terms of the regression: a constant, each value, and the products that matter."""

_BY_NAME = itemgetter(*TERMS)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a topic."""

    score: float
    """Of the topic; about 1 for a sure one."""
    margin: float
    """Distance to the best other topic; negative if that is ahead."""
    outside: float
    """Score of the off-subject examples."""
    nearest: float
    """Likeness, letter by letter, of the most alike example, from 0 to 1."""
    covered: float
    """Share of the question's words, weighted by rarity, that the topic's examples or their concepts know."""
    on_subject: float
    """The same for any topic."""
    second: float = 0.0
    """Score of the topic by the second opinion; about 1 for a sure one, 0 for the others."""
    second_margin: float = 0.0
    """Its distance to the best other topic by the second opinion."""
    unreported: float = 0.0
    """What the second opinion sees of all labels that nobody answers, taken together; 0 for one of them."""
    words: int = 1
    """How many different words the question has: one that says little is unsure, however alike."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """Calibrated weights of the evidence, by name."""

    weights: dict[str, float]

    def of(self, evidence: Evidence) -> float:
        """The probability, from 0 to 1, that the topic is right."""
        logit = sum(map(mul, _BY_NAME(self.weights), _terms(evidence)))
        return 1 / (1 + math.exp(-min(max(logit, -30.0), 30.0)))


def settles(decision: Decision, least: float) -> bool:
    """Whether a decision on a part of a message tells something, and is at ``least`` that sure (0 to 1)."""
    return not isinstance(decision, Clarify | OutOfScope) and decision.confidence >= least


@cache
def stored() -> Confidence:
    """The weights that ``python -m tests.benchmarks.calibrate`` last wrote."""
    text = files(__package__).joinpath("calibration.json").read_text(encoding="utf-8")
    return Confidence(json.loads(text))


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the best topic was right for an example left out of training."""

    evidence: Evidence
    right: bool
    weight: float = 1.0


def calibrate(seen: Sequence[Outcome], known: Confidence | None = None) -> Confidence:
    """Fit the weights to outcomes (Newton's method on the penalised log-likelihood).

    They stay as near as ``SHRINKAGE`` asks for to those that are ``known``, or else to nought.
    """
    rows = np.array([_terms(outcome.evidence) for outcome in seen]).reshape(-1, len(TERMS))
    right = np.array([float(outcome.right) for outcome in seen])
    weight = np.array([outcome.weight for outcome in seen])
    before: NDArray[np.float64] = np.array(_BY_NAME(known.weights) if known else [0.0] * len(TERMS))
    weights = before
    penalty = SHRINKAGE * np.eye(len(weights))

    def loss(at: NDArray[np.float64]) -> float:
        side = np.where(right, 1, -1) * (rows @ at)
        return float(weight @ np.logaddexp(0, -side) + SHRINKAGE / 2 * (at - before) @ (at - before))

    for _ in range(STEPS):
        probability = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        gradient = rows.T @ (weight * (right - probability)) - penalty @ (weights - before)
        curvature = (rows * (weight * probability * (1 - probability))[:, None]).T @ rows + penalty
        step = np.linalg.solve(curvature, gradient)
        while loss(weights + step) > loss(weights) and np.abs(step).max() > SMALLEST:
            step /= 2  # too far: the curvature is less where the outcomes are told apart
        weights = weights + step
    return Confidence(dict(zip(TERMS, weights.tolist(), strict=True)))


def _terms(evidence: Evidence) -> tuple[float, ...]:
    """The evidence as regression terms: what ``TERMS`` names."""
    return (
        1.0,
        evidence.score,
        evidence.margin,
        evidence.outside,
        evidence.nearest,
        evidence.covered,
        evidence.on_subject,
        math.log1p(min(evidence.words, WORDY)),
        evidence.second,
        evidence.second_margin,
        evidence.unreported,
        evidence.score * evidence.covered,
        evidence.margin * evidence.covered,
    )
