"""A journal in a folder of its own, opened and closed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.journal.database import in_folder
from bot.journal.journal import Journal

SECRET = "1:journal-tests"  # noqa: S105 - nobody's


@pytest_asyncio.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    opened = Journal(in_folder(tmp_path), SECRET)
    await opened.open()
    yield opened
    await opened.close()
