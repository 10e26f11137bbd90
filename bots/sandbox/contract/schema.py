"""Checks JSON values against OpenAPI 3.0 schemas, compiled once to plain functions."""

import re
from collections.abc import Mapping
from typing import Any

from bots.sandbox.contract.problem import Check, Problem

Schema = Mapping[str, Any]

_PYTHON: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


class Schemas:
    """The named schemas of one OpenAPI document.

    With `closed` (the default) an object may have no property that its schema does not name.
    """

    def __init__(self, document: Schema, *, closed: bool = True) -> None:
        self._named: Schema = document["components"]["schemas"]
        self._closed = closed
        self._compiled: dict[str, Check] = {}

    def named(self, name: str) -> Check:
        """The check of `#/components/schemas/<name>`; KeyError when there is none."""
        if name not in self._compiled:
            self._compiled[name] = self.compile(self._named[name])
        return self._compiled[name]

    def compile(self, schema: Schema) -> Check:
        """A check for a schema that stands anywhere in the document."""
        if "$ref" in schema:
            return self._later(_ref(schema))
        merged = self.merged(schema)
        inner = self._variants(merged) if "discriminator" in merged else self._plain(merged)
        if merged.get("nullable"):
            return lambda value: None if value is None else inner(value)
        return inner

    def _later(self, name: str) -> Check:
        """A named schema's check, looked up at the call: a schema may contain itself."""

        def check(value: Any) -> Problem | None:
            return self.named(name)(value)

        return check

    def merged(self, schema: Schema) -> dict[str, Any]:
        """The schema with its `$ref` and `allOf` folded in; a base's discriminator is not inherited."""
        if "$ref" in schema:
            schema = self._named[_ref(schema)]
        out: dict[str, Any] = {}
        properties: dict[str, Any] = {}
        required: list[str] = []
        for part in schema.get("allOf", ()):
            base = self.merged(part)
            base.pop("discriminator", None)
            properties |= base.pop("properties", {})
            required += base.pop("required", ())
            out |= base
        out |= {key: value for key, value in schema.items() if key != "allOf"}
        out["properties"] = properties | dict(schema.get("properties", {}))
        out["required"] = list(dict.fromkeys([*required, *schema.get("required", ())]))
        return out

    def _variants(self, schema: dict[str, Any]) -> Check:
        """One of several schemas, chosen by the word in the discriminating property."""
        choice = schema["discriminator"]
        key: str = choice["propertyName"]
        names = {word: _ref({"$ref": ref}) for word, ref in choice["mapping"].items()}
        allowed = ", ".join(names)

        def check(value: Any) -> Problem | None:
            if not isinstance(value, dict):
                return Problem("type", "object")
            if key not in value:
                return Problem("missing", path=(key,))
            word = value[key]
            if not isinstance(word, str) or word not in names:
                return Problem("variant", allowed, path=(key,))
            return self.named(names[word])(value)

        return check

    def _plain(self, schema: dict[str, Any]) -> Check:
        kind = schema.get("type") or ("object" if schema["properties"] else "")
        if kind == "object":
            return self._object(schema)
        if kind == "array":
            return self._array(schema)
        if kind == "string":
            return _string(schema)
        if kind in {"integer", "number"}:
            return _number(schema, kind)
        return _of_type(kind) if kind else lambda _: None

    def _object(self, schema: dict[str, Any]) -> Check:
        properties = {name: self.compile(part) for name, part in schema["properties"].items()}
        required = tuple(schema["required"])
        more = schema.get("additionalProperties")
        other = self.compile(more) if isinstance(more, dict) else None
        is_open = more is True or not self._closed or (not properties and more is None)

        def check(value: Any) -> Problem | None:
            if not isinstance(value, dict):
                return Problem("null" if value is None else "type", "object")
            for name in required:
                if name not in value:
                    return Problem("missing", path=(name,))
            for name, item in value.items():
                known = properties.get(name, other)
                if known is None and is_open:
                    continue
                problem = known(item) if known else Problem("unknown")
                if problem is not None:
                    return problem.inside(name)
            return None

        return check

    def _array(self, schema: dict[str, Any]) -> Check:
        each = self.compile(schema["items"])
        least, most = schema.get("minItems", 0), schema.get("maxItems")
        unique = schema.get("uniqueItems", False)

        def check(value: Any) -> Problem | None:
            if not isinstance(value, list):
                return Problem("null" if value is None else "type", "array")
            if problem := _size(len(value), least, most):
                return problem
            for number, item in enumerate(value):
                if problem := each(item):
                    return problem.inside(number)
            if unique and len({repr(item) for item in value}) != len(value):
                return Problem("unique")
            return None

        return check


def _string(schema: dict[str, Any]) -> Check:
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    pattern = re.compile(schema["pattern"]) if "pattern" in schema else None
    words = frozenset(schema["enum"]) if "enum" in schema else None

    def check(value: Any) -> Problem | None:
        if not isinstance(value, str):
            return Problem("null" if value is None else "type", "string")
        if problem := _size(len(value), least, most):
            return problem
        if words is not None and value not in words:
            return Problem("enum", ", ".join(sorted(words)))
        if pattern is not None and not pattern.search(value):
            return Problem("pattern", pattern.pattern)
        return None

    return check


def _number(schema: dict[str, Any], kind: str) -> Check:
    typed = _of_type(kind)
    least, most = schema.get("minimum"), schema.get("maximum")

    def check(value: Any) -> Problem | None:
        if problem := typed(value):
            return problem
        if least is not None and value < least:
            return Problem("below", str(least), value)
        if most is not None and value > most:
            return Problem("above", str(most), value)
        return None

    return check


def _of_type(kind: str) -> Check:
    classes = _PYTHON[kind]

    def check(value: Any) -> Problem | None:
        # A bool is an int for Python, but not for JSON.
        if isinstance(value, classes) and (kind == "boolean" or not isinstance(value, bool)):
            return None
        return Problem("null" if value is None else "type", kind)

    return check


def _size(size: int, least: int, most: int | None) -> Problem | None:
    if size < least:
        return Problem("too short", str(least), size)
    if most is not None and size > most:
        return Problem("too long", str(most), size)
    return None


def _ref(schema: Schema) -> str:
    return str(schema["$ref"]).rsplit("/", 1)[-1]
