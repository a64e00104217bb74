"""Shows in the terminal, or as an object, how a bank of questions was understood."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.channels.explained import (
    NOTHING,
    decision,
    evidence,
    name,
    number,
    per_cent,
    reason,
    table,
    title,
    token_line,
)
from bot.channels.plain_text import clean
from bot.knowledge.model import Knowledge
from bot.understanding.decision import Kind
from bot.understanding.evaluation import (
    UNANSWERABLE,
    Outcome,
    Reliability,
    Scored,
    Tally,
    calibration_error,
    confusions,
    expected,
    reliability,
    tallies,
    tally,
)
from bot.understanding.explanation import Explanation

KINDS = {
    Kind.ANSWER: "zu beantworten",
    Kind.CLARIFY: "nachzufragen",
    Kind.NOT_REPORTED: "nicht berichtet",
    Kind.OUT_OF_SCOPE: "themenfremd",
    Kind.SMALL_TALK: "Höflichkeit",
}
SECTIONS: tuple[tuple[str, str, Callable[[Scored], str]], ...] = (
    ("Art", "by_kind", lambda found: KINDS[found.question.kind]),
    ("Stil", "by_style", lambda found: found.question.style or NOTHING),
    ("Thema", "by_topic", lambda found: "|".join(found.question.topics) or NOTHING),
)
"""The tables: heading, key in the object, and what the questions are grouped by."""

_COUNTS = ("Fragen", "richtig", "vorsichtig", "falsch", "Rückfragen")


@dataclass(frozen=True, slots=True)
class Report:
    """A bank's questions as they were decided."""

    file: Path
    scored: tuple[Scored, ...]
    typos: bool
    strangers: tuple[str, ...]
    """Ids that the bank expects and the knowledge does not have."""
    misses: tuple[tuple[Scored, Explanation], ...] | None
    """The questions that did not come out right, and why; None if they are not to be shown."""


def show(report: Report, knowledge: Knowledge, console: Console) -> None:
    """Totals, tables, confusion pairs, reliability and, if they may be seen, the misses."""
    _print(console, Text(f"{report.file}{' – mit Tippfehlern' if report.typos else ''}", "bold"))
    if report.strangers:
        _print(console, f"Im Wissen gibt es nicht: {', '.join(map(clean, report.strangers))}")
    for line in _totals(report.scored):
        _print(console, line)
    for heading, _, key in SECTIONS:
        console.print(_tallies(heading, tallies(report.scored, key)))
    pairs = confusions(report.scored)
    if pairs:
        console.print(_confusions(pairs))
    steps = reliability(report.scored)
    console.print(_reliability(steps))
    _print(console, f"Mittlere Abweichung der Sicherheit: {_points(calibration_error(steps))}")
    if report.misses is None:
        _print(console, "Die Fragen dieser Datei werden nicht gezeigt; mit --misses doch.")
        return
    for found, explanation in report.misses:
        _print(console, "")
        _miss(found, explanation, report.file, knowledge, console)


def as_object(report: Report) -> dict[str, object]:
    """The report as other programs get it."""
    steps = reliability(report.scored)
    found: dict[str, object] = {
        "file": str(report.file),
        "typos": report.typos,
        "unknown_ids": list(report.strangers),
        **asdict(tally(report.scored)),
        "answerable": asdict(tally(_answerable(report.scored))),
        "unanswerable": asdict(tally(_unanswerable(report.scored))),
        **{
            name: {value: asdict(count) for value, count in tallies(report.scored, key).items()}
            for _, name, key in SECTIONS
        },
        "confusions": [
            {"expected": wanted, "found": got, "count": count}
            for wanted, got, count in confusions(report.scored)
        ],
        "reliability": [asdict(step) for step in steps],
        "calibration_error": calibration_error(steps),
    }
    if report.misses is not None:
        found["misses"] = [_miss_object(missed, why) for missed, why in report.misses]
    return found


def _answerable(scored: Iterable[Scored]) -> list[Scored]:
    return [found for found in scored if found.question.kind is Kind.ANSWER]


def _unanswerable(scored: Iterable[Scored]) -> list[Scored]:
    return [found for found in scored if found.question.kind in UNANSWERABLE]


def _totals(scored: tuple[Scored, ...]) -> Iterable[str]:
    yield f"Alle Fragen: {_summary(tally(scored))}"
    if answerable := _answerable(scored):
        count = tally(answerable)
        yield f"Zu beantworten: {_summary(count)}, Rückfragen {_share(count.clarified, count.total)}"
    if unanswerable := _unanswerable(scored):
        count = tally(unanswerable)
        yield f"Nicht zu beantworten: {count.total}, trotzdem beantwortet {_share(count.wrong, count.total)}"


def _summary(count: Tally) -> str:
    return (
        f"{count.total}, richtig {_share(count.right, count.total)}, "
        f"vorsichtig {_share(count.cautious, count.total)}, falsch {_share(count.wrong, count.total)}"
    )


def _share(part: int, total: int) -> str:
    return f"{part} ({per_cent(part / total, 1)})" if total else f"{part}"


def _points(distance: float) -> str:
    return f"{number(100 * distance, 1)} Punkte"


def _tallies(heading: str, counts: dict[str, Tally]) -> Table:
    """The groups with the most errors first."""
    shown = table(heading, *_COUNTS, right=_COUNTS)
    for kind, count in sorted(
        counts.items(), key=lambda group: (-group[1].wrong, -group[1].cautious, group[0])
    ):
        cells = (
            clean(kind),
            str(count.total),
            _share(count.right, count.total),
            str(count.cautious),
            str(count.wrong),
            _share(count.clarified, count.total),
        )
        shown.add_row(*map(Text, cells))
    return shown


def _confusions(pairs: Iterable[tuple[str, str, int]]) -> Table:
    shown = table("erwartet", "entschieden", "Fragen", right=("Fragen",), title="Verwechslungen")
    for wanted, got, count in pairs:
        shown.add_row(*map(Text, (clean(wanted), got, str(count))))
    return shown


def _reliability(steps: Iterable[Reliability]) -> Table:
    numbers = ("Fragen", "Sicherheit im Mittel", "davon richtig", "Abweichung")
    shown = table(
        "entschieden", "Sicherheit", *numbers, right=numbers, title="Verlässlichkeit der Sicherheit"
    )
    for step in steps:
        held = step.held / step.count
        cells = (
            "nachgefragt, abgelehnt" if step.passed else "beantwortet",
            f"{per_cent(step.low)} bis {per_cent(step.high)}",
            str(step.count),
            per_cent(step.confidence, 1),
            per_cent(held, 1),
            _points(held - step.confidence),
        )
        shown.add_row(*map(Text, cells))
    return shown


def _miss(found: Scored, why: Explanation, file: Path, knowledge: Knowledge, console: Console) -> None:
    question = found.question
    wrong = found.outcome is Outcome.WRONG
    heading = f"{file}:{question.line}: {found.outcome} ({question.style}): {clean(question.text)}"
    _print(console, Text(heading, "bold red" if wrong else "bold"))
    _print(console, f"  erwartet: {clean(expected(question))}")
    for step in why.steps:
        if not step.whole:
            _print(console, f"  gelesen: „{clean(step.reading)}“")
        _print(console, f"  entschieden: {decision(step.decision)}. {reason(step, why)}")
        for candidate in step.candidates:
            _print(
                console,
                f"  – {name(candidate.label)} ({title(candidate.label, knowledge)}): "
                f"Punkte {number(candidate.score)}, Sicherheit {per_cent(candidate.confidence)}",
            )
        if step.evidence:
            _print(console, f"  {evidence(step.evidence)}")
        _print(console, f"  Wörter: {', '.join(map(token_line, step.tokens)) or NOTHING}")


def _miss_object(found: Scored, why: Explanation) -> dict[str, object]:
    question = found.question
    return {
        "line": question.line,
        "question": question.text,
        "style": question.style,
        "outcome": found.outcome.value,
        "expected": expected(question),
        "steps": [
            {
                "reading": step.reading,
                "way": step.way.value,
                "decision": decision(step.decision),
                "topics": [asdict(candidate) for candidate in step.candidates],
                "evidence": asdict(step.evidence) if step.evidence else None,
                "words": [asdict(token) for token in step.tokens],
            }
            for step in why.steps
        ],
    }


def _print(console: Console, text: Text | str) -> None:
    console.print(text, soft_wrap=True)
