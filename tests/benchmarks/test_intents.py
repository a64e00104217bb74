"""The comparison with the peers, run on a handful of questions."""

import json
from pathlib import Path

import pytest

from tests.benchmarks import intents
from tests.benchmarks.table import Question

TRAIN = """wetter\tRegnet es heute?
wetter\tWie wird das Wetter morgen?
wetter\tScheint am Wochenende die Sonne?
wecker\tStell den Wecker auf sieben Uhr
wecker\tWeck mich bitte um acht
wecker\tIch brauche einen Wecker
"""
TEST = "wetter\tWird es morgen regnen?\nwecker\tbitte Wecker um neun stellen\n-\tSpiel Musik von Bach\n"


@pytest.fixture
def tables(tmp_path: Path) -> list[str]:
    paths = [tmp_path / "train.tsv", tmp_path / "test.tsv"]
    for path, content in zip(paths, (TRAIN, TEST), strict=True):
        path.write_text(content, encoding="utf-8")
    return [str(path) for path in paths]


@pytest.fixture
def no_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intents, "_peers", dict)


@pytest.mark.usefixtures("no_peers")
def test_json_holds_every_figure_of_the_engine(tables: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert intents.main([*tables, "--typos", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["train"], found["test_in_scope"], found["test_off_subject"]) == (6, 2, 1)
    (engine,) = found["systems"]
    assert engine["system"] == intents.ENGINE
    assert engine["accuracy"] == 1
    assert engine["auroc"] == 1
    assert all(engine[key] > 0 for key in ("p50_ms", "p99_ms", "index_s", "accuracy_with_typos"))


@pytest.mark.usefixtures("no_peers")
def test_what_does_not_apply_is_said(tables: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path(tables[1]).write_text(TEST.splitlines()[0], encoding="utf-8")
    assert intents.main(tables) == 0
    assert "n/a" in capsys.readouterr().out


@pytest.mark.parametrize("broken", ["kein Tabulator", "nur\tein Thema"])
def test_a_malformed_table_is_a_message_and_exit_code_2(
    tables: list[str], broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(tables[0]).write_text(broken, encoding="utf-8")
    assert intents.main(tables) == 2
    assert "train.tsv" in capsys.readouterr().err


def test_an_interrupt_ends_quietly(tables: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(intents, "results", interrupted)
    assert intents.main(tables) == 130


def test_every_peer_guesses_a_label_for_any_text() -> None:
    peers = pytest.importorskip("tests.benchmarks.peers", reason="needs the extra bench")
    examples = [Question(*line.split("\t")) for line in TRAIN.splitlines()]
    for name, build in peers.PEERS.items():
        system = build(examples)
        assert system("Regnet es heute?")[0] == "wetter", name
        for text in ("", "?", "Xylophon", "\N{GRINNING FACE}"):
            label, score = system(text)
            assert label in {"wetter", "wecker"}, name
            assert isinstance(score, float), name
