"""Adds to a knowledge file without touching anything else in it: comments, order and quotes stay.

ruamel.yaml says where the list ends; the line itself is put into the text. Writing the whole file anew from
its round trip would move comments and break lines that an editor had set otherwise.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from bot.editing.writing import EditError
from bot.knowledge.document import parse
from bot.knowledge.files import Contents
from bot.knowledge.merge import ASKED

GAPS_FILE = "luecken/aus_fragen.yaml"
"""Where new gaps are collected."""

GAPS_HEAD = "# Lücken, die über den Bot angelegt wurden. Bitte Titel und Antwort in Ruhe ansehen.\nlücken:\n"

GAP_AREA = "Nicht erhoben"
GAP_ANSWER = "Dazu nennt keine der Quellen eine Zahl."
TITLE_LENGTH = 40
ID_LENGTH = 40

_PLAIN = re.compile(r"[^\W\d_][^\n\r\t:#\"'\\{}\[\],&*!|>%@`]*[^\s:#\"'\\{}\[\],&*!|>%@`]")
"""A text that means the same without quotes."""
_WORDS = {"ja", "nein", "true", "false", "yes", "no", "null", "on", "off"}


def with_example(base: Contents, entry: str, question: str) -> Contents:
    """``question`` as one more example of a topic or gap."""
    for name, raw in base.files.items():
        document = parse(name, raw)
        for section in ASKED:
            content = (document.data or {}).get(section)
            if isinstance(content, dict) and entry in content:
                return _replaced(
                    base, name, _appended(raw.decode("utf-8"), (section, entry, "fragen"), question)
                )
    raise EditError("Dieses Thema steht in keiner Wissensdatei mehr.")


def with_gap(base: Contents, questions: Iterable[str]) -> tuple[Contents, str]:
    """An honest entry for what no source reports, with the questions as examples; also its id."""
    asked = list(dict.fromkeys(questions))
    key = _new_id(base, asked[0])
    lines = [
        f"  {key}:",
        f"    titel: {scalar(_title(asked[0]))}",
        f"    bereich: {scalar(GAP_AREA)}",
        f"    antwort: {scalar(GAP_ANSWER)}",
        "    fragen:",
        *(f"      - {scalar(question)}" for question in asked),
    ]
    text = base.files[GAPS_FILE].decode("utf-8") if GAPS_FILE in base.files else GAPS_HEAD
    return _replaced(base, GAPS_FILE, text.rstrip("\n") + "\n" + "\n".join(lines) + "\n"), key


def scalar(text: str) -> str:
    """A text as YAML: plain where that is safe, else in quotes."""
    text = " ".join(text.split())
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def _replaced(base: Contents, name: str, text: str) -> Contents:
    files = {**base.files, name: text.encode("utf-8")}
    return Contents(base.name, dict(sorted(files.items())), base.unreadable, base.remarks)


def _appended(text: str, path: tuple[str, ...], value: str) -> str:
    node = _find(_root(text), path)
    if not isinstance(node, SequenceNode) or not node.value:
        raise EditError("Dieses Thema hat keine Liste „fragen“; bitte in der Datei ergänzen.")
    last: Node = node.value[-1]
    before = len(_utf8_prefix(text, last.end_mark.index).rstrip())
    if node.flow_style:
        return f"{text[:before]}, {json.dumps(value, ensure_ascii=False)}{text[before:]}"
    end = text.find("\n", before)
    end = len(text) if end < 0 else end
    indent = " " * node.start_mark.column
    newline = "\r\n" if text[:end].endswith("\r") else "\n"
    line = f"{indent}- {scalar(value)}"
    if end == len(text):
        return f"{text}{newline}{line}{newline}"
    return f"{text[: end + 1]}{line}{newline}{text[end + 1 :]}"


def _utf8_prefix(text: str, index: int) -> str:
    """What stands before a mark; a byte order mark is not counted by the parser."""
    return text[: index + text.startswith("\ufeff")]


def _root(text: str) -> Node | None:
    try:
        return YAML(typ="rt").compose(text.removeprefix("\ufeff"))  # type: ignore[no-any-return]
    except YAMLError:
        raise EditError("Diese Wissensdatei lässt sich nicht lesen.") from None


def _find(node: Node | None, path: tuple[str, ...]) -> Node | None:
    for key in path:
        if not isinstance(node, MappingNode):
            return None
        node = next((value for name, value in node.value if name.value == key), None)
    return node


def _title(question: str) -> str:
    title = question.strip().rstrip("?!. ")
    if len(title) <= TITLE_LENGTH:
        return title or "Frage"
    return title[: TITLE_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _new_id(base: Contents, question: str) -> str:
    """A name made of the question's longest words, not used yet."""
    folded = question.casefold()
    for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        folded = folded.replace(letter, written)
    bare = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z]{4,}", bare) or ["frage"]
    name = "_".join(("luecke", *words))[: ID_LENGTH - 3].strip("_")
    taken = set(_ids(base))
    return next(key for key in (name, *(f"{name}_{n}" for n in range(2, 99))) if key not in taken)


def _ids(base: Contents) -> Iterator[str]:
    for name, raw in base.files.items():
        for content in (parse(name, raw).data or {}).values():
            if isinstance(content, dict):
                yield from content
