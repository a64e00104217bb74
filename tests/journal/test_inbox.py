"""The inbox: what it took survives, is new once, loses its text when handled, and waits out a database."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import SQLAlchemyError

from bot.journal import inbox as module
from bot.journal.database import FILE, Database, in_folder
from bot.journal.inbox import Inbox, Letter
from bot.journal.journal import Journal
from tests.journal.conftest import SECRET
from tests.journal.open_rows import open_rows

TEXT = "Wie viele Betriebe haben eine Strategie?"


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database)


@pytest.fixture(autouse=True)
def _short_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.02)


def _letter(update_id: int, owner: int = 0) -> Letter:
    return Letter(update_id, f"{TEXT} ({update_id})", owner)


async def _open(inbox: Inbox, most: int = 1000) -> list[int]:
    letters, _ = await inbox.open_letters(most)
    return [letter.update_id for letter in letters]


@asynccontextmanager
async def _away(database: Database) -> AsyncIterator[None]:
    """A database that refuses everything during the body."""
    async with database.writing() as connection:
        await connection.execute(text("ALTER TABLE inbox RENAME TO elsewhere"))
    yield
    async with database.writing() as connection:
        await connection.execute(text("ALTER TABLE elsewhere RENAME TO inbox"))


@contextmanager
def _commits(database: Database) -> Iterator[list[None]]:
    seen: list[None] = []

    def note(_: object) -> None:
        seen.append(None)

    engine = database._engine.sync_engine
    event.listen(engine, "commit", note)
    yield seen
    event.remove(engine, "commit", note)


async def test_what_was_received_is_found_by_the_next_process(database: Database, inbox: Inbox) -> None:
    assert await inbox.receive([_letter(7), _letter(3)]) == {3, 7}
    async with asyncio.timeout(10):
        again = Database(database.url)
        letters, more = await Inbox(again).open_letters(10)
        await again.close()
    assert letters == [_letter(3), _letter(7)]
    assert not more


async def test_a_known_id_is_not_new_again_open_or_handled(inbox: Inbox) -> None:
    await inbox.receive([_letter(1), _letter(2)])
    await inbox.strike(1)
    assert await inbox.receive([_letter(1), _letter(2), _letter(3)]) == {3}
    assert await _open(inbox) == [2, 3]


async def test_the_same_update_twice_at_once_is_new_to_one_of_them(inbox: Inbox) -> None:
    both = await asyncio.gather(*(inbox.receive([_letter(5), _letter(own)]) for own in (6, 7)))
    assert sorted([*both[0], *both[1]]) == [5, 6, 7]


async def test_of_two_replicas_that_get_the_same_update_one_takes_it(
    database: Database, inbox: Inbox
) -> None:
    other = Inbox(database)
    ids = list(range(100))
    one, two = await asyncio.gather(
        inbox.receive([_letter(number) for number in ids]),
        other.receive([_letter(number) for number in reversed(ids)]),
    )
    assert sorted([*one, *two]) == ids


async def test_of_a_handled_update_the_number_stays_for_two_days(database: Database, inbox: Inbox) -> None:
    await inbox.receive([_letter(1), _letter(2)])
    await inbox.strike(1)
    async with database.reading() as connection:
        rows = (await connection.execute(text("SELECT update_id, payload FROM inbox ORDER BY 1"))).all()
    assert [tuple(row) for row in rows] == [(1, ""), (2, _letter(2).payload)]
    journal = Journal(database.url, SECRET)
    today = date.today()
    await journal.forget_old(today + timedelta(days=2))
    assert await inbox.receive([_letter(1), _letter(2)]) == set()
    await journal.forget_old(today + timedelta(days=3))
    assert await inbox.receive([_letter(1)]) == {1}
    await journal.close()


async def test_a_thousand_at_once_share_few_transactions(database: Database, inbox: Inbox) -> None:
    numbers = range(1000)
    with _commits(database) as commits:
        async with asyncio.timeout(20):
            new = await asyncio.gather(*(inbox.receive([_letter(number)]) for number in numbers))
            await asyncio.gather(*(inbox.strike(number) for number in numbers))
    assert [ids for ids in new if len(ids) != 1] == []
    assert len(commits) <= 6
    assert await open_rows(inbox) == 0


async def test_receiving_and_striking_side_by_side_nobody_waits_for_ever(inbox: Inbox) -> None:
    async def whole(number: int) -> None:
        await asyncio.sleep(number % 7 / 1000)
        assert await inbox.receive([_letter(number)]) == {number}
        await inbox.strike(number)

    async with asyncio.timeout(20):
        await asyncio.gather(*map(whole, range(300)))
    assert await open_rows(inbox) == 0


async def test_who_waits_may_go_and_the_others_do_not_notice(inbox: Inbox) -> None:
    gone = asyncio.create_task(inbox.receive([_letter(1)]))
    staying = asyncio.create_task(inbox.receive([_letter(2)]))
    await asyncio.sleep(0)
    gone.cancel()
    assert await staying == {2}
    assert await _open(inbox) == [1, 2]


async def test_a_failing_database_is_told_to_whoever_brings_something(
    database: Database, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    async with _away(database):
        with pytest.raises(SQLAlchemyError):
            await inbox.receive([_letter(1)])
    assert TEXT not in caplog.text
    assert await inbox.receive([_letter(1)]) == {1}


async def test_striking_waits_until_the_database_is_back(database: Database, inbox: Inbox) -> None:
    await inbox.receive([_letter(1)])
    async with _away(database):
        striking = asyncio.create_task(inbox.strike(1))
        with pytest.raises(SQLAlchemyError):
            await inbox.receive([_letter(2)])
        await asyncio.sleep(0.1)  # several tries
        assert not striking.done()
    await asyncio.wait_for(striking, 5)
    assert await open_rows(inbox) == 0


async def test_striking_waits_out_an_error_that_is_not_of_sqlalchemy(
    inbox: Inbox, database: Database
) -> None:
    await inbox.receive([_letter(1)])
    failing = [ConnectionRefusedError(), TimeoutError()]  # what asyncpg says of a server that is away

    def refuse(_: object) -> None:
        if failing:
            raise failing.pop()

    event.listen(database._engine.sync_engine, "begin", refuse)
    await asyncio.wait_for(inbox.strike(1), 5)
    assert failing == []
    assert await open_rows(inbox) == 0


async def test_what_was_just_struck_is_not_open_even_if_the_writing_is_under_way(
    database: Database, inbox: Inbox
) -> None:
    await inbox.receive([_letter(1), _letter(2)])
    async with _away(database):
        striking = asyncio.create_task(inbox.strike(1))
        await asyncio.sleep(0.05)
    assert await _open(inbox) == [2]
    await striking
    assert await _open(inbox) == [2]


async def test_whether_there_are_more_is_known_also_when_some_were_just_struck(
    database: Database, inbox: Inbox
) -> None:
    await inbox.receive([_letter(number) for number in range(5)])
    async with _away(database):
        striking = asyncio.create_task(inbox.strike(0))
        await asyncio.sleep(0.02)
    letters, more = await inbox.open_letters(3)
    assert [letter.update_id for letter in letters] == [1, 2]
    assert more
    await striking
    letters, more = await inbox.open_letters(5)
    assert len(letters) == 4
    assert not more


async def test_what_is_kept_in_mind_of_struck_ones_is_bounded(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LATELY", 10)
    await asyncio.gather(*map(inbox.strike, range(50)))
    assert len(inbox._lately) == 10


async def test_only_what_the_dead_left_is_taken_over(database: Database) -> None:
    mine, theirs = Inbox(database, 1), Inbox(database, 2)
    await theirs.receive([_letter(1, 2), _letter(2, 2), _letter(3, 2)])
    await Inbox(database, 3).receive([_letter(4, 3)])
    await mine.receive([_letter(5, 1)])
    await theirs.strike(1)
    assert await mine.owners() == {1, 2, 3}
    assert await mine.adopt([]) == 0
    assert await _open(mine) == [5]
    assert await mine.adopt([2]) == 2
    assert await _open(mine) == [2, 3, 5]
    assert await _open(theirs) == []
    assert await _open(Inbox(database, 3)) == [4]


async def test_two_that_take_over_at_once_get_each_letter_once(database: Database) -> None:
    dead, *living = (Inbox(database, number) for number in (1, 2, 3))
    await dead.receive([_letter(number, 1) for number in range(50)])
    taken = await asyncio.gather(*(inbox.adopt([1]) for inbox in living))
    assert sum(taken) == 50
    assert sorted([*await _open(living[0]), *await _open(living[1])]) == list(range(50))


async def test_a_handling_begins_only_where_the_letter_belongs_and_is_open(database: Database) -> None:
    mine, theirs = Inbox(database, 1), Inbox(database, 2)
    await mine.receive([_letter(1, 1), _letter(2, 1)])
    assert await mine.begin(1, again=True)
    assert await mine.begin(1, again=True)
    assert await mine.begin(1, again=False)
    assert not await theirs.begin(1, again=True)
    letters, _ = await mine.open_letters(10)
    assert [letter.attempts for letter in letters] == [2, 0]
    await mine.strike(2)
    assert not await mine.begin(2, again=True)
    await theirs.adopt([1])
    assert not await mine.begin(1, again=True)


async def test_at_the_end_what_is_being_written_is_waited_for(database: Database, inbox: Inbox) -> None:
    await inbox.receive([_letter(1)])
    striking = asyncio.create_task(inbox.strike(1))
    await asyncio.sleep(0)
    striking.cancel()  # the answer was sent: it must not be sent again by the next process
    await asyncio.wait([striking])
    await inbox.written()
    assert await open_rows(inbox) == 0
    async with _away(database):
        lost = asyncio.create_task(inbox.receive([_letter(2)]))
        await asyncio.sleep(0)
        await inbox.written()
        with pytest.raises(SQLAlchemyError):
            await lost


async def test_of_handled_updates_no_text_is_left_in_the_files_of_sqlite(tmp_path: Path) -> None:
    journal = Journal(in_folder(tmp_path), SECRET)
    await journal.open()
    for number in range(0, 300, 10):  # some pages of them, written and deleted one after the other
        ids = range(number, number + 10)
        await journal.inbox.receive([_letter(update_id) for update_id in ids])
        await asyncio.gather(*map(journal.inbox.strike, ids))
    await journal.inbox.receive([Letter(1000, "offen")])
    assert (tmp_path / f"{FILE}-wal").stat().st_size > 0
    await journal.tidy()
    files = [path.read_bytes() for path in tmp_path.iterdir()]
    await journal.close()
    assert any(b"offen" in content for content in files)
    assert not [content for content in files if TEXT.encode() in content]


async def test_tidying_waits_for_nobody_and_disturbs_nobody(database: Database, inbox: Inbox) -> None:
    async def work(number: int) -> None:
        await inbox.receive([_letter(number)])
        await inbox.strike(number)

    async with asyncio.timeout(20):
        await asyncio.gather(*map(work, range(100)), *(database.tidy() for _ in range(5)))
    assert await open_rows(inbox) == 0
