"""The editors' guide: its example works, and it explains every message."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from bot.editing.goals import asking
from bot.knowledge.check import check
from bot.knowledge.files import read
from bot.knowledge.merge import LISTS, MAPS
from tests.editing import test_replay
from tests.knowledge import test_check, test_document, test_files, test_placeholders

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
GUIDE = (KNOWLEDGE / "LIESMICH.md").read_text(encoding="utf-8")
NAMES = re.findall(r"Datei (?:heißt )?`(nachrichten/\w+\.yaml)`", GUIDE)
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the knowledge with the files of the guide written beside it."""
    copy = tmp_path_factory.mktemp("guide") / "knowledge"
    shutil.copytree(KNOWLEDGE, copy)
    for name, block in zip(NAMES, BLOCKS, strict=True):
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text(block, encoding="utf-8")
    return copy


def test_the_example_passes_the_check_without_a_warning(folder: Path) -> None:
    assert len(NAMES) == 3
    assert [str(problem) for problem in check(read(folder)) if problem.file in NAMES] == []


def test_the_test_questions_of_the_example_reach_their_topics(folder: Path) -> None:
    knowledge = read(folder).knowledge
    ask = asking(knowledge)
    topics = {key: topic for key, topic in knowledge.topics.items() if topic.area == "Nachrichten"}

    assert len(topics) == 3
    missed = [
        (question, found.text)
        for key, topic in topics.items()
        for question in topic.test_questions
        if (found := ask(question)).entries != {key}
    ]
    assert missed == []


def test_every_section_is_explained() -> None:
    assert {name for name in (*MAPS, *LISTS) if f"| `{name}` |" not in GUIDE} == set()


ROWS = [row.strip().split("…") for row in re.findall(r"^\| ([^|`-][^|]*) \|", GUIDE, re.MULTILINE)]


def expected(module: ModuleType) -> Iterator[str]:
    """The messages that a module's parametrised tests expect: the last value of each case."""
    for test in vars(module).values():
        for mark in getattr(test, "pytestmark", ()):
            for case in mark.args[1] if mark.name == "parametrize" else ():
                last = case[-1] if isinstance(case, tuple) else None
                for message in last if isinstance(last, list) else [last]:
                    if isinstance(message, str) and re.search(r"[.?]$", message) and " " in message:
                        yield re.sub(r"^(?:Hinweis )?\S+:\d+:\d+: ", "", message)


@pytest.mark.parametrize("module", [test_check, test_files, test_document, test_placeholders, test_replay])
def test_every_message_is_explained(module: ModuleType) -> None:
    messages = set(expected(module))

    assert len(messages) > 3
    assert [
        message
        for message in messages
        if not any(all(part.strip() in message for part in row) for row in ROWS)
    ] == []
