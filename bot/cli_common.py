"""What all commands share: exit codes, the knowledge folder, German help, problems as lines."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.knowledge.problems import Problem
    from bot.settings import Settings

BROKEN_KNOWLEDGE = 1
WRONG_USE = 2
"""Also a setting that is missing or malformed."""

OPTIONS = "[OPTIONEN]"

_WORDS = {
    "Usage:": "Aufruf:",
    "Arguments:": "Angaben:",
    "Options:": "Optionen:",
    "Commands:": "Befehle:",
    "Show this message and exit.": "Diese Hilfe zeigen.",
}
"""Typer's own words in help texts."""

_TYPES = re.compile(r" <(?:list\[(?:str|Path)\]|path|str)>|\s+\[(?:required|\d+<=x<=\d+)\]")
"""Names and bounds of Python types tell an editor nothing; what is needed stands in the first line."""

_MESSAGES = (
    (r"No such option: (\S+)(?: \(Possible options: (.+)\))?", r"Diese Option gibt es nicht: \1."),
    (r"No such command '(.+?)'.*", r"Diesen Befehl gibt es nicht: \1."),
    (r"Missing command\.", r"Es fehlt ein Befehl."),
    (r"Missing argument '(.+?)'.*", r"Es fehlt eine Angabe: \1."),
    (r"Got unexpected extra argument\(s\) \((.+)\)", r"Das ist zu viel: \1."),
    (r"Invalid value for '(\S+)': .+", r"Dieser Wert passt nicht zu \1."),
    (r"Option '(.+)' requires an argument\.?", r"Nach \1 fehlt eine Angabe."),
    (r"Option '(.+)' does not take a value\.?", r"Nach \1 darf keine Angabe stehen."),
)
"""Typer's own messages; one that is not here stays as it is."""


class Group(TyperGroup):
    """All commands, with their help in German."""

    def get_help(self, ctx: Any) -> str:
        return _german_help(super().get_help(ctx))


class Command(TyperCommand):
    """One command, with its help in German."""

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


def settings() -> "Settings":
    """The settings; the program ends here if one is malformed."""
    from bot.settings import SettingsError, load_settings

    try:
        return load_settings()
    except SettingsError as error:
        fail(error.message, WRONG_USE)


def folder(ctx: typer.Context, knowledge: Path | None, known: "Settings | None" = None) -> Path:
    """The knowledge folder that is meant: of this command, of the program, of the settings, or found."""
    from bot.knowledge.default import default_folder

    named: Path | None = knowledge or ctx.obj
    return named or (known or settings()).knowledge_dir or default_folder()


def assistant_of(ctx: typer.Context, knowledge: Path | None) -> "Assistant":
    """The assistant over the folder that is meant; the program ends here if its knowledge is broken."""
    from bot.assistant import Assistant
    from bot.knowledge.files import load
    from bot.knowledge.problems import KnowledgeError, errors

    where = folder(ctx, knowledge)
    try:
        return Assistant(load(where))
    except KnowledgeError as error:
        fail("\n".join(listed(errors(error.problems), where)), BROKEN_KNOWLEDGE)


def listed(problems: Iterable["Problem"], where: Path) -> Iterable[str]:
    """The problems as compilers write them, with paths that an editor can open from here."""
    from bot.knowledge.problems import Severity

    for problem in problems:
        warning = "Warnung: " if problem.severity is Severity.WARNING else ""
        place = f"{file_of(problem, where)}:{problem.line}:{problem.column}"
        yield f"{place}: {warning}{problem.message}"


def file_of(problem: "Problem", where: Path) -> str:
    """A problem's file as a path from here."""
    return problem.file if problem.file == where.as_posix() else (where / problem.file).as_posix()


def fail(message: str, code: int) -> NoReturn:
    """End with a message and an exit code."""
    print_error(message)
    raise typer.Exit(code)


def print_error(message: str) -> None:
    """Write to the standard error output."""
    typer.echo(message, err=True)


def german(message: str) -> str:
    """One of Typer's messages about wrong use, in German."""
    for english, translated in _MESSAGES:
        if match := re.fullmatch(english, message, re.DOTALL):
            return f"{match.expand(translated)} Hilfe: kmu-bot --help"
    return message


def _german_help(text: str) -> str:
    for english, translated in _WORDS.items():
        text = text.replace(english, translated)
    return _TYPES.sub("", text)
