"""What holds for every reply: its numbers can be traced, its ids exist, its size is bounded."""

import re
from collections.abc import Iterator

from bot.answering.reply import Line, Reply, plain
from bot.answering.template import result
from bot.knowledge.model import RELATED_LIMIT, Knowledge
from bot.knowledge.placeholders import placeholders
from bot.understanding.decision import Kind

LONGEST = 4000
"""Characters; Telegram takes 4096."""

_DIGITS = re.compile(r"\d+(?:,\d+)?")
_NUMBERED = re.compile(r"\d\. ")


def assert_valid(reply: Reply, knowledge: Knowledge) -> None:
    """All that a channel may rely on."""
    assert reply.kind in Kind
    assert 0 <= reply.confidence <= 1
    for lines in (reply.lines, reply.short):
        assert plain(lines).strip()
        assert len(plain(lines)) <= LONGEST
        assert plain(lines[:1]).strip()
        assert plain(lines[-1:]).strip()
        _assert_traceable(lines, reply, knowledge)
    _assert_known(reply, knowledge)
    _assert_cited(reply, knowledge)
    if reply.chart:
        assert reply.chart.id in knowledge.distributions
        assert len(reply.chart.bars) == len(knowledge.distributions[reply.chart.id].figures)


def _assert_known(reply: Reply, knowledge: Knowledge) -> None:
    entries = {**knowledge.topics, **knowledge.gaps}
    assert reply.topic is None or reply.topic in {*entries, *knowledge.small_talk}
    assert len(reply.options) <= RELATED_LIMIT
    for option in (*reply.options, *reply.alternatives):
        assert option.title == entries[option.topic].title
    assert len({option.topic for option in reply.options}) == len(reply.options)
    assert len({figure.id for figure in reply.figures}) == len(reply.figures)
    assert {figure.id for figure in reply.figures} <= set(knowledge.figures)


def _assert_cited(reply: Reply, knowledge: Knowledge) -> None:
    """Every figure's place is cited, or that of its distribution; the leading source comes first."""
    places = {(citation.source, citation.locator) for citation in reply.citations}
    for figure in reply.figures:
        distribution = knowledge.distributions.get(knowledge.distribution_of(figure.id) or "")
        whole = {(distribution.source, distribution.locator)} if distribution else set()
        assert places & {(figure.source, figure.locator), *whole}
    for citation in reply.citations:
        assert citation.url == knowledge.sources[citation.source].url


def _assert_traceable(lines: tuple[Line, ...], reply: Reply, knowledge: Knowledge) -> None:
    """Every strong span is a cited figure or a declared result of some, and no other digit is in the text."""
    cited = {figure.id for figure in reply.figures}
    stated = {knowledge.figures[key].text.casefold() for key in cited} | {
        text.casefold() for text in _declared(cited, knowledge)
    }
    for line in lines:
        strong = [span.text for span in line if span.strong]
        computed = _computed(plain((line,)), strong)
        for text in strong:
            assert text in computed or text.casefold() in stated, f"{text!r} in {plain((line,))!r}"
        rest = "".join(span.text for span in line if not span.strong)
        assert not _DIGITS.search(_NUMBERED.sub("", rest, count=1)), rest


def _declared(cited: set[str], knowledge: Knowledge) -> Iterator[str]:
    """What the knowledge's own expressions come to, as far as all their figures are cited."""
    topics = (text for topic in knowledge.topics.values() for text in (topic.answer, topic.short))
    gaps = (gap.answer for gap in knowledge.gaps.values())
    notes = (distribution.note for distribution in knowledge.distributions.values())
    for template in (*topics, *gaps, *notes):
        for placeholder in placeholders(template):
            if placeholder.figures and set(placeholder.figures) <= cited:
                yield result(placeholder.figures, placeholder.signs, knowledge)


def _computed(text: str, strong: list[str]) -> set[str]:
    """The sum or difference that a line shows with its working, if it adds up."""
    values = [float(found[0].replace(",", ".")) for found in map(_DIGITS.match, strong) if found]
    if " zusammen: " in text and len(values) == len(strong) > 2 and abs(values[0] - sum(values[1:])) < 1e-6:
        return {strong[0]}
    if "Unterschied: " in text and len(values) == 3 and abs(abs(values[0] - values[1]) - values[2]) < 1e-6:
        return {strong[2]}
    return set()
