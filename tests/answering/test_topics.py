"""What a topic says and in which order."""

import pytest

from bot.answering.reply import plain
from bot.answering.topics import topic_body
from bot.knowledge.model import Knowledge


@pytest.mark.parametrize(
    ("topic", "lines", "figures"),
    [
        (
            "plan_ja",
            [
                "60 % der befragten KMU haben einen Plan; die Pressestelle nennt 58 %.",
                "Außerdem: 34 % arbeiten an einem Plan; 7 % lehnen einen Plan ab.",
                "Zusammen sind das 101 %, wohl durch Rundung.",
            ],
            ("plan_ja", "plan_presse", "plan_bald", "plan_nie"),
        ),
        (
            "plan",
            [
                "So verteilen sich die befragten KMU:",
                "• 60 % haben einen Plan",
                "• 34 % arbeiten an einem Plan",
                "• 7 % lehnen einen Plan ab",
                "Zusammen sind das 101 %, wohl durch Rundung.",
            ],
            ("plan_ja", "plan_bald", "plan_nie"),
        ),
        ("plan_keiner", ["41 % haben keinen fertigen Plan (34 % und 7 %)."], ("plan_bald", "plan_nie")),
        ("mehr_geld", ["Mehr als 40 % der befragten KMU wollen ihren Etat erhöhen."], ("mehr_geld",)),
        ("gefuehl", ["Viele entscheiden laut Artikel aus dem Bauch heraus."], ()),
    ],
)
def test_the_answer_comes_first_then_the_other_options_then_the_note(
    sample: Knowledge, topic: str, lines: list[str], figures: tuple[str, ...]
) -> None:
    body = topic_body(sample.topics[topic], sample)

    assert plain(body.lines).splitlines() == lines
    assert body.figures == figures


@pytest.mark.parametrize(
    ("topic", "short"),
    [
        ("plan_ja", "60 % der befragten KMU haben einen Plan."),
        ("plan_bald", "34 % der befragten KMU arbeiten gerade daran."),
    ],
)
def test_the_short_form_is_its_own_or_the_answer(sample: Knowledge, topic: str, short: str) -> None:
    assert plain(topic_body(sample.topics[topic], sample).short) == short


def test_a_topic_keeps_its_evidence_and_its_follow_ups(sample: Knowledge) -> None:
    assert [place.locator for place in topic_body(sample.topics["gefuehl"], sample).evidence] == ["Vorspann"]
    assert topic_body(sample.topics["plan_ja"], sample).related == ("plan_bald", "plan_nie", "plan")


@pytest.mark.parametrize(
    ("topic", "distribution"), [("plan", "plan"), ("plan_nie", "plan"), ("mail", "kanal"), ("gefuehl", None)]
)
def test_the_distribution_to_draw_is_that_of_the_figure(
    sample: Knowledge, topic: str, distribution: str | None
) -> None:
    assert topic_body(sample.topics[topic], sample).distribution == distribution


def test_every_delivered_answer_about_a_figure_names_it(delivered: Knowledge) -> None:
    for key, topic in delivered.topics.items():
        body = topic_body(topic, delivered)
        if topic.figure:
            assert topic.figure in body.figures, key
        if topic.distribution:
            assert set(delivered.distributions[topic.distribution].figures) <= set(body.figures), key
