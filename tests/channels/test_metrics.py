"""Metrics: what was counted is shown, under Prometheus's rules, and no label says who or what."""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families
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

from bot.channels.metrics import DIGEST_LENGTH, Metrics, Place, digest, outcome
from bot.understanding.decision import Kind


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


def _value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


def test_questions_are_counted_by_kind_and_place_from_zero(metrics: Metrics) -> None:
    metrics.asked(Kind.ANSWER, Place.GROUP)
    metrics.asked(Kind.ANSWER, Place.GROUP)
    counted = {
        (kind, place): _value(metrics, "kmu_bot_questions_total", kind=kind, place=place)
        for kind in Kind
        for place in Place
    }
    assert counted.pop((Kind.ANSWER, Place.GROUP)) == 2
    assert set(counted.values()) == {0}


def test_times_fall_into_buckets(metrics: Metrics) -> None:
    metrics.handled(0.06)
    metrics.handled(2000)
    with metrics.understanding():
        pass
    name = "kmu_bot_update_handling_seconds"
    assert _value(metrics, f"{name}_bucket", le="0.05") == 0
    assert _value(metrics, f"{name}_bucket", le="0.1") == 1
    assert _value(metrics, f"{name}_bucket", le="1800.0") == 1
    assert _value(metrics, f"{name}_count") == 2
    assert _value(metrics, "kmu_bot_understanding_seconds_bucket", le="1.0") == 1


def test_what_changes_by_itself_is_read_when_asked_for(metrics: Metrics) -> None:
    now = {"waiting": 3, "working": 2, "backlog": 7}
    contact: list[float] = []
    metrics.watch(
        waiting=lambda: now["waiting"],
        working=lambda: now["working"],
        backlog=lambda: now["backlog"],
        last_contact=lambda: contact[-1] if contact else None,
    )
    assert _value(metrics, "kmu_bot_telegram_last_contact_timestamp_seconds") == 0
    now["waiting"] = 4
    contact.append(1_700_000_000.5)
    assert _value(metrics, "kmu_bot_queue_waiting") == 4
    assert _value(metrics, "kmu_bot_queue_working") == 2
    assert _value(metrics, "kmu_bot_inbox_backlog") == 7
    assert _value(metrics, "kmu_bot_telegram_last_contact_timestamp_seconds") == 1_700_000_000.5


def _raised(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


FAILURES: dict[str, list[Callable[[], Exception]]] = {
    "429": [lambda: RetryAfter(1)],
    "403": [lambda: Forbidden("bot was blocked by the user")],
    "400": [lambda: BadRequest("message to edit not found")],
    "migrated": [lambda: ChatMigrated(-100)],
    "409": [lambda: Conflict("terminated by other getUpdates request")],
    "401": [InvalidToken],
    "timeout": [TimedOut],
    "5xx": [
        lambda: NetworkError("Bad Gateway"),
        lambda: _raised(NetworkError("Bad Gateway (502)"), TelegramError("Invalid server response")),
    ],
    "network": [lambda: _raised(NetworkError("httpx.ConnectError"), OSError())],
    "garbage": [lambda: TelegramError("Invalid server response")],
    "other": [lambda: ValueError("x")],
}


@pytest.mark.parametrize("word", FAILURES)
def test_calls_are_counted_by_method_and_outcome(
    metrics: Metrics, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # PTB itself reads the attribute that it warns about
    for failure in FAILURES[word]:
        metrics.called("sendMessage", failure())
    metrics.called("sendMessage")
    count = _value(metrics, "kmu_bot_telegram_calls_total", method="sendMessage", outcome=word)
    assert count == len(FAILURES[word])
    assert outcome(None) == "ok"
    assert _value(metrics, "kmu_bot_telegram_calls_total", method="sendMessage", outcome="ok") == 1


@pytest.mark.parametrize("path", ["photos/file_77.jpg", "bot123:AAE", "123456789", "", "ID\n", "a b"])
def test_what_is_no_method_is_not_shown(metrics: Metrics, path: str) -> None:
    metrics.called(path)
    metrics.retried(path)
    assert _value(metrics, "kmu_bot_telegram_calls_total", method="other", outcome="ok") == 1
    assert _value(metrics, "kmu_bot_telegram_retries_total", method="other") == 1


def test_an_error_shows_its_type_and_not_what_it_says(metrics: Metrics) -> None:
    metrics.failed(ValueError("text of 4711"))
    assert _value(metrics, "kmu_bot_errors_total", type="ValueError") == 1
    assert b"4711" not in metrics.exposition()


def test_only_the_newest_knowledge_is_shown(metrics: Metrics) -> None:
    old, new = {"a.yaml": b"x"}, {"a.yaml": b"y"}
    metrics.knows(old, 40, loaded=1.0)
    metrics.knows(new, 43, loaded=2.0)
    assert _value(metrics, "kmu_bot_knowledge_info", digest=digest(new)) == 1
    assert _value(metrics, "kmu_bot_knowledge_info", digest=digest(old)) is None
    assert _value(metrics, "kmu_bot_knowledge_topics") == 43
    assert _value(metrics, "kmu_bot_knowledge_loaded_timestamp_seconds") == 2


def test_the_digest_tells_states_apart_whatever_the_order() -> None:
    files = {"a.yaml": b"x", "b.yaml": b"y"}
    assert digest(files) == digest(dict(reversed(files.items())))
    others = [{"a.yaml": b"y", "b.yaml": b"x"}, {"a.yaml": b"x"}, {"a.yaml": b"xb.yaml", "": b"y"}, {}]
    assert len({digest(files), *map(digest, others)}) == 5
    assert len(digest(files)) == DIGEST_LENGTH


def _families(metrics: Metrics) -> Iterator[tuple[str, str, set[str]]]:
    for family in text_string_to_metric_families(metrics.exposition().decode()):
        yield family.name, family.type, {name for sample in family.samples for name in sample.labels}


def test_names_follow_the_conventions_and_labels_are_few(metrics: Metrics) -> None:
    metrics.called("getMe")
    metrics.retried("getMe")
    metrics.failed(KeyError())
    metrics.knows({}, 0, loaded=time.time())
    ours = [family for family in _families(metrics) if family[0].startswith("kmu_bot_")]
    assert ours
    for name, kind, labels in ours:
        assert re.fullmatch(r"[a-z][a-z_]*[a-z]", name)
        assert kind != "histogram" or name.endswith("_seconds")
        assert labels <= {"kind", "place", "le", "type", "method", "outcome", "digest"}
    others = {name for name, _, _ in _families(metrics)} - {name for name, _, _ in ours}
    assert {"process_resident_memory_bytes", "process_cpu_seconds", "python_info"} <= others


def test_two_bots_in_one_process_count_apart(metrics: Metrics) -> None:
    metrics.asked(Kind.CLARIFY, Place.INLINE)
    assert _value(Metrics(), "kmu_bot_questions_total", kind="clarify", place="inline") == 0
