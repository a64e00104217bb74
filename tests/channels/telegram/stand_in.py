"""An Assistant with fixed replies, so that the channel is tested whatever the engine says, and at once."""

from dataclasses import replace

from bot.answering.reply import Citation, CitedFigure, Option, Reply, Span
from bot.assistant import Assistant, Context
from bot.knowledge.model import Knowledge
from bot.understanding.decision import Kind
from bot.understanding.suggestions import Suggestions

CITATION = Citation(
    source="studie",
    title="KMU & Social Media <Studie>",
    publisher="Verlag",
    study="Umfrage unter KMU",
    url='https://example.org/?a=1&b="x"',
    locator="Absatz 2",
)


NOTHING_BEFORE = Context()


def knowledge(topics: int = 3) -> Knowledge:
    """Two areas, one of them with a name that must be escaped."""
    return Knowledge.model_validate(
        {
            "quellen": {
                "studie": {
                    "titel": CITATION.title,
                    "herausgeber": CITATION.publisher,
                    "adresse": "https://example.org/studie?a=1&b=2",
                    "studie": CITATION.study,
                    "erschienen": "nicht angegeben",
                    "deckt_ab": "Strategie & Budget",
                    "rang": 1,
                }
            },
            "themen": {
                f"thema_{number}": {
                    "titel": f"Thema <{number}>",
                    "bereich": "Größe & <Budget>" if number else "Strategie",
                    "fragen": ["Wie viele?"],
                    "antwort": "…",
                }
                for number in range(topics)
            },
        }
    )


class StandIn(Assistant):
    """Says the question back, with everything a reply can hold; some words make it answer otherwise."""

    def __init__(self, known: Knowledge | None = None) -> None:
        # Without the engine: nothing is learned from examples.
        self.knowledge = known or knowledge()
        self._suggestions = Suggestions(self.knowledge)
        self.contexts: list[Context] = []

    def reply(self, question: str, context: Context = NOTHING_BEFORE) -> Reply:
        self.contexts.append(context)
        match question:
            case "Absturz":
                raise ValueError(f"secret: {question}")
            case "Hallo":
                return Reply(Kind.SMALL_TALK, 1.0, ((Span("Guten Tag!"),),), topic="gruss")
            case "Wetter":
                return Reply(Kind.OUT_OF_SCOPE, 1.0, ((Span("Das gehört nicht zu meinem Thema."),),))
            case "Unklar":
                reply = self.choice(self.knowledge.topics)
                assert reply is not None
                return reply
            case "Lücke":
                lines = ((Span("Dazu nennt keine Quelle etwas."),),)
                return Reply(Kind.NOT_REPORTED, 1.0, lines, topic="thema_1", options=self._options()[:1])
        return replace(self._answer("thema_0", f" sagen: {question}"), alternatives=self._options()[1:])

    def topic(self, topic: str) -> Reply | None:
        if topic not in self.knowledge.topics:
            return None
        if topic == "thema_2":
            raise ValueError("secret: a broken topic")
        return self._answer(topic, " haben eine Strategie.")

    def _answer(self, topic: str, text: str) -> Reply:
        return Reply(
            kind=Kind.ANSWER,
            confidence=0.9,
            lines=((Span("60 %", strong=True), Span(text)), (Span("In Arbeit: 34 %"),)),
            short=((Span("60 %", strong=True), Span(f" kurz{text}")),),
            topic=topic,
            title=self.knowledge.topics[topic].title,
            figures=(CitedFigure("strategie", 60, "%", "haben eine Strategie", "studie", "Absatz 2"),),
            citations=(CITATION,),
            options=self._options()[:3],
        )

    def _options(self) -> tuple[Option, ...]:
        return tuple(Option(key, entry.title) for key, entry in self.knowledge.topics.items())
