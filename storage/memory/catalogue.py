"""The twins of units and topics as administrators edit them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from core.catalogue.model import Edits, TopicEntry, UnitEntry
from core.incidents.parts import Topic
from core.people.model import Unit
from core.shared.ids import MunicipalityId, TopicId, UnitId
from core.shared.refusal import Refusal
from core.shared.unit_of_work import Conflict
from storage.gathered_answers import GatheredCatalogue
from storage.memory.state import State
from storage.sorting import sort_key

T = TypeVar("T", Unit, Topic)


@dataclass(slots=True)
class MemoryCatalogue(GatheredCatalogue):
    """Implements `core.catalogue.ports.Catalogue`."""

    state: State

    async def unit(self, municipality: MunicipalityId, unit: UnitId) -> UnitEntry:
        """A copy; refuses `unit-unknown`."""
        for known in _units(self.state, municipality):
            if known.id == unit:
                return known
        raise Refusal("unit-unknown")

    async def topic(self, municipality: MunicipalityId, topic: TopicId) -> TopicEntry:
        """A copy; refuses `topic-unknown`."""
        for known in _topics(self.state, municipality):
            if known.id == topic:
                return known
        raise Refusal("topic-unknown")

    async def uses(self, municipality: MunicipalityId, unit: UnitId) -> tuple[int, int]:
        """How many open topics and members of staff belong to a unit."""
        topics = sum(each.unit == unit and each.open for each in _topics(self.state, municipality))
        people = sum(
            each.municipality == municipality and each.unit == unit and each.active and bool(each.roles)
            for each in self.state.people.values()
        )
        return topics, people

    def check(self) -> None:
        """Raise `Conflict` on a stale version."""
        for unit in self._units:
            known = {each.id: each.version for each in _units(self.state, unit.municipality)}
            if known.get(unit.id, 0) != unit.version:
                raise Conflict
        for topic in self._topics:
            versions = {each.id: each.version for each in _topics(self.state, topic.municipality)}
            if versions.get(topic.id, 0) != topic.version:
                raise Conflict

    def write(self) -> None:
        """Apply everything."""
        self.committed()
        for unit in self._units:
            self.state.edited_units[unit.municipality, unit.id] = replace(unit, facts=[])
            _put(self.state.units, _unit(unit))
        for topic in self._topics:
            self.state.edited_topics[topic.municipality, topic.id] = replace(topic, facts=[])
            _put(self.state.topics, _topic(topic))


@dataclass(frozen=True, slots=True)
class MemoryCatalogueLists:
    """Implements `core.catalogue.ports.CatalogueLists`."""

    state: State

    async def units(self, municipality: MunicipalityId) -> Sequence[UnitEntry]:
        """By title, closed ones last."""
        found = _units(self.state, municipality)
        return tuple(sorted(found, key=lambda unit: (not unit.open, sort_key(unit.title), unit.id)))

    async def topics(self, municipality: MunicipalityId, sector: str | None = None) -> Sequence[TopicEntry]:
        """In the profile's order, closed ones last."""
        found = [each for each in _topics(self.state, municipality) if sector in {None, each.sector}]
        return tuple(sorted(found, key=lambda topic: not topic.open))

    async def edits(self) -> Edits:
        """What administrators edited."""
        return Edits(
            units=tuple(replace(each) for each in self.state.edited_units.values()),
            topics=tuple(replace(each) for each in self.state.edited_topics.values()),
        )


def _units(state: State, municipality: MunicipalityId) -> list[UnitEntry]:
    here = [unit for unit in state.units if unit.municipality == municipality]
    return [
        replace(state.edited_units[municipality, unit.id], facts=[])
        if (municipality, unit.id) in state.edited_units
        else UnitEntry(id=unit.id, municipality=municipality, title=unit.title, open=unit.open, version=1)
        for unit in here
    ]


def _topics(state: State, municipality: MunicipalityId) -> list[TopicEntry]:
    here = [topic for topic in state.topics if topic.municipality == municipality]
    return [
        replace(state.edited_topics[municipality, topic.id], facts=[])
        if (municipality, topic.id) in state.edited_topics
        else TopicEntry(
            id=topic.id,
            municipality=municipality,
            sector=topic.sector,
            title_ru=topic.title_ru,
            title_en=topic.title_en,
            unit=topic.unit,
            version=1,
        )
        for topic in here
    ]


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


def _put(kept: list[T], entry: T) -> None:
    """In the place of the one with the same id, or at the end."""
    for at, known in enumerate(kept):
        if (known.municipality, known.id) == (entry.municipality, entry.id):
            kept[at] = entry
            return
    kept.append(entry)
