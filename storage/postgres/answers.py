"""Templates and examples: inside a unit of work, and the lists of both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from core.answers.model import BestAnswer, Template
from core.shared.ids import IncidentId, MunicipalityId, PersonId, TemplateId, TopicId
from core.shared.paging import Slice
from storage.gathered_answers import GatheredAnswers
from storage.packing import clean
from storage.postgres.answer_parts import BEST_MARKED, BEST_UNMARKED, TEMPLATES
from storage.postgres.parts import Part
from storage.postgres.pool import Database, Row
from storage.sorting import sort_key

_TEMPLATE: Final = """
SELECT municipality_id, id, topic_id, title, body, version FROM templates
WHERE municipality_id = $1 AND id = $2 AND NOT removed
"""
_TEMPLATES: Final = """
SELECT counted.total, page.* FROM (
    SELECT count(*) AS total FROM templates WHERE municipality_id = $1 AND NOT removed
) counted
LEFT JOIN LATERAL (
    SELECT municipality_id, id, topic_id, title, body, version, sort_title FROM templates
    WHERE municipality_id = $1 AND NOT removed
    ORDER BY topic_id NULLS FIRST, sort_title, id LIMIT $2::bigint OFFSET $3::bigint
) page ON true
ORDER BY page.topic_id NULLS FIRST, page.sort_title, page.id
"""
_FOR_TOPIC: Final = """
SELECT municipality_id, id, topic_id, title, body, version, sort_title FROM templates
WHERE municipality_id = $1 AND topic_id = $2 AND NOT removed
UNION ALL
SELECT municipality_id, id, topic_id, title, body, version, sort_title FROM templates
WHERE municipality_id = $1 AND topic_id IS NULL AND NOT removed
ORDER BY topic_id NULLS LAST, sort_title, id
"""
_BEST: Final = """
SELECT municipality_id, incident_id, number, topic_id, body, marked_by, marked_at FROM best_answers
WHERE municipality_id = $1 AND incident_id = $2
"""


def _examples(where: str) -> str:
    """A page of examples; `$1` municipality, `$2` topic, `$3` limit, `$4` offset."""
    return f"""
SELECT counted.total, page.* FROM (
    SELECT count(*) AS total FROM best_answers WHERE municipality_id = $1 AND {where}
) counted
LEFT JOIN LATERAL (
    SELECT municipality_id, incident_id, number, topic_id, body, marked_by, marked_at FROM best_answers
    WHERE municipality_id = $1 AND {where}
    ORDER BY marked_at DESC, incident_id DESC LIMIT $3::bigint OFFSET $4::bigint
) page ON true
ORDER BY page.marked_at DESC, page.incident_id DESC
"""  # noqa: S608 (constants of this module)


_ALL_EXAMPLES: Final = _examples("$2::text IS NULL")
_TOPICS_EXAMPLES: Final = _examples("topic_id = $2::text")


@dataclass(slots=True)
class PgAnswers(GatheredAnswers):
    """Implements `core.answers.ports.Answers`."""

    database: Database

    async def template(self, municipality: MunicipalityId, template: TemplateId) -> Template | None:
        """The template, unless it was removed."""
        row = await self.database.row(_TEMPLATE, municipality, clean(template))
        return None if row is None else _template_of(row)

    async def best(self, municipality: MunicipalityId, incident: IncidentId) -> BestAnswer | None:
        """The example made of an incident's answer."""
        row = await self.database.row(_BEST, municipality, clean(incident))
        return None if row is None else _best_of(row)

    def parts(self) -> Iterator[tuple[Part, list[dict[str, Any]]]]:
        """What the commit has to write, with rows."""
        yield TEMPLATES, [_template_row(template) for template in self._templates]
        yield BEST_MARKED, [_best_row(best) for best in self._marked]
        yield BEST_UNMARKED, [{"incident_id": best.incident} for best in self._unmarked]


@dataclass(frozen=True, slots=True)
class PgGuides:
    """Implements `core.answers.ports.Guides`."""

    database: Database

    async def templates(self, municipality: MunicipalityId, *, page: int, per_page: int) -> Slice[Template]:
        """All, those for any topic first."""
        rows = await self.database.rows(_TEMPLATES, municipality, per_page, page * per_page)
        items = tuple(_template_of(row) for row in rows if row["id"] is not None)
        return Slice(items=items, page=page, total=rows[0]["total"], per_page=per_page)

    async def for_topic(self, municipality: MunicipalityId, topic: TopicId) -> Sequence[Template]:
        """The topic's own, then those for any."""
        rows = await self.database.rows(_FOR_TOPIC, municipality, clean(topic))
        return tuple(_template_of(row) for row in rows)

    async def best(
        self, municipality: MunicipalityId, topic: TopicId | None, *, page: int, per_page: int
    ) -> Slice[BestAnswer]:
        """The newest first."""
        sql = _ALL_EXAMPLES if topic is None else _TOPICS_EXAMPLES
        wanted = None if topic is None else clean(topic)
        rows = await self.database.rows(sql, municipality, wanted, per_page, page * per_page)
        items = tuple(_best_of(row) for row in rows if row["incident_id"] is not None)
        return Slice(items=items, page=page, total=rows[0]["total"], per_page=per_page)


def _template_row(template: Template) -> dict[str, Any]:
    return {
        "id": template.id,
        "topic_id": template.topic,
        "title": template.title,
        "sort_title": sort_key(template.title),
        "body": template.text,
        "removed": template.removed,
        "version": template.version,
    }


def _template_of(row: Row) -> Template:
    return Template(
        id=TemplateId(row["id"]),
        municipality=MunicipalityId(row["municipality_id"]),
        topic=TopicId(row["topic_id"]) if row["topic_id"] is not None else None,
        title=row["title"],
        text=row["body"],
        version=row["version"],
    )


def _best_row(best: BestAnswer) -> dict[str, Any]:
    return {
        "incident_id": best.incident,
        "number": best.number,
        "topic_id": best.topic,
        "body": best.text,
        "marked_by": best.marked_by,
        "marked_at": best.marked_at,
    }


def _best_of(row: Row) -> BestAnswer:
    return BestAnswer(
        municipality=MunicipalityId(row["municipality_id"]),
        incident=IncidentId(row["incident_id"]),
        number=row["number"],
        topic=TopicId(row["topic_id"]),
        text=row["body"],
        marked_by=PersonId(row["marked_by"]),
        marked_at=row["marked_at"],
    )
