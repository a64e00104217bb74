"""Large made-up knowledge that looks German: 1,000 topics, ten examples each, always the same."""

import random
from collections.abc import Mapping
from itertools import pairwise

from bot.knowledge.model import Knowledge, Topic

_ROOTS = (
    "abend absatz aktien alters anlagen arbeits auftrags auto bau berufs betriebs bilanz bild brief "
    "buch büro daten dienst druck eigentums einkaufs energie erfolgs export fach fahrt farb feuer film "
    "flug forschungs garten gebäude gelände geräte gesundheits gewinn glas grund gruppen handels haus "
    "heim holz hotel info jahres kapital karten kassen kauf kinder klima kosten kranken kredit kultur "
    "kunden küchen lager land lehr leistungs licht liefer lohn luft markt maschinen material mess "
    "metall miet möbel monats nacht netz obst papier park personal pflege plan post preis produkt prüf "
    "qualitäts rechts reise renten reparatur saison schiffs schul sicherheits spar sport stadt stahl "
    "steuer strom tages technik termin test text tier transport umsatz umwelt unfall urlaubs verkaufs "
    "verkehrs versand vertrags vertriebs wald waren wasser web weiter werk wetter wohn zahlungs zeit "
    "zins zoll zug zukunfts "
)

_HEADS = (
    "abgabe ablauf abteilung amt analyse angebot anteil antrag aufgabe ausgabe ausschuss bedarf "
    "beratung bereich bericht bestand betrag buchung budget dauer eingang ergebnis fehler firma fläche "
    "form frist führung gebühr gesetz grenze halle kammer kanal klasse konto kontrolle kraft kreis kurs "
    "leiter leitung liste lösung menge messe mittel nummer ordnung partner pflicht planung platz "
    "programm prozess quote rate raum regel rechnung schutz seite sitz sorge spanne stelle stoff "
    "strategie stufe system tafel tarif teil träger umfang verband verfahren verlust vorgabe vorlage "
    "wagen wechsel weg wert wesen ziel zone zugang zulage zusage zuschlag zweck "
)

_VERBS = (
    "ändern anbieten annehmen bauen beantragen benutzen berechnen bestellen bezahlen buchen einführen "
    "erhöhen erlauben finden fördern führen gestalten kaufen kündigen leiten liefern melden messen "
    "mieten nutzen öffnen planen prüfen regeln sammeln senken sichern sparen speichern steigern stoppen "
    "teilen tragen übernehmen umstellen verbessern verkaufen verlängern versenden verteilen verwalten "
    "wählen zahlen zeigen "
)

_FRAMES = (
    "Wie viele {who} {verb} ihre {one}?",
    "Wie hoch ist der Anteil der {who} mit {one} und {two}?",
    "Wer kümmert sich um {one} oder {two}?",
    "Was kostet die {one} im Jahr?",
    "Können {who} die {one} {verb}?",
    "wie läuft das mit der {one} bei {who}",
    "Wann sollte man {one} und {two} {verb}?",
    "Ich wüsste gern, ob {who} die {one} auch ohne {two} {verb}.",
    "{one} {two} prozent",
    "Welche {one} wird von {who} am häufigsten gewünscht?",
    "Seit wann {verb} die meisten {who} eine {one}?",
    "Warum {verb} so wenige ihre {two}?",
    "gibts eigentlich zahlen zur {one}",
    "Stimmt es, dass {who} ihre {one} selbst {verb}?",
)

_WHO = ("Betriebe", "Firmen", "Unternehmen", "Mittelständler", "Kunden", "Händler", "Handwerker", "Vereine")


class Writer:
    """Writes topics and unseen questions about them."""

    def __init__(self, topics: int = 1000, seed: int = 1) -> None:
        self._random = random.Random(seed)
        nouns = [(root + head).capitalize() for root in _ROOTS.split() for head in _HEADS.split()]
        verbs = _VERBS.split()
        self._random.shuffle(nouns)
        # Each topic shares a word with the next, so that none is told apart by a single word.
        self._subjects = [(pair, self._random.choice(verbs)) for pair in pairwise(nouns[: topics + 1])]

    def knowledge(
        self, examples: int = 10, lexicon: Mapping[str, tuple[str, ...]] | None = None
    ) -> Knowledge:
        """Topics with ``examples`` questions each."""
        topics = {
            f"thema_{number}": Topic(
                title=f"Thema {number}",
                area="Synthetisch",
                examples=tuple(self.question(number) for _ in range(examples)),
                answer="Dazu ist nichts bekannt.",
            )
            for number in range(len(self._subjects))
        }
        return Knowledge(topics=topics, lexicon=lexicon or {})

    def questions(self, count: int) -> list[str]:
        """Questions about random topics."""
        return [self.question(self._random.randrange(len(self._subjects))) for _ in range(count)]

    def question(self, topic: int) -> str:
        """One question about a topic."""
        (one, two), verb = self._subjects[topic]
        frame = self._random.choice(_FRAMES)
        return frame.format(one=one, two=two, verb=verb, who=self._random.choice(_WHO))
