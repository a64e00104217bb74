"""The one list of commands: handlers, the menus in Telegram and the text of /hilfe all come from it."""

from dataclasses import dataclass
from enum import Enum, auto

from telegram import BotCommand


class Where(Enum):
    """Whose menu shows a command; it is answered wherever it is typed."""

    EVERYWHERE = auto()
    PRIVATE = auto()
    GROUPS = auto()
    GROUP_ADMINS = auto()


class Scope(Enum):
    """A menu of Telegram's; the most special one that a person belongs to is shown."""

    PRIVATE = (Where.EVERYWHERE, Where.PRIVATE)
    GROUPS = (Where.EVERYWHERE, Where.GROUPS)
    GROUP_ADMINS = (Where.EVERYWHERE, Where.GROUPS, Where.GROUP_ADMINS)


@dataclass(frozen=True, slots=True)
class Command:
    """A command as people type it, without the slash, and what it does in German."""

    name: str
    description: str
    aliases: tuple[str, ...] = ()
    where: Where = Where.EVERYWHERE

    @property
    def names(self) -> tuple[str, ...]:
        """Every way to type it."""
        return (self.name, *self.aliases)


COMMANDS = (
    Command("start", "Begrüßung und Beispiele", where=Where.PRIVATE),
    Command("fakt", "Ein belegter Fakt, auch zu einem Stichwort"),
    Command("themen", "Alle Themen zum Auswählen"),
    Command("thema", "Themen zu einem Stichwort", where=Where.PRIVATE),
    Command("quelle", "Woher die Zahlen stammen", ("quellen",)),
    Command("quiz", "Eine Quizfrage zu einer Zahl"),
    Command("abo", "Jeden Tag einen Fakt, zu Ihrer Stunde"),
    Command("stop", "Das Abo beenden"),
    Command("einstellungen", "Was ich in dieser Gruppe darf", where=Where.GROUP_ADMINS),
    Command("hilfe", "So fragen Sie", ("help",)),
    Command("meine_daten", "Was ich von Ihnen gespeichert habe", where=Where.PRIVATE),
    Command("loeschen", "Alles löschen, was ich von Ihnen gespeichert habe", where=Where.PRIVATE),
    # Telegram requires that every bot answers /privacy.
    Command("datenschutz", "Was der Bot sich merkt – und was nicht", ("privacy",)),
)


def menu(scope: Scope = Scope.PRIVATE) -> tuple[BotCommand, ...]:
    """The commands for one of Telegram's menus."""
    return tuple(
        BotCommand(command.name, command.description) for command in COMMANDS if command.where in scope.value
    )


def overview() -> str:
    """One line for each command, as HTML (Telegram makes the names clickable by itself)."""
    return "\n".join(
        " oder ".join(f"/{name}" for name in command.names) + f" – {command.description}"
        for command in COMMANDS
    )
