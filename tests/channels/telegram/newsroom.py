"""A running bot with a tiny knowledge folder, editors, and nothing that takes long."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.assistant import Assistant
from bot.channels.telegram import application as telegram
from bot.channels.telegram import reload
from bot.channels.telegram.context import BotApplication, Desk
from bot.editing.live import Live
from bot.knowledge.files import contents, load
from bot.settings import Settings
from tests.botapi import GROUP, PERSON, PRIVATE, TOKEN, BotApi, Json
from tests.channels.telegram.conftest import polling
from tests.editing.folders import make

EDITOR: Json = PERSON | {"id": 2001}
DESK: Json = PRIVATE | {"id": 2001}
"""The editor's private chat."""
OTHER_EDITOR: Json = PERSON | {"id": 2002}
NEWSROOM: Json = GROUP | {"id": -1002000000099, "title": "Redaktion"}


@asynccontextmanager
async def newsroom(
    api: BotApi, folder: Path, following: bool = False, **more: Any
) -> AsyncIterator[BotApplication]:
    """The bot over ``folder``, which is made; it follows the folder only if asked to."""
    make(folder)
    settings = Settings(
        _env_file=None, bot_token=TOKEN, bot_api_base_url=api.url, editor_ids={2001, 2002}, **more
    )
    home = telegram.Home(folder, contents(folder))
    async with polling(settings, Assistant(load(folder)), home) as application:
        live = live_of(application)
        live._run, live._settle = asyncio.to_thread, 0.02
        task = asyncio.create_task(reload.follow(application, every=0.2)) if following else None
        application.bot_data[Desk].editorial.following = task
        yield application


def desk_of(application: BotApplication) -> Desk:
    desk: Desk = application.bot_data[Desk]
    return desk


def live_of(application: BotApplication) -> Live:
    live = desk_of(application).editorial.live
    assert live is not None
    return live


def zipped(**files: bytes) -> bytes:
    """A zip; ``a__b`` stands for the path a/b, and .yaml is added."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name.replace('__', '/')}.yaml", content)
    return raw.getvalue()
