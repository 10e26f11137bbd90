"""Turns the parameters and the body of a MAX call into checked values."""

from collections.abc import Mapping
from typing import Any

import orjson

from bots.sandbox.contract.max import Operation, QueryParameter
from bots.sandbox.max.refusal import bad_payload, from_problem


def parameters(operation: Operation, raw: Mapping[str, str]) -> dict[str, Any]:
    """The parameters of path and query, each of its declared type."""
    out: dict[str, Any] = {}
    for name, text in raw.items():
        parameter = operation.parameters.get(name)
        if parameter is None:
            # The real server ignores these, which hides misspellings: here they are told.
            raise bad_payload(f"Unknown parameter: {name}")
        out[name] = _typed(parameter, text)
        if problem := parameter.check(out[name]):
            raise from_problem(problem.inside(name))
    for parameter in operation.parameters.values():
        if parameter.required and parameter.name not in out:
            raise bad_payload(f"Missing required parameter: {parameter.name}")
    return out


def _typed(parameter: QueryParameter, text: str) -> Any:
    if parameter.type == "array":
        parts = [part for part in text.split(",") if part]
        return [_integer(parameter, part) for part in parts] if parameter.items == "integer" else parts
    if parameter.type == "integer":
        return _integer(parameter, text)
    if parameter.type == "boolean":
        return text.lower() == "true"
    return text


def _integer(parameter: QueryParameter, text: str) -> int:
    if not text.removeprefix("-").isdecimal():
        raise bad_payload(f"Invalid parameter value: {parameter.name}")
    return int(text)


def checked_body(operation: Operation, raw: bytes, logged: dict[str, Any]) -> Any:
    """The JSON body, None where the operation has none; what was read is noted in `logged`."""
    if operation.body is None:
        return None
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise bad_payload("Can't deserialize body") from error
    if isinstance(body, dict):
        logged |= body
    if problem := operation.body(body):
        raise from_problem(problem)
    return body
