"""The published specifications as judges of what we send, apart from the sandbox's own reading of them."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SPECS = Path(__file__).parents[2] / "bots" / "sandbox" / "specs"
_PLAIN = {"Integer": int, "String": str, "Float": (int, float), "Boolean": bool, "True": bool}


@cache
def telegram() -> dict[str, Any]:
    """Methods and types."""
    found: dict[str, Any] = json.loads((SPECS / "telegram-bot-api-10.3.json").read_bytes())
    return found


def telegram_faults(method: str, params: dict[str, Any]) -> list[str]:
    """What is wrong with a call; nothing, if it is as the specification says."""
    known = {field["name"]: field for field in telegram()["methods"][method]}
    return [f"{method}: {fault}" for fault in _fields(known, params)]


def _fields(known: dict[str, Any], value: dict[str, Any]) -> list[str]:
    faults = [f"unknown {name}" for name in value if name not in known]
    faults += [f"missing {name}" for name, field in known.items() if field["required"] and name not in value]
    return faults + [
        f"{name}: not {known[name]['type']}"
        for name, item in value.items()
        if name in known and not _is_a(known[name]["type"], item)
    ]


def _is_a(notation: str, value: Any) -> bool:
    if notation.startswith("Array of "):
        inner = notation.removeprefix("Array of ")
        return isinstance(value, list) and all(_is_a(inner, item) for item in value)
    names = re.split(r", | or | and ", notation)
    if len(names) > 1:
        return any(_is_a(name, value) for name in names)
    if notation in _PLAIN:
        fits = isinstance(value, _PLAIN[notation])  # type: ignore[arg-type]  # a class or a tuple of them
        return fits and isinstance(value, bool) == (notation in {"Boolean", "True"})
    if notation == "InputFile":
        return isinstance(value, str) and value.startswith("attach://")
    if notation == "InputMedia":
        return any(_is_a(name, value) for name in ("InputMediaPhoto", "InputMediaVideo"))
    known = {field["name"]: field for field in telegram()["types"][notation]}
    return isinstance(value, dict) and not _fields(known, value)


@cache
def _max() -> dict[str, Any]:
    document: dict[str, Any] = json.loads((SPECS / "max-bot-api-0.0.33.json").read_bytes())
    return document


@cache
def _definitions() -> dict[str, Any]:
    """The component schemas as JSON Schema: what may be null, and which kind a `type` stands for."""
    found: dict[str, Any] = {}
    for name, schema in _max()["components"]["schemas"].items():
        kinds = schema.get("discriminator", {})
        found[f"{name}.base"] = _converted({k: v for k, v in schema.items() if k != "discriminator"})
        found[name] = found[f"{name}.base"]
        if kinds:
            tag = kinds["propertyName"]
            found[name] = {
                "properties": {tag: {"enum": sorted(kinds["mapping"])}},
                "allOf": [
                    {
                        "if": {"properties": {tag: {"const": word}}},
                        "then": {"$ref": f"#/$defs/{ref.rsplit('/', 1)[-1]}"},
                    }
                    for word, ref in kinds["mapping"].items()
                ],
            }
    return found


def _converted(schema: Any, *, base: bool = False) -> Any:
    if isinstance(schema, list):
        return [_converted(one, base=base) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return {"$ref": f"#/$defs/{schema['$ref'].rsplit('/', 1)[-1]}{'.base' if base else ''}"}
    inherits = "allOf" in schema and not schema.get("nullable")
    rest = {
        key: _converted(value, base=key == "allOf" and inherits)
        for key, value in schema.items()
        if key not in {"nullable", "discriminator", "format", "default"}
    }
    return {"anyOf": [rest, {"type": "null"}]} if schema.get("nullable") else rest


def max_faults(method: str, path: str, query: dict[str, str], body: Any) -> list[str]:
    """What is wrong with a call; nothing, if it is as the specification says."""
    templates = _max()["paths"]
    template = next(t for t in templates if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", t), path))
    operation = templates[template][method.lower()]
    known = {p["name"]: p for p in operation.get("parameters", ()) if p["in"] == "query"}
    faults = [f"unknown {name}" for name in query if name not in known]
    faults += [f"missing {name}" for name, p in known.items() if p["required"] and name not in query]
    if body is None:
        return faults
    wanted = _converted(operation["requestBody"]["content"]["application/json"]["schema"])
    judge = Draft202012Validator({**wanted, "$defs": _definitions()})
    return faults + [f"{method} {path}: {error.message}" for error in judge.iter_errors(body)]
