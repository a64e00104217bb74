"""The commands for those who keep the knowledge files: check, diff, new, preview, schema."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli_common import (
    BROKEN_KNOWLEDGE,
    OPTIONS,
    WRONG_USE,
    Command,
    Knowledge,
    fail,
    file_of,
    folder,
    listed,
    print_error,
)

if TYPE_CHECKING:
    from bot.knowledge.model import Knowledge as Known
    from bot.knowledge.problems import Problem

PREVIEW_PORT = 8765

FIRST_THE_ERRORS = "Die Prüffragen werden erst gestellt, wenn diese Fehler behoben sind."


def add_to(app: typer.Typer) -> None:
    """Make the commands known to the program."""
    for command in (check, diff, new, preview, schema):
        app.command(cls=Command, options_metavar=OPTIONS)(command)


def check(
    ctx: typer.Context,
    where: Annotated[
        Path | None, typer.Argument(metavar="ORDNER", show_default=False, help="Wie --knowledge.")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Nur die Dateien ansehen, die Prüffragen nicht stellen.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Ein JSON-Objekt je Zeile, für Programme.")] = False,
    knowledge: Knowledge = None,
) -> None:
    """Die Wissensdateien prüfen. Endet mit 0, wenn kein Fehler darin ist, sonst mit 1."""
    from bot.knowledge.check import check as problems_of
    from bot.knowledge.files import read
    from bot.knowledge.problems import errors

    home = folder(ctx, where or knowledge)
    reading = read(home)
    problems = problems_of(reading)
    unreadable = bool(errors(problems))
    if not unreadable and not quick:
        from bot.editing.replay import missed

        problems = tuple(sorted({*problems, *missed(reading)}))
    for line in _objects(problems, home) if as_json else listed(problems, home):
        typer.echo(line)
    if unreadable and not quick:
        print_error(FIRST_THE_ERRORS)
    if errors(problems):
        raise typer.Exit(BROKEN_KNOWLEDGE)
    if not as_json:
        known = reading.knowledge
        typer.echo(
            f"In Ordnung – Themen: {len(known.topics)}, Lücken: {len(known.gaps)}, "
            f"Kennzahlen: {len(known.figures)}, Quellen: {len(known.sources)}, Warnungen: {len(problems)}"
        )


def diff(
    old: Annotated[Path, typer.Argument(metavar="ALT", show_default=False, help="Der bisherige Ordner.")],
    new: Annotated[Path, typer.Argument(metavar="NEU", show_default=False, help="Der geänderte Ordner.")],
) -> None:
    """Sagen, was sich für Nutzer ändert: Zahlen, Antworten, Themen, Wege von Fragen."""
    from bot.editing.changes import as_lines, changes

    for line in as_lines(changes(_loaded(old), _loaded(new))):
        typer.echo(line)


def new(
    kind: Annotated[
        str, typer.Argument(metavar="ART", show_default=False, help="topic, source oder distribution.")
    ],
    file: Annotated[
        Path | None,
        typer.Argument(metavar="DATEI", show_default=False, help="Neue Datei; sonst auf die Ausgabe."),
    ] = None,
) -> None:
    """Eine Vorlage zum Ausfüllen: für ein Thema, eine Quelle oder eine Verteilung."""
    from bot.editing.skeletons import Kind, skeleton

    if kind not in list(Kind):
        fail(f"Eine Vorlage „{kind}“ gibt es nicht. Möglich: {', '.join(Kind)}.", WRONG_USE)
    text = skeleton(Kind(kind), file)
    if file is None:
        typer.echo(text, nl=False)
        return
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        fail(f"{file} gibt es schon; bitte einen anderen Namen wählen.", WRONG_USE)
    except OSError as error:
        fail(f"{file} lässt sich nicht anlegen ({error.strerror}).", WRONG_USE)
    typer.echo(f"{file} ist angelegt. Bitte ausfüllen und dann prüfen: kmu-bot check")


def preview(
    ctx: typer.Context,
    port: Annotated[
        int,
        typer.Option(
            "--port",
            metavar="PORT",
            min=0,
            max=65535,
            show_default=False,
            help=f"Sonst {PREVIEW_PORT}; 0 nimmt irgendeinen freien.",
        ),
    ] = PREVIEW_PORT,
    knowledge: Knowledge = None,
) -> None:
    """Eine Seite zum Ausprobieren, nur auf diesem Rechner; liest die Dateien bei jedem Speichern neu."""
    from bot.editing.preview import server

    home = folder(ctx, knowledge)
    try:
        door = server.door(port)
    except OSError as error:
        fail(
            f"Port {port} lässt sich nicht öffnen ({error.strerror}). Mit --port wählen Sie einen anderen.",
            WRONG_USE,
        )
    with door:
        server.serve(home, door, lambda address: typer.echo(f"Vorschau: {address} – Beenden mit Strg+C"))


def schema() -> None:
    """Das JSON-Schema der Wissensdateien ausgeben, für Editoren wie VS Code."""
    from bot.knowledge.schema import schema as text

    typer.echo(text(), nl=False)


def _objects(problems: Iterable["Problem"], home: Path) -> Iterator[str]:
    """The problems for programs, one on a line."""
    for problem in problems:
        found = {
            "file": file_of(problem, home),
            "line": problem.line,
            "column": problem.column,
            "severity": problem.severity.value,
            "message": problem.message,
        }
        yield json.dumps(found, ensure_ascii=False)


def _loaded(home: Path) -> "Known":
    from bot.knowledge.files import load
    from bot.knowledge.problems import KnowledgeError, errors

    try:
        return load(home)
    except KnowledgeError as error:
        fail("\n".join(listed(errors(error.problems), home)), BROKEN_KNOWLEDGE)
