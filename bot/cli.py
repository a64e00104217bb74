"""The command line. What costs time is imported inside the commands, so that help comes at once."""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot import cli_editors, cli_eval, cli_gaps
from bot.cli_common import (
    BROKEN_KNOWLEDGE,
    OPTIONS,
    WRONG_USE,
    Command,
    Group,
    Knowledge,
    assistant_of,
    fail,
    folder,
    german,
    listed,
    print_error,
    settings,
)

ANSWERED = 0
NOT_ANSWERED = 3

app = typer.Typer(
    cls=Group,
    help="Beantwortet Fragen zu Social Media in kleinen und mittleren Unternehmen, mit Quellen.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    options_metavar=OPTIONS,
    subcommand_metavar="BEFEHL …",
)


@app.callback()
def _common(ctx: typer.Context, knowledge: Knowledge = None) -> None:
    ctx.obj = knowledge


@app.command(cls=Command, options_metavar=OPTIONS)
def chat(ctx: typer.Context, knowledge: Knowledge = None) -> None:
    """Ein Gespräch im Terminal; über eine Pipe eine Antwort je Zeile."""
    from bot.channels import console

    screen = console.output()
    with screen.status("Einen Augenblick, ich lese nach …"):  # in a terminal only
        assistant = assistant_of(ctx, knowledge)
    console.chat(assistant, screen)


@app.command(cls=Command, options_metavar=OPTIONS)
def ask(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="FRAGE", help="Die Frage.")] = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Ein JSON-Objekt je Frage; ohne FRAGE je Zeile der Eingabe eins."),
    ] = False,
    why: Annotated[
        bool, typer.Option("--explain", help="Auch zeigen, warum die Frage so verstanden wurde.")
    ] = False,
    knowledge: Knowledge = None,
) -> None:
    """Eine Frage beantworten. Endet mit 0, wenn sie beantwortet ist, sonst mit 3."""
    question = _readable(" ".join(words or ()))
    if not words and not as_json:
        fail('Bitte geben Sie eine Frage an, zum Beispiel: kmu-bot ask "Wer ist zuständig?"', WRONG_USE)
    if as_json and why:
        fail("--explain und --json gehen nicht zusammen.", WRONG_USE)
    assistant = assistant_of(ctx, knowledge)
    if as_json and not words:
        from bot.channels import json_lines

        json_lines.answer(assistant, json_lines.lines(sys.stdin.buffer), sys.stdout.buffer)
        return
    from bot.understanding.decision import Kind

    reply = assistant.reply(question)
    if as_json:
        from bot.channels import json_lines

        json_lines.write(reply, sys.stdout.buffer)
    else:
        from bot.channels import console

        console.show(reply, console.output())
    if why:
        cli_eval.show_why(assistant, question)
    raise typer.Exit(ANSWERED if reply.kind is Kind.ANSWER else NOT_ANSWERED)


@app.command(cls=Command, options_metavar=OPTIONS)
def run(ctx: typer.Context, knowledge: Knowledge = None) -> None:
    """In Telegram antworten, bis SIGTERM oder Strg+C; braucht BOT_TOKEN."""
    from bot.settings import SettingsError

    known = settings()
    try:
        known.token()
        import asyncio

        from bot.editing.loading import start
        from bot.editing.worker import WorkerError, in_process
        from bot.knowledge.files import contents
        from bot.knowledge.problems import errors

        where = folder(ctx, knowledge, known)
        found = contents(where)
        try:  # elsewhere: a bot keeps the memory that it once had
            loaded = asyncio.run(in_process(start, found))
        except WorkerError as error:
            fail(f"Das Wissen ließ sich nicht laden ({error}). Reicht der Arbeitsspeicher?", BROKEN_KNOWLEDGE)
        assistant = loaded.assistant
        if assistant is None:
            fail("\n".join(listed(errors(loaded.problems), where)), BROKEN_KNOWLEDGE)
        from bot.channels.telegram import application, serving

        serving.run(known, assistant, application.Home(where, found))
    except SettingsError as error:
        fail(error.message, WRONG_USE)


cli_editors.add_to(app)
cli_eval.add_to(app)
cli_gaps.add_to(app)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started the program
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - until the end
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may lack „ and –
    try:
        code = app(arguments, prog_name="kmu-bot", standalone_mode=False)
    except typer.TyperException as error:
        print_error(german(error.format_message()))
        code = error.exit_code
    except OSError as error:
        print_error(f"Lesen oder Schreiben ist nicht möglich ({error.strerror or type(error).__name__}).")
        code = 1
    sys.exit(code or 0)


def _readable(argument: str) -> str:
    """An argument without the marks that Python puts where it was not valid UTF-8."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
