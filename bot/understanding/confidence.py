"""How probable it is that the best topic is right: a logistic regression on the evidence, learned at load."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

STEPS = 25
"""Newton steps; ten suffice for the data seen, each is cheap."""

SHRINKAGE = 1.0
"""Keeps the weights finite where the examples are told apart perfectly."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a topic."""

    score: float
    """Of the topic; about 1 for a sure one."""
    margin: float
    """Distance to the best other topic; negative if that is ahead."""
    outside: float
    """Score of the off-subject examples."""
    covered: float
    """Share of the question's words, weighted by rarity, that the topic's examples or their concepts know."""
    on_subject: float
    """The same for any topic."""

    def row(self) -> NDArray[np.float64]:
        """As numbers, with a constant and the products that matter."""
        values = astuple(self)
        return np.array([1.0, *values, self.score * self.covered, self.margin * self.covered])


@dataclass(frozen=True, slots=True)
class Confidence:
    """Calibrated weights."""

    weights: NDArray[np.float64]

    def of(self, evidence: Evidence) -> float:
        """The probability, from 0 to 1, that the topic is right."""
        return float(1 / (1 + np.exp(-np.clip(evidence.row() @ self.weights, -30, 30))))


def calibrate(seen: Sequence[tuple[Evidence, bool]]) -> Confidence:
    """Fit the weights to evidence with its outcome (Newton's method on the penalised log-likelihood)."""
    rows = np.array([evidence.row() for evidence, _ in seen]).reshape(len(seen), -1)
    right = np.array([float(outcome) for _, outcome in seen])
    weights = np.zeros(rows.shape[1])
    penalty = SHRINKAGE * np.eye(len(weights))
    for _ in range(STEPS):
        probability = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        gradient = rows.T @ (right - probability) - penalty @ weights
        curvature = (rows * (probability * (1 - probability))[:, None]).T @ rows + penalty
        weights = weights + np.linalg.solve(curvature, gradient)
    return Confidence(weights)
