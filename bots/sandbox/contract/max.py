"""The MAX Bot API specification: its operations, their parameters, and checks of bodies and answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from bots.sandbox.contract.problem import Check, Problem
from bots.sandbox.contract.schema import Schemas

SPEC_FILE = Path(__file__).parent.parent / "specs" / "max-bot-api-0.0.33.json"


@dataclass(frozen=True, slots=True)
class QueryParameter:
    """A parameter in the path or in the query string; `type` is its JSON type once it is parsed."""

    name: str
    place: str
    type: str
    items: str
    required: bool
    check: Check


@dataclass(frozen=True, slots=True)
class Operation:
    """One path and method; `label` is how logs and faults name it, such as `POST /messages`."""

    id: str
    label: str
    parameters: Mapping[str, QueryParameter]
    body: Check | None
    answers: Mapping[int, Check]


@dataclass(frozen=True, slots=True)
class Route:
    """A path template with the operations that stand under it."""

    template: str
    pattern: re.Pattern[str]
    operations: Mapping[str, Operation]


class MaxSpec:
    """The specification, parsed; templates are tried in the document's order, literal ones first."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        # Gone from the schema, but aiomax and other libraries still send it and the service takes it.
        callback = document["components"]["schemas"]["CallbackButton"]["allOf"][1]
        callback["properties"]["intent"] = {"type": "string", "enum": ["default", "positive", "negative"]}
        self.schemas = Schemas(document)
        paths = sorted(document["paths"].items(), key=lambda item: "{" in item[0])
        self.routes = [self._route(template, item) for template, item in paths]
        self._literal = {route.template: route for route in self.routes if "{" not in route.template}
        self._patterned = [route for route in self.routes if "{" in route.template]
        error = self.schemas.named("Error")
        self.error: Check = error

    def find(self, path: str) -> tuple[Route, Mapping[str, str]] | None:
        """The route a path belongs to, with the values of its path parameters."""
        if literal := self._literal.get(path):
            return literal, {}
        for route in self._patterned:
            if match := route.pattern.fullmatch(path):
                return route, match.groupdict()
        return None

    def update(self, value: Any) -> Problem | None:
        """The first problem of an update."""
        return self.schemas.named("Update")(value)

    def _route(self, template: str, item: dict[str, Any]) -> Route:
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template)
        operations = {
            method.upper(): self._operation(f"{method.upper()} {template}", operation)
            for method, operation in item.items()
        }
        return Route(template, re.compile(pattern), operations)

    def _operation(self, label: str, operation: dict[str, Any]) -> Operation:
        body = operation.get("requestBody")
        return Operation(
            id=operation["operationId"],
            label=label,
            parameters={p["name"]: self._parameter(p) for p in operation.get("parameters", ())},
            body=self.schemas.compile(_json_schema(body)) if body else None,
            answers={
                int(status): self.schemas.compile(_json_schema(self._response(answer)))
                for status, answer in operation["responses"].items()
            },
        )

    def _parameter(self, parameter: dict[str, Any]) -> QueryParameter:
        schema = self.schemas.merged(parameter["schema"])
        items = self.schemas.merged(schema["items"])["type"] if schema["type"] == "array" else ""
        return QueryParameter(
            name=parameter["name"],
            place=parameter["in"],
            type=schema["type"],
            items=items,
            required=parameter["required"],
            check=self.schemas.compile(parameter["schema"]),
        )

    def _response(self, answer: dict[str, Any]) -> dict[str, Any]:
        if "$ref" not in answer:
            return answer
        found: dict[str, Any] = self._document["components"]["responses"][answer["$ref"].rsplit("/", 1)[-1]]
        return found


@cache
def max_spec() -> MaxSpec:
    """The specification that stands beside this package, read once."""
    return MaxSpec(orjson.loads(SPEC_FILE.read_bytes()))


def _json_schema(holder: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = holder["content"]["application/json"]["schema"]
    return schema
