"""The command line. What costs time is imported inside the commands, so that help comes at once."""

import io
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.knowledge.problems import Problem
    from bot.settings import Settings

ANSWERED = 0
BROKEN_KNOWLEDGE = 1
WRONG_USE = 2
"""Also a setting that is missing or malformed."""
NOT_ANSWERED = 3

_WORDS = {
    "Usage:": "Aufruf:",
    "Arguments:": "Angaben:",
    "Options:": "Optionen:",
    "Commands:": "Befehle:",
    "Show this message and exit.": "Diese Hilfe zeigen.",
}
"""Typer's own words in help texts."""

_TYPES = re.compile(r" <(?:list\[str\]|path)>")
"""The names of Python types, which tell an editor nothing."""

_MESSAGES = (
    (r"No such option: (\S+)(?: \(Possible options: (.+)\))?", r"Diese Option gibt es nicht: \1."),
    (r"No such command '(.+?)'.*", r"Diesen Befehl gibt es nicht: \1."),
    (r"Missing command\.", r"Es fehlt ein Befehl."),
    (r"Got unexpected extra argument\(s\) \((.+)\)", r"Das ist zu viel: \1."),
    (r"Option '(.+)' requires an argument\.?", r"Nach \1 fehlt eine Angabe."),
    (r"Option '(.+)' does not take a value\.?", r"Nach \1 darf keine Angabe stehen."),
)
"""Typer's own messages; one that is not here stays as it is."""


class _Group(TyperGroup):
    def get_help(self, ctx: Any) -> str:
        return _german_help(super().get_help(ctx))


class _Command(TyperCommand):
    def get_help(self, ctx: Any) -> str:
        return _german_help(super().get_help(ctx))


Knowledge = Annotated[
    Path | None,
    typer.Option(
        "--knowledge",
        metavar="ORDNER",
        show_default=False,
        help="Ordner mit den Wissensdateien; sonst KNOWLEDGE_DIR, ./knowledge oder das mitgelieferte Wissen.",
    ),
]

app = typer.Typer(
    cls=_Group,
    help="Beantwortet Fragen zu Social Media in kleinen und mittleren Unternehmen, mit Quellen.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    options_metavar="[OPTIONEN]",
    subcommand_metavar="BEFEHL …",
)


@app.callback()
def _common(ctx: typer.Context, knowledge: Knowledge = None) -> None:
    ctx.obj = knowledge


@app.command(cls=_Command, options_metavar="[OPTIONEN]")
def chat(ctx: typer.Context, knowledge: Knowledge = None) -> None:
    """Ein Gespräch im Terminal; über eine Pipe eine Antwort je Zeile."""
    from bot.channels import console

    screen = console.output()
    with screen.status("Einen Augenblick, ich lese nach …"):  # in a terminal only
        assistant = _assistant(ctx, knowledge)
    console.chat(assistant, screen)


@app.command(cls=_Command, options_metavar="[OPTIONEN]")
def ask(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="FRAGE", help="Die Frage.")] = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Ein JSON-Objekt je Frage; ohne FRAGE je Zeile der Eingabe eins."),
    ] = False,
    knowledge: Knowledge = None,
) -> None:
    """Eine Frage beantworten. Endet mit 0, wenn sie beantwortet ist, sonst mit 3."""
    question = _readable(" ".join(words or ()))
    if not words and not as_json:
        _fail('Bitte geben Sie eine Frage an, zum Beispiel: kmu-bot ask "Wer ist zuständig?"', WRONG_USE)
    assistant = _assistant(ctx, knowledge)
    if as_json and not words:
        from bot.channels import json_lines

        json_lines.answer(assistant, sys.stdin.buffer, sys.stdout.buffer)
        return
    from bot.understanding.decision import Kind

    reply = assistant.reply(question)
    if as_json:
        from bot.channels import json_lines

        json_lines.write(reply, sys.stdout.buffer)
    else:
        from bot.channels import console

        console.show(reply, console.output())
    raise typer.Exit(ANSWERED if reply.kind is Kind.ANSWER else NOT_ANSWERED)


@app.command(cls=_Command, options_metavar="[OPTIONEN]")
def check(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="ORDNER", show_default=False, help="Wie --knowledge.")
    ] = None,
    knowledge: Knowledge = None,
) -> None:
    """Die Wissensdateien prüfen. Endet mit 0, wenn kein Fehler darin ist, sonst mit 1."""
    from bot.knowledge.check import check as problems_of
    from bot.knowledge.files import read
    from bot.knowledge.problems import errors

    where = _folder(ctx, folder or knowledge)
    reading = read(where)
    problems = problems_of(reading)
    for line in _listed(problems, where):
        typer.echo(line)
    if errors(problems):
        raise typer.Exit(BROKEN_KNOWLEDGE)
    known = reading.knowledge
    typer.echo(
        f"In Ordnung – Themen: {len(known.topics)}, Lücken: {len(known.gaps)}, "
        f"Kennzahlen: {len(known.figures)}, Quellen: {len(known.sources)}, Warnungen: {len(problems)}"
    )


@app.command(cls=_Command, options_metavar="[OPTIONEN]")
def run(ctx: typer.Context, knowledge: Knowledge = None) -> None:
    """In Telegram antworten, bis SIGTERM oder Strg+C; braucht BOT_TOKEN."""
    from bot.settings import SettingsError

    settings = _settings()
    try:
        settings.token()
        assistant = _assistant(ctx, knowledge, settings)
        from bot.channels.telegram import application

        application.run(settings, assistant)
    except SettingsError as error:
        _fail(error.message, WRONG_USE)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may lack „ and –
    try:
        code = app(arguments, prog_name="kmu-bot", standalone_mode=False)
    except typer.TyperException as error:
        _print_error(_german_message(error.format_message()))
        code = error.exit_code
    sys.exit(code or 0)


def _assistant(ctx: typer.Context, knowledge: Path | None, settings: "Settings | None" = None) -> "Assistant":
    """The assistant over the folder that is meant; the program ends here if its knowledge is broken."""
    from bot.assistant import Assistant
    from bot.knowledge.files import load
    from bot.knowledge.problems import KnowledgeError, errors

    where = _folder(ctx, knowledge, settings)
    try:
        return Assistant(load(where))
    except KnowledgeError as error:
        _fail("\n".join(_listed(errors(error.problems), where)), BROKEN_KNOWLEDGE)


def _folder(ctx: typer.Context, knowledge: Path | None, settings: "Settings | None" = None) -> Path:
    from bot.knowledge.default import default_folder

    named: Path | None = knowledge or ctx.obj
    return named or (settings or _settings()).knowledge_dir or default_folder()


def _settings() -> "Settings":
    from bot.settings import SettingsError, load_settings

    try:
        return load_settings()
    except SettingsError as error:
        _fail(error.message, WRONG_USE)


def _listed(problems: Iterable["Problem"], folder: Path) -> Iterable[str]:
    """The problems as compilers write them, with paths that an editor can open from here."""
    from bot.knowledge.problems import Severity

    for problem in problems:
        file = problem.file if problem.file == folder.as_posix() else (folder / problem.file).as_posix()
        warning = "Warnung: " if problem.severity is Severity.WARNING else ""
        yield f"{file}:{problem.line}:{problem.column}: {warning}{problem.message}"


def _readable(argument: str) -> str:
    """An argument without the marks that Python puts where it was not valid UTF-8."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _fail(message: str, code: int) -> NoReturn:
    _print_error(message)
    raise typer.Exit(code)


def _print_error(message: str) -> None:
    typer.echo(message, err=True)


def _german_help(text: str) -> str:
    for english, german in _WORDS.items():
        text = text.replace(english, german)
    return _TYPES.sub("", text)


def _german_message(message: str) -> str:
    for english, german in _MESSAGES:
        if match := re.fullmatch(english, message, re.DOTALL):
            return f"{match.expand(german)} Hilfe: kmu-bot --help"
    return message
