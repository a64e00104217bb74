"""What a topic's figure does not say: its opposite, another duration, a breakdown."""

import pytest

from bot.understanding.limits import Limits
from bot.understanding.understanding import Understanding


@pytest.fixture(scope="module")
def limits(understanding: Understanding) -> Limits:
    return Limits(understanding.knowledge, understanding.ranker, understanding.distributions)


@pytest.mark.parametrize(
    ("question", "topic", "opposite"),
    [
        ("Wie viele Betriebe nutzen kein TikTok?", "tiktok", True),
        ("Welcher Teil der Firmen ist nicht auf Instagram?", "instagram", True),
        ("Wer nutzt kein TikTok?", "tiktok", True),
        ("TikTok nicht, Quote?", "tiktok", True),
        ("Wie viele wollen ihr Budget nicht erhöhen?", "budget_erhoehung", True),
        ("Wie viele Betriebe nutzen TikTok?", "tiktok", False),
        ("Wer nutzt TikTok?", "tiktok", False),
        # A bound of a number, doubt, another sentence and what the asker says of himself negate nothing.
        ("Nicht mal jeder dritte Betrieb nutzt TikTok, stimmt das?", "tiktok", False),
        ("Die Hälfte nutzt TikTok, das kann doch nicht sein?", "tiktok", False),
        ("Ist Facebook nicht längst vorbei? Wie viele Firmen haben da eine Seite?", "facebook", False),
        ("Wie viele machen klassische Beiträge ohne Bewegtbild?", "statische_beitraege", False),
        ("Ich bin nicht bei YouTube, wie viele Firmen haben einen Kanal?", "youtube", False),
        # Who is nobody does not turn a number round.
        ("Kein Mensch ist mehr auf Facebook, vielleicht noch 10 Prozent. Stimmt das?", "facebook", False),
        ("Kaum ein Betrieb nutzt TikTok, keine fünf Prozent, oder?", "tiktok", False),
        ("Ich glaub's nicht: Die Hälfte nutzt TikTok?", "tiktok", False),
        # The clause that asks counts, if it tells enough.
        (
            "Die Nachbarin sagt, TikTok nutzt keiner mehr, wie viele Betriebe sind da denn noch?",
            "tiktok",
            False,
        ),
        ("Kein Mensch nutzt TikTok, wie viele sind das?", "tiktok", True),
        ("Wir kennen TikTok nicht, welcher Anteil der Firmen ist denn da?", "tiktok", False),
        ("Bei uns nutzt das keiner – wia vui Firmen sind auf TikTok?", "tiktok", False),
        ("Das macht doch keiner, mehrmals am Tag posten, wie viele sind das?", "mehrmals_taeglich", False),
        ("Auf TikTok ist jeder zweite Betrieb, mehr sind es nicht.", "tiktok", False),
        ("Sind es nicht doch 25 Prozent, die TikTok nutzen?", "tiktok", False),
        ("25 Prozent nutzen TikTok, das stimmt nie.", "tiktok", False),
        (
            "Wer es unverzichtbar nennt, stellt mit 56 % die Mehrheit, belegt das die Studie?",
            "unerlaesslich",
            False,
        ),
        ("Wieviel dond des all Dag?", "taeglich", False),
        # Beside an option another one may be denied, which nobody can have as well.
        ("Wie viele posten mehrmals in der Woche, jedoch nicht täglich?", "mehrmals_woche", False),
        # Some topics are about what is not.
        ("Wie viele haben keine Strategie?", "strategie_keine", False),
        ("Wie viele wollen nie eine Strategie?", "strategie_ausgeschlossen", False),
        ("Wie viele haben null Bock darauf und wollen auch nie eine?", "strategie_ausgeschlossen", False),
    ],
)
def test_the_opposite_of_what_a_topic_states(
    limits: Limits, question: str, topic: str, opposite: bool
) -> None:
    assert limits.is_opposite(question, topic) is opposite


@pytest.mark.parametrize(
    ("question", "another"),
    [
        ("Wie viele sind seit weniger als drei Jahren dabei?", False),
        ("Wie viele sind seit weniger als 36 Monaten dabei?", False),
        ("Wie viele sind seit weniger als zehn Jahren dabei?", True),
        (
            "Wir sind bestimmt seit sechs Jahren dabei. Wie viele sind es wie wir seit weniger als drei?",
            False,
        ),
        ("Wir sind seit zehn Jahren dabei – wie viele sind es seit weniger als drei Jahren?", False),
    ],
)
def test_a_duration_that_the_topic_is_not_about(limits: Limits, question: str, another: bool) -> None:
    assert limits.is_another_duration(question, "unter_drei_jahre") is another


@pytest.mark.parametrize(
    ("question", "topic", "else_"),
    [
        # A share of those that the topic counts …
        ("Wie viele der TikTok-Firmen sind auch auf Facebook?", "tiktok", True),
        ("Wie viele von den Insta-Betrieben machen Stories?", "instagram", True),
        ("Wie viele der 59 Prozent haben dort eine Gruppe?", "facebook", True),
        ("wie viele von denen, die täglich posten, posten nachts?", "taeglich", True),
        # … but not of all of them.
        ("Wie viele der Firmen nutzen TikTok?", "tiktok", False),
        ("wie viel prozent der unternehmen sind auf tiktok?", "tiktok", False),
        ("Wie viele von den Befragten nutzen TikTok?", "tiktok", False),
        ("Wie viele der 250 befragten Firmen nutzen TikTok?", "tiktok", False),
        ("Wie viele der Social-Media-Firmen haben eine Strategie?", "strategie_vorhanden", False),
        ("Wie viele sind auf TikTok, so wie die sind?", "tiktok", False),
        ("Wie viel von der Marketingkohle geht für Social Media drauf?", "budget_21_30", False),
        # How old, how long, how many of something else, when, with what.
        ("Wie alt sind die Chefs, die das selbst machen?", "zustaendig_leitung", True),
        ("Wie viele Sekunden sind die Kurzvideos lang?", "kurzvideos", True),
        ("Mit wie vielen Influencern arbeitet ein Betrieb zusammen?", "influencer", True),
        ("Um wie viel Uhr posten die täglichen Poster?", "taeglich", True),
        ("Womit drehen sie ihre Kurzvideos?", "kurzvideos", True),
        ("Wie viele haben mehr als ein Konto auf Instagram?", "instagram", True),
        ("Wie verbreitet sind Kurzvideos?", "kurzvideos", False),
        ("Wie lange sind die meisten schon dabei?", "aktiv_seit", False),
        ("Wia long san de meistn scho dabei?", "aktiv_seit", False),
        ("Wie lnae sind die meisten schon dabei?", "aktiv_seit", False),
        ("Wie hooch isch dr Anteil vo TikTok?", "tiktok", False),
        ("Kurzvideos, wie krass ist die Quote?", "kurzvideos", False),
        ("Ich bin gespannt, wie alt ich werde. Wie viele nutzen TikTok?", "tiktok", False),
        # A topic without a figure has no share to be asked otherwise.
        ("Wie alt ist der Artikel?", "quelle", False),
    ],
)
def test_what_is_asked_besides_a_share(limits: Limits, question: str, topic: str, else_: bool) -> None:
    assert limits.asks_else(question, topic) is else_


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("Wie viele Bäckereien nutzen TikTok?", "luecke_branchen"),
        ("Wie viele Betriebe in der Schweiz nutzen TikTok?", "luecke_laender"),
        ("Wir sind eine Bäckerei, wie viele Firmen nutzen TikTok?", None),
        ("Die Bäckerei nebenan ist auf TikTok. Haben das die meisten Betriebe?", None),
        # A trade that only a story names is no breakdown, unless the question points there.
        ("Die Bäckerei nebenan filmt nur noch. Wie viele Firmen nutzen TikTok?", None),
        (
            "Die Bäckerei nebenan filmt nur noch. Wie viele Firmen dieser Branche nutzen TikTok?",
            "luecke_branchen",
        ),
        ("Die Chefin filmt nur noch. Wie viele Firmen nutzen TikTok? Also Bäckereien.", "luecke_branchen"),
        ("Es geht um Bäckereien. Wie viele davon nutzen TikTok?", "luecke_branchen"),
    ],
)
def test_a_breakdown_that_nobody_reports(limits: Limits, question: str, gap: str | None) -> None:
    assert limits.breakdown(question, "tiktok") == gap


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Eine Handvoll Leute betreut bei der Spedition die Kanäle, hat aber noch ganz anderes zu tun. "
            "Wie häufig ist das Modell?",
            True,
        ),
        ("Der Notar sagt, die Kanäle seien ein Muss. Sehen das viele Unternehmer so?", True),
        ("Wie viele Kfz-Werkstätten sind auf TikTok?", False),
        ("Wie viele Betriebe sind nur auf TikTok?", False),
    ],
)
def test_a_story_only_tells_what_sounds_like_a_gap(limits: Limits, question: str, told: bool) -> None:
    assert limits.only_tells(question) is told


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("Wie viele Orgelbauer sind auf YouTube?", "luecke_branchen"),
        ("Orgelbauer auf YouTube, Quote?", "luecke_branchen"),
        ("Der Orgelbauer nebenan filmt dauernd. Wie viele Betriebe sind auf YouTube?", None),
        ("Wie viele Betriebe sind auf YouTube?", None),
    ],
)
def test_a_signal_word_counts_where_the_question_is_asked(
    limits: Limits, question: str, gap: str | None
) -> None:
    assert limits.signalled(question, "youtube") == gap


def test_who_made_a_study_is_no_group_of_firms(limits: Limits) -> None:
    question = "Die Studie stammt von der Industrie- und Handelskammer, richtig?"

    assert limits.breakdown(question, "studie_herausgeber") is None
    assert limits.breakdown(question, "tiktok")
    assert limits.breakdown("Was sind die wichtigsten Ergebnisse für Österreich?", "ueberblick")


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("Wie viele der Firmen, die täglich posten, haben dafür jemanden eingestellt?", "taeglich"),
        ("Haben Betriebe, in denen die Leitung zuständig ist, öfter eine Strategie?", "zustaendig_leitung"),
        # Who was asked is everybody.
        ("Wie viele der Firmen, die ihr befragt habt, posten täglich?", None),
        ("Wie viele der Firmen, die soziale Medien nutzen, posten täglich?", None),
        # What is asked says nothing else.
        ("Wie viele der Firmen, die täglich posten, sind das?", None),
        ("Wie hoch ist der Anteil der Firmen, die täglich posten, 33 Prozent?", None),
        ("Wie viele der Firmen, die noch keine Strategie haben, planen eine?", None),
        ("Wie viele der Firmen, die an einer Strategie arbeiten, haben schon eine fertige?", None),
        # Of platforms a firm may have several: none is related to another.
        ("Wie viele der Firmen, die auf Facebook sind, sind auch auf YouTube?", "facebook"),
        ("Wie viele der Firmen, die auf Facebook sind, sind auf Facebook?", None),
        ("Die 20 %, bei denen die Leitung selbst postet, sind doch alle klein, oder?", "zustaendig_leitung"),
    ],
)
def test_a_share_within_a_group_that_nobody_reports(limits: Limits, question: str, group: str | None) -> None:
    assert limits.group_within(question) == group
