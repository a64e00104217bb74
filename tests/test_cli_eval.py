"""kmu-bot eval and kmu-bot ask --explain, on the small knowledge."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli
from bot.assistant import Assistant
from bot.knowledge.model import Knowledge
from bot.understanding.explanation import Way

HEADER = "kind\ttopic\tfigures\tstyle\tquestion\n"
HIT = "answer\tbrief\tbrief\tformal\tWie viele verschicken Briefe?\n"
MISS = "answer\tmail\tmail\tcasual\tWie wird das Wetter morgen?\n"
OUTSIDE = "out_of_scope\t-\t-\tformal\tWie heißt die Hauptstadt von Peru?\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    sample: Knowledge,
    sample_assistant: Assistant,
) -> Run:
    """Run the command line in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.knowledge.files.load", lambda _: sample)
    monkeypatch.setattr("bot.assistant.Assistant", lambda _: sample_assistant)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        with pytest.raises(SystemExit) as left:
            cli.main(arguments)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, out, err

    return call


def _bank(name: str, *lines: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join((HEADER, *lines)), encoding="utf-8")
    return path


def test_a_report_has_totals_tables_and_the_misses_with_their_evidence(run: Run) -> None:
    _bank("fragen.tsv", HIT, MISS, OUTSIDE)
    code, out, err = run("eval", "fragen.tsv")
    assert (code, err) == (0, "")
    assert "Alle Fragen: 3, richtig 2 (66,7 %), vorsichtig 1 (33,3 %), falsch 0 (0,0 %)" in out
    assert "Nicht zu beantworten: 1, trotzdem beantwortet 0 (0,0 %)" in out
    for heading in ("Art ", "Stil ", "Thema ", "Verwechslungen", "Verlässlichkeit der Sicherheit"):
        assert heading in out
    assert "fragen.tsv:3: vorsichtig (casual): Wie wird das Wetter morgen?" in out
    assert "entschieden: gehört nicht zum Thema" in out
    assert "Wörter: wie (–)" in out
    assert "Wie viele verschicken Briefe?" not in out  # what came out right is not listed


def test_what_is_scored_is_not_shown(run: Run) -> None:
    _bank("scored_2.tsv", HIT, MISS, OUTSIDE)
    for arguments in (("eval", "scored_2.tsv"), ("eval", "--json", "scored_2.tsv")):
        code, out, _ = run(*arguments)
        assert code == 0
        assert "Wetter" not in out
    assert "misses" not in json.loads(out)
    assert "Wie wird das Wetter morgen?" in run("eval", "--misses", "scored_2.tsv")[1]


def test_without_a_file_all_banks_are_scored(run: Run) -> None:
    code, out, err = run("eval")
    assert (code, out) == (2, "")
    assert err.startswith("Unter tests/questions liegt keine Fragensammlung.")
    _bank("tests/questions/a.tsv", HIT)
    _bank("tests/questions/b_scored.tsv", OUTSIDE)
    code, out, _ = run("eval", "--json")
    assert code == 0
    assert [json.loads(line)["file"] for line in out.splitlines()] == [
        "tests/questions/a.tsv",
        "tests/questions/b_scored.tsv",
    ]


def test_json_holds_every_figure(run: Run) -> None:
    _bank("fragen.tsv", HIT, MISS, OUTSIDE)
    found = json.loads(run("eval", "--json", "fragen.tsv")[1])
    assert (found["total"], found["right"], found["cautious"], found["wrong"]) == (3, 2, 1, 0)
    assert found["by_style"]["formal"]["right"] == 2
    assert found["by_topic"]["mail"]["cautious"] == 1
    assert found["confusions"] == [{"expected": "mail", "found": "(out_of_scope)", "count": 1}]
    assert sum(step["count"] for step in found["reliability"]) == 3
    (miss,) = found["misses"]
    assert miss["line"] == 3
    assert miss["steps"][0]["way"] in {*Way}
    assert miss["steps"][0]["words"][0]["word"] == "wie"


def test_typing_errors_are_made_and_the_same_each_time(run: Run) -> None:
    _bank("fragen.tsv", MISS)
    code, out, _ = run("eval", "--typos", "fragen.tsv")
    assert code == 0
    assert out.startswith("fragen.tsv – mit Tippfehlern\n")
    assert "Wie wird das Wetter morgen?" not in out
    assert run("eval", "--typos", "fragen.tsv")[1] == out


def test_ids_that_are_not_in_the_knowledge_are_told(run: Run) -> None:
    _bank("fragen.tsv", HIT.replace("brief\tbrief", "fort\t-"))
    assert "Im Wissen gibt es nicht: fort" in run("eval", "fragen.tsv")[1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("kind\ttopic\n", "fragen.tsv:1: Es fehlen Spalten: figures, style, question."),
        (f"{HEADER}nix\n", "fragen.tsv:2: Erwartet werden 5 Spalten"),
        (None, "fragen.tsv: Diese Datei gibt es nicht."),
    ],
)
def test_a_malformed_file_is_a_message_and_exit_code_2(run: Run, content: str | None, message: str) -> None:
    if content:
        Path("fragen.tsv").write_text(content, encoding="utf-8")
    code, out, err = run("eval", "fragen.tsv")
    assert (code, out) == (2, "")
    assert err.startswith(message)


def test_ask_explains(run: Run) -> None:
    code, out, err = run("ask", "--explain", "Wie viele Fimren verschicken Briefe?")
    assert (code, err) == (0, "")
    assert out.startswith("41,5 % der befragten KMU")
    why = out[out.index("So wurde die Frage verstanden") :]
    assert "Gelesen: „Wie viele Fimren verschicken Briefe?“" in why
    assert next(line for line in why.splitlines() if " fimren " in line).split() == [
        "fimren",
        "firmen",
        "firma",
        "Tippfehler",
    ]
    assert "Entscheidung: Antwort aus Thema „brief“" in why
    assert "erreicht die Schwelle 75 %." in why
    assert "Punkte aller Lücken" in why


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Wofür stehen die 34 Prozent?", ("Entscheidung: nachgeschlagene Zahl 34: plan_bald", "Satzbau")),
        ("Wofür stehen die 33 Prozent?", ("Entscheidung: nicht berichtet: die Zahl 33",)),
        ("?", ("Entscheidung: kein Wort zu lesen", "Es gibt nichts zu lesen.")),
        (
            "Wie viele verschicken Briefe mit Nachporto?",
            ("Entscheidung: Rückfrage: brief, luecke_kosten", "„signalwörter“"),
        ),
        ("Hallo", ("Entscheidung: Höflichkeit „gruss“",)),
        ("Wie viele verschicken Briefe? Wie viele verschicken E-Mails?", ("– Frage 1", "– Frage 2")),
    ],
)
def test_every_way_is_explained_in_german(run: Run, question: str, parts: tuple[str, ...]) -> None:
    out = run("ask", "--explain", question)[1]
    for part in parts:
        assert part in out


def test_explain_and_json_do_not_go_together(run: Run) -> None:
    assert run("ask", "--explain", "--json", "x") == (2, "", "--explain und --json gehen nicht zusammen.\n")
