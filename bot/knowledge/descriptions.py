"""What each key of a knowledge file is for, in German: shown by editors while somebody types."""

from bot.knowledge.model import (
    Ambiguity,
    Distribution,
    Entry,
    Figure,
    Gap,
    Knowledge,
    Locator,
    SmallTalk,
    Source,
    Topic,
)

FILE = (
    "Wissensdatei des kmu-bot. Jeder Abschnitt darf in jeder Datei stehen; alle Dateien zählen zusammen. "
    "Anleitung: LIESMICH.md, prüfen: kmu-bot check."
)
NAME = "Name: Kleinbuchstaben a–z, Ziffern und „_“, höchstens 40 Zeichen; nur einmal vergeben."
WORDS = "Wörter und Wendungen, die dasselbe meinen, je eine nach „- “."
SIGNAL_WORDS = "Wörter und Wendungen, je eine nach „- “; nennt eine Frage eines davon, fragt der Bot zurück."
APART = "Weitere Beispielfragen, nach dem Namen ihres Themas, ihrer Lücke, Rückfrage oder Plauderei."
QUESTIONS = "Beispielfragen, je eine nach „- “; sie zählen wie jene unter „fragen“."

ENTRIES: dict[type[Entry], str] = {
    Source: "Eine Veröffentlichung, aus der Zahlen stammen.",
    Distribution: "Die Antwortmöglichkeiten einer Frage aus einer Studie, zusammen mit ihren Kennzahlen.",
    Figure: "Ein Wert mit dem, was er aussagt, für wen er gilt und wo er steht.",
    Topic: "Etwas, wonach gefragt werden kann, mit der Antwort darauf.",
    Gap: "Etwas, wonach oft gefragt wird und wozu keine Quelle etwas sagt.",
    Ambiguity: "Etwas, womit mehrere Themen gemeint sein können: Der Bot fragt zurück und bietet sie an.",
    SmallTalk: "Eine Höflichkeit und was der Bot darauf sagt.",
    Locator: "Eine Stelle in einer Quelle.",
}

_TITLE = "Überschrift und Beschriftung eines Knopfes, höchstens 40 Zeichen."
_AREA = "Unter welcher Überschrift das in der Themenliste steht."
_EXAMPLES = "Beispielfragen: wie Menschen das fragen, je eine nach „- “; je mehr verschiedene, desto besser."
_TESTS = "Prüffragen: stehen nicht unter „fragen“ und müssen trotzdem hierher führen."
_RELATED = "Bis zu drei Namen von Themen oder Lücken, die danach angeboten werden."
_ANSWER = "Ein bis drei Sätze. Zahlen nur als Platzhalter wie „{name}“ oder „{a + b}“."
_SOURCE = "Name der Quelle unter „quellen“."
_LOCATOR = "Wo in der Quelle das steht, z. B. „Tabelle 2“ oder „dritter Absatz“."
_POPULATION = "Für wen die Zahl gilt, so dass „60 % der …“ passt, z. B. „befragten KMU“."

FIELDS: dict[type[Entry], dict[str, str]] = {
    Knowledge: {
        "sources": "Veröffentlichungen, aus denen Zahlen stammen.",
        "distributions": "Fragen aus Studien mit allen Antwortmöglichkeiten.",
        "figures": "Einzelne Werte, die zu keiner Verteilung gehören.",
        "topics": "Wonach gefragt werden kann.",
        "gaps": "Wonach gefragt wird, ohne dass eine Quelle etwas dazu sagt.",
        "ambiguities": "Wonach so gefragt wird, dass mehrere Themen gemeint sein können.",
        "small_talk": "Begrüßung, Dank und andere Höflichkeiten.",
        "lexicon": "Wörter, die für unser Thema dasselbe meinen.",
        "signal_words": "Wörter, die nach einer Lücke fragen, unter deren Namen.",
        "out_of_scope": "Beispiele für Fragen, die nicht zum Thema gehören, je eine nach „- “.",
        "unreported": "Beispiele für Fragen zum Thema, die keine Quelle beantwortet und um die es in keiner "
        "Lücke geht, je eine nach „- “.",
    },
    Source: {
        "title": "Titel der Veröffentlichung.",
        "publisher": "Wer sie herausgibt.",
        "url": "Adresse im Netz, mit https://.",
        "study": "Wie die Studie in Quellenangaben heißt.",
        "published": "Wann sie erschien, in Worten; sonst „nicht angegeben“.",
        "covers": "Worum es in ihr geht, in Stichworten.",
        "rank": "Welche Quelle bei Widersprüchen gilt: 1 vor 2 vor 3.",
    },
    Locator: {"source": _SOURCE, "locator": _LOCATOR},
    Figure: {
        "value": "Der Wert ohne Einheit: 60, „2,5“, „über 40“, „21 bis 30“ oder „über ein Drittel“.",
        "unit": "Einheit; ohne Angabe „%“.",
        "label": "Wenige Wörter für das Diagramm, höchstens 40 Zeichen.",
        "statement": "Was der Wert aussagt; ergänzt „60 % …“, z. B. „haben eine Strategie“.",
        "population": _POPULATION,
        "source": _SOURCE,
        "locator": _LOCATOR,
    },
    Distribution: {
        "question": "Die Frage der Studie.",
        "population": _POPULATION,
        "source": _SOURCE,
        "locator": _LOCATOR,
        "complete": "„ja“, wenn alle Antwortmöglichkeiten hier stehen, sonst „nein“.",
        "exclusive": "„ja“, wenn nur eine Antwort möglich war; dann lassen sich Anteile addieren.",
        "ascending": "„ja“, wenn jede Antwort mehr ist als die vor ihr, etwa bei Häufigkeiten.",
        "note": "Warum die Anteile nicht 100 % ergeben, in einem Satz; Zahlen nur als Platzhalter.",
        "figures": "Die Antwortmöglichkeiten; grundgesamtheit, quelle und fundstelle gelten für jede.",
    },
    Topic: {
        "title": _TITLE,
        "area": _AREA,
        "examples": _EXAMPLES,
        "test_questions": _TESTS,
        "answer": f"{_ANSWER} „{{grundgesamtheit}}“ steht für die Befragten.",
        "short": "Die Antwort in einer Zeile, für Gruppen und unter Diagrammen.",
        "figure": "Name der Kennzahl, um die es geht; nicht zusammen mit „verteilung“.",
        "distribution": "Name der Verteilung, wenn es um alle Antwortmöglichkeiten geht.",
        "evidence": "Quelle und Fundstelle, wenn die Antwort keine Zahl nennt.",
        "related": _RELATED,
    },
    Gap: {
        "title": _TITLE,
        "area": _AREA,
        "examples": _EXAMPLES,
        "test_questions": _TESTS,
        "answer": _ANSWER,
        "related": _RELATED,
        "breakdown": "Namen aus dem Wortschatz; wer so ein Wort nennt, fragt nach einer Aufschlüsselung.",
    },
    Ambiguity: {
        "examples": _EXAMPLES,
        "meant": "Zwei oder drei Namen von Themen oder Lücken, die zur Wahl stehen.",
    },
    SmallTalk: {"examples": _EXAMPLES, "answer": "Ein oder zwei Sätze, ohne Zahlen."},
}
