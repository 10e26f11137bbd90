"""Reading a profile's tables: every wrong, missing or unknown key is named with its line and remedy."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.shared.problem import ProfileError, Source, nearest

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file: `name` as in its header, `index` in an array of tables or None.

    `within` is the key that holds it, where it is a table in braces: its mistakes stand in that key's line.
    """

    source: Source
    name: str
    index: int | None
    values: Mapping[str, Any]
    within: str | None = None

    def error(self, key: str | None, wrong: str, remedy: str) -> ProfileError:
        """The mistake at a key of this table."""
        return self.source.error((self.name, self.index, self.within or key), wrong, remedy)

    def known(self, keys: Iterable[str]) -> None:
        """Refuse keys that no rule reads: a misspelt key would be silently without effect."""
        allowed = set(keys)
        for key in self.values:
            if key not in allowed:
                raise self.error(key, f'unknown key "{key}" in {self.header}', nearest(key, allowed))

    @property
    def header(self) -> str:
        """The table as the file writes it."""
        outer = f"[{self.name}]" if self.index is None else f"[[{self.name}]]"
        return outer if self.within is None else f"{self.within} of {outer}"

    def text(self, key: str, most: int) -> str:
        """A sentence or a name, not empty."""
        value = self._value(key, f'{key} = "..."')
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, f'"{key}" has to be a text', f'Write {key} = "..." with quotes.')
        if len(value) > most:
            raise self.error(
                key,
                f'"{key}" has {len(value)} characters',
                f"Shorten it to {most}, or buttons cannot hold it.",
            )
        return value.strip()

    def slug(self, key: str) -> str:
        """An identifier that goes into buttons and tables: `a-z`, `0-9`, `-`, at most 32 characters."""
        value = self.text(key, 32)
        if not _SLUG.fullmatch(value):
            raise self.error(
                key,
                f'"{value}" cannot be an identifier',
                "Use small Latin letters, digits and hyphens, at most 32 characters.",
            )
        return value

    def one_of(self, key: str, known: Iterable[str]) -> str:
        """A reference to something that exists."""
        value = self.text(key, 64)
        choices = set(known)
        if value not in choices:
            raise self.error(key, f'"{key}" names "{value}", which does not exist', nearest(value, choices))
        return value

    def integer(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number within limits, inclusive; `default` where the key is absent, if it may be."""
        value = self._value(key, f"{key} = {least}") if default is None else self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self.error(
                key, f'"{key}" cannot be {value!r}', f"Write a whole number from {least} to {most}."
            )
        return value

    def integers(self, key: str, least: int, most: int) -> tuple[int, ...]:
        """A list of whole numbers within limits, inclusive; at least one, in the file's order."""
        sample = f"{key} = [{least}, {most}]"
        value = self._value(key, sample)
        if not isinstance(value, list) or not value:
            raise self.error(key, f'"{key}" has to be a list of numbers', f"Write {sample}.")
        for each in value:
            if isinstance(each, bool) or not isinstance(each, int) or not least <= each <= most:
                raise self.error(
                    key, f'"{key}" holds {each!r}', f"Write whole numbers from {least} to {most}."
                )
        return tuple(value)

    def inner(self, key: str, sample: str) -> "Table":
        """The table in braces at a key; `sample` shows how to write the line."""
        value = self._value(key, sample)
        if not isinstance(value, dict):
            raise self.error(key, f'"{key}" cannot be {value!r}', f"Write {sample}.")
        return Table(self.source, self.name, self.index, value, key)

    def flag(self, key: str, *, required: bool = False) -> bool:
        """A yes or no; no where the key is absent, if it may be."""
        value = self._value(key, f"{key} = false") if required else self.values.get(key, False)
        if not isinstance(value, bool):
            either = f"{key} = false" if required else "leave it out"
            raise self.error(key, f'"{key}" cannot be {value!r}', f"Write {key} = true, or {either}.")
        return value

    def day(self, key: str) -> date:
        """A date without a time of day."""
        return self._day(key, self._value(key, f"{key} = 2026-12-31"), f"{key} = 2026-12-31")

    def days(self, key: str) -> tuple[date, ...]:
        """A list of dates, at least one, in the file's order."""
        sample = f"{key} = [2026-12-31]"
        value = self._value(key, sample)
        if not isinstance(value, list) or not value:
            raise self.error(key, f'"{key}" has to be a list of dates', f"Write {sample}.")
        return tuple(self._day(key, each, sample) for each in value)

    def words(self, key: str, sample: str) -> tuple[str, ...]:
        """A list of texts, possibly empty; `sample` shows how to write it."""
        value = self._value(key, sample)
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.error(key, f'"{key}" has to be a list of texts', f"Write {sample}.")
        return tuple(value)

    def _day(self, key: str, value: Any, sample: str) -> date:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.error(key, f'"{key}" holds {value!r}, which is no date', f"Write {sample}, unquoted.")
        return value

    def several(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        """A list of words out of the known ones, at least one."""
        choices = sorted(known)
        sample = ", ".join(f'"{word}"' for word in choices)
        value = self._value(key, f"{key} = [{sample}]")
        if not isinstance(value, list) or not value:
            raise self.error(key, f'"{key}" has to be a list', f"Write {key} = [{sample}].")
        for word in value:
            if word not in choices:
                raise self.error(key, f'"{key}" holds {word!r}', f"Possible: {sample}.")
        return tuple(dict.fromkeys(value))

    def _value(self, key: str, sample: str) -> Any:
        if key not in self.values:
            raise self.error(None, f'"{key}" is missing in {self.header}', f"Add the line {sample}.")
        return self.values[key]


def document(content: str, file: str) -> dict[str, Any]:
    """The tables of a file's text. Raises `ProfileError` where it is not TOML."""
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at.group(1)) if at else len(content.splitlines())
        raise ProfileError(file, line, f"not TOML: {error}", "Look at quotes and brackets there.") from error


def known_tables(source: Source, found: Mapping[str, Any], known: Iterable[str]) -> None:
    """Refuse tables that nothing reads."""
    allowed = tuple(known)
    for name in found:
        if name not in allowed:
            raise source.error((name, None, None), f"unknown table [{name}]", nearest(name, allowed))


def table(source: Source, document: Mapping[str, Any], name: str, *, required: bool = True) -> Table:
    """The plain table `[name]`; empty where it may be left out."""
    value = document.get(name)
    if value is None and not required:
        return Table(source, name, None, {})
    if not isinstance(value, dict):
        raise source.error((name, None, None), f"the table [{name}] is missing", f"Add a line [{name}].")
    return Table(source, name, None, value)


def tables(
    source: Source, document: Mapping[str, Any], name: str, *, required: bool = True
) -> tuple[Table, ...]:
    """The array of tables `[[name]]`, at least one; empty where it may be left out."""
    value = document.get(name)
    if value is None and not required:
        return ()
    if not isinstance(value, list) or not value or not all(isinstance(each, dict) for each in value):
        raise source.error(
            (name, None, None), f"there is no [[{name}]]", f"Add at least one [[{name}]] table."
        )
    return tuple(Table(source, name, index, each) for index, each in enumerate(value))
