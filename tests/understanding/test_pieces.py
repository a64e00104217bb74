"""The pieces of a question and the options that they name."""

import pytest

from bot.understanding.pieces import alternatives


@pytest.mark.parametrize(
    ("question", "pieces"),
    [
        ("Chef oder Team?", ["chef", "team"]),
        ("Chef, Team und Marketing", ["chef", "team", "marketing"]),
        ("mehr Mails als Briefe", ["mehr mails", "briefe"]),
        ("Mail versus Brief", ["mail", "brief"]),
        ("Mail", ["mail"]),
        ("Chef oder ein Team, das noch anderes macht", ["chef", "ein team das noch anderes macht"]),
        ("Chef, die Gruppe", ["chef", "die gruppe"]),
        ("die, die es haben, von denen, die es planen", ["die die es haben", "die es planen"]),
        ("eine, an der gefeilt wird, oder keine", ["eine an der gefeilt wird", "keine"]),
        ("fertig oder dabei, eine zu machen", ["fertig", "dabei eine zu machen"]),
        ("liegt die mit Plan über der, die arbeitet", ["liegt die mit plan", "der die arbeitet"]),
        ("doppelt so viele Teams wie Chefs", ["doppelt so viele teams", "chefs"]),
        ("Teams wie wir", ["teams wie wir"]),
        ("Überragt das Team den Chef?", ["uberragt", "das team", "den chef"]),
        ("Team mit Plan überragt den Chef", ["team mit plan uberragt", "den chef"]),
        ("ob das Team den Chef überragt", ["ob", "das team", "den chef uberragt"]),
        ("Ragt das Team heraus?", ["ragt das team heraus"]),
        ("auf einen Chef kommen wie viele Teams", ["auf einen chef", "wie viele teams"]),
        ("oder?", []),
        ("", []),
    ],
)
def test_a_text_is_cut_at_words_that_join_alternatives(question: str, pieces: list[str]) -> None:
    assert alternatives(question) == pieces
