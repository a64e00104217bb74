"""The order of daily facts: all in turn, and unshaken when the knowledge changes."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.daily import facts, next_fact
from bot.knowledge.default import default_folder
from bot.knowledge.files import load
from bot.knowledge.model import Knowledge

KNOWN = load(default_folder())


def without(*topics: str) -> Knowledge:
    left = {key: topic for key, topic in KNOWN.topics.items() if key not in topics}
    return KNOWN.model_copy(update={"topics": left})


def test_facts_are_the_topics_with_a_figure_of_their_own() -> None:
    assert set(facts(KNOWN)) == {key for key, topic in KNOWN.topics.items() if topic.figure}
    assert len(facts(KNOWN)) > 20


@given(seed=st.integers())
def test_every_fact_comes_once_before_any_comes_again(seed: int) -> None:
    told: list[str] = []
    for _ in facts(KNOWN):
        fact = next_fact(KNOWN, told[-1] if told else None, Random(seed))
        assert fact is not None
        told.append(fact)
    assert sorted(told) == sorted(facts(KNOWN))
    assert next_fact(KNOWN, told[-1], Random(seed)) == told[0]


@given(gone=st.sets(st.sampled_from(facts(KNOWN)), max_size=10), last=st.sampled_from(facts(KNOWN)))
def test_topics_that_come_or_go_change_nothing_for_the_others(gone: set[str], last: str) -> None:
    order = facts(KNOWN)
    turned = order[order.index(last) + 1 :] + order[: order.index(last) + 1]
    expected = next((fact for fact in turned if fact not in gone), None)
    assert next_fact(without(*gone), last, Random(0)) == expected


def test_people_begin_at_different_facts() -> None:
    assert len({next_fact(KNOWN, None, Random(seed)) for seed in range(50)}) > 5


def test_no_facts_at_all() -> None:
    assert next_fact(Knowledge(), None, Random(0)) is None
    assert next_fact(Knowledge(), "gone", Random(0)) is None
