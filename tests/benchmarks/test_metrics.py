"""The benchmark's numbers, on cases that can be counted by hand."""

import os
from pathlib import Path

import pytest

from tests.benchmarks.metrics import (
    accuracy,
    auroc,
    nothing_kept,
    peak_megabytes,
    percentile,
    resident_megabytes,
)


@pytest.mark.parametrize(
    ("expected", "found", "share"),
    [("abcd", "abcd", 1), ("abcd", "abdc", 0.5), ("ab", "ba", 0), ("", "", None)],
)
def test_accuracy_is_the_share_of_right_labels(expected: str, found: str, share: float | None) -> None:
    assert accuracy(list(expected), list(found)) == share


def test_accuracy_wants_a_label_for_each() -> None:
    with pytest.raises(ValueError, match="One found label"):
        accuracy(["a"], [])


@pytest.mark.parametrize(
    ("inside", "outside", "expected"),
    [
        ([0.8, 0.9], [0.1, 0.2], 1),
        ([0.1, 0.2], [0.8, 0.9], 0),
        ([0.5, 0.5], [0.5], 0.5),
        ([0.9, 0.5, 0.1], [0.5], 0.5),
        ([0.9, 0.5], [0.5, 0.1], 0.875),
        ([3, 1], [2], 0.5),
        ([], [0.5], None),
        ([0.5], [], None),
    ],
)
def test_auroc_counts_pairs_and_ties_half(
    inside: list[float], outside: list[float], expected: float | None
) -> None:
    assert auroc(inside, outside) == expected


def test_percentiles_are_in_milliseconds() -> None:
    assert percentile([0.001, 0.002, 0.003], 50) == pytest.approx(2)


def test_memory_is_at_most_its_peak() -> None:
    assert 0 < resident_megabytes() < 1.1 * peak_megabytes()


def test_what_was_kept_is_out_of_sight_while_an_index_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    with nothing_kept():
        hidden = Path(os.environ["XDG_CACHE_HOME"])
        assert hidden != tmp_path
        assert not list(hidden.iterdir())

    assert os.environ["XDG_CACHE_HOME"] == str(tmp_path)
    assert not hidden.exists()


def test_without_such_a_setting_there_is_none_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")

    with nothing_kept():
        pass

    assert "XDG_CACHE_HOME" not in os.environ
