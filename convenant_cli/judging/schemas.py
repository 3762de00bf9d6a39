"""The JSON Schemas of the record kinds, made from the models: what editors complete and explain.

Draft 2020-12. A schema accepts at least what the reader accepts: an editor sees ``2.10`` as a number and ``no`` as
text or a boolean before the schema looks, we read text. What a schema cannot see, ``convenant validate`` does.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema as cs

from convenant_cli.judging.toetsen import toetsen
from convenant_cli.records import KINDS, Hoofdstuk
from convenant_cli.records.model.record import BINNEN, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Schema(GenerateJsonSchema):
    schema_dialect = DIALECT

    def nullable_schema(self, schema: cs.NullableSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        if "enum" in inner:
            return inner | {"enum": [*inner["enum"], None]}
        if "type" in inner:
            types = inner["type"] if isinstance(inner["type"], list) else [inner["type"]]
            return inner | {"type": [*types, "null"]}
        return {"anyOf": [inner, {"type": "null"}]}

    def default_schema(self, schema: cs.WithDefaultSchema) -> JsonSchemaValue:
        # An absent field needs no default in a file that people write.
        return self.generate_inner(schema["schema"])

    def get_title_from_name(self, name: str) -> str:  # noqa: ARG002
        return ""

    def literal_schema(self, schema: cs.LiteralSchema) -> JsonSchemaValue:
        return {"enum": list(schema["expected"])}


def schema_of(kind: type[Record], known: Mapping[str, Iterable[str]] | None = None) -> dict[str, Any]:
    """Return the JSON Schema of a record kind.

    ``known``: ids by kind, offered as examples in fields that refer to that kind, so that an editor completes them.
    """
    schema: dict[str, Any] = _tidy(_of_model(kind), known or {})
    if kind is Hoofdstuk:
        _with_parameters(schema, known or {})
    head: dict[str, Any] = {"$schema": DIALECT, "title": kind.soort, "description": schema.pop("description", "")}
    return head | schema


@cache
def _of_model(model: type[BaseModel]) -> dict[str, Any]:
    """Return what pydantic makes of a model; who tidies it makes a copy."""
    return model.model_json_schema(schema_generator=_Schema, mode="validation")


def _with_parameters(schema: dict[str, Any], known: Mapping[str, Iterable[str]]) -> None:
    """Complete the schema of a chapter: each kind of test says which parameters stand beside its name."""
    opgave = schema["$defs"]["Toetsopgave"]
    opgave.pop("additionalProperties", None)
    schema["$defs"].pop("JsonValue", None)  # what the parameters are, is said below
    opgave["allOf"] = []
    for name, toets in toetsen().items():
        own: dict[str, Any] = _tidy(_of_model(toets), known)
        schema["$defs"] |= own.pop("$defs", {})
        # The sentence of the toets, not its whole manual, is what an editor shows.
        own["properties"]["soort"] = {"const": name, "description": toets.manual().titel}
        then = {key: own[key] for key in ("properties", "required", "additionalProperties") if key in own}
        opgave["allOf"].append({"if": {"properties": {"soort": {"const": name}}, "required": ["soort"]}, "then": then})


def _tidy(node: Any, known: Mapping[str, Iterable[str]]) -> Any:
    """Drop titles, and give references their completions."""
    if isinstance(node, list):
        return [_tidy(item, known) for item in node]
    if not isinstance(node, dict):
        return node
    out: dict[str, Any] = {}
    for key, value in node.items():
        if key == "title" and isinstance(value, str):
            continue
        if key in ("properties", "$defs"):
            out[key] = {name: _tidy(item, known) for name, item in value.items()}
        else:
            out[key] = value if key == "enum" else _tidy(value, known)
    targets = out.get("x-verwijst-naar", ())
    within = out.pop(BINNEN, False)
    offered = {id.split("/")[-1] if within else id for target in targets for id in known.get(target, ())}
    # A file can have a name that the field refuses, or that is no text at all.
    if examples := sorted(one for one in offered if re.search(out.get("pattern", ""), one)):
        out["examples"] = examples
    return out


def all_schemas(known: Mapping[str, Iterable[str]] | None = None) -> dict[str, str]:
    """Return the text of every schema file by file name."""
    return {
        f"{kind.soort}.schema.json": json.dumps(schema_of(kind, known), ensure_ascii=False, indent=2) + "\n"
        for kind in KINDS
    }
