"""What must hold at each entry whatever comes in: one function an entry, an exception for what is broken."""

import io
import json
import os
import re
import tempfile
from pathlib import Path

from bot.assistant import Assistant
from bot.channels import json_lines
from bot.channels.telegram.rendering import escape
from bot.editing.history import History
from bot.editing.upload import with_document
from bot.editing.writing import EditError, changed, write
from bot.journal.masking import LONGEST, mask
from bot.knowledge.check import check
from bot.knowledge.files import Contents, understood
from bot.settings import OUR_PREFIXES, SettingsError, load_settings, names
from tests.telegram_html import parse

BASE = Contents("wissen", {"a/quelle.yaml": b"alt", "themen.yaml": b"alt"})

SECRET = "geheim-4711"  # noqa: S105 - nobody's
KNOWN_SETTINGS = f"BOT_TOKEN=1:{SECRET}\nDATABASE_URL=postgres://bot:{SECRET}@db/kmu\n".encode()


def document(name: str, raw: bytes) -> None:
    """A document of an editor: taken over inside the folder, or refused in a message that can be sent."""
    try:
        after = with_document(BASE, name, raw)
    except EditError as error:
        return _can_be_sent(error.message)
    if not changed(BASE, after):
        return None
    with tempfile.TemporaryDirectory() as outer:
        home, history = Path(outer) / "knowledge", Path(outer) / "history"
        write(home, Contents(BASE.name), BASE)
        try:
            History(history).keep(f"Dokument {name}", BASE, after)
            write(home, BASE, after)
        except EditError as error:
            return _can_be_sent(error.message)
        assert {path.name for path in Path(outer).iterdir()} == {"knowledge", "history"}
        written = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
        assert written == set(after.files)
        assert not any(path.is_symlink() for path in Path(outer).rglob("*"))
        assert History(history).last() is not None
    return None


def knowledge(*files: bytes) -> None:
    """Knowledge files: read, or refused with reasons, each on one line."""
    held = Contents("wissen", {f"{number}.yaml": raw for number, raw in enumerate(files)})
    for problem in check(understood(held)):
        assert problem.line >= 1
        assert problem.column >= 1
        assert "\n" not in str(problem)


def environment(raw: bytes) -> None:
    """A .env file: settings or sentences, never a secret that stands in it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / ".env"
        file.write_bytes(KNOWN_SETTINGS + raw)
        try:
            said = repr(load_settings(file))
        except SettingsError as error:
            said = error.message
    assert SECRET not in said


def asked(assistant: Assistant, raw: bytes) -> None:
    """What `ask --json` reads: as many objects as lines, in UTF-8, each on one line."""
    output = io.BytesIO()
    questions = list(json_lines.lines(io.BytesIO(raw)))
    json_lines.answer(assistant, questions, output)
    answers = output.getvalue().decode().splitlines()
    assert len(answers) == len(questions)
    for answer in answers:
        assert json.loads(answer)["text"]


def masked(text: str) -> None:
    """What is kept of a question: short, on one line, storable, without addresses and long numbers."""
    kept = mask(text)
    assert mask(kept).rstrip("….") == kept.rstrip("….")  # the mark of a cut may be cut again
    assert len(kept) <= LONGEST
    assert kept.isprintable()
    assert "\0" not in kept
    kept.encode()
    assert not re.search(r"\d{5}", kept)
    assert not re.search(r"[\w.+-]+@[\w-]+\.[a-z]{2}", kept, re.IGNORECASE)


def _can_be_sent(message: str) -> None:
    text, entities = parse(escape(message))
    assert 0 < len(text.encode("utf-16-le")) // 2 <= 4096
    assert entities == []


def foreign_settings() -> list[str]:
    """What this machine's environment would add to a .env file."""
    return [name for name in os.environ if name.upper().startswith(OUR_PREFIXES) or name.upper() in names()]
