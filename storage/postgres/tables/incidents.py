"""Incidents and the journal."""

from sqlalchemy import BigInteger, Double, Identity, Index, Integer, Table, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from storage.postgres.tables.columns import MOMENT, NONE, home, key, may, metadata, must, one_of, to

incidents = Table(
    "incidents",
    metadata,
    home(),
    key("id"),
    must("key"),
    must("number", Integer),
    must("author_id"),
    must("source"),
    must("text"),
    must("topic_id"),
    must("topic_title"),
    may("latitude", Double),
    may("longitude", Double),
    may("address"),
    must("media", ARRAY(Text), server_default=NONE),
    must("state"),
    may("executor_id"),
    must("drafts", JSONB, server_default=text("'[]'")),
    must("registered_at", MOMENT),
    may("answered_at", MOMENT),
    must("version", Integer),
    UniqueConstraint("municipality_id", "key", name="incidents_key"),
    UniqueConstraint("municipality_id", "number", name="incidents_number"),
    to("persons", "author_id"),
    one_of("state", "new assigned on-approval rework answered"),
)
for name, column, where in (
    ("author", incidents.c.author_id, None),
    ("executor", incidents.c.executor_id, "executor_id IS NOT NULL AND state <> 'answered'"),
    ("new", None, "state = 'new'"),
    ("assigned", None, "state IN ('assigned', 'rework')"),
    ("on_approval", None, "state = 'on-approval'"),
    ("open", None, "state <> 'answered'"),
    ("answered", None, "state = 'answered'"),
):
    Index(
        f"incidents_{name}",
        *(each for each in (incidents.c.municipality_id, column, incidents.c.number) if each is not None),
        postgresql_where=text(where) if where else None,
    )

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
