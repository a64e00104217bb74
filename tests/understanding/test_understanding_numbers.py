"""Numbers, claims, sums and opposites: which operation a question on the delivered knowledge asks for."""

import pytest

from bot.understanding.decision import (
    Answer,
    Bound,
    Claim,
    Comparison,
    LookUp,
    NotReported,
    Operation,
    OutOfScope,
    Sum,
)
from bot.understanding.understanding import Understanding
from tests.understanding.asking import one, topic


@pytest.mark.parametrize(
    ("positive", "negative"),
    [
        ("Wie viele haben eine Strategie?", "Wie viele haben keine Strategie?"),
        (
            "Wie viele KMU haben eine Social-Media-Strategie?",
            "Wie viele KMU haben keine Social-Media-Strategie?",
        ),
        (
            "Wie viele Betriebe haben ein Konzept für Social Media?",
            "Wie viele Betriebe haben kein Konzept für Social Media?",
        ),
        ("Wie viele Betriebe arbeiten mit einem Konzept?", "Wie viele Betriebe arbeiten ohne Konzept?"),
        (
            "Haben die meisten Mittelständler eine Strategie?",
            "Haben die meisten Mittelständler keine Strategie?",
        ),
        (
            "Wie viel Prozent besitzen eine Social-Media-Strategie?",
            "Wie viel Prozent besitzen keine Social-Media-Strategie?",
        ),
        ("anteil mit strategie", "anteil ohne strategie"),
        ("Wer hat einen Plan für Instagram und Co.?", "Wer hat keinen Plan für Instagram und Co.?"),
        ("WIE VIELE HABEN EINE STRATEGIE", "WIE VIELE HABEN KEINE STRATEGIE"),
    ],
)
def test_a_negation_turns_the_answer_round(
    understanding: Understanding, positive: str, negative: str
) -> None:
    assert topic(one(understanding, positive)) == "strategie_vorhanden"
    assert topic(one(understanding, negative)) == "strategie_keine"


@pytest.mark.parametrize(
    ("question", "number", "figures"),
    [
        ("Wofür stehen die 19 Prozent?", 19, {"zustaendig_team_nebenbei", "mehrmals_taeglich"}),
        ("Was bedeuten die 71 %?", 71, {"aktiv_seit"}),
        ("Wofür stehen einundsiebzig Prozent?", 71, {"aktiv_seit"}),
        (
            "Wofür stehen die 56 Prozent?",
            56,
            {"unerlaesslich", "presse_unerlaesslich", "youtube", "instagram", "statische_beitraege"},
        ),
        ("Was ist mit den 34 % gemeint?", 34, {"strategie_in_arbeit", "presse_in_arbeit", "mehrmals_woche"}),
        ("Wofür steht die 250?", 250, {"stichprobe"}),
        ("38 Prozent", 38, {"twitter"}),
    ],
)
def test_a_number_is_looked_up_with_all_its_meanings(
    understanding: Understanding, question: str, number: float, figures: set[str]
) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, Answer)
    assert isinstance(decision.operation, LookUp)
    assert decision.operation.number == number
    assert set(decision.operation.figures) == figures


@pytest.mark.parametrize("number", [1, 3, 7, 12, 28, 42, 50, 62, 78, 95, 100])
@pytest.mark.parametrize("form", ["Wofür stehen die {} Prozent?", "Was bedeuten {} %?"])
def test_a_number_that_no_source_states_is_not_reported(
    understanding: Understanding, number: int, form: str
) -> None:
    decision = one(understanding, form.format(number))

    assert isinstance(decision, NotReported)
    assert decision.number == number
    assert len(decision.nearest_figures) == 2


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        (
            "Wie viele haben eine Strategie oder arbeiten daran?",
            Sum(("strategie_vorhanden", "strategie_in_arbeit")),
        ),
        (
            "Wie viele haben eine Strategie oder planen eine?",
            Sum(("strategie_vorhanden", "strategie_geplant")),
        ),
        ("Wie viele posten täglich oder mehrmals täglich?", Sum(("taeglich", "mehrmals_taeglich"))),
        (
            "Macht das eher die Marketingabteilung oder der Chef?",
            Comparison(("zustaendig_marketing", "zustaendig_leitung")),
        ),
        (
            "Machen das eher Marketingteams oder die Geschäftsführung?",
            Comparison(("zustaendig_marketing", "zustaendig_leitung")),
        ),
        ("Sind mehr KMU auf Facebook oder auf TikTok?", Comparison(("facebook", "tiktok"))),
        ("YouTube oder Instagram?", Comparison(("youtube", "instagram"))),
        ("Stimmt es, dass 70 % eine Strategie haben?", Claim("strategie_vorhanden", 70, Bound.EXACTLY)),
        ("Ist es wahr, dass 43 Prozent TikTok nutzen?", Claim("tiktok", 43, Bound.EXACTLY)),
        ("Ich habe gelesen, dass 59 % auf Facebook sind. Stimmt das?", Claim("facebook", 59, Bound.EXACTLY)),
        ("Sind mehr als 50 Prozent auf YouTube?", Claim("youtube", 50, Bound.MORE)),
        ("Stimmt es, dass höchstens 40 % auf TikTok sind?", Claim("tiktok", 40, Bound.AT_MOST)),
        ("Stimmt es, dass mindestens die Hälfte täglich postet?", Claim("taeglich", 50, Bound.AT_LEAST)),
        (
            "Stimmt es, dass rund 60 Prozent eine Strategie haben?",
            Claim("strategie_vorhanden", 60, Bound.ABOUT),
        ),
        (
            "Stimmt es, dass jeder fünfte Chef das selbst macht?",
            Claim("zustaendig_leitung", 20, Bound.ABOUT),
        ),
        ("Stimmt es, dass die Hälfte ihr Budget erhöhen will?", Claim("budget_erhoehung", 50, Bound.ABOUT)),
        ("Es sind nicht nur 20 Prozent auf Facebook, oder?", Claim("facebook", 20, Bound.MORE)),
        (
            "Vier von fünf sind kürzer als drei Jahre dabei, stimmt das?",
            Claim("unter_drei_jahre", 80, Bound.ABOUT),
        ),
        (
            "94 Prozent haben eine Strategie oder arbeiten daran, richtig?",
            Claim("strategie_vorhanden", 94, Bound.EXACTLY, ("strategie_in_arbeit",)),
        ),
        (
            "67 Prozent posten täglich oder mehrmals pro Woche, stimmt das?",
            Claim("taeglich", 67, Bound.EXACTLY, ("mehrmals_woche",)),
        ),
        (
            "Angeblich plant jeder Fünfte, bald eine Strategie zu entwickeln. Wahr oder falsch?",
            Claim("strategie_geplant", 20, Bound.ABOUT),
        ),
        (
            "TikTok nutzt doch kein Betrieb, das sind keine 20 Prozent, stimmt das?",
            Claim("tiktok", 20, Bound.LESS),
        ),
    ],
)
def test_an_operation_is_found_with_its_figures(
    understanding: Understanding, question: str, operation: Operation
) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, Answer)
    assert decision.operation == operation


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele nutzen kein TikTok?",
        "Stimmt es, dass 43 % nicht auf TikTok sind?",
        "Stimmt es, dass 59 % nicht auf Facebook sind?",
        "Wie viele halten Social Media nicht für unerlässlich?",
        "Wie viele verzichten auf TikTok?",
        "Wie viele KMU verzichten auf Influencer?",
    ],
)
def test_the_opposite_of_a_figure_is_never_confirmed_nor_given(
    understanding: Understanding, question: str
) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, NotReported)
    assert decision.opposite in understanding.knowledge.topics


@pytest.mark.parametrize(
    "question",
    [
        "Ist es falsch, dass 59 % auf Facebook sind?",
        "Stimmt es, dass 46 % auf Influencer verzichten?",
        "Stimmt es, dass KMU mehr als 30 % ihres Marketingbudgets in Social Media investieren?",
        "Stimmt es, dass 60 % der Universitäten eine Social-Media-Strategie haben?",
        "Stimmt es, dass 43 % TikTok täglich nutzen?",
        "Stimmt es, dass 250 Millionen KMU befragt wurden?",
    ],
)
def test_a_claim_that_says_more_than_the_source_gets_no_verdict(
    understanding: Understanding, question: str
) -> None:
    decision = one(understanding, question)

    assert not isinstance(getattr(decision, "operation", None), Claim)


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        (
            "Wie viele haben Marketingteam, Leitung oder ein Team nebenbei?",
            {"zustaendig_marketing", "zustaendig_leitung", "zustaendig_team_nebenbei"},
        ),
        ("Nutzen mehr Firmen Facebook, Instagram oder TikTok?", {"facebook", "instagram", "tiktok"}),
    ],
)
def test_no_part_of_three_is_dropped(understanding: Understanding, question: str, figures: set[str]) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, Answer)
    assert isinstance(decision.operation, Sum | Comparison)
    assert set(decision.operation.figures) == figures


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("Was bedeuten die 60 % und die 13 %?", ("strategie_vorhanden", "zustaendig_person_nebenbei")),
        ("43 und 33 Prozent?", ("tiktok", "taeglich")),
    ],
)
def test_two_numbers_are_both_looked_up(
    understanding: Understanding, question: str, figures: tuple[str, ...]
) -> None:
    decisions = understanding.decide(question)

    assert len(decisions) == 2
    for decision, figure in zip(decisions, figures, strict=True):
        assert isinstance(decision, Answer)
        assert isinstance(decision.operation, LookUp)
        assert figure in decision.operation.figures


def test_two_claims_are_both_judged(understanding: Understanding) -> None:
    decisions = understanding.decide("60 % haben eine Strategie und 34 % arbeiten daran, stimmt das?")

    claims = [decision.operation for decision in decisions if isinstance(decision, Answer)]
    assert [claim.figure for claim in claims if isinstance(claim, Claim)] == [
        "strategie_vorhanden",
        "strategie_in_arbeit",
    ]


@pytest.mark.parametrize(
    ("number", "topic"), [(77, "zustaendigkeit"), (41, "strategie_keine"), (101, "strategie")]
)
def test_a_sum_that_an_answer_states_can_be_looked_up(
    understanding: Understanding, number: int, topic: str
) -> None:
    decision = one(understanding, f"Wofür stehen die {number} Prozent?")

    assert isinstance(decision, Answer)
    assert decision.topic == topic


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        # The number may be stressed …
        ("Stimmt es, dass nur 60 % der KMU eine Strategie haben?", "strategie_vorhanden"),
        ("Haben wirklich schon 60 Prozent eine Strategie?", "strategie_vorhanden"),
        ("Rund 60 % haben eine Strategie. Ist da was dran?", "strategie_vorhanden"),
        # … a negation or a measure may belong to what is claimed …
        ("Stimmt es, dass 56 % auf Social Media nicht verzichten können?", "unerlaesslich"),
        ("Stimmt es, dass 20 % seit mehr als drei Jahren dabei sind?", "ueber_drei_jahre"),
        ("Stimmt es, dass 80 % seit weniger als drei Jahren dabei sind?", "unter_drei_jahre"),
        # … somebody may have told it, in reported speech …
        (
            "Unser Chef hat auf der Messe erzählt, 60 Prozent hätten eine Strategie. Liegt er richtig?",
            "strategie_vorhanden",
        ),
        ("Angeblich seien 59 Prozent auf Facebook.", "facebook"),
        ("Nur jeder Fünfte hat eine Social-Media-Strategie, nicht wahr?", "strategie_vorhanden"),
        ("Nicht einmal jedes zehnte KMU macht etwas mit Influencern, oder?", "influencer"),
        # … and the topic may be sure only together with its number.
        ("Stimmt es, dass 46 % Influencer einsetzen?", "influencer"),
    ],
)
def test_a_number_is_claimed_of_a_topic(understanding: Understanding, question: str, figure: str) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, Answer)
    assert isinstance(decision.operation, Claim)
    assert decision.operation.figure == figure


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("Welcher Anteil beträgt 46 Prozent?", True),
        ("59 von hundert, wer ist das?", True),
        ("Sind 60 Prozent Luftfeuchtigkeit im Keller zu viel?", False),
        ("Mein Akku ist bei 34 %", False),
        # What nobody reports is not looked up by the number beside it.
        ("Teilen 60 Prozent Kundenbewertungen?", False),
    ],
)
def test_a_number_is_looked_up_only_if_nothing_else_is_asked(
    understanding: Understanding, question: str, stated: bool
) -> None:
    assert isinstance(one(understanding, question), Answer) is stated


def test_the_reason_for_a_figure_is_no_claim_of_it(understanding: Understanding) -> None:
    decision = one(understanding, "Wieso wollen zwei Prozent partout keine Strategie?")

    assert isinstance(decision, NotReported)
    assert decision.gap == "luecke_gruende"


@pytest.mark.parametrize(
    "claim",
    [
        "Stimmt es, dass 56 % Social Media nicht für wichtig halten?",
        "Stimmt es, dass 56 % Social Media nicht für unverzichtbar halten?",
    ],
)
def test_a_claim_of_the_opposite_is_no_claim(understanding: Understanding, claim: str) -> None:
    decision = one(understanding, claim)

    assert isinstance(decision, NotReported)
    assert decision.opposite == "unerlaesslich"


def test_sums_of_bare_numbers_are_off_the_subject(understanding: Understanding) -> None:
    assert one(understanding, "Was ist 2+2?") == OutOfScope(1.0)


@pytest.mark.parametrize(
    "claim",
    [
        "43 Prozent nutzen nur TikTok, stimmt das?",
        "54 Prozent arbeiten ohne Influencer, richtig?",
        "98 Prozent lehnen eine Strategie nicht ab, stimmt's?",
        "56 Prozent der Videos laufen auf YouTube, richtig?",
        "46 Prozent der Influencer arbeiten mit KMU, oder?",
        "Stimmt es, dass 80 Prozent der KMU jünger als drei Jahre sind?",
        "Wie viele haben TikTok aufgegeben?",
        "Wie viele lehnen eine Strategie nicht ab?",
    ],
)
def test_what_only_sounds_like_a_figure_is_not_reported(understanding: Understanding, claim: str) -> None:
    assert isinstance(one(understanding, claim), NotReported)


@pytest.mark.parametrize(
    ("claim", "meant"),
    [
        ("43 Prozent wollen TikTok nutzen, stimmt das?", "tiktok"),
        ("Wurden 250 Personen befragt?", "stichprobe"),
        ("Mehr als 40 Prozent haben ihr Budget erhöht, stimmt das?", "budget_erhoehung"),
    ],
)
def test_a_claim_that_says_more_than_a_figure_is_shown_the_figure_without_a_verdict(
    understanding: Understanding, claim: str, meant: str
) -> None:
    decision = one(understanding, claim)

    assert isinstance(decision, Answer)
    assert (decision.topic, decision.operation) == (meant, None)
