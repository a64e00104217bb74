"""What the Telegram channel itself says, in German and as Telegram's HTML."""

from bot.channels.conversations import FORGET_AFTER_MINUTES
from bot.channels.telegram.commands import overview

DESCRIPTION = (
    "Fragen Sie, wie kleine und mittlere Unternehmen Social Media nutzen: Strategie, Budget, Zuständigkeit, "
    "Plattformen. Jede Zahl kommt mit ihrer Quelle; wo keine Quelle etwas sagt, sage ich genau das."
)
SHORT_DESCRIPTION = "Belegte Zahlen dazu, wie KMU Social Media nutzen."

GREETING = (
    "Guten Tag! Ich beantworte Fragen dazu, wie kleine und mittlere Unternehmen (KMU) Social Media nutzen – "
    "jede Zahl mit ihrer Quelle.\n\n"
    "Schreiben Sie einfach Ihre Frage, zum Beispiel:\n"
    "• Wie viele KMU haben eine Social-Media-Strategie?\n"
    "• Wer ist im Unternehmen zuständig?\n\n"
    "Alle Themen: /themen · Hilfe: /hilfe · Datenschutz: /datenschutz"
)

HELP = (
    "<b>So fragen Sie</b>\n"
    "Schreiben Sie Ihre Frage in eigenen Worten, auch nur Stichwörter oder eine Zahl wie „19 Prozent“. "
    "In Gruppen erwähnen Sie mich oder antworten auf eine meiner Nachrichten.\n\n"
    f"<b>Befehle</b>\n{overview()}"
)

PRIVACY = (
    "<b>Datenschutz</b>\n"
    "• Ich speichere nichts auf Dauer: keine Fragen, keine Namen, keine Kennungen; es gibt keine Datenbank "
    "und keine Statistik.\n"
    f"• Damit Sie nachfragen können, merke ich mir etwa {FORGET_AFTER_MINUTES} Minuten lang im "
    "Arbeitsspeicher, welche Themen ich Ihnen zuletzt gezeigt habe, zugeordnet über die Kennungen "
    "von Chat und Person. Danach, spätestens mit einem Neustart, ist das vergessen.\n"
    "• Ebenfalls nur im Arbeitsspeicher steht, in welchen Gruppen ich geschrieben habe: So halte ich "
    "Telegrams Sendegrenzen ein.\n"
    "• Im Fehlerprotokoll stehen nur Art und Stelle eines Fehlers, nie Ihr Text.\n"
    "• Zu löschen gibt es deshalb nichts. Für Nachrichten in Telegram selbst gilt "
    '<a href="https://telegram.org/privacy/de">Telegrams Datenschutzerklärung</a>.'
)

TOPIC_GONE = "Dieses Thema gibt es leider nicht mehr. Alle aktuellen Themen zeigt /themen."
AREA_GONE = "Diesen Bereich gibt es leider nicht mehr. Alle aktuellen Themen zeigt /themen."
ASK_DIRECTLY = "Bitte öffnen Sie den Chat mit mir und fragen Sie dort."
UNKNOWN_COMMAND = "Diesen Befehl kenne ich nicht. Was ich kann, zeigt /hilfe."
TEXT_ONLY = "Ich kann leider nur Text lesen. Bitte schreiben Sie mir Ihre Frage."
APOLOGY = "Entschuldigung, da ist bei mir etwas schiefgegangen. Bitte versuchen Sie es noch einmal."
NOTHING_TO_SAY = "Dazu habe ich leider nichts. Was ich weiß, zeigt /themen."
AREAS = "<b>Themen</b>\nWählen Sie einen Bereich:"
NO_TOPICS = "Zurzeit sind keine Themen hinterlegt."
ALL_AREAS = "‹ Alle Bereiche"
MORE = "Weitere ›"
