"""Private chat: what the buttons under an answer do, choosing, editing, and commands with words."""

import asyncio
from itertools import pairwise

import pytest

from bot.assistant import Assistant
from bot.channels.telegram import texts
from bot.channels.telegram.context import BotApplication, Desk
from bot.knowledge.model import Knowledge
from tests.botapi import PERSON, BotApi, Json
from tests.channels.telegram.conftest import running
from tests.channels.telegram.stand_in import CITATION, StandIn, knowledge

pytestmark = pytest.mark.usefixtures("bot")


def _data(buttons: list[Json]) -> list[str]:
    return [button["callback_data"] for button in buttons if "callback_data" in button]


async def _asked(api: BotApi, question: str = "Frage") -> Json:
    """Ask, and wait until the answer is remembered; the answer as Telegram keeps it."""
    before = len(api.made("sendMessage"))
    api.write(question)
    await api.wait_for("sendMessage", count=before + 1)
    await asyncio.sleep(0.05)
    return list(api.messages.values())[-1]


async def test_an_answer_offers_source_and_sharing(api: BotApi) -> None:
    await _asked(api)
    (sent,) = api.made("sendMessage")
    rows = sent.params["reply_markup"]["inline_keyboard"]
    assert [[button["text"] for button in row] for row in rows] == [
        ["Thema <0>"],
        ["Thema <1>"],
        ["Thema <2>"],
        [texts.SOURCE, texts.SHARE],
        [texts.UP, texts.DOWN],
        [texts.NOT_MEANT],
    ]
    assert rows[3][1]["switch_inline_query_chosen_chat"] == {
        "query": "Thema <0>",
        "allow_user_chats": True,
        "allow_group_chats": True,
        "allow_channel_chats": True,
    }


async def test_nothing_that_takes_no_time_shows_the_typing_sign(api: BotApi) -> None:
    await _asked(api)
    api.press("t:thema_1")
    await api.wait_for("sendMessage", count=2)
    assert [call for call in api.calls if call.method == "sendChatAction"] == []


async def test_the_source_button_says_what_the_source_covers(api: BotApi) -> None:
    await _asked(api)
    api.press("q:studie")
    sent = (await api.wait_for("sendMessage", count=2))[1]
    assert "Deckt ab: Strategie & Budget" in sent.text
    assert CITATION.title in sent.text
    api.press("q:fort")
    gone = (await api.wait_for("answerCallbackQuery", count=2))[1]
    assert gone.params["text"] == texts.SOURCE_GONE


async def test_source_data_that_somebody_made_up_shows_known_sources_once(api: BotApi) -> None:
    await _asked(api)
    api.press("q:studie,fort,studie")
    sent = (await api.wait_for("sendMessage", count=2))[1]
    assert sent.text.count("Deckt ab") == 1


async def test_a_choice_is_answered_in_place(api: BotApi, assistant: StandIn) -> None:
    await _asked(api, "Unklar")
    (sent,) = api.made("sendMessage")
    assert sent.text.startswith("Was meinen Sie?\n1. Thema <0>\n2. Thema <1>")
    assert _data(sent.buttons) == ["c:thema_0", "c:thema_1", "c:thema_2"]
    api.press("c:thema_1")
    (edited,) = await api.wait_for("editMessageText")
    assert edited.text.startswith("60\u00a0% haben eine Strategie.")
    assert CITATION.title in edited.text
    assert "v:u:thema_1" in _data(edited.buttons)
    api.write("Und?")
    await api.wait_for("sendMessage", count=2)
    assert assistant.contexts[-1].topics == ("thema_1",)


async def test_a_choice_that_is_gone_says_so(api: BotApi) -> None:
    await _asked(api, "Unklar")
    api.press("c:fort")
    (gone,) = await api.wait_for("answerCallbackQuery")
    assert gone.params["text"] == texts.TOPIC_GONE


async def test_a_choice_under_a_deleted_message_is_answered_anew(api: BotApi) -> None:
    message = await _asked(api, "Unklar")
    del api.messages[1001, message["message_id"]]
    api.press("c:thema_1", message)
    assert "Strategie" in (await api.wait_for("sendMessage", count=2))[1].text


@pytest.mark.parametrize("words", ["2", "die zweite", "Thema <1>", "thema 1"])
async def test_a_choice_can_be_made_in_words(words: str) -> None:
    async with BotApi() as api, running(api, Assistant(knowledge())) as bot:
        desk: Desk = bot.bot_data[Desk]
        offered = desk.assistant.choice(["thema_0", "thema_1"])
        assert offered is not None
        api.write("/thema Thema")
        (sent,) = await api.wait_for("sendMessage")
        place = _data(sent.buttons).index("c:thema_1")
        api.write(words.replace("2", str(place + 1)).replace("zweite", ("erste", "zweite", "dritte")[place]))
        answered = (await api.wait_for("sendMessage", count=2))[1]
        assert "v:u:thema_1" in _data(answered.buttons)


async def test_out_of_scope_leads_to_the_topics_in_place(api: BotApi) -> None:
    await _asked(api, "Wetter")
    (sent,) = api.made("sendMessage")
    assert _data(sent.buttons) == ["b"]
    api.press("b")
    (edited,) = await api.wait_for("editMessageText")
    assert edited.text.startswith("Themen")


async def test_a_courtesy_and_a_gap_have_no_superfluous_buttons(api: BotApi) -> None:
    await _asked(api, "Hallo")
    await _asked(api, "Lücke")
    talk, gap = api.made("sendMessage")
    assert talk.buttons == []
    assert _data(gap.buttons) == ["t:thema_0", "v:u:thema_1", "v:d:thema_1"]


# Commands with words.


async def test_thema_offers_what_fits_and_the_menu_otherwise(api: BotApi) -> None:
    api.write("/thema <strategi>")
    (offered,) = await api.wait_for("sendMessage")
    assert _data(offered.buttons) == ["c:thema_0"]
    api.write("/thema qqqqqq")
    nothing = (await api.wait_for("sendMessage", count=2))[1]
    assert nothing.text == texts.NO_SUCH_TOPIC
    assert [data[0] for data in _data(nothing.buttons)] == ["b", "b"]
    api.write("/thema")
    assert (await api.wait_for("sendMessage", count=3))[2].text.startswith("Themen")


async def test_fakt_with_words_is_a_question(api: BotApi) -> None:
    api.write("/fakt Budget & Co")
    (sent,) = await api.wait_for("sendMessage")
    assert sent.text.startswith("60\u00a0% sagen: Budget & Co")


async def test_fakt_alone_tells_another_fact_each_time(api: BotApi) -> None:
    async with BotApi() as server, running(server, Assistant(_with_figures())):
        said = []
        for number in range(1, 7):
            server.write("/fakt")
            said.append((await server.wait_for("sendMessage", count=number))[-1].text.split("\n")[0])
        assert all(one != next_one for one, next_one in pairwise(said))
        assert set(said) == {"10\u00a0% Erste.", "20\u00a0% Zweite."}
    api.write("/fakt")  # the stand-in's knowledge holds no figure
    assert (await api.wait_for("sendMessage"))[0].text == texts.NO_FACTS


def _with_figures() -> Knowledge:
    """Two topics, each about a figure of its own."""
    known = knowledge(2).model_dump(by_alias=True)
    for topic, word, share in zip(known["themen"].values(), ("Erste", "Zweite"), (10, 20), strict=True):
        figure = f"zahl_{share}"
        known["kennzahlen"][figure] = {
            "wert": share,
            "name": word,
            "aussage": "x",
            "grundgesamtheit": "KMU",
            "quelle": "studie",
            "fundstelle": "Absatz 1",
        }
        topic |= {"kennzahl": figure, "antwort": f"{{{figure}}} {word}."}
    return Knowledge.model_validate(known)


@pytest.mark.parametrize(
    ("parameter", "part"),
    [("frage", texts.ASK_HERE), ("thema_thema_1", "60\u00a0% haben"), ("thema_", texts.TOPIC_GONE)],
)
async def test_start_parameters(api: BotApi, parameter: str, part: str) -> None:
    api.write(f"/start {parameter}")
    (sent,) = await api.wait_for("sendMessage")
    assert sent.text.startswith(part)


# Edited messages.


async def test_the_answer_to_an_edited_question_is_edited(api: BotApi, assistant: StandIn) -> None:
    api.write("Vorher")
    await api.wait_for("sendMessage")
    asked = api.write("Frgae")
    await api.wait_for("sendMessage", count=2)
    api.edit(asked, "Frage")
    (edited,) = await api.wait_for("editMessageText")
    assert edited.text.startswith("60\u00a0% sagen: Frage")
    answer = [number for (_, number), message in api.messages.items() if message["from"] != PERSON][-1]
    assert edited.params["message_id"] == answer
    assert assistant.contexts[-1] == assistant.contexts[-2], "read as it was asked: after „Vorher“"
    api.edit(asked, "Frage")  # e.g. a link preview came: nothing changes
    await api.settled()
    assert len(api.made("sendMessage")) == 2


async def test_an_edit_waits_for_the_answer_that_is_on_its_way(api: BotApi) -> None:
    api.delay = 0.3
    asked = api.write("Frgae")
    api.edit(dict(asked), "Frage")
    (edited,) = await api.wait_for("editMessageText")
    assert "sagen: Frage" in edited.text


async def test_an_edited_fakt_is_read_without_the_command(api: BotApi) -> None:
    asked = api.write("/fakt Bugdet")
    await api.wait_for("sendMessage")
    api.edit(asked, "/fakt Budget")
    (edited,) = await api.wait_for("editMessageText")
    assert edited.text.startswith("60\u00a0% sagen: Budget")


async def test_other_edits_are_left_alone(api: BotApi, bot: BotApplication) -> None:
    command = api.write("/hilfe")
    await api.wait_for("sendMessage")
    api.edit(command, "/hilfe bitte")
    forgotten = api.write("Frage")
    await api.wait_for("sendMessage", count=2)
    await api.settled()
    bot.bot_data[Desk].recent.answers._clock = lambda: 1e12
    api.edit(forgotten, "Andere Frage")
    by_bot = api.write("Frage")
    await api.wait_for("sendMessage", count=3)
    api.edit(by_bot | {"from": PERSON | {"id": 5, "is_bot": True}}, "Andere Frage")
    await api.settled()
    assert api.made("editMessageText") == []
    assert len(api.made("sendMessage")) == 3


async def test_a_deleted_answer_is_not_sent_again_after_an_edit(api: BotApi) -> None:
    asked = api.write("Frage")
    await api.wait_for("sendMessage")
    await asyncio.sleep(0.05)
    api.messages.popitem()
    api.edit(asked, "Andere Frage")
    await api.settled()
    assert len(api.made("sendMessage", "editMessageText")) == 1


async def test_a_crash_while_reading_an_edit_says_nothing_in_the_chat(api: BotApi) -> None:
    asked = api.write("Frage")
    await api.wait_for("sendMessage")
    api.edit(asked, "Absturz")
    await api.settled()
    assert len(api.made("sendMessage", "editMessageText")) == 1
