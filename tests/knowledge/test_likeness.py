"""Example questions of two topics that are all but the same."""

from pathlib import Path

import pytest

from tests.knowledge.sound import TOPICS, problems

QUESTION = "Wie viele Betriebe nutzen heute Facebook?"


@pytest.mark.parametrize(
    ("foreign", "score"),
    [
        ("Nutzen wie viele Betriebe heute Facebook", 100),
        ("wie viele betriebe nutzen heute facebok", 100),
        ("Wie viele Betriebe nutzen heute Facebook denn?", 90),
    ],
)
def test_questions_that_differ_by_no_telling_word_are_near(tmp_path: Path, foreign: str, score: int) -> None:
    topics = TOPICS.replace("Beispiel plan Frage 0", QUESTION).replace("Beispiel zeit Frage 0", foreign)

    assert problems(tmp_path, topics=topics) == [
        f"Hinweis t.yaml:10:9: „{QUESTION}“ ist fast „{foreign}“ von „zeit“ (t.yaml:35): Ähnlichkeit {score} "
        f"von 100, zur nächsten eigenen Frage 0, Abstand −{score}. "
        "Bitte deutlicher unterscheiden oder eine davon löschen."
    ]


@pytest.mark.parametrize(
    "foreign",
    ["Wie viele Betriebe nutzen heute Instagram?", "Wie viele Betriebe nutzen heute kein Facebook?"],
)
def test_one_telling_word_is_enough_to_differ(tmp_path: Path, foreign: str) -> None:
    topics = TOPICS.replace("Beispiel plan Frage 0", QUESTION).replace("Beispiel zeit Frage 0", foreign)

    assert problems(tmp_path, topics=topics) == []


def test_near_questions_of_one_topic_are_welcome(tmp_path: Path) -> None:
    topics = TOPICS.replace("Beispiel plan Frage 0", QUESTION)

    assert problems(tmp_path, topics=topics.replace("Beispiel plan Frage 1\n", f"{QUESTION} denn\n")) == []
