"""Skeletons: what is empty is asked for, and once filled in, the check is content."""

import re
from pathlib import Path

import pytest

from bot.editing.skeletons import ELSEWHERE, Kind, skeleton
from bot.knowledge.check import check
from bot.knowledge.document import parse
from bot.knowledge.files import read
from bot.knowledge.model import GERMAN_KEYS
from bot.knowledge.schema import MARK

FILLED = {
    "adresse": "https://example.org/studie",
    "rang": "1",
    "quelle": "neue_quelle",
    "vollständig": "nein",
    "nur_eine_antwort": "ja",
    "wert": "40",
    "kennzahl": "erste_antwort",
    "antwort": '"{erste_antwort} der {grundgesamtheit} tun das."',
    "hinweis": "Es fehlen Antworten.",
}


def fill(text: str) -> str:
    """Every empty key and entry gets something; offered keys are taken up."""
    text = text.replace("# hinweis:", "hinweis:")
    numbers = iter(range(100))
    text = re.sub(
        r"^( +-)$", lambda match: f"{match[1]} Wie geht das Nummer{next(numbers)}?", text, flags=re.M
    )
    keys = "|".join(GERMAN_KEYS.values())
    containers = ("fragen", "prüffragen", "kennzahlen", "quellen", "verteilungen", "themen")
    return re.sub(
        rf"^( +(?!(?:{'|'.join(containers)}):)({keys}):)(?=  #|$)",
        lambda match: f"{match[1]} {FILLED.get(match[2], 'etwas')}",
        text,
        flags=re.M,
    )


@pytest.mark.parametrize("kind", Kind)
def test_a_skeleton_is_readable_and_asks_for_what_is_empty(tmp_path: Path, kind: Kind) -> None:
    text = skeleton(kind)
    (tmp_path / "neu.yaml").write_text(text, encoding="utf-8")

    assert parse("neu.yaml", text.encode()).problems == ()
    messages = [problem.message for problem in read(tmp_path).problems]
    assert messages
    assert {
        message for message in messages if not re.match(r"Zu .* fehlt der Inhalt\.|Bei .* fehlt ", message)
    } <= {"„wert“ ist eine Zahl oder ein Text wie „über 40“ oder „21 bis 30“."}


def test_filled_in_they_pass_the_check_together(tmp_path: Path) -> None:
    for kind in Kind:
        (tmp_path / f"{kind}.yaml").write_text(fill(skeleton(kind)), encoding="utf-8")

    reading = read(tmp_path)
    assert [str(problem) for problem in check(reading)] == []
    assert set(reading.knowledge.topics) == {"neues_thema"}
    assert set(reading.knowledge.distributions) == {"neue_verteilung"}


@pytest.mark.parametrize(
    ("inside", "way"), [("neu.yaml", "schema.json"), ("a/b/neu.yaml", "../../schema.json")]
)
def test_the_first_line_names_the_schema_as_seen_from_the_file(tmp_path: Path, inside: str, way: str) -> None:
    (tmp_path / "schema.json").write_text("{}", encoding="utf-8")

    assert skeleton(Kind.TOPIC, tmp_path / inside).startswith(f"{MARK}{way}\n")
    assert skeleton(Kind.TOPIC).startswith(f"{MARK}{ELSEWHERE}\n")
