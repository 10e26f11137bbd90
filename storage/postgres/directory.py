"""Who and what there is in a municipality: units and staff, and the topic tree."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.incidents.model import Topic
from core.people.model import Municipality, Person, Unit
from core.shared.ids import MunicipalityId, TopicId, UnitId
from core.shared.paging import Slice
from core.shared.refusal import Refusal
from core.shared.roles import Role
from storage.packing import clean
from storage.postgres.atlas import Atlas, topic_of
from storage.postgres.people_rows import PERSON, person_of

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
        """All units, by title."""
        return (await self.atlas.fresh()).units.get(municipality, ())

    async def unit(self, municipality: MunicipalityId, unit: UnitId) -> Unit | None:
        """One unit."""
        return next((known for known in await self.units(municipality) if known.id == unit), None)

    async def staff(
        self, municipality: MunicipalityId, *, role: Role | None, page: int, per_page: int
    ) -> Slice[Person]:
        """Active members of staff, by name."""
        rows = await self.atlas.database.rows(_STAFF, municipality, role, per_page, page * per_page)
        return Slice(
            items=tuple(person_of(row) for row in rows if row["id"] is not None),
            page=page,
            total=rows[0]["total"],
            per_page=per_page,
        )


@dataclass(frozen=True, slots=True)
class PgTopics:
    """Implements `core.incidents.ports.Topics`."""

    atlas: Atlas

    async def sectors(self, municipality: MunicipalityId) -> Sequence[str]:
        """Sector codes in the profile's order."""
        return tuple(dict.fromkeys(topic.sector for topic in await self.open(municipality)))

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
