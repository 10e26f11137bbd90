"""What administrators do about units and topics (LAB-2.1.2)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.catalogue.model import Title, TopicEntry, UnitEntry
from core.catalogue.ports import CatalogueLists, CatalogueWork, OpenCatalogue, Refresh
from core.shared.actor import Actor
from core.shared.clock import Clock
from core.shared.ids import Ids, MunicipalityId, TopicId, UnitId
from core.shared.refusal import Refusal
from core.shared.retried import retried
from core.shared.roles import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class EditUnits:
    """Add a unit, rename, close, open again."""

    open: OpenCatalogue
    refresh: Refresh
    ids: Ids
    clock: Clock

    @retried
    async def add(self, title: str, *, by: Actor) -> UnitEntry:
        """What was added. Refuses `no-right`, `too-short`, `too-long`."""
        acting = by.with_(Right.ADMINISTER)
        made = UnitEntry.make(self.ids.new(), Title.parse(title), by=acting, now=self.clock.now())
        async with self.open() as work:
            work.catalogue.keep_unit(made)
            await work.commit(acting)
        await self.refresh()
        return made

    async def rename(self, unit: UnitId, title: str, *, by: Actor) -> UnitEntry:
        """As it is then. Refuses `no-right`, `unit-unknown`, `too-short`, `too-long`."""
        value = Title.parse(title)
        return await self._edit(unit, by, lambda found, acting, now: found.rename(value, by=acting, now=now))

    async def reopen(self, unit: UnitId, *, by: Actor) -> UnitEntry:
        """As it is then. Refuses `no-right`, `unit-unknown`."""
        return await self._edit(unit, by, lambda found, acting, now: found.reopen(by=acting, now=now))

    @retried
    async def close(self, unit: UnitId, *, by: Actor) -> UnitEntry:
        """As it is then. Refuses `no-right`, `unit-unknown`, `unit-in-use`."""
        acting = by.with_(Right.ADMINISTER)
        async with self.open() as work:
            found = await work.catalogue.unit(by.municipality, unit)
            topics, people = await work.catalogue.uses(by.municipality, unit)
            found.close(topics=topics, people=people, by=acting, now=self.clock.now())
            work.catalogue.keep_unit(found)
            await work.commit(acting)
        await self.refresh()
        return found

    @retried
    async def _edit(
        self, unit: UnitId, by: Actor, change: Callable[[UnitEntry, Actor, datetime], None]
    ) -> UnitEntry:
        acting = by.with_(Right.ADMINISTER)
        async with self.open() as work:
            found = await work.catalogue.unit(by.municipality, unit)
            change(found, acting, self.clock.now())
            work.catalogue.keep_unit(found)
            await work.commit(acting)
        await self.refresh()
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class EditTopics:
    """Add a topic to a sector, rename, give to another unit, close, open again.

    `sectors` are the codes a municipality's profile knows.
    """

    open: OpenCatalogue
    sectors: Callable[[MunicipalityId], Sequence[str]]
    refresh: Refresh
    ids: Ids
    clock: Clock

    @retried
    async def add(
        self, sector: str, title_ru: str, title_en: str | None, unit: UnitId, *, by: Actor
    ) -> TopicEntry:
        """What was added. Refuses `no-right`, `sector-unknown`, `unit-unknown`, `too-short`, `too-long`."""
        acting = by.with_(Right.ADMINISTER)
        if sector not in self.sectors(by.municipality):
            raise Refusal("sector-unknown")
        made = TopicEntry.make(
            self.ids.new(),
            sector,
            Title.parse(title_ru),
            _maybe(title_en),
            unit,
            by=acting,
            now=self.clock.now(),
        )
        async with self.open() as work:
            await open_unit(work, by.municipality, unit)
            work.catalogue.keep_topic(made)
            await work.commit(acting)
        await self.refresh()
        return made

    async def rename(self, topic: TopicId, title_ru: str, title_en: str | None, *, by: Actor) -> TopicEntry:
        """As it is then. Refuses `no-right`, `topic-unknown`, `too-short`, `too-long`."""
        russian, english = Title.parse(title_ru), _maybe(title_en)
        return await self._edit(
            topic, by, lambda found, acting, now: found.rename(russian, english, by=acting, now=now)
        )

    @retried
    async def give_to(self, topic: TopicId, unit: UnitId, *, by: Actor) -> TopicEntry:
        """As it is then. Refuses `no-right`, `topic-unknown`, `unit-unknown`."""
        acting = by.with_(Right.ADMINISTER)
        async with self.open() as work:
            found = await work.catalogue.topic(by.municipality, topic)
            await open_unit(work, by.municipality, unit)
            found.give_to(unit, by=acting, now=self.clock.now())
            work.catalogue.keep_topic(found)
            await work.commit(acting)
        await self.refresh()
        return found

    async def close(self, topic: TopicId, *, by: Actor) -> TopicEntry:
        """As it is then. Refuses `no-right`, `topic-unknown`."""
        return await self._edit(topic, by, lambda found, acting, now: found.close(by=acting, now=now))

    @retried
    async def reopen(self, topic: TopicId, *, by: Actor) -> TopicEntry:
        """As it is then. Refuses `no-right`, `topic-unknown`, and `unit-unknown` when its unit is closed."""
        acting = by.with_(Right.ADMINISTER)
        async with self.open() as work:
            found = await work.catalogue.topic(by.municipality, topic)
            if found.unit is not None:
                await open_unit(work, by.municipality, found.unit)
            found.reopen(by=acting, now=self.clock.now())
            work.catalogue.keep_topic(found)
            await work.commit(acting)
        await self.refresh()
        return found

    @retried
    async def _edit(
        self, topic: TopicId, by: Actor, change: Callable[[TopicEntry, Actor, datetime], None]
    ) -> TopicEntry:
        acting = by.with_(Right.ADMINISTER)
        async with self.open() as work:
            found = await work.catalogue.topic(by.municipality, topic)
            change(found, acting, self.clock.now())
            work.catalogue.keep_topic(found)
            await work.commit(acting)
        await self.refresh()
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueView:
    """Units and topics for administrators, closed ones included."""

    open: OpenCatalogue
    lists: CatalogueLists

    async def units(self, *, by: Actor) -> Sequence[UnitEntry]:
        """By title, closed ones last. Refuses `no-right`."""
        by.must(Right.ADMINISTER)
        return await self.lists.units(by.municipality)

    async def topics(self, sector: str | None = None, *, by: Actor) -> Sequence[TopicEntry]:
        """In the profile's order, closed ones last. Refuses `no-right`."""
        by.must(Right.ADMINISTER)
        return await self.lists.topics(by.municipality, sector)

    async def unit(self, unit: UnitId, *, by: Actor) -> tuple[UnitEntry, int, int]:
        """One, with how many open topics and members of staff it has. Refuses `no-right`, `unit-unknown`."""
        by.must(Right.ADMINISTER)
        async with self.open() as work:
            found = await work.catalogue.unit(by.municipality, unit)
            topics, people = await work.catalogue.uses(by.municipality, unit)
        return found, topics, people

    async def topic(self, topic: TopicId, *, by: Actor) -> TopicEntry:
        """One. Refuses `no-right`, `topic-unknown`."""
        by.must(Right.ADMINISTER)
        async with self.open() as work:
            return await work.catalogue.topic(by.municipality, topic)


async def open_unit(work: CatalogueWork, municipality: MunicipalityId, unit: UnitId) -> None:
    """Refuses `unit-unknown`, also for a closed one."""
    if not (await work.catalogue.unit(municipality, unit)).open:
        raise Refusal("unit-unknown")


def _maybe(title: str | None) -> Title | None:
    return Title.parse(title) if title else None
