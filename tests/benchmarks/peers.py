"""Off-the-shelf matchers that the engine is measured against; their libraries are the extra ``bench``."""

from collections.abc import Callable, Mapping, Sequence

import bm25s
import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.svm import LinearSVC

from tests.benchmarks.table import Question

Guess = tuple[str, float]
"""A label and how sure the system is of it; comparable within one system only."""

System = Callable[[str], Guess]
"""Guesses the label of a text."""


def rapidfuzz_system(examples: Sequence[Question], scorer: Callable[..., float]) -> System:
    """The label of the example that a scorer of rapidfuzz puts first, case and punctuation ignored."""
    texts = [default_process(example.text) for example in examples]

    def guess(text: str) -> Guess:
        best = process.extractOne(default_process(text), texts, scorer=scorer)
        return (examples[best[2]].label, best[1]) if best else (examples[0].label, 0.0)

    return guess


def bm25(examples: Sequence[Question]) -> System:
    """The label of the example that BM25 over words puts first."""
    retriever = bm25s.BM25()
    tokens = bm25s.tokenize([example.text for example in examples], stopwords=None, show_progress=False)
    retriever.index(tokens, show_progress=False)

    def guess(text: str) -> Guess:
        asked = bm25s.tokenize(text, stopwords=None, show_progress=False, return_ids=False)
        if not any(word in tokens.vocab for word in asked[0]):
            return examples[0].label, 0.0
        places, scores = retriever.retrieve(asked, k=1, show_progress=False)
        return examples[int(places[0, 0])].label, float(scores[0, 0])

    return guess


def nearest_by_characters(examples: Sequence[Question]) -> System:
    """The label of the example with the highest cosine of TF-IDF over character n-grams inside words."""
    vectorizer = _characters()
    rows = vectorizer.fit_transform([example.text for example in examples])

    def guess(text: str) -> Guess:
        likeness = (rows @ vectorizer.transform([text]).T).toarray().ravel()
        best = int(likeness.argmax())
        return examples[best].label, float(likeness[best])

    return guess


def linear_svc(examples: Sequence[Question]) -> System:
    """A linear support vector machine over TF-IDF of character and word n-grams."""
    pipeline = make_pipeline(_characters_and_words(), LinearSVC())
    pipeline.fit([example.text for example in examples], [example.label for example in examples])
    return _classifier(pipeline.decision_function, list(pipeline.classes_))


def logistic_regression(examples: Sequence[Question]) -> System:
    """A logistic regression over TF-IDF of character and word n-grams."""
    pipeline = make_pipeline(_characters_and_words(), LogisticRegression(C=10, max_iter=1000))
    pipeline.fit([example.text for example in examples], [example.label for example in examples])
    return _classifier(pipeline.predict_proba, list(pipeline.classes_))


def _classifier(score: Callable[[list[str]], object], labels: Sequence[str]) -> System:
    def guess(text: str) -> Guess:
        scores = np.asarray(score([text])).ravel()
        if len(scores) == 1:  # scikit-learn gives one score for two classes
            scores = np.array([-scores[0], scores[0]])
        best = int(scores.argmax())
        return str(labels[best]), float(scores[best])

    return guess


def _characters() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)


def _characters_and_words() -> FeatureUnion:
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    return FeatureUnion([("characters", _characters()), ("words", words)])


PEERS: Mapping[str, Callable[[Sequence[Question]], System]] = {
    "rapidfuzz WRatio": lambda examples: rapidfuzz_system(examples, fuzz.WRatio),
    "rapidfuzz token_set_ratio": lambda examples: rapidfuzz_system(examples, fuzz.token_set_ratio),
    "BM25 (bm25s)": bm25,
    "TF-IDF characters, nearest": nearest_by_characters,
    "TF-IDF + LinearSVC": linear_svc,
    "TF-IDF + logistic regression": logistic_regression,
}
"""Every peer by its name."""
