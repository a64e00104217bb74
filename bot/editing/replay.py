"""Asks every test question and tells which of them lead elsewhere."""

from collections.abc import Iterator

from bot.editing.goals import Ask, Goal, goal
from bot.knowledge.problems import Problem, quoted
from bot.knowledge.reading import Reading
from bot.understanding.understanding import Understanding


def missed(reading: Reading, understanding: Understanding | None = None) -> Iterator[Problem]:
    """The test questions that do not reach their topic or gap, and what they reach instead.

    Without an ``understanding`` of the knowledge that was read its index is built, which takes seconds.
    """
    knowledge = reading.knowledge
    engine = understanding or Understanding(knowledge)

    def ask(question: str) -> Goal:
        return goal(engine.decide(question), knowledge)

    return missed_by(reading, ask)


def missed_by(reading: Reading, ask: Ask) -> Iterator[Problem]:
    """The same for whoever answers."""
    knowledge = reading.knowledge
    for section, entries in (("themen", knowledge.topics), ("lücken", knowledge.gaps)):
        for key, entry in entries.items():
            for index, question in enumerate(entry.test_questions):
                found = ask(question)
                place = reading.place(section, key, "prüffragen", index)
                if found.entries == {key}:
                    continue
                if key in found.offered:
                    yield place.warning(
                        f"Die Prüffrage {quoted(question)} führt erst über eine Rückfrage zu {quoted(key)}; "
                        f"angeboten werden {', '.join(map(quoted, found.offered))}. "
                        f"Bitte bei {quoted(key)} ähnliche Beispielfragen ergänzen."
                    )
                else:
                    yield place.error(
                        f"Die Prüffrage {quoted(question)} führt nicht zu {quoted(key)}, sondern zu "
                        f"{found.text}. Bitte bei {quoted(key)} ähnliche Beispielfragen ergänzen."
                    )
