"""The preview over real HTTP: it answers, follows every save, and trusts nobody."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.assistant import Assistant
from bot.editing.preview import app, server
from bot.editing.preview.workbench import Workbench
from bot.knowledge.model import Knowledge
from tests.editing.test_replay import FILE
from tests.knowledge.sound import FIGURES, TOPICS

State = dict[str, Any]
HUNDE = {"question": "Wie viele haben einen Hund?"}
PATIENCE = 30.0
"""Seconds; only a test that fails takes so long."""


class Page:
    """What a browser does."""

    def __init__(self, client: httpx.AsyncClient, folder: Path) -> None:
        self.client = client
        self.folder = folder

    def save(self, text: str) -> None:
        (self.folder / "t.yaml").write_text(text, encoding="utf-8")

    async def states(self) -> AsyncIterator[State]:
        async with self.client.stream("GET", "/events") as response:
            assert response.headers["content-type"].startswith("text/event-stream")
            async for line in response.aiter_lines():
                if line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))

    async def until(self, wanted: Callable[[State], bool]) -> State:
        """The first state that is wanted."""
        async with asyncio.timeout(PATIENCE):
            states = self.states()
            async for state in states:
                if wanted(state):
                    await states.aclose()  # type: ignore[attr-defined]
                    return state
        raise AssertionError("the stream ended")

    async def ready(self) -> State:
        return await self.until(lambda state: state["phase"] == "ready")

    async def ask(self, **asked: object) -> dict[str, Any]:
        response = await self.client.post("/ask", json=asked)
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found


@asynccontextmanager
async def served(folder: Path, build: Callable[[Knowledge], Assistant] = Assistant) -> AsyncIterator[Page]:
    with server.door(0) as door:
        running = server.Server(Workbench(folder, build))
        task = asyncio.create_task(running.serve(sockets=[door]))
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        async with httpx.AsyncClient(base_url=address, timeout=PATIENCE) as client:
            yield Page(client, folder)
        running.handle_exit(signal.SIGINT, None)
        await asyncio.wait_for(task, PATIENCE)


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    (tmp_path / "t.yaml").write_text(FILE, encoding="utf-8")
    async with served(tmp_path) as found:
        yield found


def text(answer: dict[str, Any]) -> str:
    return "\n".join("".join(span["text"] for span in line) for line in answer["lines"])


async def test_a_question_gets_its_answer_with_figure_source_and_reason(page: Page) -> None:
    state = await page.ready()
    assert state["counts"] == "1 Thema · 1 Lücke · 1 Kennzahl · 1 Quelle"
    assert state["errors"] == 0
    assert state["examples"] == ["Wie viele haben einen Hund?"]

    answer = await page.ask(**HUNDE)

    assert (answer["kind"], answer["topic"], answer["title"]) == ("answer", "hunde", "Hunde")
    assert {"text": "60\u00a0%", "strong": True} in answer["lines"][0]
    assert answer["citations"] == [
        {"before": "S", "title": "T", "after": "H, F", "address": "https://a.de"},
    ]
    assert answer["context"] == {"topics": ["hunde"], "options": []}
    (step,) = answer["steps"]
    assert step["decision"] == "Antwort aus Thema „hunde“"
    assert step["topics"][0]["topic"] == "hunde"
    assert step["topics"][0]["share"] > step["sure"]
    assert [row[0] for row in step["words"]] == ["wie", "viele", "haben", "einen", "hund"]
    assert all(len(row) == 4 for row in step["words"])


async def test_a_button_is_pressed_rather_than_understood(page: Page) -> None:
    await page.ready()
    answer = await page.ask(topic="luecke_katzen")
    assert (answer["kind"], answer["steps"]) == ("not_reported", [])
    assert text(answer) == "Dazu steht dort nichts."
    response = await page.client.post("/ask", json={"topic": "weg"})
    assert (response.status_code, response.json()) == (404, {"error": app.NO_TOPIC})


async def test_a_chart_is_the_picture_that_telegram_shows(page: Page) -> None:
    await page.ready()
    page.save(FIGURES + TOPICS)
    await page.until(lambda state: state["revision"] == 2)
    answer = await page.ask(topic="plan")
    assert answer["chart"]["text"].startswith("Wie weit? Ja: 60\u00a0%; Bald: 34\u00a0%")
    response = await page.client.get(f"/{answer['chart']['address']}")
    assert response.headers["content-type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")


async def test_only_so_many_charts_are_kept(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "MOST_CHARTS", 0)
    await page.ready()
    page.save(FIGURES + TOPICS)
    await page.until(lambda state: state["revision"] == 2)
    answer = await page.ask(topic="plan")
    assert (await page.client.get(f"/{answer['chart']['address']}")).status_code == 404


async def test_every_save_changes_the_answers(page: Page) -> None:
    before = await page.ready()
    page.save(FILE.replace("wert: 60", "wert: 61"))
    after = await page.until(lambda state: state["revision"] > before["revision"])
    assert after["loaded"]
    assert text(await page.ask(**HUNDE)).startswith("61\u00a0%")


async def test_a_broken_save_keeps_the_last_good_answers_and_says_so(page: Page) -> None:
    good = await page.ready()
    page.save(FILE.replace('antwort: "{hund}"', 'antwort: "{hudn}"'))
    broken = await page.until(lambda state: state["phase"] == "broken")
    assert (broken["revision"], broken["loaded"]) == (good["revision"], good["loaded"])
    assert broken["errors"] == 1
    first = broken["problems"][0]
    assert (first["severity"], first["place"]) == ("error", "t.yaml:10:5")
    assert "hudn" in first["message"]
    assert text(await page.ask(**HUNDE)).startswith("60\u00a0%")

    page.save(FILE)
    mended = await page.ready()
    assert (mended["errors"], mended["revision"]) == (0, good["revision"])  # the same knowledge as before


async def test_test_questions_that_miss_are_told_after_the_answers_are_ready(page: Page) -> None:
    page.save(FILE.replace("Wie viele haben denn einen Hund?", "Wie viele haben wohl eine Katze?"))
    state = await page.until(lambda state: state["phase"] == "ready" and state["errors"] == 1)
    assert "führt nicht zu „hunde“, sondern zu „luecke_katzen“" in state["problems"][0]["message"]
    assert state["problems"][-1]["severity"] == "warning"  # errors come first


async def test_a_folder_that_is_broken_from_the_start_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text("themen: [", encoding="utf-8")
    async with served(tmp_path) as page:
        state = await page.until(lambda state: state["phase"] == "broken")
        assert (state["loaded"], state["counts"], state["examples"]) == (None, None, [])
        response = await page.client.post("/ask", json=HUNDE)
        assert (response.status_code, response.json()) == (503, {"error": app.NOTHING_YET})
        page.save(FILE)
        await page.ready()
        assert (await page.ask(**HUNDE))["kind"] == "answer"


async def test_the_page_is_there_while_the_engine_is_built(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(FILE, encoding="utf-8")
    loop, go = asyncio.get_running_loop(), asyncio.Event()

    def build(known: Knowledge) -> Assistant:
        asyncio.run_coroutine_threadsafe(go.wait(), loop).result()
        return Assistant(known)

    async with served(tmp_path, build) as page:
        assert (await page.client.get("/")).status_code == 200
        state = await page.until(lambda state: bool(state["problems"]))
        assert (state["phase"], state["loaded"]) == ("loading", None)  # check's messages need no engine
        response = await page.client.post("/ask", json=HUNDE)
        assert (response.status_code, response.json()) == (503, {"error": app.NOT_YET})
        go.set()
        await page.ready()


async def test_an_engine_that_fails_does_not_end_the_preview(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "t.yaml").write_text(FILE, encoding="utf-8")
    failing = True

    def build(known: Knowledge) -> Assistant:
        if failing:
            raise ValueError("secret")
        return Assistant(known)

    async with served(tmp_path, build) as page:
        state = await page.until(lambda state: state["phase"] == "broken")
        assert "unerwartet gescheitert (ValueError" in state["problems"][0]["message"]
        assert "secret" not in state["problems"][0]["message"]
        failing = False
        page.save(FILE + "# noch einmal\n")
        await page.ready()
    assert "unerwartet gescheitert" in caplog.text


async def test_the_folder_may_vanish_and_come_back(page: Page) -> None:
    await page.ready()
    away = page.folder.with_name("weg")
    page.folder.rename(away)
    state = await page.until(lambda state: state["phase"] == "broken")
    assert "Diesen Ordner gibt es nicht." in state["problems"][0]["message"]
    assert (await page.ask(**HUNDE))["kind"] == "answer"
    away.rename(page.folder)
    await page.ready()


HOSTILE = "<img src=x onerror=alert(1)>"


async def test_what_stands_in_files_and_questions_stays_text(page: Page) -> None:
    """The page sets texts; nothing here is markup, and no address leads to a script."""
    await page.ready()
    page.save(FILE.replace("titel: Hunde", f'titel: "{HOSTILE}"'))
    await page.until(lambda state: state["revision"] == 2)
    answer = await page.ask(**HUNDE)
    assert answer["title"] == HOSTILE
    script = (Path(app.__file__).parent / "page.js").read_text(encoding="utf-8")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "DOMParser"):
        assert way not in script


@pytest.mark.parametrize("question", ["", " ", "\x00\x1b[31m", "\u202e?", "ﷺ" * 4000, HOSTILE, "😀"])
async def test_any_question_gets_an_answer(page: Page, question: str) -> None:
    await page.ready()
    answer = await page.ask(question=question, topics=["weg", ""], options=["<b>", "hunde"])
    assert answer["lines"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"\xff", 400),
        (b'{"question": 1}', 400),
        (b'{"question": "\\ud800"}', 400),
        (b'{"question": "x", "more": 1}', 400),
        (b'{"topic": "%s"}' % (b"x" * 201), 400),
        (b'{"question": "%s"}' % (b"x" * app.LONGEST_REQUEST), 413),
        (b"[" * 60_000, 400),
    ],
)
async def test_a_malformed_request_is_refused_in_german(page: Page, body: bytes, status: int) -> None:
    await page.ready()
    response = await page.client.post("/ask", content=body, headers={"content-type": "application/json"})
    assert response.status_code == status
    assert response.json()["error"] == (app.TOO_LONG if status == 413 else app.MALFORMED)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_only_json_is_heard_which_no_foreign_page_can_send(page: Page, kind: str) -> None:
    response = await page.client.post("/ask", content=json.dumps(HUNDE), headers={"content-type": kind})
    assert response.status_code == 415
    preflight = await page.client.options("/ask", headers={"origin": "https://evil.example"})
    assert not [name for name in preflight.headers if name.startswith("access-control")]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "192.168.0.7", "[::1]:80"])
@pytest.mark.parametrize("path", ["/", "/events", "/page.js", "/ask"])
async def test_a_foreign_host_name_is_refused(page: Page, host: str, path: str) -> None:
    method = "POST" if path == "/ask" else "GET"
    response = await page.client.request(method, path, headers={"host": host})
    assert response.status_code == 400


async def test_localhost_is_this_machine_too(page: Page) -> None:
    response = await page.client.get("/", headers={"host": "localhost:8765"})
    assert response.status_code == 200


@pytest.mark.parametrize("path", ["/", "/page.css", "/page.js", "/chart/x.png", "/nirgends", "/../app.py"])
async def test_every_response_forbids_what_comes_from_elsewhere(page: Page, path: str) -> None:
    response = await page.client.get(path)
    assert response.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cache-control"] == "no-store"
    assert "server" not in response.headers
    assert "http://" not in response.text
    assert "https://" not in response.text


def test_the_door_opens_to_this_machine_only() -> None:
    with server.door(0) as door:
        assert door.getsockname()[0] == "127.0.0.1"
        with pytest.raises(OSError, match="in use"):
            server.door(door.getsockname()[1])
