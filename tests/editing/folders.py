"""A tiny knowledge folder that passes the check, and takes a moment to load."""

from pathlib import Path

from bot.knowledge.files import Contents, contents

SOURCE = """\
# Die eine Quelle.
quellen:
  studie:
    {titel: Studie, herausgeber: Haus, adresse: "https://a.de", studie: S, erschienen: "2024", deckt_ab: D,
     rang: 1}
"""

TOPICS = """\
# Ganz oben steht eine Bemerkung.
themen:
  plan:
    titel: Strategie vorhanden
    bereich: Strategie
    kennzahl: plan_ja   # die wichtigste Zahl
    antwort: "{plan_ja} der {grundgesamtheit} haben eine Strategie."
    fragen:
      # die häufigste zuerst
      - Wie viele Firmen haben eine Strategie?
      - "Anteil: Unternehmen mit Strategie"   # mit Doppelpunkt
      - Gibt es eine Strategie in den Firmen?

    weiter: [geld]
    prüffragen:
      - Wie viele haben denn eine Strategie?
  geld:
    titel: Budget
    bereich: Geld
    antwort: Dazu sagt die Quelle, dass das Budget knapp ist.
    belege: [{quelle: studie, fundstelle: Ende}]
    fragen: [Wie groß ist das Budget?, Wie viel Geld geben die Firmen aus?]
    weiter: [plan]
kennzahlen:
  plan_ja: {wert: 60, name: Ja, aussage: x, grundgesamtheit: Befragten, quelle: studie, fundstelle: Z}
außerhalb:
  - Wie wird das Wetter morgen?
  - Wer hat gestern das Spiel gewonnen?
"""


def make(folder: Path, topics: str = TOPICS, source: str = SOURCE) -> Path:
    """The folder, with a file in a subfolder."""
    (folder / "quellen").mkdir(parents=True, exist_ok=True)
    (folder / "quellen" / "quelle.yaml").write_text(source, encoding="utf-8")
    (folder / "themen.yaml").write_text(topics, encoding="utf-8")
    return folder


def held(folder: Path) -> Contents:
    """What is in it."""
    return contents(folder)
