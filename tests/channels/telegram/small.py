"""A small real Assistant with one distribution and a few facts."""

from bot.assistant import Assistant
from bot.knowledge.model import Knowledge

VALUES: dict[str, int | str] = {"a": 60, "b": 34, "c": 5, "d": "über ein Drittel"}

TITLE = "KMU & Social Media <Studie>"


def knowledge(values: dict[str, int | str] = VALUES, topics: int = 4) -> Knowledge:
    """Topics fact_0, fact_1 …, each about a figure."""
    place = {"quelle": "studie", "fundstelle": "Absatz 2", "grundgesamtheit": "befragten KMU"}
    figures = {
        key: {"wert": value, "name": f"Antwort {key} <b>", "aussage": f"antworten mit „{key}“ & mehr"} | place
        for key, value in values.items()
    }
    distribution = place | {
        "frage": "Was antworten <KMU>?",
        "vollständig": "nein",
        "nur_eine_antwort": "ja",
        "hinweis": "Die übrigen Antworten nennt die Quelle nicht.",
        "kennzahlen": figures,
    }
    keys = list(figures)
    return Knowledge.model_validate(
        {
            "quellen": {
                "studie": {
                    "titel": TITLE,
                    "herausgeber": "Verlag",
                    "adresse": "https://example.org/studie?a=1&b=2",
                    "studie": "Umfrage unter KMU",
                    "erschienen": "nicht angegeben",
                    "deckt_ab": "Antworten",
                    "rang": 1,
                }
            },
            "verteilungen": {"antworten": distribution},
            "kennzahlen": figures,
            "themen": {
                f"fact_{number}": {
                    "titel": f"Fakt {number}",
                    "bereich": "Antworten",
                    "fragen": [f"Wie viele antworten mit {number}?"],
                    "kennzahl": keys[number % len(keys)],
                    "antwort": f"{{{keys[number % len(keys)]}}} – das ist Fakt {number}.",
                }
                for number in range(topics)
            },
        }
    )


def assistant() -> Assistant:
    """The real engine over it."""
    return Assistant(knowledge())
