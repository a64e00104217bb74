"""docs/DATENSCHUTZ.md says of every stored field what it is for and how long it is kept, and nothing else."""

import re
from datetime import timedelta
from pathlib import Path

from telegram.constants import MessageLimit

from bot.channels.conversations import FORGET_AFTER_MINUTES
from bot.channels.telegram.privacy import privacy
from bot.journal.journal import QUESTIONS_KEPT, QUIZ_KEPT, UPDATES_KEPT, VOTES_KEPT
from bot.journal.tables import Table
from tests.telegram_html import parse

DOC = (Path(__file__).parents[2] / "docs" / "DATENSCHUTZ.md").read_text(encoding="utf-8")
ROWS = {
    row[0]: row[1:] for row in re.findall(r"^\| `([\w.]+)` \| (.+) \| (.+) \| (.+) \|$", DOC, re.MULTILINE)
}


def test_every_stored_field_is_explained_and_nothing_else() -> None:
    fields = [
        f"{table.name}.{column.name}" for table in Table.metadata.tables.values() for column in table.columns
    ]
    assert list(ROWS) == fields
    assert all(cell.strip() for cells in ROWS.values() for cell in cells)


def test_the_times_are_those_of_the_code() -> None:
    assert ROWS["votes.topic"][2].startswith(f"{VOTES_KEPT.days} Tage")
    assert ROWS["questions.key"][2].startswith(f"{QUESTIONS_KEPT.days} Tage")
    assert ROWS["quiz_memory.chat"][2].startswith(f"{QUIZ_KEPT.days} Tage")
    assert f"Etwa {FORGET_AFTER_MINUTES} Minuten" in DOC


def test_what_people_read_in_telegram_names_the_same() -> None:
    for said in (
        f"{VOTES_KEPT.days} Tage",
        f"{QUIZ_KEPT.days} Tage",
        "/stop",
        "Abo",
        "Einstellungen",
        "Quiz",
        "/meine_daten",
        "/loeschen",
        "Eingangskorb",
        f"{UPDATES_KEPT.days} Tage",
    ):
        assert said in privacy(None)
        assert said in privacy(QUESTIONS_KEPT)
        assert said in DOC


def test_it_says_whether_questions_are_kept() -> None:
    assert "Ihre Fragen, Namen und Telefonnummern speichere ich nicht" in privacy(None)
    assert "unkenntlich" not in privacy(None)
    kept = privacy(timedelta(days=14))
    assert "Ihre Fragen, Namen und" not in kept
    assert "unkenntlich" in kept
    assert "Nach 14 Tagen wird das gelöscht." in kept


def test_it_fits_into_one_message() -> None:
    for kept in (None, timedelta(days=365)):
        text, entities = parse(privacy(kept))
        assert len(text) <= MessageLimit.MAX_TEXT_LENGTH
        assert {entity.type for entity in entities} == {"bold", "text_link"}
