"""What profiles set (municipalities, units, topics), remembered by the process for half a minute."""

import asyncio
from typing import Final

from core.incidents.model import Topic
from core.people.model import Municipality, Unit
from core.shared.ids import MunicipalityId
from storage.postgres.pool import Database, Row
from storage.sorting import sort_key

REMEMBERED: Final = 30.0
"""Seconds: profiles change with a restart; what administrators edit makes us forget sooner."""

_MUNICIPALITIES: Final = "SELECT municipality_id, title, zone, consent_version FROM municipalities WHERE open"
_UNITS: Final = "SELECT municipality_id, id, title, open FROM units"
_TOPICS: Final = """
SELECT municipality_id, id, sector, title_ru, title_en, unit_id FROM topics WHERE open ORDER BY position
"""


class Atlas:
    """Read it through `fresh()`."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.municipalities: tuple[Municipality, ...] = ()
        self.units: dict[MunicipalityId, tuple[Unit, ...]] = {}
        self.topics: dict[MunicipalityId, tuple[Topic, ...]] = {}
        self._until = 0.0

    async def fresh(self) -> "Atlas":
        """Itself, read anew when the last time was long ago; raises `Unavailable`."""
        now = asyncio.get_running_loop().time()
        if now >= self._until:
            await self._read()
            self._until = now + REMEMBERED
        return self

    def forget(self) -> None:
        """Profiles were synchronised: read anew at the next question."""
        self._until = 0.0

    async def _read(self) -> None:
        homes = [_municipality(row) for row in await self.database.rows(_MUNICIPALITIES)]
        units = [_unit(row) for row in await self.database.rows(_UNITS)]
        topics = [topic_of(row) for row in await self.database.rows(_TOPICS)]
        units.sort(key=lambda unit: sort_key(unit.title))
        self.municipalities = tuple(sorted(homes, key=lambda home: sort_key(home.title)))
        self.units = {
            home.id: tuple(unit for unit in units if unit.municipality == home.id) for home in homes
        }
        self.topics = {
            home.id: tuple(topic for topic in topics if topic.municipality == home.id) for home in homes
        }


def _municipality(row: Row) -> Municipality:
    return Municipality(
        id=row["municipality_id"],
        title=row["title"],
        zone=row["zone"],
        consent_version=row["consent_version"],
    )


def _unit(row: Row) -> Unit:
    return Unit(id=row["id"], municipality=row["municipality_id"], title=row["title"], open=row["open"])


def topic_of(row: Row) -> Topic:
    """The topic of a record."""
    return Topic(
        id=row["id"],
        municipality=row["municipality_id"],
        sector=row["sector"],
        title_ru=row["title_ru"],
        title_en=row["title_en"],
        unit=row["unit_id"],
    )
