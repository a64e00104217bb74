"""Grammatical signs of what is done with options."""

import pytest

from bot.understanding import signs
from bot.understanding.text import fold


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Wie viele haben einen Plan?", True),
        ("wieviele habens", True),
        ("Wieviel Prozent planen?", True),
        ("Wie hoch ist der Anteil?", True),
        ("Welcher Anteil plant?", True),
        ("Wie groß ist das?", True),
        ("How many have a plan?", True),
        ("wi viele planen", True),
        ("Wiä vill Betrieb planed?", True),
        ("Wo veel Firmen plaant?", True),
        ("Netzwerke, wo viele Firmen sind", False),
        ("Wer ist zuständig?", False),
        ("Stimmt es, dass 60 % planen?", False),
    ],
)
def test_questions_for_a_quantity(question: str, asked: bool) -> None:
    assert signs.asks_quantity(fold(question)) is asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Wie viele haben einen Plan?", True),
        ("Anteil ohne TikTok", True),
        ("Strategiequote?", True),
        ("KMU ohne TikTok, Prozent", True),
        ("Wer nutzt kein TikTok?", True),
        ("Wer nutzt TikTok?", False),
        ("Ich wette, es sind 60 Prozent", False),
    ],
)
def test_a_share_may_be_asked_for_in_a_keyword(question: str, asked: bool) -> None:
    assert signs.asks_share(fold(question)) is asked


@pytest.mark.parametrize(
    ("question", "how"),
    [
        ("Fertig oder geplant, wie steht's um die Strategie?", True),
        ("Wie sieht es bei den Firmen aus?", True),
        ("Wie viele stehen um acht auf?", False),
    ],
)
def test_who_asks_how_it_is_asks_for_all_there_is(question: str, how: bool) -> None:
    assert signs.asks_how_it_is(fold(question)) is how


@pytest.mark.parametrize(
    ("question", "sums", "compares"),
    [
        ("Wie viele planen oder arbeiten daran?", True, True),
        ("Wie viele sind das zusammen?", True, False),
        ("Wie viele sind es insgesamt?", True, False),
        ("Summe aus A und B", True, False),
        ("A plus B", True, False),
        ("A und B als eine Gruppe", True, False),
        ("A und B in einen Balken", True, False),
        ("A und B miteinander", True, False),
        ("A und B in der Addition", True, False),
        ("A und B zusamen", True, False),
        ("Wie weit liegen die mit A vor denen mit B?", False, True),
        ("Um welchen Faktor?", False, True),
        ("Wer gewinnt?", False, True),
        ("Macht das eher A oder B?", False, True),
        ("A oder B?", False, True),
        ("Bitte alle Werte zusammenstellen", False, False),
        ("A im Vergleich zu B", False, True),
        ("Was ist der Unterschied von A und B?", False, True),
        ("A vs B", False, True),
        ("Wer ist zuständig?", False, False),
        ("Wie viele planen?", False, False),
        ("Oderbruch und Pluspunkt", False, False),
    ],
)
def test_sums_and_comparisons(question: str, sums: bool, compares: bool) -> None:
    assert signs.sums(fold(question)) is sums
    assert signs.compares(fold(question)) is compares


def test_the_words_of_an_operation_can_be_taken_away() -> None:
    assert (
        signs.without_operation(fold("Machen das eher Teams oder Chefs zusammen?"))
        == "machen das teams chefs"
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("täglich oder öfter", signs.Threshold.FROM),
        ("mindestens einmal am Tag", signs.Threshold.FROM),
        ("häufiger als täglich", signs.Threshold.ABOVE),
        ("seltener als täglich", signs.Threshold.BELOW),
        ("höchstens täglich", signs.Threshold.BELOW),
        ("täglich", None),
    ],
)
def test_thresholds(question: str, expected: signs.Threshold | None) -> None:
    assert signs.threshold(fold(question)) is expected


def test_only_belongs_to_the_word_it_stands_near() -> None:
    folded = fold("Wie viele sind nur auf Facebook?")

    assert signs.asks_alone(folded, folded.split().index("facebook"))
    assert not signs.asks_alone(folded, 1)


@pytest.mark.parametrize(
    ("text", "compares"),
    [
        ("mehr als drei Jahre dabei", False),
        ("öfter als einmal pro Tag", False),
        ("mehr als 3 Jahre", False),
        ("Sind noch mehr in der Phase?", False),
        ("mehr als einen Beitrag am selben Tag", False),
        ("ein Auftritt, der jünger als drei Jahre ist", False),
        ("Ist ein Team häufiger als eine Person?", True),
        ("Weniger ols drei Johr dabei", False),
        ("mehr wie amol die Woche", False),
        ("mehr als ein Post am selben Tag", False),
        ("mehrmals die Woche und nicht öfter", False),
        ("voll und mehr", False),
        ("Gibt's mehr solche Betriebe?", False),
        ("Um wie viele handelt es sich?", False),
        ("Was vorn Prozentsatz hat eine?", False),
        ("A ja oder nein, wie viele?", False),
        ("Das macht doch keiner, oder?", False),
        ("Das macht doch keiner, oder wie viele sind das?", False),
        ("Wer liegt vorn?", True),
        ("Um wie viel liegt A vor B?", True),
        ("noch mehr als bei Facebook", True),
        ("öfter als bei Facebook", True),
        ("mehr als drei Netzwerke oder weniger", True),
    ],
)
def test_a_measure_compares_nothing(text: str, compares: bool) -> None:
    assert signs.compares(signs.without_measure(fold(text))) is compares


@pytest.mark.parametrize(
    ("question", "compares"),
    [
        ("Überragt YouTube TikTok?", True),
        ("Hängt YouTube TikTok ab?", True),
        ("Wer ist in der Überzahl?", True),
        ("Sind es doppelt so viele mit Plan wie ohne?", True),
        ("Auf X ist doch kein Betrieb mehr", False),
        ("Wer sträubt sich gegen eine Strategie?", False),
    ],
)
def test_comparisons_are_told_in_many_ways(question: str, compares: bool) -> None:
    assert signs.compares(signs.without_measure(fold(question))) is compares


@pytest.mark.parametrize(
    ("question", "out"),
    [
        ("Alle außer dem Chef: wie viele zusammen?", "dem Chef"),
        ("Strategie da oder geplant, ohne die, die gerade dran sind: Wie viel?", "die, die gerade dran sind"),
        ("Wenn ich das Team weglasse und den Rest addiere, was kommt raus?", "das Team"),
        ("Anders als mit einem Team, also allein, wie viele?", "einem Team"),
        ("Alle zusammen?", None),
        ("Sind alle außer uns auf TikTok?", None),
        # „ohne“ names an option as well.
        ("Wie viele arbeiten ohne Strategie oder ohne Tool?", None),
    ],
)
def test_what_is_left_out_of_a_sum(question: str, out: str | None) -> None:
    parted = signs.left_out(question)

    assert (parted[0] if parted else None) == out
    assert parted is None or parted[0] not in parted[1]


def test_all_of_them_is_more_than_all() -> None:
    assert signs.asks_all_of_them(fold("Alle drei Rhythmen zusammen?"))
    assert not signs.asks_all_of_them(fold("Wie viele aller Firmen?"))


@pytest.mark.parametrize(
    ("between", "parts"),
    [
        ("vor der gruppe", True),
        ("als die", True),
        ("vor eine strategie", False),
        ("die daran", False),
    ],
)
def test_some_words_set_one_option_against_another(between: str, parts: bool) -> None:
    assert signs.parts(between.split()) is parts


@pytest.mark.parametrize(
    ("question", "of_two"),
    [
        ("Welche der beiden Plattformen nutzen mehr Firmen?", True),
        ("Wer von den beiden liegt vorne?", True),
        ("Was von beiden machen mehr?", True),
        ("Welche Plattformen nutzen beide?", False),
    ],
)
def test_a_question_may_be_which_of_two_that_were_named(question: str, of_two: bool) -> None:
    assert signs.asks_which_of_two(fold(question)) is of_two


@pytest.mark.parametrize(
    ("question", "degree"),
    [("Ist A häufiger als B?", True), ("Ist es A oder B?", False), ("Macht es A?", False)],
)
def test_a_degree_is_more_than_an_alternative(question: str, degree: bool) -> None:
    assert signs.compares_by_degree(fold(question)) is degree


@pytest.mark.parametrize(
    ("question", "distribution"),
    [("Wie ist die Aufgabenverteilung?", True), ("bitte die Aufteilung", True), ("Wer macht es?", False)],
)
def test_who_asks_for_a_distribution(question: str, distribution: bool) -> None:
    assert signs.asks_distribution(fold(question)) is distribution


@pytest.mark.parametrize(
    ("question", "open_"),
    [
        ("Bilder, Videos oder was?", True),
        ("Macht das der Chef oder wer?", True),
        ("Macht das der Chef oder jemand anderes?", True),
        ("Liegt das beim Marketing oder woanders?", True),
        ("Videos oder wos nemman d'Firmen her?", True),
        ("Bilder oder Videos?", False),
        ("Bilder oder was weiß ich wie viele Videos gibt es?", False),
    ],
)
def test_examples_leave_open_what_else_there_is(question: str, open_: bool) -> None:
    assert signs.leaves_open(fold(question)) is open_


@pytest.mark.parametrize(
    ("text", "word", "points"),
    [
        ("nur ein einziger Prozentpunkt mehr", "ein", True),
        ("ein Punkt mehr", "ein", True),
        ("ein einzelner Mitarbeiter, kein Punkt", "ein", False),
        ("ein einzelner", "einzelner", False),
    ],
)
def test_a_single_point_is_no_single_person(text: str, word: str, points: bool) -> None:
    folded = fold(text)

    assert signs.counts_points(folded, folded.split().index(word)) is points


def test_a_stressed_and_is_typed_in_capitals() -> None:
    assert signs.stresses_and("Insta UND TikTok")
    assert signs.stresses_and("facebook, insta UN youtube")
    assert not signs.stresses_and("Insta und TikTok")
    assert not signs.stresses_and("INSTA UND TIKTOK")


def test_a_but_sets_apart() -> None:
    assert signs.sets_apart(["keine", "wollen", "aber", "eine"])
    assert not signs.sets_apart(["eine", "und", "planen", "eine"])


def test_what_is_denied_stands_behind_a_not() -> None:
    folded = fold("täglich, aber nicht mehrmals am Tag")

    assert signs.is_denied(folded, folded.split().index("mehrmals"))
    assert not signs.is_denied(folded, folded.split().index("taglich"))


@pytest.mark.parametrize(
    ("question", "qualities"),
    [
        ("Läuft es mit einem Team besser?", True),
        ("Was bringt mehr, A oder B?", True),
        ("Lohnt sich A mehr als B?", True),
        ("Ist A gefährlicher als B?", True),
        ("Läuft es bei denen mit einem eigenen Team besser?", True),
        ("Wirkung: A oder B?", True),
        ("Haben die mit A mehr Erfolg als die mit B?", True),
        ("Raten Sie mir eher zu A oder zu B?", True),
        ("Empfehlen Sie A oder B?", True),
        ("Ist A älter als B?", True),
        ("Posten sie auf A öfter oder auf B?", True),
        ("Wird auf A häufiger gepostet als auf B?", True),
        ("Hätten sie lieber A oder B?", True),
        ("Planen sie Tage oder Wochen im Voraus?", True),
        ("Posten Firmen öfter A als B?", False),
        ("Sind mehr älter als drei Jahre?", False),
        ("Nutzen mehr Firmen A als B?", False),
        ("Wie viele bringen Neues?", False),
    ],
)
def test_what_is_better_is_not_what_is_more_usual(question: str, qualities: bool) -> None:
    assert signs.compares_qualities(fold(question)) is qualities


@pytest.mark.parametrize(
    ("question", "sums"),
    [
        ("Wie viele sind auf A und B zusammen?", True),
        ("Wie viele sind auf A oder B?", True),
        ("Im Zusammenhang mit A: wie viele sind dort?", False),
        ("A ja oder nein, wie viele sind dort?", False),
        ("Das macht keiner, oder wie viele sind dort?", False),
    ],
)
def test_what_belongs_together_is_not_added_up(question: str, sums: bool) -> None:
    assert signs.sums(fold(question)) is sums
