"""What the issue promises of the delivered knowledge: which decision a question leads to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.understanding.decision import (
    Answer,
    Bound,
    Claim,
    Clarify,
    Comparison,
    Decision,
    LookUp,
    NotReported,
    Operation,
    OutOfScope,
    SmallTalk,
    Sum,
)
from bot.understanding.understanding import CHOICES, Understanding
from tests.knowledge_samples import KNOWLEDGE


def one(understanding: Understanding, question: str, *before: str) -> Decision:
    (decision,) = understanding.decide(question, before)
    return decision


def topic(decision: Decision) -> str | None:
    """The topic of a plain answer."""
    return decision.topic if isinstance(decision, Answer) and not decision.operation else None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wie viele haben schon eine Social-Media-Strategie?", "strategie_vorhanden"),
        ("Wie viele entwickeln gerade eine Strategie?", "strategie_in_arbeit"),
        ("Wie viele wollen später eine Strategie entwickeln?", "strategie_geplant"),
        ("Wie viele schließen eine Strategie aus?", "strategie_ausgeschlossen"),
        ("Wie lange sind KMU schon in sozialen Medien aktiv?", "aktiv_seit"),
        ("Wie viele halten Social Media für unverzichtbar?", "unerlaesslich"),
        ("Wie viel vom Marketingbudget geht in Social Media?", "budget_21_30"),
        ("Welcher Teil des Marketingetats fließt in soziale Medien?", "budget_21_30"),
        ("Wie viele Firmen wollen ihr Social-Media-Budget erhöhen?", "budget_erhoehung"),
        ("Wer ist in den Firmen für Social Media zuständig?", "zustaendigkeit"),
        ("Bei wie vielen macht es der Chef selbst?", "zustaendig_leitung"),
        ("Welche Plattformen nutzen KMU?", "plattformen"),
        ("Wie viele KMU sind auf TikTok?", "tiktok"),
        ("Wie viele KMU sind auf Facebook?", "facebook"),
        ("Wie oft posten KMU?", "haeufigkeit"),
        ("Wie viele posten täglich?", "taeglich"),
        ("Wie viele arbeiten ohne Tool?", "ohne_tool"),
        ("Wie viele Unternehmen wurden befragt?", "stichprobe"),
        ("Wer wurde befragt?", "grundgesamtheit"),
        ("Woher stammen die Zahlen?", "quelle"),
        ("Was ist ein KMU?", "kmu_definition"),
    ],
)
def test_a_question_reaches_the_topic_that_it_is_about(
    understanding: Understanding, question: str, expected: str
) -> None:
    assert topic(one(understanding, question)) == expected


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
    ],
)
def test_an_operation_is_found_with_its_figures(
    understanding: Understanding, question: str, operation: Operation
) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, Answer)
    assert decision.operation == operation


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Haben alle Unternehmen eine Social-Media-Strategie?", "strategie_vorhanden"),
        ("Wie viel Prozent aller Firmen sind auf TikTok?", "tiktok"),
        ("Wie viele Unternehmen in Deutschland haben eine Strategie?", "strategie_vorhanden"),
        ("Posten alle Betriebe täglich?", "taeglich"),
    ],
)
def test_a_question_about_all_firms_is_marked(
    understanding: Understanding, question: str, expected: str
) -> None:
    decision = one(understanding, question)

    assert topic(decision) == expected
    assert isinstance(decision, Answer)
    assert decision.beyond_population


def test_a_question_about_those_asked_is_not_marked(understanding: Understanding) -> None:
    decision = one(understanding, "Wie viele der befragten Unternehmen haben eine Strategie?")

    assert isinstance(decision, Answer)
    assert not decision.beyond_population


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("Wie sieht es in Österreich aus?", "luecke_laender"),
        ("Wie viele KMU in Österreich haben eine Strategie?", "luecke_laender"),
        ("Wie viele Firmen in der Schweiz nutzen TikTok?", "luecke_laender"),
        ("Haben alle Unternehmen in Österreich eine Strategie?", "luecke_laender"),
        ("Nutzen in Österreich mehr Firmen Facebook oder TikTok?", "luecke_laender"),
        ("Wie viele Handwerksbetriebe haben eine Social-Media-Strategie?", "luecke_branchen"),
        ("Wie viele Restaurants haben eine Social-Media-Strategie?", "luecke_branchen"),
        ("Wie viele Einzelhändler nutzen Facebook?", "luecke_branchen"),
        ("Wie viele Konzerne haben eine Strategie?", "luecke_groesse"),
        ("Wie viele Start-ups sind auf Instagram?", "luecke_groesse"),
        ("Wann wurde die Umfrage gemacht?", "luecke_zeitraum"),
        ("Ist die Studie repräsentativ?", "luecke_methode"),
        ("Wie viele sind auf LinkedIn?", "luecke_andere_plattformen"),
        ("Wie viel Umsatz bringt Social Media?", "luecke_umsatz"),
        ("Wie viele Follower haben die Firmen?", "luecke_follower"),
        ("Wie viele nutzen ChatGPT für ihre Beiträge?", "luecke_ki"),
        ("Wie erstelle ich eine Social-Media-Strategie?", "luecke_anleitung"),
        ("Wie viele wollen ihr Budget nicht erhöhen?", "luecke_budget_andere"),
    ],
)
def test_what_no_source_reports_is_not_reported(
    understanding: Understanding, question: str, gap: str
) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, NotReported)
    assert decision.gap == gap


@pytest.mark.parametrize(
    "question",
    [
        "Wie viel Prozent der Deutschen haben ein Haustier?",
        "Wie viel Prozent der Deutschen essen Fleisch?",
        "Wie viel Prozent der Katzen sind rot?",
        "Wie viele Strategien gibt es beim Schach?",
        "Welche Strategie ist beim Schach am besten?",
        "Wer ist für die Müllabfuhr zuständig?",
        "Wer ist der Chef von Bayern München?",
        "Wie viele Deutsche posten täglich Urlaubsfotos?",
        "Wie viele Chefs essen täglich Müsli?",
        "Wie viele Firmen nutzen Homeoffice?",
        "Wie viele Unternehmen haben eine Photovoltaikanlage?",
        "Wie viele Unternehmen sind insolvent?",
        "Wie viele KMU nutzen eine Cloud?",
        "Stimmt es, dass 60 % der Deutschen einen Hund haben?",
        "Was ist die Hauptstadt von Frankreich?",
        "Wie alt ist Mark Zuckerberg?",
        "Wofür steht ADAC?",
        "asdfghjkl",
        "123456",
        "?",
        "",
        "   \n ",
        "🙂",
        "\x00",
    ],
)
def test_what_only_looks_alike_is_never_answered(understanding: Understanding, question: str) -> None:
    assert isinstance(one(understanding, question), OutOfScope)


@pytest.mark.parametrize(
    "question",
    [
        "Wie hoch ist das Budget der Bundeswehr?",
        "Stimmt es, dass 60 % der Deutschen Strategien mögen?",
        "Welche Firma stellt Kräne her?",
        "Team Deutschland bei Olympia",
    ],
)
def test_a_shared_word_alone_shows_no_figure(understanding: Understanding, question: str) -> None:
    assert isinstance(one(understanding, question), OutOfScope | Clarify)


def test_another_language_is_told_from_another_subject(understanding: Understanding) -> None:
    english = one(understanding, "What is the capital of France?")
    german = one(understanding, "Was ist die Hauptstadt von Frankreich?")

    assert isinstance(english, OutOfScope)
    assert english.foreign_language
    assert isinstance(german, OutOfScope)
    assert not german.foreign_language


@pytest.mark.parametrize(
    ("message", "talk"),
    [
        ("Hallo", "gruss"),
        ("Guten Morgen!", "gruss"),
        ("Danke!", "dank"),
        ("Tschüss", "abschied"),
        ("Was kannst du?", "hilfe"),
    ],
)
def test_courtesies_are_small_talk(understanding: Understanding, message: str, talk: str) -> None:
    decision = one(understanding, message)

    assert isinstance(decision, SmallTalk)
    assert decision.talk == talk


@pytest.mark.parametrize(
    ("question", "among"),
    [
        ("Jahre", {"unter_drei_jahre", "ueber_drei_jahre"}),
        ("Influencer täglich", {"influencer", "taeglich"}),
    ],
)
def test_two_topics_that_are_close_are_both_offered(
    understanding: Understanding, question: str, among: set[str]
) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, Clarify)
    assert among <= set(decision.options)
    assert len(decision.options) <= CHOICES


@pytest.mark.parametrize(
    ("question", "before", "expected"),
    [
        ("Und wie viele planen eine?", "strategie", "strategie_geplant"),
        ("und der Chef?", "zustaendigkeit", "zustaendig_leitung"),
        ("und die Marketingabteilung?", "zustaendigkeit", "zustaendig_marketing"),
        ("Und wie viele arbeiten daran?", "strategie_vorhanden", "strategie_in_arbeit"),
        ("und wie viele schließen das aus?", "strategie", "strategie_ausgeschlossen"),
        ("oder keine?", "strategie_vorhanden", "strategie_keine"),
        ("Und auf Instagram?", "plattformen", "instagram"),
        ("und täglich?", "haeufigkeit", "taeglich"),
        ("und länger als drei Jahre?", "unter_drei_jahre", "ueber_drei_jahre"),
    ],
)
def test_an_incomplete_question_is_read_after_the_last_topic(
    understanding: Understanding, question: str, before: str, expected: str
) -> None:
    assert topic(one(understanding, question, before)) == expected


@pytest.mark.parametrize(
    "before", ["strategie", "zustaendigkeit", "plattformen", "luecke_laender", "unbekannt"]
)
@pytest.mark.parametrize(
    "question",
    [
        "Wie viele KMU nutzen TikTok?",
        "Wie viele KMU haben keine Social-Media-Strategie?",
        "Wer ist in den Firmen für Social Media zuständig?",
        "Wie wird das Wetter morgen?",
        "Wofür stehen die 34 Prozent?",
        "Wie viele sind auf LinkedIn?",
        "Team Budget",
        "Was ist ein Chef?",
        "Danke!",
    ],
)
def test_a_complete_question_is_never_bent_by_what_came_before(
    understanding: Understanding, question: str, before: str
) -> None:
    assert one(understanding, question, before) == one(understanding, question)


def test_what_came_before_brings_nothing_into_another_subject(understanding: Understanding) -> None:
    assert isinstance(one(understanding, "und das Wetter?", "strategie"), OutOfScope)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Wie viele haben eine Strategie? Und wie viele sind auf TikTok?", ["strategie_vorhanden", "tiktok"]),
        ("Wie viele sind auf TikTok und wie viele haben eine Strategie?", ["tiktok", "strategie_vorhanden"]),
        (
            "Wie viele haben eine Strategie? Und wie viele planen eine?",
            ["strategie_vorhanden", "strategie_geplant"],
        ),
        ("Wie viele haben eine Strategie? Wie viele haben eine Strategie?", ["strategie_vorhanden"]),
        (
            "Wie viele nutzen Facebook? Wie viele nutzen YouTube? Wie viele nutzen TikTok?",
            ["facebook", "youtube", "tiktok"],
        ),
        ("Hallo! Wie viele haben eine Strategie?", ["strategie_vorhanden"]),
        ("Ich bin Wirtin. Wie viele haben eine Strategie? Danke!", ["strategie_vorhanden"]),
    ],
)
def test_the_questions_of_a_message_are_answered_in_their_order(
    understanding: Understanding, message: str, expected: list[str]
) -> None:
    assert [topic(decision) for decision in understanding.decide(message)] == expected


def test_a_question_nobody_reports_may_stand_beside_one_that_is_answered(
    understanding: Understanding,
) -> None:
    first, second = understanding.decide("Wie viele wurden befragt? Und wann war die Umfrage?")

    assert topic(first) == "stichprobe"
    assert isinstance(second, NotReported)
    assert second.gap == "luecke_zeitraum"


@pytest.mark.parametrize(
    ("typed", "picked"),
    [("1", "tiktok"), ("2", "luecke_laender"), ("die zweite", "luecke_laender"), ("eins", "tiktok")],
)
def test_an_offered_choice_is_picked_by_its_number(
    understanding: Understanding, typed: str, picked: str
) -> None:
    (decision,) = understanding.decide(typed, offered=("tiktok", "luecke_laender"))

    assert picked in {getattr(decision, "topic", None), getattr(decision, "gap", None)}
    assert decision.confidence == 1


@pytest.mark.parametrize("entry", ["tiktok", "strategie_keine", "luecke_laender"])
def test_an_offered_choice_is_picked_by_its_title(understanding: Understanding, entry: str) -> None:
    entries = {**understanding.knowledge.topics, **understanding.knowledge.gaps}

    (decision,) = understanding.decide(entries[entry].title.upper(), offered=("facebook", entry, "weg"))

    assert entry in {getattr(decision, "topic", None), getattr(decision, "gap", None)}


@pytest.mark.parametrize(
    ("variants", "expected"),
    [
        (
            [
                "Wie viele KMU haben eine Social-Media-Strategie?",
                "WIE VIELE KMU HABEN EINE SOCIAL-MEDIA-STRATEGIE???",
                "wie viele kmu haben eine social media strategie",
                "wieviele kmu haben ne social-media-strategie",
                "Wie viele #KMU haben eine #SocialMediaStrategie? 🚀",
                "@kmubot Wie viele KMU haben eine „Social-Media-Strategie“?",
                "Wie viele KMU haben eine Social\u2011Media\u2011Strategie?",
                "Wie   viele\tKMU haben\u00a0eine Social-Media-Strategie ?",
                "Wieviel KMU händ e Social-Media-Strategie?",
                "Wie viele KMU haben eine Sozial-Media-Stratgie?",
            ],
            "strategie_vorhanden",
        ),
        (
            [
                "Wer ist für Social Media zuständig?",
                "Wer ist fuer Social Media zustaendig?",
                "wer ist fur social media zustandig",
                "WER IST FÜR SOCIAL MEDIA ZUSTÄNDIG",
                "Wer ist fu\u0308r Social Media zusta\u0308ndig?",
                "Wer isch für Social Media zueständig?",
                "Wer ist für #SocialMedia zuständig? 😊",
            ],
            "zustaendigkeit",
        ),
        (
            [
                "Wie viele posten täglich?",
                "Wie viele posten taeglich?",
                "WIE VIELE POSTEN TÄGLICH",
                "wieviele posten taglich",
            ],
            "taeglich",
        ),
    ],
)
def test_spellings_of_a_question_reach_the_same_topic(
    understanding: Understanding, variants: list[str], expected: str
) -> None:
    assert {variant: topic(one(understanding, variant)) for variant in variants} == dict.fromkeys(
        variants, expected
    )


def test_the_first_words_of_a_very_long_message_are_read(understanding: Understanding) -> None:
    (decision, *_) = understanding.decide("Wie viele KMU haben eine Strategie?" + " " * 50_000 + "x" * 50_000)

    assert topic(decision) == "strategie_vorhanden"


def test_the_same_question_always_leads_to_the_same_decision(understanding: Understanding) -> None:
    question = "Macht das eher die Marketingabteilung oder der Chef?"

    assert understanding.decide(question) == understanding.decide(question)


WORDS = sorted({word for _, example in KNOWLEDGE.examples() for word in example.split()})
QUESTION = st.lists(
    st.sampled_from([*WORDS, "60 %", "oder", "die Hälfte", "Stimmt es,", "\n", "😀"]), max_size=14
)


@given(message=QUESTION.map(" ".join) | st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_message_leads_to_decisions_that_name_what_is_known(
    sample_assistant: Assistant, message: str
) -> None:
    known = sample_assistant.knowledge
    entries = {*known.topics, *known.gaps}

    decisions = sample_assistant.understanding.decide(message, ("plan",), ("plan_ja", "mail"))

    assert decisions
    for decision in decisions:
        assert 0 <= decision.confidence <= 1
        match decision:
            case Answer():
                assert decision.topic in known.topics or decision.operation is not None
                assert set(decision.alternatives) <= entries
            case NotReported():
                named = decision.gap in known.gaps or decision.opposite in known.topics
                assert named or decision.number is not None
                assert set(decision.nearest_figures) <= set(known.figures)
            case Clarify():
                assert decision.options
                assert set(decision.options) <= entries
            case SmallTalk():
                assert decision.talk in known.small_talk


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
    ("question", "topic"),
    [
        ("Danke, und wie viele sind auf TikTok?", "tiktok"),
        ("Hallo Bot, wer ist zuständig?", "zustaendigkeit"),
        ("Wir haben keine Strategie. Und die anderen?", "strategie_keine"),
        ("Was genau ist ein Drittel?", "budget_21_30"),
    ],
)
def test_what_stands_around_a_question_does_not_hide_it(
    understanding: Understanding, question: str, topic: str
) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, Answer)
    assert decision.topic == topic


def test_the_others_after_an_answer_are_its_whole_distribution(understanding: Understanding) -> None:
    (decision,) = understanding.decide("und die anderen?", ("strategie_vorhanden",))

    assert isinstance(decision, Answer)
    assert decision.topic == "strategie"


@pytest.mark.parametrize(
    ("message", "before"),
    [
        ("Wie wird das Wetter? Und die anderen?", ()),
        ("und die anderen?", ("weg",)),
        ("und die anderen?", ("weg", "luecke_laender")),
        ("und die anderen?", ("dank",)),
        ("und die anderen?", ()),
    ],
)
def test_the_others_after_what_is_no_topic_never_name_an_unknown_one(
    understanding: Understanding, message: str, before: tuple[str, ...]
) -> None:
    for decision in understanding.decide(message, before):
        assert not isinstance(decision, Answer) or decision.topic in understanding.knowledge.topics


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
    "question",
    [
        "Wie viele sind seit mehr als sieben Jahren aktiv?",
        "Wie viele geben 50 Prozent ihres Marketingbudgets für Social Media aus?",
        "Wie viele aller Betriebe in Österreich sind auf Instagram?",
        "Wie viele KMU waren 2016 auf TikTok?",
        "Wie viele Politiker nutzen Instagram?",
        "Wie viele Behörden haben eine Social-Media-Strategie?",
        "Haben Firmen mit Strategie mehr Erfolg?",
    ],
)
def test_what_sounds_like_a_topic_but_is_not_reported(understanding: Understanding, question: str) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, NotReported)
    assert decision.opposite is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Stimmt es, dass 90 Porzent Social Media für unverzichtbar halten?", Claim),
        ("Ist TikTok setlener als Instagram?", Comparison),
    ],
)
def test_a_typing_error_hides_no_sign_of_grammar(
    understanding: Understanding, question: str, expected: type[Claim] | type[Comparison]
) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, Answer)
    assert isinstance(decision.operation, expected)


def test_an_overview_that_leads_its_own_option_is_given(understanding: Understanding) -> None:
    assert topic(one(understanding, "Was ist das Schlusslicht bei den Netzwerken?")) == "plattformen"


@pytest.mark.parametrize(
    "question",
    [
        "Stimmt es, dass nur 60 % der KMU eine Strategie haben?",
        "Haben wirklich schon 60 Prozent eine Strategie?",
        "Rund 60 % haben eine Strategie. Ist da was dran?",
    ],
)
def test_a_stressed_number_is_a_claim(understanding: Understanding, question: str) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, Answer)
    assert isinstance(decision.operation, Claim)
    assert decision.operation.figure == "strategie_vorhanden"


def test_a_question_that_refers_back_is_read_with_what_it_refers_to(understanding: Understanding) -> None:
    asked = "Wir haben noch keine Strategie, sie ist aber geplant. Wie viele sind in der gleichen Lage?"

    assert topic(one(understanding, asked)) == "strategie_geplant"


def test_two_questions_with_one_answer_get_it_once(understanding: Understanding) -> None:
    assert topic(one(understanding, "Wie oft posten Firmen? Und wie oft posten andere?")) == "haeufigkeit"


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("Wie viele posten täglich auf TikTok?", "luecke_rhythmus"),
        ("Wie oft posten Firmen auf YouTube?", "luecke_rhythmus"),
        ("Ist Aldi auf TikTok?", "luecke_andere_gruppen"),
    ],
)
def test_frequency_by_platform_and_named_firms_are_not_reported(
    understanding: Understanding, question: str, gap: str
) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, NotReported)
    assert decision.gap == gap


def test_a_place_named_in_another_sentence_is_asked_about(
    understanding: Understanding,
) -> None:
    told = "Unser Konto bei Twitter haben wir gelöscht. Wie viele kleine Firmen sind dort noch aktiv?"
    assert topic(one(understanding, told)) == "twitter"
    stays = "Twitter haben wir gelöscht. Wie viele sind noch auf Facebook?"
    assert topic(one(understanding, stays)) == "facebook"


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("Welcher Anteil beträgt 46 Prozent?", True),
        ("59 von hundert, wer ist das?", True),
        ("Sind 60 Prozent Luftfeuchtigkeit im Keller zu viel?", False),
        ("Mein Akku ist bei 34 %", False),
    ],
)
def test_a_number_is_looked_up_only_if_nothing_else_is_asked(
    understanding: Understanding, question: str, stated: bool
) -> None:
    assert isinstance(one(understanding, question), Answer) is stated
