"""The JSON Schema: generated, current, German, and of one opinion with the loader."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from bot.knowledge.descriptions import ENTRIES, FIELDS
from bot.knowledge.schema import FILE_NAME, MARK, schema
from tests.knowledge.sound import FIGURES, TOPICS

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
FILES = sorted(KNOWLEDGE.rglob("*.yaml"))


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    made = json.loads(schema())
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def data(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def test_the_schema_beside_the_files_is_current() -> None:
    found = (KNOWLEDGE / FILE_NAME).read_text(encoding="utf-8")

    assert found == schema(), "please run: kmu-bot schema > knowledge/schema.json"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(KNOWLEDGE).as_posix())
def test_every_file_names_the_schema_in_its_first_line_and_keeps_it(
    file: Path, validator: Draft202012Validator
) -> None:
    first, rest = file.read_text(encoding="utf-8").split("\n", 1)

    assert first.startswith(MARK)
    assert (file.parent / first.removeprefix(MARK)).resolve() == (KNOWLEDGE / FILE_NAME).resolve()
    assert list(validator.iter_errors(data(rest))) == []


def test_every_key_is_described_in_german() -> None:
    for model, described in FIELDS.items():
        assert described.keys() == model.model_fields.keys()
    assert not re.search(r"\b(the|of|is)\b", schema().replace('"title"', ""))
    assert ENTRIES.keys() < FIELDS.keys()


@pytest.mark.parametrize("text", [FIGURES, TOPICS])
def test_sound_knowledge_is_not_underlined(text: str, validator: Draft202012Validator) -> None:
    assert list(validator.iter_errors(data(text))) == []


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (FIGURES, "vollständig: ja", "vollständig: vielleicht"),
        (FIGURES, "herausgeber: H, ", ""),
        (FIGURES, "https://", "ftp://"),
        (FIGURES, "rang: 1", "rang: 0"),
        (FIGURES, "quellen:", "qellen:"),
        (FIGURES, "plan_ja:", "Plan-Ja:"),
        (FIGURES, "grundgesamtheit: E, ", ""),
        (TOPICS, "titel: Plan", "title: Plan"),
        (TOPICS, "titel: Plan", f"titel: {'x' * 41}"),
        (TOPICS, "weiter: [zeit]", "weiter: [a, b, c, d]"),
        (TOPICS, "weiter: [zeit]", "weiter: zeit"),
    ],
)
def test_what_the_loader_refuses_is_underlined(
    text: str, old: str, new: str, validator: Draft202012Validator
) -> None:
    assert text.count(old) >= 1

    assert list(validator.iter_errors(data(text.replace(old, new, 1))))
