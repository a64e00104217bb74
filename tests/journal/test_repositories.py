"""The repositories: what goes in comes out, once, for the right chat and person."""

import asyncio
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.journal.group_settings import EVERYTHING_ON, GroupSettings
from bot.journal.journal import QUIZ_KEPT, VOTES_KEPT, Journal, Kept
from bot.journal.subscriptions import Subscription
from bot.journal.tables import Table
from bot.journal.votes import Opinion, Tally
from tests.journal.conftest import SECRET

DAY = date(2026, 3, 29)
NEXT = DAY + timedelta(days=1)
OLD, NEW = -77, -1002000000009


async def test_a_subscription_is_kept_changed_and_ended(journal: Journal) -> None:
    await journal.subscriptions.subscribe(Subscription(1, 8, last_day=DAY))
    assert await journal.subscriptions.get(1) == Subscription(1, 8, None, DAY)
    await journal.subscriptions.subscribe(Subscription(1, 9, thread=42))
    assert await journal.subscriptions.get(1) == Subscription(1, 9, 42, DAY)  # not a second one today
    await journal.subscriptions.subscribe(Subscription(1, 9, last_day=NEXT))
    assert await journal.subscriptions.get(1) == Subscription(1, 9, None, NEXT)
    assert await journal.subscriptions.end(1)
    assert not await journal.subscriptions.end(1)
    assert await journal.subscriptions.get(1) is None


async def test_due_are_those_of_these_hours_who_had_nothing_today(journal: Journal) -> None:
    for chat, hour, last in ((1, 7, None), (2, 8, DAY), (3, 8, DAY - timedelta(days=1)), (4, 9, None)):
        await journal.subscriptions.subscribe(Subscription(chat, hour, last_day=last))
    assert [found.chat for found in await journal.subscriptions.due(DAY, 7, 8)] == [1, 3]
    assert [found.chat for found in await journal.subscriptions.due(NEXT, 8, 8)] == [2, 3]
    assert await journal.subscriptions.due(DAY, 9, 8) == ()


async def test_groups_that_switched_the_fact_off_are_not_due(journal: Journal) -> None:
    for chat in (-1, -2, -3):
        await journal.subscriptions.subscribe(Subscription(chat, 8))
    await journal.group_settings.set(-1, GroupSettings(daily_fact=False))
    await journal.group_settings.set(-2, GroupSettings(quiz=False))
    assert [found.chat for found in await journal.subscriptions.due(DAY, 8, 8)] == [-3, -2]


async def test_only_one_of_many_claims_a_day(journal: Journal, database_url: str) -> None:
    other = Journal(database_url, SECRET)
    await journal.subscriptions.subscribe(Subscription(1, 8))
    claims = [one.subscriptions.claim(1, DAY, "a") for one in (journal, other) * 5]
    assert sorted(await asyncio.gather(*claims)) == [False] * 9 + [True]
    assert await journal.subscriptions.get(1) == Subscription(1, 8, None, DAY, "a")
    assert await journal.subscriptions.claim(1, NEXT, "b")
    assert not await journal.subscriptions.claim(2, DAY, "a")
    await other.close()


async def test_a_claim_is_given_back_as_it_was(journal: Journal) -> None:
    before = Subscription(1, 8, None, DAY, "a")
    await journal.subscriptions.subscribe(before)
    assert await journal.subscriptions.claim(1, NEXT, "b")
    await journal.subscriptions.give_back(before, NEXT)
    assert await journal.subscriptions.get(1) == before
    await journal.subscriptions.give_back(Subscription(1, 8), NEXT)  # not claimed on that day: left alone
    assert await journal.subscriptions.get(1) == before


async def test_group_settings_are_all_on_until_changed(journal: Journal) -> None:
    assert await journal.group_settings.get(-1) == EVERYTHING_ON
    for settings in (GroupSettings(quiz=False), GroupSettings(quick_facts=False, daily_fact=False)):
        await journal.group_settings.set(-1, settings)
        assert await journal.group_settings.get(-1) == settings
    await journal.group_settings.forget(-1)
    assert await journal.group_settings.get(-1) == EVERYTHING_ON


async def test_one_vote_a_person_and_answer_changeable(journal: Journal) -> None:
    assert await journal.votes.cast("a", 1, Opinion.UP, DAY)
    assert not await journal.votes.cast("a", 1, Opinion.UP, DAY)
    assert await journal.votes.cast("a", 1, Opinion.DOWN, DAY)
    assert await journal.votes.cast("a", 2, Opinion.UP, DAY)
    assert await journal.votes.cast("b", 1, Opinion.UP, DAY)
    assert await journal.votes.tally("a") == Tally(up=1, down=1)
    assert await journal.votes.tally("c") == Tally()
    assert await journal.votes.of(1) == {"a": Opinion.DOWN, "b": Opinion.UP}
    assert await journal.votes.forget(1) == 2
    assert await journal.votes.of(1) == {}
    assert await journal.votes.tally("a") == Tally(up=1)


async def test_many_votes_of_one_person_at_once_are_one(journal: Journal) -> None:
    await asyncio.gather(*(journal.votes.cast("a", 1, Opinion.UP, DAY) for _ in range(20)))
    assert await journal.votes.tally("a") == Tally(up=1)


async def test_nobody_can_be_recognised_in_votes_and_quiz(journal: Journal, tmp_path: Path) -> None:
    person = 987654321
    for topic in ("a", "b"):
        await journal.votes.cast(topic, person, Opinion.UP, DAY)
    await journal.quiz.next(person, DAY, lambda _: "x")
    stored = []
    async with journal._database.reading() as connection:
        rows = (await connection.execute(text("SELECT person FROM votes"))).scalars().all()
        for table in Table.metadata.sorted_tables:
            stored += (await connection.execute(table.select())).all()
    assert len(set(rows)) == 2  # not even two votes of one person belong together
    assert str(person) not in repr(stored)
    await journal.close()
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())  # of SQLite; empty with a server
    assert str(person).encode() not in files
    assert person.to_bytes(4, "big") not in files


async def test_another_token_makes_other_hashes(journal: Journal, database_url: str) -> None:
    await journal.votes.cast("a", 1, Opinion.UP, DAY)
    other = Journal(database_url, "1:another-token")
    assert await other.votes.of(1) == {}
    await other.close()


async def test_the_quiz_remembers_only_the_last_figure(journal: Journal) -> None:
    seen: list[str | None] = []

    def choose(last: str | None) -> str:
        seen.append(last)
        return "b" if last == "a" else "a"

    assert [await journal.quiz.next(1, DAY, choose) for _ in range(3)] == ["a", "b", "a"]
    assert seen == [None, "a", "b"]
    assert await journal.quiz.next(2, DAY, lambda last: last) is None
    assert await journal.quiz.last(2) is None
    assert await journal.quiz.forget(1)
    assert not await journal.quiz.forget(1)


async def test_many_at_once_still_never_ask_the_same_twice_in_a_row(journal: Journal) -> None:
    order: list[str] = []

    def choose(last: str | None) -> str:
        order.append("b" if last == "a" else "a")
        return order[-1]

    await asyncio.gather(*(journal.quiz.next(1, DAY, choose) for _ in range(10)))
    assert order == ["a", "b"] * 5


async def test_a_group_that_became_a_supergroup_takes_everything_along(journal: Journal) -> None:
    await journal.subscriptions.subscribe(Subscription(OLD, 8, last_day=DAY))
    await journal.group_settings.set(OLD, GroupSettings(quiz=False))
    await journal.quiz.next(OLD, DAY, lambda _: "x")
    for _ in range(2):  # Telegram tells both the old and the new group
        await journal.move_chat(OLD, NEW)
        assert await journal.subscriptions.get(NEW) == Subscription(NEW, 8, None, DAY)
        assert await journal.group_settings.get(NEW) == GroupSettings(quiz=False)
        assert await journal.quiz.last(NEW) == "x"
    assert await journal.subscriptions.get(OLD) is None
    assert await journal.group_settings.get(OLD) == EVERYTHING_ON
    assert await journal.quiz.last(OLD) is None


async def test_what_the_supergroup_has_already_is_not_overwritten(journal: Journal) -> None:
    for chat, hour in ((OLD, 8), (NEW, 12)):
        await journal.subscriptions.subscribe(Subscription(chat, hour))
        await journal.group_settings.set(chat, GroupSettings(quiz=chat == NEW))
        await journal.quiz.next(chat, DAY, lambda _, figure=f"figure_{hour}": figure)
    await journal.move_chat(OLD, NEW)
    assert await journal.subscriptions.get(NEW) == Subscription(NEW, 12)
    assert await journal.group_settings.get(NEW) == GroupSettings(quiz=True)
    assert await journal.quiz.last(NEW) == "figure_12"
    assert await journal.subscriptions.get(OLD) is None


async def test_a_group_that_removed_the_bot_is_forgotten(journal: Journal) -> None:
    await journal.subscriptions.subscribe(Subscription(-1, 8))
    await journal.group_settings.set(-1, GroupSettings(quiz=False))
    await journal.quiz.next(-1, DAY, lambda _: "x")
    await journal.forget_group(-1)
    assert await journal.subscriptions.get(-1) is None
    assert await journal.group_settings.get(-1) == EVERYTHING_ON
    assert await journal.quiz.last(-1) is None


async def test_what_is_kept_of_a_person_is_told_and_forgotten_and_nothing_of_others(journal: Journal) -> None:
    for person in (1, 2):
        await journal.subscriptions.subscribe(Subscription(person, 8))
        await journal.votes.cast("a", person, Opinion.UP, DAY)
        await journal.quiz.next(person, DAY, lambda _: "x")
    everything = Kept(Subscription(1, 8), {"a": Opinion.UP}, "x")
    assert await journal.kept_of(1) == everything
    assert await journal.forget_person(1) == everything
    assert await journal.kept_of(1) == await journal.forget_person(1) == Kept()
    assert await journal.kept_of(2) == Kept(Subscription(2, 8), {"a": Opinion.UP}, "x")


async def test_old_votes_and_quiz_memory_are_deleted(journal: Journal) -> None:
    await journal.votes.cast("a", 1, Opinion.UP, DAY)
    await journal.quiz.next(1, DAY, lambda _: "x")
    await journal.forget_old(DAY + QUIZ_KEPT)
    assert await journal.quiz.last(1) == "x"
    await journal.forget_old(DAY + VOTES_KEPT)
    assert await journal.quiz.last(1) is None
    assert await journal.votes.tally("a") == Tally(up=1)
    await journal.forget_old(DAY + VOTES_KEPT + timedelta(days=1))
    assert await journal.votes.tally("a") == Tally()
