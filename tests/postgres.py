"""A PostgreSQL for the tests: what TEST_DATABASE_URL names, or a private one of installed programs."""

import asyncio
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
from sqlalchemy import URL, make_url

PROGRAMS = Path("/usr/lib/postgresql")
"""Where Debian keeps each version's programs."""

PASSWORD = "p@ss/w%rd"  # noqa: S105 - nobody's; with what an address must escape
"""Of the private server."""

START_SECONDS = 60

FAST = {  # nothing here outlives the tests
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
}


class NoPostgres(Exception):
    """There is no PostgreSQL to test with; the text says why, and what to install."""


@contextmanager
def server() -> Iterator[URL]:
    """The address of a server where databases may be made; NoPostgres if there is none."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield make_url(given).set(drivername="postgresql+asyncpg")
        return
    programs = _programs()
    owner = _owner()
    # Not pytest's folder: only its owner may enter that, and PostgreSQL does not run as root.
    folder = Path(tempfile.mkdtemp(prefix="kmu-bot-postgres-"))
    try:
        if owner is not None:
            os.chown(folder, owner, -1)
        data, port = folder / "data", _free_port()
        _run(owner, folder, programs / "initdb", *_initdb(folder, data))
        options = " ".join(f"-c {name}='{value}'" for name, value in (FAST | {"port": str(port)}).items())
        start = ("-o", options, "-l", str(folder / "log"), "-w", "-t", str(START_SECONDS), "start")
        _run(owner, folder, programs / "pg_ctl", "-D", str(data), *start)
        try:
            yield URL.create("postgresql+asyncpg", "postgres", PASSWORD, "127.0.0.1", port, "postgres")
        finally:
            _run(owner, folder, programs / "pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_database(admin: URL) -> Iterator[URL]:
    """An empty database on the server, gone afterwards with whoever is still connected."""
    name = f"test_{secrets.token_hex(8)}"
    run(admin, f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield admin.set(database=name)
    finally:
        run(admin, f"DROP DATABASE {name} WITH (FORCE)")


def run(url: URL, statement: str) -> None:
    """Run one statement outside any transaction."""

    async def execute() -> None:
        connection = await asyncpg.connect(plain(url))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    with asyncio.Runner() as runner:
        runner.run(execute())


def plain(url: URL) -> str:
    """The address with its password, as an operator writes it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _programs() -> Path:
    """The newest version's folder."""
    versions = [path for path in PROGRAMS.glob("*/bin") if (path / "initdb").is_file()]
    if versions:
        return max(versions, key=lambda path: float(path.parent.name))
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise NoPostgres("no PostgreSQL: install Debian's package postgresql, or set TEST_DATABASE_URL")


def _owner() -> int | None:
    """Who runs it where the tests are run by root; None for whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise NoPostgres("no PostgreSQL: root may not run it, and there is no account postgres or nobody")


def _initdb(folder: Path, data: Path) -> tuple[str, ...]:
    password = folder / "password"
    password.write_text(PASSWORD)
    password.chmod(0o644)  # the folder is closed to others
    return ("-D", str(data), "-U", "postgres", "-A", "password", f"--pwfile={password}", "-N", "-E", "UTF8")


def _run(owner: int | None, folder: Path, program: Path, *arguments: str) -> None:
    environment = os.environ | {"LC_ALL": "C"}
    done = subprocess.run(
        [str(program), *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=2 * START_SECONDS,
        **({} if owner is None else {"user": owner, "extra_groups": ()}),
    )
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines() or ["nothing said"]
        raise NoPostgres(f"no PostgreSQL: {program.name} failed: {said[-1]}")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port
