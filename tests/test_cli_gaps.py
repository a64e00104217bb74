"""``kmu-bot gaps``: what people asked in vain, as a table or CSV."""

import asyncio
import csv
import io
from datetime import date
from pathlib import Path

import pytest

from bot.cli import main
from bot.cli_gaps import COLUMNS, SWITCHED_OFF
from bot.journal.database import Database, in_folder
from bot.journal.questions import Questions, Reason


async def _fill(folder: Path) -> None:
    database = Database(in_folder(folder))
    await database.open()
    questions = Questions(database)
    for text, times in (("Wie ist es in Österreich?", 1), ('=HYPERLINK("x"), was kostet das?', 2)):
        for _ in range(times):
            await questions.add(text, Reason.UNANSWERED, "geld", date(2026, 11, 24))
    await database.close()


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int | str | None, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["gaps", *arguments])
    out, err = capsys.readouterr()
    return ended.value.code, out, err


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("QUESTIONS_KEPT", "ja")


def test_nothing_open(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(capsys) == (0, "Nichts ist offen.\n", "")


def test_csv_has_all_columns_and_no_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(_fill(tmp_path))
    code, out, err = _run(capsys, "--csv")
    assert (code, err) == (0, "")
    assert list(csv.reader(io.StringIO(out))) == [
        list(COLUMNS),
        ['\'=HYPERLINK("x"), was kostet das?', "2", "2026-11-24", "2026-11-24", "nicht beantwortet", "geld"],
        ["Wie ist es in Österreich?", "1", "2026-11-24", "2026-11-24", "nicht beantwortet", "geld"],
    ]


def test_the_table_needs_no_token_and_says_if_nothing_new_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(_fill(tmp_path))
    monkeypatch.setenv("QUESTIONS_KEPT", "nein")
    monkeypatch.setenv("COLUMNS", "120")
    code, out, err = _run(capsys)
    assert (code, err) == (0, f"{SWITCHED_OFF}\n")
    assert "Wie ist es in Österreich?" in out
    assert "nächstes Thema" in out
