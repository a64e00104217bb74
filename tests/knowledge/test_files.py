"""The folder: which files count, how they are merged, and what each broken entry is told."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.knowledge.check import check
from bot.knowledge.files import load, read
from bot.knowledge.model import GERMAN_KEYS
from bot.knowledge.problems import KnowledgeError, Severity, errors
from bot.knowledge.reading import Reading

SOURCE = """\
quellen:
  s:
    titel: Titel
    herausgeber: Verlag
    adresse: https://example.org/a
    studie: Studie
    erschienen: 2023
    deckt_ab: alles
    rang: 1
"""
DISTRIBUTION = """\
verteilungen:
  v:
    frage: Wie?
    grundgesamtheit: Befragte
    quelle: s
    fundstelle: Absatz
    vollständig: ja
    nur_eine_antwort: nein
    kennzahlen:
      a: {wert: 60, name: A, aussage: sagen A}
      b: {wert: "2,5", name: B, aussage: sagen B, fundstelle: Tabelle}
"""
TOPIC = """\
themen:
  t:
    titel: Titel
    bereich: Bereich
    kennzahl: a
    fragen:
      - Wie viele?
    antwort: "{a}"
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def messages(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def test_files_of_all_folders_are_one_knowledge(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    write(tmp_path / "b" / "c", quelle=SOURCE, zahlen=DISTRIBUTION)
    write(
        tmp_path,
        themen=TOPIC,
        rest="außerhalb: [eins]\nnicht_berichtet: [drei]\n",
        zuletzt="außerhalb: [zwei]\nwortschatz: {w: [x]}\n",
    )

    reading = read(tmp_path)

    assert messages(reading) == []
    assert set(reading.knowledge.topics) == {"t"}
    assert reading.knowledge.sources["s"].published == "2023"
    assert reading.knowledge.out_of_scope == ("eins", "zwei")
    assert reading.knowledge.unreported == ("drei",)
    assert reading.knowledge.lexicon == {"w": ("x",)}
    assert str(reading.place("außerhalb", 1)) == "zuletzt.yaml:1"
    assert str(reading.place("verteilungen", "v", "frage")) == "b/c/zahlen.yaml:3"


def test_further_questions_join_those_of_their_entry(tmp_path: Path) -> None:
    further = "weitere_fragen:\n  t:\n    - Welcher Anteil?\n    - Die Quote?\n"

    reading = read(write(tmp_path, a=further, b=TOPIC))

    assert messages(reading) == []
    assert reading.knowledge.topics["t"].examples == ("Wie viele?", "Welcher Anteil?", "Die Quote?")
    assert str(reading.place("themen", "t", "fragen", 0)) == "b.yaml:7"
    assert str(reading.place("themen", "t", "fragen", 2)) == "a.yaml:4"


def test_further_questions_of_what_an_unread_file_may_hold_are_no_error(tmp_path: Path) -> None:
    reading = read(write(tmp_path, a="weitere_fragen: {t: [Welcher Anteil?]}\n", b="themen: [\n"))

    assert [message.partition(":")[0] for message in messages(reading)] == ["b.yaml"]


def test_options_inherit_from_their_distribution_unless_they_say_otherwise(tmp_path: Path) -> None:
    knowledge = read(write(tmp_path, a=SOURCE, b=DISTRIBUTION)).knowledge

    assert set(knowledge.figures) == set(knowledge.distributions["v"].figures) == {"a", "b"}
    a, b = knowledge.figures["a"], knowledge.figures["b"]
    assert (a.population, a.source, a.locator) == ("Befragte", "s", "Absatz")
    assert (b.population, b.source, b.locator, b.text) == ("Befragte", "s", "Tabelle", "2,5 %")


def test_hidden_files_and_swap_files_are_ignored(tmp_path: Path) -> None:
    write(tmp_path, themen=TOPIC)
    for name in (
        ".themen.yaml",
        "~themen.yaml",
        "#themen.yaml#",
        "themen.yaml~",
        ".themen.yaml.swp",
        "x.yaml.bak",
    ):
        (tmp_path / name).write_text("kaputt: [")
    (tmp_path / ".#themen.yaml").symlink_to("niemand@nirgends")
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".git", x="kaputt: [")

    assert messages(read(tmp_path)) == []


def test_a_folder_mounted_by_kubernetes_is_read_once(tmp_path: Path) -> None:
    state = tmp_path / "..2026_01_01"
    state.mkdir()
    write(state, themen=TOPIC)
    (tmp_path / "..data").symlink_to(state.name)
    (tmp_path / "themen.yaml").symlink_to("..data/themen.yaml")
    linked = tmp_path / "linked"
    linked.symlink_to(tmp_path)

    reading = read(linked)

    assert messages(reading) == []
    assert set(reading.knowledge.topics) == {"t"}


def test_linked_folders_are_followed_but_not_in_circles(tmp_path: Path) -> None:
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "knowledge"
    elsewhere.mkdir()
    folder.mkdir()
    write(elsewhere, themen=TOPIC)
    (folder / "more").symlink_to(elsewhere)
    (elsewhere / "back").symlink_to(folder)

    reading = read(folder)

    assert messages(reading) == []
    assert str(reading.place("themen", "t")) == "more/themen.yaml:2"


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("nirgends")
    os.mkfifo(tmp_path / "b.yaml")
    (tmp_path / "c.yml").write_text(TOPIC)

    reading = read(tmp_path)

    assert messages(reading) == [
        "a.yaml:1:1: Diese Datei lässt sich nicht lesen.",
        "b.yaml:1:1: Diese Datei lässt sich nicht lesen.",
        "c.yml:1:1: Gelesen wird nur, was auf „.yaml“ endet; bitte umbenennen.",
    ]
    assert reading.problems[-1].severity is Severity.WARNING
    assert reading.unread == ("a.yaml", "b.yaml")


def test_an_empty_or_missing_folder_is_named(tmp_path: Path) -> None:
    assert messages(read(tmp_path)) == [
        f"{tmp_path}:1:1: In diesem Ordner liegt keine Datei, die auf „.yaml“ endet."
    ]
    assert messages(read(tmp_path / "x")) == [f"{tmp_path / 'x'}:1:1: Diesen Ordner gibt es nicht."]


def test_a_broken_entry_spoils_no_other(tmp_path: Path) -> None:
    reading = read(write(tmp_path, a=TOPIC, b="themen:\n  kaputt: {titel: x}\n", c="themen: [\n"))

    assert set(reading.knowledge.topics) == {"t"}
    assert reading.ids("themen") == {"t", "kaputt"}
    assert reading.unread == ("c.yaml",)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("thmen: {}\n", ["a.yaml:1:1: Einen Abschnitt „thmen“ gibt es nicht. Meinten Sie „themen“?"]),
        ("topics: {}\n", ["a.yaml:1:1: Einen Abschnitt „topics“ gibt es nicht. Meinten Sie „themen“?"]),
        ("themen:\n", ["a.yaml:1:1: Unter „themen“ steht nichts."]),
        (
            "themen: [t]\n",
            ["a.yaml:1:1: Unter „themen“ sind Einträge der Form „name:“ gemeint, keine Liste und kein Text."],
        ),
        (
            "außerhalb: {a: b}\n",
            [
                "a.yaml:1:1: Unter „außerhalb“ ist eine Liste gemeint: jeder Eintrag in eigener Zeile "
                "nach „- “."
            ],
        ),
        ("außerhalb: [a, '']\n", ["a.yaml:1:16: Eintrag 2 in „außerhalb“ ist leer."]),
        (
            "wortschatz: {w: x}\n",
            ["a.yaml:1:14: Bei „w“ ist eine Liste gemeint: jeder Eintrag in eigener Zeile nach „- “."],
        ),
        (
            "wortschatz: {Größe-X: [x]}\n",
            [
                "a.yaml:1:14: „Größe-X“ ist kein Name: erlaubt sind a–z, Ziffern und „_“, "
                "höchstens 40 Zeichen. Vorschlag: „groesse_x“."
            ],
        ),
        (
            "weitere_fragen: {w: x}\n",
            ["a.yaml:1:18: Unter „w“ ist eine Liste gemeint: jeder Eintrag in eigener Zeile nach „- “."],
        ),
        (
            TOPIC + "weitere_fragen: {tt: [Welcher Anteil?]}\n",
            ["a.yaml:9:18: Einen Eintrag „tt“ für diese Fragen gibt es nicht. Meinten Sie „t“?"],
        ),
        (
            TOPIC + "weitere_fragen: {t: [Welcher Anteil?, '']}\n",
            ["a.yaml:9:39: Eintrag 3 in „fragen“ ist leer."],
        ),
        (
            TOPIC.replace("fragen:", "fagen:"),
            [
                "a.yaml:2:3: Bei „t“ fehlt „fragen“.",
                "a.yaml:6:5: „fagen“ ist hier nicht vorgesehen. Meinten Sie „fragen“?",
            ],
        ),
        (
            TOPIC.replace("antwort:", "answer:"),
            [
                "a.yaml:2:3: Bei „t“ fehlt „antwort“.",
                "a.yaml:8:5: „answer“ ist hier nicht vorgesehen. Meinten Sie „antwort“?",
            ],
        ),
        (
            TOPIC + "    belege:\n      - {quelle: s, ort: x}\n",
            [
                "a.yaml:10:9: Bei Eintrag 1 in „belege“ fehlt „fundstelle“.",
                "a.yaml:10:21: „ort“ ist hier nicht vorgesehen. Möglich: fundstelle, quelle.",
            ],
        ),
        (
            TOPIC.replace("titel: Titel", "titel: " + "x" * 41),
            ["a.yaml:3:5: „titel“ hat 41 Zeichen; höchstens 40 sind möglich."],
        ),
        (TOPIC.replace("titel: Titel", "titel:"), ["a.yaml:3:5: Zu „titel“ fehlt der Inhalt."]),
        (TOPIC.replace("titel: Titel", "titel: ' '"), ["a.yaml:3:5: „titel“ ist leer."]),
        (
            TOPIC.replace('"{a}"', "{a}"),
            [
                "a.yaml:8:5: Bei „antwort“ ist ein einzelner Text gemeint. "
                "Enthält er „: “ oder beginnt er mit „{“ oder „[“, gehört er in Anführungszeichen."
            ],
        ),
        (
            TOPIC.replace("- Wie viele?", "- Wie viele: drei?"),
            [
                "a.yaml:7:9: Bei Eintrag 1 in „fragen“ ist ein einzelner Text gemeint. "
                "Enthält er „: “ oder beginnt er mit „{“ oder „[“, gehört er in Anführungszeichen."
            ],
        ),
        (
            TOPIC.replace("- Wie viele?", "-Wie viele?"),
            ["a.yaml:6:5: Bei „fragen“ ist eine Liste gemeint: jeder Eintrag in eigener Zeile nach „- “."],
        ),
        (
            TOPIC + "    weiter: [b, c, d, e]\n",
            ["a.yaml:9:5: „weiter“ hat 4 Einträge; höchstens 3 sind möglich."],
        ),
        (
            TOPIC.replace("kennzahl: a", "kennzahl: A-1"),
            [
                "a.yaml:5:5: „A-1“ ist kein Name: erlaubt sind a–z, Ziffern und „_“, höchstens 40 Zeichen. "
                "Vorschlag: „a_1“."
            ],
        ),
        ("themen:\n  t: x\n", ["a.yaml:2:3: Bei „t“ sind Angaben der Form „name: Inhalt“ gemeint."]),
        ("themen:\n  t:\n", ["a.yaml:2:3: Zu „t“ fehlt der Inhalt."]),
        (
            SOURCE.replace("https:", "ftp:").replace("rang: 1", "rang: 0"),
            [
                "a.yaml:5:5: „adresse“ muss mit http:// oder https:// beginnen "
                "und darf kein Leerzeichen enthalten.",
                "a.yaml:9:5: „rang“ muss mindestens 1 sein.",
            ],
        ),
        (SOURCE.replace("rang: 1", "rang: eins"), ["a.yaml:9:5: „rang“ muss eine ganze Zahl sein."]),
        (
            DISTRIBUTION.replace("vollständig: ja", "vollständig: jein"),
            ["a.yaml:7:5: „vollständig“ ist „ja“ oder „nein“."],
        ),
        (DISTRIBUTION.replace("    fundstelle: Absatz\n", ""), ["a.yaml:2:3: Bei „v“ fehlt „fundstelle“."]),
        (
            DISTRIBUTION.replace("wert: 60", "wert: 60 %"),
            ["a.yaml:10:11: Bitte den Wert ohne „%“ schreiben; die Einheit steht in „einheit“."],
        ),
        (
            DISTRIBUTION.replace("wert: 60", "wert: {words: x}"),
            ["a.yaml:10:11: „wert“ ist eine Zahl oder ein Text wie „über 40“ oder „21 bis 30“."],
        ),
        (
            DISTRIBUTION.replace("      b: {", "      grundgesamtheit: {"),
            [
                "a.yaml:11:7: So kann keine Kennzahl heißen: "
                "„{grundgesamtheit}“ steht in Antworten für die Befragten."
            ],
        ),
        (
            DISTRIBUTION[: DISTRIBUTION.index("      a:")],
            ["a.yaml:9:5: Zu „kennzahlen“ fehlt der Inhalt."],
        ),
        (
            "kennzahlen:\n  a: {wert: 1, name: A, aussage: x}\n",
            [
                "a.yaml:2:3: Bei „a“ fehlt „fundstelle“.",
                "a.yaml:2:3: Bei „a“ fehlt „grundgesamtheit“.",
                "a.yaml:2:3: Bei „a“ fehlt „quelle“.",
            ],
        ),
    ],
)
def test_a_broken_entry_says_where_and_what_to_do(tmp_path: Path, text: str, problems: list[str]) -> None:
    assert messages(read(write(tmp_path, a=text))) == problems


@pytest.mark.parametrize(
    ("second", "problem"),
    [
        (TOPIC, "b.yaml:2:3: Den Namen „t“ gibt es schon (a.yaml:2)."),
        (TOPIC.replace("themen", "lücken"), "b.yaml:2:3: Den Namen „t“ gibt es schon (a.yaml:2)."),
        (
            DISTRIBUTION.replace("  v:", "  w:").replace("      b:", "      c:"),
            "b.yaml:10:7: Den Namen „a“ gibt es schon (a.yaml:18).",
        ),
        (
            "kennzahlen:\n  b: {wert: 1, name: B, aussage: x, "
            "grundgesamtheit: x, quelle: s, fundstelle: x}\n",
            "a.yaml:19:7: Den Namen „b“ gibt es schon (b.yaml:2).",
        ),
    ],
)
def test_an_id_in_two_files_names_both_places(tmp_path: Path, second: str, problem: str) -> None:
    assert messages(read(write(tmp_path, a=TOPIC + DISTRIBUTION, b=second))) == [problem]


def test_load_gives_the_knowledge_or_every_problem(tmp_path: Path) -> None:
    write(tmp_path, a=SOURCE, b=DISTRIBUTION, c=TOPIC)
    assert set(load(tmp_path).topics) == {"t"}

    write(tmp_path, c=TOPIC.replace("{a}", "{a"), d="themen: [\n")
    with pytest.raises(KnowledgeError) as raised:
        load(tmp_path)
    assert [problem.file for problem in errors(raised.value.problems)] == ["c.yaml", "d.yaml"]


KEYS = st.sampled_from(
    sorted({*GERMAN_KEYS.values(), *GERMAN_KEYS, "a", "b", "t", "", "ä-1", "grundgesamtheit"})
)
SCALARS = st.one_of(
    st.sampled_from(["a", "s", "60", "21 bis 30", "{a + b}", "{", "{grundgesamtheit}", "ja", "~", "1e999"]),
    st.text(max_size=8).map(repr),
)
FLOW = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(KEYS, inner, max_size=4).map(
            lambda items: "{" + ", ".join(f"'{key}': {value}" for key, value in items.items()) + "}"
        ),
    ),
    max_leaves=20,
)
ANY_TEXT = st.text(
    alphabet=st.sampled_from("\t\n\r ab1:-?[]{}#&*!|>'\"%@`\\,~=<.ü\x00\x85\u2028\ufeff😀"), max_size=60
)
ANYTHING = st.one_of(
    st.binary(max_size=60),
    st.integers(0, 2**32 - 1).map(lambda code: f'a: "\\U{code:08X}"'.encode()),
    ANY_TEXT.map(str.encode),
    FLOW.map(str.encode),
    st.tuples(KEYS, FLOW).map(lambda pair: f"'{pair[0]}': {pair[1]}".encode()),
    st.tuples(st.sampled_from([SOURCE, DISTRIBUTION, TOPIC]), st.integers(0, 200), ANY_TEXT).map(
        lambda parts: (parts[0][: parts[1]] + parts[2] + parts[0][parts[1] :]).encode()
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(st.lists(ANYTHING, min_size=1, max_size=3))
def test_whatever_the_files_hold_they_are_read_or_refused_with_reasons(
    tmp_path: Path, contents: list[bytes]
) -> None:
    for number in range(3):
        (tmp_path / f"{number}.yaml").unlink(missing_ok=True)
    for number, content in enumerate(contents):
        (tmp_path / f"{number}.yaml").write_bytes(content)

    problems = check(read(tmp_path))

    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert "\n" not in str(problem)
