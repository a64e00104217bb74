"""The knowledge that a bot finds by itself."""

from pathlib import Path

import pytest

from bot.knowledge.check import check
from bot.knowledge.default import default_folder
from bot.knowledge.files import read
from bot.knowledge.problems import errors


def test_a_knowledge_folder_here_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "knowledge").mkdir()
    monkeypatch.chdir(tmp_path)

    assert default_folder().resolve() == tmp_path / "knowledge"


def test_from_anywhere_else_the_knowledge_that_came_with_the_bot_is_found_and_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert errors(check(read(default_folder()))) == ()
