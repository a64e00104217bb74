"""Everything that is wrong with a knowledge folder, all at once."""

from collections.abc import Callable, Iterator

from bot.knowledge.problems import Problem
from bot.knowledge.reading import Reading
from bot.knowledge.rules.examples import (
    examples_suffice,
    questions_are_unique,
    tests_suffice,
    there_are_topics,
)
from bot.knowledge.rules.figures import sums_are_explained, topics_are_cited
from bot.knowledge.rules.lengths import texts_fit
from bot.knowledge.rules.likeness import questions_differ_enough
from bot.knowledge.rules.reach import sources_are_used, topics_are_led_to
from bot.knowledge.rules.references import meanings_differ, no_topic_leads_to_itself, references_exist
from bot.knowledge.rules.texts import texts_are_sound

Rule = Callable[[Reading], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    there_are_topics,
    references_exist,
    no_topic_leads_to_itself,
    meanings_differ,
    texts_are_sound,
    sums_are_explained,
    topics_are_cited,
    examples_suffice,
    tests_suffice,
    questions_are_unique,
    questions_differ_enough,
    texts_fit,
    topics_are_led_to,
    sources_are_used,
)


def check(reading: Reading) -> tuple[Problem, ...]:
    """The problems of the files and of what they say together, in the order of their places."""
    found = {problem for rule in RULES for problem in rule(reading)}
    return tuple(sorted({*reading.problems, *found}))
