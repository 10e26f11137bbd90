"""The profiles that ship, as files and as they are read."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from core.regulation.profile import Profile
from core.regulation.rules import Rules
from core.shared.ids import MunicipalityId
from tests.deadlines.cities import shelf

FOLDER = Path(__file__).parents[2] / "core/regulation/profiles"
CITIES = ("gubkinsky", "kamensk-uralsky", "labytnangi", "nizhnevartovsk", "zarechny")
NAMES = ("demo", "typical", *CITIES)


def file_of(name: str) -> Path:
    """Where a profile lies."""
    return FOLDER / "demo.toml" if name == "demo" else FOLDER / f"cities/{name}.toml"


def text_of(name: str) -> str:
    """A profile's file."""
    return file_of(name).read_text("utf-8")


def raw(name: str) -> dict[str, Any]:
    """A profile's tables as TOML has them, nothing inherited."""
    return tomllib.loads(text_of(name))


@cache
def rules() -> Rules:
    """All of them, each with a calendar that exists."""
    return Rules.read([(f"{name}.toml", text_of(name)) for name in NAMES], shelf().zones)


def profile(name: str) -> Profile:
    """One of them."""
    return rules().of(MunicipalityId(name))
