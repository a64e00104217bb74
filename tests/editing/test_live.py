"""The folder of a running bot: looked at, swapped in, edited, undone; whole or not at all."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.editing.history import KEPT, History
from bot.editing.live import Live, Outcome
from bot.editing.loading import load
from bot.editing.worker import WorkerError, in_process
from bot.editing.writing import EditError, write
from bot.knowledge.files import Contents, contents
from bot.knowledge.problems import errors
from tests.editing.folders import SOURCE, TOPICS, held, make

NEW = TOPICS.replace("wert: 60", "wert: 61")
BROKEN = TOPICS.replace("{plan_ja} der", "{plan_fehlt} der")


class Newsroom:
    """A folder, what answers, and how to change files."""

    def __init__(self, home: Path) -> None:
        self.folder = make(home / "wissen")
        self.swapped: list[Assistant] = []
        self.history = History(home / "data" / "history")
        self.live = Live(
            self.folder, held(self.folder), self._swap, self.history, asyncio.to_thread, settle=0.02
        )

    def _swap(self, assistant: Assistant, found: Contents) -> None:
        assert found == held(self.folder)
        self.swapped.append(assistant)

    def write(self, text: str) -> None:
        (self.folder / "themen.yaml").write_text(text, encoding="utf-8")

    def edit(self, text: str) -> Callable[[Contents], Contents]:
        return lambda base: Contents(base.name, {**base.files, "themen.yaml": text.encode()})

    @property
    def value(self) -> str:
        return self.swapped[-1].knowledge.figures["plan_ja"].text if self.swapped else ""


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


async def test_nothing_new_is_nothing_done(room: Newsroom) -> None:
    assert await room.live.refresh() is Outcome.UNCHANGED
    (room.folder / ".themen.yaml.swp").write_bytes(b"\0")
    (room.folder / "#themen.yaml#").write_text("x", encoding="utf-8")
    (room.folder / "themen.yaml~").write_text("x", encoding="utf-8")
    assert await room.live.refresh() is Outcome.UNCHANGED
    assert room.swapped == []
    assert await room.live.refresh(force=True) is Outcome.SWAPPED


async def test_what_passes_is_swapped_in_and_what_fails_stays_out(room: Newsroom) -> None:
    room.write(NEW)
    assert await room.live.refresh() is Outcome.SWAPPED
    assert room.value == "61 %"
    room.write(BROKEN)
    assert await room.live.refresh() is Outcome.REFUSED
    assert "plan_fehlt" in errors(room.live.problems)[0].message
    assert await room.live.refresh() is Outcome.UNCHANGED  # known already
    assert len(room.swapped) == 1
    room.write(TOPICS)
    assert await room.live.refresh() is Outcome.SWAPPED
    assert errors(room.live.problems) == ()


async def test_a_test_question_that_leads_elsewhere_keeps_it_out(room: Newsroom) -> None:
    room.write(TOPICS.replace("Wie viele haben denn eine Strategie?", "Wie hoch ist das Budget?"))
    assert await room.live.refresh() is Outcome.REFUSED
    assert "Die Prüffrage „Wie hoch ist das Budget?“ führt nicht zu „plan“" in str(room.live.problems)


async def test_a_deleted_folder_and_its_return(room: Newsroom) -> None:
    away = room.folder.with_name("weg")
    room.folder.rename(away)
    assert await room.live.refresh() is Outcome.REFUSED
    assert errors(room.live.problems)[0].message == "Diesen Ordner gibt es nicht."
    away.rename(room.folder)
    assert await room.live.refresh() is Outcome.SWAPPED


async def test_a_half_written_file_is_waited_for(room: Newsroom) -> None:
    room.live._settle = 0.2
    room.write(NEW[:100])
    looking = asyncio.create_task(room.live.refresh())
    await asyncio.sleep(0.1)
    room.write(NEW)
    assert await looking is Outcome.SWAPPED
    assert room.value == "61 %"


async def test_a_worker_that_dies_changes_nothing(room: Newsroom) -> None:
    async def die(*_: object) -> None:
        raise WorkerError("exit code -9")

    room.live._run = die  # type: ignore[assignment]
    room.write(NEW)
    assert await room.live.refresh() is Outcome.REFUSED
    assert "abgebrochen (exit code -9)" in room.live.problems[0].message
    assert room.swapped == []


async def test_an_edit_is_written_answers_and_can_be_undone(room: Newsroom) -> None:
    proposal = await room.live.propose("Versuch", room.edit(NEW), asked=())
    assert any("60 % → 61 %" in line for line in proposal.loaded.changes)
    assert (room.folder / "themen.yaml").read_text(encoding="utf-8") == TOPICS
    await room.live.apply(proposal)
    assert (room.folder / "themen.yaml").read_text(encoding="utf-8") == NEW
    assert room.value == "61 %"
    assert await room.live.refresh() is Outcome.UNCHANGED  # its own writing is no news
    assert await room.live.undo() == "Versuch"
    assert held(room.folder) == proposal.base
    assert room.value == "60 %"
    with pytest.raises(EditError, match="keine Änderung"):
        await room.live.undo()


async def test_new_files_and_folders_go_again_with_undo(room: Newsroom) -> None:
    before = held(room.folder)

    def edit(base: Contents) -> Contents:
        return Contents(base.name, {**base.files, "neu/w.yaml": b"wortschatz: {land: [Tirol]}\n"})

    await room.live.apply(await room.live.propose("Neue Datei", edit))
    assert (room.folder / "neu" / "w.yaml").is_file()
    await room.live.undo()
    assert held(room.folder) == before


async def test_undo_loses_nothing_that_somebody_else_wrote_since(room: Newsroom) -> None:
    await room.live.apply(await room.live.propose("Versuch", room.edit(NEW)))
    (room.folder / "quellen" / "quelle.yaml").write_text(SOURCE + "# mehr\n", encoding="utf-8")
    await room.live.undo()  # another file: both stay possible
    assert "# mehr" in (room.folder / "quellen" / "quelle.yaml").read_text(encoding="utf-8")
    await room.live.apply(await room.live.propose("Noch einer", room.edit(NEW)))
    room.write(NEW + "# von Hand\n")
    with pytest.raises(EditError, match=r"themen.yaml wurde seitdem auch an anderer Stelle geändert"):
        await room.live.undo()
    assert "# von Hand" in (room.folder / "themen.yaml").read_text(encoding="utf-8")
    assert len(room.history) == 1


async def test_the_last_twenty_can_be_undone(room: Newsroom) -> None:
    for number in range(KEPT + 2):
        text = TOPICS + f"# Stand {number}\n"
        await room.live.apply(await room.live.propose(f"Stand {number}", room.edit(text)))
    assert len(room.history) == KEPT
    undone = [await room.live.undo() for _ in range(KEPT)]
    assert undone == [f"Stand {number}" for number in reversed(range(2, KEPT + 2))]
    assert (room.folder / "themen.yaml").read_text(encoding="utf-8") == TOPICS + "# Stand 1\n"


async def test_history_outlives_a_restart_and_is_for_the_bot_alone(room: Newsroom, tmp_path: Path) -> None:
    await room.live.apply(await room.live.propose("„Frage“ zu Thema", room.edit(NEW)))
    folder = tmp_path / "data" / "history"
    assert folder.stat().st_mode & 0o077 == 0
    edit = History(folder).last()
    assert edit is not None
    assert (edit.what, edit.before) == ("„Frage“ zu Thema", {"themen.yaml": TOPICS.encode()})


async def test_an_edit_with_errors_is_never_applied(room: Newsroom) -> None:
    proposal = await room.live.propose("Kaputt", room.edit(BROKEN))
    with pytest.raises(EditError, match="hat Fehler"):
        await room.live.apply(proposal)
    assert (room.folder / "themen.yaml").read_text(encoding="utf-8") == TOPICS


def test_a_write_that_fails_half_way_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make(tmp_path / "wissen")
    before = held(folder)
    after = Contents(before.name, {"a.yaml": b"neu", "themen.yaml": b"neu", "z.yaml": b"neu"})
    put = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if target.name == "z.yaml":
            raise OSError(28, "No space left on device")
        return put(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(EditError, match="No space left"):
        write(folder, before, after)
    assert held(folder) == before
    assert [path.name for path in folder.rglob(".*")] == []


@pytest.mark.parametrize("linked", ["themen.yaml", "quellen"])
def test_nothing_is_written_through_a_link(tmp_path: Path, linked: str) -> None:
    folder = make(tmp_path / "wissen")
    elsewhere = tmp_path / "woanders"
    (folder / linked).rename(elsewhere)
    (folder / linked).symlink_to(elsewhere)
    before = held(folder)
    after = Contents(before.name, dict.fromkeys(before.files, b"neu"))
    with pytest.raises(EditError, match="Verweis auf einen anderen Ort"):
        write(folder, before, after)
    assert held(folder) == before


async def test_a_process_of_its_own_makes_an_assistant_that_answers_here(tmp_path: Path) -> None:
    folder = make(tmp_path / "wissen")
    loaded = await in_process(load, contents(folder))
    assert loaded.assistant is not None
    question = "Wie viele haben denn eine Strategie?"
    here = load(contents(folder)).assistant
    assert here is not None
    assert loaded.assistant.reply(question) == here.reply(question)
    assert loaded.assistant.suggestions("budget", 3) == here.suggestions("budget", 3)


async def test_a_process_that_ends_badly_is_an_error_here() -> None:
    with pytest.raises(WorkerError, match="exit code 1"):
        await in_process(int, "keine Zahl")
