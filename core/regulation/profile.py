"""A regulation profile: what a municipality sets in a TOML file, parsed and checked."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from core.incidents.model import Topic
from core.incidents.values import MEDIA_MAX, TEXT_MAX, TEXT_MIN, Limits
from core.people.model import LANGUAGES, Municipality, Unit
from core.regulation.fields import Table, table, tables
from core.regulation.problem import ProfileError, Source, nearest
from core.shared.ids import MunicipalityId, TopicId, UnitId

TITLE_MAX = 60
"""Characters of a title that stands on a button."""

_TABLES = ("municipality", "contacts", "limits", "units", "sectors", "topics")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A field of municipal life that groups topics (LAB-2.1.2, KAM-3.2)."""

    id: str
    ru: str
    en: str

    def title(self, language: str) -> str:
        """The title in a language."""
        return self.en if language == "en" else self.ru


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """Where a person answers: the reception's phone and the official site (ZAR-2: appeals go there)."""

    phone: str
    site: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Everything one municipality sets; topics and sectors in the file's order."""

    municipality: Municipality
    languages: tuple[str, ...]
    contacts: Contacts
    limits: Limits
    units: tuple[Unit, ...]
    sectors: tuple[Sector, ...]
    topics: tuple[Topic, ...]


def parse_profile(content: str, file: str) -> Profile:
    """The profile in a file's text. Raises `ProfileError` with the first mistake found."""
    document = _document(content, file)
    source = Source(file, content)
    for name in document:
        if name not in _TABLES:
            raise source.error((name, None, None), f"unknown table [{name}]", nearest(name, _TABLES))
    home, languages = _municipality(table(source, document, "municipality"))
    units = _units(tables(source, document, "units"), home.id)
    sectors = _sectors(tables(source, document, "sectors"))
    return Profile(
        municipality=home,
        languages=languages,
        contacts=_contacts(table(source, document, "contacts")),
        limits=_limits(table(source, document, "limits", required=False)),
        units=units,
        sectors=sectors,
        topics=_topics(tables(source, document, "topics"), home.id, sectors, units),
    )


def _document(content: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at.group(1)) if at else len(content.splitlines())
        raise ProfileError(file, line, f"not TOML: {error}", "Look at quotes and brackets there.") from error


def _municipality(at: Table) -> tuple[Municipality, tuple[str, ...]]:
    at.known(("id", "title", "zone", "languages", "consent"))
    zone = at.text("zone", 64)
    if zone not in available_timezones():
        raise at.error("zone", f'there is no time zone "{zone}"', nearest(zone, available_timezones()))
    languages = at.several("languages", LANGUAGES)
    if "ru" not in languages:
        raise at.error("languages", "Russian is missing", 'Add "ru": the state language is always offered.')
    home = Municipality(
        id=MunicipalityId(at.slug("id")),
        title=at.text("title", TITLE_MAX),
        zone=zone,
        consent_version=at.slug("consent"),
    )
    return home, languages


def _contacts(at: Table) -> Contacts:
    at.known(("phone", "site"))
    site = at.text("site", 200)
    if not re.fullmatch(r"https://[^\s\"<>]+", site):
        raise at.error("site", f'"{site}" is no address of a site', 'Write it as site = "https://...".')
    return Contacts(phone=at.text("phone", 40), site=site)


def _limits(at: Table) -> Limits:
    at.known(("text_min", "text_max", "media_max"))
    least = at.integer("text_min", TEXT_MIN, TEXT_MAX, TEXT_MIN)
    return Limits(
        text_min=least,
        text_max=at.integer("text_max", least, TEXT_MAX, TEXT_MAX),
        media_max=at.integer("media_max", 0, MEDIA_MAX, MEDIA_MAX),
    )


def _units(found: Sequence[Table], home: MunicipalityId) -> tuple[Unit, ...]:
    _distinct(found)
    for at in found:
        at.known(("id", "title"))
    return tuple(
        Unit(id=UnitId(at.slug("id")), municipality=home, title=at.text("title", TITLE_MAX)) for at in found
    )


def _sectors(found: Sequence[Table]) -> tuple[Sector, ...]:
    _distinct(found)
    for at in found:
        at.known(("id", "ru", "en"))
    return tuple(
        Sector(id=at.slug("id"), ru=at.text("ru", TITLE_MAX), en=at.text("en", TITLE_MAX)) for at in found
    )


def _topics(
    found: Sequence[Table], home: MunicipalityId, sectors: Sequence[Sector], units: Sequence[Unit]
) -> tuple[Topic, ...]:
    _distinct(found)
    for at in found:
        at.known(("id", "sector", "unit", "ru", "en"))
    fields = {sector.id for sector in sectors}
    bodies = {unit.id for unit in units}
    return tuple(
        Topic(
            id=TopicId(at.slug("id")),
            municipality=home,
            sector=at.one_of("sector", fields),
            unit=UnitId(at.one_of("unit", bodies)),
            title_ru=at.text("ru", TITLE_MAX),
            title_en=at.text("en", TITLE_MAX),
        )
        for at in found
    )


def _distinct(found: Sequence[Table]) -> None:
    seen: set[str] = set()
    for at in found:
        new = at.slug("id")
        if new in seen:
            raise at.error("id", f'"{new}" stands twice among {at.header}', "Give each its own id.")
        seen.add(new)
