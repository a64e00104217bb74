"""Sums, comparisons and verdicts are told apart by the whole sentence."""

from collections import Counter

import pytest

from bot.understanding.forms import FIRST, FIRST_PLAIN, NUMBER, OPTION, Form, Forms, frames, plain
from bot.understanding.understanding import Understanding

ALL = frozenset(Form)
PLAIN = [
    (Form.PLAIN, "wie viele haben option oder auch option im einsatz bei sich"),
    (Form.PLAIN, "wer nutzt option und option so im alltag"),
    (Form.PLAIN, "option und option was ist das ueberhaupt"),
    (Form.OTHER, "wie viele firmen haben eine strategie"),
    (Form.OTHER, "wer ist in den betrieben zustaendig"),
]


@pytest.fixture(scope="module")
def forms() -> Forms:
    return Forms(PLAIN)


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ("wenn ich option und option in einen topf werfe was kommt raus", Form.SUM),
        ("option option und option alles addiert", Form.SUM),
        ("um wie viele punkte liegt option vor option", Form.COMPARISON),
        ("schlaegt option eigentlich option", Form.COMPARISON),
        ("stimmt das so", Form.VERDICT),
        ("geben die zahlen das her", Form.VERDICT),
        ("wie viele firmen haben eine strategie", Form.OTHER),
    ],
)
def test_a_sentence_has_the_form_of_the_frames_that_are_like_it(
    forms: Forms, sentence: str, form: Form
) -> None:
    shape = forms.of(sentence, ALL)

    assert shape
    assert shape.form is form


@pytest.mark.parametrize("sentence", ["", "xyz", "quax"])
def test_what_is_like_no_frame_has_no_form(forms: Forms, sentence: str) -> None:
    shape = forms.of(sentence, ALL)

    assert shape is None or shape.form is Form.OTHER


def test_only_the_forms_asked_for_are_found(forms: Forms) -> None:
    among = frozenset({Form.COMPARISON, Form.PLAIN})

    shape = forms.of("option option und option alles addiert", among)

    assert shape is None or shape.form is not Form.SUM


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [
        ("um wie viele punkte liegt option vor option", True),
        ("option gegen option wer gewinnt", True),
        # The words say more than how two are compared.
        ("wer hat mehr akku option oder option", False),
    ],
)
def test_a_form_is_sure_by_itself_if_it_says_nothing_else(forms: Forms, sentence: str, sure: bool) -> None:
    shape = forms.of(sentence, frozenset({Form.SUM, Form.COMPARISON, Form.PLAIN}))

    assert shape
    assert shape.form is Form.COMPARISON
    assert shape.sure is sure


def test_only_the_first_examples_of_an_entry_teach_a_form(understanding: Understanding) -> None:
    asked = [(entry, "Facebook oder YouTube?") for entry in ("eins", "zwei") for _ in range(FIRST_PLAIN + 5)]
    asked += [("eins", "Wer ist zuständig?")] * (FIRST + 5)

    found = Counter(form for form, _ in plain(asked, understanding.distributions.marks, understanding.ranker))

    assert found == {Form.PLAIN: 2 * FIRST_PLAIN, Form.OTHER: FIRST}


@pytest.mark.parametrize(
    ("name", "placeholder"), [("look_up", NUMBER), ("sum", OPTION), ("comparison", OPTION)]
)
def test_every_frame_holds_its_placeholder(name: str, placeholder: str) -> None:
    assert all(placeholder in frame.casefold() for frame in frames(name))


@pytest.mark.parametrize("name", ["look_up", "sum", "comparison", "verdict"])
def test_no_frame_is_there_twice_or_empty(name: str) -> None:
    told = [frame.casefold() for frame in frames(name)]

    assert all(told)
    assert len(set(told)) == len(told) > 100
