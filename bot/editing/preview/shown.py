"""What the page shows, as values that become JSON. The page sets texts only, so nothing is escaped here."""

import re
from collections.abc import Iterable
from pathlib import Path

from bot.answering.reply import Chart, Citation, Line, Option, Reply
from bot.assistant import Context
from bot.channels import explained
from bot.channels.plain_text import citations, clean
from bot.editing.preview.workbench import State
from bot.knowledge.model import Knowledge
from bot.knowledge.problems import Severity, errors
from bot.understanding.decision import Kind
from bot.understanding.explanation import Explanation, Step

Shown = dict[str, object]

_KINDS = {
    Kind.ANSWER: "Antwort",
    Kind.CLARIFY: "Rückfrage",
    Kind.NOT_REPORTED: "Nicht berichtet",
    Kind.OUT_OF_SCOPE: "Nicht das Thema",
    Kind.SMALL_TALK: "Höflichkeit",
}
_WEB = re.compile(r"https?://", re.IGNORECASE)
_PER_CENT = re.compile(r"(?<=\d) (?=%)")


def state(found: State, folder: Path) -> Shown:
    """Where the files stand, and check's messages, errors first."""
    known = found.assistant.knowledge if found.assistant else None
    wrong = len(errors(found.problems))
    return {
        "phase": found.phase.value,
        "revision": found.revision,
        "folder": folder.name or folder.as_posix(),
        "loaded": found.loaded.strftime("%H:%M:%S") if found.loaded else None,
        "counts": _counts(known) if known else None,
        "examples": _examples(found),
        "errors": wrong,
        "warnings": len(found.problems) - wrong,
        "problems": [
            {
                "severity": problem.severity.value,
                "place": f"{problem.file}:{problem.line}:{problem.column}",
                "message": _bound(problem.message),
            }
            for problem in sorted(found.problems, key=lambda each: each.severity is Severity.WARNING)
        ],
    }


def reply(
    given: Reply, why: Explanation | None, knowledge: Knowledge, chart: str | None, remembered: Context
) -> Shown:
    """An answer with its reason; ``chart`` is the address of its picture."""
    return {
        "kind": given.kind.value,
        "kind_name": _KINDS[given.kind],
        "confidence": explained.per_cent(given.confidence),
        "topic": given.topic,
        "title": clean(given.title),
        "lines": _lines(given.lines),
        "short": _lines(given.short),
        "citations": [_citation(cited) for cited in citations(given)],
        "options": _options(given.options),
        "alternatives": _options(given.alternatives),
        "chart": {"address": chart, "text": _in_words(given.chart)} if given.chart else None,
        "steps": [_step(step, why, knowledge) for step in why.steps] if why else [],
        "context": {"topics": remembered.topics, "options": remembered.options},
    }


def _step(step: Step, why: Explanation, knowledge: Knowledge) -> Shown:
    return {
        "reading": clean(step.reading),
        "whole": step.whole,
        "words": [[clean(cell) for cell in explained.cells(token)] for token in step.tokens],
        "topics": [
            {
                "topic": explained.name(found.label),
                "title": explained.title(found.label, knowledge),
                "score": explained.number(found.score),
                "confidence": explained.per_cent(found.confidence),
                "share": round(found.confidence, 4),
            }
            for found in step.candidates
        ],
        "sure": why.sure,
        "possible": why.possible,
        "thresholds": _bound(
            f"Striche: Rückfrage ab {explained.per_cent(why.possible)}, "
            f"Antwort ab {explained.per_cent(why.sure)}"
        ),
        "evidence": _bound(explained.evidence(step.evidence)) if step.evidence else "",
        "decision": clean(explained.decision(step.decision)),
        "reason": _bound(explained.reason(step, why)),
    }


def _counts(known: Knowledge) -> str:
    counted = (
        (len(known.topics), "Thema", "Themen"),
        (len(known.gaps), "Lücke", "Lücken"),
        (len(known.figures), "Kennzahl", "Kennzahlen"),
        (len(known.sources), "Quelle", "Quellen"),
    )
    return " · ".join(f"{count} {one if count == 1 else many}" for count, one, many in counted)


def _examples(found: State) -> list[str]:
    """A question of each of the first topics, to begin with."""
    if found.assistant is None:
        return []
    suggested = found.assistant.suggestions("", 6)
    topics = found.assistant.knowledge.topics
    return [clean(topics[each.topic].examples[0]) for each in suggested if each.topic in topics]


def _lines(lines: Iterable[Line]) -> list[list[Shown]]:
    return [[{"text": _bound(span.text), "strong": span.strong} for span in line] for line in lines]


def _bound(text: str) -> str:
    """Text in which no line ends between a number and its per cent sign."""
    return _PER_CENT.sub("\u00a0", clean(text))


def _options(options: Iterable[Option]) -> list[Shown]:
    return [{"topic": option.topic, "title": clean(option.title)} for option in options]


def _citation(cited: Citation) -> Shown:
    return {
        "before": clean(cited.study),
        "title": _bound(cited.title),
        "after": clean(f"{cited.publisher}, {cited.locator}"),
        "address": cited.url if _WEB.match(cited.url) else None,
    }


def _in_words(chart: Chart) -> str:
    """The picture for those who do not see it."""
    bars = "; ".join(f"{bar.label}: {bar.text}" for bar in chart.bars)
    return _bound(f"{chart.title} {bars}. {chart.note}".strip())
