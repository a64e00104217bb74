"""What a question does with options: one and all beyond it, part of one, several, what was said before."""

import pytest

from bot.understanding.decision import (
    Answer,
    Claim,
    Comparison,
    Decision,
    LookUp,
    NotReported,
    Operation,
    Sum,
)
from bot.understanding.understanding import Understanding
from tests.understanding.asking import one, topic


def operation(decision: Decision) -> Operation | None:
    return decision.operation if isinstance(decision, Answer) else None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wie viele posten täglich oder öfter?", ("taeglich", "mehrmals_taeglich")),
        ("Wie viele posten mindestens einmal am Tag?", ("taeglich", "mehrmals_taeglich")),
        (
            "Wie viele posten mehrmals pro Woche oder häufiger?",
            ("mehrmals_woche", "taeglich", "mehrmals_taeglich"),
        ),
        ("Wie viele posten öfter als mehrmals pro Woche?", ("taeglich", "mehrmals_taeglich")),
    ],
)
def test_an_option_and_all_beyond_it_are_added(
    understanding: Understanding, question: str, expected: tuple[str, ...]
) -> None:
    assert operation(one(understanding, question)) == Sum(expected)


def test_beyond_the_last_but_one_there_is_one_option(understanding: Understanding) -> None:
    decision = one(understanding, "Wie viele posten öfter als einmal täglich?")

    assert isinstance(decision, Answer)
    assert (decision.topic, decision.operation) == ("mehrmals_taeglich", None)


def test_below_an_option_of_an_incomplete_distribution_nothing_is_reported(
    understanding: Understanding,
) -> None:
    decision = one(understanding, "Wie viele posten seltener als mehrmals pro Woche?")

    assert isinstance(decision, NotReported)


@pytest.mark.parametrize(
    ("question", "figure", "added", "number"),
    [
        pytest.param(
            *("Stimmt es, dass 52 % täglich oder öfter posten?", "taeglich", ("mehrmals_taeglich",), 52),
            marks=pytest.mark.xfail(strict=True, reason="is asked back: which of the two, and not both"),
        ),
        ("Stimmt es, dass 52 % mindestens täglich posten?", "taeglich", ("mehrmals_taeglich",), 52),
        ("40 Prozent posten mindestens einmal am Tag, oder?", "taeglich", ("mehrmals_taeglich",), 40),
    ],
)
def test_a_number_is_claimed_for_several_options_together(
    understanding: Understanding, question: str, figure: str, added: tuple[str, ...], number: float
) -> None:
    found = operation(one(understanding, question))

    assert isinstance(found, Claim)
    assert (found.figure, found.added, found.number) == (figure, added, number)


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Wie viele nutzen nur Facebook?", "facebook"),
        ("Wie viele setzen ausschließlich auf Kurzvideos?", "kurzvideos"),
        ("Wie viel Prozent setzen ausschließlich auf Kurzvideos?", "kurzvideos"),
    ],
)
def test_no_share_says_who_chose_nothing_else(understanding: Understanding, question: str, part: str) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, NotReported)
    assert decision.part == part


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele nutzen sowohl TikTok als auch YouTube?",
        "Wie viele sind weder auf TikTok noch auf Twitter?",
        "Wie viele Firmen nutzen Facebook UND Instagram?",
    ],
)
def test_no_share_says_how_answers_go_together(understanding: Understanding, question: str) -> None:
    assert isinstance(one(understanding, question), NotReported)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Ich wollte nur wissen, wie viele auf Facebook sind.", "facebook"),
        ("Bei wie vielen macht das nur eine einzelne Person nebenbei?", "zustaendig_person_nebenbei"),
    ],
)
def test_only_may_mean_other_things(understanding: Understanding, question: str, topic: str) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, Answer)
    assert decision.topic == topic


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Um wie viel liegt YouTube vor TikTok?", {"youtube", "tiktok"}),
        ("Wie groß ist der Abstand zwischen Twitter und Facebook?", {"twitter", "facebook"}),
        ("Insta und YouTube: wie viel Prozent jeweils?", {"instagram", "youtube"}),
        ("Sind Influencer seltener als Kurzvideos?", {"influencer", "kurzvideos"}),
        ("Wird eher täglich oder eher mehrmals pro Woche gepostet?", {"taeglich", "mehrmals_woche"}),
    ],
)
def test_named_options_are_compared(understanding: Understanding, question: str, expected: set[str]) -> None:
    found = operation(one(understanding, question))

    assert isinstance(found, Comparison)
    assert set(found.figures) == expected


@pytest.mark.parametrize(
    ("question", "before", "expected"),
    [
        ("Mehr als Insta?", ("facebook",), Comparison(("facebook", "instagram"))),
        ("Und im Vergleich zum Chef?", ("zustaendig_marketing",), None),
        ("Um wie viel?", ("facebook", "instagram"), Comparison(("facebook", "instagram"))),
        ("Wie groß ist der Unterschied?", ("facebook", "tiktok"), Comparison(("facebook", "tiktok"))),
        (
            "Und zusammen?",
            ("strategie_vorhanden", "strategie_in_arbeit"),
            Sum(("strategie_vorhanden", "strategie_in_arbeit")),
        ),
    ],
)
def test_a_question_leans_on_the_answer_before(
    understanding: Understanding, question: str, before: tuple[str, ...], expected: Operation | None
) -> None:
    found = operation(one(understanding, question, *before))

    assert found == (expected or Comparison(("zustaendig_marketing", "zustaendig_leitung")))


@pytest.mark.parametrize("question", ["Mehr als Insta?", "Um wie viel?", "Und zusammen?"])
def test_nothing_is_compared_with_an_answer_on_something_else(
    understanding: Understanding, question: str
) -> None:
    assert operation(one(understanding, question, "stichprobe")) is None


def test_an_option_that_is_merely_named_is_meant_after_its_overview(understanding: Understanding) -> None:
    decision = one(understanding, "Und beim Chef?", "zustaendigkeit")

    assert isinstance(decision, Answer)
    assert decision.topic == "zustaendig_leitung"


def test_how_many_not_is_not_reported_where_several_answers_were_possible(
    understanding: Understanding,
) -> None:
    decision = one(understanding, "Und wie viele nicht?", "tiktok")

    assert isinstance(decision, NotReported)
    assert decision.opposite == "tiktok"


def test_how_many_not_are_all_the_others_of_a_complete_distribution(understanding: Understanding) -> None:
    others = ("strategie_in_arbeit", "strategie_geplant", "strategie_ausgeschlossen")
    two = one(understanding, "Und wie viele nicht?", "unter_drei_jahre")

    assert operation(one(understanding, "Und wie viele nicht?", "strategie_vorhanden")) == Sum(others)
    assert isinstance(two, Answer)
    assert two.topic == "ueber_drei_jahre"


@pytest.mark.parametrize(
    ("question", "kind", "expected"),
    [
        ("Mehrmals wöchentlich, täglich und mehrmals täglich: Welche Gesamtzahl ergibt sich da?",
         Sum, {"mehrmals_woche", "taeglich", "mehrmals_taeglich"}),
        ("mehrmals die woche posten + täglich posten = wieviel", Sum, {"mehrmals_woche", "taeglich"}),
        ("Marketing-Team, Leitung, Team nebenbei und Person nebenbei: Was macht das alles addiert?",
         Sum, {"zustaendig_marketing", "zustaendig_leitung", "zustaendig_team_nebenbei",
          "zustaendig_person_nebenbei"}),
        ("Gesamtanteil von Firmen mit Strategie, mit Strategie in Arbeit und mit Strategie in Planung?",
         Sum, {"strategie_vorhanden", "strategie_in_arbeit", "strategie_geplant"}),
        ("Strategie fertig, in Arbeit und geplant, Summe?",
         Sum, {"strategie_vorhanden", "strategie_in_arbeit", "strategie_geplant"}),
        ("Schlägt YouTube bei den Firmen TikTok, und wie deutlich?", Comparison, {"youtube", "tiktok"}),
        ("Steht Facebook wirklich vor YouTube?", Comparison, {"facebook", "youtube"}),
        ("Sind gleich viele Firmen auf Instagram wie auf YouTube?", Comparison, {"instagram", "youtube"}),
        ("Facebook, YouTube, Twitter: wer steht ganz oben, wer ganz unten?",
         Comparison, {"facebook", "youtube", "twitter"}),
        ("Posten mehr Leute täglich oder mehrmals die Woche?", Comparison, {"taeglich", "mehrmals_woche"}),
        ("Facebook und TikTok, bitte beide Zahlen", Comparison, {"facebook", "tiktok"}),
        ("Wieviele setzen insgesamt auf Teams, das reine Marketingteam und das gemischte mit anderen "
         "Aufgaben?",
         Sum, {"zustaendig_marketing", "zustaendig_team_nebenbei"}),
        ("Stell mal die Neuen mit unter drei Jahren den Alteingesessenen mit über drei Jahren gegenüber.",
         Comparison, {"unter_drei_jahre", "ueber_drei_jahre"}),
        # What describes an option is no other one …
        ("Wie viele haben insgesamt ein Team, sei es ein Marketing-Team oder eines mit weiteren Aufgaben?",
         Sum, {"zustaendig_marketing", "zustaendig_team_nebenbei"}),
        ("Welcher Anteil hat den Chef dran oder ein Team, das noch anderes zu tun hat?",
         Sum, {"zustaendig_leitung", "zustaendig_team_nebenbei"}),
        ("Marketing-Team oder Chef persönlich, wie viel zusammen?",
         Sum, {"zustaendig_marketing", "zustaendig_leitung"}),
        # … their own words ask for nothing else, and who adds what excludes each other relates nothing.
        ("Werden mehr Kurzvideos oder mehr Influencer-Kampagnen eingesetzt, und wie groß ist der Abstand?",
         Comparison, {"kurzvideos", "influencer"}),
        ("Wenn man Marketing-Teams und Teams mit weiteren Aufgaben in einen Topf wirft, "
         "wie hoch ist der Prozentsatz dann?",
         Sum, {"zustaendig_marketing", "zustaendig_team_nebenbei"}),
    ],
)  # fmt: skip
def test_all_options_that_are_named_are_added_or_compared(
    understanding: Understanding, question: str, kind: type[Sum | Comparison], expected: set[str]
) -> None:
    found = operation(one(understanding, question))

    assert isinstance(found, kind)
    assert set(found.figures) == expected


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Was für Beiträge machen die so, Bilder oder eher Kurzclips?", "formate"),
        ("Wo sind die Firmen unterwegs, Facebook oder Instagram oder TikTok?", "plattformen"),
        ("Die Aufgabenverteilung bitte: Marketing, Chef, Team nebenher?", "zustaendigkeit"),
        ("Aufteilung bitte: mehr Facebook, YouTube oder TikTok?", "plattformen"),
        ("Alle Werte zur Strategie für ein Diagramm: vom fertigen Konzept bis zur Ablehnung", "strategie"),
    ],
)
def test_options_that_are_examples_only_get_the_overview(
    understanding: Understanding, question: str, topic: str
) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, Answer)
    assert (decision.topic, decision.operation) == (topic, None)


@pytest.mark.parametrize(
    ("question", "figures", "number"),
    [
        ("Machen Marketing-Team und Team mit anderen Aufgaben zusammen fast die Hälfte?",
         {"zustaendig_marketing", "zustaendig_team_nebenbei"}, 50),
        ("Komme ich auf 100, wenn ich die unter drei Jahren und die über drei Jahren zusammenzähle?",
         {"unter_drei_jahre", "ueber_drei_jahre"}, 100),
    ],
)  # fmt: skip
def test_a_number_is_claimed_for_the_sum_of_named_options(
    understanding: Understanding, question: str, figures: set[str], number: float
) -> None:
    found = operation(one(understanding, question))

    assert isinstance(found, Claim)
    assert {found.figure, *found.added} == figures
    assert found.number == number


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # The form of the sentence tells it.
        ("Facebook gegen TikTok: wer gewinnt?", Comparison(("facebook", "tiktok"))),
        (
            "Welcher Unterschied in Punkten besteht zwischen Insta und X?",
            Comparison(("instagram", "twitter")),
        ),
        ("Um wie viele Punkte hängt Facebook TikTok ab?", Comparison(("facebook", "tiktok"))),
        # Nothing stands between the two, or „wie“, or a relative clause.
        (
            "Gibt es doppelt so viele Marketing-Teams wie Einzelpersonen, die das nebenbei machen?",
            Comparison(("zustaendig_marketing", "zustaendig_person_nebenbei")),
        ),
        (
            "Um wie viele Punkte liegt die Gruppe mit fertiger Strategie über der, die noch daran arbeitet?",
            Comparison(("strategie_vorhanden", "strategie_in_arbeit")),
        ),
        (
            "Wie viele haben schon eine Strategie oder sind dabei, eine zu schreiben?",
            Sum(("strategie_vorhanden", "strategie_in_arbeit")),
        ),
        # „ein einziger“ is no person here.
        (
            "Leitung gegen Marketing-Team: liegt da nur ein einziger Prozentpunkt dazwischen?",
            Comparison(("zustaendig_leitung", "zustaendig_marketing")),
        ),
    ],
)
def test_two_options_are_told_apart_however_they_are_joined(
    understanding: Understanding, question: str, expected: Operation
) -> None:
    assert operation(one(understanding, question)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Kann man TikTok und Instagram verknüpfen?",
        "Ist TikTok gefährlicher als Facebook?",
        "Welche App braucht mehr Akku, TikTok oder YouTube?",
        "Ist Instagram älter als TikTok?",
    ],
)
def test_options_in_a_question_about_something_else_are_not_compared(
    understanding: Understanding, question: str
) -> None:
    assert operation(one(understanding, question)) is None


@pytest.mark.parametrize(
    "question",
    [
        "Machen Facebook und Instagram zusammen mehr als 100 Prozent aus?",
        "Stimmt es, dass Facebook und TikTok zusammen 70 Prozent ausmachen?",
    ],
)
def test_no_number_is_held_against_a_sum_that_there_is_not(
    understanding: Understanding, question: str
) -> None:
    assert not isinstance(operation(one(understanding, question)), Claim)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Alle außer dem Chef zusammen, wie viele sind das?",
            {"zustaendig_marketing", "zustaendig_team_nebenbei", "zustaendig_person_nebenbei"},
        ),
        # What is left out may be named anywhere, and what remains as well.
        (
            "Chef und Team mit anderen Aufgaben zusammen, ohne das Marketing-Team",
            {"zustaendig_leitung", "zustaendig_team_nebenbei"},
        ),
        (
            "Strategie schon vorhanden oder fest vorgesehen, ohne die, die gerade dabei sind: Wie viel?",
            {"strategie_vorhanden", "strategie_geplant"},
        ),
        (
            "Wenn ich das Nebenbei-Team weglasse und Marketing-Team, Chefin und Einzelperson addiere?",
            {"zustaendig_marketing", "zustaendig_leitung", "zustaendig_person_nebenbei"},
        ),
        (
            "Marketing-Team, Chef und Einzelperson zusammen, ohne das Marketing-Team: wie viele?",
            {"zustaendig_leitung", "zustaendig_person_nebenbei"},
        ),
        # „Alle drei“ are those that are named.
        (
            "Chef, Marketing-Team und Nebenbei-Team, alle drei zusammen?",
            {"zustaendig_leitung", "zustaendig_marketing", "zustaendig_team_nebenbei"},
        ),
        (
            "Auf wie viel kommen die drei genannten Rhythmen zusammen?",
            {"mehrmals_woche", "taeglich", "mehrmals_taeglich"},
        ),
        (
            "Was ergeben alle vier Zuständigkeiten zusammen?",
            {
                "zustaendig_marketing",
                "zustaendig_leitung",
                "zustaendig_team_nebenbei",
                "zustaendig_person_nebenbei",
            },
        ),
    ],
)
def test_all_options_are_added_or_all_but_one(
    understanding: Understanding, question: str, expected: set[str]
) -> None:
    found = operation(one(understanding, question))

    assert isinstance(found, Sum)
    assert set(found.figures) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele aller Firmen, außer denen mit Marketing-Team, haben eine Strategie?",
        "Nutzen alle außer den Strategieverweigerern TikTok, wie viele sind das?",
        "Wie viele von allen Befragten nutzen TikTok, abgesehen von denen mit Marketing-Team?",
        "Wie viele Firmen machen das ohne die Chefin?",
    ],
)
def test_what_some_do_whom_a_question_leaves_out_is_no_sum(
    understanding: Understanding, question: str
) -> None:
    assert not isinstance(operation(one(understanding, question)), Sum)


def test_only_a_sum_leaves_something_out(understanding: Understanding) -> None:
    assert not isinstance(
        operation(one(understanding, "Warum sind alle außer der Konkurrenz auf TikTok?")), Sum
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Überragt YouTube TikTok bei den Firmen?", {"youtube", "tiktok"}),
        ("Um wie viele Prozentpunkte liegt Facebook vor Instagram?", {"facebook", "instagram"}),
        ("Sind mehr KMU unter oder über drei Jahre dabei?", {"unter_drei_jahre", "ueber_drei_jahre"}),
        (
            "Ist häufiger das Marketing-Team zuständig oder der Chef?",
            {"zustaendig_marketing", "zustaendig_leitung"},
        ),
        ("Facebook oder Instagram: Wo sind mehr Firmen vertreten?", {"facebook", "instagram"}),
        ("Er ist auf TikTok, ich bin auf Instagram. Wo sind denn mehr Firmen?", {"tiktok", "instagram"}),
        (
            "Der eine schwört auf X, der andere auf TikTok. Welches von den beiden benutzen mehr Firmen?",
            {"twitter", "tiktok"},
        ),
    ],
)
def test_comparisons_in_other_words(understanding: Understanding, question: str, expected: set[str]) -> None:
    found = operation(one(understanding, question))

    assert isinstance(found, Comparison)
    assert set(found.figures) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Haben Betriebe auf Instagram mehr Follower als auf Facebook?",
        "Wie viele sind sowohl auf Facebook als auch auf TikTok?",
    ],
)
def test_a_sure_gap_is_not_compared_away(understanding: Understanding, question: str) -> None:
    assert isinstance(one(understanding, question), NotReported)


def test_a_number_that_a_story_names_is_looked_up(understanding: Understanding) -> None:
    found = operation(
        one(
            understanding,
            "Beim Essen sprach einer dauernd von 44 Prozent, ich habe nur genickt. Wofür steht diese Zahl?",
        )
    )

    assert isinstance(found, LookUp)
    assert found.figures == ("ohne_tool",)


@pytest.mark.parametrize(
    ("question", "opposite"),
    [
        ("Wie viele verzichten auf TikTok?", "tiktok"),
        ("Wie viele Firmen machen keine Kurzvideos?", "kurzvideos"),  # a gap is likelier here
        ("Betriebe ohne TikTok, Anteil?", "tiktok"),
        ("Wie viele Firmen sind von Twitter abgesprungen?", "twitter"),
        ("Verzicht auf Kurzvideos, Prozent", "kurzvideos"),
        ("Wie viele Betriebe fehlen auf YouTube?", "youtube"),
        ("Wie viele Betriebe auf Facebook fehlen, wüsste ich gern", "facebook"),
    ],
)
def test_who_does_without_something_is_not_reported(
    understanding: Understanding, question: str, opposite: str
) -> None:
    found = one(understanding, question)

    assert isinstance(found, NotReported)
    assert found.opposite == opposite


def test_who_cannot_do_without_something_is_another_question(understanding: Understanding) -> None:
    found = one(understanding, "Für wie viele geht es geschäftlich ohne Insta und Co. gar nicht mehr?")

    assert isinstance(found, Answer)
    assert found.topic == "unerlaesslich"


@pytest.mark.parametrize(
    "question",
    [
        "Sind die alten Hasen über drei Jahre häufiger auf TikTok als die Neulinge unter drei Jahren?",
        "Macht der Chef eher Kurzvideos als das Marketing-Team?",
        "Posten Firmen mit Marketing-Team häufiger als die, bei denen der Chef zuständig ist?",
        "Haben die TikTok-Nutzer öfter eine Strategie als die Facebook-Nutzer?",
        "Machen Betriebe auf Instagram öfter Kurzvideos als die auf Facebook?",
    ],
)
def test_how_the_answers_to_two_questions_are_related_is_not_reported(
    understanding: Understanding, question: str
) -> None:
    assert isinstance(one(understanding, question), NotReported)


def test_what_a_story_names_relates_nothing(understanding: Understanding) -> None:
    found = operation(
        one(
            understanding,
            "Insta soll ich nebenher machen. Ist das mit einer einzelnen Person häufiger "
            "oder seltener als mit einem Team, das auch anderes tut?",
        )
    )

    assert isinstance(found, Comparison)
    assert set(found.figures) == {"zustaendig_person_nebenbei", "zustaendig_team_nebenbei"}


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Wie sieht's mit der Social-Media-Strategie aus, fertig, in der Mache oder gar nix?", "strategie"),
        ("Welcher Teil der Firmen stellt mehr als einen Beitrag am selben Tag ein?", "mehrmals_taeglich"),
        ("Wie groß ist der Anteil derer, die kürzer als drei Jahre dabei sind?", "unter_drei_jahre"),
        ("Wie viele posten mehrmals in der Woche, jedoch nicht täglich?", "mehrmals_woche"),
        ("Welcher Anteil postet täglich, aber nicht mehrmals am Tag?", "taeglich"),
        ("Sind die meisten unter drei Jahren dabei, oder täuscht das?", "unter_drei_jahre"),
        ("wer is lenger als drei jare dabei, prozent", "ueber_drei_jahre"),
        ("Weniger ols drei Johr dabei, wia viele Firmen san des?", "unter_drei_jahre"),
        ("Nicht täglich, aber schon öfter die Woche, wie viele sind das?", "mehrmals_woche"),
        # What is named is an example of what is asked for.
        ("Was posten die Firmen, Bilder, Videos oder was?", "formate"),
        ("Kümmert sich meist das Marketing oder jemand anderes?", "zustaendigkeit"),
        (
            "Meine Tochter lacht, weil wir noch auf Facebook sind. "
            "Sind wir da wirklich allein, oder wie viele Firmen findet man dort?",
            "facebook",
        ),
    ],
)
def test_what_looks_like_a_comparison_may_be_none(
    understanding: Understanding, question: str, topic: str
) -> None:
    found = one(understanding, question)

    assert isinstance(found, Answer)
    assert found.topic == topic


@pytest.mark.parametrize(
    "question",
    [
        "Läuft es besser, wenn die Chefin postet oder wenn das Marketing-Team postet?",
        "Bringen Kurzvideos den Firmen mehr als Fotobeiträge?",
    ],
)
def test_what_is_better_is_no_question_of_shares(understanding: Understanding, question: str) -> None:
    assert not isinstance(one(understanding, question), Answer)


def test_words_that_compare_name_no_third_option(understanding: Understanding) -> None:
    found = operation(
        one(understanding, "Sind die, die eine Strategie planen, in der Überzahl gegenüber den Verweigerern?")
    )

    assert isinstance(found, Comparison)
    assert set(found.figures) == {"strategie_geplant", "strategie_ausgeschlossen"}


def test_options_that_exclude_each_other_are_added_whatever_else_it_looks_like(
    understanding: Understanding,
) -> None:
    question = (
        "Von den vier Lösungen bei der Zuständigkeit: "
        "Was ergeben Marketing, Leitung und das Team mit Zweitjob?"
    )
    found = operation(one(understanding, question))

    assert isinstance(found, Sum)
    assert set(found.figures) == {"zustaendig_marketing", "zustaendig_leitung", "zustaendig_team_nebenbei"}


def test_what_the_asker_alone_uses_is_no_part_that_he_asks_for(understanding: Understanding) -> None:
    question = "Wir sind nur auf Insta. Wie viele Firmen haben dort ein Profil?"

    assert topic(one(understanding, question)) == "instagram"


def test_who_asks_how_all_is_distributed_wants_all(understanding: Understanding) -> None:
    question = (
        "Wie verteilen sich die Firmen darauf, "
        "ob sie eine Strategie haben, daran sitzen oder sie nicht wollen?"
    )

    assert topic(one(understanding, question)) == "strategie"


@pytest.mark.parametrize(
    "question",
    [
        "Wie oft greift die Inhaberin oder der Chef zum Handy und pflegt die Kanäle?",
        "Wie häufig macht das die Chefin oder der Chef persönlich?",
    ],
)
def test_two_words_for_one_option_compare_nothing(understanding: Understanding, question: str) -> None:
    assert topic(one(understanding, question)) == "zustaendig_leitung"
