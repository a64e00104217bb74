"""The daily fact: at the chosen hour in Berlin, once a day, whatever happens in between."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
import pytest_asyncio
from telegram.error import NetworkError

from bot.assistant import Assistant
from bot.channels.clock import BERLIN
from bot.channels.telegram import texts
from bot.channels.telegram.context import BotApplication, Desk
from bot.channels.telegram.daily_fact import AT_ONCE, LATE_HOURS
from bot.channels.telegram.network import Network
from bot.journal.group_settings import GroupSettings
from bot.journal.journal import QUIZ_KEPT
from bot.journal.subscriptions import Subscription
from bot.settings import Settings
from tests.botapi import GROUP, PRIVATE, TOKEN, BotApi, Json
from tests.channels.telegram import small
from tests.channels.telegram.conftest import polling, running

ME, GROUP_ID = PRIVATE["id"], GROUP["id"]
FORUM: Json = GROUP | {"id": -1002000000002, "is_forum": True}


class Clock:
    """A time that stands still until it is set."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


def berlin(day: str, hour: int, minute: int = 0) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}").replace(tzinfo=BERLIN)


@pytest.fixture
def clock() -> Clock:
    return Clock(berlin("2026-11-24", 8))


@pytest.fixture
def assistant() -> Assistant:  # type: ignore[override]
    return small.assistant()


@pytest_asyncio.fixture
async def bot(api: BotApi, assistant: Assistant, clock: Clock) -> AsyncIterator[BotApplication]:
    async with running(api, assistant) as application:
        prepare(application, clock)
        yield application


def prepare(application: BotApplication, clock: Clock) -> None:
    desk = application.bot_data[Desk]
    desk.clock, desk.random = clock, Random(1)


async def look(application: BotApplication) -> None:
    """What the job queue does every minute."""
    assert application.job_queue is not None
    (job,) = application.job_queue.get_jobs_by_name("daily facts")
    await job.run(application)


async def subscribed(
    api: BotApi, application: BotApplication, chat: Json = PRIVATE, hour: int = 8, **more: object
) -> None:
    """A subscription of a chat that Telegram knows."""
    api._message(chat, chat)
    await application.bot_data[Desk].journal.subscriptions.subscribe(Subscription(chat["id"], hour, **more))


async def test_the_fact_comes_at_its_hour_with_figure_and_source(
    api: BotApi, bot: BotApplication, clock: Clock
) -> None:
    await subscribed(api, bot)
    clock.moment = berlin("2026-11-24", 7, 59)
    await look(bot)
    assert api.made("sendMessage") == []
    clock.moment = berlin("2026-11-24", 8)
    await look(bot)
    (sent,) = api.made("sendMessage")
    title, fact, *_, source, _, foot = sent.text.split("\n")
    assert title == "Fakt des Tages"
    assert "das ist Fakt" in fact
    assert source.startswith(f"Quelle: {small.TITLE}")
    assert foot == texts.FACT_FOOT
    assert sent.params["chat_id"] == ME


async def test_once_a_day_however_often_it_is_looked(api: BotApi, bot: BotApplication, clock: Clock) -> None:
    await subscribed(api, bot)
    await asyncio.gather(*(look(bot) for _ in range(5)))
    for minute in (1, 2, 59):
        clock.moment = berlin("2026-11-24", 8, minute)
        await look(bot)
    assert len(api.made("sendMessage")) == 1
    clock.moment = berlin("2026-11-25", 8)
    await look(bot)
    assert len(api.made("sendMessage")) == 2


async def test_two_processes_with_one_database_send_it_once(
    api: BotApi, assistant: Assistant, clock: Clock
) -> None:
    async with running(api, assistant) as one:
        prepare(one, clock)
        await subscribed(api, one)
        async with BotApi() as other, running(other, assistant) as two:  # one server would say 409
            prepare(two, clock)
            other._message(PRIVATE, PRIVATE)  # it knows the chat as well
            await asyncio.gather(look(one), look(two), look(one), look(two))
            assert len(api.made("sendMessage") + other.made("sendMessage")) == 1


async def test_two_replicas_with_one_postgresql_send_it_once(
    api: BotApi, assistant: Assistant, clock: Clock, postgres_url: str
) -> None:
    async with BotApi() as other:
        known = {"_env_file": None, "bot_token": TOKEN, "database_url": postgres_url}
        of_one, of_two = (Settings(bot_api_base_url=server.url, **known) for server in (api, other))
        async with polling(of_one, assistant) as one, polling(of_two, assistant) as two:
            prepare(one, clock)
            prepare(two, clock)
            chats = [PRIVATE | {"id": number} for number in range(1, 21)]
            for chat in chats:
                await subscribed(api, one, chat)
                other._message(chat, chat)
            await asyncio.gather(look(one), look(two), look(one), look(two))
            sent = api.made("sendMessage") + other.made("sendMessage")
            assert sorted(call.params["chat_id"] for call in sent) == list(range(1, 21))


async def test_at_the_end_no_other_fact_is_begun_and_the_rest_comes_after_the_restart(
    api: BotApi, assistant: Assistant, clock: Clock
) -> None:
    async with running(api, assistant) as application:
        prepare(application, clock)
        for number in range(1, 21):
            await subscribed(api, application, PRIVATE | {"id": number})
        held = [api.hold(number) for number in range(1, 21)]
        looking = asyncio.create_task(look(application))
        while len([call for call in api.calls if call.method == "sendMessage"]) < AT_ONCE:
            await asyncio.sleep(0.01)
        application.bot_data[Desk].health.stopping = True
        for event in held:
            event.set()
        await looking
        assert len(api.made("sendMessage")) == AT_ONCE
    async with running(api, assistant) as application:
        prepare(application, clock)
        await look(application)
    assert sorted(call.params["chat_id"] for call in api.made("sendMessage")) == list(range(1, 21))


async def test_it_survives_a_restart_and_is_not_sent_again(
    api: BotApi, assistant: Assistant, clock: Clock
) -> None:
    for expected in (1, 1):
        async with running(api, assistant) as application:
            prepare(application, clock)
            if not api.messages:
                await subscribed(api, application)
            await look(application)
        assert len(api.made("sendMessage")) == expected
    clock.moment = berlin("2026-11-25", 8)
    async with running(api, assistant) as application:
        prepare(application, clock)
        await look(application)
    assert len(api.made("sendMessage")) == 2


async def test_killed_between_claim_and_sending_nobody_gets_it_twice(
    api: BotApi, bot: BotApplication
) -> None:
    await subscribed(api, bot)
    journal = bot.bot_data[Desk].journal
    assert await journal.subscriptions.claim(ME, date(2026, 11, 24), "fact_0")  # and then the power fails
    await look(bot)
    assert api.made("sendMessage") == []


async def test_after_an_outage_it_comes_late_but_not_at_night(
    api: BotApi, bot: BotApplication, clock: Clock
) -> None:
    await subscribed(api, bot, hour=18)
    clock.moment = berlin("2026-11-24", 18 + LATE_HOURS, 59)
    await look(bot)
    assert len(api.made("sendMessage")) == 1
    clock.moment = berlin("2026-11-25", 18 + LATE_HOURS + 1)
    await look(bot)
    clock.moment = berlin("2026-11-26", 0, 30)
    await look(bot)
    assert len(api.made("sendMessage")) == 1


@pytest.mark.parametrize(
    ("moment", "hour"),
    [
        (datetime(2026, 3, 28, 7, 0, tzinfo=UTC), 8),  # the day before summer time
        (datetime(2026, 3, 29, 6, 0, tzinfo=UTC), 8),  # 02:00 became 03:00
        (datetime(2026, 3, 30, 6, 0, tzinfo=UTC), 8),
        (datetime(2026, 10, 24, 6, 0, tzinfo=UTC), 8),
        (datetime(2026, 10, 25, 7, 0, tzinfo=UTC), 8),  # 03:00 became 02:00
        (datetime(2026, 10, 26, 7, 0, tzinfo=UTC), 8),
    ],
)
async def test_summer_time(
    api: BotApi, bot: BotApplication, clock: Clock, moment: datetime, hour: int
) -> None:
    await subscribed(api, bot, hour=hour)
    clock.moment = moment - timedelta(minutes=1)
    await look(bot)
    assert api.made("sendMessage") == []
    clock.moment = moment
    await look(bot)
    assert len(api.made("sendMessage")) == 1


@pytest.mark.parametrize("start", [datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC)])
async def test_looked_at_every_quarter_over_a_switch_it_comes_once_a_day_at_eight(
    api: BotApi, bot: BotApplication, clock: Clock, start: datetime
) -> None:
    await subscribed(api, bot)
    sent_at = []
    for quarter in range(4 * 24 * 3):
        clock.moment = start + timedelta(minutes=15 * quarter)
        before = len(api.made("sendMessage"))
        await look(bot)
        if len(api.made("sendMessage")) > before:
            sent_at.append(clock.moment.astimezone(BERLIN))
    assert [(moment.hour, moment.minute) for moment in sent_at] == [(8, 0)] * 3
    assert len({moment.date() for moment in sent_at}) == 3


async def test_facts_come_in_turn_without_repetition(api: BotApi, bot: BotApplication, clock: Clock) -> None:
    await subscribed(api, bot)
    for day in range(8):
        clock.moment = berlin("2026-11-24", 8) + timedelta(days=day)
        await look(bot)
    facts = [call.text.split("\n")[1] for call in api.made("sendMessage")]
    assert len(set(facts[:4])) == 4
    assert facts[4:] == facts[:4]


async def test_a_chat_that_blocked_the_bot_is_unsubscribed(
    api: BotApi, bot: BotApplication, clock: Clock
) -> None:
    await subscribed(api, bot)
    api.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await look(bot)
    assert await bot.bot_data[Desk].journal.subscriptions.get(ME) is None
    clock.moment = berlin("2026-11-25", 8)
    await look(bot)
    assert api.made("sendMessage") == []


async def test_a_forum_topic_that_is_gone_ends_the_subscription(api: BotApi, bot: BotApplication) -> None:
    await subscribed(api, bot, FORUM, thread=42)
    api.fail("sendMessage", 400, "Bad Request: message thread not found")
    await look(bot)
    assert await bot.bot_data[Desk].journal.subscriptions.get(FORUM["id"]) is None


async def test_the_fact_stays_in_its_forum_topic(api: BotApi, bot: BotApplication) -> None:
    await subscribed(api, bot, FORUM, thread=42)
    await look(bot)
    (sent,) = api.made("sendMessage")
    assert sent.thread == 42


async def test_a_group_that_became_a_supergroup_gets_it_there_once(
    api: BotApi, bot: BotApplication, clock: Clock
) -> None:
    old: Json = {"id": -77, "type": "group", "title": "Alt"}
    await subscribed(api, bot, old)
    api._message(GROUP, GROUP)
    api.fail("sendMessage", 400, "Bad Request: group chat was upgraded", migrate_to_chat_id=GROUP_ID)
    await look(bot)
    await look(bot)
    (sent,) = api.made("sendMessage")
    assert sent.params["chat_id"] == GROUP_ID
    assert await bot.bot_data[Desk].journal.subscriptions.get(-77) is None
    clock.moment = berlin("2026-11-25", 8)
    await look(bot)
    assert [call.params["chat_id"] for call in api.made("sendMessage")] == [GROUP_ID] * 2


async def test_what_telegram_refused_for_now_is_tried_again(
    api: BotApi, bot: BotApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribed(api, bot)
    network = Network(1, "http://127.0.0.1:1")
    await network.initialize()
    with pytest.raises(NetworkError) as caught:
        await network.post("http://127.0.0.1:1/")
    await network.shutdown()
    error = caught.value

    async def refuse(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr("bot.channels.telegram.daily_fact._tell", refuse)
        await look(bot)
    assert api.made("sendMessage") == []
    await look(bot)
    assert len(api.made("sendMessage")) == 1


async def test_a_busy_group_gets_it_a_minute_later(api: BotApi, bot: BotApplication) -> None:
    await subscribed(api, bot, GROUP)
    groups = bot.bot.rate_limiter._groups  # type: ignore[union-attr]
    now = 0.0
    groups._clock = groups._times._clock = lambda: now
    while groups.allows(GROUP_ID):
        pass
    await look(bot)
    assert api.made("sendMessage") == []
    now = 61.0
    await look(bot)
    assert len(api.made("sendMessage")) == 1


async def test_too_many_requests_only_put_it_off(api: BotApi, bot: BotApplication) -> None:
    await subscribed(api, bot)
    api.fail("sendMessage", 429, retry_after=1)
    await look(bot)
    assert api.made("sendMessage") == []
    await look(bot)
    assert len(api.made("sendMessage")) == 1


@pytest.mark.parametrize("code", [500, 502])
async def test_what_may_have_arrived_is_not_sent_again(api: BotApi, bot: BotApplication, code: int) -> None:
    await subscribed(api, bot)
    api.fail("sendMessage", code, times=1)
    await look(bot)
    await look(bot)
    assert api.made("sendMessage") == []


async def test_one_chats_trouble_keeps_nothing_from_the_others(api: BotApi, bot: BotApplication) -> None:
    people = [PRIVATE | {"id": number} for number in range(1, 21)]
    for person in people:
        await subscribed(api, bot, person)
    api.fail("sendMessage", 403, times=2)
    api.fail("sendMessage", 500, times=2)
    await look(bot)
    assert len(api.made("sendMessage")) == 16
    assert len({call.params["chat_id"] for call in api.made("sendMessage")}) == 16


async def test_a_group_that_switched_it_off_gets_none(api: BotApi, bot: BotApplication) -> None:
    await subscribed(api, bot, GROUP)
    await bot.bot_data[Desk].journal.group_settings.set(GROUP_ID, GroupSettings(daily_fact=False))
    await look(bot)
    assert api.made("sendMessage") == []


async def test_knowledge_without_facts_sends_nothing_and_claims_nothing(
    api: BotApi, bot: BotApplication
) -> None:
    await subscribed(api, bot)
    desk = bot.bot_data[Desk]
    desk.assistant = Assistant(small.knowledge(topics=0))
    await look(bot)
    assert api.made("sendMessage") == []
    subscription = await desk.journal.subscriptions.get(ME)
    assert subscription is not None
    assert subscription.last_day is None


async def test_what_the_database_kept_long_enough_is_deleted(bot: BotApplication, clock: Clock) -> None:
    journal = bot.bot_data[Desk].journal
    await journal.quiz.next(ME, clock.moment.date() - QUIZ_KEPT - timedelta(days=1), lambda _: "a")
    assert bot.job_queue is not None
    (job,) = bot.job_queue.get_jobs_by_name("forget rows")
    await job.run(bot)
    assert await journal.quiz.last(ME) is None


def test_the_job_is_one_of_the_job_queue(bot: BotApplication) -> None:
    assert bot.job_queue is not None
    (job,) = bot.job_queue.get_jobs_by_name("daily facts")
    assert job.job.trigger.interval == timedelta(seconds=60)
