"""PostgreSQL in place of a file: how it is connected to, and what its refusals mean in German."""

import socket
import ssl
from urllib.parse import urlencode

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.settings import SettingsError

STATEMENT_SECONDS = 20
"""How long a statement may take, waiting for other writers included."""

ANSWER_SECONDS = STATEMENT_SECONDS + 5
"""How long the driver waits for a server that may have vanished; the server itself gives up before."""

IDLE_SECONDS = 60
"""How long a transaction may rest: a replica that hangs holds a lock no longer than this."""

CONNECT_SECONDS = 10
"""How long a connection to a server may take."""

CONNECTIONS = 10
"""For each process: a server allows 100 unless it was told otherwise, and there may be several replicas."""


class Unreachable(SettingsError):
    """The database server does not answer, or not yet: it may do so later, with the same settings."""


def engine(url: URL) -> AsyncEngine:
    """An engine for the server at ``url``. What follows „?“ means what it means to libpq, e.g. sslmode."""
    connect = {
        "dsn": f"postgresql://?{urlencode(url.query, doseq=True)}",  # asyncpg reads it, SQLAlchemy would not
        "timeout": CONNECT_SECONDS,
        "command_timeout": ANSWER_SECONDS,
        "server_settings": {
            "application_name": "kmu-bot",
            "statement_timeout": f"{STATEMENT_SECONDS}s",
            "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
        },
    }
    return create_async_engine(
        url.set(query={}),
        pool_pre_ping=True,  # a restarted server costs nobody an answer
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=STATEMENT_SECONDS,
        connect_args=connect,
    )


def refusal(cause: BaseException) -> SettingsError:
    """What a server's refusal means. The codes are in PostgreSQL's manual, appendix A."""
    code = str(getattr(cause, "sqlstate", None) or "")
    if code.startswith("28"):
        return SettingsError("DATABASE_URL: Der Datenbankserver lehnt Benutzernamen oder Passwort ab.")
    if code == "3D000":
        return SettingsError("DATABASE_URL: Diese Datenbank gibt es auf dem Server nicht.")
    if code == "42501":
        return SettingsError(
            "DATABASE_URL: Dem Benutzer fehlt das Recht, in der Datenbank Tabellen anzulegen."
        )
    if isinstance(cause, ssl.SSLError) or type(cause) is ConnectionError:  # the latter: no TLS there at all
        return SettingsError(
            "DATABASE_URL: Mit dem Datenbankserver kommt keine verschlüsselte Verbindung zustande, wie sie "
            "die Adresse verlangt (sslmode)."
        )
    if isinstance(cause, socket.gaierror):
        return Unreachable("DATABASE_URL: Den Rechner des Datenbankservers findet das Netz nicht.")
    if isinstance(cause, FileNotFoundError | PermissionError):
        return SettingsError(
            "DATABASE_URL: Die Datei mit dem Zertifikat des Datenbankservers (sslrootcert) ist nicht lesbar."
        )
    # Classes 08 (connection), 53 (resources), 55 and 57 (starting, stopping, timeout); no code: the network.
    if code[:2] in ("08", "53", "55", "57") or isinstance(cause, OSError):
        return Unreachable("DATABASE_URL: Der Datenbankserver ist zurzeit nicht erreichbar.")
    return SettingsError(
        "DATABASE_URL: Die Datenbank lässt sich nicht öffnen oder nicht beschreiben "
        f"({type(cause).__name__}{f', {code}' if code else ''})."
    )
