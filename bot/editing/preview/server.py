"""Serves the preview until Ctrl+C."""

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import uvicorn

from bot.editing.preview.app import LOOPBACK, Preview
from bot.editing.preview.workbench import Workbench


def door(port: int) -> socket.socket:
    """A socket on this machine only; OSError if the port is taken. 0 takes any free one."""
    return socket.create_server((LOOPBACK, port))


def serve(folder: Path, at: socket.socket, say: Callable[[str], None]) -> None:
    """Show the folder at a socket until Ctrl+C or SIGTERM; ``say`` gets the address."""
    say(f"http://{LOOPBACK}:{at.getsockname()[1]}/")
    asyncio.run(_serve(folder, at))


async def _serve(folder: Path, at: socket.socket) -> None:
    await Server(Workbench(folder)).serve(sockets=[at])


class Server(uvicorn.Server):
    """Ends at a signal as an ordinary program does, although pages keep a stream open."""

    def __init__(self, workbench: Workbench) -> None:
        app = Preview(workbench).app()
        config = uvicorn.Config(
            app, log_config=None, log_level="warning", access_log=False, server_header=False, ws="none"
        )
        super().__init__(config)
        self._workbench = workbench

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """What a signal does, or who wants it to end."""
        self.force_exit = self.should_exit  # who asks twice does not want to wait
        self.should_exit = True
        self._workbench.close()
