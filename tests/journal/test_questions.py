"""Questions that were not well answered: counted, grouped, kept for so many days, without anybody's id."""

from datetime import date, timedelta

import pytest

from bot.journal import questions as module
from bot.journal.journal import QUESTIONS_KEPT, Journal
from bot.journal.questions import Reason

DAY = date(2026, 11, 24)
U, C, D = Reason.UNANSWERED, Reason.CLARIFIED, Reason.DOWNVOTED


async def test_the_same_words_are_counted_whatever_their_case(journal: Journal) -> None:
    for number, text in enumerate(("Was kostet TikTok?", "was kostet tiktok", "WAS KOSTET TIKTOK!?")):
        await journal.questions.add(text, U, None if number else "geld", DAY + timedelta(number))
    (group,) = await journal.questions.groups()
    assert (group.text, group.count, group.topic) == ("Was kostet TikTok?", 3, None)
    assert (group.first, group.last) == (DAY, DAY + timedelta(2))


async def test_alike_questions_are_one_group_and_the_most_asked_comes_first(journal: Journal) -> None:
    for text, times in (
        ("Wie ist es in Österreich?", 2),
        ("Und wie ist es in Österreich?", 1),
        ("Was kostet eine Agentur?", 4),
    ):
        for _ in range(times):
            await journal.questions.add(text, U, None, DAY)
    groups = await journal.questions.groups()
    assert [(group.text, group.count, len(group.questions)) for group in groups] == [
        ("Was kostet eine Agentur?", 4, 1),
        ("Wie ist es in Österreich?", 3, 2),
    ]
    assert await journal.questions.groups(1) == groups[:1]


async def test_each_reason_is_kept_and_named(journal: Journal) -> None:
    for reason in (U, C, D):
        await journal.questions.add("Was kostet eine Agentur?", reason, "geld", DAY)
    (group,) = await journal.questions.groups()
    assert (group.count, group.reasons, group.topic) == (3, "nicht beantwortet, nachgefragt, 👎", "geld")


async def test_texts_are_masked_before_they_are_written(journal: Journal) -> None:
    await journal.questions.add("Ruft Erika (0171 2345678) @erika an?", U, None, DAY, ["Erika"])
    assert await journal.questions.texts(5) == ("Ruft [Name] ([Nummer]) [Name] an?",)


@pytest.mark.parametrize("text", ["", "👍", "0171 2345678", "@erika", "…", "erika@firma.de 123456"])
async def test_what_has_no_words_left_is_not_kept(journal: Journal, text: str) -> None:
    await journal.questions.add(text, U, None, DAY)
    assert await journal.questions.groups() == ()


async def test_kept_for_ninety_days_and_not_one_more(journal: Journal) -> None:
    await journal.questions.add("Was kostet eine Agentur?", U, None, DAY)
    await journal.questions.add("Wie ist es in Österreich?", U, None, DAY + timedelta(1))
    await journal.forget_old(DAY + QUESTIONS_KEPT)
    assert len(await journal.questions.groups()) == 2
    await journal.forget_old(DAY + QUESTIONS_KEPT + timedelta(1))
    assert [group.text for group in await journal.questions.groups()] == ["Wie ist es in Österreich?"]


async def test_ignored_stays_ignored_for_what_is_like_it(journal: Journal) -> None:
    await journal.questions.add("Wie ist es in Österreich?", U, None, DAY)
    (group,) = await journal.questions.groups()
    await journal.questions.ignore(group)
    await journal.questions.add("Wie ist es in Österreich?", U, None, DAY)
    await journal.questions.add("Und wie ist es in Österreich?", U, None, DAY)
    assert await journal.questions.groups() == ()


async def test_dealt_with_is_deleted(journal: Journal) -> None:
    await journal.questions.add("Was kostet eine Agentur?", U, None, DAY)
    (group,) = await journal.questions.groups()
    assert await journal.questions.group(group.key) == group
    await journal.questions.forget(group)
    assert await journal.questions.texts(5) == ()
    assert await journal.questions.group(group.key) is None


async def test_nobody_fills_the_disk(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    for text in ("Was kostet eine Agentur?", "Wie ist es in Österreich?", "Wer liest das?", "Wer liest das?"):
        await journal.questions.add(text, U, None, DAY)
    await journal.questions.add("Was kostet eine Agentur?", U, None, DAY)
    assert [group.count for group in await journal.questions.groups()] == [2, 1]
