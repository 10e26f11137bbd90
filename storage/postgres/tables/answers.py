"""Templates of answers, and answers marked as examples."""

from sqlalchemy import Boolean, ForeignKeyConstraint, Index, Integer, Table, Text, text

from storage.postgres.tables.columns import MOMENT, home, key, may, metadata, must

templates = Table(
    "templates",
    metadata,
    home(),
    key("id"),
    may("topic_id"),
    must("title"),
    must("sort_title", Text(collation="C")),
    must("body"),
    must("removed", Boolean, server_default=text("false")),
    must("version", Integer),
    ForeignKeyConstraint(["municipality_id"], ["municipalities.municipality_id"]),
)
Index(
    "templates_of_topic",
    templates.c.municipality_id,
    templates.c.topic_id,
    templates.c.sort_title,
    templates.c.id,
    postgresql_where=text("NOT removed"),
)

best_answers = Table(
    "best_answers",
    metadata,
    home(),
    key("incident_id"),
    must("number", Integer),
    must("topic_id"),
    must("body"),
    must("marked_by"),
    must("marked_at", MOMENT),
    ForeignKeyConstraint(["municipality_id"], ["municipalities.municipality_id"]),
)
Index(
    "best_answers_newest",
    best_answers.c.municipality_id,
    best_answers.c.marked_at,
    best_answers.c.incident_id,
)
Index(
    "best_answers_of_topic",
    best_answers.c.municipality_id,
    best_answers.c.topic_id,
    best_answers.c.marked_at,
    best_answers.c.incident_id,
)
