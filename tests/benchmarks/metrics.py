"""How good and how fast a system is, in single numbers."""

import os
import resource
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import numpy as np


def accuracy(expected: Sequence[str], found: Sequence[str]) -> float | None:
    """The share of labels that are right; None where there are none."""
    if len(expected) != len(found):
        raise ValueError("One found label for each expected one, please.")
    if not expected:
        return None
    return sum(map(str.__eq__, expected, found)) / len(expected)


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    """How often a score from inside is above one from outside, ties half; None where a side is empty."""
    if not inside or not outside:
        return None
    rivals = np.sort(np.asarray(outside, np.float64))
    below = np.searchsorted(rivals, np.asarray(inside, np.float64), "left")
    not_above = np.searchsorted(rivals, np.asarray(inside, np.float64), "right")
    return float(((below + not_above) / 2).mean() / len(rivals))


def percentile(seconds: Sequence[float], share: float) -> float:
    """The time, in milliseconds, below which ``share`` per cent of the measured ones lie."""
    return float(np.percentile(np.asarray(seconds), share)) * 1000


@contextmanager
def nothing_kept() -> Iterator[None]:
    """What was trained before is not found: an index is measured as the first one is built."""
    with tempfile.TemporaryDirectory() as empty, patch.dict(os.environ, {"XDG_CACHE_HOME": empty}):
        yield


def resident_megabytes() -> float:
    """Resident memory of this process now; where the system does not tell, its peak."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return peak_megabytes()
    return pages * resource.getpagesize() / 1e6


def peak_megabytes() -> float:
    """The most resident memory that this process ever had."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
