"""Several replies to one message as one, in order."""

from bot.answering.composer import compose
from bot.answering.joining import joined
from bot.answering.reply import Reply, plain
from bot.knowledge.model import Knowledge
from bot.understanding.decision import Answer, NotReported
from tests.replies import assert_valid


def replies(sample: Knowledge) -> tuple[Reply, ...]:
    return (
        compose(Answer(0.9, "mehr_geld"), sample),
        compose(Answer(0.7, "mail"), sample),
        compose(NotReported(0.8, "luecke_land"), sample),
    )


def test_one_reply_stays_as_it_is(sample: Knowledge) -> None:
    reply = compose(Answer(0.9, "mail"), sample)

    assert joined((reply,)) == reply


def test_texts_follow_each_other_with_a_blank_line_between(sample: Knowledge) -> None:
    parts = replies(sample)
    whole = joined(parts)

    assert_valid(whole, sample)
    assert plain(whole.lines) == "\n\n".join(plain(part.lines) for part in parts)
    assert plain(whole.short) == "\n".join(plain(part.short) for part in parts)


def test_figures_and_sources_are_collected_without_repetition(sample: Knowledge) -> None:
    first, second, _ = replies(sample)
    whole = joined((first, second, second, first))

    assert [figure.id for figure in whole.figures] == ["mehr_geld", "mail", "brief", "fax"]
    assert [citation.source for citation in whole.citations] == ["artikel", "presse"]


def test_it_is_as_sure_as_its_least_sure_part(sample: Knowledge) -> None:
    assert joined(replies(sample)).confidence == 0.7


def test_follow_ups_stay_few_and_the_first_chart_is_kept(sample: Knowledge) -> None:
    whole = joined((*replies(sample), compose(Answer(0.9, "plan_ja"), sample)))

    assert [option.topic for option in whole.options] == ["brief", "plan", "plan_bald"]
    assert whole.chart
    assert whole.chart.id == "kanal"


def test_the_first_part_gives_topic_and_title(sample: Knowledge) -> None:
    whole = joined(replies(sample))

    assert (whole.topic, whole.title) == ("mehr_geld", "Mehr Geld")


def test_the_note_that_two_options_share_is_told_once(sample: Knowledge) -> None:
    one, other = (compose(Answer(0.9, topic), sample) for topic in ("plan_ja", "plan_bald"))
    note = one.lines[-1]
    assert note in other.lines

    whole = joined((one, other))

    assert whole.lines.count(note) == 1
    assert set(whole.lines) == {*one.lines, *other.lines, ()}
    assert joined((one, one)).lines == one.lines
