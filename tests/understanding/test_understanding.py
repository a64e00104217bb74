"""What the issue promises of the delivered knowledge: which decision a question leads to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.understanding.decision import (
    CHOICES,
    Answer,
    Claim,
    Clarify,
    Comparison,
    NotReported,
    OutOfScope,
    SmallTalk,
)
from bot.understanding.understanding import Understanding
from tests.knowledge_samples import KNOWLEDGE
from tests.understanding.asking import one, topic


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
    ],
)
def test_what_no_source_reports_is_not_reported(
    understanding: Understanding, question: str, gap: str
) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, NotReported)
    assert decision.gap == gap


def test_a_relative_clause_is_not_the_question(understanding: Understanding) -> None:
    assert topic(one(understanding, "die täglich was posten")) == "taeglich"
    assert not isinstance(one(understanding, "Tragen die Krawatte, die täglich was posten?"), Answer)


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
        ("drei Jahre", {"unter_drei_jahre", "ueber_drei_jahre"}),
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
    ("question", "meant"),
    [
        (
            "Macht das in den Betrieben meistens ein Team?",
            {"zustaendig_marketing", "zustaendig_team_nebenbei"},
        ),
        (
            "Bei wie vielen Firmen läuft das bloß so nebenher?",
            {"zustaendig_team_nebenbei", "zustaendig_person_nebenbei"},
        ),
        ("team?", {"zustaendig_marketing", "zustaendig_team_nebenbei"}),
        ("und wie schauts beim etat aus", {"budget_21_30", "budget_erhoehung"}),
        ("Wie viele Betriebe drehen Filme?", {"kurzvideos", "youtube"}),
        ("Haben die Betriebe noch was vor?", {"strategie_geplant", "budget_erhoehung"}),
        ("wie viele firmen posten dauernd was", {"taeglich", "mehrmals_taeglich"}),
    ],
)
def test_what_may_mean_several_topics_is_asked_back(
    understanding: Understanding, question: str, meant: set[str]
) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, Clarify)
    assert decision.ambiguity
    assert meant <= set(decision.options)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Wie viele Betriebe haben ein Team, das noch andere Aufgaben hat?", "zustaendig_team_nebenbei"),
        ("Bei wie vielen Firmen macht das ein Team aus dem Marketing?", "zustaendig_marketing"),
        ("Macht das oft eine einzelne Person nebenher?", "zustaendig_person_nebenbei"),
        ("Wie viele Betriebe drehen kurze Filme?", "kurzvideos"),
        ("Wie viele wollen ihren Etat erhöhen?", "budget_erhoehung"),
        ("Wie viele posten dauernd, also mehrmals am Tag?", "mehrmals_taeglich"),
    ],
)
def test_what_names_one_of_them_is_not(understanding: Understanding, question: str, topic: str) -> None:
    decision = one(understanding, question)

    assert isinstance(decision, Answer)
    assert decision.topic == topic


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


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "In wia vui Betrieb macht des a Team, des nebnbei no was anders zum doa hod?",
            "zustaendig_team_nebenbei",
        ),
        ("Händ die meischte KMU scho es Konzept für Social Media oder nöd?", "strategie_vorhanden"),
        ("Für wie viele Betriebe steht und fällt das Geschäft mit Social Media?", "unerlaesslich"),
    ],
)
def test_what_only_looks_like_a_negation_turns_nothing_round(
    understanding: Understanding, question: str, expected: str
) -> None:
    assert topic(one(understanding, question)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Kannst du meinem Sohn Bruchrechnen erklären, er schreibt morgen Mathe?",
        "Bei uns reißt die Glasur der Eclairs ständig. Wie lange muss sie trocknen?",
    ],
)
def test_what_is_off_the_subject_is_not_asked_back(understanding: Understanding, question: str) -> None:
    assert isinstance(one(understanding, question), OutOfScope)


def test_a_share_within_a_group_is_not_reported(understanding: Understanding) -> None:
    decision = one(
        understanding, "Wie viele der Firmen, die täglich posten, haben dafür jemanden eingestellt?"
    )

    assert isinstance(decision, NotReported)
    assert decision.nearest == ("taeglich",)


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele Chefs haben schon einmal das Passwort für Facebook vergessen?",
        "Wie viel Prozent der TikTok-Firmen haben ihr Konto an einen Nachfolger vererbt?",
    ],
)
def test_what_no_gap_is_about_is_not_reported_either(understanding: Understanding, question: str) -> None:
    assert not isinstance(one(understanding, question), Answer | SmallTalk)


def test_a_question_that_nobody_reports_is_told_what_is_near_it() -> None:
    taught = (
        "Welche Farbe hat der Plan?",
        "Welche Farbe haben Pläne?",
        "In welcher Farbe ist der Plan gehalten?",
    )
    engine = Understanding(KNOWLEDGE.model_copy(update={"unreported": taught}))

    decision = one(engine, "Welche Farbe hat der Plan der KMU?")

    assert isinstance(decision, NotReported)
    assert decision.gap is None
    assert decision.nearest == ("plan_ja",)
