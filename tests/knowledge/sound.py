"""A small knowledge without any problem, to be broken in one place."""

from pathlib import Path

from bot.knowledge.check import check
from bot.knowledge.files import read
from bot.knowledge.problems import Severity

FIGURES = """\
quellen:
  studie: {titel: T, herausgeber: H, adresse: "https://a.de", studie: S, erschienen: X, deckt_ab: D, rang: 1}
verteilungen:
  plan:
    frage: Wie weit?
    grundgesamtheit: Befragte
    quelle: studie
    fundstelle: Absatz
    vollständig: ja
    nur_eine_antwort: ja
    hinweis: Gerundet.
    kennzahlen:
      plan_ja: {wert: 60, name: Ja, aussage: haben einen Plan}
      plan_bald: {wert: 34, name: Bald, aussage: arbeiten daran}
      plan_nein: {wert: 7, name: Nein, aussage: haben keinen}
  netze:
    frage: Welche?
    grundgesamtheit: Befragte
    quelle: studie
    fundstelle: Tabelle
    vollständig: nein
    nur_eine_antwort: nein
    kennzahlen:
      netz_a: {wert: 59, name: A, aussage: nutzen A}
      netz_b: {wert: 56, name: B, aussage: nutzen B}
kennzahlen:
  anteil: {wert: "21 bis 30", name: Anteil, aussage: x, grundgesamtheit: E, quelle: studie, fundstelle: F}
  umfang: {wert: 250, einheit: KMU, name: U, aussage: x, grundgesamtheit: E, quelle: studie, fundstelle: F}
wortschatz:
  land: [Österreich]
"""


def questions(kind: str, owner: str, count: int) -> str:
    return "".join(f"      - {kind} {owner} Frage {number}\n" for number in range(count))


TOPICS = f"""\
themen:
  plan:
    titel: Plan
    bereich: Strategie
    kennzahl: plan_ja
    antwort: "{{plan_ja}} der {{grundgesamtheit}} haben einen Plan."
    kurz: "{{plan_bald + plan_nein}} nicht."
    weiter: [zeit]
    fragen:
{questions("Beispiel", "plan", 12)}    prüffragen:
{questions("Prüfung", "plan", 5)}\
  zeit:
    titel: Zeit
    bereich: Strategie
    antwort: Dazu steht dort ein Satz.
    belege: [{{quelle: studie, fundstelle: Ende}}]
    weiter: [luecke_land]
    fragen:
{questions("Beispiel", "zeit", 12)}    prüffragen:
{questions("Prüfung", "zeit", 5)}\
lücken:
  luecke_land:
    titel: Land
    bereich: Studie
    antwort: Das wurde nicht berichtet.
    merkmale: [land]
    weiter: [plan, zeit]
    fragen:
{questions("Beispiel", "land", 5)}\
plaudern:
  gruss:
    antwort: Guten Tag!
    fragen:
{questions("Beispiel", "gruss", 5)}\
außerhalb:
  - Wie wird das Wetter?
rückfragen:
  unklar:
    gemeint: [plan, luecke_land]
    fragen:
{questions("Beispiel", "unklar", 5)}"""


def problems(folder: Path, figures: str = FIGURES, topics: str = TOPICS) -> list[str]:
    (folder / "f.yaml").write_text(figures, encoding="utf-8")
    (folder / "t.yaml").write_text(topics, encoding="utf-8")
    return [
        ("" if problem.severity is Severity.ERROR else "Hinweis ") + str(problem)
        for problem in check(read(folder))
    ]
