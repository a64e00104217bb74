"""Being added and removed, becoming a supergroup, and what a group's admins decide."""

import pytest

from bot.channels.telegram import texts
from bot.channels.telegram.context import BotApplication, Desk
from bot.journal.group_settings import EVERYTHING_ON, GroupSettings
from bot.journal.journal import Journal
from bot.journal.subscriptions import Subscription
from tests.botapi import BOT, GROUP, PERSON, PRIVATE, BotApi, Json

pytestmark = pytest.mark.usefixtures("bot")

CHAT = GROUP["id"]
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
SMALL = {"id": -4001, "type": "group", "title": "Klein"}
ASK = "@kmu_test_bot "


@pytest.fixture
def journal(bot: BotApplication) -> Journal:
    desk: Desk = bot.bot_data[Desk]
    return desk.journal


def _data(shown: list[Json]) -> list[str]:
    return [button["callback_data"] for button in shown]


# Settings.


@pytest.mark.parametrize("status", ["administrator", "creator"])
async def test_admins_see_and_switch_the_settings(api: BotApi, journal: Journal, status: str) -> None:
    api.members[CHAT, PERSON["id"]] = status
    api.write("/einstellungen", GROUP)
    (menu,) = await api.wait_for("sendMessage")
    assert [button["text"] for button in menu.buttons] == [
        "Schnelle Fakten: an",
        "Täglicher Fakt: an",
        "Quiz: an",
    ]
    api.press(menu.buttons[0]["callback_data"])
    (edited,) = await api.wait_for("editMessageText")
    assert edited.buttons[0]["text"] == "Schnelle Fakten: aus"
    assert await journal.group_settings.get(CHAT) == GroupSettings(quick_facts=False)
    api.press(menu.buttons[0]["callback_data"])  # pressed twice: it stays off
    await api.wait_for("answerCallbackQuery", count=2)
    await api.settled()
    assert (await journal.group_settings.get(CHAT)).quick_facts is False
    api.press(edited.buttons[0]["callback_data"])
    await api.wait_for("editMessageText", count=2)
    assert await journal.group_settings.get(CHAT) == EVERYTHING_ON


async def test_others_are_refused_also_when_they_find_the_buttons(api: BotApi, journal: Journal) -> None:
    api.write("/einstellungen", GROUP)
    (refused,) = await api.wait_for("sendMessage")
    assert (refused.text, refused.buttons) == (texts.ADMINS_ONLY, [])
    for number, status in enumerate(("member", "left", "kicked", "restricted"), 1):
        api.members[CHAT, PERSON["id"]] = status
        api.press("e:quick_facts:0")
        alerts = await api.wait_for("answerCallbackQuery", count=number)
        assert alerts[-1].params["text"] == texts.ADMINS_ONLY
    api.fail("getChatMember", 400, "Bad Request: member not found")
    api.press("e:quick_facts:0")
    await api.wait_for("answerCallbackQuery", count=5)
    assert await journal.group_settings.get(CHAT) == EVERYTHING_ON
    assert api.made("editMessageText") == []


async def test_an_anonymous_admin_is_known_by_the_group_it_writes_as(api: BotApi) -> None:
    api.write("/einstellungen", GROUP, ANONYMOUS, sender_chat=GROUP)
    (menu,) = await api.wait_for("sendMessage")
    assert len(menu.buttons) == 3
    assert [call for call in api.calls if call.method == "getChatMember"] == []
    api.write("/einstellungen", GROUP, ANONYMOUS, sender_chat=SMALL)
    assert (await api.wait_for("sendMessage", count=2))[1].text == texts.ADMINS_ONLY


async def test_settings_exist_in_groups_only(api: BotApi, journal: Journal) -> None:
    api.write("/einstellungen")
    (sent,) = await api.wait_for("sendMessage")
    assert sent.text == texts.SETTINGS_IN_GROUPS
    api.press("e:quiz:0")
    api.press("e:quiz:0", {}, inline_message_id="abc")
    await api.wait_for("answerCallbackQuery", count=2)
    assert await journal.group_settings.get(PRIVATE["id"]) == EVERYTHING_ON


@pytest.mark.parametrize("data", ["e:quick_facts:2", "e:chat:0", "e:quick_facts:0:1", "e:"])
async def test_tampered_settings_are_refused(api: BotApi, journal: Journal, data: str) -> None:
    api.members[CHAT, PERSON["id"]] = "creator"
    api.write("/hilfe", GROUP)
    await api.wait_for("sendMessage")
    api.press(data)
    await api.wait_for("answerCallbackQuery")
    assert await journal.group_settings.get(CHAT) == EVERYTHING_ON


async def test_without_quick_facts_the_group_is_left_in_peace(api: BotApi, journal: Journal) -> None:
    await journal.group_settings.set(CHAT, GroupSettings(quick_facts=False))
    for text in (ASK + "Wie viele?", "/fakt", "/fakt Budget", ASK + "Wetter"):
        api.write(text, GROUP)
    await api.settled()
    assert api.made("sendMessage") == []
    api.write("/themen", GROUP)
    await api.wait_for("sendMessage")
    api.press("t:thema_1")
    (told,) = await api.wait_for("answerCallbackQuery")
    assert told.params["text"] == texts.QUICK_FACTS_OFF
    assert len(api.made("sendMessage")) == 1


# Added and removed.


async def test_a_group_that_adds_the_bot_is_greeted_once(api: BotApi) -> None:
    api.change_membership(BOT, GROUP, PERSON, "left member")
    (greeting,) = await api.wait_for("sendMessage")
    assert greeting.text == texts.GROUP_GREETING
    api.write("/start@kmu_test_bot", GROUP)  # „?startgroup=“ sends this as well
    api.change_membership(BOT, GROUP, PERSON, "member administrator")
    api.change_membership(BOT, GROUP, PERSON, "restricted member", is_member=True)
    await api.settled()
    assert len(api.made("sendMessage")) == 1


async def test_channels_private_chats_and_closed_groups_are_not_greeted(api: BotApi) -> None:
    channel = {"id": -1009, "type": "channel", "title": "Kanal"}
    api.change_membership(BOT, channel, PERSON, "left administrator")
    api.change_membership(BOT, PRIVATE, PERSON, "kicked member")
    api.fail("sendMessage", 400, "Bad Request: not enough rights to send text messages to the chat")
    api.change_membership(BOT, GROUP, PERSON, "left member")
    await api.settled()
    assert len([call for call in api.calls if call.method == "sendMessage"]) == 1


@pytest.mark.parametrize("change", ["member kicked", "administrator left", "member restricted"])
async def test_a_group_that_removes_the_bot_is_forgotten(api: BotApi, journal: Journal, change: str) -> None:
    await journal.subscriptions.subscribe(Subscription(CHAT, 9))
    await journal.group_settings.set(CHAT, GroupSettings(quiz=False))
    api.change_membership(BOT, GROUP, PERSON, change, is_member=False)
    await api.settled()
    assert await journal.subscriptions.get(CHAT) is None
    assert await journal.group_settings.get(CHAT) == EVERYTHING_ON
    assert api.made("sendMessage") == []


async def test_a_person_who_blocks_the_bot_is_unsubscribed(api: BotApi, journal: Journal) -> None:
    await journal.subscriptions.subscribe(Subscription(PRIVATE["id"], 9))
    api.change_membership(BOT, PRIVATE, PERSON, "member kicked")
    await api.settled()
    assert await journal.subscriptions.get(PRIVATE["id"]) is None


# Migration.


async def test_a_group_that_becomes_a_supergroup_keeps_settings_and_subscription(
    api: BotApi, journal: Journal
) -> None:
    await journal.subscriptions.subscribe(Subscription(SMALL["id"], 9))
    await journal.group_settings.set(SMALL["id"], GroupSettings(quiz=False))
    api.upgrade(SMALL, GROUP, PERSON)
    api.change_membership(BOT, GROUP, PERSON, "left member")
    await api.settled()
    moved = await journal.subscriptions.get(CHAT)
    assert moved is not None
    assert moved.hour == 9
    assert await journal.group_settings.get(CHAT) == GroupSettings(quiz=False)
    assert await journal.subscriptions.get(SMALL["id"]) is None
    assert api.made("sendMessage") == [], "no second greeting"


async def test_an_answer_on_its_way_follows_the_group(api: BotApi, journal: Journal) -> None:
    await journal.group_settings.set(SMALL["id"], GroupSettings(quiz=False))
    api.chats[CHAT] = GROUP
    api.upgraded[SMALL["id"]] = CHAT
    api.write(ASK + "Wie viele?", SMALL)
    (sent,) = await api.wait_for("sendMessage")
    assert sent.params["chat_id"] == CHAT
    assert await journal.group_settings.get(CHAT) == GroupSettings(quiz=False)
