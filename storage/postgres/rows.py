"""Aggregates as rows of JSON, and records as aggregates."""

from collections.abc import Iterable
from typing import Any

import orjson

from core.deadlines.terms import SourceKind
from core.incidents.model import Incident
from core.incidents.parts import Origin
from core.incidents.values import Importance, Location, State
from core.notices.model import Notice, ToPerson
from core.shared.actor import Cause
from core.shared.facts import Fact
from core.shared.ids import FileId, IncidentId, MunicipalityId, PersonId, TopicId, UnitId
from storage.letters import pack_body
from storage.life import pack_drafts, pack_life, pack_shares, unpack_drafts, unpack_life, unpack_shares
from storage.postgres.pool import Row
from storage.timers import DEADLINE, deadline_of, deadline_row, in_order


def new_incident_row(incident: Incident) -> dict[str, Any]:
    """What a registration writes: all columns but those the database gives."""
    return {
        **incident_row(incident),
        "key": incident.key,
        "author_id": incident.author,
        "source": incident.origin.bot,
        "source_kind": incident.origin.kind.value,
        "text": incident.text,
        "media": incident.media,
        "registered_at": incident.registered_at,
    }


def incident_row(incident: Incident) -> dict[str, Any]:
    """What a change may touch."""
    place = incident.location
    return {
        "id": incident.id,
        "state": incident.state,
        "topic_id": incident.topic,
        "topic_title": incident.topic_title,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "address": place.address,
        "importance": incident.importance,
        "executor_id": incident.executor,
        "unit_id": incident.unit,
        "awaits": incident.awaits,
        "due_at": incident.next_due,
        "question": incident.question,
        "followers": incident.followers,
        "repeats_id": incident.repeats,
        "joined_to_id": incident.joined_to,
        "shares": pack_shares(incident.shares),
        "drafts": pack_drafts(incident.drafts),
        "life": pack_life(incident),
        "answered_at": incident.answered_at,
        "version": incident.version,
    }


def touched_rows(incidents: Iterable[Incident]) -> list[dict[str, Any]]:
    """Deadlines that changed since they were read."""
    return [
        deadline_row(incident.id, each)
        for incident in incidents
        for each in incident.deadlines
        if (each.kind, each.generation) in incident.touched
    ]


INCIDENT = f"""i.municipality_id, i.id, i.key, i.number, i.author_id, i.source, i.source_kind, i.text,
    i.topic_id, i.topic_title, i.latitude, i.longitude, i.address, i.media, i.state, i.importance,
    i.executor_id, i.unit_id, i.question, i.followers, i.repeats_id, i.joined_to_id, i.shares, i.drafts,
    i.life, i.registered_at, i.answered_at, i.version, (
        SELECT json_agg({DEADLINE}) FROM deadlines d
        WHERE d.municipality_id = i.municipality_id AND d.subject = i.id
    ) AS deadlines"""  # noqa: S608 (constants)
"""What `incident_of` reads, from a table called `i`."""


def incident_of(row: Row) -> Incident:
    """The incident of a record, with its deadlines."""
    life = orjson.loads(row["life"])
    return Incident(
        id=IncidentId(row["id"]),
        municipality=MunicipalityId(row["municipality_id"]),
        key=row["key"],
        number=row["number"],
        author=_person(row["author_id"]),
        origin=Origin(
            kind=SourceKind(row["source_kind"]),
            bot=row["source"],
            link=life.get("link"),
            author_name=life.get("author_name", ""),
        ),
        text=row["text"],
        topic=TopicId(row["topic_id"]),
        topic_title=row["topic_title"],
        location=Location(latitude=row["latitude"], longitude=row["longitude"], address=row["address"]),
        media=tuple(FileId(file) for file in row["media"]),
        state=State(row["state"]),
        importance=Importance(row["importance"]),
        executor=_person(row["executor_id"]),
        unit=UnitId(row["unit_id"]) if row["unit_id"] is not None else None,
        question=row["question"],
        followers=tuple(PersonId(person) for person in row["followers"]),
        repeats=_incident(row["repeats_id"]),
        joined_to=_incident(row["joined_to_id"]),
        shares=unpack_shares(orjson.loads(row["shares"])),
        drafts=unpack_drafts(orjson.loads(row["drafts"])),
        deadlines=in_order(deadline_of(each) for each in orjson.loads(row["deadlines"] or "[]")),
        registered_at=row["registered_at"],
        answered_at=row["answered_at"],
        version=row["version"],
        **unpack_life(life),
    )


def _person(given: str | None) -> PersonId | None:
    return PersonId(given) if given is not None else None


def _incident(given: str | None) -> IncidentId | None:
    return IncidentId(given) if given is not None else None


def journal_row(fact: Fact, cause: Cause | None) -> dict[str, Any]:
    """A fact, and from where it came."""
    return {
        "area": fact.area,
        "name": fact.name,
        "subject": fact.subject,
        "at": fact.at,
        "by_id": fact.by.person,
        "acting_for_id": fact.by.acting_for,
        "source": cause.bot if cause else None,
        "details": fact.details(),
    }


def notice_row(notice: Notice, seq: int) -> dict[str, Any]:
    """A notice before it is expanded to its recipients."""
    to = notice.to
    return {
        "seq": seq,
        "key": notice.key,
        "person_id": to.person if isinstance(to, ToPerson) else None,
        "role": None if isinstance(to, ToPerson) else to.role,
        "unit_id": None if isinstance(to, ToPerson) else to.unit,
        "but_id": None if isinstance(to, ToPerson) else to.but,
        "personally": isinstance(to, ToPerson) and to.personally,
        "audience": notice.audience,
        "body": pack_body(notice),
        "about": notice.about,
        "assurance": notice.assurance,
        "lane": notice.lane,
    }
