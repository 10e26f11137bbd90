"""Deadlines: one row a term of a subject, kept after its end for the statistics of terms (ZAR-20)."""

from sqlalchemy import Index, Integer, Table, text
from sqlalchemy.dialects.postgresql import JSONB

from storage.postgres.tables.columns import MOMENT, home, key, may, metadata, must, one_of

deadlines = Table(
    "deadlines",
    metadata,
    home(),
    key("subject"),
    key("kind"),
    key("generation", Integer),
    may("owner_id"),
    may("unit_id"),
    must("timer", JSONB),
    may("due_at", MOMENT),
    may("calendar_version"),
    may("fires_at", MOMENT),
    must("progress", Integer),
    must("outcome"),
    one_of("outcome", "open met late cancelled"),
)
Index(
    "deadlines_open",
    deadlines.c.municipality_id,
    deadlines.c.fires_at,
    postgresql_where=text("outcome = 'open'"),
)
Index(
    "deadlines_of_person",
    deadlines.c.municipality_id,
    deadlines.c.owner_id,
    postgresql_where=text("owner_id IS NOT NULL"),
)
