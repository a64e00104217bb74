"""What editors read, in German and as Telegram's HTML."""

from collections.abc import Iterable

from telegram.constants import MessageLimit

from bot.channels.telegram.rendering import escape, length
from bot.knowledge.problems import Problem, Severity

COMMANDS = (
    "/neu_laden – die Wissensdateien neu lesen\n"
    "/pruefen – sie prüfen, ohne etwas zu ändern\n"
    "/export – sie als Zip-Datei bekommen\n"
    "/zurueck – die letzte Änderung zurücknehmen\n"
    "/luecken – was vergeblich gefragt wurde\n"
    "Eine Wissensdatei oder Zip-Datei können Sie mir einfach senden."
)
NO_FOLDER = "Dieser Bot läuft ohne Wissensordner; hier lässt sich nichts ändern."
CHECKING = "Ich prüfe die Dateien, das dauert einen Augenblick …"
RELOADED = "Das Wissen ist neu geladen."
ALL_FINE = "Alles in Ordnung."
REFUSED = "<b>Die Wissensdateien haben Fehler.</b> Ich antworte mit dem bisherigen Wissen weiter."
FINE_AGAIN = "Die Wissensdateien sind wieder in Ordnung; das neue Wissen ist geladen."
NOT_ACCEPTED = "<b>So kann ich das nicht übernehmen</b>, es hat Fehler:"
NO_DIFFERENCE = "Das entspricht genau den jetzigen Dateien, es gibt nichts zu übernehmen."
PROPOSED = "<b>Das würde sich ändern</b>"
ALL_CHANGES = "aenderungen.txt"
APPLY, DISCARD = "Übernehmen", "Verwerfen"
APPLIED = "Übernommen. Zurücknehmen: /zurueck"
DISCARDED = "Verworfen, es bleibt alles, wie es war."
NOT_YOURS = "Das kann nur, wer das Dokument gesendet hat."
UPLOAD_GONE = "Das ist zu lange her oder schon erledigt. Bitte senden Sie das Dokument noch einmal."
DOWNLOAD_FAILED = "Das Dokument ließ sich nicht abholen. Bitte senden Sie es noch einmal."

QUESTIONS_OFF = (
    "Fragen werden nicht aufgehoben. Der Betreiber kann das mit QUESTIONS_KEPT=ja einschalten; "
    "/datenschutz sagt es dann auch allen Nutzern."
)
NO_QUESTIONS = "Zurzeit ist nichts offen: Es wurde nichts vergeblich gefragt."
QUESTION_GONE = "Das ist schon erledigt. Was offen ist, zeigt /luecken."
TO_TOPIC = "Zu Thema „{title}“"
NEW_GAP, IGNORE, NEXT = "Neue Lücke", "Ignorieren", "Nächste ›"
ADDED = "„{question}“ steht jetzt bei „{title}“. Zurücknehmen: /zurueck"
GAP_ADDED = (
    "Neue Lücke „{key}“ in {file}. Bitte sehen Sie Titel und Antwort dort noch an. Zurücknehmen: /zurueck"
)
IGNORED = "„{question}“ wird nicht mehr gezeigt."
WEEKLY = "<b>Was diese Woche offen blieb</b>"
WEEKLY_FOOT = "Bearbeiten: /luecken"

ROOM = int(MessageLimit.MAX_TEXT_LENGTH) - 200
"""Characters for a list; the rest is for what stands around it."""


def message(head: str, lines: Iterable[str], foot: str = "") -> str:
    """A heading (HTML) and as many lines (plain text) as one message takes; says how many are left out."""
    kept, left_out = fitting(lines)
    more = [f"… und {left_out} weitere Zeilen"] if left_out else []
    return "\n".join([head, *kept, *more, *([f"\n{foot}"] if foot else [])])


def fitting(lines: Iterable[str]) -> tuple[list[str], int]:
    """The lines as HTML that one message takes, and how many do not fit."""
    room, kept, left_out = ROOM, [], 0
    for line in lines:
        shown = line if len(line) <= 500 else f"{line[:499]}…"
        room -= length(shown) + 1
        if room < 0 or left_out:
            left_out += 1
        else:
            kept.append(escape(shown))
    return kept, left_out


def listed(problems: Iterable[Problem]) -> list[str]:
    """Errors first, then warnings, each in one line."""
    ordered = sorted(problems, key=lambda problem: (problem.severity is Severity.WARNING, problem))
    return [
        f"• {'Warnung: ' if problem.severity is Severity.WARNING else ''}"
        f"{problem.file}, Zeile {problem.line}: {problem.message}"
        for problem in ordered
    ]
