"""The settings of the whole program, read once from the environment and ``.env``."""

import difflib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from dotenv.parser import parse_stream
from pydantic import AfterValidator, BeforeValidator, DirectoryPath, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

OUR_PREFIXES = (
    "BOT_",
    "DATA_",
    "KNOWLEDGE_",
    "HEALTH_",
    "EDITOR_",
    "EDITORS_",
    "MESSAGES_",
    "QUESTIONS_",
    "WEBHOOK_",
)
"""A variable that starts so is meant for this program; an unknown one is a slip worth stopping for."""

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")


class SettingsError(Exception):
    """The program cannot start like this; ``message`` says in German which variable is wrong and why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def _upper(raw: object) -> object:
    return raw.strip().upper() if isinstance(raw, str) else raw


def _lower(raw: object) -> object:
    return raw.strip().lower() if isinstance(raw, str) else raw


def _yes_or_no(raw: object) -> object:
    answers = {"ja": True, "nein": False}
    return answers.get(raw.strip().lower(), raw) if isinstance(raw, str) else raw


def _ids(raw: object) -> object:
    return raw.replace(",", " ").split() if isinstance(raw, str) else raw


YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]


def _token(secret: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(secret.get_secret_value()):
        raise ValueError("not a token")
    return secret


def _server(url: str) -> str:
    """Check an address and take off what python-telegram-bot appends by itself."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("not a server's address")
    _ = parts.port  # raises ValueError if it is no port
    return url.rstrip("/").removesuffix("/bot")


def _database(url: SecretStr) -> SecretStr:
    """Check the address of a database, and name the driver where it does not."""
    parts = urlsplit(url.get_secret_value())
    known = parts.scheme in ("postgresql", "postgres", "postgresql+asyncpg")
    if not known or not parts.hostname or parts.path in ("", "/"):
        raise ValueError("not PostgreSQL")
    return SecretStr(parts._replace(scheme="postgresql+asyncpg").geturl())


def _webhook(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.path in ("", "/") or parts.query:
        raise ValueError("not an address that Telegram can call")
    return url


class Settings(BaseSettings):
    """Everything that an operator can set. A field's description says in German what is expected."""

    model_config = SettingsConfigDict(
        env_ignore_empty=True, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    bot_token: Annotated[SecretStr, AfterValidator(_token)] | None = Field(
        default=None, description="Erwartet wird ein Token von @BotFather, zum Beispiel 123456789:AAExyz."
    )
    bot_api_base_url: Annotated[str, AfterValidator(_server)] = Field(
        default="https://api.telegram.org",
        description="Erwartet wird die Adresse eines Bot-API-Servers, zum Beispiel http://127.0.0.1:8081.",
    )
    knowledge_dir: DirectoryPath | None = Field(
        default=None, description="Erwartet wird ein vorhandener Ordner mit Wissensdateien."
    )
    data_dir: Path = Field(
        default=Path("data"), description="Erwartet wird ein Ordner, in den der Bot schreiben darf."
    )
    database_url: Annotated[SecretStr, AfterValidator(_database)] | None = Field(
        default=None,
        description="Erwartet wird die Adresse einer PostgreSQL-Datenbank, zum Beispiel "
        "postgresql://bot:Passwort@db/kmu.",
    )
    webhook_url: Annotated[str, AfterValidator(_webhook)] | None = Field(
        default=None,
        description="Erwartet wird eine Adresse mit https und Pfad, die Telegram erreicht, zum Beispiel "
        "https://bot.example.org/telegram.",
    )
    webhook_port: Annotated[int, Field(ge=1, le=65535)] = Field(
        default=8081, description="Erwartet wird eine Portnummer von 1 bis 65535."
    )
    messages_per_second: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=30, description="Erwartet wird eine Zahl von 1 bis 1000; Telegram erlaubt 30."
    )
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_upper)
    ] = Field(default="INFO", description="Möglich sind DEBUG, INFO, WARNING, ERROR und CRITICAL.")
    log_format: Annotated[Literal["text", "json"], BeforeValidator(_lower)] = Field(
        default="text", description="Möglich sind text und json."
    )
    health_port: Annotated[int, Field(ge=1, le=65535)] | None = Field(
        default=None, description="Erwartet wird eine Portnummer von 1 bis 65535."
    )
    editor_ids: Annotated[frozenset[Annotated[int, Field(gt=0)]], NoDecode, BeforeValidator(_ids)] = Field(
        default=frozenset(),
        description="Erwartet werden Kennungen von Personen in Telegram, mit Komma getrennt.",
    )
    editors_chat: int | None = Field(
        default=None, description="Erwartet wird die Kennung eines Chats in Telegram, eine ganze Zahl."
    )
    questions_kept: YesNo = Field(default=False, description="Möglich sind ja und nein.")
    questions_days: Annotated[int, Field(ge=1, le=365)] = Field(
        default=90, description="Erwartet wird eine Zahl von Tagen, 1 bis 365."
    )
    questions_weekly: YesNo = Field(default=False, description="Möglich sind ja und nein.")

    @property
    def bot_url(self) -> str:
        """The address that python-telegram-bot appends the token to."""
        return f"{self.bot_api_base_url}/bot"

    @property
    def file_url(self) -> str:
        """The same for files."""
        return f"{self.bot_api_base_url}/file/bot"

    def token(self) -> str:
        """The bot's token in plain text; SettingsError if there is none."""
        if self.bot_token is None:
            raise SettingsError(
                "BOT_TOKEN fehlt: Einen Token bekommen Sie in Telegram von @BotFather mit /newbot; "
                "tragen Sie ihn in die Umgebung oder in die Datei .env ein."
            )
        return self.bot_token.get_secret_value()


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read the environment and, below it, ``env_file``; raise SettingsError with all that is wrong."""
    wrong = [_unknown(name) for name in _unknown_names(os.environ)]
    try:
        wrong += _unreadable_lines(env_file)
        settings = Settings(_env_file=env_file, _env_file_encoding="utf-8")
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_context=False, include_input=False):
            wrong.append(_sentence(str(detail["loc"][0]), detail["type"]))
    except UnicodeDecodeError:
        wrong.append(f"Die Datei {env_file} ist nicht in UTF-8 geschrieben.")
    if wrong:
        raise SettingsError("\n".join(dict.fromkeys(wrong)))
    return settings


def names() -> tuple[str, ...]:
    """The names of all settings as an operator writes them."""
    return tuple(field.upper() for field in Settings.model_fields)


def _unreadable_lines(env_file: Path | None) -> list[str]:
    """Lines that python-dotenv would pass over with no more than a log line, e.g. one without "="."""
    if env_file is None or not env_file.is_file():
        return []
    with env_file.open(encoding="utf-8") as stream:
        read = list(parse_stream(stream))
    wrong = [line for line in read if line.error or (line.key is not None and line.value is None)]
    return [
        f"Zeile {line.original.line} der Datei {env_file} hat nicht die Form NAME=Wert." for line in wrong
    ]


def _unknown_names(environment: Iterable[str]) -> list[str]:
    ours = [name for name in environment if name.upper().startswith(OUR_PREFIXES)]
    return sorted(name for name in ours if name.upper() not in names())


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name.upper(), names(), n=1)
    advice = f"Meinten Sie {near[0]}?" if near else f"Bekannt sind {', '.join(names())}."
    return f"{name.upper()} ist keine bekannte Einstellung. {advice}"


def _sentence(field: str, kind: str) -> str:
    if kind == "extra_forbidden":
        return _unknown(field)
    return f"{field.upper()} hat keinen brauchbaren Wert. {Settings.model_fields[field].description}"
