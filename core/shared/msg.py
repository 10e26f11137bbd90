"""A message as the domain knows it: a text's id and its arguments, never a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Later:
    """A value that the commit itself assigns (a register number), known only after it."""

    name: str


NUMBER = Later("number")

Value: TypeAlias = "str | int | float | bool | date | datetime | Msg | Later | None"


@dataclass(frozen=True, slots=True)
class Msg:
    """A text for a person: Fluent id (`dialog-step` or `dialog-step.attribute`) and arguments."""

    id: str
    args: Mapping[str, Value] = field(default_factory=dict)

    def __hash__(self) -> int:
        """By id alone: arguments may be unhashable, equal messages still meet."""
        return hash(self.id)


def to_json(msg: Msg) -> dict[str, Any]:
    """The message as JSON that `from_json` reads back; a `Later` stays `{"$later": name}`."""
    return {"id": msg.id, "args": {name: _pack(value) for name, value in msg.args.items()}}


def from_json(data: Mapping[str, Any]) -> Msg:
    """The message that `to_json` wrote."""
    return Msg(data["id"], {name: _unpack(value) for name, value in data.get("args", {}).items()})


def _pack(value: Value) -> Any:
    if isinstance(value, Msg):
        return {"$msg": to_json(value)}
    if isinstance(value, Later):
        return {"$later": value.name}
    if isinstance(value, datetime):
        return {"$at": value.isoformat()}
    if isinstance(value, date):
        return {"$on": value.isoformat()}
    return value


def _unpack(value: Any) -> Value:
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]  # plain JSON scalars are Values already
    if "$msg" in value:
        return from_json(value["$msg"])
    if "$later" in value:
        return Later(value["$later"])
    if "$at" in value:
        return datetime.fromisoformat(value["$at"])
    return date.fromisoformat(value["$on"])
