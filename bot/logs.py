"""Logging that keeps secrets and messages out: no request lines, no update dumps, no token."""

import logging
import traceback
from types import TracebackType

from bot.settings import Settings

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


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
    """Shortens tracebacks, which may quote a message, and blanks the token wherever it turns up."""

    def __init__(self, secret: str | None) -> None:
        super().__init__(FORMAT)
        self._secret = secret

    def formatException(self, ei: _Raised) -> str:
        """Type and place instead of a traceback."""
        return brief(ei[1]) if ei[1] is not None else ""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one text without the secret."""
        text = super().format(record)
        return text.replace(self._secret, "***") if self._secret else text


def quieten() -> None:
    """Silence what would log request addresses (they carry the token) or whole updates."""
    # The same for the database's statements, which hold ids; and matplotlib tells of every font it finds.
    for name in (
        "httpx",
        "httpcore",
        "apscheduler",
        "aiosqlite",
        "alembic",
        "sqlalchemy",
        "matplotlib",
        "PIL",
    ):
        logging.getLogger(name).setLevel(logging.WARNING)
    # At DEBUG python-telegram-bot logs every update and every call with its text.
    logging.getLogger("telegram").setLevel(logging.INFO)


def configure(settings: Settings) -> None:
    """Log to standard error from now on."""
    handler = logging.StreamHandler()
    secret = settings.bot_token.get_secret_value() if settings.bot_token else None
    handler.setFormatter(RedactingFormatter(secret))
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    quieten()
