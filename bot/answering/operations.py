"""What an operation on figures says: a look-up by number, a sum, a comparison, the check of a claim."""

from dataclasses import replace

from bot.answering.body import Body, line
from bot.answering.claims import Verdict, judge
from bot.answering.distributions import note
from bot.answering.reply import BULLET, Line, Span
from bot.answering.template import amount, fill, text, total
from bot.answering.topics import topic_body
from bot.knowledge.model import Figure, Knowledge, Topic
from bot.knowledge.placeholders import placeholders
from bot.knowledge.value import Value
from bot.understanding.decision import Claim, Comparison, LookUp, Operation, Sum

YES = "Ja, das stimmt: Es sind "
NO = "Nein, das stimmt nicht. Es sind "
OPEN = "Das lässt sich mit unseren Quellen nicht entscheiden. Genannt ist nur: "
OTHER_MEANING = "Die genannte Zahl gehört zu etwas anderem:"
SEVERAL_MEANINGS = "Diese Zahl steht in unseren Quellen für mehreres, jeweils bezogen auf die befragten KMU:"
NOT_ADDED = "Zusammenzählen lässt sich das nicht, weil mehrere Antworten möglich waren:"


def operation_body(operation: Operation, knowledge: Knowledge) -> Body:
    """The body of an operation's reply."""
    match operation:
        case LookUp(_, figures):
            return _look_up(figures, knowledge)
        case Sum(figures):
            return _sum(figures, knowledge)
        case Comparison(figures):
            return _comparison(figures, knowledge)
        case Claim():
            return _claim(operation, knowledge)


def _look_up(figures: tuple[str, ...], knowledge: Knowledge) -> Body:
    listed = _listed(figures, knowledge)
    head = (line(SEVERAL_MEANINGS),) if len(figures) > 1 else ()
    stated = _stated(figures, knowledge)
    return Body((*head, *listed), (*head, *listed), stated, related=topics_of(figures, knowledge))


def _sum(figures: tuple[str, ...], knowledge: Knowledge) -> Body:
    distribution = knowledge.distribution_of(figures[0]) or ""
    listed = _listed(figures, knowledge)
    if not knowledge.distributions[distribution].exclusive:
        head: Line = (Span(NOT_ADDED),)
    else:
        chosen = [knowledge.figures[key] for key in figures]
        working: list[Span] = [
            Span(total(chosen, [1] * len(chosen)), strong=True),
            Span(f" der {knowledge.distributions[distribution].population} zusammen: "),
        ]
        for figure in chosen:
            working += [Span(figure.text, strong=True), Span(" + ")]
        head = (*working[:-1], Span("."))
    lines = (head, *listed, *note(distribution, knowledge))
    related = topics_of(figures, knowledge)
    noted = fill(knowledge.distributions[distribution].note, knowledge).figures
    stated = tuple(dict.fromkeys((*_stated(figures, knowledge), *noted)))
    return Body(lines, (head, *listed), stated, related=related, distribution=distribution)


def _comparison(figures: tuple[str, ...], knowledge: Knowledge) -> Body:
    chosen = [knowledge.figures[key] for key in figures]
    distributions = {knowledge.distribution_of(key) for key in figures}
    common = distributions.pop() if len(distributions) == 1 else None
    if common is None:
        return _of_different_questions(figures, knowledge)
    head = (*_side_by_side(chosen), *_difference(chosen))
    lines = (head, *_listed(figures, knowledge))
    stated = _stated(figures, knowledge)
    return Body(lines, (head,), stated, related=topics_of(figures, knowledge), distribution=common)


def _of_different_questions(figures: tuple[str, ...], knowledge: Knowledge) -> Body:
    """Shares whose names in a diagram say too little without it: each with its population and statement."""
    chosen = {key: knowledge.figures[key] for key in figures}
    told = (f"{{{key}}} der {figure.population} {figure.statement}" for key, figure in chosen.items())
    filled = fill("; ".join(told), knowledge)
    head = (*filled.line, *_difference([*chosen.values()]))
    return Body((head,), (head,), filled.figures, related=topics_of(figures, knowledge))


def _side_by_side(figures: list[Figure]) -> Line:
    spans: list[Span] = []
    for figure in figures:
        spans += [Span(f"{figure.label}: "), Span(figure.text, strong=True), Span(", ")]
    return (*spans[:-1], Span(f" der {figures[0].population}"))


def _difference(figures: list[Figure]) -> Line:
    """How far two shares are apart; of two populations no source says that."""
    alike = len({figure.population for figure in figures}) == 1
    if len(figures) != 2 or not alike or not all(figure.value.exact for figure in figures):
        return (Span("."),)
    points = abs(figures[0].value.low - figures[1].value.low)
    if not points:
        return (Span(" – gleich viele."),)
    number = Value.of(round(points, 6)).words
    unit = " Prozentpunkt" if points == 1 else " Prozentpunkte"
    return (Span(" – Unterschied: "), Span(number + unit, strong=True), Span("."))


def _claim(claim: Claim, knowledge: Knowledge) -> Body:
    if claim.added:
        return _claimed_sum(claim, knowledge)
    figure = knowledge.figures[claim.figure]
    about = next((topic for topic in knowledge.topics.values() if topic.figure == claim.figure), None)
    values = [figure.value, *(_totals(about, knowledge) if about else ())]
    verdicts = [judge(value, claim.number, claim.bound) for value in values]
    verdict = Verdict.TRUE if Verdict.TRUE in verdicts else verdicts[0]
    said = {Verdict.TRUE: YES, Verdict.FALSE: NO, Verdict.OPEN: OPEN}[verdict]
    value = values[verdicts.index(verdict)]
    head: Line = (Span(said), Span(value.with_unit(figure.unit), strong=True), Span("."))
    if about:
        body = topic_body(about, knowledge)
    else:
        stated = text(figure, knowledge).line
        body = Body((stated,), (stated,), _stated((claim.figure,), knowledge))
    mixed = _same_number(claim, knowledge) if verdict is Verdict.FALSE else ()
    listed = (line(OTHER_MEANING), *_listed(mixed, knowledge)) if mixed else ()
    return Body(
        lines=(head, *body.lines, *listed),
        short=(head, *body.short),
        figures=tuple(dict.fromkeys((claim.figure, *body.figures, *_stated(mixed, knowledge)))),
        evidence=body.evidence,
        related=body.related or topics_of((claim.figure,), knowledge),
        distribution=body.distribution,
        short_figures=(claim.figure, *body.short_figures) if body.short_figures else (),
    )


def _claimed_sum(claim: Claim, knowledge: Knowledge) -> Body:
    """A number claimed for several options together: the verdict, then the working."""
    chosen = [knowledge.figures[key] for key in (claim.figure, *claim.added)]
    body = _sum((claim.figure, *claim.added), knowledge)
    value = Value.of(amount(chosen, [1] * len(chosen)))
    said = {Verdict.TRUE: YES, Verdict.FALSE: NO, Verdict.OPEN: OPEN}
    verdict = judge(value, claim.number, claim.bound)
    head: Line = (Span(said[verdict]), Span(value.with_unit(chosen[0].unit), strong=True), Span("."))
    return replace(body, lines=(head, *body.lines), short=(head, *body.short))


def _stated(figures: tuple[str, ...], knowledge: Knowledge) -> tuple[str, ...]:
    """The figures with those that their statements name."""
    within = (key for figure in figures for key in text(knowledge.figures[figure], knowledge).figures)
    return tuple(dict.fromkeys((*figures, *within)))


def _totals(topic: Topic, knowledge: Knowledge) -> list[Value]:
    """What the topic's answer computes from several figures: a claim may mean that as well."""
    return [
        Value.of(amount([knowledge.figures[key] for key in part.figures], part.signs))
        for part in placeholders(topic.answer)
        if len(part.figures) > 1 and min(part.signs) > 0
    ]


def _same_number(claim: Claim, knowledge: Knowledge) -> tuple[str, ...]:
    """Other figures that state the claimed number."""
    same = (
        key
        for key, figure in knowledge.figures.items()
        if key != claim.figure and figure.value.exact and figure.value.low == claim.number
    )
    shares = (key for key in same if knowledge.figures[key].unit == "%")
    return tuple(sorted(shares, key=lambda key: knowledge.sources[knowledge.figures[key].source].rank))


def _listed(figures: tuple[str, ...], knowledge: Knowledge) -> tuple[Line, ...]:
    """One line for each figure, naming its source where there are several."""
    sources = {knowledge.figures[key].source for key in figures}
    lines: list[Line] = []
    for key in figures:
        figure = knowledge.figures[key]
        source = f" – {knowledge.sources[figure.source].publisher}" if len(sources) > 1 else ""
        lines.append((Span(BULLET), *text(figure, knowledge).line, Span(source)))
    return tuple(lines)


def topics_of(figures: tuple[str, ...], knowledge: Knowledge) -> tuple[str, ...]:
    """The topics that are about the figures, at most three."""
    found = (key for figure in figures for key, topic in knowledge.topics.items() if topic.figure == figure)
    return tuple(dict.fromkeys(found))[:3]
