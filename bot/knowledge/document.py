"""One YAML file as plain data with the place of every key and list entry."""

import re
from dataclasses import dataclass, field
from typing import NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StreamMark, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from bot.knowledge.problems import Place, Problem, quoted
from bot.knowledge.scalars import doubt
from bot.knowledge.syntax import explain

SIZE_LIMIT = 1_000_000
"""Largest knowledge file, in bytes."""

DEPTH_LIMIT = 12
"""Deepest nesting; the model needs six levels."""

PROBLEM_LIMIT = 100
"""Most duplicate keys to report in one file."""

Data = str | None | list["Data"] | dict[str, "Data"]
"""What a file holds. Every scalar is text, so that 2.50 and 1.000 stay as written; the model reads them."""

Path = tuple[str | int, ...]
"""The keys and list positions that lead to a value."""

_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOTHING = {"", "~", "null"}


@dataclass(frozen=True, slots=True)
class Document:
    """A file's data, or None where it could not be read; then ``problems`` says why."""

    data: dict[str, Data] | None
    places: dict[Path, Place]
    problems: tuple[Problem, ...]


class _RefusedError(Exception):
    """The file cannot be read on from here."""

    def __init__(self, place: Place, message: str) -> None:
        self.problem = place.error(message)


def parse(file: str, raw: bytes) -> Document:
    """Read the bytes of one file; ``file`` is the name that problems show. Never raises."""
    builder = _Builder(file)
    data: dict[str, Data] | None = None
    try:
        data = builder.build(_decode(file, raw))
    except _RefusedError as refused:
        builder.problems.append(refused.problem)
    return Document(data, builder.places, tuple(builder.problems))


def _decode(file: str, raw: bytes) -> str:
    if len(raw) > SIZE_LIMIT:
        raise _RefusedError(
            Place(file), "Die Datei ist größer als 1 MB; bitte auf mehrere Dateien aufteilen."
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place_in(file, raw[: error.start].decode("utf-8"))
        raise _RefusedError(
            place, "Hier steht ein Zeichen, das nicht UTF-8 ist; bitte die Datei als UTF-8 speichern."
        ) from None
    text = text.removeprefix("\ufeff")
    if wrong := _UNPRINTABLE.search(text):
        raise _RefusedError(
            _place_in(file, text[: wrong.start()]),
            f"Hier steht ein unsichtbares Steuerzeichen (U+{ord(wrong[0]):04X}); bitte löschen.",
        )
    return text


def _place_in(file: str, before: str) -> Place:
    """The place right after the text ``before``."""
    return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


@dataclass(slots=True)
class _Open:
    """A map or list that is being filled."""

    content: dict[str, Data] | list[Data]
    path: Path
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Turns YAML events into data without recursion, so that no file can exhaust the stack."""

    file: str
    places: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    root: Data = None
    documents: int = 0
    lines: list[str] = field(default_factory=list)

    def build(self, text: str) -> dict[str, Data]:
        """The file's top-level map."""
        self.lines = text.split("\n")
        try:
            for event in YAML(typ="safe", pure=True).parse(text):
                self._take(event)
        except MarkedYAMLError as error:
            line, column, message = explain(error, text)
            raise _RefusedError(Place(self.file, line, column), message) from None
        except (ValueError, OverflowError):  # ruamel lets chr() complain about "\\UFFFFFFFF"
            place = _place_in(self.file, text[: text.find("\\U")])
            raise _RefusedError(place, "Hier steht „\\U“ mit einer Nummer, die kein Zeichen hat.") from None
        except YAMLError as error:
            message = f"Die Datei ist kein lesbares YAML ({type(error).__name__})."
            raise _RefusedError(Place(self.file), message) from None
        if self.root is None:
            raise _RefusedError(Place(self.file), "Die Datei ist leer.")
        if not isinstance(self.root, dict):
            raise _RefusedError(
                Place(self.file),
                "Auf der obersten Ebene stehen Abschnitte wie „themen:“ oder „quellen:“, "
                + ("keine Liste." if isinstance(self.root, list) else "kein bloßer Text."),
            )
        return self.root

    def _take(self, event: Event) -> None:
        match event:
            case DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._refuse(event, "Eine Datei hat nur einen Teil; bitte die Zeile „---“ löschen.")
            case MappingEndEvent() | SequenceEndEvent():
                self.open.pop()
            case NodeEvent():
                self._refuse_special(event)
                self._node(event)
            case _:
                pass

    def _node(self, event: NodeEvent) -> None:
        top = self.open[-1] if self.open else None
        if top is not None and isinstance(top.content, dict) and top.key is None:
            self._key(event, top, top.content)
            return
        path: Path = ()
        value: Data
        if isinstance(event, ScalarEvent):
            plain = not event.style
            value = None if plain and event.value.lower() in _NOTHING else event.value
        else:
            value = {} if isinstance(event, MappingStartEvent) else []
        if isinstance(event, ScalarEvent) and not event.style:
            self._doubt(event, top)
        if top is None:
            self.root = value
        elif isinstance(top.content, list):
            path = (*top.path, len(top.content))
            self.places.setdefault(path, self._place(event))
            top.content.append(value)
        elif top.key is not None:
            path = (*top.path, top.key)
            top.content.setdefault(top.key, value)  # a duplicate was reported at its key; the first one holds
            top.key = None
        if isinstance(value, dict | list):
            if len(self.open) == DEPTH_LIMIT:
                self._refuse(event, "Die Angaben sind zu tief verschachtelt; bitte die Einrückung prüfen.")
            self.open.append(_Open(value, path))

    def _key(self, event: NodeEvent, top: _Open, content: dict[str, Data]) -> None:
        if not isinstance(event, ScalarEvent):
            self._refuse(
                event,
                "Hier ist ein Name gemeint, keine Liste und kein Abschnitt. "
                "Beginnt ein Text mit „{“ oder „[“, gehört er in Anführungszeichen.",
            )
        place = self._place(event)
        top.key = event.value
        path = (*top.path, top.key)
        if top.key in content:
            if len(self.problems) == PROBLEM_LIMIT:
                self._refuse(event, "Ab hier wurde nicht weitergelesen: zu viele doppelte Namen.")
            first = self.places[path].line
            self.problems.append(
                place.error(f"{quoted(top.key)} steht schon in Zeile {first}; bitte zusammenführen.")
            )
        self.places.setdefault(path, place)

    def _doubt(self, event: ScalarEvent, top: _Open | None) -> None:
        """An unquoted text may not be what was meant."""
        end: StreamMark = event.end_mark
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        key = top.key if top is not None else None
        if found := doubt(key, event.value, rest):
            place = self._place(event)
            self.problems.append(place.error(found.message) if found.wrong else place.warning(found.message))

    def _refuse_special(self, event: NodeEvent) -> None:
        """Nobody needs anchors, tags and escaped control characters; aliases can make a small file huge."""
        if isinstance(event, ScalarEvent) and (wrong := _UNPRINTABLE.search(event.value)):
            self._refuse(
                event, f"Dieser Text enthält als „\\“-Angabe das Steuerzeichen U+{ord(wrong[0]):04X}."
            )
        if isinstance(event, AliasEvent):
            self._refuse(
                event,
                "Ein Text, der mit „*“ beginnt, gehört in Anführungszeichen; Verweise gibt es hier nicht.",
            )
        if event.anchor is not None:
            self._refuse(
                event, "Ein Text, der mit „&“ beginnt, gehört in Anführungszeichen; Anker gibt es hier nicht."
            )
        if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent) and event.tag is not None:
            self._refuse(
                event,
                "Ein Text, der mit „!“ beginnt, gehört in Anführungszeichen; Typangaben gibt es hier nicht.",
            )

    def _refuse(self, event: Event, message: str) -> NoReturn:
        raise _RefusedError(self._place(event), message)

    def _place(self, event: Event) -> Place:
        mark: StreamMark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)
