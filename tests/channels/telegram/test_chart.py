"""The chart button: a picture, drawn once and sent again by its id, with the data as text."""

import threading
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from bot.answering.distributions import chart
from bot.answering.reply import Bar, Chart
from bot.assistant import Assistant
from bot.channels import chart_image
from bot.channels.telegram import texts
from bot.channels.telegram.chart import caption
from bot.channels.telegram.context import BotApplication, Desk
from bot.channels.telegram.pictures import Pictures
from bot.knowledge.default import default_folder
from bot.knowledge.files import load
from tests.botapi import GROUP, PERSON, BotApi, Json
from tests.channels.telegram import small
from tests.channels.telegram.conftest import running
from tests.telegram_html import parse

DATA = "g:antworten"
CHART = chart("antworten", small.knowledge())
FORUM: Json = GROUP | {"id": -1002000000002, "is_forum": True}


class Drawings:
    """Counts what is drawn, and where."""

    def __init__(self) -> None:
        self.threads: list[threading.Thread] = []

    def __call__(self, wanted: Chart) -> bytes:
        self.threads.append(threading.current_thread())
        return _PICTURE if wanted == CHART else chart_image.draw(wanted)


_PICTURE = chart_image.draw(CHART)


@pytest.fixture
def assistant() -> Assistant:  # type: ignore[override]
    return small.assistant()


@pytest.fixture
def drawings() -> Drawings:
    return Drawings()


@pytest_asyncio.fixture
async def bot(api: BotApi, assistant: Assistant, drawings: Drawings) -> AsyncIterator[BotApplication]:
    async with running(api, assistant) as application:
        application.bot_data[Desk].pictures = Pictures(drawings)
        api.write("/hilfe")
        await api.wait_for("sendMessage")
        yield application


pytestmark = pytest.mark.usefixtures("bot")


async def test_the_picture_comes_with_its_data_as_text_and_the_source(api: BotApi) -> None:
    api.press(DATA)
    (sent,) = await api.wait_for("sendPhoto")
    assert sent.text == (
        "Was antworten <KMU>?\nAnteil der befragten KMU\n\n"
        "• Antwort a <b>: 60\u00a0%\n• Antwort b <b>: 34\u00a0%\n• Antwort c <b>: 5\u00a0%\n"
        "• Antwort d <b>: über ein Drittel\n\n"
        "Die übrigen Antworten nennt die Quelle nicht.\n\n"
        f"Quelle: Umfrage unter KMU, {small.TITLE}, Verlag, Absatz 2"
    )
    assert ("text_link", small.TITLE) in [(entity.type, entity.text) for entity in sent.entities]
    (acknowledged,) = api.made("answerCallbackQuery")
    assert "text" not in acknowledged.params
    assert api.photos == {"photo-1": _PICTURE}


async def test_while_it_is_drawn_telegram_says_that_a_picture_comes(api: BotApi) -> None:
    api.press(DATA)
    await api.wait_for("sendPhoto")
    methods = [call.method for call in api.calls if call.method in ("sendChatAction", "sendPhoto")]
    assert methods == ["sendChatAction", "sendPhoto"]
    assert api.made("sendChatAction")[0].params["action"] == "upload_photo"


async def test_drawn_once_off_the_event_loop_and_sent_again_by_file_id(
    api: BotApi, drawings: Drawings
) -> None:
    api.press(DATA)
    await api.wait_for("sendPhoto")
    api.press(DATA)
    api.press(DATA, api.write("/start", GROUP, entities=[]))
    sent = await api.wait_for("sendPhoto", count=3)
    assert [call.params["photo"] for call in sent[1:]] == ["photo-1", "photo-1"]
    assert len(api.photos) == len(drawings.threads) == 1
    assert drawings.threads[0] is not threading.main_thread()
    assert len(api.made("sendChatAction")) == 1  # nothing to wait for the second time


async def test_many_at_once_draw_it_once(api: BotApi, drawings: Drawings) -> None:
    for _ in range(6):
        api.press(DATA)
    await api.wait_for("sendPhoto", count=6)
    assert len(drawings.threads) == 1


async def test_a_changed_figure_is_another_picture(
    api: BotApi, bot: BotApplication, drawings: Drawings
) -> None:
    api.press(DATA)
    await api.wait_for("sendPhoto")
    bot.bot_data[Desk].assistant = Assistant(small.knowledge({"a": 61, "b": 34}))
    api.press(DATA)
    changed = (await api.wait_for("sendPhoto", count=2))[-1]
    assert "61\u00a0%" in changed.text
    assert len(api.photos) == len(drawings.threads) == 2


async def test_a_file_id_that_telegram_forgot_is_uploaded_anew(api: BotApi, drawings: Drawings) -> None:
    api.press(DATA)
    await api.wait_for("sendPhoto")
    api.photos.clear()
    api.press(DATA)
    again = (await api.wait_for("sendPhoto", count=2))[-1]
    assert "photo" not in again.params
    assert again.files["photo"] == _PICTURE
    assert len(drawings.threads) == 2


async def test_it_stays_in_its_forum_topic(api: BotApi) -> None:
    shown = api._message(FORUM, PERSON, text="x", message_thread_id=42, is_topic_message=True)
    api.press(DATA, shown)
    (sent,) = await api.wait_for("sendPhoto")
    assert sent.thread == 42
    assert api.made("sendChatAction")[0].thread == 42


async def test_the_indicator_is_a_courtesy_only(api: BotApi) -> None:
    api.fail("sendChatAction", 400, "Bad Request: TOPIC_CLOSED")
    api.press(DATA)
    assert len(await api.wait_for("sendPhoto")) == 1


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("g:fort", texts.CHART_GONE),
        ("g:", texts.TOPIC_GONE),
        ("g:<b>", texts.TOPIC_GONE),
        ("g:a\n", texts.TOPIC_GONE),
    ],
)
async def test_old_and_made_up_buttons_are_answered_kindly(api: BotApi, data: str, text: str) -> None:
    api.press(data)
    (acknowledged,) = await api.wait_for("answerCallbackQuery")
    assert acknowledged.params["text"] == text
    await api.settled()
    assert api.made("sendPhoto") == []


async def test_under_a_message_too_old_and_under_an_inline_message(api: BotApi) -> None:
    api.press(DATA, {"chat": {"id": PERSON["id"], "type": "private"}, "message_id": 2, "date": 0})
    await api.wait_for("sendPhoto")
    api.press(DATA, {}, inline_message_id="abc")
    refused = await api.wait_for("answerCallbackQuery", count=2)
    assert refused[-1].params["text"] == texts.ASK_DIRECTLY


def test_the_caption_of_every_delivered_chart_says_all_its_bars() -> None:
    known = load(default_folder())
    for key in known.distributions:
        drawn = chart(key, known)
        text, entities = parse(caption(drawn))
        assert len(text) <= 1024
        assert all(f"{bar.label}: {bar.text}" in text.replace("\u00a0", " ") for bar in drawn.bars)
        assert drawn.citation.url in [entity.url for entity in entities]
        assert "…" not in text


@pytest.mark.parametrize("size", [1, 200, 600, 5000])
@pytest.mark.parametrize("char", ["x", "😀", "<", "&"])
def test_a_caption_never_gets_too_long_and_always_has_its_source(size: int, char: str) -> None:
    cited = replace(CHART.citation, title=char * size, study=char * size)
    long = replace(
        CHART, title=char * size, note=char * size, bars=(Bar(char * size, 1, "1 %"),) * 9, citation=cited
    )
    text, entities = parse(caption(long))
    assert len(text.encode("utf-16-le")) // 2 <= 1024
    assert cited.url in [entity.url for entity in entities]


def test_the_memory_of_pictures_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.pictures.MOST_SENT", 2)
    pictures = Pictures(lambda _: b"")
    charts = [replace(CHART, title=str(number)) for number in range(3)]
    for number, drawn in enumerate(charts):
        pictures.was_sent(drawn, str(number))
    assert [pictures.ready(drawn) for drawn in charts] == [False, True, True]
