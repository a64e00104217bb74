"""How probable it is that the best topic is right."""

from dataclasses import replace

import pytest

from bot.understanding.confidence import WORDY, Confidence, Evidence, Outcome, calibrate, stored

SURE = Evidence(score=1.0, margin=0.9, outside=0.0, nearest=0.9, covered=1.0, on_subject=1.0)
LOST = Evidence(score=0.05, margin=0.0, outside=0.8, nearest=0.3, covered=0.0, on_subject=0.0)


@pytest.fixture(params=["stored", "fitted"])
def confidence(request: pytest.FixtureRequest) -> Confidence:
    if request.param == "stored":
        return stored()
    seen = [Outcome(replace(SURE, score=0.6 + step / 20, margin=step / 10), True) for step in range(8)]
    seen += [Outcome(replace(LOST, score=step / 20, covered=step / 20), False) for step in range(8)]
    return calibrate(seen)


def test_good_evidence_is_near_certainty_and_bad_evidence_is_not(confidence: Confidence) -> None:
    assert confidence.of(SURE) > 0.8
    assert confidence.of(LOST) < 0.2


@pytest.mark.parametrize("name", ["score", "margin", "outside", "nearest", "covered", "on_subject"])
@pytest.mark.parametrize("value", [-1e6, -1.0, 0.0, 0.5, 1.0, 1e6])
def test_any_evidence_gives_a_probability(name: str, value: float) -> None:
    assert 0 <= stored().of(replace(SURE, **{name: value})) <= 1


def test_a_word_that_no_example_knows_costs_confidence() -> None:
    assert stored().of(replace(SURE, covered=0.4)) < stored().of(SURE)


def test_likeness_to_what_is_off_the_subject_costs_confidence() -> None:
    assert stored().of(replace(SURE, outside=0.9)) < stored().of(SURE)


def test_a_close_rival_costs_confidence() -> None:
    assert stored().of(replace(SURE, margin=0.0)) < stored().of(SURE)


def test_what_sounds_like_something_that_nobody_reports_costs_confidence() -> None:
    assert stored().of(replace(SURE, unreported=0.8)) < stored().of(SURE)


def test_a_question_that_says_little_is_less_sure_than_one_that_says_more() -> None:
    alike = replace(SURE, score=0.5, margin=0.3)

    assert stored().of(replace(alike, words=2)) < stored().of(replace(alike, words=8))


def test_a_story_is_no_surer_for_its_length() -> None:
    assert stored().of(replace(LOST, words=WORDY)) == stored().of(replace(LOST, words=60))


def test_what_is_known_holds_where_nothing_speaks_against_it() -> None:
    known = calibrate([Outcome(SURE, True), Outcome(LOST, False)] * 20)

    assert calibrate([], known).weights == pytest.approx(known.weights)
    assert calibrate([Outcome(LOST, True)] * 20, known).of(LOST) > known.of(LOST)


def test_the_weights_are_read_once() -> None:
    assert stored() is stored()


def test_outcomes_are_weighted() -> None:
    doubted = [Outcome(SURE, True), Outcome(SURE, False)]
    believed = [Outcome(SURE, True, 9.0), Outcome(SURE, False)]

    assert calibrate(believed).of(SURE) > calibrate(doubted).of(SURE)
    assert calibrate(doubted).of(SURE) == pytest.approx(0.5)


def test_what_is_known_far_from_what_is_seen_gives_way() -> None:
    far = Confidence(dict.fromkeys(stored().weights, 0.0) | {"constant": -25.0})

    found = calibrate([Outcome(SURE, True, 300.0), Outcome(SURE, False, 100.0)], far)

    assert found.of(SURE) == pytest.approx(0.75, abs=0.03)


def test_outcomes_that_are_told_apart_perfectly_keep_finite_weights() -> None:
    found = calibrate([Outcome(SURE, True)] * 50 + [Outcome(LOST, False)] * 50)

    assert all(abs(weight) < 100 for weight in found.weights.values())
    assert found.of(SURE) > 0.9
