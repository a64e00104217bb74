"""The commands that measure and explain how questions are understood."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli_common import OPTIONS, WRONG_USE, Command, Knowledge, assistant_of, fail

if TYPE_CHECKING:
    from bot.assistant import Assistant

BANKS = Path("tests", "questions")
"""Where the banks are that are meant if none is named."""

UNSEEN = "scored"
"""A file with this in its name is scored without being read, so that nobody tunes to its questions."""

NO_BANK = (
    f"Unter {BANKS.as_posix()} liegt keine Fragensammlung. "
    "Bitte geben Sie eine Datei an, zum Beispiel: kmu-bot eval fragen.tsv"
)


def add_to(app: typer.Typer) -> None:
    """Make the commands known to the program."""
    app.command("eval", cls=Command, options_metavar=OPTIONS)(evaluate)


def evaluate(
    ctx: typer.Context,
    banks: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="DATEI",
            show_default=False,
            help=f"Fragensammlungen (TSV); sonst alle unter {BANKS.as_posix()}.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Ein JSON-Objekt je Datei, für Programme.")] = False,
    typos: Annotated[bool, typer.Option("--typos", help="Mit einem Tippfehler in jeder Frage.")] = False,
    with_misses: Annotated[
        bool,
        typer.Option(
            "--misses", help=f"Auch bei Dateien mit „{UNSEEN}“ im Namen die verfehlten Fragen zeigen."
        ),
    ] = False,
    knowledge: Knowledge = None,
) -> None:
    """Fragensammlungen bewerten: Wie oft wird richtig verstanden, und warum sonst nicht?"""
    import json

    from bot.channels import console, evaluated, explained
    from bot.understanding.bank import MalformedBank, read_bank, strangers
    from bot.understanding.evaluation import Outcome, misspelt, score
    from bot.understanding.explanation import explain

    files = banks or sorted(BANKS.glob("*.tsv"))
    if not files:
        fail(NO_BANK, WRONG_USE)
    try:
        read = {file: read_bank(file) for file in files}
    except MalformedBank as error:
        fail(str(error), WRONG_USE)
    screen = explained.wide(console.output())
    with screen.status("Einen Augenblick, ich lese nach …"):  # in a terminal only
        assistant = assistant_of(ctx, knowledge)
    understanding, known = assistant.understanding, assistant.knowledge
    for place, (file, questions) in enumerate(read.items()):
        with screen.status(f"{len(questions)} Fragen …"):
            scored = score(misspelt(questions) if typos else questions, understanding.decide, known)
            misses = None
            if with_misses or UNSEEN not in file.name:
                missed = [found for found in scored if found.outcome is not Outcome.RIGHT]
                misses = tuple((found, explain(understanding, found.question.text)) for found in missed)
            report = evaluated.Report(file, scored, typos, strangers(questions, known), misses)
        if as_json:
            line = json.dumps(evaluated.as_object(report), ensure_ascii=False)
            sys.stdout.buffer.write(line.encode("utf-8") + b"\n")
            sys.stdout.buffer.flush()
            continue
        if place:
            screen.print()
        evaluated.show(report, known, screen)


def show_why(assistant: "Assistant", question: str) -> None:
    """Under an answer: what led to it."""
    from bot.channels import console, explained
    from bot.understanding.explanation import explain

    screen = explained.wide(console.output())
    screen.print()
    explained.show(explain(assistant.understanding, question), assistant.knowledge, screen)
