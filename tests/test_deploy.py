"""What operators deploy says what the program understands: unit, compose file, Caddyfile."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.channels.health import READY
from bot.settings import Settings, names

ROOT = Path(__file__).parents[1]
CADDYFILE = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
UNIT = (ROOT / "deploy" / "kmu-bot.service").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = YAML(typ="safe").load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
SYSTEMD = shutil.which("systemd-analyze")
BOTS = [service for name, service in SERVICES.items() if name.startswith("bot-")]


def test_every_variable_in_the_compose_file_is_a_setting() -> None:
    for service in SERVICES.values():
        assert set(service["environment"]) <= set(names())
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    wanted = set(re.findall(r"(?<!\$)\$\{(\w+):\?", text))
    assert wanted == {"DATABASE_URL", "WEBHOOK_URL"}
    assert not re.findall(r"(?<!\$)\$\{\w+\}", text)  # each one stops the start if it is missing


def test_the_replicas_have_settings_that_the_bot_accepts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(BOTS) == 2
    given = {"DATABASE_URL": "postgresql://bot:x@db/kmu", "WEBHOOK_URL": "https://b.example.org/t"}
    for bot in BOTS:
        for name, value in bot["environment"].items():
            monkeypatch.setenv(name, given.get(name, str(value)))
        monkeypatch.setenv("KNOWLEDGE_DIR", str(ROOT / "knowledge"))
        settings = Settings(_env_file=None)
        assert settings.log_format == "json"
        assert f"bot-1:{settings.webhook_port} bot-2:{settings.webhook_port} {{" in CADDYFILE
        assert f"health_port {settings.health_port}\n" in CADDYFILE
        assert f"health_uri {READY}\n" in CADDYFILE


def test_only_caddy_can_be_reached_from_outside() -> None:
    open_ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert open_ports == {"caddy": ["80:80", "443:443", "443:443/udp"]}
    assert not [name for name, service in SERVICES.items() if "network_mode" in service]
    assert COMPOSE["networks"]["back"]["internal"] is True
    assert SERVICES["db"]["networks"] == ["back"]
    assert "back" not in SERVICES["caddy"]["networks"]


def test_the_replicas_can_write_nowhere_but_to_their_data() -> None:
    for bot in BOTS:
        assert bot["read_only"] is True
        assert bot["cap_drop"] == ["ALL"]
        assert bot["security_opt"] == ["no-new-privileges:true"]
        writable = [volume for volume in bot["volumes"] if not volume.endswith(":ro")]
        assert writable == [f"bot-data:{bot['environment']['DATA_DIR']}"]
        assert bot["depends_on"]["db"]["condition"] == "service_healthy"
    assert "healthcheck" in SERVICES["db"]


def _ran(service: str, shown: str, **environment: str) -> list[str]:
    """What a service's entrypoint would start with, as the shell sees it."""
    shell, option, script = SERVICES[service]["entrypoint"]
    lines = script.replace("$$", "$").splitlines()
    assert lines[-1].startswith("exec ")
    script = "\n".join([*lines[:-1], f'printf "%s\\n" {shown}'])
    ran = subprocess.run(
        [shell, option, script], env=os.environ | environment, capture_output=True, text=True, check=True
    )
    return ran.stdout.splitlines()


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+asyncpg"])
def test_the_database_gets_the_account_that_the_bots_use(scheme: str) -> None:
    shown = '"$POSTGRES_USER" "$POSTGRES_PASSWORD" "$POSTGRES_DB"'
    assert _ran("db", shown, DATABASE_URL=f"{scheme}://bot:a1b2c3@db/kmu") == ["bot", "a1b2c3", "kmu"]
    assert _ran("db", shown, DATABASE_URL=f"{scheme}://bot:a1b2c3@db:5432/kmu") == ["bot", "a1b2c3", "kmu"]


def test_caddy_gets_the_address_that_the_bots_tell_telegram() -> None:
    shown = '"$WEBHOOK_HOST" "$WEBHOOK_PATH"'
    for address in ("bot.example.org/telegram", "bot.example.org:8443/a/b"):
        host, _, path = address.partition("/")
        assert _ran("caddy", shown, WEBHOOK_URL=f"https://{address}") == [host, f"/{path}"]


def test_the_unit_restarts_all_but_wrong_settings_and_listens_for_the_heartbeat() -> None:
    lines = UNIT.splitlines()
    for line in (
        "Type=notify",
        "Restart=always",
        "RestartPreventExitStatus=2",
        "ExecStart=/opt/kmu-bot/bin/kmu-bot run",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "DynamicUser=yes",
        "StateDirectory=kmu-bot",
        "WorkingDirectory=%S/kmu-bot",  # where DATA_DIR=./data of .env.example leads to
    ):
        assert line in lines
    values = dict(line.split("=", 1) for line in lines if re.match(r"\w+=", line))
    assert int(values["WatchdogSec"]) >= 30
    assert int(values["RestartSec"]) >= 5  # pauses
    assert int(values["TimeoutStopSec"]) > 10
    # Metrics of the process come from /proc/stat; without it they would be missing without a word.
    assert values.get("ProcSubset", "all") == "all"


@pytest.mark.skipif(SYSTEMD is None, reason="no systemd here")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    path = tmp_path / "kmu-bot.service"
    # The program that is started must exist.
    path.write_text(UNIT.replace("/opt/kmu-bot/bin/kmu-bot", sys.executable), encoding="utf-8")
    ran = subprocess.run(
        [str(SYSTEMD), "verify", "--man=no", path], capture_output=True, text=True, check=False
    )
    complaints = [line for line in ran.stderr.splitlines() if "kmu-bot.service" in line]
    assert (ran.returncode, complaints) == (0, [])
