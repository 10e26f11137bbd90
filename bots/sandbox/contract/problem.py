"""Where a value departs from its specification, told without the words of either messenger."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal[
    "missing",
    "null",
    "unknown",
    "type",
    "too long",
    "too short",
    "above",
    "below",
    "enum",
    "pattern",
    "unique",
    "variant",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One departure: `path` leads from the checked value down to the place, `detail` depends on the kind.

    The detail of `type` is the expected type, of a length or number out of range the limit, of `enum`
    and `variant` the allowed words; `value` is the offending length or number.
    """

    kind: Kind
    detail: str = ""
    value: int | float | None = None
    path: tuple[str | int, ...] = ()

    def inside(self, step: str | int) -> "Problem":
        """The same problem seen from the value one level up."""
        return Problem(self.kind, self.detail, self.value, (step, *self.path))

    @property
    def field(self) -> str:
        """The name of the nearest field, without indexes; empty for the value itself."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    @property
    def where(self) -> str:
        """The whole path, such as `attachments[0].payload`."""
        text = ""
        for step in self.path:
            text += f"[{step}]" if isinstance(step, int) else f".{step}"
        return text.removeprefix(".")

    def __str__(self) -> str:
        return f"{self.where or 'value'}: {self.kind} {self.detail}".rstrip()


Check = Callable[[Any], Problem | None]
"""Looks at a JSON value and returns its first problem, if any."""
