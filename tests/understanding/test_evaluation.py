"""Banks of questions are read strictly and judged fairly."""

from pathlib import Path

import pytest
from rapidfuzz.distance import OSA

from bot.knowledge.model import Knowledge
from bot.understanding.bank import MalformedBank, Question, read_bank, strangers
from bot.understanding.decision import (
    Answer,
    Bound,
    Claim,
    Clarify,
    Comparison,
    Decision,
    Kind,
    LookUp,
    NotReported,
    OutOfScope,
    SmallTalk,
    Sum,
)
from bot.understanding.evaluation import (
    Outcome,
    calibration_error,
    confusions,
    judge,
    misspelt,
    reliability,
    score,
    tallies,
    tally,
)

HEADER = "kind\ttopic\tfigures\tstyle\tquestion\n"
RIGHT, CAUTIOUS, WRONG = Outcome.RIGHT, Outcome.CAUTIOUS, Outcome.WRONG


def asked(kind: Kind, topics: str = "", figures: str = "", text: str = "Wie viele?") -> Question:
    return Question(kind, tuple(topics.split()), tuple(figures.split()), "formal", text)


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "bank.tsv"
    path.write_bytes(content)
    return path


def test_a_bank_is_read_with_alternatives_and_line_numbers(tmp_path: Path) -> None:
    content = f"\ufeff{HEADER}answer\ta|b\tf, g\tcasual\tWie viele?\r\n\nout_of_scope\t-\t-\ttypo\tHudne?"
    assert read_bank(_file(tmp_path, content.encode())) == (
        Question(Kind.ANSWER, ("a", "b"), ("f", "g"), "casual", "Wie viele?", 2),
        Question(Kind.OUT_OF_SCOPE, (), (), "typo", "Hudne?", 4),
    )


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", r":1: Die Datei ist leer"),
        ("kind\tquestion\n", r":1: Es fehlen Spalten: topic, figures, style\."),
        (HEADER, r"bank\.tsv: In dieser Datei steht keine Frage\."),
        (f"{HEADER}answer\ta\n", r":2: Erwartet werden 5 Spalten, .* hier sind es 2\."),
        (f"{HEADER}\nantwort\ta\t-\tx\tWie?\n", r":3: „antwort“ ist keine Art\. Möglich: answer, "),
        (f"{HEADER}answer\ta\t-\tx\t \n", r":2: Die Frage fehlt\."),
        (f"{HEADER}answer\t-\t-\tx\tWie?\n", r":2: Zu einer Antwort gehört"),
        (f"{HEADER}clarify\t-\t-\tx\tWie?\n", r":2: Zu einer Rückfrage gehören"),
        (f"{HEADER}answer\ta\t-\tx\tWie?\nx\ny\n", r":3: Erwartet(.|\n)*:4: Erwartet"),
    ],
)
def test_a_malformed_bank_is_named_with_its_lines(tmp_path: Path, content: str, complaint: str) -> None:
    with pytest.raises(MalformedBank, match=complaint):
        read_bank(_file(tmp_path, content.encode()))


def test_a_bank_that_is_no_text_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(MalformedBank, match=r"bank\.tsv:2: Das ist kein UTF-8"):
        read_bank(_file(tmp_path, HEADER.encode() + b"\xff"))
    with pytest.raises(MalformedBank, match="gibt es nicht"):
        read_bank(tmp_path / "nirgends.tsv")
    with pytest.raises(MalformedBank, match="lässt sich nicht lesen"):
        read_bank(tmp_path)


def test_ids_that_the_knowledge_lacks_are_told(sample: Knowledge) -> None:
    bank = [asked(Kind.ANSWER, "plan_ja weg", "plan_ja fort"), asked(Kind.SMALL_TALK, "gruss")]
    assert strangers(bank, sample) == ("fort", "weg")


@pytest.mark.parametrize(
    ("question", "decision", "outcome"),
    [
        (asked(Kind.ANSWER, "plan_ja plan"), Answer(1, "plan"), RIGHT),
        # The overview is not the figure, but all of them.
        (asked(Kind.ANSWER, "plan_ja", "plan_ja"), Answer(1, "plan"), WRONG),
        (asked(Kind.ANSWER, "", "plan_ja plan_bald plan_nie"), Answer(1, "plan"), RIGHT),
        (asked(Kind.ANSWER, "", "plan_ja plan_bald"), Answer(1, "plan"), WRONG),
        (asked(Kind.ANSWER, "plan_ja"), NotReported(1, "luecke_land"), WRONG),
        (asked(Kind.ANSWER, "plan_ja"), Clarify(1, ("plan_ja", "plan")), CAUTIOUS),
        (asked(Kind.ANSWER, "plan_ja"), OutOfScope(1), CAUTIOUS),
        (asked(Kind.ANSWER, "plan_ja"), SmallTalk(1, "gruss"), CAUTIOUS),
        # Of a claim the figure decides, whether the topic says so or the operation.
        (asked(Kind.ANSWER, "", "plan_ja"), Answer(1, "plan_ja", Claim("plan_ja", 70, Bound.MORE)), RIGHT),
        (asked(Kind.ANSWER, "", "plan_ja"), Answer(1, "plan_ja"), RIGHT),
        (asked(Kind.ANSWER, "", "plan_ja"), Answer(1, "plan_nie", Claim("plan_nie", 7, Bound.MORE)), WRONG),
        (asked(Kind.ANSWER, "plan_ja", "plan_ja"), Answer(1, "plan_ja", Claim("mail", 7, Bound.MORE)), WRONG),
        # Of an operation the set of its operands.
        (asked(Kind.ANSWER, "", "plan_ja plan_bald"), Answer(1, None, Sum(("plan_bald", "plan_ja"))), RIGHT),
        (asked(Kind.ANSWER, "", "mail brief"), Answer(1, None, Comparison(("mail", "brief"))), RIGHT),
        (asked(Kind.ANSWER, "", "mail brief"), Answer(1, None, Comparison(("mail", "fax"))), WRONG),
        (asked(Kind.ANSWER, "", "mail plan_ja"), Answer(1, None, LookUp(60, ("plan_ja", "mail"))), RIGHT),
        (asked(Kind.ANSWER, "", "mail plan_ja"), Answer(1, "mail"), WRONG),
        (asked(Kind.ANSWER, "plan"), Answer(1, "plan", LookUp(60, ("plan_ja",))), RIGHT),
        # Without a topic, a question that nobody reports asks for a number that nobody states.
        (asked(Kind.NOT_REPORTED), NotReported(1, number=62), RIGHT),
        (asked(Kind.NOT_REPORTED), NotReported(1, "luecke_land"), CAUTIOUS),
        (asked(Kind.NOT_REPORTED, "luecke_land"), NotReported(1, "luecke_land"), RIGHT),
        (asked(Kind.NOT_REPORTED, "luecke_land"), NotReported(1, "luecke_kosten"), CAUTIOUS),
        (asked(Kind.NOT_REPORTED, "luecke_land"), Answer(1, "plan"), WRONG),
        (asked(Kind.OUT_OF_SCOPE), OutOfScope(1), RIGHT),
        (asked(Kind.OUT_OF_SCOPE), NotReported(1, "luecke_land"), CAUTIOUS),
        (asked(Kind.OUT_OF_SCOPE), Answer(1, "plan"), WRONG),
        (asked(Kind.CLARIFY, "plan plan_ja"), Clarify(1, ("mail", "plan_ja", "plan")), RIGHT),
        (asked(Kind.CLARIFY, "plan plan_ja"), Clarify(1, ("plan", "mail")), CAUTIOUS),
        (asked(Kind.SMALL_TALK, "gruss"), SmallTalk(1, "gruss"), RIGHT),
        (asked(Kind.SMALL_TALK, "gruss"), SmallTalk(1, "dank"), CAUTIOUS),
        (asked(Kind.SMALL_TALK), SmallTalk(1, "dank"), RIGHT),
    ],
)
def test_a_decision_is_judged(
    sample: Knowledge, question: Question, decision: Decision, outcome: Outcome
) -> None:
    assert judge(question, decision, sample) is outcome
    assert judge(question, (decision,), sample) is outcome


def test_several_decisions_are_right_if_they_state_exactly_what_was_asked(sample: Knowledge) -> None:
    both = (Answer(1, "plan_ja"), Answer(1, "mail"))
    assert judge(asked(Kind.ANSWER, "", "plan_ja mail"), both, sample) is RIGHT
    assert judge(asked(Kind.ANSWER, "plan_ja", "plan_ja"), both, sample) is WRONG
    assert judge(asked(Kind.OUT_OF_SCOPE), (OutOfScope(1), Clarify(1, ("plan",))), sample) is CAUTIOUS


def test_the_same_seed_misspells_the_same_way() -> None:
    bank = [
        asked(Kind.ANSWER, "a", text="Wie viele Betriebe?"),
        asked(Kind.ANSWER, "b", text="Wer macht das?"),
    ]
    once = misspelt(bank)
    assert once == misspelt(bank)
    assert misspelt(bank, seed=2) != once
    pairs = zip(bank, once, strict=True)
    assert [OSA.distance(was.text, now.text) for was, now in pairs] == [1, 1]
    assert [question.topics for question in once] == [("a",), ("b",)]


def test_counts_confusions_and_reliability(sample: Knowledge) -> None:
    said: dict[str, tuple[Decision, ...]] = {
        "a": (Answer(0.9, "plan_ja"),),
        "b": (Answer(0.9, "mail"),),
        "c": (Clarify(0.4, ("plan", "plan_ja")),),
        "d": (OutOfScope(0.8),),
    }
    bank = [asked(Kind.ANSWER, "plan_ja", text=text) for text in "abc"]
    bank += [asked(Kind.ANSWER, "", "mail brief", text="d")]
    scored = score(bank, said.__getitem__, sample)
    counted = tally(scored)
    assert (counted.total, counted.right, counted.cautious, counted.wrong, counted.clarified) == (
        4,
        1,
        2,
        1,
        1,
    )
    assert tallies(scored, lambda found: found.question.text)["b"].wrong == 1
    assert confusions(scored) == [
        ("mail, brief", "(out_of_scope)", 1),
        ("plan_ja", "(clarify)", 1),
        ("plan_ja", "mail", 1),
    ]
    steps = [(step.passed, step.low, step.count, step.confidence, step.held) for step in reliability(scored)]
    assert steps == [(False, 0.9, 2, 0.9, 1), (True, 0.0, 1, 0.4, 1), (True, 0.8, 1, 0.8, 0)]
    assert calibration_error(reliability(scored)) == pytest.approx((0.8 + 0.6 + 0.8) / 4)
    assert calibration_error([]) == 0


def test_the_confidence_of_several_decisions_is_the_least(sample: Knowledge) -> None:
    (found,) = score(
        [asked(Kind.ANSWER, "plan")], lambda _: (Answer(0.9, "plan"), Answer(0.6, "mail")), sample
    )
    assert found.confidence == 0.6
    assert confusions([found]) == [("plan", "plan + mail", 1)]


@pytest.mark.parametrize("name", ["tuning.tsv", "scored.tsv"])
def test_the_banks_fit_the_knowledge(delivered: Knowledge, name: str) -> None:
    bank = read_bank(Path(__file__).parents[1] / "questions" / name)
    assert strangers(bank, delivered) == ()
