"""A lane for what cannot wait: doubts go before everything else that a curator is told."""

from typing import Final

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

UP: Final[tuple[str, ...]] = (
    "ALTER TABLE outbox DROP CONSTRAINT known_lane",
    """
    ALTER TABLE outbox ADD CONSTRAINT known_lane
        CHECK (lane IN ('urgent', 'interactive', 'broadcast')) NOT VALID
    """,
    "ALTER TABLE outbox VALIDATE CONSTRAINT known_lane",
)

DOWN: Final[tuple[str, ...]] = (
    "UPDATE outbox SET lane = 'interactive' WHERE lane = 'urgent'",
    "ALTER TABLE outbox DROP CONSTRAINT known_lane",
    "ALTER TABLE outbox ADD CONSTRAINT known_lane CHECK (lane IN ('interactive', 'broadcast'))",
)


def upgrade() -> None:
    """Expand."""
    for statement in UP:
        op.execute(statement)


def downgrade() -> None:
    """Back to what was: doubts wait like other news."""
    for statement in DOWN:
        op.execute(statement)
