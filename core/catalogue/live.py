"""Profiles with administrators' edits in them, so that whoever asks for a topic or a unit gets today's."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from core.catalogue.model import Edits, TopicEntry, UnitEntry
from core.catalogue.ports import CatalogueLists
from core.incidents.parts import Topic
from core.people.model import Unit
from core.regulation.profile import Profile
from core.shared.ids import MunicipalityId, TopicId, UnitId

EVERY: Final = 3.0
"""Seconds after which edits made by another process are seen here."""


class LiveProfiles(Mapping[MunicipalityId, Profile]):
    """The profiles of `Rules`: read without a round trip, replaced as a whole by `refresh`.

    `changed` is called after something was.
    """

    def __init__(
        self,
        profiles: Mapping[MunicipalityId, Profile],
        lists: CatalogueLists,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._files = dict(profiles)
        self._live = dict(profiles)
        self._lists = lists
        self._changed = changed
        self._edits = Edits()

    def __getitem__(self, municipality: MunicipalityId) -> Profile:
        return self._live[municipality]

    def __iter__(self) -> Iterator[MunicipalityId]:
        return iter(self._live)

    def __len__(self) -> int:
        return len(self._live)

    async def refresh(self) -> None:
        """Read the edits; profiles are made anew only when there are others than before."""
        edits = await self._lists.edits()
        if edits == self._edits:
            return
        self._live = {home: edited(profile, edits) for home, profile in self._files.items()}
        self._edits = edits
        self._changed()


def edited(profile: Profile, edits: Edits) -> Profile:
    """The profile as its administrator wants it: in its own order, what was added at the end."""
    home = profile.municipality.id
    units = {each.id: each for each in edits.units if each.municipality == home}
    topics = {each.id: each for each in edits.topics if each.municipality == home}
    if not units and not topics:
        return profile
    return replace(profile, units=_units(profile, units), topics=_topics(profile, topics))


def _units(profile: Profile, edits: Mapping[UnitId, UnitEntry]) -> tuple[Unit, ...]:
    known = {unit.id: unit for unit in profile.units}
    merged = {**known, **{each.id: _unit(each) for each in edits.values()}}
    return tuple(unit for unit in merged.values() if unit.open)


def _topics(profile: Profile, edits: Mapping[TopicId, TopicEntry]) -> tuple[Topic, ...]:
    known = {topic.id: topic for topic in profile.topics}
    merged = {**known, **{each.id: _topic(each) for each in edits.values()}}
    closed = {each.id for each in edits.values() if not each.open}
    return tuple(topic for topic in merged.values() if topic.id not in closed)


def _unit(entry: UnitEntry) -> Unit:
    return Unit(id=entry.id, municipality=entry.municipality, title=entry.title, open=entry.open)


def _topic(entry: TopicEntry) -> Topic:
    return Topic(
        id=entry.id,
        municipality=entry.municipality,
        sector=entry.sector,
        title_ru=entry.title_ru,
        title_en=entry.title_en,
        unit=entry.unit,
    )
