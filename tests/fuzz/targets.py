"""The same checks, led by coverage: python -m tests.fuzz.targets NAME [libFuzzer's options].

Needs the extra „fuzz“. Runs until something breaks or Ctrl-C; -max_total_time=60 ends it after a minute.
What broke it is kept in the folder that is named at the start.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.fuzz import archives

NAMES = ("message", "command", "button", "inline", "document", "knowledge", "environment", "ask", "mask")

SEEDS: dict[str, tuple[bytes, ...]] = {
    "message": (
        b"Wie viele KMU haben eine Strategie?",
        b"Stimmt es, dass 70 % auf TikTok und Facebook sind?",
        b"<b>&amp; 21 bis 30 %, oder? erika@firma.de",
    ),
    "command": (
        b"start thema_strategie",
        b"fakt Budget",
        b"thema tiktok",
        b"loeschen",
        b"start@kmu_test_bot",
    ),
    "button": (
        b"\0t:strategie",
        b"\1e:quiz:0",
        b"\2v:u:strategie",
        b"\3q:a,b",
        b"\4b:0123456789ab:1",
        b"\0l:j",
    ),
    "inline": (b"strategie", "über 60 %".encode()),
    "document": (
        b"themen.yaml\0themen:",
        b"x.zip\0PK\5\6" + bytes(18),
        b"x.zip\0\1\0a/b.yaml\0themen:\xff\1../c.yaml\0x",
    ),
    "knowledge": (
        b"quellen:\n  studie:\n    titel: T\n    herausgeber: H\n    rang: 1\n",
        b"themen:\n  a:\n    titel: T\n    fragen: [Was?]\n    antwort: '{k} %'\n",
    ),
    "environment": (
        b"LOG_LEVEL=info\nHEALTH_PORT=8080\n",
        b"EDITOR_IDS=1, 2\nDATABASE_URL=postgres://a:b@c/d?e=f\n",
    ),
    "ask": (b"Wie viele?\nUnd der Chef?\n", b"\xff\n\n"),
    "mask": (b"ruf 0171 2345678 an, erika at firma punkt de", b"DE89 3704 0044 0532 0130 00"),
}


def target(name: str) -> Callable[[bytes], None]:
    """The check of an entry, for any bytes."""
    from bot.assistant import Assistant
    from bot.knowledge.default import default_folder
    from bot.knowledge.files import load
    from tests.fuzz import entries
    from tests.fuzz.hostile import Hostile

    for setting in entries.foreign_settings():
        del os.environ[setting]
    if name == "document":
        return lambda raw: entries.document(_text(raw.partition(b"\0")[0]), _document(raw))
    if name == "knowledge":
        return lambda raw: entries.knowledge(*raw.split(b"\0")[:3])
    if name == "environment":
        return entries.environment
    if name == "mask":
        return lambda raw: entries.masked(_text(raw))
    assistant = Assistant(load(default_folder()))
    if name == "ask":
        return lambda raw: entries.asked(assistant, raw)
    bot = Hostile(assistant, Path(tempfile.mkdtemp(prefix="kmu-bot-fuzz-data-"))).__enter__()

    def message(raw: bytes) -> None:
        bot.message(_text(raw[1:])[:4096] or "?", group=bool(raw[:1] > b"\x7f"))

    def command(raw: bytes) -> None:
        bot.command("/" + _text(raw)[:4000])

    def button(raw: bytes) -> None:
        place = raw[0] if raw else 0
        bot.press(_text(raw[1:65]), bool(place & 1), bool(place & 2), not place & 4)

    def inline(raw: bytes) -> None:
        bot.inline(_text(raw)[:256])

    return {"message": message, "command": command, "button": button, "inline": inline}[name]


def main() -> None:
    """Run one target until it breaks or its time is over."""
    import atheris

    if len(sys.argv) < 2 or sys.argv[1] not in NAMES:
        sys.exit(f"usage: python -m tests.fuzz.targets {{{','.join(NAMES)}}} [libFuzzer's options]")
    name, options = sys.argv[1], sys.argv[2:]
    with atheris.instrument_imports(include=["bot"]):
        check = target(name)
    home = Path(tempfile.mkdtemp(prefix=f"kmu-bot-fuzz-{name}-"))
    corpus = home / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(SEEDS[name]):
        (corpus / str(number)).write_bytes(seed)
    print(f"what breaks it: {home}", file=sys.stderr)
    atheris.Setup([sys.argv[0], f"-artifact_prefix={home}/", *options, str(corpus)], check)
    atheris.Fuzz()


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _document(raw: bytes) -> bytes:
    """The content behind the name: as it is, or after a first byte 1 as a zip of its parts."""
    content = raw.partition(b"\0")[2]
    if content[:1] != b"\1":
        return content
    return archives.zipped(
        *(
            (_text(name[1:]), held, archives.MODES[name[0] % len(archives.MODES)] if name else 0)
            for name, _, held in (part.partition(b"\0") for part in content[1:].split(b"\xff")[:20])
        )
    )


if __name__ == "__main__":
    main()
