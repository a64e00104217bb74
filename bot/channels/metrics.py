"""What the bot counts and measures for Prometheus; no label carries an id, a name or a text.

Every name is explained in docs/OPERATIONS.md, and shown in deploy/grafana-dashboard.json.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from enum import StrEnum

from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.understanding.decision import Kind

HANDLING = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800)
"""Upper bounds in seconds, around one call to Telegram (60 ms) up to 30 minutes, when answers are late."""

UNDERSTANDING = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1)
"""Upper bounds in seconds around the 1 to 5 ms that a question takes."""

DIGEST_LENGTH = 12
"""Hexadecimal digits that tell one state of the knowledge files from another."""

_METHOD = re.compile(r"[a-z]+([A-Z][a-z]+)*")
_ANSWERS: tuple[tuple[type[TelegramError], str], ...] = (
    (RetryAfter, "429"),
    (Forbidden, "403"),
    (ChatMigrated, "migrated"),
    (BadRequest, "400"),
    (Conflict, "409"),
    (InvalidToken, "401"),
    (TimedOut, "timeout"),
)
"""Subclasses of NetworkError among them: the first that fits counts."""


class Place(StrEnum):
    """Where a question was asked."""

    PRIVATE = "private"
    GROUP = "group"
    INLINE = "inline"


class Metrics:
    """The figures of one bot, in a registry of their own."""

    content_type = CONTENT_TYPE_PLAIN_0_0_4
    """Of ``exposition()``."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry(auto_describe=True)
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self._questions = self._counter("questions", "Fragen nach Entscheidung und Ort.", "kind", "place")
        for kind in Kind:  # from zero, so that the first one shows as an increase
            for place in Place:
                self._questions.labels(kind.value, place.value)
        self._handling = self._histogram(
            "update_handling", "Vom Eingang eines Updates bis zum Ende seiner Bearbeitung.", HANDLING
        )
        self._understanding = self._histogram(
            "understanding", "Zeit, um eine Frage zu verstehen und ihre Antwort zu bilden.", UNDERSTANDING
        )
        self._waiting = self._gauge("queue_waiting", "Updates, die auf ihre Bearbeitung warten.")
        self._working = self._gauge("queue_working", "Updates, die gerade bearbeitet werden.")
        self._backlog = self._gauge("inbox_backlog", "Updates im Eingang der Datenbank, noch nicht erledigt.")
        self._left_out = self._counter("left_out", "Updates, die wegen Andrangs unbeantwortet bleiben.")
        self._errors = self._counter("errors", "Fehler nach ihrem Typ.", "type")
        self._calls = self._counter(
            "telegram_calls", "Aufrufe der Bot-API nach Methode und Ausgang.", "method", "outcome"
        )
        self._retries = self._counter("telegram_retries", "Wiederholte Aufrufe der Bot-API.", "method")
        self._contact = self._gauge(
            "telegram_last_contact_timestamp_seconds",
            "Letzter Kontakt mit Telegram, in Unix-Zeit; 0: noch keiner.",
        )
        self._knowledge = Info(
            "kmu_bot_knowledge", "Stand der Wissensdateien (Prüfsumme).", registry=self.registry
        )
        self._topics = self._gauge("knowledge_topics", "Themen im Wissen.")
        self._loaded = self._gauge(
            "knowledge_loaded_timestamp_seconds", "Wann das Wissen geladen wurde, in Unix-Zeit."
        )

    def asked(self, kind: Kind, place: Place) -> None:
        """Count a question that was decided."""
        self._questions.labels(kind.value, place.value).inc()

    def understanding(self) -> AbstractContextManager[object]:
        """Note how long the body takes: the assistant with a question."""
        return self._understanding.time()

    def left_out(self) -> None:
        """Count an update that was not answered because too much came in."""
        self._left_out.inc()

    def handled(self, seconds: float) -> None:
        """Note how long an update took from its arrival to the end of its handling, waiting included."""
        self._handling.observe(seconds)

    def failed(self, error: BaseException) -> None:
        """Count an error that ended the handling of an update or a job, by the name of its class."""
        self._errors.labels(type(error).__name__).inc()

    def called(self, method: str, error: BaseException | None = None) -> None:
        """Count one call of ``method``, e.g. sendMessage, as it went; each attempt is a call of its own."""
        self._calls.labels(_name(method), outcome(error)).inc()

    def retried(self, method: str) -> None:
        """Count that a call is made again."""
        self._retries.labels(_name(method)).inc()

    def knows(self, files: Mapping[str, bytes], topics: int, loaded: float) -> None:
        """Note the knowledge that answers from now on: its files, number of topics, and unix time."""
        self._knowledge.info({"digest": digest(files)})
        self._topics.set(topics)
        self._loaded.set(loaded)

    def watch(
        self,
        *,
        waiting: Callable[[], int],
        working: Callable[[], int],
        backlog: Callable[[], int],
        last_contact: Callable[[], float | None],
    ) -> None:
        """Where to look, whenever somebody asks, for what changes by itself. None of them may wait."""
        self._waiting.set_function(waiting)
        self._working.set_function(working)
        self._backlog.set_function(backlog)
        self._contact.set_function(lambda: last_contact() or 0.0)

    def exposition(self) -> bytes:
        """Everything in Prometheus's text format."""
        return generate_latest(self.registry)

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"kmu_bot_{name}_total", text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str) -> Gauge:
        return Gauge(f"kmu_bot_{name}", text, registry=self.registry)

    def _histogram(self, name: str, text: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f"kmu_bot_{name}_seconds", text, buckets=buckets, registry=self.registry)


def outcome(error: BaseException | None) -> str:
    """How a call to Telegram went, as one of few words: ok, an HTTP status, timeout, network and the like."""
    if error is None:
        return "ok"
    for kind, answer in _ANSWERS:
        if isinstance(error, kind):
            return answer
    if isinstance(error, NetworkError):
        # The cause is what the network said; without one, or with no JSON, a server did answer.
        answered = error.__cause__ is None or isinstance(error.__cause__, TelegramError)
        return "5xx" if answered else "network"
    return "garbage" if type(error) is TelegramError else "other"


def digest(files: Mapping[str, bytes]) -> str:
    """The first digits of a checksum over names and contents; the same for the same files in any order."""
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest())
        whole.update(hashlib.sha256(files[name]).digest())
    return whole.hexdigest()[:DIGEST_LENGTH]


def _name(method: str) -> str:
    """A method's name as it is, anything else (the path of a file, say) as „other“."""
    return method if _METHOD.fullmatch(method) else "other"
