"""Logs: what happened and where, as lines or as JSON, and never a secret, a traceback or a text."""

import asyncio
import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bot import logs
from bot.logs import JsonFormatter, RedactingFormatter
from bot.settings import Settings
from tests.botapi import TOKEN

SECRET_HALF = TOKEN.partition(":")[2]
WEBHOOK = "webhook-Geheimnis"
DATABASE = "postgresql://bot:p%40ss%2Fwort@db/kmu"


def _settings(log_format: str = "text") -> Settings:
    return Settings(_env_file=None, bot_token=TOKEN, database_url=DATABASE, log_format=log_format)


@pytest.fixture
def kept() -> Iterator[None]:
    """The root logger as it was, and the libraries' levels."""
    root = logging.getLogger()
    names = [*logs.NOISY, "telegram"]
    before = root.handlers[:], root.level, [logging.getLogger(name).level for name in names]
    root.handlers.clear()
    yield
    root.handlers[:], root.level = before[:2]
    for name, level in zip(names, before[2], strict=True):
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def raised() -> ValueError:
    try:
        raise ValueError(f"text of a message, {TOKEN}")
    except ValueError as error:
        return error


def _record(
    message: str, *args: object, error: Exception | None = None, name: str = "x"
) -> logging.LogRecord:
    exc_info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, "", 0, message, args, exc_info, sinfo="Stack: text")


@pytest.mark.parametrize("kind", [RedactingFormatter, JsonFormatter])
def test_an_error_is_its_type_and_place(kind: type[RedactingFormatter], raised: ValueError) -> None:
    record = _record("failed for %s", TOKEN, error=raised)
    record.exc_text = "Traceback: text of a message"  # as another handler may have left it
    text = kind(TOKEN).format(record)
    assert "failed for ***" in text
    assert re.search(r"ValueError at tests\.test_logs:\d+", text)
    for leak in (TOKEN, "text of a message", "Traceback", "Stack"):
        assert leak not in text


def test_a_json_line_has_exactly_these_keys(raised: ValueError) -> None:
    record = _record("zwei\nZeilen „ü“")
    record.created = 1_700_000_000.25
    line = JsonFormatter().format(record)
    assert json.loads(line) == {
        "time": "2023-11-14T22:13:20.250Z",
        "level": "ERROR",
        "logger": "x",
        "message": "zwei\nZeilen „ü“",
    }
    assert line.isascii()  # whatever the encoding of standard error is
    assert "\n" not in line
    with_error = json.loads(JsonFormatter().format(_record("m", error=raised)))
    assert re.fullmatch(r"ValueError at tests\.test_logs:\d+", with_error["error"])


@pytest.mark.parametrize(
    "shown",
    [
        TOKEN,
        TOKEN.replace(":", "%3A"),
        TOKEN.replace(":", "%3a"),
        f"https://api.telegram.org/bot{TOKEN}/getMe",
        SECRET_HALF,
        "p@ss/wort",
        DATABASE,
        "p%40ss%2fwort",
        WEBHOOK,
    ],
)
@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.usefixtures("kept")
def test_no_secret_is_logged_in_any_form(
    shown: str, log_format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(_settings(log_format), WEBHOOK)
    logging.getLogger("x").error("before %s after", shown)
    said = capsys.readouterr().err
    assert re.search(r"before .*\*\*\*.* after", said)
    assert not re.search(rf"{SECRET_HALF}|wort|{WEBHOOK}", said)
    assert (said.count("\n"), said[0] == "{") == (1, log_format == "json")


def test_any_character_may_be_encoded_and_the_longest_secret_counts() -> None:
    formatter = RedactingFormatter("ab", "ab/cö", "")
    assert formatter.redacted("ab/cö ab%2Fcö ab%2fc%C3%B6 %61b/c%c3%b6 ab") == "*** *** *** *** ***"
    assert RedactingFormatter("").redacted("ab") == "ab"


def test_a_secret_that_looks_like_json_does_not_break_the_line() -> None:
    line = JsonFormatter('level": "', "ERROR", "x").format(_record('a level": " ERROR'))
    assert json.loads(line) | {"time": ""} == {
        "time": "",
        "level": "ERROR",
        "logger": "x",
        "message": "a *** ***",
    }


@pytest.mark.usefixtures("kept")
async def test_a_task_that_nobody_waited_for_does_not_tell_what_its_error_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def fail() -> None:
        raise ValueError("text of a message")

    logs.configure(_settings())
    task = asyncio.create_task(fail())
    await asyncio.wait([task])
    del task
    said = capsys.readouterr().err
    assert "ERROR asyncio: Task exception was never retrieved\nValueError at tests.test_logs:" in said
    assert "text of a message" not in said


@pytest.mark.usefixtures("kept")
def test_libraries_are_heard_from_warnings_on(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(Settings(_env_file=None, log_level="DEBUG"))
    for name in (*logs.NOISY, "uvicorn.access", "uvicorn.error", "sqlalchemy.engine"):
        logging.getLogger(name).info("GET /telegram")
    logging.getLogger("telegram.ext").debug("an update")
    assert capsys.readouterr().err == ""
    logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
    assert capsys.readouterr().err.endswith("WARNING uvicorn.error: Invalid HTTP request received.\n")


SERVED = """
import asyncio, socket, sys, uvicorn
from starlette.applications import Starlette
from bot import logs
from bot.settings import Settings

async def broken(request):
    raise ValueError("text of a message")

async def main():
    door = socket.create_server(("127.0.0.1", 0))
    app = Starlette()
    app.add_route("/telegram", broken, methods=["POST"])
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    serving = asyncio.create_task(server.serve([door]))
    reader, writer = await asyncio.open_connection(*door.getsockname())
    writer.write(b"POST /telegram HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n")
    print((await reader.read()).decode().partition("\\r\\n")[0])
    server.should_exit = True
    await serving

logs.configure(Settings(_env_file=None, log_format="json"))
asyncio.run(main())
"""


def test_a_crash_in_the_web_server_is_one_line_of_json() -> None:
    ran = subprocess.run([sys.executable, "-c", SERVED], capture_output=True, text=True, check=True)
    assert ran.stdout == "HTTP/1.1 500 Internal Server Error\n"
    (line,) = ran.stderr.splitlines()
    said = json.loads(line)
    assert (said["logger"], said["message"]) == ("uvicorn.error", "Exception in ASGI application\n")
    assert re.fullmatch(r"ValueError at __main__:\d+", said["error"])
