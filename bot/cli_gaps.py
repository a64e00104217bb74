"""The command that shows what people asked in vain."""

import asyncio
import csv
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli_common import OPTIONS, WRONG_USE, Command, fail, print_error, settings

if TYPE_CHECKING:
    from bot.journal.questions import Group
    from bot.settings import Settings

COLUMNS = ("frage", "anzahl", "erster_tag", "letzter_tag", "grund", "nächstes_thema")

SWITCHED_OFF = "Neue Fragen werden zurzeit nicht aufgehoben (QUESTIONS_KEPT=nein)."


def add_to(app: typer.Typer) -> None:
    """Make the command known to the program."""
    app.command(cls=Command, options_metavar=OPTIONS)(gaps)


def gaps(
    as_csv: Annotated[bool, typer.Option("--csv", help="Als CSV, zum Beispiel für eine Tabelle.")] = False,
) -> None:
    """Was vergeblich gefragt wurde, das Häufigste zuerst; wie /luecken in Telegram."""
    from bot.settings import SettingsError

    known = settings()
    try:
        found = asyncio.run(_groups(known))
    except SettingsError as error:
        fail(error.message, WRONG_USE)
    if not known.questions_kept:
        print_error(SWITCHED_OFF)
    rows = [_row(group) for group in found]
    if as_csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows([COLUMNS, *rows])
    elif rows:
        _show(rows)
    else:
        typer.echo("Nichts ist offen.")


async def _groups(known: "Settings") -> tuple["Group", ...]:
    from bot.journal.database import Database, address
    from bot.journal.questions import Questions

    database = Database(address(known))
    try:
        await database.open()
        return await Questions(database).groups()
    finally:
        await database.close()


def _row(group: "Group") -> tuple[str, ...]:
    days = (group.first.isoformat(), group.last.isoformat())
    return (_safe(group.text), str(group.count), *days, group.reasons, group.topic or "")


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _show(rows: list[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for title in ("Frage", "Anzahl", "erster Tag", "letzter Tag", "Grund", "nächstes Thema"):
        table.add_column(title, justify="right" if title == "Anzahl" else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)
