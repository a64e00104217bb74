"""What an edit changes for those who ask, in German."""

from pathlib import Path

import pytest

from bot.editing.changes import NOTHING, as_lines, changes
from bot.knowledge.files import load
from bot.knowledge.model import Knowledge
from tests.editing.test_replay import FILE


def known(tmp_path: Path, text: str) -> Knowledge:
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / "t.yaml").write_text(text, encoding="utf-8")
    return load(tmp_path)


def told(tmp_path: Path, old: str, new: str) -> list[str]:
    return list(as_lines(changes(known(tmp_path / "alt", old), known(tmp_path / "neu", new))))


MOUSE = "  maus: {wert: 5, name: M, aussage: x, grundgesamtheit: E, quelle: s, fundstelle: F}\n"
CITED = "Quelle: S, „T“, H"


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("x", "x", [NOTHING]),
        (
            "wert: 60",
            "wert: über 60",
            [
                "Kennzahlen",
                "  geändert: H (hund): 60 % → mehr als 60 %",
                "",
                "Antworten",
                "  „Hunde“ (hunde)",
                "      bisher: 60 %",
                "      jetzt:  Mehr als 60 %",
            ],
        ),
        (
            "fundstelle: F",
            "fundstelle: G",
            [
                "Kennzahlen",
                "  andere Fundstelle: H (hund): 60 %, G",
                "",
                "Antworten",
                "  „Hunde“ (hunde)",
                f"      bisher: {CITED}, F, https://a.de",
                f"      jetzt:  {CITED}, G, https://a.de",
            ],
        ),
        (
            "Dazu steht dort nichts.",
            "Das fehlt.",
            [
                "Antworten",
                "  „Katzen“ (luecke_katzen)",
                "      bisher: Dazu steht dort nichts.",
                "      jetzt:  Das fehlt.",
            ],
        ),
        ("titel: Hunde", "titel: Hund", ["Themen", "  umbenannt: „Hunde“ → „Hund“ (hunde)"]),
        (
            "    kennzahl: hund\n",
            "    kennzahl: hund\n    weiter: [luecke_katzen]\n",
            ["Antworten", "  „Hunde“ (hunde)", "      jetzt:  Knopf „Katzen“"],
        ),
        (
            "  luecke_katzen:\n    titel: Katzen",
            "  luecke_kater:\n    titel: Kater",
            [
                "Lücken",
                "  weg: „Katzen“ (luecke_katzen)",
                "  neu: „Kater“ (luecke_kater)",
                "",
                "Fragen",
                "  „Wie viele haben denn eine Katze?“ führt jetzt zu „luecke_kater“, "
                "bisher zu „luecke_katzen“",
            ],
        ),
        (
            "kennzahlen:\n",
            f"kennzahlen:\n{MOUSE}",
            ["Kennzahlen", "  neu: M (maus): 5 %"],
        ),
    ],
)
def test_differences_are_told_in_german(tmp_path: Path, old: str, new: str, lines: list[str]) -> None:
    assert FILE.count(old) >= 1

    assert told(tmp_path, FILE, FILE.replace(old, new)) == lines


def test_what_is_taken_away_is_told(tmp_path: Path) -> None:
    more = FILE.replace(
        "kennzahlen:\n",
        f"kennzahlen:\n{MOUSE}",
    ).replace(
        "quellen:\n",
        "quellen:\n  r: {titel: R, herausgeber: H, adresse: 'https://b.de', studie: S, erschienen: X, "
        "deckt_ab: D, rang: 2}\n",
    )

    assert told(tmp_path, more, FILE) == [
        "Quellen",
        "  weg: „R“ (r)",
        "",
        "Kennzahlen",
        "  weg: M (maus): 5 %",
    ]
    assert told(tmp_path, FILE, more)[:2] == ["Quellen", "  neu: „R“, H (r)"]


def test_questions_that_were_asked_are_tried_too(tmp_path: Path) -> None:
    old = known(tmp_path / "alt", FILE)
    new = known(
        tmp_path / "neu", FILE.replace("titel: Katzen", "titel: Katze").replace("hund prozent", "hamster")
    )

    found = changes(old, new, asked=["hamster"])
    assert [change.text for change in found if change.heading == "Fragen"][-1].startswith(
        "„hamster“ führt jetzt zu „hunde“, bisher zu "
    )
