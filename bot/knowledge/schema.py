"""A JSON Schema of knowledge files, made from the models, so that editors complete and underline."""

import json
from copy import deepcopy
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import (
    BoolSchema,
    DictSchema,
    ModelSchema,
    NullableSchema,
    StringSchema,
    WithDefaultSchema,
)

from bot.knowledge.descriptions import APART, ENTRIES, FIELDS, FILE, NAME, QUESTIONS, SIGNAL_WORDS, WORDS
from bot.knowledge.entries import INHERITED
from bot.knowledge.merge import FURTHER, SIGNALS
from bot.knowledge.model import GERMAN_KEYS, Figure, Knowledge
from bot.knowledge.value import Value

FILE_NAME = "schema.json"
"""Where the schema lies in a knowledge folder."""

MARK = "# yaml-language-server: $schema="
"""How the first line of a knowledge file names its schema, as a path from the file."""

_VALUE = {
    "description": FIELDS[Figure]["value"],
    "anyOf": [{"type": "number"}, {"type": "string", "minLength": 1}],
}

Json = dict[str, Any]


def schema() -> str:
    """The schema as the text of its file."""
    return json.dumps(_schema(), ensure_ascii=False, indent=2) + "\n"


def _schema() -> Json:
    made: Json = Knowledge.model_json_schema(by_alias=True, schema_generator=_German)
    models = made["$defs"]
    whole = models["Figure"]
    required = [key for key in whole["required"] if key not in INHERITED]
    models["Option"] = {**whole, "required": required}
    options = models["Distribution"]["properties"]["kennzahlen"]["patternProperties"]
    for pattern in options:
        options[pattern] = {"$ref": "#/$defs/Option"}
    listed = made["properties"]["wortschatz"]
    made["properties"][FURTHER] = {**deepcopy(listed), "description": APART}
    for section, description in (("wortschatz", WORDS), (SIGNALS, SIGNAL_WORDS), (FURTHER, QUESTIONS)):
        for texts in made["properties"][section]["patternProperties"].values():
            texts["description"] = description
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "kmu-bot", **made}


class _German(GenerateJsonSchema):
    """What a file may hold before the models read it: „ja“ for true, 2023 for a text, no defaults."""

    def bool_schema(self, schema: BoolSchema) -> Json:  # noqa: ARG002
        return {"enum": ["ja", "nein"]}

    def str_schema(self, schema: StringSchema) -> Json:
        made = super().str_schema(schema)
        return made if "pattern" in made else {**made, "type": ["string", "number"]}

    def default_schema(self, schema: WithDefaultSchema) -> Json:
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: NullableSchema) -> Json:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: DictSchema) -> Json:
        return {
            **super().dict_schema(schema),
            "propertyNames": {"description": NAME},
            "additionalProperties": False,
        }

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def model_schema(self, schema: ModelSchema) -> Json:
        model = schema["cls"]
        if model is Value:
            return _VALUE
        made = super().model_schema(schema)
        made.pop("title", None)
        made["description"] = ENTRIES.get(model, FILE)
        for name, text in FIELDS[model].items():
            made["properties"][GERMAN_KEYS[name]]["description"] = text
        return made
