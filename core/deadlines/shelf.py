"""The calendars of a deployment: read from files, each city finding its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from core.deadlines.calendar import WorkingCalendar
from core.deadlines.city import Plan, parse_city
from core.deadlines.federal import parse_federal
from core.shared.fields import document
from core.shared.ids import MunicipalityId
from core.shared.problem import ProfileError, Source


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every calendar that could be used, by its name: the file's name without `.toml`."""

    plans: Mapping[str, Plan]

    @classmethod
    def read(cls, files: Iterable[tuple[str, str]]) -> Self:
        """From pairs of file name and text. Raises `ProfileError` with the first mistake found.

        A file with a table `[federal]` is a federal calendar, to which those with `[calendar]` refer.
        """
        read = [(_name(file), Source(file, text), document(text, file)) for file, text in files]
        federals = {
            name: parse_federal(source, found, name) for name, source, found in read if _is_federal(found)
        }
        return cls(
            {
                name: parse_city(source, found, name, federals)
                for name, source, found in read
                if not _is_federal(found)
            }
        )

    @property
    def zones(self) -> dict[str, str]:
        """The zone of each calendar."""
        return {name: plan.zone.key for name, plan in self.plans.items()}


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendar of each municipality."""

    by_municipality: Mapping[MunicipalityId, WorkingCalendar]

    @classmethod
    def of_cities(cls, shelf: Shelf, names: Mapping[MunicipalityId, str]) -> Self:
        """From the calendar that each municipality names; cities that share one share it here."""
        laid = {name: WorkingCalendar.of(shelf.plans[name]) for name in set(names.values())}
        return cls({home: laid[name] for home, name in names.items()})

    def of(self, municipality: MunicipalityId) -> WorkingCalendar:
        """The municipality's calendar. Raises `KeyError` for one that has no profile."""
        return self.by_municipality[municipality]


def _is_federal(found: Mapping[str, Any]) -> bool:
    return "federal" in found


def _name(file: str) -> str:
    name = file.replace("\\", "/").rpartition("/")[2].removesuffix(".toml")
    if not name:
        raise ProfileError(file, 1, "a calendar is known by its file's name", "Call it CITY.toml.")
    return name
