"""Asks every test question and tells which of them lead elsewhere."""

from collections.abc import Iterator

from bot.editing.goals import Ask, asking
from bot.knowledge.problems import Problem, quoted
from bot.knowledge.reading import Reading


def missed(reading: Reading, ask: Ask | None = None) -> Iterator[Problem]:
    """The test questions that do not reach their topic or gap, and what they reach instead."""
    knowledge = reading.knowledge
    ask = ask or asking(knowledge)
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
