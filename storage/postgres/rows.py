"""Aggregates as rows of JSON, and records as aggregates."""

from typing import Any

import orjson

from core.incidents.model import Incident
from core.incidents.values import Location, State
from core.notices.model import Notice, ToPerson
from core.shared.actor import Cause
from core.shared.facts import Fact
from core.shared.ids import FileId, IncidentId, MunicipalityId, PersonId, TopicId
from storage.letters import pack_body, pack_drafts, unpack_drafts
from storage.postgres.pool import Row


def new_incident_row(incident: Incident) -> dict[str, Any]:
    """What a registration writes."""
    place = incident.location
    return {
        "id": incident.id,
        "key": incident.key,
        "author_id": incident.author,
        "source": incident.source,
        "text": incident.text,
        "topic_id": incident.topic,
        "topic_title": incident.topic_title,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "address": place.address,
        "media": incident.media,
        "state": incident.state,
        "registered_at": incident.registered_at,
    }


def incident_row(incident: Incident) -> dict[str, Any]:
    """What a change may touch."""
    return {
        "id": incident.id,
        "state": incident.state,
        "topic_id": incident.topic,
        "topic_title": incident.topic_title,
        "executor_id": incident.executor,
        "drafts": pack_drafts(incident.drafts),
        "answered_at": incident.answered_at,
        "version": incident.version,
    }


INCIDENT = """i.municipality_id, i.id, i.key, i.number, i.author_id, i.source, i.text, i.topic_id,
    i.topic_title, i.latitude, i.longitude, i.address, i.media, i.state, i.executor_id, i.drafts,
    i.registered_at, i.answered_at, i.version"""
"""What `incident_of` reads, from a table called `i`."""


def incident_of(row: Row) -> Incident:
    """The incident of a record."""
    executor = row["executor_id"]
    return Incident(
        id=IncidentId(row["id"]),
        municipality=MunicipalityId(row["municipality_id"]),
        key=row["key"],
        number=row["number"],
        author=PersonId(row["author_id"]),
        source=row["source"],
        text=row["text"],
        topic=TopicId(row["topic_id"]),
        topic_title=row["topic_title"],
        location=Location(latitude=row["latitude"], longitude=row["longitude"], address=row["address"]),
        media=tuple(FileId(file) for file in row["media"]),
        state=State(row["state"]),
        executor=PersonId(executor) if executor is not None else None,
        drafts=unpack_drafts(orjson.loads(row["drafts"])),
        registered_at=row["registered_at"],
        answered_at=row["answered_at"],
        version=row["version"],
    )


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
        "audience": notice.audience,
        "body": pack_body(notice),
        "about": notice.about,
        "assurance": notice.assurance,
        "lane": notice.lane,
    }
