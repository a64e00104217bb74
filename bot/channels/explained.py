"""Shows in the terminal why a question was understood as it was."""

from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.channels.plain_text import clean
from bot.knowledge.model import Knowledge
from bot.understanding.confidence import Evidence
from bot.understanding.decision import (
    Answer,
    Claim,
    Clarify,
    Comparison,
    Decision,
    LookUp,
    NotReported,
    OutOfScope,
    SmallTalk,
    Sum,
)
from bot.understanding.explanation import Explanation, Step, Way
from bot.understanding.forms import LOOK_UP
from bot.understanding.lexicon import How, Token
from bot.understanding.ranking import UNREPORTED

PIPED_WIDTH = 160
"""Columns of a table that no terminal bounds."""

WHY = "So wurde die Frage verstanden"
NOTHING = "–"

_MEANINGS = {LOOK_UP: "(fragt, wofür eine Zahl steht)", UNREPORTED: "(nirgends berichtet)"}
"""What labels that are no entry stand for."""
_EVIDENCE = (
    ("score", "Punkte"),
    ("margin", "Abstand zum nächsten Thema"),
    ("outside", "Punkte themenfremder Beispiele"),
    ("unreported", "Punkte aller Lücken"),
    ("covered", "Wörter, die das Thema kennt"),
    ("on_subject", "Wörter, die irgendein Thema kennt"),
)
"""The values of the evidence; those named „Wörter“ are shares by weight."""


def show(explanation: Explanation, knowledge: Knowledge, console: Console) -> None:
    """Each question of the message: what was read, its words, the best topics, the decision."""
    for place, step in enumerate(explanation.steps, 1):
        number = f" – Frage {place}" if len(explanation.steps) > 1 else ""
        _print(console, Text(f"{WHY}{number}", "bold"))
        show_step(step, explanation, knowledge, console)


def show_step(step: Step, explanation: Explanation, knowledge: Knowledge, console: Console) -> None:
    """One question of a message."""
    part = "" if step.whole else " (nur dieser Teil)"
    _print(console, f"Gelesen: „{clean(step.reading)}“{part}")
    if step.tokens:
        console.print(_words(step.tokens))
    if step.candidates:
        console.print(_topics(step, knowledge))
    if step.evidence:
        _print(console, f"Für das erste Thema spricht: {evidence(step.evidence)}")
    _print(console, f"Entscheidung: {decision(step.decision)}")
    _print(console, f"Weil: {reason(step, explanation)}")


def table(*columns: str, right: Iterable[str] = (), title: str | None = None) -> Table:
    """An empty table in the house style; columns named in ``right`` hold numbers."""
    empty = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    numbers = set(right)
    for column in columns:
        empty.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    return empty


def wide(console: Console) -> Console:
    """The same console; in a pipe, wide enough that no table breaks its lines."""
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    return console


def number(value: float, digits: int = 2) -> str:
    """A number as German writes it."""
    return f"{value:.{digits}f}".replace(".", ",").replace("-", "−")


def per_cent(share: float, digits: int = 0) -> str:
    """A share from 0 to 1 in per cent."""
    return f"{number(100 * share, digits)} %"


def evidence(found: Evidence) -> str:
    """The evidence in one line."""
    return "; ".join(
        f"{label} {(per_cent if label.startswith('Wörter') else number)(getattr(found, name))}"
        for name, label in _EVIDENCE
    )


def token_line(token: Token) -> str:
    """A word with what it matched, in a few words."""
    matched = ", ".join(f"{concept}: {how}" for concept, how in token.concepts)
    read = "" if token.corrected == token.word else f" → {token.corrected}"
    return f"{token.word}{read} ({matched or NOTHING})"


def decision(found: Decision) -> str:
    """What was decided, in German, with ids."""
    match found:
        case Answer(topic=topic, operation=None, beyond_population=beyond):
            return f"Antwort aus Thema „{topic}“{', mit Hinweis auf die Befragten' if beyond else ''}"
        case Answer(operation=LookUp(wanted, figures)):
            return f"nachgeschlagene Zahl {wanted:g}: {', '.join(figures)}"
        case Answer(operation=Sum(figures)):
            return f"Summe: {' + '.join(figures)}"
        case Answer(operation=Comparison(figures)):
            return f"Vergleich: {' / '.join(figures)}"
        case Answer(operation=Claim(figure, wanted, bound, added)):
            return f"geprüfte Behauptung: {bound} {wanted:g} für {' + '.join((figure, *added))}"
        case NotReported(gap=str(gap)):
            return f"nicht berichtet: Lücke „{gap}“"
        case NotReported(number=wanted) if wanted is not None:
            return f"nicht berichtet: die Zahl {wanted:g} nennt keine Quelle"
        case Clarify(options=options):
            return f"Rückfrage: {', '.join(options)}"
        case SmallTalk(talk=talk):
            return f"Höflichkeit „{talk}“"
        case OutOfScope(wordless=True):
            return "kein Wort zu lesen"
        case OutOfScope(foreign_language=True):
            return "kein Deutsch"
        case OutOfScope():
            return "gehört nicht zum Thema"
    return "nicht berichtet"


def reason(step: Step, explanation: Explanation) -> str:
    """The threshold or rule that decided."""
    best = step.candidates[0].confidence if step.candidates else 0.0
    sure, possible = per_cent(explanation.sure), per_cent(explanation.possible)
    match step.way:
        case Way.EMPTY:
            return "Es gibt nichts zu lesen."
        case Way.CHOICE:
            return "Eine der eben angebotenen Möglichkeiten wurde gewählt."
        case Way.OPERATION:
            return (
                "Zahl und Satzbau verlangen es; das geht einem Thema vor "
                f"(Sicherheit {per_cent(step.decision.confidence)}, Schwelle {sure})."
            )
        case Way.SURE:
            return f"Die Sicherheit {per_cent(best)} erreicht die Schwelle {sure}."
        case Way.BREAKDOWN:
            asked = ", ".join(step.breakdown)
            return f"Nach „{asked}“ schlüsselt keine Quelle auf."
        case Way.CONTEXT:
            return "Die Frage ist unvollständig und wurde mit dem Bereich der vorigen Antwort gelesen."
        case Way.AMBIGUOUS:
            return "Mit Fragen wie dieser können mehrere Themen gemeint sein; so steht es unter „rückfragen“."
        case Way.SIGNAL:
            return "Ein Wort der Frage steht unter „signalwörter“ bei der letzten der Möglichkeiten."
        case Way.DOUBT:
            return (
                "Ein Teil der Nachricht klingt nach der ersten der Möglichkeiten, "
                "die ganze eher nach einer anderen."
            )
        case Way.ALIKE:
            return "Mehrere Themen kommen ähnlich gut in Frage."
        case Way.CLOSE:
            return (
                f"Die Sicherheit {per_cent(best)} liegt unter der Schwelle {sure}, "
                f"die für eine Rückfrage ist {possible}."
            )
        case Way.LOOK_UP:
            return (
                "Am ehesten ist gefragt, wofür eine Zahl steht; "
                "aber sie fehlt, oder die Frage ist nicht eindeutig genug."
            )
        case Way.UNSURE:
            return (
                f"Die Sicherheit {per_cent(best)} liegt unter der Schwelle {sure}, "
                "und keine Rückfrage lohnt sich."
            )


def name(label: str) -> str:
    """A candidate's id, or what it stands for if it is no topic."""
    return _MEANINGS.get(label, label)


def title(label: str, knowledge: Knowledge) -> str:
    """The title of a topic or gap, if it has one."""
    entry = knowledge.topics.get(label) or knowledge.gaps.get(label)
    return entry.title if entry else NOTHING


def _words(tokens: Iterable[Token]) -> Table:
    words = table("Wort", "gelesen als", "Begriff", "erkannt als")
    for token in tokens:
        words.add_row(*(Text(clean(cell)) for cell in cells(token)))
    return words


def cells(token: Token) -> Iterator[str]:
    """A word, what it was read as, its concepts, and how each was recognised."""
    yield token.word
    yield token.corrected if token.corrected != token.word else " + ".join(token.parts) or NOTHING
    yield "\n".join(concept for concept, _ in token.concepts) or NOTHING
    if token.concepts:
        yield "\n".join(how.value for _, how in token.concepts)
    else:
        yield How.TYPO.value if token.corrected != token.word else NOTHING


def _topics(step: Step, knowledge: Knowledge) -> Table:
    topics = table("Thema", "Titel", "Punkte", "Sicherheit", right=("Punkte", "Sicherheit"))
    for found in step.candidates:
        values = (number(found.score), per_cent(found.confidence))
        topics.add_row(*map(Text, (name(found.label), title(found.label, knowledge), *values)))
    return topics


def _print(console: Console, text: Text | str) -> None:
    console.print(text, soft_wrap=not console.is_terminal)
