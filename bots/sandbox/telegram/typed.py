"""Turns a call's parameters into typed values and refuses what the specification does not allow."""

from typing import Any

import orjson

from bots.sandbox.contract.problem import Problem
from bots.sandbox.contract.telegram import Method, Parameter
from bots.sandbox.form import Form
from bots.sandbox.telegram.refusal import RefusedError, bad_request

_EMPTY = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "from_chat_id": "from_chat_id is empty",
    "callback_query_id": "callback_query_id is empty",
    "file_id": "file_id not specified",
    "commands": "can't parse commands JSON object",
    "action": "wrong parameter action in request",
    "media": "can't parse media JSON object",
}
_MARKUP_NAMES = {
    "inline_keyboard": "inline keyboard button",
    "keyboard": "keyboard button",
}
_TRUE = frozenset({"true", "yes", "1"})
_BOOLEAN = frozenset({"Boolean", "True"})
_FILE_TYPES = frozenset({"InputFile", "InputFile or String"})


def typed(method: Method, form: Form) -> dict[str, Any]:
    """The parameters by name, each of its declared type; refuses unknown, missing and ill-typed ones."""
    for name in form.values:
        if name not in method.parameters:
            # The real server ignores these, which hides misspellings: here they are told.
            raise bad_request(f'unknown parameter "{name}" in {method.name}')
    out: dict[str, Any] = {}
    for parameter in method.parameters.values():
        value = _value(parameter, form)
        if value is None:
            if parameter.required:
                raise _missing(parameter)
            continue
        if problem := parameter.check(value):
            raise _refusal(parameter, problem)
        out[parameter.name] = value
    return out


def _value(parameter: Parameter, form: Form) -> Any:
    name, kind = parameter.name, parameter.type
    if kind in _FILE_TYPES:
        return form.values.get(name, f"attach://{name}" if name in form.files else None)
    raw = form.values.get(name)
    if not isinstance(raw, str):
        return _from_json(kind, raw)
    if kind == "String":
        return raw
    if raw == "" and not parameter.required:
        return None
    return _from_text(parameter, raw)


def _from_json(kind: str, raw: Any) -> Any:
    """A JSON body may carry a number where text is expected, as at the real server."""
    if kind == "String" and isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return str(raw)
    return raw


def _from_text(parameter: Parameter, raw: str) -> Any:
    kind = parameter.type
    if kind in _BOOLEAN:
        return raw.lower() in _TRUE
    if kind in {"Integer", "Integer or String"}:
        return _integer(parameter, raw)
    if kind == "Float":
        return _float(parameter, raw)
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise _unparsed(parameter) from error


def _integer(parameter: Parameter, raw: str) -> int | str:
    text = raw.strip()
    if text.removeprefix("-").isdecimal():
        return int(text)
    if parameter.type == "Integer or String" and text:
        return text
    raise _missing(parameter) if not text else bad_request(f'invalid value of parameter "{parameter.name}"')


def _float(parameter: Parameter, raw: str) -> float:
    try:
        return float(raw)
    except ValueError as error:
        raise bad_request(f'invalid value of parameter "{parameter.name}"') from error


def _missing(parameter: Parameter) -> RefusedError:
    if parameter.type in _FILE_TYPES:
        return bad_request(f"there is no {parameter.name} in the request")
    return bad_request(_EMPTY.get(parameter.name, f'parameter "{parameter.name}" is required'))


def _unparsed(parameter: Parameter) -> RefusedError:
    if parameter.name == "reply_markup":
        return bad_request("can't parse reply keyboard markup JSON object")
    return bad_request(f"can't parse {parameter.name.replace('_', ' ')} JSON object")


def _refusal(parameter: Parameter, problem: Problem) -> RefusedError:
    """The words of the real server for a value of the wrong shape."""
    if not problem.path:
        if parameter.name == "reply_markup":
            return bad_request("object expected as reply markup")
        if parameter.type in {"Integer", "Float", "String", "Integer or String", *_BOOLEAN}:
            return bad_request(f'invalid value of parameter "{parameter.name}"')
        return _unparsed(parameter)
    return bad_request(f"can't parse {_thing(parameter, problem)}: {_told(problem)}")


def _thing(parameter: Parameter, problem: Problem) -> str:
    if parameter.name == "reply_markup":
        return _MARKUP_NAMES.get(str(problem.path[0]), "reply keyboard markup")
    return parameter.name.replace("_", " ")


def _told(problem: Problem) -> str:
    if problem.kind == "missing":
        return f'Can\'t find field "{problem.field}"'
    if problem.kind == "unknown":
        return f'field "{problem.field}" is not in the specification'
    if problem.kind == "variant":
        return f'field "{problem.field}" must be one of {problem.detail}'
    return f'Field "{problem.field}" must be of type {problem.detail}'
