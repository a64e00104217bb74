"""The Grafana dashboard shows metrics that exist, and leaves none of ours out."""

import json
import re
from pathlib import Path
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

from bot.channels.metrics import Metrics

ROOT = Path(__file__).parents[1]
DASHBOARD: dict[str, Any] = json.loads(
    (ROOT / "deploy" / "grafana-dashboard.json").read_text(encoding="utf-8")
)
PANELS: list[dict[str, Any]] = DASHBOARD["panels"]
VARIABLES: list[dict[str, Any]] = DASHBOARD["templating"]["list"]
EXPRESSIONS = [target["expr"] for panel in PANELS for target in panel["targets"]]
EXPRESSIONS += [variable["definition"] for variable in VARIABLES if "definition" in variable]


def _shown() -> dict[str, set[str]]:
    """The labels of every sample that a bot in use shows."""
    metrics = Metrics()
    metrics.called("getMe")
    metrics.retried("getMe")
    metrics.failed(KeyError())
    metrics.knows({}, 0, loaded=0.0)
    found: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(metrics.exposition().decode()):
        for sample in family.samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    return found


def _named(expression: str) -> set[str]:
    return set(re.findall(r"\b(?:kmu_bot|process|python)_\w+", expression))


def test_every_metric_and_label_on_the_dashboard_exists() -> None:
    shown = _shown()
    for expression in EXPRESSIONS:
        named = _named(expression)
        assert named, expression
        assert named <= set(shown), expression
        allowed = {"instance"}.union(*(shown[name] for name in named))
        filtered = re.findall(r"[{,](\w+)(?==)", expression)
        grouped = [
            label for labels in re.findall(r"by \(([^)]*)\)", expression) for label in labels.split(", ")
        ]
        assert {*filtered, *grouped} <= allowed, expression


def test_none_of_our_metrics_is_missing() -> None:
    kept = {name for name in _shown() if name.startswith("kmu_bot_") and not name.endswith("_created")}
    families = {re.sub(r"_(bucket|sum|count)$", "", name) for name in kept}
    drawn = {re.sub(r"_bucket$", "", name) for expression in EXPRESSIONS for name in _named(expression)}
    assert families <= drawn


def test_each_panel_has_a_title_a_place_and_its_data_source() -> None:
    places = [tuple(panel["gridPos"].values()) for panel in PANELS]
    assert len(set(places)) == len(PANELS) == len({panel["id"] for panel in PANELS})
    for panel in PANELS:
        assert panel["title"]
        assert panel["gridPos"]["x"] + panel["gridPos"]["w"] <= 24
        assert {target["datasource"]["uid"] for target in panel["targets"]} == {"${datasource}"}


def test_the_operations_guide_explains_every_metric() -> None:
    guide = (ROOT / "docs" / "OPERATIONS.md").read_text(encoding="utf-8")
    families = {
        re.sub(r"_(bucket|sum|count|created)$", "", name) for name in _shown() if name.startswith("kmu_bot_")
    }
    counters = {name for name in families if f"{name}_total" in families}  # left over from _created
    for name in families - counters:
        assert f"`{name}`" in guide, name
