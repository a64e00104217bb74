"""The terminal: what is shown, and how a conversation goes on."""

import io
import os
import pty
import re
import select
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from bot.answering.reply import Bar, Chart, Reply, Span
from bot.assistant import Context
from bot.channels.console import GREETING, NO_SOURCES, NO_TOPICS, UNKNOWN_COMMAND, Conversation, show
from bot.knowledge.model import Knowledge
from bot.understanding.decision import Kind
from tests.channels.telegram.stand_in import CITATION, StandIn, knowledge

ROOT = Path(__file__).parents[2]
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
REPLY = StandIn().reply("x")
CHART = Chart(
    "strategie",
    "Stand der Strategie",
    (Bar("vorhanden", 60, "60 %"), Bar("geplant", 2, "2 %"), Bar("offen", None, "keine Zahl")),
    "Die Summe ist 101 %.",
    CITATION,
)


def _console(terminal: bool = False, width: int = 80, encoding: str = "utf-8") -> Console:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace")
    return Console(
        file=stream,
        width=width,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )


def _shown(console: Console) -> str:
    stream = console.file
    assert isinstance(stream, io.TextIOWrapper)
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(stream.encoding)


def _said(reply: Reply, numbered: bool = False, **how: object) -> str:
    console = _console(**how)  # type: ignore[arg-type]
    show(reply, console, numbered)
    return _shown(console)


def _talk(*lines: str, assistant: StandIn | None = None) -> str:
    console = _console()
    Conversation(assistant or StandIn(), console).answer_all(lines)
    return _shown(console)


def test_figures_are_bold_in_a_terminal_and_no_line_ends_before_a_per_cent_sign() -> None:
    assert f"{BOLD}60\u00a0%{PLAIN} sagen: x" in _said(REPLY, terminal=True)
    narrow = _ESCAPES.sub("", _said(REPLY, terminal=True, width=20)).splitlines()
    assert all(len(line) <= 20 for line in narrow if line != CITATION.url)
    assert CITATION.url in narrow  # in one piece, so that it can be clicked


def test_a_pipe_gets_neither_colours_nor_broken_lines() -> None:
    long = replace(REPLY, lines=((Span("Wort " * 100),),))
    said = _said(long, width=40)
    assert "\x1b" not in said
    assert said.splitlines()[0].count("Wort") == 100


def test_the_source_stands_under_every_answer() -> None:
    assert (
        _said(REPLY).splitlines()[-1].startswith("Quelle: Umfrage unter KMU, „KMU & Social Media <Studie>“")
    )


def test_follow_ups_are_numbered_where_they_can_be_chosen() -> None:
    assert "Dazu passt:\n  1 Thema <0>\n  2 Thema <1>\n" in _said(REPLY, numbered=True)
    assert "Thema <1>" not in _said(REPLY)


def test_choices_of_a_clarification_are_always_shown() -> None:
    clarify = replace(REPLY, kind=Kind.CLARIFY)
    assert " – Thema <1>\n" in _said(clarify)
    numbered = _said(clarify, numbered=True)
    assert "  2 Thema <1>\n" in numbered
    assert "Dazu passt" not in numbered


def test_a_distribution_is_drawn_to_the_scale_of_100_per_cent() -> None:
    lines = _said(replace(REPLY, chart=CHART)).splitlines()
    start = lines.index("Stand der Strategie")
    assert lines[start : start + 5] == [
        "Stand der Strategie",
        "vorhanden " + "█" * 24 + " 60 %",
        "geplant   ▊ 2 %",
        "offen     keine Zahl",
        "Die Summe ist 101 %.",
    ]


def test_the_note_is_not_said_twice() -> None:
    reply = replace(REPLY, lines=((Span(f"So ist es. {CHART.note}"),),), chart=CHART)
    assert _said(reply).count(CHART.note) == 1


def test_the_bars_fit_a_narrow_terminal_and_a_poor_encoding() -> None:
    drawn = _said(replace(REPLY, chart=CHART), terminal=True, width=34)
    assert "█" * 7 in drawn
    bars = [_ESCAPES.sub("", line) for line in drawn.splitlines() if "█" in line]
    assert all(len(bar) <= 34 for bar in bars)
    assert "vorhanden " + "#" * 24 in _said(replace(REPLY, chart=CHART), encoding="latin-1")


def test_each_line_gets_one_answer_and_the_next_one_knows_of_it() -> None:
    assistant = StandIn()
    said = _talk("Erste\n", "  Zweite  \n", "\n", assistant=assistant)
    assert [line for line in said.splitlines() if "sagen:" in line] == [
        "60 % sagen: Erste",
        "60 % sagen: Zweite",
        "60 % sagen: ",
    ]
    after = Context(("thema_0",), ("thema_0", "thema_1", "thema_2"))
    assert assistant.contexts == [Context(), after, after]


def test_a_number_chooses_what_was_offered() -> None:
    assistant = StandIn()
    said = _talk("Frage", "2", "9", "0", assistant=assistant)
    assert "60 % haben eine Strategie." in said  # what StandIn says to a chosen topic
    assert "sagen: 9" in said
    assert "sagen: 0" in said
    assert assistant.contexts[1].topics == ("thema_0", "thema_1")


def test_a_number_before_anything_was_offered_is_a_question() -> None:
    assert "sagen: 2" in _talk("2")


def test_all_topics_are_listed_by_area_and_can_be_chosen() -> None:
    said = _talk("/themen", "2")
    assert "Strategie\n  1 Thema <0>\nGröße & <Budget>\n  2 Thema <1>\n  3 Thema <2>\n" in said
    assert "60 % haben eine Strategie." in said


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("/hilfe", "/ende    Gespräch beenden"),
        ("/HELP", "/themen  alle Themen"),
        (
            "/quelle",
            "KMU & Social Media <Studie>\nVerlag · erschienen: nicht angegeben\nStudie: Umfrage unter KMU",
        ),
        ("/wetter", UNKNOWN_COMMAND),
    ],
)
def test_commands(command: str, expected: str) -> None:
    assert expected in _talk(command)


def test_without_knowledge_it_says_so() -> None:
    nothing = StandIn(Knowledge())
    assert _talk("/themen", "/quelle", assistant=nothing) == f"{NO_TOPICS}\n{NO_SOURCES}\n\n"


@pytest.mark.parametrize("farewell", ["/ende", "exit", "EXIT", "quit", "/exit"])
def test_a_farewell_ends_it(farewell: str) -> None:
    assert "danach" not in _talk(farewell, "danach")


def test_what_is_echoed_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in _talk("\x1b]0;Titel\x07 [bold]fett[/bold] :smile:")
    assert "[bold]fett[/bold] :smile:" in _talk("[bold]fett[/bold] :smile:")


def test_a_wide_knowledge_numbers_on() -> None:
    said = _talk("/themen", "12", assistant=StandIn(knowledge(12)))
    assert " 12 Thema <11>\n" in said
    assert "haben eine Strategie." in said


PROGRAM = """
from bot.channels import console
from tests.channels.telegram.stand_in import StandIn
console.chat(StandIn(), console.output())
"""


def test_in_a_terminal_it_greets_prompts_and_takes_its_leave() -> None:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "100", "NO_COLOR": ""},
    )
    os.close(slave)
    seen = _until(master, "> ")
    os.write(master, b"\n")  # nothing to answer
    seen += _until(master, "> ")
    os.write(master, "Größe?\n".encode())
    seen += _until(master, "Thema <2>\n\n> ")
    os.write(master, b"\x04")  # Ctrl-D
    seen += _until(master, "Auf Wiedersehen!")
    assert process.wait(10) == 0
    os.close(master)
    assert GREETING.splitlines()[0][:60] in seen
    assert f"{BOLD}60\u00a0%{PLAIN} sagen: Größe?" in seen
    assert seen.count("Quelle: ") == 1
    assert "Traceback" not in seen


def _until(master: int, expected: str, seconds: float = 20) -> str:
    """What a terminal shows until ``expected`` comes, without its switching of modes."""
    seen = ""
    raw = b""
    while expected not in seen:
        ready, _, _ = select.select([master], [], [], seconds)
        assert ready, f"never saw {expected!r} in {seen!r}"
        raw += os.read(master, 4096)
        seen = raw.decode(errors="replace").replace("\r", "").replace("\x1b[?2004h", "")
    return seen
