"""Whatever happens to the folder is noticed: an edit, a deletion, a swapped link."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path

import pytest

from bot.editing.watching import moments
from bot.knowledge.files import contents
from tests.editing.folders import TOPICS, make

NEW = TOPICS.replace("wert: 60", "wert: 61")


async def noticed(folder: Path, what: Callable[[], object], every: float = 30.0) -> bool:
    """Whether ``what`` leads to a moment long before the next regular look, with the new files in place."""
    before = contents(folder)

    async def look(found: AsyncIterator[None]) -> None:
        async for _ in found:
            if contents(folder) != before:
                return

    async with aclosing(moments(folder, every)) as found:
        looking = asyncio.create_task(look(found))
        await asyncio.sleep(0.5)  # until it is watched
        what()
        try:
            await asyncio.wait_for(looking, 8)
        except TimeoutError:
            return False
    return True


def configmap(home: Path) -> Path:
    """As Kubernetes mounts one: files are links into a folder behind a link that is swapped."""
    make(home / "..2026_1")
    (home / "..data").symlink_to("..2026_1")
    (home / "themen.yaml").symlink_to("..data/themen.yaml")
    (home / "quelle.yaml").symlink_to("..data/quellen/quelle.yaml")
    return home


def swap(home: Path) -> None:
    make(home / "..2026_2", NEW)
    (home / "..data_tmp").symlink_to("..2026_2")
    (home / "..data_tmp").rename(home / "..data")
    shutil.rmtree(home / "..2026_1")


async def test_an_edit_also_in_a_subfolder(tmp_path: Path) -> None:
    folder = make(tmp_path / "wissen")
    assert await noticed(folder, lambda: (folder / "quellen" / "quelle.yaml").write_bytes(b"neu: 1"))


async def test_the_swapped_link_of_a_configmap(tmp_path: Path) -> None:
    home = tmp_path / "mount"
    home.mkdir()
    assert sorted(contents(configmap(home)).files) == ["quelle.yaml", "themen.yaml"]
    assert await noticed(home, lambda: swap(home))
    assert contents(home).files["themen.yaml"] == NEW.encode()


async def test_a_deleted_folder(tmp_path: Path) -> None:
    folder = make(tmp_path / "wissen")
    assert await noticed(folder, lambda: shutil.rmtree(folder))


@pytest.mark.parametrize("every", [0.1])
async def test_a_folder_that_is_made_anew_or_linked_elsewhere_is_found_by_looking(
    tmp_path: Path, every: float
) -> None:
    home = tmp_path / "wissen"
    assert await noticed(home, lambda: make(home), every)
    make(tmp_path / "anderes", NEW)
    link = tmp_path / "link"
    link.symlink_to(home)

    def swap_link() -> None:
        (tmp_path / "neu").symlink_to(tmp_path / "anderes")
        (tmp_path / "neu").rename(link)

    assert await noticed(link, swap_link, every)
