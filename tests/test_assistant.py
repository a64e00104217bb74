"""The one door: any message in, one valid reply out; what the issue promises, as a user reads it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.composer import NO_PART, OFF_SUBJECT, POPULATION_LIMIT
from bot.answering.operations import NO, NOT_ADDED, OPEN, YES
from bot.answering.reply import Reply, plain
from bot.assistant import Assistant, Context
from bot.knowledge.model import Knowledge
from bot.understanding.decision import Kind
from tests.knowledge_samples import KNOWLEDGE
from tests.replies import assert_valid

ARTICLE = "springer_kmu"


def figures(reply: Reply) -> list[str]:
    return [figure.id for figure in reply.figures]


def read(reply: Reply) -> str:
    return plain(reply.lines)


@pytest.mark.parametrize(
    ("question", "begins", "contains"),
    [
        ("Wie viele KMU haben eine Social-Media-Strategie?", "60 %", []),
        ("Wie viele schließen eine Strategie aus?", "2 %", ["1 %", "GetApp"]),
        ("Wie lange sind KMU schon in sozialen Medien aktiv?", "71 %", ["80 %", "GetApp"]),
        ("Wie viele halten Social Media für unverzichtbar?", "56 %", []),
        ("Wie viele KMU sind auf TikTok?", "43 %", ["Facebook", "59 %"]),
        ("Wie viele haben noch keine fertige Strategie?", "", ["41 %", "34 %", "5 %", "2 %", "Runden"]),
        ("Wie viel Budget fließt in Social Media?", "", ["ber ein Drittel", "21 bis 30 %"]),
        (
            "Wie viele haben eine Strategie oder arbeiten daran?",
            "94 % der befragten KMU zusammen: 60 % + 34 %",
            ["101 %"],
        ),
        ("Macht das eher die Marketingabteilung oder der Chef?", "", ["25 %", "20 %", "5 Prozentpunkte"]),
        ("Sind mehr KMU auf Facebook oder auf TikTok?", "", ["59 %", "43 %", "16 Prozentpunkte"]),
        ("YouTube oder Instagram?", "", ["56 %", "gleich viele"]),
        ("Wie viele nutzen Facebook und TikTok zusammen?", NOT_ADDED, ["59 %", "43 %"]),
        ("Stimmt es, dass 60 % eine Strategie haben?", f"{YES}60 %", []),
        ("Stimmt es, dass 70 % eine Strategie haben?", f"{NO}60 %", []),
        ("Stimmt es, dass mehr als 50 % eine Strategie haben?", f"{YES}60 %", []),
        ("Stimmt es, dass weniger als 50 % eine Strategie haben?", f"{NO}60 %", []),
        ("Stimmt es, dass 34 % eine Strategie haben?", f"{NO}60 %", ["34 % erarbeiten gerade"]),
        ("Stimmt es, dass der Chef in 25 % der Firmen zuständig ist?", f"{NO}20 %", ["Marketing-Team"]),
        ("Stimmt es, dass 45 % ihr Budget erhöhen wollen?", f"{OPEN}mehr als 40 %", []),
        ("Stimmt es, dass 30 % ihr Budget erhöhen wollen?", f"{NO}mehr als 40 %", []),
        ("Haben alle Unternehmen eine Strategie?", POPULATION_LIMIT, ["60 %"]),
        ("Wie wird das Wetter morgen?", OFF_SUBJECT, []),
        ("Wofür stehen die 72 Prozent?", "", ["71 %", "80 %"]),
        ("Wofür stehen die 56 Prozent?", "", ["YouTube", "Instagram", "statische Beiträge", "unverzichtbar"]),
        ("Was bedeuten die 34 %?", "", ["Strategie", "mehrmals pro Woche"]),
    ],
)
def test_a_question_is_answered_with_these_words(
    delivered_assistant: Assistant, question: str, begins: str, contains: list[str]
) -> None:
    reply = delivered_assistant.reply(question)

    assert_valid(reply, delivered_assistant.knowledge)
    assert read(reply).startswith(begins)
    for words in contains:
        assert words in read(reply)


@pytest.mark.parametrize(
    ("question", "other_source"),
    [
        ("Wie lange sind KMU schon in sozialen Medien aktiv?", "getapp_presse"),
        ("Wie viele schließen eine Strategie aus?", "getapp_presse"),
        ("Wie viele haben noch keine fertige Strategie?", "getapp_presse"),
    ],
)
def test_where_sources_differ_the_article_leads_and_the_other_is_cited(
    delivered_assistant: Assistant, question: str, other_source: str
) -> None:
    reply = delivered_assistant.reply(question)

    assert reply.figures[0].source == ARTICLE
    assert reply.citations[0].source == ARTICLE
    assert other_source in {citation.source for citation in reply.citations}


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele KMU in Österreich haben eine Strategie?",
        "Wie viele Handwerksbetriebe haben eine Social-Media-Strategie?",
        "Wie viele Konzerne haben eine Strategie?",
        "Wie viele sind auf LinkedIn?",
    ],
)
def test_what_no_source_reports_is_said_and_something_near_is_offered(
    delivered_assistant: Assistant, question: str
) -> None:
    reply = delivered_assistant.reply(question)

    assert_valid(reply, delivered_assistant.knowledge)
    assert reply.kind is Kind.NOT_REPORTED
    assert not re.search(r"\d", read(reply))
    assert {option.topic for option in reply.options} & set(delivered_assistant.knowledge.topics)


def test_two_questions_are_answered_in_their_order(delivered_assistant: Assistant) -> None:
    reply = delivered_assistant.reply("Wie viele sind auf TikTok? Und wie viele haben eine Strategie?")

    assert_valid(reply, delivered_assistant.knowledge)
    first, second = read(reply).split("\n\n")
    assert first.startswith("43 %")
    assert second.startswith("60 %")


def test_every_topic_and_gap_can_be_asked_for_by_its_id(delivered_assistant: Assistant) -> None:
    known = delivered_assistant.knowledge
    for key in (*known.topics, *known.gaps):
        reply = delivered_assistant.topic(key)

        assert reply
        assert_valid(reply, known)
        assert reply.topic == key
        assert reply.kind is (Kind.ANSWER if key in known.topics else Kind.NOT_REPORTED)


def test_every_title_asked_as_a_question_gets_a_valid_reply(delivered_assistant: Assistant) -> None:
    known = delivered_assistant.knowledge
    for entry in (*known.topics.values(), *known.gaps.values()):
        assert_valid(delivered_assistant.reply(entry.title), known)


@pytest.mark.parametrize("unknown", ["", "gibt_es_nicht", "gruss", "60", "plan_presse"])
def test_an_unknown_id_has_no_reply(sample_assistant: Assistant, unknown: str) -> None:
    assert sample_assistant.topic(unknown) is None


@pytest.mark.parametrize(
    ("wanted", "offered"),
    [
        (["mail", "luecke_land"], ["mail", "luecke_land"]),
        (["weg", "mail"], ["mail"]),
        (["weg"], None),
        ([], None),
    ],
)
def test_a_choice_offers_what_is_still_known(
    sample_assistant: Assistant, wanted: list[str], offered: list[str] | None
) -> None:
    reply = sample_assistant.choice(wanted)

    assert (reply and [option.topic for option in reply.options]) == offered


def test_a_conversation_remembers_the_topic_and_the_options_of_the_last_reply(
    sample_assistant: Assistant,
) -> None:
    answer = Context.after(sample_assistant.reply("Wie viele haben einen Plan?"))
    nothing = Context.after(sample_assistant.reply("Wie wird das Wetter morgen?"))

    assert answer == Context(("plan_ja",), ("plan_bald", "plan_nie", "plan"))
    assert nothing == Context()


def test_small_talk_and_what_is_off_the_subject_do_not_end_a_conversation(
    sample_assistant: Assistant,
) -> None:
    answered = Context.after(sample_assistant.reply("Wie viele haben einen Plan?"))

    aside = Context.after(sample_assistant.reply("Wie wird das Wetter morgen?"), answered)

    assert aside == Context(("plan_ja",))


def test_a_conversation_remembers_what_was_answered_before_that(sample_assistant: Assistant) -> None:
    first = Context.after(sample_assistant.reply("Wie viele haben einen Plan?"))
    second = sample_assistant.topic("mail")
    assert second

    both = Context.after(second, first)

    assert both.topics == ("plan_ja", "mail")
    assert Context.after(second, both).topics == ("mail",)  # asked once more


@pytest.mark.parametrize(
    ("questions", "asked", "expected"),
    [
        (("Wie viele nutzen TikTok?", "und Insta?"), "was ist häufiger?", {"tiktok", "instagram"}),
        (("Wie viele nutzen TikTok?", "und Insta?"), "also mehr oder weniger als TikTok?",
         {"tiktok", "instagram"}),
        (("Wer nutzt YouTube?", "und auf Facebook?"), "Um wie viele Punkte liegen die auseinander?",
         {"youtube", "facebook"}),
        (("Wie viele posten täglich?", "und mehrmals am Tag?"), "wie viele sind das zusammen?",
         {"taeglich", "mehrmals_taeglich"}),
        (("Wie viele nutzen TikTok?", "Wie viele haben eine Strategie?"), "zusammen?",
         {"strategie_vorhanden", "strategie_in_arbeit", "strategie_geplant", "strategie_ausgeschlossen"}),
        (("Wie viele sind länger als drei Jahre dabei?",), "und kürzer?", {"unter_drei_jahre"}),
        (("Marketing-Team?", "und der Chef?"), "und alle vier?",
         {"zustaendig_marketing", "zustaendig_leitung", "zustaendig_team_nebenbei",
          "zustaendig_person_nebenbei"}),
        (("Wie viele nutzen TikTok?",), "und alle fünf?",
         {"facebook", "youtube", "instagram", "tiktok", "twitter"}),
        (("Wie viele sind weniger als drei Jahre dabei?",), "also vier von fünf?", {"unter_drei_jahre"}),
    ],
)  # fmt: skip
def test_a_follow_up_leans_on_the_last_two_answers(
    delivered_assistant: Assistant, questions: tuple[str, ...], asked: str, expected: set[str]
) -> None:
    context = Context()
    for question in questions:
        context = Context.after(delivered_assistant.reply(question, context), context)

    reply = delivered_assistant.reply(asked, context)

    assert set(figures(reply)[: len(expected)]) == expected


def test_what_leans_on_the_last_answer_is_looked_for_there_first(delivered_assistant: Assistant) -> None:
    for topics in (("tiktok", "strategie_vorhanden"), ("strategie_vorhanden", "tiktok")):
        reply = delivered_assistant.reply("und wie viele planen eine?", Context(topics))
        assert reply.topic == "strategie_geplant"


def test_a_bare_number_is_looked_up_whatever_came_before(delivered_assistant: Assistant) -> None:
    reply = delivered_assistant.reply("44 Prozent?", Context(("tiktok",)))

    assert reply.topic == "ohne_tool"


def test_where_a_number_comes_from_is_a_question_for_the_source(delivered_assistant: Assistant) -> None:
    assert delivered_assistant.reply("Woher stammt die Zahl?").topic == "quelle"


def test_a_whole_question_leans_on_nothing(delivered_assistant: Assistant) -> None:
    context = Context(("tiktok", "instagram"))

    reply = delivered_assistant.reply("Wie viele haben eine Strategie?", context)

    assert reply.topic == "strategie_vorhanden"


def test_a_follow_up_is_picked_by_its_number(sample_assistant: Assistant) -> None:
    first = sample_assistant.reply("Wie viele haben einen Plan?")

    second = sample_assistant.reply("2", Context.after(first))

    assert second.topic == first.options[1].topic == "plan_nie"


def test_a_clarification_is_answered_by_number_or_title(sample_assistant: Assistant) -> None:
    asked = sample_assistant.choice(["mail", "brief"])
    assert asked

    for typed in ("2", "die zweite", "Briefe"):
        assert sample_assistant.reply(typed, Context.after(asked)).topic == "brief"


def test_a_follow_up_leans_on_the_last_answer(delivered_assistant: Assistant) -> None:
    first = delivered_assistant.reply("Wer ist in den Firmen für Social Media zuständig?")

    second = delivered_assistant.reply("und der Chef?", Context.after(first))

    assert figures(second)[0] == "zustaendig_leitung"
    assert "20 %" in plain(second.lines[:1])


def test_a_comparison_can_be_asked_on(delivered_assistant: Assistant) -> None:
    facebook = delivered_assistant.reply("Wie viele nutzen Facebook?")
    compared = delivered_assistant.reply("Mehr als Insta?", Context.after(facebook))
    difference = delivered_assistant.reply("Um wie viel?", Context.after(compared))

    assert {figure.id for figure in compared.figures} == {"facebook", "instagram"}
    assert plain(difference.lines) == plain(compared.lines)


def test_a_part_of_an_answer_is_not_given_for_the_whole(delivered_assistant: Assistant) -> None:
    reply = delivered_assistant.reply("Wie viele nutzen nur TikTok?")

    assert reply.kind is Kind.NOT_REPORTED
    assert plain(reply.lines).startswith(NO_PART)
    assert [figure.id for figure in reply.figures] == ["tiktok"]
    assert reply.citations


def test_a_context_of_another_knowledge_does_no_harm(sample_assistant: Assistant) -> None:
    strange = Context(("weg", ""), ("weg", "luecke_weg"))

    assert sample_assistant.reply("Wie viele haben einen Plan?", strange).topic == "plan_ja"
    assert sample_assistant.reply("1", strange).kind is not Kind.ANSWER


@pytest.mark.parametrize(
    "typed", ["", "  ", "\x00", "\ud83d", "🙂", "a" * 10_000, "? " * 5_000, "60 " * 4_000, "und " * 3_000]
)
def test_odd_messages_get_a_valid_reply(delivered_assistant: Assistant, typed: str) -> None:
    reply = delivered_assistant.reply(typed)

    assert_valid(reply, delivered_assistant.knowledge)
    assert reply.kind is not Kind.ANSWER


def test_an_empty_knowledge_answers_nothing_and_breaks_nowhere() -> None:
    assistant = Assistant(Knowledge())

    for question in ("Wie viele haben einen Plan?", "Wofür stehen die 60 %?", "", "Hallo", "A oder B?"):
        reply = assistant.reply(question)

        assert not reply.figures
        assert read(reply)


FRAGMENTS = st.sampled_from(
    [
        *(example for _, example in KNOWLEDGE.examples()),
        *(word for _, example in KNOWLEDGE.examples() for word in example.split()),
        *[
            "60 % 34 Prozent",
            " oder ",
            " und ",
            "Stimmt es, dass",
            "mehr als",
            "höchstens",
            "rund",
            "die Hälfte",
            "zusammen",
            "eher",
            "Tirol",
            "alle Firmen",
            "Wofür stehen",
            "?",
            "!",
            "\n",
            "\x00",
            "#",
            "@x",
            "🙂",
            "ß",
            "�",
            "https://a.de",
        ],
    ]
)
MESSAGES = st.lists(FRAGMENTS, max_size=8).map(" ".join) | st.text(max_size=100)
CONTEXTS = st.builds(
    Context,
    st.lists(st.sampled_from(["weg", *KNOWLEDGE.topics, *KNOWLEDGE.gaps]), max_size=1).map(tuple),
    st.lists(st.sampled_from(["weg", *KNOWLEDGE.topics, *KNOWLEDGE.gaps]), max_size=3, unique=True).map(
        tuple
    ),
)


@given(message=MESSAGES, context=CONTEXTS)
@settings(max_examples=250, deadline=None)
def test_any_message_in_any_context_gets_one_valid_reply(
    sample_assistant: Assistant, message: str, context: Context
) -> None:
    assert_valid(sample_assistant.reply(message, context), sample_assistant.knowledge)


WORDS = st.sampled_from(
    [
        "Wie viele",
        "KMU",
        "haben",
        "eine",
        "keine",
        "Strategie",
        "Social-Media",
        "posten",
        "täglich",
        "TikTok",
        "Facebook",
        "Chef",
        "Marketing-Team",
        "Budget",
        "oder",
        "und",
        "60 %",
        "34 Prozent",
        "ein Drittel",
        "mehr als",
        "Stimmt es, dass",
        "Wofür stehen",
        "zusammen",
        "eher",
        "Österreich",
        "Handwerk",
        "alle Unternehmen",
        "Tool",
        "drei Jahre",
        "?",
        "nicht",
        "ohne",
        "Umfrage",
        "LinkedIn",
        "Hallo",
        "Hund",
        "\n",
    ]
)


@given(words=st.lists(WORDS, min_size=1, max_size=9))
@settings(max_examples=80, deadline=None)
def test_any_question_to_the_delivered_assistant_gets_one_valid_reply(
    delivered_assistant: Assistant, words: list[str]
) -> None:
    assert_valid(delivered_assistant.reply(" ".join(words)), delivered_assistant.knowledge)
