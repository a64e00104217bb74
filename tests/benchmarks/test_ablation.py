"""The ablation really switches the ideas, and leaves the engine as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.understanding import features, lexicon, vocabulary
from bot.understanding.features import Text
from bot.understanding.ranking import Ranker
from tests.benchmarks.ablation import ENGINE, Data, Idea, Variant, lines, main, measure, only, variants

EXAMPLES = (
    ("plan", "Wie viele Firmen haben Pläne?"),
    ("plan", "Anteil der Betriebe mit einem Konzept"),
    ("geld", "Wie hoch ist das Budget der Firmen?"),
    ("geld", "Wie hoch sind die Kosten der Betriebe?"),
    ("-", "Wie wird das Wetter?"),
)
ASKED = ((frozenset({"plan"}), "Welche Firma hat einen Plan?"),)
OFF = ((frozenset[str](), "Regnet es heute?"),)
DATA = Data(
    EXAMPLES,
    {"plan": ("Plan", "Konzept"), "geld": ("Budget", "Kosten")},
    {"accuracy": ASKED, "typos": ((frozenset({"geld"}), "Wie hoch ist das Bugdet?"),), "outside": OFF},
    by_confidence=True,
)


@pytest.mark.parametrize("variant", variants(), ids=lambda variant: variant.name)
def test_every_variant_can_be_measured(variant: Variant) -> None:
    if Idea.LEMMAS in variant.ideas:
        pytest.importorskip("simplemma", reason="needs the extra bench")
    found = measure(variant, "small", DATA)
    assert set(found.columns) == {"accuracy", "typos", "AUROC"}
    assert all(0 <= (share or 0) <= 1 for share in found.columns.values())


@pytest.mark.parametrize(
    ("idea", "text", "see"),
    [
        (Idea.STEMS, "Häuser", lambda text: text.tokens[0].stem),
        (Idea.CONCEPTS, "Budget", lambda text: text.tokens[0].concepts),
        (Idea.COMPOUNDS, "Kostenkonzept", lambda text: text.tokens[0].parts),
        (Idea.CORRECTION, "Konzpet", lambda text: text.tokens[0].corrected),
    ],
)
def test_an_idea_is_switched_off_and_on_again(idea: Idea, text: str, see: Callable[[Text], object]) -> None:
    def seen() -> object:
        return see(Ranker(EXAMPLES, DATA.lexicon).read(text))

    before = seen()
    with only(ENGINE - {idea}, DATA):
        assert seen() != before
    assert seen() == before


def test_the_engine_itself_is_left_as_it_is() -> None:
    fields, stem = dict(features.FIELDS), vocabulary.stem
    with only(frozenset(), DATA):
        assert "characters" not in features.FIELDS
        assert [module.__dict__["stem"]("Häuser") for module in (vocabulary, lexicon)] == ["Häuser", "Häuser"]
    assert fields == features.FIELDS
    assert vocabulary.stem is stem
    assert lexicon.__dict__["stem"] is stem


def test_each_row_shows_its_distance_to_what_it_is_compared_with() -> None:
    chosen = [variant for variant in variants() if Idea.LEMMAS not in variant.ideas]
    shown = list(lines(measure(variant, "small", DATA) for variant in chosen))
    assert len(shown) == len(chosen) + 1  # a heading
    assert shown[0].split() == ["small", "accuracy", "typos", "AUROC", "build", "s", "ms"]


def test_a_malformed_table_is_a_message_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "train.tsv"
    broken.write_text("kein Tabulator", encoding="utf-8")
    assert main([str(broken), str(broken)]) == 2
    assert "train.tsv:1" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([str(broken)])
