"""The sections of all files as one: each id once, every place remembered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter, ValidationError

from bot.knowledge.document import Data, Document, Path
from bot.knowledge.explain import bad_id
from bot.knowledge.model import Id
from bot.knowledge.nearest import proposal
from bot.knowledge.problems import Place, Problem, quoted

LISTS = ("außerhalb", "nicht_berichtet")

FURTHER = "weitere_fragen"
"""Example questions that stand apart from their entries, so that these stay easy to read."""

SIGNALS = "signalwörter"
"""Words by the gap that they ask for."""

MAPS = (
    *("quellen", "verteilungen", "kennzahlen", "themen", "lücken", "rückfragen", "plaudern", "wortschatz"),
    SIGNALS,
    FURTHER,
)
ASKED = ("themen", "lücken", "rückfragen", "plaudern")
"""Sections whose ids share one space, because a question leads to exactly one of them."""

_ID: TypeAdapter[Id] = TypeAdapter(Id)


@dataclass(slots=True)
class Merged:
    """What all files hold, section by section, before anything is validated."""

    sections: dict[str, dict[str, Data]] = field(default_factory=lambda: {name: {} for name in MAPS})
    lists: dict[str, list[Data]] = field(default_factory=lambda: {name: [] for name in LISTS})
    places: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def is_id(self, key: str, place: Place) -> bool:
        """Whether ``key`` can be an id; if not, that is a problem."""
        try:
            _ID.validate_python(key)
        except ValidationError:
            self.problems.append(place.error(bad_id(key)))
            return False
        return True


def merge(documents: Iterable[Document]) -> Merged:
    """All documents in order; an id that comes again is a problem, and its first entry holds."""
    merged, read = Merged(), list(documents)
    for document in read:
        _add(merged, document)
    whole = all(document.data is not None for document in read)
    for key, more in merged.sections[FURTHER].items():
        _hand_over(merged, key, more, whole)
    return merged


def _add(merged: Merged, document: Document) -> None:
    merged.problems.extend(document.problems)
    offsets = {name: len(content) for name, content in merged.lists.items()}
    for section, content in (document.data or {}).items():
        place = document.places[(section,)]
        if section in merged.sections and isinstance(content, dict):
            _add_map(merged, section, content, document.places)
        elif section in merged.lists and isinstance(content, list):
            merged.lists[section].extend(content)
        else:
            merged.problems.append(place.error(_misplaced(section, content)))
    for path, place in document.places.items():
        match path:
            case (str(section), int(index), *rest) if section in offsets:
                merged.places[section, index + offsets[section], *rest] = place
            case _:
                merged.places.setdefault(path, place)


def _add_map(merged: Merged, section: str, content: dict[str, Data], places: Mapping[Path, Place]) -> None:
    rivals = ASKED if section in ASKED else (section,)
    for key, data in content.items():
        place = places[section, key]
        first = next((rival for rival in rivals if key in merged.sections[rival]), None)
        if first is not None:
            where = merged.places.get((first, key)) or places[first, key]
            merged.problems.append(place.error(f"Den Namen {quoted(key)} gibt es schon ({where})."))
        elif merged.is_id(key, place):
            merged.sections[section][key] = data


def _hand_over(merged: Merged, key: str, more: Data, whole: bool) -> None:
    """Put further questions behind the entry's own; ``whole`` unless a file with entries may be missing."""
    place = merged.places[FURTHER, key]
    section = next((section for section in ASKED if key in merged.sections[section]), None)
    if not isinstance(more, list):
        merged.problems.append(place.error(_no_list(key)))
    elif section is None and whole:
        known = {key for section in ASKED for key in merged.sections[section]}
        missing = f"Einen Eintrag {quoted(key)} für diese Fragen gibt es nicht."
        merged.problems.append(place.error(f"{missing}{proposal(key, known)}"))
    elif section:
        entry = merged.sections[section][key]
        own = entry.get("fragen") if isinstance(entry, dict) else None
        if isinstance(entry, dict) and isinstance(own, list):
            merged.sections[section][key] = {**entry, "fragen": [*own, *more]}
            for index in range(len(more)):
                merged.places[section, key, "fragen", len(own) + index] = merged.places[FURTHER, key, index]


def _no_list(name: str) -> str:
    return f"Unter {quoted(name)} ist eine Liste gemeint: jeder Eintrag in eigener Zeile nach „- “."


def _misplaced(section: str, content: Data) -> str:
    if section in LISTS:
        return _no_list(section)
    if section not in MAPS:
        return f"Einen Abschnitt {quoted(section)} gibt es nicht.{proposal(section, (*MAPS, *LISTS))}"
    if content is None:
        return f"Unter {quoted(section)} steht nichts."
    return f"Unter {quoted(section)} sind Einträge der Form „name:“ gemeint, keine Liste und kein Text."
