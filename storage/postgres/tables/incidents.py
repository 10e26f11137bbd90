"""Incidents and the journal."""

from sqlalchemy import (
    BigInteger,
    Column,
    Computed,
    Double,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR

from storage.postgres.tables.columns import MOMENT, NONE, files_in, home, key, may, metadata, must, one_of, to

EMPTY = text("'[]'")

incidents = Table(
    "incidents",
    metadata,
    home(),
    key("id"),
    must("key"),
    must("number", Integer),
    may("author_id"),
    may("source"),
    must("source_kind", server_default=text("'bot'")),
    must("text"),
    must("topic_id"),
    must("topic_title"),
    may("latitude", Double),
    may("longitude", Double),
    may("address"),
    must("media", ARRAY(Text), server_default=NONE),
    must("state"),
    must("importance", server_default=text("'ordinary'")),
    may("executor_id"),
    may("unit_id"),
    may("awaits"),
    may("due_at", MOMENT),
    may("question", Integer),
    must("followers", ARRAY(Text), server_default=NONE),
    may("repeats_id"),
    may("joined_to_id"),
    must("shares", JSONB, server_default=EMPTY),
    must("drafts", JSONB, server_default=EMPTY),
    must("life", JSONB, server_default=text("'{}'")),
    must("registered_at", MOMENT),
    may("answered_at", MOMENT),
    must("version", Integer),
    Column("words", TSVECTOR, Computed("veche_words(municipality_id, text, address)", persisted=True)),
    UniqueConstraint("municipality_id", "key", name="incidents_key"),
    UniqueConstraint("municipality_id", "number", name="incidents_number"),
    to("persons", "author_id"),
    one_of(
        "state",
        "new assigned on-approval rework interim approved answered declined redirected closed joined",
    ),
)

BY_TIME_LEFT = (incidents.c.due_at, incidents.c.number)
"""The order of every list of the staff: each of their indexes ends with it."""

for name, columns, where in (
    ("author", (incidents.c.author_id, incidents.c.number), None),
    ("state", (incidents.c.state, *BY_TIME_LEFT), None),
    ("unit", (incidents.c.unit_id, incidents.c.state, *BY_TIME_LEFT), "unit_id IS NOT NULL"),
    ("executor", (incidents.c.executor_id, incidents.c.state, *BY_TIME_LEFT), "executor_id IS NOT NULL"),
    ("awaits", (incidents.c.awaits, *BY_TIME_LEFT), "awaits IS NOT NULL"),
):
    Index(
        f"incidents_{name}",
        incidents.c.municipality_id,
        *columns,
        postgresql_where=text(where) if where else None,
    )
Index("incidents_registered", incidents.c.municipality_id, incidents.c.registered_at)
Index(
    "incidents_followers",
    incidents.c.followers,
    postgresql_using="gin",
    postgresql_where=text("followers <> '{}'"),
)
Index(
    "incidents_shares",
    incidents.c.shares,
    postgresql_using="gin",
    postgresql_ops={"shares": "jsonb_path_ops"},
    postgresql_where=text("shares <> '[]'"),
)
Index("incidents_words", incidents.c.words, postgresql_using="gin", postgresql_with={"fastupdate": "off"})
Index(
    "incidents_point",
    incidents.c.municipality_id,
    incidents.c.latitude,
    incidents.c.longitude,
    postgresql_where=text("latitude IS NOT NULL"),
)

Index(
    "incidents_media",
    incidents.c.media,
    postgresql_using="gin",
    postgresql_with={"fastupdate": "off"},
    postgresql_where=text("media <> '{}'"),
)
for name in ("drafts", "shares", "life"):
    files_in(incidents, name)

journal = Table(
    "journal",
    metadata,
    home(),
    key("id", BigInteger, Identity(always=True)),
    must("area"),
    must("name"),
    must("subject"),
    must("at", MOMENT),
    must("by_id"),
    may("acting_for_id"),
    may("source"),
    must("details", JSONB),
)
Index("journal_of_subject", journal.c.municipality_id, journal.c.subject, journal.c.id)
