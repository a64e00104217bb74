"""Test questions: asked for real, and told exactly if they miss."""

from pathlib import Path

import pytest

from bot.editing.goals import Goal, asking, goal
from bot.editing.replay import missed, missed_by
from bot.knowledge.files import read
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Severity
from bot.understanding.decision import (
    Answer,
    Bound,
    Claim,
    Clarify,
    Decision,
    NotReported,
    OutOfScope,
    SmallTalk,
    Sum,
)

FILE = """\
quellen:
  s: {titel: T, herausgeber: H, adresse: "https://a.de", studie: S, erschienen: X, deckt_ab: D, rang: 1}
kennzahlen:
  hund: {wert: 60, name: H, aussage: x, grundgesamtheit: E, quelle: s, fundstelle: F}
themen:
  hunde:
    titel: Hunde
    bereich: Tiere
    kennzahl: hund
    antwort: "{hund}"
    fragen: [Wie viele haben einen Hund?, Anteil der Hundebesitzer, hund prozent]
    prüffragen:
      - Wie viele haben denn einen Hund?
lücken:
  luecke_katzen:
    titel: Katzen
    bereich: Tiere
    antwort: Dazu steht dort nichts.
    fragen: [Wie viele haben eine Katze?, Anteil der Katzenbesitzer, katze prozent]
    prüffragen:
      - Wie viele haben denn eine Katze?
außerhalb: [Wie wird das Wetter morgen?, Wer wird Meister?, Rezept für Kuchen]
"""
ASK_MORE = "Bitte bei „hunde“ ähnliche Beispielfragen ergänzen."


def folder(tmp_path: Path, text: str = FILE) -> Path:
    (tmp_path / "t.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_test_questions_that_reach_their_topic_are_no_problem(tmp_path: Path) -> None:
    assert list(missed(read(folder(tmp_path)))) == []


def test_the_engine_is_really_asked(tmp_path: Path) -> None:
    text = FILE.replace("Wie viele haben denn einen Hund?", "Wie viele haben wohl eine Katze?")

    assert [str(problem) for problem in missed(read(folder(tmp_path, text)))] == [
        "t.yaml:13:9: Die Prüffrage „Wie viele haben wohl eine Katze?“ führt nicht zu „hunde“, sondern zu "
        f"„luecke_katzen“. {ASK_MORE}"
    ]


@pytest.mark.parametrize(
    ("decisions", "problem"),
    [
        ((Answer(1, "hunde"),), None),
        ((Answer(1, None, Claim("hund", 60, Bound.EXACTLY)),), None),
        ((Answer(1, "katzen"),), "führt nicht zu „hunde“, sondern zu „katzen“."),
        (
            (Answer(1, None, Sum(("a", "b"))),),
            "führt nicht zu „hunde“, sondern zu einer Antwort aus „a“, „b“.",
        ),
        ((NotReported(1, "luecke"),), "führt nicht zu „hunde“, sondern zu „luecke“."),
        ((NotReported(1),), "führt nicht zu „hunde“, sondern zu „dazu nennt keine Quelle etwas“."),
        ((OutOfScope(1),), "führt nicht zu „hunde“, sondern zu „gehört nicht zum Thema“."),
        ((SmallTalk(1, "gruss"),), "führt nicht zu „hunde“, sondern zu „gruss“."),
        ((Clarify(1, ("a", "b")),), "führt nicht zu „hunde“, sondern zu einer Rückfrage („a“, „b“)."),
        (
            (Answer(1, "hunde"), NotReported(1, "luecke")),
            "führt nicht zu „hunde“, sondern zu „hunde“ und „luecke“.",
        ),
    ],
)
def test_a_question_that_misses_says_what_it_hits_instead(
    tmp_path: Path, decisions: tuple[Decision, ...], problem: str | None
) -> None:
    reading = read(folder(tmp_path))
    found = goal(decisions, reading.knowledge)
    told = [line for line in map(str, missed_by(reading, lambda _: found)) if ":13:9:" in line]

    expected = f"t.yaml:13:9: Die Prüffrage „Wie viele haben denn einen Hund?“ {problem} {ASK_MORE}"
    assert told == ([expected] if problem else [])


def test_a_question_that_is_offered_in_a_clarification_is_a_warning(tmp_path: Path) -> None:
    offered = goal((Clarify(1, ("luecke_katzen", "hunde")),), Knowledge())
    found = list(missed_by(read(folder(tmp_path)), lambda _: offered))

    assert {problem.severity for problem in found} == {Severity.WARNING}
    assert found[0].message == (
        "Die Prüffrage „Wie viele haben denn einen Hund?“ führt erst über eine Rückfrage zu „hunde“; "
        f"angeboten werden „luecke_katzen“, „hunde“. {ASK_MORE}"
    )


def test_goals_of_one_question_can_be_compared(tmp_path: Path) -> None:
    ask = asking(read(folder(tmp_path)).knowledge)

    assert ask("Wie viele haben einen Hund?") == Goal(frozenset({"hunde"}), (), "„hunde“")
