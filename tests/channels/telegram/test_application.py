"""Commands, questions and buttons through the real Application."""

from pathlib import Path

import pytest

from bot.channels.conversations import Conversations
from bot.channels.telegram import texts
from bot.channels.telegram.commands import COMMANDS
from bot.channels.telegram.context import BotApplication, Desk
from bot.channels.telegram.recent import Recent
from bot.journal.database import FILE
from tests.botapi import PERSON, BotApi
from tests.channels.telegram.conftest import running
from tests.channels.telegram.stand_in import CITATION, StandIn, knowledge

pytestmark = pytest.mark.usefixtures("bot")


async def test_every_command_is_answered_under_each_of_its_names(api: BotApi) -> None:
    names = [name for command in COMMANDS for name in command.names]
    assert {"start", "hilfe", "help", "themen", "quelle", "datenschutz", "privacy"} <= set(names)
    for name in names:
        api.write(f"/{name}")
    sent = await api.wait_for("sendMessage", count=len(names))
    assert texts.UNKNOWN_COMMAND not in [call.text for call in sent]


@pytest.mark.parametrize(
    ("command", "part"),
    [
        ("/start", "Guten Tag"),
        ("/hilfe", "/datenschutz oder /privacy"),
        ("/help", "So fragen Sie"),
        ("/themen", "Bereich"),
        ("/quelle", "KMU & Social Media <Studie>"),
        ("/datenschutz", "15 Minuten"),
        ("/privacy", "speichere ich nicht"),
        ("/hilfe@kmu_test_bot", "So fragen Sie"),
        ("/zahlen", texts.UNKNOWN_COMMAND),
        ("/start thema_thema_1", "60\u00a0% haben eine Strategie."),
        ("/start thema_fort", texts.TOPIC_GONE),
        ("/start thema_<b>", texts.TOPIC_GONE),
        ("/start irgendwas", "Guten Tag"),
    ],
)
async def test_a_command_says(api: BotApi, command: str, part: str) -> None:
    api.write(command)
    (sent,) = await api.wait_for("sendMessage")
    assert part in sent.text


async def test_a_question_gets_figure_citation_and_follow_ups(api: BotApi) -> None:
    api.write("Wie viele <b>KMU</b> & Co?")
    (sent,) = await api.wait_for("sendMessage")
    assert sent.text.startswith(
        "60\u00a0% sagen: Wie viele <b>KMU</b> & Co?\nIn Arbeit: 34\u00a0%\n\nQuelle: Umfrage"
    )
    assert [(entity.type, entity.text) for entity in sent.entities] == [
        ("bold", "60\u00a0%"),
        ("text_link", CITATION.title),
    ]
    assert sent.entities[1].url == CITATION.url
    assert sent.params["link_preview_options"] == {"is_disabled": True}
    assert [button.get("callback_data", "") for button in sent.buttons] == [
        "t:thema_0",
        "t:thema_1",
        "t:thema_2",
        "q:studie",
        "",
        "v:u:thema_0",
        "v:d:thema_0",
        "n",
    ]


async def test_a_second_question_knows_the_first(api: BotApi, assistant: StandIn) -> None:
    for number in (1, 2):
        api.write("Und sonst?")
        await api.wait_for("sendMessage", count=number)
    assert assistant.contexts[0].topics == ()
    assert assistant.contexts[1].topics == ("thema_0",)
    assert assistant.contexts[1].options == ("thema_0", "thema_1", "thema_2")


async def test_a_follow_up_button_is_acknowledged_and_answered(api: BotApi, assistant: StandIn) -> None:
    api.write("Frage")
    await api.wait_for("sendMessage")
    api.press("t:thema_1")
    sent = await api.wait_for("sendMessage", count=2)
    assert "haben eine Strategie" in sent[1].text
    (acknowledged,) = api.made("answerCallbackQuery")
    assert "text" not in acknowledged.params
    api.write("Und?")
    await api.wait_for("sendMessage", count=3)
    assert assistant.contexts[-1].topics == ("thema_0", "thema_1")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("t:fort", texts.TOPIC_GONE),
        ("t:", texts.TOPIC_GONE),
        ("t:../../etc", texts.TOPIC_GONE),
        ("t:thema_1\n", texts.TOPIC_GONE),
        ("", texts.TOPIC_GONE),
        ("<b>", texts.TOPIC_GONE),
        ("x" * 64, texts.TOPIC_GONE),
        ("ü", texts.TOPIC_GONE),
        ("b:000000000000:0", texts.AREA_GONE),
        ("b:zzz:0", texts.TOPIC_GONE),
    ],
)
async def test_tampered_or_old_data_is_answered_kindly(api: BotApi, data: str, text: str) -> None:
    api.write("/themen")
    await api.wait_for("sendMessage")
    api.press(data)
    (acknowledged,) = await api.wait_for("answerCallbackQuery")
    assert acknowledged.params["text"] == text
    await api.settled()
    assert len(api.made("sendMessage", "editMessageText", "answerCallbackQuery")) == 2


async def test_topics_are_browsed_in_one_message(api: BotApi) -> None:
    api.write("/themen")
    (menu,) = await api.wait_for("sendMessage")
    assert [button["text"] for button in menu.buttons] == ["Strategie", "Größe & <Budget>"]
    api.press(menu.buttons[1]["callback_data"])
    (page,) = await api.wait_for("editMessageText")
    assert page.text == "Größe & <Budget>"
    assert [button["text"] for button in page.buttons] == ["Thema <1>", "Thema <2>", texts.ALL_AREAS]
    api.press(page.buttons[-1]["callback_data"])
    back = (await api.wait_for("editMessageText", count=2))[1]
    assert back.buttons == menu.buttons
    api.press(page.buttons[-1]["callback_data"])  # pressed twice: nothing to change, nothing to say
    await api.wait_for("answerCallbackQuery", count=3)
    await api.settled()
    assert len(api.made("sendMessage")) == 1


async def test_a_deleted_menu_is_sent_anew(api: BotApi) -> None:
    api.write("/themen")
    await api.wait_for("sendMessage")
    key, message = api.messages.popitem()
    api.press("b", message)
    sent = await api.wait_for("sendMessage", count=2)
    assert sent[1].text.startswith("Themen")
    assert key not in api.messages


async def test_a_button_under_a_message_that_is_too_old(api: BotApi) -> None:
    api.write("Frage")
    await api.wait_for("sendMessage")
    api.press("t:thema_1", {"chat": {"id": 1001, "type": "private"}, "message_id": 2, "date": 0})
    assert "Strategie" in (await api.wait_for("sendMessage", count=2))[1].text


async def test_a_button_under_an_inline_message(api: BotApi) -> None:
    api.press("t:thema_1", {}, inline_message_id="abc")
    (acknowledged,) = await api.wait_for("answerCallbackQuery")
    assert acknowledged.params["text"] == texts.ASK_DIRECTLY


async def test_an_expired_query_is_answered_all_the_same(api: BotApi) -> None:
    api.write("Frage")
    await api.wait_for("sendMessage")
    api.fail("answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired")
    api.press("t:thema_1")
    assert "Strategie" in (await api.wait_for("sendMessage", count=2))[1].text


async def test_a_picture_without_words_is_declined_and_its_caption_read(api: BotApi) -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    api.write("", photo=photo)
    api.write("", photo=photo, caption="Wer ist zuständig?")
    sent = await api.wait_for("sendMessage", count=2)
    assert [call.text.split("\n")[0] for call in sent] == [
        texts.TEXT_ONLY,
        "60\u00a0% sagen: Wer ist zuständig?",
    ]


async def test_service_messages_bots_and_edits_are_left_alone(api: BotApi) -> None:
    api.write("", pinned_message={"message_id": 1, "date": 0, "chat": {"id": 1001, "type": "private"}})
    api.write("Hallo", user=PERSON | {"id": 5, "is_bot": True})
    api._push("edited_message", api.messages[1001, 2] | {"edit_date": 1})
    api.write("/hilfe")
    await api.wait_for("sendMessage")
    await api.settled()
    assert len(api.made("sendMessage")) == 1


@pytest.mark.parametrize("question", ["", "\x00", "x" * 4096, "😀" * 2048, "</b>", "&lt;", "a\u202eb", "🇩🇪"])
async def test_any_question_gets_one_valid_message(api: BotApi, question: str) -> None:
    api.write(question or " ", entities=[])
    await api.wait_for("sendMessage")
    await api.settled()
    assert [call.error for call in api.calls if call.method == "sendMessage"] == [None]


async def test_many_topics_come_in_pages() -> None:
    async with BotApi() as other, running(other, StandIn(knowledge(26))):
        other.write("/themen")
        (menu,) = await other.wait_for("sendMessage")
        seen: list[str] = []
        data = menu.buttons[1]["callback_data"]
        for page in (1, 2, 3):
            other.press(data)
            shown = (await other.wait_for("editMessageText", count=page))[-1]
            *topics, more, _ = shown.buttons
            seen += [button["text"] for button in topics]
            data = more["callback_data"]
        assert len(set(seen)) == len(seen) == 25


async def test_what_is_remembered_is_forgotten_also_when_nobody_writes(
    api: BotApi, bot: BotApplication
) -> None:
    now = 0.0
    desk: Desk = bot.bot_data[Desk]
    desk.conversations, desk.recent = Conversations(clock=lambda: now), Recent(clock=lambda: now)
    api.write("Frage")
    await api.wait_for("sendMessage")
    await api.settled()
    kept = (desk.conversations, desk.recent.answers, desk.recent.alternatives)
    assert bot.job_queue is not None
    (job,) = bot.job_queue.get_jobs_by_name("forget")
    await job.run(bot)
    assert [len(memory) for memory in kept] == [1, 1, 1]
    now = 15 * 60.0
    await job.run(bot)
    assert [len(memory) for memory in kept] == [0, 0, 0]


async def test_the_text_of_what_was_handled_leaves_the_disk(
    api: BotApi, bot: BotApplication, tmp_path: Path
) -> None:
    api.write("Wer wohnt Am Birkenweg 7?")
    await api.wait_for("sendMessage")
    await api.settled()
    files = [path for path in (tmp_path / "data").iterdir() if path.name.startswith(FILE)]
    assert any(b"Birkenweg" in path.read_bytes() for path in files)
    assert bot.job_queue is not None
    (job,) = bot.job_queue.get_jobs_by_name("forget")
    await job.run(bot)
    assert not [path for path in files if b"Birkenweg" in path.read_bytes()]


async def test_a_reload_is_one_assignment(api: BotApi, bot: BotApplication) -> None:
    api.write("/themen")
    (menu,) = await api.wait_for("sendMessage")
    bot.bot_data[Desk].assistant = StandIn(knowledge(1))
    api.press(menu.buttons[1]["callback_data"])
    api.press("t:thema_1")
    gone = await api.wait_for("answerCallbackQuery", count=2)
    assert [call.params["text"] for call in gone] == [texts.AREA_GONE, texts.TOPIC_GONE]
