"""A bot as a process of its own: started, killed, and measured from outside."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from tests.benchmarks.telegram.calls import TOKEN

ROOT = Path(__file__).parents[2]

KMU_BOT = ("-m", "bot", "run")
STAND_IN = ("-m", "tests.benchmarks.stand_in_bot")
ECHO_BOT = ("-m", "tests.benchmarks.echo_bot")

MESSAGES_PER_SECOND = 1000
"""The highest that the bot allows: Telegram's 30 would hide how fast it is."""

STOPS_WITHIN = 10.0
"""Seconds after SIGTERM; what takes longer is killed and counted as a failure."""

_TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
    return port


def environment(url: str, data_dir: Path, **more: str) -> dict[str, str]:
    """What the bot is set to: the server at ``url``, its own folder, and ``more``."""
    ours = {
        "BOT_TOKEN": TOKEN,
        "BOT_API_BASE_URL": url,
        "DATA_DIR": str(data_dir),
        "MESSAGES_PER_SECOND": str(MESSAGES_PER_SECOND),
        "LOG_LEVEL": "WARNING",
        "NO_PROXY": "127.0.0.1",
    }
    return {**os.environ, **ours, **more}


class BotProcess:
    """``python *arguments`` in an environment; what it says is appended to ``log``."""

    def __init__(self, arguments: Sequence[str], env: Mapping[str, str], log: Path) -> None:
        self._arguments = arguments
        self._env = dict(env)
        self._log = log
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it; it takes a moment until it answers."""
        with self._log.open("ab") as log:
            self._process = await self._spawn(log)

    async def _spawn(self, log: IO[bytes]) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, *self._arguments, cwd=ROOT, env=self._env, stdout=log, stderr=log
        )

    @property
    def pid(self) -> int:
        """Of the process that was started last."""
        assert self._process is not None
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.returncode is None

    async def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is closed."""
        assert self._process is not None
        if self.alive:
            self._process.kill()
        await self._process.wait()

    async def stop(self) -> int | None:
        """SIGTERM; the exit code, or None if it had to be killed."""
        if self._process is None or not self.alive:
            return self._process.returncode if self._process else None
        self._process.send_signal(signal.SIGTERM)
        try:
            return await asyncio.wait_for(self._process.wait(), STOPS_WITHIN)
        except TimeoutError:
            await self.kill()
            return None

    def said(self) -> str:
        """The end of what it wrote, for a message to who runs the benchmark."""
        return self._log.read_text("utf-8", "replace")[-2000:] if self._log.exists() else ""

    # Figures from /proc.

    def cpu_seconds(self) -> float:
        """CPU time of the process and of its children, those that ended included."""
        return sum(_cpu_seconds(pid) for pid in _family(self.pid))

    def resident_mb(self) -> float:
        """Memory of the process now."""
        return self._memory("VmRSS")

    def peak_mb(self) -> float:
        """The most memory since the start, or since ``forget_peak``."""
        return self._memory("VmHWM")

    def forget_peak(self) -> bool:
        """Let the peak begin anew; False where the system does not permit it."""
        try:
            Path(f"/proc/{self.pid}/clear_refs").write_text("5", "ascii")
        except OSError:
            return False
        return True

    def open_files(self) -> int:
        """Files and sockets that are open."""
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))

    def _memory(self, name: str) -> float:
        for line in Path(f"/proc/{self.pid}/status").read_text("utf-8").splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) * 1024 / 1e6
        raise ProcessLookupError(f"{self.pid} has ended")


def _cpu_seconds(pid: int) -> float:
    try:
        # The name of the command may hold anything; what follows it does not.
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0  # it ended meanwhile; its parent has its time now
    return sum(map(int, fields[11:15])) / _TICKS


def _family(pid: int) -> list[int]:
    found = [pid]
    for member in found:
        for children in Path(f"/proc/{member}/task").glob("*/children"):
            try:
                found += map(int, children.read_text("ascii").split())
            except OSError:
                continue
    return found
