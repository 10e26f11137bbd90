"""The Fluent files of one language, read and flattened once."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentType

from bots.texts.errors import BadText
from bots.texts.fragments import Fragment, flatten, parts, variables


class Ready(str, FluentType):
    """A text that is formatted already: Fluent leaves it as it is, however long."""

    __slots__ = ()

    def format(self, locale: Any) -> "Ready":  # type: ignore[override]  # noqa: ARG002 (Fluent's signature)
        """Itself."""
        return self


def _plain(value: float | str) -> FluentType:
    """A number as digits: a register number is a name, it has no thousands."""
    return Ready(value if isinstance(value, str) else int(value))


class Library:
    """All texts of a language by id, attributes as `id.attribute`.

    `flat` holds fragments, or None for a text that chooses (plurals, cases): `choose` renders those.
    """

    def __init__(self, folder: Path) -> None:
        self.language = folder.name
        functions: dict[str, Any] = {"PLAIN": _plain}
        self._bundle = FluentBundle([folder.name], functions=functions, use_isolating=False)
        for path in sorted(folder.glob("*.ftl")):
            self._bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
        self._patterns = _patterns(self._bundle)
        self.flat: Mapping[str, tuple[Fragment, ...] | None] = {
            name: flatten(self._bundle, pattern) for name, pattern in self._patterns.items()
        }
        self.choose_again = lru_cache(maxsize=4096)(self.choose)

    def choose(self, name: str, args: tuple[tuple[str, Any], ...]) -> str:
        """A text rendered by Fluent itself; raises `BadText` where Fluent would echo its error."""
        result, errors = self._bundle.format_pattern(self._patterns[name], dict(args))
        if errors:
            raise BadText(f"{name} in {self.language}: {errors[0]}")
        return str(result)

    def inventory(self) -> dict[str, frozenset[str]]:
        """Every id with the arguments its text asks for."""
        return {name: variables(parts(pattern)) for name, pattern in self._patterns.items()}


def _patterns(bundle: FluentBundle) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for name in bundle._messages:  # noqa: SLF001 (there is no public list of messages)
        message = bundle.get_message(name)
        if message.value is not None:
            found[name] = message.value
        found.update({f"{name}.{attribute}": text for attribute, text in message.attributes.items()})
    return found
