"""Profiles from the operator's folder, or the demo city's; those of the five cities wait to be copied."""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from core.regulation.rules import Rules
from core.shared.problem import ProfileError

from .calendars import load_shelf
from .settings import SettingsError

_PROFILES = resources.files("core.regulation") / "profiles"


def load_rules(folder: Path | None) -> Rules:
    """All `*.toml` of the folder; raises `SettingsError` with file, line and remedy.

    Each has to name a calendar that exists: of those that ship with Veche, or in the folder's `calendars`.
    """
    files = _shipped() if folder is None else _own(folder)
    try:
        return Rules.read(files, load_shelf(folder).zones)
    except ProfileError as error:
        raise SettingsError(str(error)) from None


def load_ready() -> Rules:
    """Every profile that ships, also those that are served only when an operator copies them.

    Raises `SettingsError` where one is wrong: whoever installed this Veche changed it.
    """
    files = [*_shipped(), *_in(_PROFILES / "cities")]
    try:
        return Rules.read(files, load_shelf(None).zones)
    except ProfileError as error:
        raise SettingsError(str(error)) from None


def _shipped() -> list[tuple[str, str]]:
    return _in(_PROFILES)


def _in(folder: Traversable) -> list[tuple[str, str]]:
    files = sorted(folder.iterdir(), key=lambda item: item.name)
    return [(item.name, item.read_text("utf-8")) for item in files if item.name.endswith(".toml")]


def _own(folder: Path) -> list[tuple[str, str]]:
    if not folder.is_dir():
        raise SettingsError(f"VECHE_PROFILES: there is no folder {folder}; write the path of your profiles.")
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise SettingsError(f"VECHE_PROFILES: {folder} has no .toml file; put a profile for each city there.")
    found = []
    for file in files:
        try:
            found.append((str(file), file.read_text("utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"{file}: cannot be read ({error}); save it as UTF-8 and let Veche read it."
            ) from None
    return found
