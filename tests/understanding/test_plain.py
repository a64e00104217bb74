"""The plainest questions are answered at once, whatever else was taught: nobody may be asked back there."""

import pytest

from bot.understanding.understanding import Understanding
from tests.understanding.asking import one, topic

PLATFORMS = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "twitter": "Twitter",
}
OF_A_PLATFORM = [
    "Wie viele nutzen {}?",
    "Wie viele sind auf {}?",
    "Wie viele Firmen sind auf {}?",
    "Wie viele KMU nutzen {}?",
    "Wie viel Prozent haben {}?",
    "Wer nutzt {}?",
    "Nutzen viele {}?",
    "Sind viele Firmen auf {}?",
    "Wie verbreitet ist {}?",
    "Wie beliebt ist {} bei KMU?",
    "Zahlen zu {}",
    "{} prozent",
    "{}",
]
FORMATS = {
    "kurzvideos": "Kurzvideos",
    "influencer": "Influencer",
    "statische_beitraege": "statische Beiträge",
}
OF_A_FORMAT = [
    "Wie viele nutzen {}?",
    "Wie viele setzen {} ein?",
    "Wie viele Firmen machen {}?",
    "Wie viel Prozent setzen auf {}?",
    "Zahlen zu {}",
    "{} Anteil",
    "{}",
]
OTHERS = {
    "Wie viele haben eine Strategie?": "strategie_vorhanden",
    "Haben die meisten eine Strategie?": "strategie_vorhanden",
    "Wie viele haben keine Strategie?": "strategie_keine",
    "Wie viele planen eine Strategie?": "strategie_geplant",
    "Wie viele arbeiten an einer Strategie?": "strategie_in_arbeit",
    "Wie viele lehnen eine Strategie ab?": "strategie_ausgeschlossen",
    "Strategie": "strategie",
    "strategie prozent": "strategie",
    "Wer ist zuständig?": "zustaendigkeit",
    "Wer macht Social Media?": "zustaendigkeit",
    "Wie oft macht es der Chef?": "zustaendig_leitung",
    "Wie viele haben ein Marketing-Team?": "zustaendig_marketing",
    "Wie oft posten KMU?": "haeufigkeit",
    "Wie viele posten täglich?": "taeglich",
    "Wie viele posten mehrmals am Tag?": "mehrmals_taeglich",
    "Wie viele posten mehrmals pro Woche?": "mehrmals_woche",
    "Wie viele Firmen wurden befragt?": "stichprobe",
    "Wer hat die Studie gemacht?": "studie_herausgeber",
    "Was ist ein KMU?": "kmu_definition",
    "Wie viele arbeiten ohne Tool?": "ohne_tool",
    "Wie viele wollen ihr Budget erhöhen?": "budget_erhoehung",
    "Wie viel Budget geht in Social Media?": "budget_21_30",
    "Wie viele finden Social Media unverzichtbar?": "unerlaesslich",
    "Wie viele sind weniger als drei Jahre dabei?": "unter_drei_jahre",
    "Wie viele sind mehr als drei Jahre dabei?": "ueber_drei_jahre",
    "Welche Plattformen nutzen KMU?": "plattformen",
    "Welche Formate nutzen KMU?": "formate",
    "Woher kommen die Zahlen?": "quelle",
}
PLAIN = {
    **{form.format(name): key for key, name in PLATFORMS.items() for form in OF_A_PLATFORM},
    **{form.format(name): key for key, name in FORMATS.items() for form in OF_A_FORMAT},
    **OTHERS,
}


@pytest.mark.parametrize(("question", "expected"), PLAIN.items())
def test_a_plain_question_is_answered(understanding: Understanding, question: str, expected: str) -> None:
    assert topic(one(understanding, question)) == expected
