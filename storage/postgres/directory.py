"""Who and what there is in a municipality: units and staff, and the topic tree."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.incidents.model import Topic
from core.people.model import Municipality, Person, Unit
from core.shared.ids import BotId, MunicipalityId, PersonId, TopicId, UnitId
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from core.shared.roles import Role
from storage.packing import clean
from storage.postgres.atlas import Atlas, topic_of
from storage.postgres.people_rows import PERSON, person_of
from storage.postgres.pool import Row

_HERE: Final = """
p.municipality_id = $1 AND p.active AND p.roles <> '{}' AND ($2::text IS NULL OR $2 = ANY (p.roles))
"""
_STAFF: Final = f"""
SELECT counted.total, page.* FROM (SELECT count(*) AS total FROM persons p WHERE {_HERE}) counted
LEFT JOIN LATERAL (
    SELECT {PERSON}, p.sort_name FROM persons p WHERE {_HERE}
    ORDER BY p.sort_name, p.id LIMIT $3::bigint OFFSET $4::bigint
) page ON true
ORDER BY page.sort_name, page.id
"""  # noqa: S608 (constants)
_LEFT: Final = "p.municipality_id = $1 AND p.active AND p.roles = '{}' AND p.former_roles <> '{}'"
_FORMER: Final = f"""
SELECT counted.total, page.* FROM (SELECT count(*) AS total FROM persons p WHERE {_LEFT}) counted
LEFT JOIN LATERAL (
    SELECT {PERSON}, p.sort_name FROM persons p WHERE {_LEFT}
    ORDER BY p.sort_name, p.id LIMIT $2::bigint OFFSET $3::bigint
) page ON true
ORDER BY page.sort_name, page.id
"""  # noqa: S608 (constants)
_BOTS: Final = """
SELECT bot FROM accounts WHERE municipality_id = $1 AND person_id = $2 AND gone_at IS NULL ORDER BY bot
"""
_TOPIC: Final = """
SELECT municipality_id, id, sector, title_ru, title_en, unit_id FROM topics
WHERE municipality_id = $1 AND id = $2
"""


@dataclass(frozen=True, slots=True)
class PgDirectory:
    """Implements `core.people.ports.Directory`."""

    atlas: Atlas

    async def municipalities(self) -> Sequence[Municipality]:
        """Those of the present profiles, by title."""
        return (await self.atlas.fresh()).municipalities

    async def units(self, municipality: MunicipalityId) -> Sequence[Unit]:
        """Open units, by title."""
        return tuple(unit for unit in await self._units(municipality) if unit.open)

    async def unit(self, municipality: MunicipalityId, unit: UnitId) -> Unit | None:
        """One unit, also one that is closed by now."""
        return next((known for known in await self._units(municipality) if known.id == unit), None)

    async def _units(self, municipality: MunicipalityId) -> Sequence[Unit]:
        return (await self.atlas.fresh()).units.get(municipality, ())

    async def staff(
        self, municipality: MunicipalityId, *, role: Role | None, page: int, per_page: int
    ) -> Slice[Person]:
        """Active members of staff, by name."""
        rows = await self.atlas.database.rows(_STAFF, municipality, role, per_page, page * per_page)
        return _slice(rows, page, per_page)

    async def former(self, municipality: MunicipalityId, *, page: int, per_page: int) -> Slice[Person]:
        """Those who left, by name."""
        rows = await self.atlas.database.rows(_FORMER, municipality, per_page, page * per_page)
        return _slice(rows, page, per_page)

    async def bots_of(self, municipality: MunicipalityId, person: PersonId) -> Sequence[BotId]:
        """Those the person has not left."""
        rows = await self.atlas.database.rows(_BOTS, municipality, clean(person))
        return tuple(row["bot"] for row in rows)


def _slice(rows: Sequence[Row], page: int, per_page: int) -> Slice[Person]:
    """A page of people, with how many there are in all."""
    people = tuple(person_of(row) for row in rows if row["id"] is not None)
    return Slice(items=people, page=page, total=rows[0]["total"], per_page=per_page)


@dataclass(frozen=True, slots=True)
class PgTopics:
    """Implements `core.incidents.ports.Topics`."""

    atlas: Atlas

    async def open(self, municipality: MunicipalityId, sector: str | None = None) -> Sequence[Topic]:
        """Topics residents may choose, in the profile's order."""
        here = (await self.atlas.fresh()).topics.get(municipality, ())
        return here if sector is None else tuple(topic for topic in here if topic.sector == sector)

    async def get(self, municipality: MunicipalityId, topic: TopicId) -> Topic:
        """One topic, also one that is closed by now; refuses `topic-unknown`."""
        for known in await self.open(municipality):
            if known.id == topic:
                return known
        row = await self.atlas.database.row(_TOPIC, municipality, clean(topic))
        if row is None:
            raise Refusal("topic-unknown")
        return topic_of(row)
