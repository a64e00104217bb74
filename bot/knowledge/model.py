"""What is known: sources, figures, topics, gaps and the lexicon, as immutable models with German keys."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import AliasGenerator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.knowledge.value import Value

TITLE_LENGTH = 40
"""Longest title, in characters: it must fit on one Telegram button on a phone."""

RELATED_LIMIT = 3
"""Most follow-ups under an answer."""

MEANT_LIMIT = 3
"""Most choices of a question that the bot asks back."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
"""A name inside the knowledge files: ASCII, so that it fits deep links and button data."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _yes_or_no(raw: object) -> object:
    return {"ja": True, "nein": False}.get(raw, raw) if isinstance(raw, str) else raw


YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
"""``ja`` or ``nein`` in a knowledge file."""

GERMAN_KEYS = {
    "title": "titel",
    "publisher": "herausgeber",
    "url": "adresse",
    "study": "studie",
    "published": "erschienen",
    "covers": "deckt_ab",
    "rank": "rang",
    "value": "wert",
    "unit": "einheit",
    "label": "name",
    "statement": "aussage",
    "population": "grundgesamtheit",
    "source": "quelle",
    "locator": "fundstelle",
    "question": "frage",
    "complete": "vollständig",
    "exclusive": "nur_eine_antwort",
    "ascending": "aufsteigend",
    "note": "hinweis",
    "figures": "kennzahlen",
    "area": "bereich",
    "examples": "fragen",
    "test_questions": "prüffragen",
    "figure": "kennzahl",
    "distribution": "verteilung",
    "answer": "antwort",
    "short": "kurz",
    "related": "weiter",
    "evidence": "belege",
    "breakdown": "merkmale",
    "meant": "gemeint",
    "sources": "quellen",
    "distributions": "verteilungen",
    "topics": "themen",
    "gaps": "lücken",
    "ambiguities": "rückfragen",
    "small_talk": "plaudern",
    "lexicon": "wortschatz",
    "signal_words": "signalwörter",
    "out_of_scope": "außerhalb",
    "unreported": "nicht_berichtet",
}


class Entry(BaseModel):
    """Base of everything an editor writes: frozen, German keys, unknown keys refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=AliasGenerator(alias=lambda name: GERMAN_KEYS.get(name, name)),
        populate_by_name=True,
    )


class Source(Entry):
    """Where figures come from: one publication of one study."""

    title: Text
    publisher: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    study: Text
    published: Text
    """When it appeared, in words; „nicht angegeben“ where the publication does not say."""
    covers: Text
    rank: Annotated[int, Field(ge=1)]
    """1 is the source that wins where sources differ."""


class Locator(Entry):
    """A named place in a named source."""

    source: Id
    locator: Text


class Figure(Entry):
    """One value with what it says, about whom, and where that stands."""

    value: Value
    unit: str = "%"
    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
    """A few words for a chart's axis."""
    statement: Text
    """A verb phrase that completes "60 % …"; may hold placeholders of other figures."""
    population: Text
    source: Id
    locator: Text

    @property
    def text(self) -> str:
        """The value with its unit, e.g. ``60 %``."""
        return self.value.with_unit(self.unit)


class Distribution(Entry):
    """The answer options of one question of a study. Population, source and place hold for each option."""

    question: Text
    population: Text
    source: Id
    locator: Text
    complete: YesNo
    """Whether every option is known."""
    exclusive: YesNo
    """Whether a respondent could choose one option only, so that shares may be added."""
    ascending: YesNo = False
    """Whether each option is more than the one before it: „oder öfter“ means it and those after it."""
    note: str = ""
    """Why the sum is not 100, in a sentence for readers; placeholders allowed."""
    figures: Mapping[Id, Figure]


class Topic(Entry):
    """Something that can be asked and answered."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TITLE_LENGTH)]
    area: Text
    examples: tuple[Text, ...]
    test_questions: tuple[Text, ...] = ()
    answer: Text
    short: str = ""
    figure: Id | None = None
    distribution: Id | None = None
    evidence: tuple[Locator, ...] = ()
    related: Annotated[tuple[Id, ...], Field(max_length=RELATED_LIMIT)] = ()


class Gap(Entry):
    """Something people ask that no source reports."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TITLE_LENGTH)]
    area: Text
    examples: tuple[Text, ...]
    test_questions: tuple[Text, ...] = ()
    answer: Text
    related: Annotated[tuple[Id, ...], Field(max_length=RELATED_LIMIT)] = ()
    breakdown: tuple[Id, ...] = ()
    """Lexicon entries; a question on the subject that names one asks for a breakdown nobody reports."""


class Ambiguity(Entry):
    """Something people ask that may mean several topics or gaps: the bot asks which."""

    examples: tuple[Text, ...]
    meant: Annotated[tuple[Id, ...], Field(min_length=2, max_length=MEANT_LIMIT)]
    """The likeliest first."""


class SmallTalk(Entry):
    """A courtesy and what to say to it."""

    examples: tuple[Text, ...]
    answer: Text


class Knowledge(Entry):
    """All that is known. Immutable: an edit loads a new one beside it."""

    sources: Mapping[Id, Source] = {}
    distributions: Mapping[Id, Distribution] = {}
    figures: Mapping[Id, Figure] = {}
    """Every figure, those of distributions included."""
    topics: Mapping[Id, Topic] = {}
    gaps: Mapping[Id, Gap] = {}
    ambiguities: Mapping[Id, Ambiguity] = {}
    small_talk: Mapping[Id, SmallTalk] = {}
    lexicon: Mapping[Id, tuple[Text, ...]] = {}
    signal_words: Mapping[Id, tuple[Text, ...]] = {}
    """Words and phrases by the gap that a question with one of them asks for, whatever else it names."""
    out_of_scope: tuple[Text, ...] = ()
    unreported: tuple[Text, ...] = ()
    """Questions on the subject that no source answers and no gap is about."""

    def distribution_of(self, figure: str) -> str | None:
        """The id of the distribution that the figure is an option of, if any."""
        return next((key for key, dist in self.distributions.items() if figure in dist.figures), None)

    def share_of(self, topic: str) -> str | None:
        """The id of the figure that a topic is about, if it is a share in per cent."""
        about = self.topics.get(topic)
        figure = about.figure if about else None
        return figure if figure and self.figures[figure].unit == "%" else None

    def examples(self) -> Iterator[tuple[str, str]]:
        """Every example question with the id of its topic, gap, ambiguity or small talk."""
        for entries in (self.topics, self.gaps, self.ambiguities, self.small_talk):
            for key, entry in entries.items():
                for example in entry.examples:
                    yield key, example
