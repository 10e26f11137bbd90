"""Calendars of working time: those that ship with Veche, and the operator's own beside the profiles."""

from importlib import resources
from pathlib import Path

from core.deadlines.shelf import Calendars, Shelf
from core.people.model import Municipality
from core.regulation.rules import Rules
from core.shared.ids import MunicipalityId
from core.shared.problem import ProfileError

from .settings import SettingsError

OWN = "calendars"
"""The folder of an operator's own calendars, inside VECHE_PROFILES."""

DEMO = MunicipalityId("demo")


def load_shelf(folder: Path | None) -> Shelf:
    """All calendars; an own file takes the place of the shipped one with its name. Raises `SettingsError`."""
    files = _shipped()
    if folder is not None:
        files |= {path.name: _own(path) for path in sorted((folder / OWN).glob("*.toml"))}
    try:
        return Shelf.read(files.values())
    except ProfileError as error:
        raise SettingsError(str(error)) from None


def load_calendars(folder: Path | None, rules: Rules) -> Calendars:
    """The calendar of each municipality; `rules` were read beside the same folder. Raises `SettingsError`."""
    return Calendars.of_cities(
        load_shelf(folder), {home: profile.calendar for home, profile in rules.profiles.items()}
    )


def shown_city(rules: Rules) -> Municipality:
    """The city whose time the sandbox shows: the demo city, or the first one."""
    profile = rules.profiles.get(DEMO) or next(iter(rules.profiles.values()))
    return profile.municipality


def _shipped() -> dict[str, tuple[str, str]]:
    here = resources.files("core.deadlines") / "calendars"
    return {
        item.name: (item.name, item.read_text("utf-8"))
        for item in here.iterdir()
        if item.name.endswith(".toml")
    }


def _own(file: Path) -> tuple[str, str]:
    try:
        return str(file), file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{file}: cannot be read ({error}); save it as UTF-8 and let Veche read it."
        ) from None
