"""What polling stored stays recoverable between its commit and its screen: the inbox state `committed`."""

from typing import Final

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

UP: Final[tuple[str, ...]] = (
    "ALTER TABLE inbox DROP CONSTRAINT known_state",
    """
    ALTER TABLE inbox ADD CONSTRAINT known_state
        CHECK (state IN ('received', 'committed', 'done', 'dead')) NOT VALID
    """,
    "ALTER TABLE inbox VALIDATE CONSTRAINT known_state",
    "CREATE INDEX inbox_open ON inbox (bot, seq) WHERE state IN ('received', 'committed')",
    "DROP INDEX inbox_received",
)

DOWN: Final[tuple[str, ...]] = (
    "UPDATE inbox SET state = 'done', payload = NULL WHERE state = 'committed'",
    "ALTER TABLE inbox DROP CONSTRAINT known_state",
    "ALTER TABLE inbox ADD CONSTRAINT known_state CHECK (state IN ('received', 'done', 'dead'))",
    "CREATE INDEX inbox_received ON inbox (bot, seq) WHERE state = 'received'",
    "DROP INDEX inbox_open",
)


def upgrade() -> None:
    """Expand."""
    for statement in UP:
        op.execute(statement)


def downgrade() -> None:
    """Back to what was: what is committed counts as done."""
    for statement in DOWN:
        op.execute(statement)
