"""Keeping what was trained: read again for the same examples, trained again for others, never in the way."""

from collections.abc import Callable
from errno import EROFS
from pathlib import Path

import numpy as np
import pytest

from bot.understanding import keeping
from bot.understanding.classifier import Classifier, Labels, Matrix, train
from bot.understanding.keeping import KEPT, kept
from bot.understanding.letters import Letters

TEXTS = ["wie viele nutzen tiktok", "ist tiktok verbreitet", "wird es morgen regnen", "scheint die sonne"]
LABELS = np.array([0, 0, 1, 1])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it is kept; a handful of examples are worth it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(keeping, "LEAST", 2)
    return tmp_path / "kmu-bot"


def never() -> Classifier:
    raise AssertionError("trained again")


def asked(
    train_again: Callable[[], Classifier] | None = None, texts: list[str] = TEXTS, labels: Labels = LABELS
) -> Classifier:
    rows, lots = Letters().learn(texts), np.arange(len(texts))
    told = (rows.indptr, rows.indices, rows.data)
    return kept(labels, told, train_again or (lambda: train(rows, labels, lots, 2)))


def scores(found: Classifier, text: str) -> Matrix:
    return found.scores(*Letters().row(text))


def test_the_same_examples_are_learned_once() -> None:
    first = asked()
    again = asked(never)

    for text in (*TEXTS, "tiktok morgen"):
        assert (scores(again, text) == scores(first, text)).all()


@pytest.mark.parametrize(
    ("texts", "labels"), [([*TEXTS[:3], "scheint der mond"], LABELS), (TEXTS, np.array([0, 1, 1, 1]))]
)
def test_other_examples_are_learned_anew(texts: list[str], labels: Labels) -> None:
    asked()

    with pytest.raises(AssertionError, match="trained again"):
        asked(never, texts, labels)


def test_other_code_learns_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    monkeypatch.setattr("inspect.getsource", lambda module: f"# changed {module.__name__}")

    with pytest.raises(AssertionError, match="trained again"):
        asked(never)


def test_code_that_cannot_be_read_learns_each_time(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def refused(_: object) -> str:
        raise OSError("could not get source code")

    monkeypatch.setattr("inspect.getsource", refused)

    assert scores(asked(), TEXTS[0]).argmax() == 0
    assert not folder.exists()


def test_few_examples_leave_nothing_behind(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(keeping, "LEAST", len(LABELS) + 1)

    asked()

    assert not folder.exists()


@pytest.mark.parametrize("damage", [lambda raw: raw[:0], lambda raw: raw[:-100], lambda raw: b"PK" + raw[9:]])
def test_a_damaged_file_is_replaced(damage: Callable[[bytes], bytes], folder: Path) -> None:
    first = asked()
    (path,) = folder.iterdir()
    path.write_bytes(damage(path.read_bytes()))

    assert (scores(asked(), TEXTS[0]) == scores(first, TEXTS[0])).all()
    assert (scores(asked(never), TEXTS[0]) == scores(first, TEXTS[0])).all()


def test_what_may_only_be_read_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> None:
        raise OSError(EROFS, "Read-only file system", path)

    first = asked()
    monkeypatch.setattr(Path, "touch", refused)

    assert (scores(asked(never), TEXTS[0]) == scores(first, TEXTS[0])).all()


def test_where_nothing_can_be_kept_it_still_learns(folder: Path) -> None:
    folder.write_text("no folder")

    assert scores(asked(), TEXTS[0]).argmax() == 0
    assert folder.read_text() == "no folder"


def test_without_a_home_nothing_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: Path("~/.cache/kmu-bot"))

    asked()

    assert not list(tmp_path.iterdir())


def test_only_the_latest_stay_and_nobody_else_reads_them(folder: Path) -> None:
    states = [[*TEXTS[:3], f"scheint die sonne {day}"] for day in range(KEPT + 2)]
    for state in states[:KEPT]:
        asked(texts=state)
    asked(never, texts=states[0])  # used again, so that the second is the oldest
    for state in states[KEPT:]:
        asked(texts=state)

    assert len(list(folder.iterdir())) == KEPT
    assert folder.stat().st_mode & 0o077 == 0
    for state in (states[0], *states[3:]):
        asked(never, texts=state)
    with pytest.raises(AssertionError, match="trained again"):
        asked(never, texts=states[1])
