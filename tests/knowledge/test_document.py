"""One YAML file: data with places, or a German sentence at the place where it went wrong."""

import pytest

from bot.knowledge.document import SIZE_LIMIT, parse
from bot.knowledge.problems import Place

AFTER_TEXT = (
    "Hier geht es nach einem abgeschlossenen Text weiter: Ein Text, der Anführungszeichen enthält "
    "oder mit „{“ oder „[“ beginnt, gehört ganz in Anführungszeichen, innen dann „ “."
)
COLON = (
    "Hier passt kein Doppelpunkt: Ein Text mit „: “ gehört in Anführungszeichen; sonst stimmt "
    "die Einrückung nicht, oder in der Zeile davor fehlt „: “ nach dem Namen."
)
MISFIT = "Diese Zeile passt nicht zu den Zeilen davor; bitte Einrückung und Anführungszeichen prüfen."
UNCLOSED = "Das Anführungszeichen, das hier beginnt, wird nirgends geschlossen."
BRACKET = (
    "Die Klammer, die hier beginnt, wird nicht richtig geschlossen. "
    "Beginnt ein Text mit „{“ oder „[“, gehört er in Anführungszeichen."
)
TAB = "Hier steht ein Tabulator; bitte mit Leerzeichen einrücken, zwei je Stufe."
TOP = "Auf der obersten Ebene stehen Abschnitte wie „themen:“ oder „quellen:“, "
KEY = (
    "Hier ist ein Name gemeint, keine Liste und kein Abschnitt. "
    "Beginnt ein Text mit „{“ oder „[“, gehört er in Anführungszeichen."
)


def test_every_key_and_list_entry_has_a_place() -> None:
    document = parse("a.yaml", b"themen:\n  strategie:\n    fragen: [eins,\n      zwei]\n")

    assert document.data == {"themen": {"strategie": {"fragen": ["eins", "zwei"]}}}
    assert document.places == {
        ("themen",): Place("a.yaml", 1, 1),
        ("themen", "strategie"): Place("a.yaml", 2, 3),
        ("themen", "strategie", "fragen"): Place("a.yaml", 3, 5),
        ("themen", "strategie", "fragen", 0): Place("a.yaml", 3, 14),
        ("themen", "strategie", "fragen", 1): Place("a.yaml", 4, 7),
    }


def test_scalars_stay_as_written_and_only_nothing_is_none() -> None:
    document = parse("a.yaml", b"a: 2.50\nb: nein\nc: 012\nd: ~\ne:\nf: ''\ng: 'null'\n")

    assert document.data == {
        "a": "2.50",
        "b": "nein",
        "c": "012",
        "d": None,
        "e": None,
        "f": "",
        "g": "null",
    }


@pytest.mark.parametrize("text", ["\ufeffä: b", "ä: b\r\n", "---\nä: b\n", "ä: b\n...\n"])
def test_how_editors_save_files_does_not_matter(text: str) -> None:
    assert parse("a.yaml", text.encode()).data == {"ä": "b"}


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "1:1", "Die Datei ist leer."),
        ("# nur ein Kommentar\n", "1:1", "Die Datei ist leer."),
        ("- a\n", "1:1", TOP + "keine Liste."),
        ("hallo\n", "1:1", TOP + "kein bloßer Text."),
        ("a:\n\tb: c\n", "2:1", TAB),
        ("a:\n  b: c\n   d: e\n", "3:5", COLON),
        ("a:\n  b: c\n d: e\n", "3:2", MISFIT),
        ("a:\n  - b\n - c\n", "3:2", MISFIT),
        ("a: Wie viele: drei?\n", "1:13", COLON),
        ("a:\n  titel\n  kurz: b\n", "3:7", COLON),
        ("a: {x} haben eine\n", "1:8", AFTER_TEXT),
        ('a: "Ja" sagen viele\n', "1:9", AFTER_TEXT),
        ("a: 'Stimmt's?'\n", "1:12", AFTER_TEXT),
        ('a: "Ja\nb: c\n', "1:4", UNCLOSED),
        ("a: [b, c\nd: e\n", "1:4", BRACKET),
        ("a: [b, c", "1:4", BRACKET),
        (
            "a: - b\n",
            "1:4",
            "Hier passt kein Listeneintrag „- “; bitte in eine eigene Zeile schreiben "
            "und die Einrückung prüfen.",
        ),
        ("a: @b\n", "1:4", "Ein Text, der mit „@“ beginnt, gehört in Anführungszeichen."),
        ("a: & b\n", "1:5", "Ein Text, der mit „&“, „*“ oder „%“ beginnt, gehört in Anführungszeichen."),
        (
            'a: "b\\d"\n',
            "1:7",
            "Zwischen geraden Anführungszeichen hat „\\“ eine besondere Bedeutung; bitte „\\\\“ schreiben.",
        ),
        ('a: b\nc: "\\UFFFFFFFF"\n', "2:5", "Hier steht „\\U“ mit einer Nummer, die kein Zeichen hat."),
        ('a: "\\uD800"\n', "1:4", "Dieser Text enthält als „\\“-Angabe das Steuerzeichen U+D800."),
        ("a: b\na: c\n", "2:1", "„a“ steht schon in Zeile 1; bitte zusammenführen."),
        ("a: b\n---\nc: d\n", "2:1", "Eine Datei hat nur einen Teil; bitte die Zeile „---“ löschen."),
        ("{a}: b\n", "1:1", KEY),
        (
            "a: *b\n",
            "1:4",
            "Ein Text, der mit „*“ beginnt, gehört in Anführungszeichen; Verweise gibt es hier nicht.",
        ),
        (
            "a: &b c\n",
            "1:4",
            "Ein Text, der mit „&“ beginnt, gehört in Anführungszeichen; Anker gibt es hier nicht.",
        ),
        (
            "a: !b c\n",
            "1:4",
            "Ein Text, der mit „!“ beginnt, gehört in Anführungszeichen; Typangaben gibt es hier nicht.",
        ),
        ("a: " + "[" * 1000, "1:15", "Die Angaben sind zu tief verschachtelt; bitte die Einrückung prüfen."),
        (
            "%YAML 3.0\n---\na: b\n",
            "1:1",
            "Die Datei ist ab hier kein lesbares YAML; bitte die Zeile und die davor prüfen.",
        ),
        ("a: b\nc: \x00d\n", "2:4", "Hier steht ein unsichtbares Steuerzeichen (U+0000); bitte löschen."),
    ],
)
def test_a_broken_file_says_where_and_what_to_do(text: str, place: str, message: str) -> None:
    assert [str(problem) for problem in parse("a.yaml", text.encode()).problems] == [
        f"a.yaml:{place}: {message}"
    ]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (
            "ä: b\nü: c".encode("latin-1"),
            "a.yaml:1:1: Hier steht ein Zeichen, das nicht UTF-8 ist; bitte die Datei als UTF-8 speichern.",
        ),
        (
            "ä: b\nu".encode() + b"\xfc: c",
            "a.yaml:2:2: Hier steht ein Zeichen, das nicht UTF-8 ist; bitte die Datei als UTF-8 speichern.",
        ),
        (
            b"#" * (SIZE_LIMIT + 1),
            "a.yaml:1:1: Die Datei ist größer als 1 MB; bitte auf mehrere Dateien aufteilen.",
        ),
    ],
)
def test_broken_bytes_say_where(raw: bytes, problem: str) -> None:
    document = parse("a.yaml", raw)

    assert document.data is None
    assert [str(found) for found in document.problems] == [problem]


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"k{i}: &k{i} [*a, *a, *a]\n" for i in range(30))

    assert [problem.line for problem in parse("a.yaml", bomb.encode()).problems] == [1]


def test_thousands_of_duplicates_stay_readable() -> None:
    assert len(parse("a.yaml", b"a:\n" * 10_000).problems) == 101


CUT = "gilt als Kommentar und fehlt im Text."


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("antwort: Platz #1 der Kanäle\n", ["1:10"]),
        ("antwort: Platz # 1\n", ["1:10"]),
        ("antwort: Platz  #1\n", ["1:10"]),
        ("antwort: Nutzen\n  Platz #1\n", ["1:10"]),
        ("fragen:\n  - Wer nutzt #Instagram?\n", ["2:5"]),
        ("fragen: [Platz #1\n  ]\n", ["1:10"]),
        ("antwort: Platz eins  # so steht es dort\n", []),
        ("antwort: 'Platz #1'\n", []),
        ("antwort: Platz#1\n", []),
        ("antwort:  # kommt noch\n", []),
        ("wert: 60 # Tabelle\n", []),
    ],
)
def test_a_text_that_a_hash_sign_cuts_is_asked_about(text: str, problems: list[str]) -> None:
    found = parse("a.yaml", text.encode()).problems

    assert [f"{problem.line}:{problem.column}" for problem in found if CUT in problem.message] == problems
    assert len(found) == len(problems)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("hinweis: nein\n", True),
        ("kurz: Ja\n", True),
        ("kurz: 'ja'\n", False),
        ("name: Nein\n", False),
        ("vollständig: ja\n", False),
        ("fragen: [ja]\n", False),
    ],
)
def test_yes_or_no_in_place_of_a_text_is_refused(text: str, wrong: bool) -> None:
    assert bool(parse("a.yaml", text.encode()).problems) == wrong
