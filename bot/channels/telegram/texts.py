"""What the Telegram channel itself says, in German and as Telegram's HTML."""

from bot.channels.telegram.commands import overview

DESCRIPTION = (
    "Fragen Sie, wie kleine und mittlere Unternehmen Social Media nutzen: Strategie, Budget, Zuständigkeit, "
    "Plattformen. Jede Zahl kommt mit ihrer Quelle; wo keine Quelle etwas sagt, sage ich genau das."
)
SHORT_DESCRIPTION = "Belegte Zahlen dazu, wie KMU Social Media nutzen."

# Commands

GREETING = (
    "Guten Tag! Ich beantworte Fragen dazu, wie kleine und mittlere Unternehmen (KMU) Social Media nutzen – "
    "jede Zahl mit ihrer Quelle.\n\n"
    "Schreiben Sie einfach Ihre Frage, zum Beispiel:\n"
    "• Wie viele KMU haben eine Social-Media-Strategie?\n"
    "• Wer ist im Unternehmen zuständig?\n\n"
    "Alle Themen: /themen · Hilfe: /hilfe · Datenschutz: /datenschutz"
)
GROUP_GREETING = (
    "Guten Tag! Ich nenne belegte Zahlen dazu, wie KMU Social Media nutzen. Erwähnen Sie mich mit Ihrer "
    "Frage, antworten Sie auf eine meiner Nachrichten oder schreiben Sie zum Beispiel „/fakt Budget“; "
    "sonst bleibe ich still. Admins finden /einstellungen."
)
ASK_HERE = "Dazu war nichts zu finden. Stellen Sie Ihre Frage gern hier in ganzen Sätzen."
HELP = (
    "<b>So fragen Sie</b>\n"
    "Schreiben Sie Ihre Frage in eigenen Worten, auch nur Stichwörter oder eine Zahl wie „19 Prozent“. "
    "Bei einer Auswahl genügt die Nummer. Wenn Sie Ihre Frage bearbeiten, passe ich meine Antwort an.\n\n"
    "In Gruppen erwähnen Sie mich oder antworten auf eine meiner Nachrichten. In jedem Chat geht es auch so: "
    "meinen Namen mit @ eintippen, dahinter ein Stichwort, dann den passenden Fakt antippen.\n\n"
    f"<b>Befehle</b>\n{overview()}"
)
UNKNOWN_COMMAND = "Diesen Befehl kenne ich nicht. Was ich kann, zeigt /hilfe."
NO_SUCH_TOPIC = "Zu diesem Stichwort habe ich kein Thema."
NO_FACTS = "Zurzeit sind keine Fakten hinterlegt."

# Questions

TEXT_ONLY = "Ich kann leider nur Text lesen. Bitte schreiben Sie mir Ihre Frage."
APOLOGY = "Entschuldigung, da ist bei mir etwas schiefgegangen. Bitte versuchen Sie es noch einmal."
NOTHING_TO_SAY = "Dazu habe ich leider nichts. Was ich weiß, zeigt /themen."
NOTHING_IN_GROUP = "Dazu habe ich nichts – /themen"
SOON = "Gerade fragen sehr viele – Ihre Antwort kommt gleich."
ENOUGH = "Das waren viele Fragen in einer Minute. Bitte warten Sie einen Augenblick, dann geht es weiter."
LATE = "<i>Nachgereicht zu Ihrer Nachricht von {when}:</i>\n\n"
ANSWERED_ABOVE = "Das steht schon hier oben."

# Buttons

CHART = "Grafik"
SOURCE = "Quelle"
SHARE = "Teilen"
UP, DOWN = "👍", "👎"
CHOSEN = " ✓"
NOT_MEANT = "Das war nicht gemeint"
ALL_TOPICS = "Alle Themen"
ALL_AREAS = "‹ Alle Bereiche"
MORE = "Weitere ›"
TOPIC_GONE = "Dieses Thema gibt es leider nicht mehr. Alle aktuellen Themen zeigt /themen."
AREA_GONE = "Diesen Bereich gibt es leider nicht mehr. Alle aktuellen Themen zeigt /themen."
SOURCE_GONE = "Diese Quelle gibt es leider nicht mehr. Alle aktuellen Quellen zeigt /quelle."
TOO_LONG_AGO = "Das ist zu lange her. Bitte fragen Sie noch einmal, gern mit anderen Worten."
ASK_DIRECTLY = "Bitte öffnen Sie den Chat mit mir und fragen Sie dort."
THANKS = "Danke, Ihre Stimme ist gezählt."
VOTED_ALREADY = "So haben Sie schon abgestimmt."

# Menus

AREAS = "<b>Themen</b>\nWählen Sie einen Bereich:"
NO_TOPICS = "Zurzeit sind keine Themen hinterlegt."

# Groups

SETTINGS = (
    "<b>Einstellungen dieser Gruppe</b>\n"
    "Was darf ich hier? Ein Tipp auf eine Zeile schaltet um; das können nur Admins der Gruppe."
)
SETTINGS_IN_GROUPS = "/einstellungen gibt es nur in Gruppen, für deren Admins."
ADMINS_ONLY = "Das können nur Admins dieser Gruppe."
QUICK_FACTS_OFF = "Schnelle Fakten sind in dieser Gruppe ausgeschaltet."
ON, OFF = "an", "aus"
QUICK_FACTS, DAILY_FACT, QUIZ = "Schnelle Fakten", "Täglicher Fakt", "Quiz"

# Personal data

WRITE_PRIVATELY = "Darum geht es nur unter uns: Bitte schreiben Sie mir das im privaten Chat."
KEPT = "<b>Was ich von Ihnen gespeichert habe</b>"
KEPT_NOTHING = "Ich habe nichts von Ihnen gespeichert."
KEPT_SUBSCRIPTION = "Abo: die Kennung dieses Chats ({chat}), täglich um {hour} Uhr"
KEPT_LAST_FACT = ", zuletzt am {day}"
KEPT_VOTES = "Ihre Stimmen: {up} 👍, {down} 👎, unter einer Prüfsumme statt Ihrer Kennung"
KEPT_QUIZ = "Quiz: welche Frage Sie zuletzt bekamen, unter einer Prüfsumme statt Ihrer Kennung"
KEPT_IN_MEMORY = (
    "Etwa {minutes} Minuten im Arbeitsspeicher: welche Themen ich Ihnen zuletzt zeigte und welche meiner "
    "Antworten zu welcher Ihrer Nachrichten gehört"
)
KEPT_ASKED = (
    "Etwa {minutes} Minuten im Arbeitsspeicher: Ihre Fragen, unkenntlich gemacht, falls Sie eine Antwort mit "
    "👎 bewerten"
)
KEPT_UPLOAD = (
    "Bis {minutes} Minuten im Arbeitsspeicher: was Sie für die Redaktion gesendet und noch nicht übernommen "
    "haben"
)
KEPT_EDITOR = "Ihre Kennung in der Liste der Redaktion; die führt der Betreiber, nur er kann sie ändern"
KEPT_FOOT = "Löschen: /loeschen · Was ich wie lange aufhebe: /datenschutz"
DELETE_ALL = (
    "<b>Alles löschen?</b>\n"
    "Das beendet Ihr Abo, nimmt Ihre Stimmen zurück und vergisst Quiz und Gespräch. Es lässt sich nicht "
    "rückgängig machen. Was ich gespeichert habe, zeigt /meine_daten."
)
DELETE_YES, DELETE_NO = "Ja, alles löschen", "Nein"
DELETED = "<b>Gelöscht</b>"
NOT_DELETED = "Gut, es bleibt alles, wie es ist."

# Inline

NOTHING_FOUND = "Nichts gefunden – hier fragen"
OPEN_BOT = "Mehr dazu"

# Charts, quiz and daily fact

CHART_GONE = "Diese Grafik gibt es leider nicht mehr. Alle aktuellen Themen zeigt /themen."
QUIZ_OFF = "Das Quiz ist in dieser Gruppe ausgeschaltet."
NO_QUIZ = "Zurzeit habe ich keine neue Quizfrage."
NEXT_QUESTION = "Nächste Frage"
CHOOSE_HOUR = "<b>Täglicher Fakt</b>\nUm wie viel Uhr soll ich jeden Tag einen belegten Fakt schicken?"
CHANGE_HOUR = "<b>Täglicher Fakt</b>\nEr kommt jeden Tag um {hour} Uhr. Zu welcher Stunde soll er kommen?"
SUBSCRIBED = "Ab {first} kommt jeden Tag um {hour} Uhr ein Fakt. Beenden: /stop"
END_SUBSCRIPTION = "Abo beenden"
STOPPED = "Das Abo ist beendet, es kommt kein täglicher Fakt mehr. Neu bestellen: /abo"
NOT_SUBSCRIBED = "Hier gibt es kein Abo. Einen Fakt am Tag bestellen Sie mit /abo."
DAILY_FACT_OFF = (
    "Der tägliche Fakt ist in dieser Gruppe ausgeschaltet. Admins ändern das unter /einstellungen."
)
FACT_TITLE = "<b>Fakt des Tages</b>"
FACT_FOOT = "Abo beenden: /stop"
