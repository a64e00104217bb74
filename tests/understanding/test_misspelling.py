"""How likely one word is typed for another one."""

import pytest

from bot.understanding.misspelling import beside, likelihood


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        (("budegt", "budget"), ("budhet", "budget")),  # swapped, beside the key
        (("budhet", "budget"), ("budxet", "budget")),  # beside the key, anywhere
        (("budet", "budget"), ("budqget", "budget")),  # lost, one too many
        (("buddget", "budget"), ("budqget", "budget")),  # doubled, one too many
        (("strategi", "strategie"), ("strategiek", "strategie")),  # at the end
        (("vilm", "film"), ("xilm", "film")),  # by ear
        (("leitunx", "leitung"), ("xeitung", "leitung")),  # the first letter is seldom mistaken
    ],
)
def test_common_kinds_of_error_are_likelier(likely: tuple[str, str], unlikely: tuple[str, str]) -> None:
    assert 0 < likelihood(*unlikely) < likelihood(*likely) <= 1


def test_keys_of_umlauts_count_as_folded_letters() -> None:
    assert "o" in beside("l")
    assert "p" in beside("u")
    assert beside("1") == ""
