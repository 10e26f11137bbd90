"""A regulation profile: what a municipality sets in a TOML file, parsed and checked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import available_timezones

from core.deadlines.terms import Terms
from core.incidents.model import Topic
from core.incidents.values import MEDIA_MAX, TEXT_MAX, TEXT_MIN, Limits
from core.people.model import LANGUAGES, Municipality, Unit
from core.regulation.clauses import Citing, Clauses, parse_documents
from core.regulation.terms import TABLES, parse_terms
from core.shared.fields import Table, document, known_tables, table, tables
from core.shared.ids import MunicipalityId, TopicId, UnitId
from core.shared.problem import Source, nearest

TITLE_MAX = 60
"""Characters of a title that stands on a button."""

_TABLES = ("municipality", "documents", "contacts", "limits", "units", "sectors", "topics", *TABLES)


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
    """Everything one municipality sets; topics and sectors in the file's order.

    `calendar` names the calendar of its working time. `clauses` says what each number rests on.
    `open_sectors` are the sectors that hold topics: those a resident chooses from.
    """

    municipality: Municipality
    calendar: str
    languages: tuple[str, ...]
    contacts: Contacts
    limits: Limits
    units: tuple[Unit, ...]
    sectors: tuple[Sector, ...]
    topics: tuple[Topic, ...]
    terms: Terms
    clauses: Clauses
    open_sectors: tuple[Sector, ...] = field(init=False, repr=False, compare=False)
    _sectors: Mapping[str, Sector] = field(init=False, repr=False, compare=False)
    _topics: Mapping[str, Topic] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """They are asked for many times a turn."""
        used = {each.sector for each in self.topics}
        object.__setattr__(self, "open_sectors", tuple(each for each in self.sectors if each.id in used))
        object.__setattr__(self, "_sectors", {each.id: each for each in self.sectors})
        object.__setattr__(self, "_topics", {each.id: each for each in self.topics})

    def sector(self, code: str) -> Sector | None:
        """A sector by its code."""
        return self._sectors.get(code)

    def topic(self, code: str) -> Topic | None:
        """A topic by its code."""
        return self._topics.get(code)


def parse_profile(content: str, file: str, zones: Mapping[str, str] | None = None) -> Profile:
    """The profile in a file's text. Raises `ProfileError` with the first mistake found.

    The profile may only name a calendar of `zones`, which holds the zone of each; with None that is not
    looked at.
    """
    found = document(content, file)
    source = Source(file, content)
    known_tables(source, found, _TABLES)
    at = table(source, found, "municipality")
    home, languages = _municipality(at)
    citing = Citing(parse_documents(source, found))
    units = _units(tables(source, found, "units"), home.id)
    sectors = _sectors(tables(source, found, "sectors"), citing)
    topics = _topics(tables(source, found, "topics"), home.id, sectors, units)
    return Profile(
        municipality=home,
        calendar=_calendar(at, home.id, zones),
        languages=languages,
        contacts=_contacts(table(source, found, "contacts"), citing),
        limits=_limits(table(source, found, "limits", required=False), citing),
        units=units,
        sectors=sectors,
        topics=topics,
        terms=parse_terms(source, found, [topic.id for topic in topics], citing),
        clauses=citing.whole(),
    )


def _municipality(at: Table) -> tuple[Municipality, tuple[str, ...]]:
    at.known(("id", "title", "zone", "calendar", "languages", "consent"))
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


def _calendar(at: Table, home: MunicipalityId, zones: Mapping[str, str] | None) -> str:
    """The city's own, unless another is named; both have to live in one zone."""
    if zones is None:
        return at.slug("calendar") if "calendar" in at.values else home
    if "calendar" not in at.values and home not in zones:
        raise at.error(
            None,
            f'there is no calendar "{home}", and none is named in [municipality]',
            f'Add calendar = "...", of {", ".join(sorted(zones))}; or put {home}.toml among the calendars.',
        )
    name = at.one_of("calendar", zones) if "calendar" in at.values else home
    if zones[name] != at.values["zone"]:
        raise at.error(
            "zone", f'the calendar "{name}" counts in {zones[name]}', "Write the same zone in both."
        )
    return name


def _contacts(at: Table, citing: Citing) -> Contacts:
    at.known(("phone", "site", "derived"))
    citing.doubt("contacts", at)
    site = at.text("site", 200)
    if not re.fullmatch(r"https://[^\s\"<>]+", site):
        raise at.error("site", f'"{site}" is no address of a site', 'Write it as site = "https://...".')
    return Contacts(phone=at.text("phone", 40), site=site)


def _limits(at: Table, citing: Citing) -> Limits:
    at.known(("text_min", "text_max", "media_max", "clause"))
    if at.values:
        citing.cite("limits", at, 'clause = "decided"')
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


def _sectors(found: Sequence[Table], citing: Citing) -> tuple[Sector, ...]:
    _distinct(found)
    for at in found:
        at.known(("id", "ru", "en", "clause"))
        if "clause" in at.values:
            citing.cite(f"sectors.{at.slug('id')}", at, 'clause = "LAB-2.1.2"')
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
