"""The command line: exit codes, what goes where, and no traceback."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import cli
from bot.answering.reply import Reply, Span
from bot.assistant import Assistant, Context
from bot.knowledge.model import Knowledge
from bot.settings import OUR_PREFIXES
from bot.understanding.decision import Kind
from tests.editing.folders import make

ROOT = Path(__file__).parents[1]
PYTHON = (sys.executable, "-m", "bot")
BROKEN = "themen:\n  a:\n    titel: [\n"


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith(OUR_PREFIXES)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)  # neither a .env nor a knowledge folder


@dataclass
class Ended:
    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in this process."""

    def call(*arguments: str, given: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        with pytest.raises(SystemExit) as left:
            cli.main(arguments)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        assert isinstance(left.value.code, int)
        return Ended(left.value.code, out, err)

    return call


class OneReply(Assistant):
    """Says the same kind to everything."""

    kind = Kind.ANSWER

    def __init__(self, known: Knowledge) -> None:  # without the engine
        self.knowledge = known

    def reply(self, question: str, context: Context | None = None) -> Reply:  # noqa: ARG002
        return Reply(self.kind, 0.5, ((Span(f"Gehört: {question}"),),))


@pytest.fixture(params=list(Kind))
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Kind:
    chosen: Kind = request.param
    monkeypatch.setattr(OneReply, "kind", chosen)
    return chosen


@pytest.fixture
def assistant(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small assistant in place of the engine; the knowledge is really loaded."""
    monkeypatch.setattr("bot.assistant.Assistant", OneReply)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "kaputt"
    folder.mkdir()
    (folder / "a.yaml").write_text(BROKEN, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("assistant")
def test_ask_says_by_its_exit_code_whether_it_answered(run: Run, kind: Kind) -> None:
    expected = 0 if kind is Kind.ANSWER else 3
    assert run("ask", "Wie viele?") == Ended(expected, "Gehört: Wie viele?\n", "")
    as_json = run("ask", "--json", "Wie viele?")
    assert as_json.code == expected
    assert json.loads(as_json.out)["kind"] == kind.value


@pytest.mark.usefixtures("assistant")
def test_a_question_needs_no_quotation_marks_and_any_bytes_will_do(run: Run) -> None:
    assert run("ask", "Wie", "viele?").out == "Gehört: Wie viele?\n"
    assert run("ask", "--", "-5 %?").out == "Gehört: -5 %?\n"
    assert run("ask", os.fsdecode(b"\xff")).out == "Gehört: �\n"


@pytest.mark.usefixtures("assistant")
def test_json_answers_each_line_of_the_input(run: Run) -> None:
    ended = run("ask", "--json", given="Größe?\n\n\0\n".encode() + b"\xff\n" + b"x" * 10_000)
    assert (ended.code, ended.err) == (0, "")
    texts = [json.loads(line)["text"] for line in ended.out.splitlines()]
    assert texts == ["Gehört: Größe?", "Gehört:", "Gehört:", "Gehört: �", "Gehört: " + "x" * 10_000]


@pytest.mark.usefixtures("assistant")
def test_chat_works_piped(run: Run) -> None:
    assert run("chat", given=b"Erste\nZweite\n") == Ended(0, "Gehört: Erste\n\nGehört: Zweite\n\n", "")
    assert run("chat") == Ended(0, "", "")


def test_ask_without_a_question_says_what_is_missing(run: Run) -> None:
    ended = run("ask")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Bitte geben Sie eine Frage an")


def test_check_of_the_knowledge_that_came_along_ends_with_one_line(run: Run) -> None:
    ended = run("check", "--quick")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[-1].startswith("In Ordnung – Themen: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--quick", "kaputt"),
        ("check", "--quick", "--knowledge", "kaputt"),
        ("--knowledge", "kaputt", "check", "--quick"),
    ],
)
@pytest.mark.usefixtures("broken")
def test_check_names_file_line_and_column(run: Run, arguments: tuple[str, ...]) -> None:
    ended = run(*arguments)
    assert (ended.code, ended.err) == (1, "")
    assert ended.out.startswith("kaputt/a.yaml:")
    for line in ended.out.splitlines():
        _, number, column, message = line.split(":", 3)
        assert int(number) > 0
        assert int(column) > 0
        assert message.strip()


def test_check_of_a_folder_that_is_not_there(run: Run) -> None:
    ended = run("check", "nirgends")
    assert ended.code == 1
    assert "nirgends:1:1: Diesen Ordner gibt es nicht." in ended.out


def test_a_warning_is_marked_and_does_not_fail(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "andere"
    other.mkdir()
    (other / "alles").symlink_to(ROOT / "knowledge")
    (other / "alt.yml").write_text("", encoding="utf-8")
    ended = run("check", "--quick", "andere")
    assert ended.code == 0
    assert "\nandere/alt.yml:1:1: Warnung: Gelesen wird nur" in f"\n{ended.out}"
    assert ended.out.splitlines()[-1].startswith("In Ordnung")


@pytest.mark.parametrize("arguments", [("chat",), ("ask", "Frage"), ("ask", "--json")])
@pytest.mark.usefixtures("broken", "assistant")
def test_broken_knowledge_ends_with_the_messages_of_check(run: Run, arguments: tuple[str, ...]) -> None:
    ended = run(*arguments, "--knowledge", "kaputt", given=b"Frage\n")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("kaputt/a.yaml:")
    assert "Traceback" not in ended.err


@pytest.mark.usefixtures("broken")
def test_the_folder_comes_from_the_option_then_the_setting_then_the_place(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    check = ("check", "--quick")
    assert run(*check).code == 0  # what came along
    (tmp_path / "knowledge").mkdir()
    assert run(*check).out.startswith("knowledge:1:1: ")
    monkeypatch.setenv("KNOWLEDGE_DIR", "kaputt")
    assert run(*check).out.startswith("kaputt/a.yaml:")
    assert run(*check, "--knowledge", str(ROOT / "knowledge")).code == 0
    assert run("--knowledge", "kaputt", *check, "--knowledge", str(ROOT / "knowledge")).code == 0


def test_run_without_a_token_says_where_to_get_one(run: Run) -> None:
    ended = run("run")
    assert (ended.code, ended.out) == (2, "")
    assert "BOT_TOKEN fehlt" in ended.err
    assert "@BotFather" in ended.err


def test_a_malformed_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEALTH_PORT", "x")
    for command in ("run", "check", "chat"):
        ended = run(command)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith("HEALTH_PORT ")


def test_run_starts_the_telegram_channel(
    run: Run, monkeypatch: pytest.MonkeyPatch, broken: Path, tmp_path: Path
) -> None:
    started: list[Assistant] = []
    monkeypatch.setenv("BOT_TOKEN", "1:x")
    monkeypatch.setattr("bot.channels.telegram.serving.run", lambda *given: started.append(given[1]))
    folder = make(tmp_path / "wissen")
    assert run("run", "--knowledge", str(folder)) == Ended(0, "", "")
    assert started[0].reply("Wie viele Firmen haben eine Strategie?").kind is Kind.ANSWER
    ended = run("run", "--knowledge", str(broken))
    assert (ended.code, ended.out) == (1, "")
    assert "a.yaml:" in ended.err


def test_run_says_so_when_the_process_that_reads_the_knowledge_fails(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "1:x")
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    ended = run("run", "--knowledge", str(ROOT / "knowledge"))
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("Das Wissen ließ sich nicht laden (exit code 1).")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["wetter"], "Diesen Befehl gibt es nicht: wetter."),
        (["chekc"], "Diesen Befehl gibt es nicht: chekc."),
        (["ask", "--jsn"], "Diese Option gibt es nicht: --jsn."),
        (["check", "a", "b"], "Das ist zu viel: b."),
        (["check", "--knowledge"], "Nach --knowledge fehlt eine Angabe."),
        (["ask", "--json=3", "x"], "Nach --json darf keine Angabe stehen."),
        (["--knowledge", "x"], "Es fehlt ein Befehl."),
        (["diff", "a"], "Es fehlt eine Angabe: NEU."),
        (["new"], "Es fehlt eine Angabe: ART."),
        (["preview", "--port", "x"], "Dieser Wert passt nicht zu --port."),
        (["preview", "--port", "65536"], "Dieser Wert passt nicht zu --port."),
    ],
)
def test_wrong_use_is_explained_in_german(run: Run, arguments: list[str], message: str) -> None:
    assert run(*arguments) == Ended(2, "", f"{message} Hilfe: kmu-bot --help\n")


ENGLISH = ("Usage", "Options", "Commands", "Arguments", "Show this", "ARGS", "OPTIONS", "default", "<")


COMMANDS = ("chat", "ask", "run", "check", "diff", "new", "preview", "schema", "eval")
WITHOUT_KNOWLEDGE = {("diff",), ("new",), ("schema",)}


@pytest.mark.parametrize("arguments", [(), *((command,) for command in COMMANDS)])
def test_help_is_german(run: Run, arguments: tuple[str, ...]) -> None:
    ended = run(*arguments, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(" ".join(("Aufruf: kmu-bot", *arguments)))
    assert ("--knowledge ORDNER" in ended.out) != (arguments in WITHOUT_KNOWLEDGE)
    for word in ENGLISH:
        assert word not in ended.out


def test_nothing_asked_for_shows_the_help(run: Run) -> None:
    ended = run()
    assert ended.code == 2
    assert "Befehle:" in ended.err


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--quick"], ["schema"], ["new", "topic"]])
def test_help_and_what_looks_at_files_only_do_without_the_engine_and_telegram(arguments: list[str]) -> None:
    code = f"""
import sys
from bot.cli import main
try:
    main({arguments})
finally:
    sys.stderr.write(" ".join(sorted({{name.split(".")[0] for name in sys.modules}})))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = ended.stderr.split()
    assert "typer" in loaded
    assert not {"telegram", "numpy", "scipy", "rich"} & set(loaded)


ENDLESS = """
import sys
sys.argv[1:] = {arguments}
import bot.assistant
from tests.test_cli import OneReply
bot.assistant.Assistant = OneReply
from bot.cli import main
main()
"""


def _process(*arguments: str) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    code = ENDLESS.format(arguments=list(arguments))
    # A shell's background jobs ignore Ctrl+C, and what they start does so too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, stderr=pipe, cwd=ROOT)
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("arguments", [("ask", "--json"), ("chat",)])
def test_a_reader_that_leaves_ends_it_without_a_word(arguments: tuple[str, ...]) -> None:
    process = _process(*arguments)
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(b"Frage\n")
    process.stdin.flush()
    assert process.stdout.readline()
    process.stdout.close()
    try:
        for _ in range(3):
            process.stdin.write(b"Frage\n")
            process.stdin.flush()
        process.stdin.close()
    except BrokenPipeError:
        pass
    assert process.stderr.read() == b""
    assert process.wait(10) == 1
    process.stderr.close()


def test_an_answer_comes_while_the_input_is_still_open_and_ctrl_c_ends_it_without_a_word() -> None:
    process = _process("ask", "--json")
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write("Größe?\n".encode())
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["text"] == "Gehört: Größe?"
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 130
    assert process.stderr.read() == b""
    for stream in (process.stdin, process.stdout, process.stderr):
        stream.close()


def test_python_m_bot_is_the_same() -> None:
    ended = subprocess.run([*PYTHON, "--help"], capture_output=True, text=True, cwd=ROOT, check=True)
    assert ended.stdout.startswith("Aufruf: kmu-bot ")
