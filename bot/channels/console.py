"""A conversation in the terminal, or through a pipe: one answer for each line."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from bot.answering.reply import BULLET, OTHERS, Chart, Line, Option, Reply, plain
from bot.assistant import Assistant, Context
from bot.channels.plain_text import citation_line, citations, clean
from bot.knowledge.model import Knowledge
from bot.understanding.decision import Kind

GREETING = (
    "Guten Tag! Fragen Sie mich, wie kleine und mittlere Unternehmen (KMU) Social Media nutzen.\n"
    "Zum Beispiel: Wie viele KMU haben eine Social-Media-Strategie?\n"
    "Alle Themen: /themen · Hilfe: /hilfe · Beenden: /ende"
)
HELP = (
    "Schreiben Sie Ihre Frage in eigenen Worten, auch nur Stichwörter oder eine Zahl wie „19 Prozent“.\n"
    "Stehen Nummern unter einer Antwort, genügt die Nummer."
)
FAREWELL = "Auf Wiedersehen!"
UNKNOWN_COMMAND = "Diesen Befehl kenne ich nicht. Was ich kann, zeigt /hilfe."
NO_TOPICS = "Zurzeit sind keine Themen hinterlegt."
NO_SOURCES = "Zurzeit sind keine Quellen hinterlegt."
FOLLOW_UPS = "Dazu passt:"
PROMPT = "> "

BAR_WIDTH = 40
"""Columns that stand for 100 %."""

_EIGHTHS = " ▏▎▍▌▋▊▉"
_NUMBER = re.compile(r"[0-9]{1,3}")
_PER_CENT = re.compile(r"(?<=\d) (?=%)")


@dataclass(frozen=True, slots=True)
class _Command:
    names: tuple[str, ...]
    description: str


_HELP = _Command(("/hilfe", "/help"), "diese Hilfe")
_TOPICS = _Command(("/themen",), "alle Themen zum Auswählen")
_SOURCES = _Command(("/quelle", "/quellen"), "woher die Zahlen stammen")
_END = _Command(("/ende", "/exit", "exit", "quit"), "Gespräch beenden")
_COMMANDS = (_TOPICS, _SOURCES, _HELP, _END)


def output() -> Console:
    """Standard output as text: in colour and wrapped to its width in a terminal, neither in a pipe."""
    return Console(highlight=False, markup=False, emoji=False)


def chat(assistant: Assistant, console: Console) -> None:
    """Talk until the end of the input, or until the person leaves."""
    conversation = Conversation(assistant, console)
    if not (sys.stdin.isatty() and console.is_terminal):
        conversation.answer_all(sys.stdin)
        return
    conversation.say(GREETING)
    conversation.answer_all(_typed())
    conversation.say(FAREWELL)


class Conversation:
    """One person's questions, in order; a follow-up may refer to what came before."""

    def __init__(self, assistant: Assistant, console: Console) -> None:
        self._assistant = assistant
        self._console = console
        self._context = Context()
        self._commands: dict[str, Callable[[], None]] = {
            name: handler
            for command, handler in ((_HELP, self._help), (_TOPICS, self._topics), (_SOURCES, self._sources))
            for name in command.names
        }

    def answer_all(self, lines: Iterable[str]) -> None:
        """One answer for each line, until one of them is a farewell."""
        for line in lines:
            question = line.strip()
            if question.lower() in _END.names:
                return
            self._answer(question)

    def say(self, text: str) -> None:
        """Show a text of the terminal's own, and an empty line."""
        self._print(Text(clean(text)))
        self._print()

    def _answer(self, question: str) -> None:
        if question.startswith("/"):
            command = self._commands.get(question.lower())
            return command() if command else self.say(UNKNOWN_COMMAND)
        reply = self._chosen(question) or self._assistant.reply(question, self._context)
        self._context = Context.after(reply, self._context)
        show(reply, self._console, numbered=True)
        return self._print()

    def _chosen(self, question: str) -> Reply | None:
        """The topic that a number stands for, if that many were offered."""
        if not _NUMBER.fullmatch(question):
            return None
        number = int(question)
        offered = self._context.options
        return self._assistant.topic(offered[number - 1]) if 0 < number <= len(offered) else None

    def _help(self) -> None:
        width = max(len(command.names[0]) for command in _COMMANDS)
        commands = (f"  {command.names[0]:<{width}}  {command.description}" for command in _COMMANDS)
        self.say("\n".join((HELP, *commands)))

    def _topics(self) -> None:
        """List all topics with numbers, which can be chosen from now on."""
        by_area: dict[str, list[Option]] = {}
        for key, topic in self._assistant.knowledge.topics.items():
            by_area.setdefault(topic.area, []).append(Option(key, topic.title))
        number = 1
        for area, options in by_area.items():
            self._print(Text(clean(area), "bold"))
            _list(options, self._console, number)
            number += len(options)
        offered = tuple(option.topic for options in by_area.values() for option in options)
        self._context = Context(self._context.topics, offered)
        self._print(Text("" if offered else NO_TOPICS))

    def _sources(self) -> None:
        self.say(_sources(self._assistant.knowledge) or NO_SOURCES)

    def _print(self, text: Text | str = "") -> None:
        _print(self._console, text)


def show(reply: Reply, console: Console, numbered: bool = False) -> None:
    """The reply with bold figures, its chart, its sources and, if they can be chosen, its follow-ups."""
    for line in reply.lines:
        if not _is_listed_again(line, reply):
            _print(console, _rich(line, console))
    if reply.chart:
        _draw(reply.chart, console, already_said=plain(reply.lines))
    for cited in citations(reply):
        words, address = citation_line(cited, separator="\n").rsplit("\n", 1)
        if console.is_terminal:
            _print(console, Text(words, "dim"))
            console.print(Text(address, "dim"), soft_wrap=True)  # a broken one could not be clicked
        else:
            _print(console, citation_line(cited))
    if not reply.options:
        return
    if numbered:
        if reply.kind is not Kind.CLARIFY:
            _print(console, FOLLOW_UPS)
        _list(reply.options, console, first=1)
    elif reply.kind is not Kind.ANSWER:
        _list(reply.options, console)


def _is_listed_again(line: Line, reply: Reply) -> bool:
    """Whether a line lists what bars or numbered choices show below."""
    first = line[0].text if line else ""
    if reply.kind is Kind.CLARIFY:
        return any(first.endswith(f". {option.title}") for option in reply.options)
    return bool(reply.chart) and first in (BULLET, OTHERS)


def _list(options: Iterable[Option], console: Console, first: int | None = None) -> None:
    for place, option in enumerate(options):
        mark = "–" if first is None else f"{first + place:>2}"
        _print(console, Text.assemble((f" {mark} ", "bold"), clean(option.title)))


def _draw(chart: Chart, console: Console, already_said: str) -> None:
    """Bars on a scale from 0 to 100 %; the value stands beside each."""
    labels = max((len(bar.label) for bar in chart.bars), default=0)
    values = max((len(bar.text) for bar in chart.bars), default=0)
    room = console.width - labels - values - 3 if console.is_terminal else BAR_WIDTH
    width = max(min(BAR_WIDTH, room), 5)
    _print(console)
    _print(console, Text(clean(chart.title), "bold"))
    for bar in chart.bars:
        label = f"{clean(bar.label):<{labels}} "
        drawn = _bar(bar.share or 0, width, console.encoding)
        value = f" {bar.text}" if drawn else bar.text
        _print(console, Text.assemble(label, (drawn, "cyan"), (clean(value), "bold")))
    if chart.note and chart.note not in already_said:
        _print(console, clean(chart.note))
    _print(console)


def _bar(share: float, width: int, encoding: str) -> str:
    eighths = round(min(max(share, 0), 100) / 100 * width * 8)
    if not encoding.lower().startswith("utf"):
        return "#" * round(eighths / 8)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _rich(line: Line, console: Console) -> Text:
    """The line with its figures bold; in a terminal no line is broken before a per cent sign."""
    text = Text()
    for span in line:
        words = clean(span.text)
        if console.is_terminal:
            words = _PER_CENT.sub("\u00a0", words)
        text.append(words, "bold" if span.strong else None)
    return text


def _sources(knowledge: Knowledge) -> str:
    return "\n\n".join(
        f"{source.title}\n{source.publisher} · erschienen: {source.published}\n"
        f"Studie: {source.study}\nDeckt ab: {source.covers}\n{source.url}"
        for source in sorted(knowledge.sources.values(), key=lambda source: source.rank)
    )


def _print(console: Console, text: Text | str = "") -> None:
    console.print(text, soft_wrap=not console.is_terminal)


def _typed() -> Iterator[str]:
    """What a person types; empty lines are nothing to answer."""
    with suppress(ImportError):  # not on Windows
        import readline  # noqa: F401 - gives input() its history
    while True:
        try:
            line = input(PROMPT)
        except (EOFError, KeyboardInterrupt):
            sys.stdout.write("\n")
            return
        if line.strip():
            yield line
