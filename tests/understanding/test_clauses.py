"""The parts of a message that may be its question."""

import pytest

from bot.understanding.clauses import MOST_CLAUSES, asked, asking, only_tells_which


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kurze Frage vorm Treffen: wie viele posten täglich?", "wie viele posten täglich"),
        ("Gegründet 1987, Fax läuft noch, und ich wüsste gern, wie viele dort sind.", "wie viele dort sind"),
        ("wir sind ein laden in köln wie viele firmen haben sowas", "wie viele firmen haben sowas"),
        ("Hoi zäme 🇨🇭 weiss öpper, was KMU genau heisst? D'Praktikantin fragt", "was KMU genau heisst"),
        ("Der Chef mag es nicht aber ich bräuchte die Zahl der Firmen", "ich bräuchte die Zahl der Firmen"),
        # What is set against it belongs to a clause.
        ("Moin, wie viele haben keine, aber eine geplant?", "wie viele haben keine, aber eine geplant"),
        ("Moin, wie viele haben keine aber eine geplant?", "wie viele haben keine aber eine geplant"),
    ],
)
def test_the_clause_that_asks_comes_alone(text: str, expected: str) -> None:
    assert expected in list(asking(text))


def test_what_is_set_against_something_is_not_asked_alone() -> None:
    assert "wie viele haben keine" not in list(asking("Moin, wie viele haben keine, aber eine geplant?"))


def test_neighbours_come_with_it_after_all_that_ask_alone() -> None:
    found = list(asking("Wir wollen zu TikTok, wie viele Firmen sind denn dort, was meint ihr dazu?"))

    assert found[:2] == ["was meint ihr dazu", "wie viele Firmen sind denn dort"]
    assert "Wir wollen zu TikTok, wie viele Firmen sind denn dort" in found[2:]


@pytest.mark.parametrize(
    "text",
    [
        "Wie viele Firmen posten täglich?",
        "Um wie viel liegt Facebook vorn?",
        "",
        "!?",
        "Wir sind eine Bäckerei, und es regnet.",
        "und, wie viele",
    ],
)
def test_what_is_one_clause_or_asks_nothing_has_no_parts(text: str) -> None:
    assert list(asking(text)) == []


def test_of_a_long_message_the_end_is_read() -> None:
    text = ", ".join(f"wie viele sind es bei Nummer{place}" for place in range(200))

    found = list(asking(text))

    assert "wie viele sind es bei Nummer199" in found
    assert not any("Nummer100" in part for part in found)
    assert len(found) < 3 * MOST_CLAUSES


def test_a_decimal_comma_cuts_nothing() -> None:
    found = list(asking("Der Azubi meint, 59,5 % der Firmen seien auf Facebook, wer hat recht?"))

    assert "59,5 % der Firmen seien auf Facebook" in found
    assert not any(part.startswith("5 %") for part in found)


def test_the_clauses_of_two_sentences_stay_two() -> None:
    found = list(asking("Mein Sohn meint, auf X sei keiner mehr. Wie viele nutzen das noch?"))

    assert "auf X sei keiner mehr. Wie viele nutzen das noch" in found


@pytest.mark.parametrize(
    ("part", "text", "tells"),
    [
        ("die täglich posten", "Um wie viel Uhr posten die, die täglich posten?", True),
        ("bei denen der Chef postet", "Was sagen Firmen dazu, bei denen der Chef postet?", True),
        ("die täglich posten", "Wie viele sind das, die täglich posten?", False),
        ("die meisten posten täglich", "Mein Sohn glaubt mir nicht, die meisten posten täglich", False),
        ("die 19 prozent", "Woher kommen sie, die 19 prozent", False),
        ("täglich posten die", "Um wie viel Uhr, täglich posten die", False),
    ],
)
def test_a_relative_clause_only_tells_which_are_meant(part: str, text: str, tells: bool) -> None:
    assert only_tells_which(part, text) is tells


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Unsere Glaserei filmt, wie viele auf YouTube?", ["Unsere Glaserei filmt, wie viele auf YouTube?"]),
        (
            "Der Glaser nebenan hat gestern lange gefilmt. Wie viele Betriebe sind auf YouTube?",
            ["Wie viele Betriebe sind auf YouTube"],
        ),
        (
            "Hochzeitsfotos im Sommer, also Podcasts auf YouTube, Quote? Die Chefin fragt.",
            ["Podcasts auf YouTube Quote"],
        ),
        (
            "Rabattcodes in einer Kampagne mit Promis, wie viele machen das?",
            ["Rabattcodes in einer Kampagne mit Promis wie viele machen das"],
        ),
        (
            "Rabattcodes in einer Kampagne mit Promis, wie viele Betriebe haben das schon einmal?",
            ["wie viele Betriebe haben das schon einmal"],
        ),
        (
            "Der Glaser filmt den ganzen Tag. Bereuen die anderen ihren Kanal?",
            ["Bereuen die anderen ihren Kanal?"],
        ),
        (
            "Ich will bloß sagen, dass der Glaser uns nervt",
            ["Ich will bloß sagen, dass der Glaser uns nervt"],
        ),
    ],
)
def test_the_clauses_that_ask_stand_without_the_story(text: str, clauses: list[str]) -> None:
    assert asked(text) == clauses
