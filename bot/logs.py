"""Logging that keeps secrets and messages out: no request lines, no update dumps, no token, no traceback."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from bot.settings import Settings

HIDDEN = "***"
"""Stands where a secret stood."""

NOISY = (
    "httpx",  # request addresses carry the token
    "httpcore",
    "uvicorn",  # its access log carries the webhook's path and who called
    "starlette",
    "apscheduler",
    "aiosqlite",  # statements hold ids
    "asyncpg",
    "alembic",
    "sqlalchemy",
    "matplotlib",  # tells of every font it finds
    "PIL",
)
"""Libraries of which only warnings are worth reading."""


def brief(error: BaseException) -> str:
    """Type and place of an error, e.g. ``ValueError at bot.assistant:34``, never what it says.

    The place is the last line of our own code that the error came through.
    """
    walked = traceback.walk_tb(error.__traceback__)
    frames = [(str(frame.f_globals.get("__name__", "?")), line) for frame, line in walked]
    ours = [frame for frame in frames if frame[0].split(".")[0] == "bot"]
    module, line = (ours or frames or [("?", 0)])[-1]
    return f"{type(error).__name__} at {module}:{line}"


class RedactingFormatter(logging.Formatter):
    """Lines to read: type and place instead of tracebacks, which may quote a message, and no secret."""

    def __init__(self, *secrets: str) -> None:
        super().__init__()
        # The longest first, so that a secret inside another leaves nothing over.
        forms = [_every_form(secret) for secret in sorted(secrets, key=len, reverse=True) if secret]
        self._secrets = re.compile("|".join(forms), re.IGNORECASE) if forms else None

    def format(self, record: logging.LogRecord) -> str:
        """The record as one text."""
        message, error = self.said(record)
        text = f"{self.formatTime(record)} {record.levelname} {record.name}: {message}"
        return f"{text}\n{error}" if error else text

    def said(self, record: logging.LogRecord) -> tuple[str, str | None]:
        """The message without secrets, and the error's type and place if there is one."""
        text = record.getMessage()
        if record.name == "asyncio":  # goes on with dumps of tasks and of what errors say
            text = text.partition("\n")[0]
        raised = record.exc_info[1] if record.exc_info else None
        return self.redacted(text), brief(raised) if raised else None

    def redacted(self, text: str) -> str:
        """The same without secrets, also where they are percent-encoded."""
        return self._secrets.sub(HIDDEN, text) if self._secrets else text


class JsonFormatter(RedactingFormatter):
    """One JSON object a line: time (ISO 8601, UTC), level, logger, message and, if there is one, error."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line, in ASCII."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        message, error = self.said(record)
        line = {
            "time": moment.replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": message,
        }
        return json.dumps(line | {"error": error} if error else line)


def quieten() -> None:
    """Silence what would log request addresses (they carry the token), statements or whole updates."""
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    # At DEBUG python-telegram-bot logs every update and every call with its text.
    logging.getLogger("telegram").setLevel(logging.INFO)


def configure(settings: Settings, *secrets: str) -> None:
    """Log to standard error from now on, without the settings' secrets and these ``secrets``."""
    hidden = (*secrets_of(settings), *secrets)
    handler = logging.StreamHandler()
    form = JsonFormatter if settings.log_format == "json" else RedactingFormatter
    handler.setFormatter(form(*hidden))
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    quieten()


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """What must never be read in a log: the token, its secret half alone, and the database's password."""
    found: list[str] = []
    if settings.bot_token is not None:
        token = settings.bot_token.get_secret_value()
        found += [token, token.partition(":")[2]]
    if settings.database_url is not None:
        password = urlsplit(settings.database_url.get_secret_value()).password
        found += [password, unquote(password)] if password else []
    return tuple(found)


def _every_form(secret: str) -> str:
    """A pattern for the secret in which any character may be percent-encoded."""
    return "".join(
        f"(?:{re.escape(sign)}|{''.join(f'%{byte:02x}' for byte in sign.encode())})" for sign in secret
    )
