"""Options are found by the concepts that set them apart, a phrase before the words in it."""

import pytest

from bot.understanding.mentions import Marks, Mention
from bot.understanding.ranking import Ranker

LEXICON = {
    "firma": ("Firma", "Firmen"),
    "rot": ("rot",),
    "blau": ("blau",),
    "dunkelblau": ("dunkles Blau", "Marine"),
}
OPTIONS = {"rot": "farbe", "blau": "farbe", "dunkel": "farbe"}
EXAMPLES = [
    *(("rot", f"{text} rot") for text in ("Welche Firmen mögen", "Firmen mit", "Ist das Auto", "Farbe")),
    *(("blau", f"{text} blau") for text in ("Welche Firmen mögen", "Firmen mit", "Ist das Auto", "Farbe")),
    *(("dunkel", f"{text} Marine") for text in ("Welche Firmen mögen", "Firmen mit", "Farbe")),
    *(("dunkel", f"{text} dunkles Blau") for text in ("Welche Firmen mögen", "Firmen mit", "Das Auto ist")),
]


@pytest.fixture(scope="module")
def ranker() -> Ranker:
    return Ranker(EXAMPLES, LEXICON)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mögen Firmen rot oder blau?", ["rot", "blau"]),
        ("blau, rot", ["blau", "rot"]),
        ("rot und noch einmal rot", ["rot"]),
        ("dunkles Blau", ["dunkel"]),
        ("dunkles Blau oder blau", ["dunkel", "blau"]),
        ("dunkles Blau, blau", ["dunkel", "blau"]),
        ("dunkles Blau – blau", ["dunkel", "blau"]),
        ("Welche Firmen gibt es?", []),
    ],
)
def test_options_are_named_in_their_order(ranker: Ranker, text: str, expected: list[str]) -> None:
    marks = Marks(OPTIONS, ranker.labels, LEXICON, ranker)

    found = marks.mentions(ranker.read(text), frozenset({"oder", "und"}))

    assert [mention.option for mention in found] == expected


def test_a_mention_tells_its_places(ranker: Ranker) -> None:
    marks = Marks(OPTIONS, ranker.labels, LEXICON, ranker)

    assert marks.mentions(ranker.read("Firmen mögen rot"), frozenset()) == [Mention("rot", (2,))]


def test_what_every_option_has_marks_none(ranker: Ranker) -> None:
    marks = Marks(OPTIONS, ranker.labels, ("firma",), ranker)

    assert marks.mentions(ranker.read("Firmen"), frozenset()) == []


def test_a_phrase_holds_no_mark_of_another_distribution(ranker: Ranker) -> None:
    marks = Marks({**OPTIONS, "rot": "ton"}, ranker.labels, LEXICON, ranker)

    found = marks.mentions(ranker.read("dunkles Blau rot"), frozenset())

    assert [mention.option for mention in found] == ["dunkel", "rot"]


def test_a_phrase_holds_the_marks_of_its_own(ranker: Ranker) -> None:
    marks = Marks(OPTIONS, ranker.labels, LEXICON, ranker)

    found = marks.mentions(ranker.read("dunkles Blau rot"), frozenset())

    assert [mention.option for mention in found] == ["dunkel"]
