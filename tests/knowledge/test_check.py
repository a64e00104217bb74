"""Each rule: a sound knowledge with one thing broken, and the exact message."""

from pathlib import Path

import pytest

from bot.knowledge.check import check
from bot.knowledge.files import read
from bot.knowledge.problems import errors
from tests.knowledge.sound import FIGURES, TOPICS, problems, questions

TYPED = "ist eine Zahl im Text; Zahlen kommen nur aus Platzhaltern wie „{name}“."
NO_POPULATION = (
    "„{grundgesamtheit}“ geht hier nicht: es braucht ein Thema mit „kennzahl“ oder „verteilung“, "
    "in „antwort“ oder „kurz“."
)
OVERLAP = (
    "wird addiert, was sich überschneiden kann; addieren lässt sich nur "
    "innerhalb einer Verteilung mit „nur_eine_antwort: ja“."
)


def test_sound_knowledge_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "kennzahl: plan_ja",
            "kennzahl: plan_jaa",
            "t.yaml:5:5: Eine Kennzahl „plan_jaa“ gibt es nicht. Meinten Sie „plan_ja“?",
        ),
        (
            "kennzahl: plan_ja",
            "verteilung: plaan",
            "t.yaml:5:5: Eine Verteilung „plaan“ gibt es nicht. Meinten Sie „plan“?",
        ),
        (
            "weiter: [zeit]",
            "weiter: [luecke_land, luecke_lant]",
            "t.yaml:8:27: Ein Thema oder eine Lücke „luecke_lant“ gibt es nicht. Meinten Sie „luecke_land“?",
        ),
        (
            "weiter: [zeit]",
            "weiter: [gruss]",
            "t.yaml:8:14: Ein Thema oder eine Lücke „gruss“ gibt es nicht. Möglich: luecke_land, plan, zeit.",
        ),
        ("weiter: [zeit]", "weiter: [plan]", "t.yaml:8:14: „plan“ führt unter „weiter“ zu sich selbst."),
        (
            "quelle: studie, fundstelle: Ende",
            "quelle: studio, fundstelle: Ende",
            "t.yaml:32:15: Eine Quelle „studio“ gibt es nicht. Meinten Sie „studie“?",
        ),
        (
            "merkmale: [land]",
            "merkmale: [lnd]",
            "t.yaml:58:16: Ein Wort im Wortschatz namens „lnd“ gibt es nicht. Meinten Sie „land“?",
        ),
        (
            "plaudern:",
            "signalwörter: {plan: [Plan], luecke_land: [Tal]}\nplaudern:",
            "t.yaml:66:16: Eine Lücke „plan“ gibt es nicht. Möglich: luecke_land.",
        ),
        (
            "gemeint: [plan, luecke_land]",
            "gemeint: [plan, luecke_lant]",
            "t.yaml:79:21: Ein Thema oder eine Lücke „luecke_lant“ gibt es nicht. Meinten Sie „luecke_land“?",
        ),
        (
            "gemeint: [plan, luecke_land]",
            "gemeint: [zeit, zeit]",
            "t.yaml:79:21: „zeit“ steht schon unter „gemeint“; bitte ein anderes Thema nennen.",
        ),
        (
            "gemeint: [plan, luecke_land]",
            "gemeint: [plan]",
            "t.yaml:79:5: „gemeint“ braucht wenigstens 2 Einträge, jeden in eigener Zeile nach „- “.",
        ),
        ("haben einen Plan.", "haben 2 Pläne.", f"t.yaml:6:5: „2“ {TYPED}"),
        ("haben einen Plan.", "also ½ davon.", f"t.yaml:6:5: „½“ {TYPED}"),
        ("haben einen Plan.", "oder sechzig Prozent.", f"t.yaml:6:5: „sechzig Prozent“ {TYPED}"),
        (
            "haben einen Plan.",
            "und fünfunddreissig-Prozent.",
            f"t.yaml:6:5: „fünfunddreissig-Prozent“ {TYPED}",
        ),
        ("haben einen Plan.", "und ein bis zwei Prozent.", f"t.yaml:6:5: „ein bis zwei Prozent“ {TYPED}"),
        ("Guten Tag!", "Guten Tag, du Nr. 1!", f"t.yaml:68:5: „1!“ {TYPED}"),
        ("Das wurde nicht", "Das wurde 2023 nicht", f"t.yaml:57:5: „2023“ {TYPED}"),
        (
            "haben einen Plan.",
            "also die Hälfte.",
            "Hinweis t.yaml:6:5: „Hälfte“ ist eine Zahl in Worten; steht sie so in der Quelle, "
            "gehört sie als Kennzahl in einen Platzhalter.",
        ),
        (
            "{plan_ja} der",
            "{plan_ja} Prozent der",
            "t.yaml:6:5: „Prozent“ ist hier zu viel: der Platzhalter bringt seine Einheit mit.",
        ),
        (
            "{plan_ja} der",
            "{plan_ja}% der",
            "t.yaml:6:5: „%“ ist hier zu viel: der Platzhalter bringt seine Einheit mit.",
        ),
        (
            "{plan_ja} der",
            "{plan_je} der",
            "t.yaml:6:5: Eine Kennzahl „plan_je“ gibt es nicht. Meinten Sie „plan_ja“?",
        ),
        (
            "{plan_ja} der",
            "{plan_ja der",
            "t.yaml:6:5: „antwort“, Zeichen 2: Der Platzhalter „{plan_ja der {grundgesamtheit}“ ist nicht "
            "lesbar; erlaubt sind Namen von Kennzahlen, „+“ und „-“.",
        ),
        ("Guten Tag!", "'{grundgesamtheit}!'", f"t.yaml:68:5: {NO_POPULATION}"),
        ("Dazu steht dort", "In {grundgesamtheit} steht", f"t.yaml:31:5: {NO_POPULATION}"),
        (
            "{plan_bald + plan_nein}",
            "{umfang - plan_nein}",
            "t.yaml:7:5: In „{umfang - plan_nein}“ stehen verschiedene Einheiten; rechnen lässt "
            "sich nur mit einer.",
        ),
        (
            "{plan_bald + plan_nein}",
            "{plan_bald - anteil}",
            "t.yaml:7:5: In „{plan_bald - anteil}“ ist „21 bis 30“ keine genaue Zahl; das lässt "
            "sich nicht rechnen.",
        ),
        (
            "{plan_bald + plan_nein}",
            "{plan_nein - plan_bald}",
            "t.yaml:7:5: „{plan_nein - plan_bald}“ ergibt weniger als null.",
        ),
        ("{plan_bald + plan_nein}", "{netz_a + netz_b}", f"t.yaml:7:5: In „{{netz_a + netz_b}}“ {OVERLAP}"),
        ("{plan_bald + plan_nein}", "{netz_a + plan_ja}", f"t.yaml:7:5: In „{{netz_a + plan_ja}}“ {OVERLAP}"),
        (
            "{plan_bald + plan_nein}",
            "{plan_ja + plan_ja}",
            "t.yaml:7:5: In „{plan_ja + plan_ja}“ steht eine Kennzahl doppelt.",
        ),
        (
            "    belege: [{quelle: studie, fundstelle: Ende}]\n",
            "",
            "t.yaml:28:3: Diese Antwort nennt keine Kennzahl; bitte unter „belege“ Quelle und "
            "Fundstelle angeben.",
        ),
        (
            "kennzahl: plan_ja",
            "kennzahl: plan_ja\n    verteilung: plan",
            "t.yaml:6:5: Ein Thema hat entweder „kennzahl“ oder „verteilung“, nicht beides.",
        ),
        (
            "      - Beispiel plan Frage 11\n",
            "",
            "Hinweis t.yaml:9:5: „plan“ hat 11 Beispielfragen; wenigstens 12 sollten es sein.",
        ),
        (
            questions("Beispiel", "land", 5)[:-1],
            "      - Eine",
            "Hinweis t.yaml:60:5: „luecke_land“ hat 1 Beispielfrage; wenigstens 5 sollten es sein.",
        ),
        (
            "    prüffragen:\n" + questions("Prüfung", "plan", 5),
            "",
            "Hinweis t.yaml:2:3: „plan“ hat keine Prüffragen; wenigstens 5 sollten es sein.",
        ),
        (
            "- Prüfung plan Frage 0",
            "- BEISPIEL PLAN – frage 0?",
            "t.yaml:23:9: Die Prüffrage „BEISPIEL PLAN – frage 0?“ ist eine Beispielfrage von "
            "„plan“ (t.yaml:10); "
            "bitte anders fragen.",
        ),
        (
            "- Beispiel zeit Frage 0",
            "- beispiel plan  Frage 0!",
            "t.yaml:35:9: „beispiel plan Frage 0!“ steht auch bei „plan“ (t.yaml:10); eine davon "
            "bitte löschen.",
        ),
        (
            "- Prüfung zeit Frage 0",
            "- Prüfung plan Frage 0",
            "t.yaml:48:9: „Prüfung plan Frage 0“ steht auch bei „plan“ (t.yaml:23); eine davon "
            "bitte löschen.",
        ),
        (
            "- Wie wird das Wetter?",
            "- Beispiel gruss Frage 0",
            "t.yaml:76:5: „Beispiel gruss Frage 0“ steht auch bei „gruss“ (t.yaml:70); eine davon "
            "bitte löschen.",
        ),
        (
            "- Wie wird das Wetter?",
            "- Wie wird das Wetter?\n  - Wie wird das Wetter",
            "Hinweis t.yaml:77:5: „Wie wird das Wetter“ steht schon bei „außerhalb“ (t.yaml:76); "
            "eine davon bitte löschen.",
        ),
        (
            "- Wie wird das Wetter?",
            "- Wie wird das Wetter?\nnicht_berichtet:\n  - Beispiel gruss Frage 0",
            "t.yaml:78:5: „Beispiel gruss Frage 0“ steht auch bei „gruss“ (t.yaml:70); eine davon "
            "bitte löschen.",
        ),
        (
            "    weiter: [plan, zeit]\n",
            "    weiter: [zeit]\n",
            "Hinweis t.yaml:2:3: Zu „plan“ führt keine Antwort; bitte bei einem verwandten Thema unter "
            "„weiter“ nennen.",
        ),
        (
            "Dazu steht dort ein Satz.",
            "Dazu steht dort ein Satz. " + "Länge " * 700,
            "t.yaml:31:5: Die Antwort zu „zeit“ wird mit Verteilung und Quellen 4252 Zeichen lang; in eine "
            "Nachricht passen 4096. Bitte kürzen.",
        ),
        (
            "fundstelle: Ende",
            "fundstelle: Ende " + "x" * 2040,
            "t.yaml:28:3: Die Quellenangaben zu „zeit“ sind 2068 Zeichen lang; höchstens 2048 sind möglich. "
            "Bitte Titel, Studie oder Fundstelle kürzen.",
        ),
        (
            "{plan_bald + plan_nein} nicht.",
            "{plan_bald + plan_nein} nicht. " + "x" * 1000,
            "Hinweis t.yaml:7:5: Unter dem Diagramm wird „kurz“ mit Quelle 1041 Zeichen lang; "
            "dort passen 1024. Bitte „kurz“ kürzen oder ergänzen.",
        ),
        (
            "Das wurde nicht",
            "Das wurde nicht" + " 🤷" * 1400,
            "t.yaml:57:5: Die Antwort zu „luecke_land“ wird 4226 Zeichen lang; "
            "in eine Nachricht passen 4096. Bitte kürzen.",
        ),
        (
            "titel: Land",
            "titel: Land, Bundesland, Region und Postleitzahl",
            "t.yaml:55:5: „titel“ hat 41 Zeichen; höchstens 40 sind möglich.",
        ),
        (
            "antwort: Guten Tag!",
            "antwort: nein",
            "t.yaml:68:14: Bei „antwort“ ist ein Text gemeint, nicht „nein“. Soll dort nichts stehen, bitte "
            "die Zeile löschen; soll es wörtlich dort stehen, gehört es in Anführungszeichen.",
        ),
        (
            "antwort: Guten Tag!",
            "antwort: Guten Tag! #hallo",
            "Hinweis t.yaml:68:14: „#hallo“ gilt als Kommentar und fehlt im Text. Gehört es zum Text, bitte "
            "alles in Anführungszeichen setzen; ist es ein Kommentar, vor „#“ zwei Leerzeichen und dahinter "
            "eines.",
        ),
    ],
)
def test_a_broken_topic_says_where_and_what_to_do(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert TOPICS.count(old) >= 1

    assert problems(tmp_path, topics=TOPICS.replace(old, new, 1)) == [problem]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "    hinweis: Gerundet.\n",
            "",
            "f.yaml:11:5: Die Anteile ergeben 101 %, nicht 100 %: bitte in „hinweis“ sagen, warum "
            "(ohne Zahlen).",
        ),
        (
            "wert: 60,",
            "wert: 66,",
            "f.yaml:12:5: Die Anteile ergeben 107 %, mehr als Rundung erklärt: Werte prüfen, "
            "oder „nur_eine_antwort: nein“, wenn mehrere Antworten möglich waren.",
        ),
        (
            "wert: 60,",
            'wert: "50,5",',
            "f.yaml:12:5: Die Anteile ergeben 91,5 %, weniger als Rundung erklärt: Werte prüfen, "
            "oder „vollständig: nein“, wenn Antworten fehlen.",
        ),
        (
            "verteilungen:",
            "  rest: {titel: T, herausgeber: H, adresse: 'https://a.de', studie: S, erschienen: X, "
            "deckt_ab: D, rang: 2}\nverteilungen:",
            "Hinweis f.yaml:3:3: Aus der Quelle „rest“ stammen weder Kennzahlen noch Belege; bitte ergänzen "
            "oder löschen.",
        ),
        ("Gerundet.", "Rundung um ein Prozent.", f"f.yaml:11:5: „ein Prozent“ {TYPED}"),
        ("aussage: haben keinen", "aussage: haben 0", f"f.yaml:15:40: „0“ {TYPED}"),
        (
            "aussage: haben keinen",
            'aussage: "anders als {plan_jo}"',
            "f.yaml:15:40: Eine Kennzahl „plan_jo“ gibt es nicht. Meinten Sie „plan_ja“?",
        ),
        (
            "quelle: studie\n    fundstelle: Absatz",
            "quelle: stude\n    fundstelle: Absatz",
            "f.yaml:7:5: Eine Quelle „stude“ gibt es nicht. Meinten Sie „studie“?",
        ),
        (
            "aussage: haben keinen}",
            "aussage: haben keinen, quelle: x}",
            "f.yaml:15:63: Eine Quelle „x“ gibt es nicht. Möglich: studie.",
        ),
    ],
)
def test_a_broken_figure_says_where_and_what_to_do(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert FIGURES.count(old) >= 1

    assert problems(tmp_path, figures=FIGURES.replace(old, new, 1)) == [problem]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("wert: 60,", "wert: über 60,"),  # nothing to add up
        (
            "    hinweis: Gerundet.\n",
            "    hinweis: '{plan_ja} der {grundgesamtheit}, {plan_ja - plan_nein} mehr.'\n",
        ),
        ("nur_eine_antwort: ja\n    hinweis: Gerundet.", "nur_eine_antwort: nein"),
    ],
)
def test_sound_figures_pass(tmp_path: Path, old: str, new: str) -> None:
    topics = TOPICS.replace("{plan_bald + plan_nein}", "{plan_bald}")

    assert problems(tmp_path, FIGURES.replace(old, new), topics) == []


def test_empty_knowledge_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text(FIGURES, encoding="utf-8")

    assert [str(problem) for problem in check(read(tmp_path))] == [
        f"{tmp_path}:1:1: Es gibt kein einziges Thema; bitte unter „themen“ eines anlegen."
    ]


def test_an_unreadable_file_does_not_make_the_others_look_wrong(tmp_path: Path) -> None:
    assert [line.split(" ")[0] for line in problems(tmp_path, figures="quellen: [\n")] == ["f.yaml:2:1:"]


def test_a_broken_figure_is_told_once(tmp_path: Path) -> None:
    figures = FIGURES.replace("name: Bald,", "")

    assert problems(tmp_path, figures=figures) == ["f.yaml:14:7: Bei „plan_bald“ fehlt „name“."]


def test_all_problems_come_at_once_in_order(tmp_path: Path) -> None:
    topics = (
        TOPICS.replace("{plan_ja}", "{plan_je}").replace("haben einen", "haben 1").replace("Zeit", "x" * 41)
    )

    assert [line.split(" ")[0] for line in problems(tmp_path, topics=topics)] == [
        "t.yaml:6:5:",
        "t.yaml:6:5:",
        "t.yaml:29:5:",
    ]


def test_warnings_are_no_errors(tmp_path: Path) -> None:
    problems(tmp_path, topics=TOPICS.replace("      - Beispiel plan Frage 11\n", ""))
    found = check(read(tmp_path))

    assert len(found) == 1
    assert errors(found) == ()
