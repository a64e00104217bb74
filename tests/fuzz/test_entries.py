"""Whatever comes in: an answer that Telegram takes, nothing written outside, no exception, no secret told."""

import zipfile
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.channels.telegram.commands import COMMANDS
from bot.editing.upload import MOST_BYTES, MOST_FILES
from tests.fuzz import archives, entries
from tests.fuzz.hostile import Hostile

often = settings(max_examples=100, deadline=None, derandomize=True, database=None)

ODD = st.sampled_from(
    [
        *"<>&\"'`\n\r\t\0\\ \u200b\u202e\ufeff\ud800\U0001f600%{}@/#:,;.-_0٣",
        "&lt;",
        "<b>",
        "</b>",
        "<a href=",
        "\u0301",
    ]
)
PIECES = ODD | st.sampled_from(
    [
        "KMU",
        "Strategie",
        "60 %",
        "70%",
        "Wie viele",
        "TikTok",
        "nicht",
        "oder",
        "und",
        "?",
        "2",
        "die zweite",
        "Danke",
    ]
)
TEXT = st.lists(PIECES, min_size=1, max_size=12).map(" ".join) | st.text(min_size=1, max_size=200)
LONG = st.builds(lambda piece, times: (piece * times)[:4096], TEXT, st.integers(1, 4096))

IDS = st.sampled_from(["strategie", "kmu_strategie", "a" * 40, "A", "ü", "", "..", "a,b", "a" * 64])
PREFIXES = ["t:", "c:", "q:", "g:", "v:u:", "v:d:", "a:", "e:", "b:", "ed:a:", "l:", "z", "n", "b", "x", ""]
DATA = (
    st.builds("".join, st.tuples(st.sampled_from(PREFIXES), IDS | st.text(max_size=20)))
    | st.builds(
        "e:{}:{}".format,
        st.sampled_from(["quiz", "daily_fact", "__class__", "__dict__", "a:b", ""]),
        st.sampled_from("012x"),
    )
    | st.builds("a:{}".format, st.integers(-1, 30) | st.just("x"))
    | st.builds("b:{}:{}".format, st.from_regex(r"[0-9a-f]{12}", fullmatch=True), st.integers(-1, 1000))
    | st.sampled_from(["z", "n", "b", "q:", "l:j", "l:n", "l:j\n", "e:quiz:1\n"])
    | st.text(max_size=64)
).filter(lambda data: len(data.encode("utf-8", "replace")) <= 64)

PLACES = st.sampled_from(
    [(False, False, True), (True, False, True), (True, True, True), (False, False, False)]
)
"""In a group or not, by an admin or not, under a message that Telegram shows or not."""

PATHS = st.lists(
    st.sampled_from(
        ["..", ".", "a", "themen.yaml", "quelle.yaml", "", "C:", "\0", "ü", "~", "con", "x" * 300, "\ud800"]
    ),
    min_size=1,
    max_size=6,
).map("/".join) | st.text(max_size=60)
NAMES = PATHS | PATHS.map(lambda path: path + ".yaml") | PATHS.map(lambda path: path + ".zip")
CONTENT = st.binary(max_size=200) | st.just(b"themen: {}\n") | st.just(bytes(300_000))
ENTRY = st.tuples(NAMES, CONTENT, st.sampled_from(archives.MODES))
ZIPS = st.builds(
    lambda parts, packing: archives.zipped(*parts, packing=packing),
    st.lists(ENTRY, max_size=5),
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]),
)


def _spoiled(raw: bytes, place: int, other: bytes) -> bytes:
    place %= len(raw) + 1
    return raw[:place] + other + raw[place + len(other) :]


SPOILED = st.builds(_spoiled, ZIPS, st.integers(0, 10_000), st.binary(min_size=1, max_size=4))


@pytest.fixture(scope="module")
def bot(delivered_assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    with Hostile(delivered_assistant, tmp_path_factory.mktemp("data")) as running:
        yield running


@often
@given(text=TEXT | LONG, group=st.booleans(), caption=st.booleans())
def test_messages(bot: Hostile, text: str, group: bool, caption: bool) -> None:
    bot.message(text, group, caption)


@often
@given(
    name=st.sampled_from([n for c in COMMANDS for n in c.names]),
    words=TEXT,
    at=st.booleans(),
    group=st.booleans(),
)
def test_commands_and_start_parameters(bot: Hostile, name: str, words: str, at: bool, group: bool) -> None:
    bot.command(f"/{name}{'@kmu_test_bot' if at else ''} {words}"[:4096], group)


@often
@given(parameter=IDS | TEXT, prefix=st.sampled_from(["thema_", "frage", ""]))
def test_start_parameters(bot: Hostile, parameter: str, prefix: str) -> None:
    bot.command(f"/start {prefix}{parameter}")


@settings(often, max_examples=400, deadline=None)
@given(data=DATA, place=PLACES)
def test_buttons(bot: Hostile, data: str, place: tuple[bool, bool, bool]) -> None:
    bot.press(data, *place)


@often
@given(query=TEXT.map(lambda text: text[:256]) | st.just(""), offset=st.text(max_size=64))
def test_inline_queries(bot: Hostile, query: str, offset: str) -> None:
    bot.inline(query, offset)


@often
@given(name=NAMES, raw=CONTENT | ZIPS | SPOILED)
def test_documents(name: str, raw: bytes) -> None:
    entries.document(name, raw)


@often
@given(raw=ZIPS | SPOILED)
def test_zip_files(raw: bytes) -> None:
    entries.document("wissen.zip", raw)


@pytest.mark.parametrize(
    "make",
    [
        lambda: archives.zipped(*((f"{n}.yaml", bytes(400_000), 0) for n in range(60))),
        lambda: archives.zipped(*((f"{n}.yaml", b"", 0) for n in range(MOST_FILES + 1))),
        lambda: archives.zipped(("a.zip", archives.zipped(("a.yaml", bytes(10**7), 0)), 0)),
        lambda: archives.zipped(("x" * 60_000 + ".yaml", b"", 0), ("X" * 60_000 + ".yaml", b"", 0)),
        lambda: bytes(MOST_BYTES + 1),
    ],
    ids=["much in little", "too many files", "zip in a zip", "names that fill a message", "too big"],
)
def test_bombs(make: Callable[[], bytes]) -> None:
    entries.document("wissen.zip", make())


YAML = st.text(st.sampled_from("\t\n ab1:-?[]{}#&*!|>'\"%@<.ü\0\x85\u2028\ufeff"), max_size=80)
ALIASES = st.integers(1, 12).map(
    lambda depth: "\n".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]" for n in range(depth)
    )
)
DEEP = st.integers(1, 3000).map(lambda depth: "a: " + "[" * depth + "]" * depth)
ENTRIES = st.builds(
    "{}:\n  {}:\n    {}: {}\n".format,
    st.sampled_from(["quellen", "themen", "kennzahlen", "lexikon", "lücken", "x"]),
    IDS,
    st.sampled_from(["titel", "fragen", "antwort", "wert", "rang", "adresse"]),
    st.sampled_from(
        ["[a]", "'{a} %'", "1e999", ".nan", "2026-99-99", "!!python/object:os.system x", "*a", "~"]
    ),
)


@often
@given(files=st.lists(st.binary(max_size=80) | (YAML | ALIASES | DEEP | ENTRIES).map(str.encode), max_size=3))
def test_knowledge_files(files: list[bytes]) -> None:
    entries.knowledge(*files)


SETTING = st.builds(
    "{}={}".format,
    st.sampled_from(
        ["BOT_TOKEN", "DATABASE_URL", "HEALTH_PORT", "EDITOR_IDS", "WEBHOOK_URL", "LOG_LEVEL", "BOT_X", "A"]
    ),
    st.sampled_from(
        [
            "",
            "1",
            "${BOT_TOKEN}",
            "'",
            '"',
            "postgres://[x",
            "postgres://a:b@c:99999/d",
            "https://x:y",
            "9" * 5000,
        ]
    )
    | TEXT,
)


@often
@given(lines=st.lists(SETTING | TEXT, max_size=4))
def test_settings(clean: None, lines: list[str]) -> None:  # noqa: ARG001 - the environment without this machine's
    entries.environment("\n".join(lines).encode("utf-8", "surrogatepass"))


@pytest.fixture(scope="module")
def clean() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in entries.foreign_settings():
            patch.delenv(name)
        yield


@often
@given(raw=st.lists(TEXT.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=40)))
def test_lines_of_ask(delivered_assistant: Assistant, raw: list[bytes]) -> None:
    entries.asked(delivered_assistant, b"\n".join(raw))


PRIVATE = st.sampled_from(
    ["erika@firma.de", "0171 2345678", "@erika", "https://erika.de", "DE89370400440532013000", "a at b.de"]
)


@often
@given(
    text=st.lists(PIECES | PRIVATE | st.text(max_size=20), max_size=20).map("".join) | st.text(max_size=700)
)
def test_masking(text: str) -> None:
    entries.masked(text)
