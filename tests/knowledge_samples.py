"""A small knowledge, made by hand: two sources, two distributions, gaps, a lexicon. All is invented."""

from bot.knowledge.model import Knowledge

_ARTICLE = {
    "titel": "Newsletter im Mittelstand",
    "herausgeber": "Fachverlag",
    "adresse": "https://example.org/artikel",
    "studie": "Newsletter-Umfrage",
    "erschienen": "nicht angegeben",
    "deckt_ab": "Pläne und Dauer",
    "rang": 1,
}
_PRESS = {**_ARTICLE, "herausgeber": "Pressestelle", "adresse": "https://example.org/presse", "rang": 2}

_PLANS = {"quelle": "artikel", "grundgesamtheit": "befragten KMU"}
_CHANNELS = {"quelle": "presse", "grundgesamtheit": "befragten KMU mit Newsletter"}


def _figure(value: object, name: str, statement: str, place: str, of: dict[str, str]) -> dict[str, object]:
    return {"wert": value, "name": name, "aussage": statement, "fundstelle": place, **of}


_PLAN_OPTIONS = {
    "plan_ja": _figure(60, "Plan", "haben einen Plan", "Liste, Punkt eins", _PLANS),
    "plan_bald": _figure(34, "In Arbeit", "arbeiten an einem Plan", "Liste, Punkt zwei", _PLANS),
    "plan_nie": _figure(7, "Kein Plan", "lehnen einen Plan ab", "Liste, Punkt drei", _PLANS),
}
_CHANNEL_OPTIONS = {
    "mail": _figure(60, "E-Mail", "verschicken E-Mails", "Tabelle, Zeile eins", _CHANNELS),
    "brief": _figure(41.5, "Brief", "verschicken Briefe", "Tabelle, Zeile zwei", _CHANNELS),
    "fax": _figure(7, "Fax", "verschicken Faxe", "Tabelle, Zeile drei", _CHANNELS),
}
_SINGLE = {
    "lange": _figure("über ein Drittel", "Lange dabei", "sind seit Langem dabei", "Absatz eins", _PLANS),
    "mehr_geld": _figure("über 40", "Mehr Geld", "wollen mehr ausgeben", "Absatz zwei", _PLANS),
    "spanne": _figure("21 bis 30", "Anteil", "ist der Anteil am Etat", "Absatz zwei, Ende", _PLANS),
    "umfang": {**_figure(250, "Befragte", "wurden befragt", "Kasten", _CHANNELS), "einheit": "KMU"},
    "plan_presse": _figure(58, "Plan", "haben einen Plan", "Überschrift", _CHANNELS),
}


def _topic(title: str, area: str, answer: str, questions: list[str], **rest: object) -> dict[str, object]:
    return {"titel": title, "bereich": area, "antwort": answer, "fragen": questions, **rest}


_TOPICS = {
    "plan": _topic(
        "Stand der Pläne",
        "Plan",
        "So verteilen sich die {grundgesamtheit}:",
        [
            "Wie weit sind die KMU mit ihrem Plan?",
            "Überblick über die Pläne der Firmen",
            "Stand der Pläne",
            "Wie verteilen sich die Pläne der KMU?",
            "alle Antworten zum Plan",
        ],
        verteilung="plan",
        weiter=["plan_ja", "luecke_land"],
    ),
    "plan_ja": _topic(
        "Plan vorhanden",
        "Plan",
        "{plan_ja} der {grundgesamtheit} haben einen Plan; die Pressestelle nennt {plan_presse}.",
        [
            "Wie viele KMU haben einen Plan?",
            "Wie viele Firmen haben einen Newsletter-Plan?",
            "Anteil der KMU mit Plan",
            "Wie viele arbeiten mit einem Konzept?",
            "Haben die Firmen einen Plan?",
        ],
        kennzahl="plan_ja",
        kurz="{plan_ja} der befragten KMU haben einen Plan.",
        weiter=["plan_bald", "plan_nie", "plan"],
    ),
    "plan_bald": _topic(
        "Plan in Arbeit",
        "Plan",
        "{plan_bald} der {grundgesamtheit} arbeiten gerade daran.",
        [
            "Wie viele KMU arbeiten an einem Plan?",
            "Wie viele sind noch dabei, einen Plan zu erarbeiten?",
            "Anteil der Firmen, die daran arbeiten",
            "Plan in Arbeit",
            "Wie viele entwickeln gerade ein Konzept?",
        ],
        kennzahl="plan_bald",
    ),
    "plan_nie": _topic(
        "Plan abgelehnt",
        "Plan",
        "{plan_nie} der {grundgesamtheit} lehnen das ab.",
        [
            "Wie viele KMU lehnen einen Plan ab?",
            "Wie viele schließen ein Konzept aus?",
            "Anteil der Firmen, die einen Plan ablehnen",
            "Wer will nie einen Plan?",
            "Ablehnung eines Plans",
        ],
        kennzahl="plan_nie",
    ),
    "plan_keiner": _topic(
        "Noch ohne Plan",
        "Plan",
        "{plan_bald + plan_nie} haben keinen fertigen Plan ({plan_bald} und {plan_nie}).",
        [
            "Wie viele KMU haben keinen Plan?",
            "Wie viele Firmen haben noch keinen fertigen Plan?",
            "Anteil der KMU ohne Plan",
            "Wie viele arbeiten ohne Konzept?",
            "Haben viele keinen Plan?",
        ],
        belege=[{"quelle": "artikel", "fundstelle": "Liste"}],
    ),
    "mail": _topic(
        "E-Mail",
        "Kanal",
        "{mail} der {grundgesamtheit} verschicken E-Mails.",
        [
            "Wie viele verschicken E-Mails?",
            "Anteil der Firmen mit E-Mail",
            "Wie viele KMU nutzen Mails?",
            "E-Mail-Versand der Firmen",
            "Mail",
        ],
        kennzahl="mail",
        weiter=["brief"],
    ),
    "brief": _topic(
        "Briefe",
        "Kanal",
        "{brief} der {grundgesamtheit} verschicken Briefe.",
        [
            "Wie viele verschicken Briefe?",
            "Anteil der Firmen mit Briefpost",
            "Wie viele KMU nutzen noch Briefe?",
            "Briefversand der Firmen",
            "Brief",
        ],
        kennzahl="brief",
    ),
    "mehr_geld": _topic(
        "Mehr Geld",
        "Geld",
        "{mehr_geld} der {grundgesamtheit} wollen ihren Etat erhöhen.",
        [
            "Wie viele wollen mehr Geld ausgeben?",
            "Wie viele KMU erhöhen ihren Etat?",
            "Steigt der Etat der Firmen?",
            "Anteil der Firmen mit steigendem Etat",
            "Etat erhöhen",
        ],
        kennzahl="mehr_geld",
    ),
    "gefuehl": _topic(
        "Aus dem Bauch",
        "Plan",
        "Viele entscheiden laut Artikel aus dem Bauch heraus.",
        [
            "Entscheiden die Firmen nach Gefühl?",
            "Handeln viele aus dem Bauch heraus?",
            "Bauchgefühl beim Newsletter",
            "nach Gefühl",
            "Verlassen sich KMU auf ihr Bauchgefühl?",
        ],
        belege=[{"quelle": "artikel", "fundstelle": "Vorspann"}],
    ),
}

_GAPS = {
    "luecke_land": _topic(
        "Länder",
        "Studie",
        "Nach Ländern unterscheidet keine Quelle; gefragt wurden {umfang}.",
        [
            "Wie ist es in Österreich?",
            "Gibt es Zahlen für die Schweiz?",
            "Unterschiede nach Ländern",
            "Und in Bayern?",
            "Ergebnisse nach Region",
        ],
        merkmale=["land"],
        weiter=["plan"],
    ),
    "luecke_kosten": _topic(
        "Kosten",
        "Geld",
        "Beträge in Euro nennt keine Quelle.",
        [
            "Was kostet ein Newsletter?",
            "Wie viel Euro geben die Firmen aus?",
            "Kosten in Euro",
            "Preis eines Newsletters",
            "Wie teuer ist der Versand?",
        ],
    ),
}

KNOWLEDGE = Knowledge.model_validate(
    {
        "quellen": {"artikel": _ARTICLE, "presse": _PRESS},
        "verteilungen": {
            "plan": {
                **_PLANS,
                "frage": "Wie weit sind die Firmen?",
                "fundstelle": "Liste",
                "vollständig": "ja",
                "nur_eine_antwort": "ja",
                "hinweis": "Zusammen sind das {plan_ja + plan_bald + plan_nie}, wohl durch Rundung.",
                "kennzahlen": _PLAN_OPTIONS,
            },
            "kanal": {
                **_CHANNELS,
                "frage": "Was verschicken die Firmen?",
                "fundstelle": "Tabelle",
                "vollständig": "nein",
                "nur_eine_antwort": "nein",
                "kennzahlen": _CHANNEL_OPTIONS,
            },
        },
        "kennzahlen": {**_PLAN_OPTIONS, **_CHANNEL_OPTIONS, **_SINGLE},
        "themen": _TOPICS,
        "lücken": _GAPS,
        "plaudern": {
            "gruss": {
                "fragen": ["Hallo", "Guten Tag", "Grüß Gott", "Servus", "Moin"],
                "antwort": "Guten Tag!",
            },
            "dank": {
                "fragen": ["Danke", "Vielen Dank", "Merci", "danke schön", "Dankeschön"],
                "antwort": "Gern!",
            },
        },
        "wortschatz": {
            "plan": ["Plan", "Pläne", "Konzept", "Strategie"],
            "firma": ["Firma", "Firmen", "KMU", "Betrieb", "Betriebe", "Unternehmen", "Mittelstand"],
            "geld": ["Geld", "Etat", "Budget"],
            "land": ["Österreich", "Schweiz", "Bayern", "Tirol", "aus aller Welt"],
            "brief": ["Brief", "Briefe", "Post"],
        },
        "signalwörter": {"luecke_kosten": ["Nachporto"]},
        "außerhalb": [
            "Wie wird das Wetter morgen?",
            "Wer hat gestern gewonnen?",
            "Wie viele Deutsche haben einen Hund?",
            "Wie viele Menschen leben in Berlin?",
            "Was koche ich heute?",
            "Wann fährt der nächste Zug?",
            "Erzähl mir von Goethe",
            "Wie alt ist der Kanzler?",
            "Wie viel Prozent Alkohol hat Bier?",
            "Wie heißt die Hauptstadt von Peru?",
        ],
    }
)
