"""What is removed after its time is found without looking at everything."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Without fast updates: few rows name files, and a list of pending ones is read whole by whoever looks.
INDEXES = {
    "outbox_settled": "outbox (changed_at) WHERE state IN ('sent', 'left', 'dropped')",
    "outbox_unreached": (
        "outbox (municipality_id, id) WHERE state = 'waiting' AND assurance = 'once' AND error IS NULL"
    ),
    "files_kept": "files (kept_at, id)",
    "incidents_media": "incidents USING gin (media) WITH (fastupdate = off) WHERE media <> '{}'",
}
FILES_IN = (
    ("incidents", "drafts", "$.**"),
    ("incidents", "shares", "$.**"),
    ("incidents", "life", "$.**"),
    ("outbox", "body", "$"),
)
"""JSON in which files are named: see `storage.postgres.mentions`."""


def upgrade() -> None:
    """Expand."""
    for name, where in INDEXES.items():
        op.execute(f"CREATE INDEX {name} ON {where}")
    for table, column, path in FILES_IN:
        named = f"""'{path}."media"[*]'"""
        op.execute(
            f"CREATE INDEX {table}_files_in_{column} ON {table} "
            f"USING gin (jsonb_path_query_array({column}, {named})) WITH (fastupdate = off) "
            f"WHERE {column} @? {named}"
        )


def downgrade() -> None:
    """Back to what was."""
    for table, column, _ in FILES_IN:
        op.execute(f"DROP INDEX {table}_files_in_{column}")
    for name in INDEXES:
        op.execute(f"DROP INDEX {name}")
