"""The Telegram Bot API specification: its methods, and a check for each of its types."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from bots.sandbox.contract.problem import Check, Problem

SPEC_FILE = Path(__file__).parent.parent / "specs" / "telegram-bot-api-10.3.json"

_PLAIN: dict[str, tuple[str, tuple[type, ...]]] = {
    "String": ("String", (str,)),
    "Integer": ("Integer", (int,)),
    "Float": ("Float", (int, float)),
    "Boolean": ("Boolean", (bool,)),
    "True": ("True", (bool,)),
}
_CONSTANT = re.compile(r"(?:must be|always) ['\"“]?([a-z_]+)['\"”]?$")
_TAGS = ("type", "status", "source")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a method: its type in the specification's own notation."""

    name: str
    type: str
    required: bool
    check: Check


@dataclass(frozen=True, slots=True)
class Method:
    """One method with its parameters by name."""

    name: str
    parameters: Mapping[str, Parameter]


class TelegramSpec:
    """The specification, parsed; checks of types are compiled when first asked for."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._types: dict[str, list[dict[str, Any]]] = document["types"]
        self._methods: dict[str, list[dict[str, Any]]] = document["methods"]
        self._names = {name.lower(): name for name in self._methods}
        self._tags = {name: _tag(fields) for name, fields in self._types.items()}
        self._checks: dict[str, Check] = {}
        self._known: dict[str, Method] = {}

    def method(self, name: str) -> Method | None:
        """The method of this name; upper and lower case are the same, as at the real server."""
        known = self._names.get(name.lower())
        if known is None:
            return None
        if known not in self._known:
            fields = self._methods[known]
            self._known[known] = Method(known, {f["name"]: self._parameter(f) for f in fields})
        return self._known[known]

    def of(self, notation: str) -> Check:
        """The check for a type written as in the specification, such as `Array of Update`."""
        if notation not in self._checks:
            self._checks[notation] = self._later(notation)
            self._checks[notation] = self._compile(notation)
        return self._checks[notation]

    def _later(self, notation: str) -> Check:
        """A check looked up at the call: a type may contain itself, as a message the one it answers."""

        def check(value: Any) -> Problem | None:
            return self._checks[notation](value)

        return check

    def _parameter(self, field: dict[str, Any]) -> Parameter:
        return Parameter(field["name"], field["type"], field["required"], self.of(field["type"]))

    def _compile(self, notation: str) -> Check:
        if notation.startswith("Array of "):
            return self._array(notation.removeprefix("Array of "))
        parts = re.split(r", | or | and ", notation)
        if len(parts) > 1:
            return self._any_of(parts)
        if notation in _PLAIN:
            return _plain(notation)
        if not self._types[notation]:
            return self._abstract(notation)
        return self._structure(notation)

    def _array(self, notation: str) -> Check:
        each = self.of(notation)

        def check(value: Any) -> Problem | None:
            if not isinstance(value, list):
                return Problem("type", "Array")
            for number, item in enumerate(value):
                if problem := each(item):
                    return problem.inside(number)
            return None

        return check

    def _any_of(self, names: list[str]) -> Check:
        """One of several types: by their tag where they have one, else the one that fits best."""
        tagged = {tag: name for name in names if (tag := self._tags.get(name)) is not None}
        if len(tagged) == len(names):
            return self._by_tag(tagged)
        checks = [self.of(name) for name in names]

        def check(value: Any) -> Problem | None:
            problems = []
            for one in checks:
                problem = one(value)
                if problem is None:
                    return None
                problems.append(problem)
            # The variant that got furthest into the value is the one that was meant.
            return max(problems, key=_closeness)

        return check

    def _by_tag(self, tagged: dict[tuple[str, str], str]) -> Check:
        field = next(iter(tagged))[0]
        checks = {word: self.of(name) for (_, word), name in tagged.items()}

        def check(value: Any) -> Problem | None:
            if not isinstance(value, dict):
                return Problem("type", "Object")
            if field not in value:
                return Problem("missing", path=(field,))
            one = checks.get(value[field]) if isinstance(value[field], str) else None
            return Problem("variant", ", ".join(checks), path=(field,)) if one is None else one(value)

        return check

    def _abstract(self, name: str) -> Check:
        if name == "MaybeInaccessibleMessage":
            return self._any_of(["Message", "InaccessibleMessage"])
        if name == "InputFile":
            return lambda value: Problem("type", "InputFile") if isinstance(value, (dict, list)) else None
        variants = {tag: other for other, tag in self._tags.items() if tag and other.startswith(name)}
        # Rich text may be a string or a list as well, and some types have no fields at all.
        if not variants or name.startswith(("Rich", "InputRich")):
            return lambda _: None
        return self._by_tag(variants)

    def _structure(self, name: str) -> Check:
        fields = {f["name"]: self.of(f["type"]) for f in self._types[name]}
        required = tuple(f["name"] for f in self._types[name] if f["required"])

        def check(value: Any) -> Problem | None:
            if not isinstance(value, dict):
                return Problem("type", "Object")
            for field in required:
                if field not in value:
                    return Problem("missing", path=(field,))
            for field, item in value.items():
                known = fields.get(field)
                if known is None:
                    return Problem("unknown", path=(field,))
                if problem := known(item):
                    return problem.inside(field)
            return None

        return check


@cache
def telegram_spec() -> TelegramSpec:
    """The specification that stands beside this package, read once."""
    return TelegramSpec(orjson.loads(SPEC_FILE.read_bytes()))


def _plain(name: str) -> Check:
    expected, classes = _PLAIN[name]

    def check(value: Any) -> Problem | None:
        fits = isinstance(value, classes) and (bool in classes or not isinstance(value, bool))
        if fits and (name != "True" or value is True):
            return None
        return Problem("type", expected)

    return check


def _tag(fields: list[dict[str, Any]]) -> tuple[str, str] | None:
    """The field and the word by which a variant is told from the others of its family."""
    for field in fields:
        if field["name"] in _TAGS and (found := _CONSTANT.search(field["note"])):
            return field["name"], found[1]
    return None


def _closeness(problem: Problem) -> tuple[int, bool]:
    return len(problem.path), problem.kind == "type"
