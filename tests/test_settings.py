"""Settings: what is wrong is refused at start with a German sentence that names the variable."""

import os
from itertools import pairwise
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.settings import OUR_PREFIXES, SettingsError, load_settings, names

EXAMPLE = Path(__file__).parent.parent / ".env.example"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(OUR_PREFIXES) or name in names():
            monkeypatch.delenv(name)


def test_nothing_set_is_fine_until_the_bot_runs() -> None:
    settings = load_settings(None)
    assert settings.bot_url == "https://api.telegram.org/bot"
    with pytest.raises(SettingsError, match=r"BOT_TOKEN fehlt.*@BotFather"):
        settings.token()


@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:8081", "http://127.0.0.1:8081/", "http://127.0.0.1:8081/bot"]
)
def test_the_addresses_that_ptb_wants_are_built(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    monkeypatch.setenv("BOT_API_BASE_URL", base)
    settings = load_settings(None)
    assert settings.bot_url == "http://127.0.0.1:8081/bot"
    assert settings.file_url == "http://127.0.0.1:8081/file/bot"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "hemlich"),
        ("BOT_TOKEN", "123:abc def"),
        ("BOT_API_BASE_URL", "127.0.0.1:8081"),
        ("BOT_API_BASE_URL", "ftp://example.org"),
        ("BOT_API_BASE_URL", "http://"),
        ("BOT_API_BASE_URL", "http://127.0.0.1:99999"),
        ("KNOWLEDGE_DIR", "no/such/folder"),
        ("LOG_LEVEL", "laut"),
        ("LOG_FORMAT", "xml"),
        ("DATABASE_URL", "bot:geheim@db"),
        ("DATABASE_URL", "mysql://bot:geheim@db/kmu"),
        ("DATABASE_URL", "postgresql://bot:geheim@db"),
        ("WEBHOOK_URL", "http://bot.example.org/telegram"),
        ("WEBHOOK_URL", "https://bot.example.org"),
        ("WEBHOOK_PORT", "0"),
        ("MESSAGES_PER_SECOND", "0"),
        ("HEALTH_PORT", "achtzig"),
        ("HEALTH_PORT", "0"),
        ("HEALTH_PORT", "65536"),
        ("EDITOR_IDS", "erika"),
        ("EDITOR_IDS", "12, -5"),
        ("EDITORS_CHAT", "@redaktion"),
        ("QUESTIONS_KEPT", "vielleicht"),
        ("QUESTIONS_DAYS", "0"),
        ("QUESTIONS_WEEKLY", "oft"),
    ],
)
def test_a_malformed_value_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings(None)
    assert caught.value.message.startswith(f"{name} hat keinen brauchbaren Wert. ")
    assert value not in caught.value.message or name not in ("BOT_TOKEN", "DATABASE_URL")


@pytest.mark.parametrize(
    ("name", "advice"), [("BOT_TOKN", "BOT_TOKEN"), ("HEALTH_PROT", "HEALTH_PORT"), ("BOT_X", "Bekannt sind")]
)
def test_an_unknown_variable_is_refused_with_the_nearest_name(
    monkeypatch: pytest.MonkeyPatch, name: str, advice: str
) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(SettingsError) as caught:
        load_settings(None)
    assert caught.value.message.startswith(f"{name} ist keine bekannte Einstellung.")
    assert advice in caught.value.message


def test_variables_of_others_are_none_of_our_business(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_PASSWORD", "geheim")
    monkeypatch.setenv("PORT", "x")
    load_settings(None)


def test_a_database_is_named_with_its_driver_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot:geheim@db/kmu")
    settings = load_settings(None)
    assert "geheim" not in f"{settings} {settings!r} {settings.model_dump()}"
    assert settings.database_url is not None
    assert settings.database_url.get_secret_value() == "postgresql+asyncpg://bot:geheim@db/kmu"


def test_all_that_is_wrong_is_said_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HEALTH_PORT", "x")
    monkeypatch.setenv("BOT_NAME", "x")
    (tmp_path / ".env").write_text("LOG_LEVEL=laut\nTOKEN=1\n")
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path / ".env")
    said = caught.value.message.splitlines()
    assert sorted(line.split()[0] for line in said) == ["BOT_NAME", "HEALTH_PORT", "LOG_LEVEL", "TOKEN"]


def test_the_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=debug\nHEALTH_PORT=8000\nBOT_TOKEN=\n")
    monkeypatch.setenv("HEALTH_PORT", "9000")
    settings = load_settings(tmp_path / ".env")
    assert (settings.log_level, settings.health_port, settings.bot_token) == ("DEBUG", 9000, None)


def test_editors_and_questions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = load_settings(None)
    assert (settings.editor_ids, settings.editors_chat) == (frozenset(), None)
    assert (settings.questions_kept, settings.questions_days, settings.questions_weekly) == (False, 90, False)
    (tmp_path / ".env").write_text("EDITOR_IDS=12, 34\nEDITORS_CHAT=-100123\nQUESTIONS_WEEKLY=nein\n")
    monkeypatch.setenv("QUESTIONS_KEPT", "Ja")
    settings = load_settings(tmp_path / ".env")
    assert (settings.editor_ids, settings.editors_chat) == ({12, 34}, -100123)
    assert (settings.questions_kept, settings.questions_weekly) == (True, False)


@pytest.mark.parametrize("line", ["BOT_TOKEN 1:a", "BOT_TOKEN", "= 1"])
def test_a_line_that_sets_nothing_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / ".env").write_text(f"# Kommentar\n\nLOG_LEVEL=INFO\n{line}\n")
    with pytest.raises(SettingsError, match="Zeile 4 der Datei"):
        load_settings(tmp_path / ".env")


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"LOG_LEVEL=\xff\n")
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings(tmp_path / ".env")


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "1:geheim")
    settings = load_settings(None)
    assert "geheim" not in f"{settings} {settings!r} {settings.model_dump()}"
    assert settings.token() == "1:geheim"


def test_the_example_file_lists_exactly_the_settings_each_with_a_comment() -> None:
    assert tuple(dotenv_values(EXAMPLE)) == names()
    load_settings(EXAMPLE)
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for before, line in pairwise(lines):
        assert "=" not in line or before.startswith("# ")
