"""Ranking: the right topic first, with evidence; learned from examples alone."""

import pytest
from scipy.sparse import csr_matrix

from bot.assistant import Assistant
from bot.understanding import coverage, ranking
from bot.understanding.classifier import Classifier, Labels, train
from bot.understanding.ranking import FIRST, NEAREST, OUT_OF_SCOPE, VERBATIM, Ranker
from tests.knowledge_samples import KNOWLEDGE

EXAMPLES = [*KNOWLEDGE.examples(), *((OUT_OF_SCOPE, text) for text in KNOWLEDGE.out_of_scope)]


@pytest.fixture(scope="module")
def ranker() -> Ranker:
    return Ranker(EXAMPLES, KNOWLEDGE.lexicon)


@pytest.mark.parametrize(("label", "example"), list(KNOWLEDGE.examples()))
def test_every_example_reaches_its_own_label(ranker: Ranker, label: str, example: str) -> None:
    best = ranker.rank(example).best

    assert best.label == label
    assert best.score > 0.5


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Wie viele Betriebe haben ein Konzept?", "plan_ja"),
        ("Wie viele Betriebe haben kein Konzept?", "plan_keiner"),
        ("wieviele lehnen konzepte ab", "plan_nie"),
        ("WIE VIELE VERSCHICKEN BRIEFE", "brief"),
        ("Wie viele verschiken Briefe?", "brief"),
        ("Briefpost", "brief"),
        ("Wollen Firmen ihr Budget erhöhen?", "mehr_geld"),
        ("Wie teuer ist das?", "luecke_kosten"),
        ("grüss gott", "gruss"),
    ],
)
def test_a_new_question_reaches_the_label_that_it_means(ranker: Ranker, question: str, label: str) -> None:
    assert ranker.rank(question).best.label == label


def test_candidates_come_best_first_and_off_the_subject_is_none_of_them(ranker: Ranker) -> None:
    for question in ("Wie viele KMU haben einen Plan?", "Wie wird das Wetter morgen?", "", "xyz"):
        ranking = ranker.rank(question)
        candidates = ranking.candidates

        assert ranking.best.score >= max(found.score for found in candidates) - NEAREST
        assert OUT_OF_SCOPE not in {found.label for found in candidates}
        assert all(0 <= found.confidence <= 1 for found in candidates)


def test_only_the_wanted_labels_are_ranked(ranker: Ranker) -> None:
    ranking = ranker.rank("Wie viele KMU haben einen Plan?", among=frozenset({"mail", "brief"}))

    assert {found.label for found in ranking.candidates} == {"mail", "brief"}


def test_what_is_off_the_subject_counts_as_evidence_against(ranker: Ranker) -> None:
    on, off = ranker.rank("Wie viele KMU haben einen Plan?"), ranker.rank("Wie wird das Wetter morgen?")

    assert on.evidence.outside < 0.3 < off.evidence.outside
    assert on.best.confidence > 0.8 > 0.2 > off.best.confidence


@pytest.mark.parametrize(
    ("question", "whole"),
    [("Wie viele haben einen Plan?", True), ("Wie viele haben einen Dackel?", False), ("Dackel", False)],
)
def test_words_that_no_example_knows_are_not_covered(ranker: Ranker, question: str, whole: bool) -> None:
    evidence = ranker.rank(question).evidence

    assert (evidence.covered > 0.99) is whole
    assert (evidence.on_subject > 0.99) is whole


def test_a_label_uses_the_concepts_of_its_examples(ranker: Ranker) -> None:
    assert ranker.uses("plan_ja", "plan")
    assert ranker.uses("luecke_land", "land")
    assert not ranker.uses("mail", "land")
    assert not ranker.uses("mail", "unheard of")


def test_a_question_may_belong_to_a_group_without_telling_which(ranker: Ranker) -> None:
    question = "Wie viele verschicken Mails oder Briefe?"

    assert ranker.confidence_in(question, frozenset({"mail", "brief"})) > 0.5
    assert ranker.confidence_in(question, frozenset({"plan_nie", "luecke_kosten"})) < 0.5


def test_two_rankers_of_the_same_examples_agree(ranker: Ranker) -> None:
    again = Ranker(EXAMPLES, KNOWLEDGE.lexicon)

    for question in ("Wie viele KMU haben einen Plan?", "Briefe", "Wetter"):
        assert again.rank(question).candidates == ranker.rank(question).candidates
        assert again.rank(question).evidence == ranker.rank(question).evidence


def test_it_learns_without_a_lexicon_and_without_off_subject_examples() -> None:
    plain = Ranker([("eins", "Wie heißt das?"), ("zwei", "Wer macht das?")])

    assert plain.rank("Wer macht das denn?").best.label == "zwei"
    assert plain.rank("").best.confidence < 0.5


AMBIGUOUS = [
    ("post", "Wie viele verschicken etwas?"),
    ("post", "verschicken anteil"),
    ("post", "Verschicken die Betriebe etwas?"),
]


def test_an_ambiguous_label_competes_with_none_and_is_told_beside_them(ranker: Ranker) -> None:
    told = Ranker([*EXAMPLES, *AMBIGUOUS], KNOWLEDGE.lexicon, ambiguous=["post"])

    asked, plain = told.rank("Verschicken Firmen etwas?"), told.rank("Wie viele verschicken Briefe?")

    assert asked.unclear
    assert asked.unclear.label == "post"
    assert plain.unclear is None
    assert plain.best.label == "brief"
    assert "post" not in {found.label for found in (*asked.candidates, *plain.candidates)}
    rival, group = Ranker([*EXAMPLES, *AMBIGUOUS], KNOWLEDGE.lexicon), frozenset({"mail", "brief"})
    text = "Wie viele verschicken etwas?"
    assert told.confidence_in(text, group) > rival.confidence_in(text, group)
    assert len(told.outcomes()) == len(ranker.outcomes())


def test_a_text_that_is_an_example_word_by_word_is_about_its_label() -> None:
    twice = [("mail", "Sendungen"), ("brief", "Sendungen")]
    told = Ranker(
        [*EXAMPLES, *AMBIGUOUS, *twice, ("mail", "Anteil Briefe"), (OUT_OF_SCOPE, "Plan Mittwoch")],
        KNOWLEDGE.lexicon,
        ambiguous=["post"],
    )

    best, *others = told.rank("Anteil Briefe!").candidates
    assert best.label == "mail"
    assert best.confidence >= VERBATIM
    assert all(other.confidence <= 1 - VERBATIM for other in others)
    assert told.rank("Anteil der Briefe").best.confidence < VERBATIM
    # What is off the subject is no topic, what is unclear stays so, what two labels share tells neither.
    assert told.rank("Plan Mittwoch").best.confidence <= 1 - VERBATIM
    asked = told.rank("verschicken anteil")
    assert asked.unclear
    assert (asked.unclear.label, asked.unclear.confidence) == ("post", VERBATIM)
    assert told.rank("Sendungen").best.confidence < VERBATIM


def test_a_word_that_hardly_any_example_uses_is_not_used_often(monkeypatch: pytest.MonkeyPatch) -> None:
    examples = [("mail", f"mails {word}") for word in ("heute", "gestern", "immer", "nie")]
    told = Ranker([*examples, ("brief", "post")])
    text = told.read("mails heute")

    assert told.explains(text, "mail") == 1
    monkeypatch.setattr(coverage, "FOR_EACH_USE", 2)
    assert 0 < told.explains(text, "mail") < told.covered("mails heute", ["mail"]) == 1


def test_a_score_is_made_of_both_opinions(ranker: Ranker) -> None:
    text = "Verschicken viele noch Briefe?"
    read, best = ranker.read(text), ranker.rank(text).best
    place = ranker.labels.index(best.label)

    first = ranker._classifier.scores(*ranker._features.row(read))[place]
    second = ranker._second.scores(*ranker._letters.row(read.folded))[place]

    assert abs(first - second) > 0.01
    assert best.score == pytest.approx(FIRST * first + (1 - FIRST) * second)


def test_a_second_opinion_is_evidence(ranker: Ranker) -> None:
    sure = ranker.rank("Wie viele verschicken Briefe?").evidence
    torn = ranker.rank("Briefe oder Mails?").evidence

    assert sure.second > 0.5
    assert sure.second_margin > 0.3
    assert torn.second_margin < sure.second_margin
    assert torn.second < sure.second


def test_what_nobody_answers_is_evidence_against_what_somebody_does() -> None:
    told = Ranker(EXAMPLES, KNOWLEDGE.lexicon, unreported=["luecke_kosten"])

    text = "Was kostet ein Brief?"
    plain = Ranker(EXAMPLES, KNOWLEDGE.lexicon)

    assert told.rank(text, frozenset({"brief"})).evidence.unreported > 0.1
    assert told.rank(text, frozenset({"luecke_kosten"})).evidence.unreported == 0  # it is what is asked for
    assert plain.rank(text, frozenset({"brief"})).evidence.unreported == 0
    # A question about either is no less sure because it sounds like how both go together.
    group = frozenset({"brief", "mail"})
    assert told.confidence_in(text, group) == plain.confidence_in(text, group)


def test_for_calibration_every_example_is_left_out_alone_and_with_its_label(ranker: Ranker) -> None:
    outcomes = ranker.outcomes()

    assert len(outcomes) == 2 * len(EXAMPLES)
    alone, with_label = outcomes[::2], outcomes[1::2]
    assert any(outcome.right for outcome in alone)
    assert not any(outcome.right for outcome in with_label)


def test_all_examples_that_are_delivered_are_known(delivered_assistant: Assistant) -> None:
    ranker = delivered_assistant.understanding.ranker

    assert set(ranker.labels) >= {label for label, _ in delivered_assistant.knowledge.examples()}


def test_what_nobody_answers_has_a_score() -> None:
    def seen(*labels: str) -> float:
        return Ranker(EXAMPLES, KNOWLEDGE.lexicon, unreported=labels).unreported(
            "Wie viele verschicken Briefe?"
        )

    assert seen("brief") == pytest.approx(1, abs=0.25)
    assert seen("brief", "mail") == seen("brief")
    assert seen("mail") < 0.25
    assert seen("unbekannt") == 0


def test_an_example_has_the_same_lot_whatever_stands_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[list[int]] = []

    def recorded(rows: csr_matrix, labels: Labels, lots: Labels, count: int) -> Classifier:
        drawn.append(lots.tolist())
        return train(rows, labels, lots, count)

    monkeypatch.setattr(ranking.classifier, "train", recorded)
    Ranker(EXAMPLES)
    Ranker([("mail", "Mailt man viel?"), *EXAMPLES])

    before, letters, (_, *after), _ = drawn
    assert before == letters
    assert before == after
    assert len({*before}) == len({text for _, text in EXAMPLES})


def test_while_it_remembers_a_ranking_among_some_labels_is_its_own(ranker: Ranker) -> None:
    text, group = "Wie viele KMU haben einen Plan?", frozenset({"mail", "brief"})
    whole, among = ranker.rank(text).candidates, ranker.rank(text, group).candidates

    with ranker.remembering():
        assert ranker.rank(text) is ranker.rank(text)
        assert ranker.rank(text, group).candidates == among
        assert ranker.rank(text).candidates == whole
    assert ranker.rank(text) is not ranker.rank(text)
