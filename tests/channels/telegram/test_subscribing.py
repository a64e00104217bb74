"""/abo and /stop: by buttons, for admins only in groups, from today or from tomorrow."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio

from bot.assistant import Assistant
from bot.channels.telegram import texts
from bot.channels.telegram.context import BotApplication, Desk
from bot.channels.telegram.subscribing import HOURS
from bot.journal.group_settings import GroupSettings
from bot.journal.journal import Journal
from bot.journal.subscriptions import Subscription
from tests.botapi import GROUP, PERSON, PRIVATE, BotApi, Json
from tests.channels.telegram import small
from tests.channels.telegram.conftest import running
from tests.channels.telegram.test_daily_fact import Clock, berlin, look, prepare

ME, GROUP_ID = PRIVATE["id"], GROUP["id"]
FORUM: Json = GROUP | {"id": -1002000000002, "is_forum": True}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
TODAY, YESTERDAY = date(2026, 11, 24), date(2026, 11, 23)


@pytest.fixture
def clock() -> Clock:
    return Clock(berlin("2026-11-24", 7, 30))


@pytest.fixture
def assistant() -> Assistant:  # type: ignore[override]
    return small.assistant()


@pytest_asyncio.fixture
async def bot(api: BotApi, assistant: Assistant, clock: Clock) -> AsyncIterator[BotApplication]:
    async with running(api, assistant) as application:
        prepare(application, clock)
        yield application


pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def journal(bot: BotApplication) -> Journal:
    found = bot.bot_data[Desk].journal
    assert isinstance(found, Journal)
    return found


async def test_an_hour_is_chosen_by_a_button_and_the_fact_comes_the_same_day(
    api: BotApi, bot: BotApplication, journal: Journal, clock: Clock
) -> None:
    api.write("/abo")
    (asked,) = await api.wait_for("sendMessage")
    assert [button["text"] for button in asked.buttons] == [f"{hour} Uhr" for hour in HOURS]
    api.press("a:8")
    (done,) = await api.wait_for("editMessageText")
    assert done.text == texts.SUBSCRIBED.format(first="heute", hour=8)
    assert await journal.subscriptions.get(ME) == Subscription(ME, 8, last_day=YESTERDAY)
    clock.moment = berlin("2026-11-24", 8)
    await look(bot)
    assert len(api.made("sendMessage")) == 2


@pytest.mark.parametrize("hour", [6, 7])
async def test_an_hour_that_has_begun_counts_from_tomorrow(
    api: BotApi, bot: BotApplication, clock: Clock, hour: int
) -> None:
    api.write("/abo")
    await api.wait_for("sendMessage")
    api.press(f"a:{hour}")
    (done,) = await api.wait_for("editMessageText")
    assert done.text == texts.SUBSCRIBED.format(first="morgen", hour=hour)
    await look(bot)
    assert len(api.made("sendMessage")) == 1
    clock.moment = berlin("2026-11-25", hour)
    await look(bot)
    assert len(api.made("sendMessage")) == 2


async def test_a_later_hour_on_the_same_day_brings_no_second_fact(
    api: BotApi, bot: BotApplication, journal: Journal, clock: Clock
) -> None:
    await journal.subscriptions.subscribe(Subscription(ME, 7))
    api.write("/hilfe")
    await api.wait_for("sendMessage")
    await look(bot)
    api.write("/abo")
    asked = (await api.wait_for("sendMessage", count=3))[-1]
    assert "um 7 Uhr" in asked.text
    assert f"7 Uhr{texts.CHOSEN}" in [button["text"] for button in asked.buttons]
    api.press("a:8")
    await api.wait_for("editMessageText")
    clock.moment = berlin("2026-11-24", 8)
    await look(bot)
    assert len(api.made("sendMessage")) == 3


async def test_stop_ends_it(api: BotApi, bot: BotApplication, journal: Journal) -> None:
    await journal.subscriptions.subscribe(Subscription(ME, 7))
    api.write("/stop")
    api.write("/stop")
    sent = await api.wait_for("sendMessage", count=2)
    assert sorted(call.text for call in sent) == sorted([texts.STOPPED, texts.NOT_SUBSCRIBED])
    assert await journal.subscriptions.get(ME) is None
    await look(bot)
    assert len(api.made("sendMessage")) == 2


async def test_a_button_ends_it_too(api: BotApi, journal: Journal) -> None:
    await journal.subscriptions.subscribe(Subscription(ME, 7))
    api.write("/abo")
    (asked,) = await api.wait_for("sendMessage")
    api.press(asked.buttons[-1]["callback_data"])
    (done,) = await api.wait_for("editMessageText")
    assert done.text == texts.STOPPED
    assert await journal.subscriptions.get(ME) is None


@pytest.mark.parametrize("data", ["a:5", "a:22", "a:", "a:08", "a:8\n", "a:-1", "a:x8", "a:99999999999"])
async def test_made_up_hours_are_refused(api: BotApi, journal: Journal, data: str) -> None:
    api.write("/abo")
    await api.wait_for("sendMessage")
    api.press(data)
    (refused,) = await api.wait_for("answerCallbackQuery")
    assert refused.params["text"] == texts.TOPIC_GONE
    assert await journal.subscriptions.get(ME) is None


@pytest.mark.parametrize(
    ("status", "allowed"), [("member", False), ("administrator", True), ("creator", True)]
)
async def test_in_a_group_only_admins_may(api: BotApi, journal: Journal, status: str, allowed: bool) -> None:
    api.members[GROUP_ID, PERSON["id"]] = status
    api.write("/abo@kmu_test_bot", GROUP)
    (said,) = await api.wait_for("sendMessage")
    assert (said.text == texts.ADMINS_ONLY) is not allowed
    api.press("a:8", api.messages[GROUP_ID, 2])
    (answered,) = await api.wait_for("answerCallbackQuery")
    assert (answered.params.get("text") == texts.ADMINS_ONLY) is not allowed
    await api.settled()
    assert (await journal.subscriptions.get(GROUP_ID) is not None) is allowed
    api.write("/stop@kmu_test_bot", GROUP)
    stopped = (await api.wait_for("sendMessage", count=2))[-1]
    assert stopped.text == (texts.STOPPED if allowed else texts.ADMINS_ONLY)


async def test_an_admin_of_yesterday_may_not(api: BotApi, journal: Journal) -> None:
    api.members[GROUP_ID, PERSON["id"]] = "administrator"
    api.write("/abo", GROUP)
    await api.wait_for("sendMessage")
    api.members[GROUP_ID, PERSON["id"]] = "member"
    api.press("a:8")
    (refused,) = await api.wait_for("answerCallbackQuery")
    assert refused.params["text"] == texts.ADMINS_ONLY
    assert await journal.subscriptions.get(GROUP_ID) is None


async def test_somebody_whom_telegram_does_not_find_may_not(api: BotApi) -> None:
    api.fail("getChatMember", 400, "Bad Request: user not found")
    api.write("/abo", GROUP)
    (said,) = await api.wait_for("sendMessage")
    assert said.text == texts.ADMINS_ONLY


async def test_an_anonymous_admin_may_and_a_channel_may_not(api: BotApi, journal: Journal) -> None:
    api.write("/abo", GROUP, ANONYMOUS, sender_chat=GROUP)
    (asked,) = await api.wait_for("sendMessage")
    assert asked.text.startswith("Täglicher Fakt")
    # The button comes with the real person, who is an admin.
    api.members[GROUP_ID, PERSON["id"]] = "administrator"
    api.press("a:9")
    await api.wait_for("editMessageText")
    assert await journal.subscriptions.get(GROUP_ID) == Subscription(GROUP_ID, 9, last_day=YESTERDAY)
    assert [call.params["user_id"] for call in api.made("getChatMember")] == [PERSON["id"]]


async def test_the_forum_topic_is_kept(
    api: BotApi, bot: BotApplication, journal: Journal, clock: Clock
) -> None:
    api.members[FORUM["id"], PERSON["id"]] = "creator"
    api.write("/abo", FORUM, message_thread_id=42, is_topic_message=True)
    (asked,) = await api.wait_for("sendMessage")
    assert asked.thread == 42
    api.press("a:8")
    await api.wait_for("editMessageText")
    assert await journal.subscriptions.get(FORUM["id"]) == Subscription(FORUM["id"], 8, 42, YESTERDAY)
    clock.moment = berlin("2026-11-24", 8)
    await look(bot)
    assert api.made("sendMessage")[-1].thread == 42


async def test_a_reply_thread_in_a_plain_group_is_no_forum_topic(api: BotApi, journal: Journal) -> None:
    api.members[GROUP_ID, PERSON["id"]] = "creator"
    api.write("/abo", GROUP, message_thread_id=7)
    await api.wait_for("sendMessage")
    api.press("a:8")
    await api.wait_for("editMessageText")
    assert await journal.subscriptions.get(GROUP_ID) == Subscription(GROUP_ID, 8, None, YESTERDAY)


async def test_where_it_is_switched_off_nobody_subscribes(api: BotApi, journal: Journal) -> None:
    api.members[GROUP_ID, PERSON["id"]] = "creator"
    await journal.group_settings.set(GROUP_ID, GroupSettings(daily_fact=False))
    api.write("/abo", GROUP)
    (said,) = await api.wait_for("sendMessage")
    assert said.text == texts.DAILY_FACT_OFF


async def test_under_a_message_too_old_and_under_an_inline_message(api: BotApi, journal: Journal) -> None:
    api.write("/abo")
    await api.wait_for("sendMessage")
    api.press("a:8", {"chat": {"id": ME, "type": "private"}, "message_id": 2, "date": 0})
    said = await api.wait_for("sendMessage", "editMessageText", count=2)
    assert said[-1].text == texts.SUBSCRIBED.format(first="heute", hour=8)
    assert await journal.subscriptions.get(ME) is not None
    api.press("a:9", {}, inline_message_id="abc")
    refused = await api.wait_for("answerCallbackQuery", count=2)
    assert refused[-1].params["text"] == texts.ASK_DIRECTLY
