"""The commands for editors: exit codes, what goes where, and no traceback."""

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli
from bot.knowledge.schema import MARK, schema
from bot.settings import OUR_PREFIXES
from tests.editing.test_replay import FILE

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in this process, in an empty folder."""
    for name in [name for name in os.environ if name.startswith(OUR_PREFIXES)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            cli.main(arguments)
        out, err = capfd.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, out, err

    return call


def folder(name: str, text: str = FILE) -> None:
    Path(name).mkdir()
    Path(name, "t.yaml").write_text(text, encoding="utf-8")


MISSES = FILE.replace("Wie viele haben denn einen Hund?", "Wie viele haben wohl eine Katze?")
MESSAGE = (
    "Die Prüffrage „Wie viele haben wohl eine Katze?“ führt nicht zu „hunde“, sondern zu „luecke_katzen“."
)


def test_check_asks_the_test_questions(run: Run) -> None:
    folder("k", MISSES)
    code, out, err = run("check", "k")

    assert (code, err) == (1, "")
    assert f"k/t.yaml:13:9: {MESSAGE}" in out
    assert "In Ordnung" not in out


def test_quick_does_not_ask_them(run: Run) -> None:
    folder("k", MISSES)
    code, out, err = run("check", "--quick", "k")

    assert (code, err) == (0, "")
    assert MESSAGE not in out
    assert out.splitlines()[-1].startswith("In Ordnung – Themen: 1, Lücken: 1, Kennzahlen: 1, Quellen: 1")


def test_errors_in_the_files_come_first_and_that_is_said(run: Run) -> None:
    folder("k", MISSES.replace("kennzahl: hund", "kennzahl: hunt"))
    code, out, err = run("check", "k")

    assert code == 1
    assert "k/t.yaml:9:5: Eine Kennzahl „hunt“ gibt es nicht. Meinten Sie „hund“?" in out
    assert MESSAGE not in out
    assert err == "Die Prüffragen werden erst gestellt, wenn diese Fehler behoben sind.\n"


def test_json_is_an_object_a_line_and_nothing_else(run: Run) -> None:
    folder("k", MISSES)
    code, out, err = run("check", "--json", "k")
    problems = [json.loads(line) for line in out.splitlines()]

    assert (code, err) == (1, "")
    assert [problem for problem in problems if problem["severity"] == "error"] == [
        {
            "file": "k/t.yaml",
            "line": 13,
            "column": 9,
            "severity": "error",
            "message": f"{MESSAGE} Bitte bei „hunde“ ähnliche Beispielfragen ergänzen.",
        }
    ]
    assert {"warning"} < {problem["severity"] for problem in problems}


def test_diff_tells_what_changes(run: Run) -> None:
    folder("alt")
    folder("neu", FILE.replace("titel: Hunde", "titel: Hund"))

    assert run("diff", "alt", "neu") == (0, "Themen\n  umbenannt: „Hunde“ → „Hund“ (hunde)\n", "")
    assert run("diff", "alt", "alt") == (0, "Für Nutzer ändert sich nichts.\n", "")


def test_diff_of_broken_knowledge_ends_with_the_messages_of_check(run: Run) -> None:
    folder("alt")
    code, out, err = run("diff", "alt", "fehlt")

    assert (code, out) == (1, "")
    assert err.startswith("fehlt:1:1: Diesen Ordner gibt es nicht.")


def test_new_writes_to_the_output_or_to_a_new_file(run: Run) -> None:
    code, out, err = run("new", "topic")
    assert (code, err) == (0, "")
    assert out.startswith(MARK)

    assert run("new", "topic", "t.yaml") == (
        0,
        "t.yaml ist angelegt. Bitte ausfüllen und dann prüfen: kmu-bot check\n",
        "",
    )
    assert Path("t.yaml").read_text(encoding="utf-8") == out
    assert run("new", "source", "t.yaml") == (
        2,
        "",
        "t.yaml gibt es schon; bitte einen anderen Namen wählen.\n",
    )
    assert Path("t.yaml").read_text(encoding="utf-8") == out


def test_new_says_what_it_cannot_do(run: Run) -> None:
    assert run("new", "thema") == (
        2,
        "",
        "Eine Vorlage „thema“ gibt es nicht. Möglich: topic, source, distribution.\n",
    )
    code, _, err = run("new", "topic", "fehlt/t.yaml")
    assert code == 2
    assert err.startswith("fehlt/t.yaml lässt sich nicht anlegen (")


def test_schema_prints_the_schema(run: Run) -> None:
    assert run("schema") == (0, schema(), "")


def test_preview_serves_the_folder_that_is_meant(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[Path] = []

    def serve(folder: Path, door: socket.socket, say: Callable[[str], None]) -> None:
        served.append(folder)
        assert door.getsockname()[0] == "127.0.0.1"
        say("http://127.0.0.1:1/")

    monkeypatch.setattr("bot.editing.preview.server.serve", serve)
    folder("k")
    code, out, err = run("preview", "--port", "0", "--knowledge", "k")
    assert (code, out, err) == (0, "Vorschau: http://127.0.0.1:1/ – Beenden mit Strg+C\n", "")
    assert served == [Path("k")]


def test_preview_says_when_its_port_is_taken(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = run("preview", "--port", str(port))
    assert (code, out) == (2, "")
    assert err.startswith(f"Port {port} lässt sich nicht öffnen (")
    assert "Mit --port wählen Sie einen anderen." in err
