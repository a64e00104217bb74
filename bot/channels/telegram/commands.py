"""The one list of commands: handlers, the menu in Telegram and the text of /hilfe all come from it."""

from dataclasses import dataclass

from telegram import BotCommand


@dataclass(frozen=True, slots=True)
class Command:
    """A command as people type it, without the slash, and what it does in German."""

    name: str
    description: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every way to type it."""
        return (self.name, *self.aliases)


COMMANDS = (
    Command("start", "Begrüßung und Beispiele"),
    Command("themen", "Alle Themen zum Auswählen"),
    Command("quelle", "Woher die Zahlen stammen", ("quellen",)),
    Command("hilfe", "So fragen Sie", ("help",)),
    # Telegram requires that every bot answers /privacy.
    Command("datenschutz", "Was der Bot sich merkt – und was nicht", ("privacy",)),
)


def menu() -> tuple[BotCommand, ...]:
    """The commands for Telegram's menu."""
    return tuple(BotCommand(command.name, command.description) for command in COMMANDS)


def overview() -> str:
    """One line for each command, as HTML (Telegram makes the names clickable by itself)."""
    return "\n".join(
        " oder ".join(f"/{name}" for name in command.names) + f" – {command.description}"
        for command in COMMANDS
    )
