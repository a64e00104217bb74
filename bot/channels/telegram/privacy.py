"""The text of /datenschutz. Its times come from the code that keeps them."""

from datetime import timedelta

from bot.channels.conversations import FORGET_AFTER_MINUTES
from bot.channels.memory import MINUTE
from bot.channels.telegram.recent import HINT_EVERY
from bot.journal.journal import QUIZ_KEPT, UPDATES_KEPT, VOTES_KEPT

HINTED = int(HINT_EVERY / MINUTE)

_NOTHING_KEPT = (
    "Ihre Fragen, Namen und Telefonnummern speichere ich nicht – nur Ihre Nachricht, bis sie beantwortet "
    "ist.\n\n"
)
_COMMANDS = "Was ich von Ihnen gespeichert habe, zeigt /meine_daten; /loeschen löscht es sofort.\n\n"
_QUESTIONS_KEPT = (
    "Ihren Namen und Ihre Telefonnummer speichere ich nicht – nur Ihre Nachricht, bis sie beantwortet ist. "
    "Fragen hebe ich nur auf, wenn meine Antwort nicht genügte; mehr dazu unten.\n\n"
)
_QUESTIONS = (
    "• Fragen, auf die ich keine Antwort hatte, bei denen ich nachfragen musste oder deren Antwort 👎 bekam: "
    "der Text, das nächstliegende Thema, wie oft und an welchen Tagen so gefragt wurde – ohne Name und "
    "Kennung; E-Mail-Adressen, Links, @Namen, Telefon- und andere lange Nummern werden vorher unkenntlich "
    "gemacht. Nach {days} Tagen wird das gelöscht. Die Redaktion ergänzt damit das Wissen. Weil nicht "
    "dabeisteht, wer fragte, findet /loeschen diese Fragen nicht: Bitte schreiben Sie nichts Persönliches "
    "hinein.\n"
    "• Damit 👎 einer Frage zugeordnet werden kann, bleibt deren unkenntlich gemachter Text etwa "
    "{minutes} Minuten im Arbeitsspeicher.\n"
)
_IN_MEMORY = (
    "<b>Nur im Arbeitsspeicher</b>\n"
    f"• Etwa {FORGET_AFTER_MINUTES} Minuten lang merke ich mir, welche Themen ich Ihnen zuletzt gezeigt habe "
    "und welche meiner Nachrichten zu welcher Ihrer Nachrichten gehört, zugeordnet über die Kennungen von "
    "Chat und Person – damit Sie nachfragen und Ihre Frage bearbeiten können. Danach, spätestens mit einem "
    "Neustart, ist das vergessen.\n"
    "• In Gruppen erkenne ich eine Minute lang gleiche Fragen an einer Prüfsumme und zähle, wie viel ich "
    f"schreibe; {HINTED} Minuten lang merke ich mir, dass ich etwas nicht verstand – um nicht zu stören.\n"
    "• Eine Minute lang zähle ich, wie viele Nachrichten von Ihnen kommen, damit niemand andere aufhält.\n"
    "• Einzelne Wörter aus Fragen und Suchen, ohne Satz, Person und Zeit, damit ich schneller rechne.\n\n"
    "<b>In der Datenbank</b>\n"
)
_IN_DATABASE = (
    "• Eingangskorb: was Sie schreiben oder antippen, wie Telegram es liefert, mit Ihrem Namen und Ihrer "
    "Kennung und nicht eigens verschlüsselt, bis es beantwortet ist – in der Regel Sekunden, nach einem "
    f"Ausfall, bis er behoben ist, höchstens {UPDATES_KEPT.days} Tage. Dann wird der Inhalt sofort gelöscht; "
    f"die laufende Nummer bleibt bis zu {UPDATES_KEPT.days} Tage, damit ich nichts doppelt beantworte.\n"
    "• Abo: Kennung des Chats (in Foren auch des Themas), Uhrzeit, Tag und Inhalt des letzten Fakts, "
    "bis Sie es mit /stop (privat auch mit /loeschen) beenden, mich blockieren oder aus der Gruppe "
    "entfernen.\n"
    "• Einstellungen einer Gruppe: deren Kennung, bis ich entfernt werde.\n"
    "• 👍 und 👎: Thema, Tag, Stimme und eine Prüfsumme, die ohne den geheimen Schlüssel des Bots niemandem "
    f"zuzuordnen ist; höchstens {VOTES_KEPT.days} Tage. Sie verhindert doppelte Stimmen.\n"
    f"• Quiz: die letzte Frage je Chat unter einer solchen Prüfsumme, höchstens {QUIZ_KEPT.days} Tage.\n"
)
_REST = (
    "\nIm Fehlerprotokoll stehen nur Art und Stelle eines Fehlers, nie Ihr Text. Ich werte nicht aus, wer "
    "was fragt, und gebe nichts weiter. Für Nachrichten in Telegram selbst gilt "
    '<a href="https://telegram.org/privacy/de">Telegrams Datenschutzerklärung</a>.'
)


def privacy(questions_kept: timedelta | None) -> str:
    """The text; ``questions_kept`` is None where the operator keeps no questions."""
    if questions_kept is None:
        return f"<b>Datenschutz</b>\n{_NOTHING_KEPT}{_COMMANDS}{_IN_MEMORY}{_IN_DATABASE}{_REST}"
    questions = _QUESTIONS.format(days=questions_kept.days, minutes=FORGET_AFTER_MINUTES)
    return f"<b>Datenschutz</b>\n{_QUESTIONS_KEPT}{_COMMANDS}{_IN_MEMORY}{_IN_DATABASE}{questions}{_REST}"
