"""From merged sections to one Knowledge: each entry validated alone, so that a bad one spoils no other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.knowledge.document import Data, Path
from bot.knowledge.explain import explain
from bot.knowledge.merge import SIGNALS, Merged
from bot.knowledge.model import (
    Ambiguity,
    Distribution,
    Entry,
    Figure,
    Gap,
    Knowledge,
    Locator,
    SmallTalk,
    Source,
    Text,
    Topic,
)
from bot.knowledge.placeholders import POPULATION
from bot.knowledge.problems import Place, quoted

T = TypeVar("T")
E = TypeVar("E", bound=Entry)

INHERITED = ("grundgesamtheit", "quelle", "fundstelle")
"""What an option takes over from its distribution, unless it states its own."""

_INSIDE: dict[str, type[Entry]] = {"belege": Locator}
"""Models inside entries, by the key that holds them."""

_TEXT: TypeAdapter[Text] = TypeAdapter(Text)
_TEXTS: TypeAdapter[tuple[Text, ...]] = TypeAdapter(tuple[Text, ...])
_ENTRIES: dict[type[Entry], TypeAdapter[Any]] = {
    model: TypeAdapter(model) for model in (Source, Distribution, Figure, Topic, Gap, Ambiguity, SmallTalk)
}


def knowledge_of(merged: Merged) -> Knowledge:
    """Every entry that is valid; what is wrong with the others joins the problems of ``merged``."""
    return _Validation(merged).knowledge()


def known_keys(model: type[Entry]) -> frozenset[str]:
    """The German keys of a model."""
    return frozenset(info.alias or name for name, info in model.model_fields.items())


@dataclass(slots=True)
class _Validation:
    merged: Merged
    homes: dict[str, Place] = field(default_factory=dict)
    """Where each figure is written."""

    def knowledge(self) -> Knowledge:
        figures: dict[str, Figure] = {}
        for key, data in self.merged.sections["kennzahlen"].items():
            self._figure(key, data, ("kennzahlen", key), figures)
        distributions: dict[str, Distribution] = {}
        for key, data in self.merged.sections["verteilungen"].items():
            options: dict[str, Figure] = {}
            whole: object = data
            if isinstance(data, dict) and isinstance(written := data.get("kennzahlen"), dict):
                options = self._options(key, data, written)
                whole = {**data, "kennzahlen": options}
            if distribution := self._entry(Distribution, whole, ("verteilungen", key)):
                distributions[key] = distribution
            figures |= options
        return Knowledge.model_validate(
            {
                "sources": self._entries(Source, "quellen"),
                "distributions": distributions,
                "figures": figures,
                "topics": self._entries(Topic, "themen"),
                "gaps": self._entries(Gap, "lücken"),
                "ambiguities": self._entries(Ambiguity, "rückfragen"),
                "small_talk": self._entries(SmallTalk, "plaudern"),
                "lexicon": self._words("wortschatz"),
                "signal_words": self._words(SIGNALS),
                "out_of_scope": self._listed("außerhalb"),
                "unreported": self._listed("nicht_berichtet"),
            }
        )

    def _options(
        self,
        distribution: str,
        data: Mapping[str, Data],
        written: Mapping[str, Data],
    ) -> dict[str, Figure]:
        options: dict[str, Figure] = {}
        inherited = {name: data[name] for name in INHERITED if name in data}
        for key, own in written.items():
            path = ("verteilungen", distribution, "kennzahlen", key)
            place = self.merged.places[path]
            if key in self.homes:
                message = f"Den Namen {quoted(key)} gibt es schon ({self.homes[key]})."
                self.merged.problems.append(place.error(message))
            elif self.merged.is_id(key, place):
                self._figure(key, {**inherited, **own} if isinstance(own, dict) else own, path, options)
        return options

    def _figure(self, key: str, data: Data, path: Path, into: dict[str, Figure]) -> None:
        self.homes[key] = self.merged.places[path]
        if key == POPULATION:
            self.merged.problems.append(
                self.homes[key].error(
                    f"So kann keine Kennzahl heißen: „{{{POPULATION}}}“ steht in Antworten für die Befragten."
                )
            )
        elif figure := self._entry(Figure, data, path):
            into[key] = figure

    def _entries(self, model: type[E], section: str) -> dict[str, E]:
        return {
            key: entry
            for key, data in self.merged.sections[section].items()
            if (entry := self._entry(model, data, (section, key)))
        }

    def _entry(self, model: type[E], data: object, path: Path) -> E | None:
        entry: E | None = self._validated(_ENTRIES[model], data, path, model)
        return entry

    def _words(self, section: str) -> dict[str, tuple[str, ...]]:
        return {
            key: words
            for key, data in self.merged.sections[section].items()
            if (words := self._validated(_TEXTS, data, (section, key))) is not None
        }

    def _listed(self, name: str) -> tuple[str, ...]:
        texts = (
            self._validated(_TEXT, data, (name, index)) for index, data in enumerate(self.merged.lists[name])
        )
        return tuple(text for text in texts if text is not None)

    def _validated(
        self, adapter: TypeAdapter[T], data: object, path: Path, model: type[Entry] = Entry
    ) -> T | None:
        try:
            return adapter.validate_python(data, by_alias=True, by_name=False)
        except ValidationError as invalid:
            for error in invalid.errors(include_url=False):
                self._complain(error, path, model)
        return None

    def _complain(self, error: ErrorDetails, path: Path, model: type[Entry]) -> None:
        where = error["loc"]
        if len(path) == 4 and where and where[0] in INHERITED and (*path, where[0]) not in self.merged.places:
            return  # the distribution is told already
        if len(where) > 1:
            model = _INSIDE.get(str(where[0]), model)
        whole = (*path, *where)
        message = explain(error, whole, known_keys(model))
        self.merged.problems.append(self._place(whole).error(message))

    def _place(self, path: Path) -> Place:
        """The place of ``path``, or of the innermost part of it that was written."""
        return next(
            place for length in range(len(path), 0, -1) if (place := self.merged.places.get(path[:length]))
        )
