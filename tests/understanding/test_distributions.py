"""What is known of the options of the delivered distributions, and which of them a text names."""

import pytest

from bot.understanding.distributions import Distributions
from bot.understanding.understanding import Understanding


@pytest.fixture(scope="module")
def distributions(understanding: Understanding) -> Distributions:
    return understanding.distributions


def test_options_stand_in_the_order_of_the_source(distributions: Distributions) -> None:
    assert distributions.orders["haeufigkeit"] == ("mehrmals_woche", "taeglich", "mehrmals_taeglich")
    assert distributions.of["haeufigkeit"] == {"mehrmals_woche", "taeglich", "mehrmals_taeglich"}
    assert distributions.about["haeufigkeit"] == {"haeufigkeit", *distributions.of["haeufigkeit"]}
    assert distributions.overview["haeufigkeit"] == "haeufigkeit"


def test_a_firm_may_have_several_platforms_and_formats_and_nothing_else(distributions: Distributions) -> None:
    platforms = {"facebook", "youtube", "instagram", "tiktok", "twitter"}

    assert distributions.things == {*platforms, "statische_beitraege", "kurzvideos", "influencer"}


@pytest.mark.parametrize(
    ("topic", "distribution"),
    [
        ("zustaendig_leitung", "zustaendigkeit"),
        ("zustaendigkeit", "zustaendigkeit"),
        ("ohne_tool", None),
        ("kmu_definition", None),
        ("luecke_kosten", None),
    ],
)
def test_a_topic_may_be_about_a_distribution(
    distributions: Distributions, topic: str, distribution: str | None
) -> None:
    assert distributions.of_several(topic) == distribution


def test_two_options_that_are_all_there_is_are_opposites(distributions: Distributions) -> None:
    assert distributions.are_opposites("dauer_presse")
    assert not distributions.are_opposites("strategie")
    assert not distributions.are_opposites("haeufigkeit")


@pytest.mark.parametrize(
    ("text", "named", "things"),
    [
        (
            "Der Chef nutzt TikTok und Instagram",
            ("zustaendig_leitung", "tiktok", "instagram"),
            ("tiktok", "instagram"),
        ),
        ("Wer ist zuständig?", (), ()),
    ],
)
def test_a_text_names_options_in_its_order(
    understanding: Understanding, text: str, named: tuple[str, ...], things: tuple[str, ...]
) -> None:
    read = understanding.ranker.read(text)

    assert understanding.distributions.named(read) == named
    assert understanding.distributions.things_named(read) == things


@pytest.mark.parametrize(
    ("text", "distribution", "options"),
    [
        ("Der Chef nutzt TikTok und Instagram", "plattformen", ["tiktok", "instagram"]),
        ("Der Chef nutzt TikTok", "", []),  # two distributions, one option each
    ],
)
def test_the_distribution_of_which_most_options_are_named(
    understanding: Understanding, text: str, distribution: str, options: list[str]
) -> None:
    mentions = understanding.distributions.mentions(understanding.ranker.read(text))

    found, named = understanding.distributions.of_most(mentions)

    assert (found, [mention.option for mention in named]) == (distribution, options)
