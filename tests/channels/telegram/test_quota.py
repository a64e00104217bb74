"""One person's share of the bot's time: twenty messages a minute, one notice, and nobody else notices."""

from bot.channels.telegram import texts
from bot.channels.telegram.limits import MOST_QUESTIONS, Rate
from bot.channels.telegram.recent import Recent
from tests.botapi import GROUP, PERSON, PRIVATE, BotApi, Json
from tests.channels.telegram.intakes import Running, ask, asked, take, taking_in

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def _clock(running: Running) -> Clock:
    clock = Clock()
    running.desk.people = Rate(MOST_QUESTIONS, clock)
    running.desk.recent = Recent(clock)
    return clock


def _in_group(
    api: BotApi, words: str, group: Json = GROUP, user: Json = PERSON, **more: object
) -> list[Json]:
    api.write(f"@kmu_test_bot {words}", group, user, **more)
    return take(api)


async def test_what_is_too_much_gets_one_notice_and_no_answer(api: BotApi) -> None:
    async with taking_in(api) as running:
        clock = _clock(running)
        for number in range(MOST_QUESTIONS + 5):
            await running.intake.receive(ask(api, f"Frage {number}"))
            await running.idle()
        assert asked(api) == [*(f"Frage {number}" for number in range(MOST_QUESTIONS)), texts.ENOUGH]
        assert await running.open() == 0
        clock.now = 60.0
        await running.intake.receive(ask(api, "Weiter"))
        await running.idle()
        assert asked(api)[-1] == "Weiter"


async def test_the_next_time_it_is_said_again(api: BotApi) -> None:
    async with taking_in(api) as running:
        clock = _clock(running)
        for _ in range(2):
            for _ in range(MOST_QUESTIONS + 2):
                await running.intake.receive(ask(api, "/hilfe"))
            await running.idle()
            clock.now += 60.0
        assert asked(api).count(texts.ENOUGH) == 2


async def test_others_and_buttons_are_answered(api: BotApi) -> None:
    async with taking_in(api) as running:
        _clock(running)
        for _ in range(MOST_QUESTIONS + 1):
            await running.intake.receive(ask(api, "Frage"))
        await running.intake.receive(ask(api, "Andere", 2))
        await running.idle()
        assert asked(api)[-1] == texts.ENOUGH
        assert asked(api, 2) == ["Andere"]
        api.press("t:thema_1")
        await running.intake.receive(take(api))
        await running.idle()
        assert len(asked(api)) == MOST_QUESTIONS + 2


async def test_a_group_is_spared_the_notice(api: BotApi) -> None:
    async with taking_in(api) as running:
        _clock(running)
        for _ in range(MOST_QUESTIONS):
            await running.intake.receive(ask(api, "Frage"))
        await running.idle()
        before = len(api.calls)
        await running.intake.receive(_in_group(api, "Frage"))
        await running.idle()
        assert len(api.calls) == before
        other = PERSON | {"id": 2}
        await running.intake.receive(_in_group(api, "Frage", user=other))
        await running.idle()
        assert len(asked(api, GROUP["id"])) == 1
        # It was not said in the group: it is said in the private chat.
        await running.intake.receive(ask(api, "Frage"))
        await running.idle()
        assert asked(api)[-1] == texts.ENOUGH


async def test_anonymous_admins_of_two_groups_are_not_one_person(api: BotApi) -> None:
    async with taking_in(api) as running:
        _clock(running)
        for number in range(4):
            group = GROUP | {"id": GROUP["id"] - number}
            for _ in range(MOST_QUESTIONS // 2):
                await running.intake.receive(
                    _in_group(api, f"Frage {number}", group, ANONYMOUS, sender_chat=group)
                )
            await running.idle()
            assert asked(api, group["id"]) != []


async def test_what_has_no_sender_is_not_counted(api: BotApi) -> None:
    async with taking_in(api) as running:
        channel = {"id": -1003, "type": "channel", "title": "K"}
        post = {"message_id": 1, "date": 1, "chat": channel, "text": "Frage"}
        await running.intake.receive([{"update_id": 1, "channel_post": post}])
        await running.intake.receive([{"update_id": 2, "message": post | {"chat": PRIVATE}}])
        await running.idle()
        assert await running.open() == 0
        assert len(running.desk.people._times) == 0
